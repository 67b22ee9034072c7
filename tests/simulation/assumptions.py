"""What the simulation takes for granted; each figure has a name and may be given another value."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Shares are between 0 and 1. Nobody has measured them for this site: they are cautious
    guesses, to be replaced by figures of the running site."""

    # The stock
    offers: int = 2000
    years: int = 2
    seed: int = 1
    first_day: date = date(2026, 12, 1)
    # How many offers one person looks after: 1, 2, 3, 4 or 5 of them.
    persons_with: tuple[float, ...] = (0.60, 0.20, 0.10, 0.06, 0.04)
    # At the start the last confirmations are spread over so many months.
    spread_months: int = 5
    new_offers_a_year: float = 0.10

    # What happens in the clubs
    changes_a_year: float = 0.25
    ends_a_year: float = 0.10
    tells_unasked: float = 0.15

    # Mail
    without_mail: float = 0.04
    bounces_a_year: float = 0.08
    never_answers_mail: float = 0.15
    answers_first_mail: float = 0.45
    answers_second_mail: float = 0.35
    answers_third_mail: float = 0.25  # and each one after it
    days_until_answer: float = 3.0

    # Telephone
    advisors: int = 4
    calls_of_an_advisor_a_week: int = 8
    answers_call: float = 0.50
    days_until_next_call: int = 7
    names_new_address: float = 0.70

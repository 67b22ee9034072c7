"""The names of answers and their values, and what they mean in the model.

The same names stand in forms, drafts and spreadsheets.
"""

from dataclasses import fields
from typing import Any

from directory.model import (
    UNKNOWN,
    Access,
    ContactWay,
    Form,
    Gender,
    Known,
    Level,
    PricePeriod,
    Senses,
    Status,
    Support,
    Weekday,
    Words,
)

YES, NO, UNSURE = "ja", "nein", "weiss"
THREE = (YES, NO, UNSURE)
KNOWN = {YES: Known.YES, NO: Known.NO}

MOST_TIMES = 6
MOST_PICTURES = 3
TIMES = tuple(range(1, MOST_TIMES + 1))
PICTURES = tuple(range(1, MOST_PICTURES + 1))

WEEKLY, ON_DATES, BY_APPOINTMENT = "woche", "termine", "absprache"
KINDS_OF_TIME = (WEEKLY, ON_DATES, BY_APPOINTMENT, UNSURE)
WEEKDAYS = dict(zip(("mo", "di", "mi", "do", "fr", "sa", "so"), Weekday, strict=True))
# Every n weeks, or the nth of a month.
RHYTHMS = {
    "1": (1, None),
    "2": (2, None),
    "3": (3, None),
    "4": (4, None),
    "m1": (1, 1),
    "m2": (1, 2),
    "m3": (1, 3),
    "m4": (1, 4),
    "ml": (1, -1),
}
RHYTHMS_WITH_START = ("2", "3", "4")
STATES_OF_OFFER = {
    "laeuft": Status.RUNNING,
    "beginnt": Status.PLANNED,
    "pause": Status.PAUSED,
    "voll": Status.FULL,
}
FORMS = {"gemeinsam": Form.TOGETHER, "eigene": Form.OWN_GROUP, "beides": Form.BOTH}
GENDERS = {"alle": Gender.ALL, "frauen": Gender.WOMEN, "maenner": Gender.MEN}
LEVELS = {"probieren": Level.TRY_IT, "hobby": Level.HOBBY, "wettkampf": Level.COMPETITION}
PERIODS = {
    "einmal": PricePeriod.ONCE,
    "monat": PricePeriod.MONTH,
    "quartal": PricePeriod.QUARTER,
    "jahr": PricePeriod.YEAR,
}
WAYS = ("bus", "tram", "train", "subway")
ANSWERS_BY = {"phone": ContactWay.PHONE, "email": ContactWay.EMAIL}
SHOWN = ("telefon", "mail")
LICENCES = {"eigen": "own", "cc-by": "CC BY 4.0", "cc0": "CC0 1.0"}


def _facts(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.default is UNKNOWN)


SUPPORT = _facts(Support)
SENSES = {f"sinn_{name}": name for name in _facts(Senses)}
ACCESS = {f"zugang_{name}": name for name in _facts(Access)}
COMPANION = {
    "begleitung_darf": "may_come",
    "begleitung_frei": "free",
    "begleitung_muss": "must_come",
    "begleitung_stellt": "club_can_provide",
}
COST_HELP = {
    "bildungspaket": "education_package",
    "ermaessigt": "reduced_price",
    "verein_hilft": "club_helps",
}
TRIAL = {"probe": "possible", "probe_frei": "free"}

BRING = {
    "schuhe": Words("Turnschuhe", "Turnschuhe", "Sports shoes"),
    "kleidung": Words("Sportkleidung", "Sportkleidung", "Sports clothes"),
    "trinken": Words("Etwas zu trinken", "Etwas zu trinken", "Something to drink"),
    "handtuch": Words("Ein Handtuch", "Ein Handtuch", "A towel"),
    "badesachen": Words("Badesachen", "Badesachen", "Swimwear"),
    "essen": Words("Etwas zu essen", "Etwas zu essen", "Something to eat"),
}
FIRST_STEPS = ("arrive", "door", "greeted", "changing", "warm_up", "sport", "break", "end")

NEW = "neu"
"""The value of ``ort_id`` and ``verein_id`` that says: none of those that you know."""

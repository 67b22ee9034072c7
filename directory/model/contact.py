"""People one can ask, and what they agreed to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directory.model.picture import Picture
from directory.model.text import NO_WORDS, Words


class ContactWay(StrEnum):
    """How a contact answers."""

    PHONE = "phone"
    EMAIL = "email"
    MESSAGE = "message"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to: when, until when, and which wording. No consent, no publication."""

    given_on: date
    ends_on: date
    wording: str


@dataclass(frozen=True, slots=True)
class Contact:
    """schema.org ``ContactPoint``, HSDS ``contact`` and ``phone``: personal data, deletable.

    ``is_public`` says whether the way of contact may be shown; ``consent`` must then be there
    unless the contact is a role ("Geschäfts-Stelle") and not a person.
    ``phone`` is kept as in E.164 ("+493451234567") or empty.
    """

    first_name: str = ""
    role: Words = NO_WORDS
    phone: str = ""
    email: str = ""
    best_time: Words = NO_WORDS
    answers_by: tuple[ContactWay, ...] = ()
    languages: tuple[str, ...] = ()
    picture: Picture | None = None
    is_person: bool = False
    is_public: bool = False
    consent: Consent | None = None

    def may_be_shown(self, today: date) -> bool:
        """Whether anybody may see this contact on that day."""
        if not self.is_public:
            return False
        if not self.is_person:
            return True
        return self.consent is not None and self.consent.given_on <= today <= self.consent.ends_on

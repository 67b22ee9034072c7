"""Reads whom one can ask, and what that person agreed to."""

from directory.content.entry import Entry
from directory.content.example_facts import fact, words
from directory.content.example_times import period
from directory.model import Consent, Contact, ContactWay

_CONSENT = "Mein Vorname, meine Telefonnummer und meine E-Mail dürfen im Verzeichnis stehen."


def read_contacts(entry: Entry) -> tuple[Contact, ...]:
    return tuple(_contact(section) for section in entry.sections("contacts"))


def _contact(section: Entry) -> Contact:
    """``person`` holds a first name; ``office`` is a role and no person."""
    person = section.text("person", "")
    if not person and "office" not in section:
        raise section.fault("", "needs the key person or office")
    role = words(section, "role" if person else "office")
    contact = Contact(
        first_name=person,
        role=role,
        phone=section.text("phone", "").replace(" ", ""),
        email=section.text("email", ""),
        best_time=words(section, "best_time"),
        answers_by=tuple(
            section.as_choice("answers_by", way, ContactWay) for way in section.texts("answers_by")
        ),
        languages=section.texts("languages"),
        is_person=bool(person),
        is_public=not fact(section, "public").is_no,
        consent=_consent(section),
    )
    section.nothing_else()
    return contact


def _consent(section: Entry) -> Consent | None:
    if "consent" not in section:
        return None
    agreed = period(section.section("consent", "when"))
    return Consent(agreed.first, agreed.last, _CONSENT)

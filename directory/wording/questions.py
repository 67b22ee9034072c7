"""What nobody told us, as questions that a reader can put to the club."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from directory.model import Fact, Form, Gender, Known, Offer, Venue, facts_of
from directory.wording.facts import FACTS, fact_said
from directory.wording.said import FactSaid, Sign, Topic
from directory.wording.voice import N_, Voice

NOWHERE = Venue("")
"""Stands for the place that nobody told us: all about it is unknown."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A question about something that is no fact; asked while ``is_missing`` holds."""

    topic: Topic
    question: str
    is_missing: Callable[[Offer, Venue], bool]


def no_day(offer: Offer, _venue: Venue) -> bool:
    schedule = offer.schedule
    if schedule.single_dates or schedule.by_appointment.is_yes:
        return False
    return all(slot.weekday is None for slot in schedule.slots)


def no_time(offer: Offer, venue: Venue) -> bool:
    schedule = offer.schedule
    begins = [slot.start for slot in schedule.slots]
    begins += [single.start for single in schedule.single_dates]
    if not begins:
        return no_day(offer, venue)
    return None in begins


def no_week(offer: Offer, _venue: Venue) -> bool:
    return any(
        slot.every_weeks > 1 and slot.nth_in_month is None and slot.starts_on is None
        for slot in offer.schedule.slots
    )


def no_place(_offer: Offer, venue: Venue) -> bool:
    address = venue.address
    return not (venue.name + address.street + address.town).strip()


def no_street(offer: Offer, venue: Venue) -> bool:
    return not venue.address.street.strip() and not no_place(offer, venue)


def no_price(offer: Offer, _venue: Venue) -> bool:
    return not offer.prices and not offer.is_free.is_yes


def no_ages(offer: Offer, _venue: Venue) -> bool:
    return offer.audience.age_min is None and offer.audience.age_max is None


MISSING: dict[str, Missing] = {
    "day": Missing(Topic.WHEN, N_("An welchem Tag ist das?"), no_day),
    "time": Missing(Topic.WHEN, N_("Um wie viel Uhr ist das?"), no_time),
    "week": Missing(Topic.WHEN, N_("In welcher Woche ist das?"), no_week),
    "place": Missing(Topic.WHERE, N_("Wo ist das?"), no_place),
    "street": Missing(Topic.WHERE, N_("Wie heißt die Straße?"), no_street),
    "transport": Missing(
        Topic.WAY,
        N_("Wie komme ich mit Bus und Bahn hin?"),
        lambda _offer, venue: not venue.transport,
    ),
    "price": Missing(Topic.COST, N_("Was kostet das?"), no_price),
    "ages": Missing(Topic.WHO, N_("Wie alt muss ich sein?"), no_ages),
    "form": Missing(
        Topic.WHAT,
        N_("Machen dort Menschen mit und ohne Behinderung zusammen Sport?"),
        lambda offer, _venue: offer.form is Form.UNKNOWN,
    ),
    "levels": Missing(
        Topic.WHAT,
        N_("Muss ich den Sport schon können?"),
        lambda offer, _venue: not offer.levels,
    ),
    "gender": Missing(
        Topic.WHO,
        N_("Ist das Angebot für Frauen und Männer?"),
        lambda offer, _venue: offer.audience.gender is Gender.UNKNOWN,
    ),
    "group_size": Missing(
        Topic.SUPPORT,
        N_("Wie viele Menschen sind in der Gruppe?"),
        lambda offer, _venue: not offer.support.group_size,
    ),
    "helpers": Missing(
        Topic.SUPPORT,
        N_("Wie viele Personen helfen in der Gruppe?"),
        lambda offer, _venue: offer.support.helpers_count is None,
    ),
    "bring": Missing(
        Topic.BRING,
        N_("Was soll ich mitbringen?"),
        lambda offer, _venue: not any(offer.first_visit.bring),
    ),
    "wear": Missing(
        Topic.WEAR,
        N_("Was soll ich anziehen?"),
        lambda offer, _venue: not any(offer.first_visit.wear),
    ),
    "meeting_point": Missing(
        Topic.FIRST_VISIT,
        N_("Wo ist der Treffpunkt?"),
        lambda offer, _venue: not offer.first_visit.meeting_point,
    ),
    "languages": Missing(
        Topic.LANGUAGES,
        N_("Welche Sprachen spricht das Team?"),
        lambda offer, _venue: not offer.languages,
    ),
}

IMPORTANT = (
    "day",
    "time",
    "week",
    "place",
    "price",
    "access.step_free_entrance",
    "access.toilet",
    "companion.may_come",
    "trial.possible",
    "ages",
    "street",
    "form",
    "levels",
)
"""These come first, because most people need them; the others follow in the order of topics."""

# What something else has answered already is not asked again.
NEEDLESS: Mapping[str, Callable[[Offer], bool]] = {
    "is_free": lambda offer: True,  # "Was kostet das?" asks for both
    "audience.age_strict": lambda offer: no_ages(offer, NOWHERE),
    "unified": lambda offer: offer.form is Form.OWN_GROUP,
    "companion.free": lambda offer: offer.companion.may_come.is_no,
    "companion.must_come": lambda offer: offer.companion.may_come.is_no,
    "trial.free": lambda offer: offer.trial.possible.is_no or offer.is_free.is_yes,
    "cost_help.education_package": lambda offer: offer.is_free.is_yes,
    "cost_help.reduced_price": lambda offer: offer.is_free.is_yes,
    "cost_help.club_helps": lambda offer: offer.is_free.is_yes,
    "support.small_group": lambda offer: bool(offer.support.group_size),
    "schedule.in_school_holidays": lambda offer: (
        bool(offer.schedule.single_dates) and not offer.schedule.slots
    ),
}


def known_facts(offer: Offer, venue: Venue | None) -> dict[str, Fact]:
    """Every fact of an offer and its venue by its path."""
    return {**dict(facts_of(offer)), **dict(facts_of(venue or NOWHERE))}


def questions_of(offer: Offer, venue: Venue | None, voice: Voice) -> tuple[FactSaid, ...]:
    """Everything that is unknown and that nothing else answers, the most important first."""
    found = dict(_unsorted(offer, venue or NOWHERE, voice))
    first = [path for path in IMPORTANT if path in found]
    rest = [path for path in found if path not in IMPORTANT]
    return tuple(found[path] for path in (*first, *rest))


def _unsorted(offer: Offer, venue: Venue, voice: Voice) -> Iterator[tuple[str, FactSaid]]:
    facts = known_facts(offer, venue)
    order = list(Topic)
    asked: list[tuple[int, str, FactSaid]] = []
    for path, missing in MISSING.items():
        if missing.is_missing(offer, venue):
            said = FactSaid(path, Known.UNKNOWN, Sign.UNKNOWN, voice.gettext(missing.question))
            asked.append((order.index(missing.topic), path, said))
    for path, words in FACTS.items():
        if facts[path].is_unknown and not _is_needless(path, offer, facts[path]):
            asked.append((order.index(words.topic), path, fact_said(path, facts[path], voice)))
    for _place, path, said in sorted(asked, key=lambda one: one[0]):
        yield path, said


def _is_needless(path: str, offer: Offer, fact: Fact) -> bool:
    """A fact with a note is never left out: its note must be said somewhere."""
    return path in NEEDLESS and NEEDLESS[path](offer) and not fact.note


def topic_of(path: str) -> Topic:
    return MISSING[path].topic if path in MISSING else FACTS[path].topic

"""Facts of an offer in sentences, and what nobody knows as questions."""

from collections.abc import Iterator

from directory.model import Fact, Offer, Role, Venue, facts_of
from directory.web.finder.facts import FACTS, Part
from directory.web.languages import _
from directory.web.page import FactLine, Line, lines_of
from directory.web.spoken import day_words


def facts_of_offer(offer: Offer, venue: Venue | None) -> Iterator[tuple[str, Fact]]:
    yield from facts_of(offer)
    if venue:
        yield from facts_of(venue)


def facts_in(part: Part, known: dict[str, Fact]) -> tuple[FactLine, ...]:
    """The facts of one part that are yes or no; unknown ones become questions."""
    found = []
    for path, words in FACTS.items():
        fact = known.get(path)
        if words.part is part and fact and not fact.is_unknown:
            sentence, sign = (
                (words.yes, words.sign_yes) if fact.is_yes else (words.no, words.sign_no)
            )
            found.append(FactLine(_(sentence), sign, tuple(note_lines(fact))))
    return tuple(found)


def note_lines(fact: Fact) -> Iterator[Line]:
    yield from lines_of(fact.note)
    if fact.checked_on:
        day = day_words(fact.checked_on)
        if fact.checked_by:
            yield Line(_("Geprüft am {day} {by}.", day=day, by=checked_by(fact.checked_by)))
        else:
            yield Line(_("Geprüft am {day}.", day=day))


def checked_by(role: Role) -> str:
    return {
        Role.CLUB: _("vom Verein"),
        Role.ADVISOR: _("von einer Beraterin oder einem Berater"),
        Role.EDITOR: _("von der Redaktion"),
        Role.IMPORT: _("von einer anderen Liste"),
    }[role]


def open_questions(offer: Offer, venue: Venue | None, known: dict[str, Fact]) -> Iterator[str]:
    """What nobody told us; the facts that matter most to people come first."""
    if not offer.schedule.slots and not offer.schedule.single_dates:
        yield _("An welchem Tag und um wie viel Uhr ist das?")
    if venue is None:
        yield _("Wo ist das?")
        known = {**dict.fromkeys(FACTS, Fact()), **known}
    if not offer.prices and offer.is_free.is_unknown:
        yield _("Was kostet das?")
    if offer.audience.age_min is None and offer.audience.age_max is None:
        yield _("Wie alt muss ich sein?")
    first = ("access.step_free_entrance", "access.toilet", "companion.may_come", "trial.possible")
    skipped = set()
    if not offer.prices and offer.is_free.is_unknown:
        skipped.add("is_free")
    for path in (*first, *(path for path in FACTS if path not in first)):
        fact = known.get(path)
        if path not in skipped and fact is not None and fact.is_unknown:
            yield _(FACTS[path].question)

"""What several tests of this folder need: today, the voices, and all that a text says."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from directory.content.terms import Terms
from directory.content.word_parts import WordParts
from directory.easy_language import Finding, check, parts
from directory.model import Club, Listing, Offer, Venue
from directory.wording import FactSaid, OfferText, Said, Voice, voice_of

CONTENT = Path(__file__).parents[2] / "content"
TODAY = date(2026, 11, 22)
EASY, GERMAN, ENGLISH = (voice_of(key) for key in ("easy", "de", "en"))
VOICES: tuple[Voice, ...] = (EASY, GERMAN, ENGLISH)


def an_offer(**changes) -> Offer:
    return Offer(id="1", slug="boccia", name="Boccia", club_id="c", venue_id="v", **changes)


def a_listing(venue: Venue | None = None, club: Club | None = None, **changes) -> Listing:
    """A listing of which only the changes are known."""
    return Listing(club or a_club(), an_offer(**changes), venue)


def a_club(**changes) -> Club:
    return Club(id="c", slug="verein", name="Beispiel", **changes)


def everything_said(text: OfferText) -> Iterator[Said]:
    """Each sentence and each phrase, also of questions and contacts."""
    yield text.title
    yield from text.example
    if text.status:
        yield from text.status.sentences
    for topic in text.topics:
        yield Said(topic.heading)
        yield from topic.all_said
        yield from _of_facts(topic.questions)
    for heading in (text.contacts_heading, text.unknown_heading, text.checked_heading):
        yield Said(heading)
    yield from (*text.contacts_lead, *text.unknown_lead, *text.unknown_end, *text.checked)
    yield from _of_facts(text.questions)
    for contact in text.contacts:
        yield contact.name
        yield from contact.sentences


def _of_facts(facts: tuple[FactSaid, ...]) -> Iterator[Said]:
    for fact in facts:
        yield from fact.all_said


@cache
def faults(sentence: str) -> tuple[Finding, ...]:
    """What the check still finds when long words are parted as on the page."""
    return check(parted(sentence)).faults


def parted(sentence: str) -> str:
    """Words are stored plain; easy pages part them as the visitor likes, usually so."""
    return _word_parts().shown(sentence, "-")


@cache
def _word_parts() -> WordParts:
    return WordParts(Terms.load(CONTENT), parts)


def spoken_wrongly(sentence: str) -> str:
    """The part of a sentence that voices read wrongly; empty where there is none."""
    found = re.search(r"\d:\d|\d\.\d|\bTel\.|[()/&%€*]|\d-\d|\bd\. ", sentence)
    return found[0] if found else ""

"""Whatever is known of a listing, in all combinations: it is said whole and in easy sentences."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from directory.content import Sports, example_listings
from directory.model import Access, Contact, Fact, Known, Listing, Venue, Words
from directory.wording import (
    FACTS,
    FactSaid,
    OfferText,
    Topic,
    Voice,
    place_words,
    plain_lines,
    tell,
)
from directory.wording.questions import NEEDLESS, known_facts
from tests.wording.any_listing import DAYS, STRANGE, listings
from tests.wording.saying import (
    CONTENT,
    EASY,
    TODAY,
    VOICES,
    a_listing,
    everything_said,
    faults,
    spoken_wrongly,
)

SPORTS = {"a": "Boccia", "b": "Judo", "c": "Tanzen", "d": "Yoga", "e": "Schwimmen"}

many = settings(
    max_examples=60,
    deadline=None,
    # Explaining a failure tries thousands of sentences, each of which is checked.
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)


def _told(listing: Listing, voice: Voice, today: date) -> OfferText:
    return tell(
        listing, voice, today, sport_names=SPORTS, is_school_holiday=lambda day: day.month == 8
    )


@settings(many, max_examples=200)
@given(listings(STRANGE, STRANGE, STRANGE), DAYS, st.sampled_from(VOICES))
def test_nothing_breaks_and_nothing_is_empty(listing, today, voice):
    text = _told(listing, voice, today)
    for said in everything_said(text):
        assert said.words.strip()
        assert "\n" not in said.words
    for topic in text.topics:
        assert topic.heading
        assert topic.tells or topic.questions
    assert all(line.strip() or line == "" for line in plain_lines(text))


@many
@given(listings(), DAYS, st.sampled_from(VOICES))
def test_no_placeholder_is_left(listing, today, voice):
    for said in everything_said(_told(listing, voice, today)):
        assert not re.search(r"[{}]", said.words)


@many
@given(listings(), DAYS, st.sampled_from(VOICES))
def test_every_known_fact_is_said_and_every_unknown_one_is_asked(listing, today, voice):
    if listing.offer is None:
        return
    text = _told(listing, voice, today)
    said = {fact.path: fact for topic in text.topics for fact in topic.facts}
    asked = {question.path: question for question in text.questions}
    for path, fact in known_facts(listing.offer, listing.venue).items():
        if not fact.is_unknown:
            assert said[path].words in (
                voice.gettext(FACTS[path].yes if fact.is_yes else FACTS[path].no),
            )
            assert path not in asked
        else:
            assert path not in said
            assert path in asked or (path in NEEDLESS and NEEDLESS[path](listing.offer))


@many
@given(listings(), DAYS, st.sampled_from(VOICES))
def test_every_note_is_said(listing, today, voice):
    if listing.offer is None:
        return
    said = [one.words for one in everything_said(_told(listing, voice, today))]
    for fact in known_facts(listing.offer, listing.venue).values():
        if fact.note:
            words = _in(voice, fact.note)
            assert words in said or f"{words}." in said


def _in(voice: Voice, words: Words) -> str:
    order = {"easy": ("easy", "de", "en"), "de": ("de", "easy", "en"), "en": ("en", "de", "easy")}
    return next(filter(None, (getattr(words, key) for key in order[voice.key])))


@many
@given(listings(), DAYS, st.sampled_from(VOICES))
def test_nobody_is_shown_who_must_not_be(listing, today, voice):
    shown = _told(listing, voice, today).contacts
    both = (*(listing.offer.contacts if listing.offer else ()), *listing.club.contacts)
    allowed: set[Contact] = {contact for contact in both if contact.may_be_shown(today)}
    assert len(shown) == len(allowed)


@many
@given(listings(), DAYS)
def test_every_easy_sentence_passes_the_check(listing, today):
    said = {one.words for one in everything_said(_told(listing, EASY, today)) if not one.own}
    assert {one: faults(one) for one in said if faults(one)} == {}
    assert {one for one in said if spoken_wrongly(one)} == set()
    assert {one for one in said if len(one.split()) > 12} == set()


@pytest.fixture(scope="module")
def examples():
    sports = {key: sport.name for key, sport in Sports.load(CONTENT).by_id.items()}
    return sports, example_listings(CONTENT)


def test_all_examples_are_told_in_easy_sentences(examples):
    sports, found = examples
    assert len(found) >= 200
    broken = {
        (said.words, fault.rule)
        for listing in found
        for said in everything_said(tell(listing, EASY, TODAY, sport_names=sports))
        if not said.own
        for fault in faults(_with_a_short_name(said.words, listing))
    }
    assert broken == set()


def _with_a_short_name(words: str, listing: Listing) -> str:
    """Names of places and clubs are as they are; they stay whole and may be long."""
    names = {listing.club.name}
    if listing.venue:
        address = listing.venue.address
        names |= {address.part_of_town, address.district}
        names |= {transport.stop for transport in listing.venue.transport}
    for name in filter(None, names):
        words = words.replace(place_words(name, EASY), "Bonn")
    return words


def test_all_examples_are_told_in_every_language(examples):
    _sports, found = examples
    for listing in found:
        lengths = [len(list(plain_lines(tell(listing, voice, TODAY)))) for voice in VOICES]
        assert min(lengths) > 10


def test_unknown_and_no_never_share_a_sentence():
    words = [(fact.no, fact.yes, fact.question) for fact in FACTS.values()]
    said = {one for no, yes, _question in words for one in (no, yes)}
    assert said.isdisjoint(question for _no, _yes, question in words)
    assert len(said) == 2 * len(words)


def test_a_fact_keeps_its_value_for_the_icon():
    kinds = {Known.YES: "yes", Known.NO: "no", Known.UNKNOWN: "unknown"}
    for value, sign in kinds.items():
        text = tell(_with_toilet(value), EASY, TODAY)
        topic = text.topic(Topic.ACCESS)
        both: tuple[FactSaid, ...] = (*topic.facts, *topic.questions)
        (toilet,) = (fact for fact in both if fact.path == "access.toilet")
        assert (toilet.value, toilet.sign) == (value, sign)


def _with_toilet(value: Known) -> Listing:
    return a_listing(Venue("v", access=Access(toilet=Fact(value))))

"""Every fact of the model has words, and no words are about anything else."""

from dataclasses import replace
from datetime import date

import pytest

from directory.model import Fact, Known, Role, Transport, Venue, Words, facts_of
from directory.wording import FACTS, Said, Sign, Topic, tell
from directory.wording.questions import IMPORTANT, MISSING, NEEDLESS
from tests.wording.saying import EASY, GERMAN, TODAY, VOICES, a_listing, an_offer

PATHS = {path for thing in (an_offer(), Venue("v")) for path, _fact in facts_of(thing)}


def _with(path: str, fact: Fact):
    """A listing of which only this fact is known."""
    offer, venue = an_offer(), Venue("v")
    if path in {path for path, _fact in facts_of(venue)}:
        venue = _changed(venue, path, fact)
    else:
        offer = _changed(offer, path, fact)
    return replace(a_listing(venue), offer=offer)


def _changed(thing, path: str, fact: Fact):
    first, _, rest = path.partition(".")
    inner = _changed(getattr(thing, first), rest, fact) if rest else fact
    return replace(thing, **{first: inner})


def test_no_fact_is_without_words_and_no_words_without_a_fact():
    assert set(FACTS) == PATHS


def test_what_is_important_or_needless_exists():
    assert set(IMPORTANT) <= PATHS | set(MISSING)
    assert set(NEEDLESS) <= PATHS


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.key)
@pytest.mark.parametrize("path", sorted(PATHS))
def test_yes_no_and_unknown_sound_different(path, voice):
    words = FACTS[path]
    said = [voice.gettext(one) for one in (words.yes, words.no, words.question)]
    assert len(set(said)) == 3
    assert said[2].endswith("?")
    assert not any(one.endswith("?") for one in said[:2])


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.key)
@pytest.mark.parametrize("value", [Known.YES, Known.NO])
@pytest.mark.parametrize("path", sorted(PATHS))
def test_a_known_fact_is_said_in_its_topic_and_not_asked(path, value, voice):
    text = tell(_with(path, Fact(value)), voice, TODAY)
    topic = text.topic(FACTS[path].topic)
    wanted = FACTS[path].yes if value is Known.YES else FACTS[path].no
    assert [(fact.value, fact.words) for fact in topic.facts if fact.path == path] == [
        (value, voice.gettext(wanted))
    ]
    assert path not in {question.path for question in text.questions}


@pytest.mark.parametrize("path", sorted(PATHS - set(NEEDLESS)))
def test_an_unknown_fact_is_asked_and_never_looks_like_no(path):
    text = tell(a_listing(Venue("v")), EASY, TODAY)
    found = [question for question in text.questions if question.path == path]
    assert [(one.words, one.sign) for one in found] == [(FACTS[path].question, Sign.UNKNOWN)]
    assert not any(fact.path == path for topic in text.topics for fact in topic.facts)


def test_the_note_of_the_club_is_a_sentence_of_its_own():
    fact = Fact(Known.YES, Words(easy="Den Schlüssel hat Rainer", de="Rainer hat den Schlüssel."))
    (toilet,) = tell(_with("access.toilet", fact), EASY, TODAY).topic(Topic.ACCESS).facts
    assert toilet.notes == (Said("Den Schlüssel hat Rainer.", own=True),)
    (toilet,) = tell(_with("access.toilet", fact), GERMAN, TODAY).topic(Topic.ACCESS).facts
    assert toilet.notes == (Said("Rainer hat den Schlüssel.", own=True),)


def test_a_note_in_another_language_says_so():
    fact = Fact(Known.NO, Words(en="Use the back door."))
    (toilet,) = tell(_with("access.toilet", fact), EASY, TODAY).topic(Topic.ACCESS).facts
    assert toilet.notes == (Said("Use the back door.", "en", own=True),)


@pytest.mark.parametrize("path", sorted(PATHS))
def test_the_note_of_an_unknown_fact_is_not_lost(path):
    fact = Fact(note=Words(easy="Wir bauen gerade um."))
    text = tell(_with(path, fact), EASY, TODAY)
    (question,) = (question for question in text.questions if question.path == path)
    assert question.notes == (Said("Wir bauen gerade um.", own=True),)


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        (None, "Geprüft am 3. November 2026."),
        (Role.CLUB, "Das hat der Verein am 3. November 2026 geprüft."),
        (Role.ADVISOR, "Das hat eine Beratung am 3. November 2026 geprüft."),
        (Role.EDITOR, "Das haben wir am 3. November 2026 geprüft."),
        (Role.IMPORT, "Das kommt aus einer anderen Liste vom 3. November 2026."),
    ],
)
def test_a_fact_tells_when_and_by_whom_it_was_checked(by, sentence):
    fact = Fact(Known.YES, checked_on=date(2026, 11, 3), checked_by=by)
    (toilet,) = tell(_with("access.toilet", fact), EASY, TODAY).topic(Topic.ACCESS).facts
    assert [note.words for note in toilet.notes] == [sentence]


@pytest.mark.parametrize(
    ("value", "words", "is_fact"),
    [
        (Known.YES, "Sie können ohne Stufen einsteigen.", True),
        (Known.NO, "Beim Einsteigen gibt es Stufen.", True),
        (Known.UNKNOWN, "Kann ich ohne Stufen einsteigen?", False),
    ],
)
def test_each_bus_tells_about_its_steps(value, words, is_fact):
    bus = Transport("bus", "Markt", "8", 4, Fact(value, Words(easy="Der Fahrer hilft.")))
    (item,) = tell(a_listing(Venue("v", transport=(bus,))), EASY, TODAY).topic(Topic.WAY).items
    said = [one.words for one in item.all_said]
    assert said[:3] == [
        "Bus 8",
        "Die Haltestelle heißt: Markt.",
        "Dann gehen Sie 4 Minuten zu Fuß.",
    ]
    assert said[-2:] == [words, "Der Fahrer hilft."]
    assert bool(item.facts) is is_fact

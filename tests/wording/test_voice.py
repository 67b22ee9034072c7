"""A voice parts long easy words of ours and of clubs, and leaves names and other languages."""

from dataclasses import replace

from directory.model import Address, Fact, Known, Text, Texts, Transport, Venue, Words
from directory.wording import Topic, own_phrase, own_sentences, tell
from tests.wording.saying import EASY, ENGLISH, GERMAN, TODAY, a_listing, parted

PARTING = replace(EASY, part=parted)


def test_our_own_long_words_are_parted_only_in_easy_language():
    schedule = replace(a_listing().offer.schedule, in_school_holidays=Fact(Known.NO))
    said = {}
    for voice in (PARTING, replace(GERMAN, part=parted)):
        (fact,) = tell(a_listing(schedule=schedule), voice, TODAY).topic(Topic.WHEN).facts
        said[voice.key] = fact.words
    assert said["easy"] == "In den Schul-Ferien fällt das Angebot aus."
    assert said["de"] == "In den Schulferien fällt das Angebot aus."


def test_names_stay_whole():
    bus = Transport("bus", "Sporthallenplatz", "8")
    venue = Venue("v", "Turnhalle Nord", Address(town="Neubrandenburg"), transport=(bus,))
    text = tell(a_listing(venue), PARTING, TODAY)
    assert [line.words for line in text.topic(Topic.WHERE).lines] == [
        "Turnhalle Nord",
        "Neubrandenburg",
    ]
    said = [one.words for one in text.topic(Topic.WAY).items[0].sentences]
    assert said[0].endswith(" heißt: Sporthallenplatz.")


def test_easy_words_of_a_club_are_parted_on_every_page():
    note = Words(easy="Die Turnhalle ist zu", de="Die Turnhalle ist geschlossen")
    assert own_sentences(note, PARTING)[0].words == "Die Turn-Halle ist zu."
    assert own_sentences(note, replace(GERMAN, part=parted))[0].words.startswith("Die Turnhalle")
    (english,) = own_sentences(note, replace(ENGLISH, part=parted))
    assert (english.words, english.lang) == ("Die Turnhalle ist geschlossen.", "de")
    easy_only = Words(easy="Turnhalle")
    phrase = own_phrase(easy_only, replace(ENGLISH, part=parted))
    assert (phrase.words, phrase.lang) == ("Turn-Halle", "de-simple")


def test_the_callers_splitter_cuts_what_clubs_wrote():
    voice = replace(EASY, split=lambda text: text.split("|"))
    what = Texts(easy=Text("Wir spielen|Kommen Sie!"))
    said = tell(a_listing(what=what), voice, TODAY).topic(Topic.WHAT).sentences
    assert [one.words for one in said] == ["Wir spielen.", "Kommen Sie!"]

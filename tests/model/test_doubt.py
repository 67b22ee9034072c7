"""Letters that pretend to be others, and signs that nobody sees."""

from dataclasses import replace

import pytest

from directory.model import Status, Text, Texts
from directory.model.doubt import Doubt, cleaned, doubts_of, has_look_alikes
from tests.submissions.examples import a_club, a_listing


@pytest.mark.parametrize(
    "name",
    [
        "Sроrtverein",  # Cyrillic er and o
        "ТSV Halle",  # Cyrillic te
        "Βoccia",  # Greek beta
        "𝐓𝐒𝐕 Halle",
        "ＴＳＶ Halle",
        "Verein Ꭺlle",
    ],
)
def test_letters_of_two_alphabets_in_a_word_are_doubtful(name: str) -> None:
    assert has_look_alikes(name)


@pytest.mark.parametrize(
    "name",
    [
        "TSV Halle 1898 e. V.",
        "Çağlar Spor",
        "Łódź, Škoda & Ærø",
        "Спортклуб Дружба",
        "Αθλητικός Όμιλος",
        "SC Дружба Berlin",
        "東京スポーツ",
        "🏊 Schwimmen ½",
        "Große Straße",
        "e\u0301lan",
        "",
    ],
)
def test_other_languages_are_welcome(name: str) -> None:
    assert not has_look_alikes(name)


def test_signs_that_turn_or_hide_are_taken_out_everywhere() -> None:
    listing = a_listing(
        club=a_club(name="TSV\u202e ellaH"),
        name="Boc\u200bcia\u00ad\x00",
        what=Texts(easy=Text("Eins.\nZwei.\u2066")),
    )
    clean = cleaned(listing)
    assert clean.club.name == "TSV ellaH"
    assert clean.offer
    assert clean.offer.name == "Boccia"
    assert clean.offer.what.easy == Text("Eins.\nZwei.")
    assert clean.offer.status is Status.RUNNING
    assert replace(listing, club=clean.club, offer=clean.offer) == clean


def test_people_of_an_emoji_stay_together() -> None:
    assert (
        cleaned("👩‍🦽 \u0645\u06cc\u200c\u0631\u0648\u0645")
        == "👩‍🦽 \u0645\u06cc\u200c\u0631\u0648\u0645"
    )


def test_doubts_say_why() -> None:
    assert doubts_of(a_listing()) == ()
    assert doubts_of(a_listing(club=a_club(name="Sроrt"))) == (Doubt.LOOK_ALIKE,)
    advert = Texts(de=Text("Kommen Sie auf www.casino.example!"))
    assert doubts_of(a_listing(what=advert)) == (Doubt.LINK,)

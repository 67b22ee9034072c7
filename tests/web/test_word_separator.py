"""Long words are parted as the visitor likes it; names, links and real hyphens stay as they are."""

import re

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from directory import spelling
from directory.web.languages import EASY, LANGUAGES
from directory.web.templating import environment_for
from directory.web.word_separator import Separator, words
from tests.visiting import Visitor

ALL = (Separator.HYPHEN, Separator.DOT, Separator.NONE)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Turnhalle", ["Turn-Halle", "Turn·halle", "Turnhalle"]),
        # Fixed texts that already carry hyphens come out the same way.
        ("Alle Sport-Arten", ["Alle Sport-Arten", "Alle Sport·arten", "Alle Sportarten"]),
        ("Alle Sportarten", ["Alle Sport-Arten", "Alle Sport·arten", "Alle Sportarten"]),
        ("Alle Sport·arten", ["Alle Sport-Arten", "Alle Sport·arten", "Alle Sportarten"]),
        ("Postleitzahl?", ["Post-Leitzahl?", "Post·leitzahl?", "Postleitzahl?"]),
        ("barrierefrei.", ["barriere-frei.", "barriere·frei.", "barrierefrei."]),
        ("Barrierefrei!", ["Barriere-frei!", "Barriere·frei!", "Barrierefrei!"]),
        # Names of sports know both spellings.
        ("Blindenfußball", ["Blinden-Fußball", "Blinden·fußball", "Blindenfußball"]),
        ("Blinden-Fußball", ["Blinden-Fußball", "Blinden·fußball", "Blindenfußball"]),
        (
            "Im Sportverein gibt",
            ["Im Sport-Verein gibt", "Im Sport·verein gibt", "Im Sportverein gibt"],
        ),
        # Long words that no list knows are parted by the splitter.
        ("Wunschlieder", ["Wunsch-Lieder", "Wunsch·lieder", "Wunschlieder"]),
    ],
)
def test_three_ways_to_show_a_word(site: Flask, text: str, shown: list[str]) -> None:
    with site.app_context():
        assert [words(text, separator) for separator in ALL] == shown


@pytest.mark.parametrize("separator", ALL)
@pytest.mark.parametrize(
    "text",
    [
        # Real hyphens.
        "E-Mail",
        "S-Bahn und U-Bahn",
        "Sachsen-Anhalt",
        "Nordrhein-Westfalen",
        "Hip-Hop und Ju-Jutsu",
        "Turn- und Spiel-Tag",
        "E-Rollstuhl-Fußball",
        # Places and addresses.
        "Kaiserslautern",
        "Neubrandenburg",
        "Burgenlandkreis",
        "Turnhallenweg 5",
        "Bahnhofstraße",
        "An der Sporthallenstraße 12",
        # People.
        "Frau Sonnenschein-Turnhalle",
        "Herrn Postleitzahl",
        # Clubs.
        "Turnverein Saaletal",
        "Der Fußball-Sportverein e. V.",
        "TSV Turnverein 1860",
        # Links, gaps and code.
        "https://sport.example/Turnhalle/Sportarten",
        "www.turnhalle.example",
        "turnhalle-sportarten.example",
        "https://localhost/Turnhalle",
        "Turnhalle@sportarten.example",
        "Turnhalle.example/Sportarten",
        "Turnhalle3",
        "%(Turnhalle)s und {Sportarten}",
        "`Turnhalle`",
        '<a href="/Turnhalle">Hier</a>',
        # Ordinary words.
        "Mannschaft, Veranstaltung, Trainerinnen, Unterstützung",
        "TURNHALLE",
        "weitermachen und zusammenkommen",
        "",
        "😀 · - –",
    ],
)
def test_what_stays_as_it_is(site: Flask, text: str, separator: str) -> None:
    with site.app_context():
        assert words(text, separator) == text


def test_names_that_the_page_knows_stay_as_they_are(site: Flask) -> None:
    text = "Der Turnverein Postleitzahl hat eine Turnhalle."
    with site.app_context():
        shown = words(text, names=("Turnverein Postleitzahl",))
    assert shown == "Der Turnverein Postleitzahl hat eine Turn-Halle."


def test_markup_stays_markup_and_text_stays_text(site: Flask) -> None:
    with site.app_context():
        markup = words(Markup('<b title="Turnhalle">Turnhalle &amp; mehr</b>'))
        assert markup == Markup('<b title="Turnhalle">Turn-Halle &amp; mehr</b>')
        assert isinstance(markup, Markup)
        assert not isinstance(words("Turnhalle"), Markup)


def test_an_unknown_setting_is_the_usual_one(site: Flask) -> None:
    with site.app_context():
        assert words("Turnhalle", "<script>") == "Turn-Halle"


def test_no_sign_that_voices_stumble_over_is_ever_used() -> None:
    assert {separator.sign for separator in Separator} == {"-", "\u00b7", ""}


@given(st.text(alphabet="TurnHalleSportArten-· .E<>&{}", max_size=40))
def test_twice_is_once(site: Flask, text: str) -> None:
    with site.app_context():
        for separator in ALL:
            once = words(text, separator)
            assert words(once, separator) == once


@pytest.mark.parametrize("text", ["Turnhalle", "Sport-Arten", "E-Rollstuhl-Fußball", "Boccia"])
def test_search_takes_all_three_spellings_for_one(site: Flask, text: str) -> None:
    with site.app_context():
        assert len({spelling.fold(words(text, separator)) for separator in ALL}) == 1


def test_templates_have_the_filter_with_setting_and_names(site: Flask) -> None:
    with site.app_context():
        template = environment_for(EASY).from_string(
            '{{ "Turnhalle" | words }} {{ "Turnhalle" | words("punkt") }} '
            '{{ "Turnhalle Bonn" | words("strich", ["Turnhalle Bonn"]) }}'
        )
        assert template.render() == "Turn-Halle Turn·halle Turnhalle Bonn"


def test_fixed_texts_are_parted_but_not_what_is_filled_in(site: Flask) -> None:
    source = "{% trans name='Turnhalle' %}Die Postleitzahl von {{ name }}{% endtrans %}"
    with site.app_context():
        easy = environment_for(EASY).from_string(source).render()
        german = environment_for(LANGUAGES[1]).from_string(source).render()
    assert easy == "Die Post-Leitzahl von Turnhalle"
    assert german == "Die Postleitzahl von Turnhalle"


def test_the_dictionary_explains_words_at_an_address_of_their_own(visitor: Visitor) -> None:
    page = visitor.open("/woerterbuch")
    (word,) = page.all("//h3[@id='probetraining']")
    assert "".join(word.itertext()) == "Probe-Training"
    assert "So lernen Sie den Sport kennen." in page.text
    assert len(page.all("//h3/dfn")) >= 40
    for link in page.all("//nav[@aria-labelledby='buchstaben']//a"):
        assert page.all(f"//h2[@id='{str(link.get('href'))[1:]}']")


def test_pages_show_parted_words_and_keep_names(visitor: Visitor) -> None:
    page = visitor.open("/orte")
    assert "Post-Leitzahl" in page.text
    assert not re.search("Postleitzahl", page.html)
    assert "Sachsen-Anhalt" in page.text


def test_every_page_leads_to_the_dictionary(visitor: Visitor) -> None:
    for address in ("/", "/suche", "/angebot/leer"):
        (link,) = visitor.open(address).all("//footer//a[@href='/woerterbuch']")
        assert link.text == "Wörter-Buch für schwere Wörter"

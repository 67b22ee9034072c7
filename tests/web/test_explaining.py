"""Hard words lead to the dictionary where a page uses them first, and nowhere else."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from directory.model import Listing
from directory.web import languages
from directory.web.explaining import Explaining, _found, _longest_first
from directory.web.languages import LANGUAGE
from directory.web.parts import EXTENSION
from directory.wording import Said
from tests.page_checks import Page, by_class, text_of
from tests.visiting import PUBLIC_URL, Visitor, built_site
from tests.web.listings import full_listing

HARD = "//a" + by_class("hard-word")
SEARCHES = ["/suche?q=goalbal", "/suche?q=schwimen+in+haale", "/suche?q=boccia+verein+qidditsch"]


def linked(page: Page) -> list[str]:
    return [str(link.get("href")) for link in page.all(HARD)]


def offers_of(visitor: Visitor) -> list[str]:
    found = visitor.ask("/api/v1/offers")["offers"]
    return [offer["url"].removeprefix(PUBLIC_URL) for offer in found]


def test_each_word_is_explained_once_on_a_page_and_the_place_exists(visitor: Visitor) -> None:
    dictionary = visitor.open("/woerterbuch")
    places = {f"/woerterbuch#{word.get('id')}" for word in dictionary.all("//h3[@id]")}
    some = 0
    for address in ("/angebot/schwimmen-voll", "/angebot/leer", *offers_of(visitor), *SEARCHES):
        found = linked(visitor.open(address))
        assert set(found) <= places
        assert set(Counter(found).values()) <= {1}, address
        some += len(found)
    assert some > 10


def test_the_first_use_in_our_sentences_is_the_link(site: Flask, visitor: Visitor) -> None:
    find = site.extensions[EXTENSION].glossary.of
    address = next(a for a in offers_of(visitor) if len(linked(visitor.open(a))) > 2)
    page = visitor.open(address)
    facts = page.all("//*" + by_class("fact__words"))
    seen: set[str] = set()
    for fact in facts:
        here = {str(link.get("href")) for link in fact.xpath(f".{HARD}")}
        assert not here & seen
        entries = filter(None, map(find, re.findall(r"[\w·-]+", fact.text or "")))
        assert not {f"/woerterbuch#{one.key}" for one in entries} - seen - set(linked(page))
        seen |= here
    with site.test_request_context("/"):
        explaining = Explaining.on_page()
        assert "</a>" in explaining.sentence("Der Verein.")
        assert explaining.sentence("Der Verein.") == "Der Verein."


def test_nothing_is_explained_in_links_headings_names_or_buttons(visitor: Visitor) -> None:
    for address in ("/angebot/schwimmen-voll", *offers_of(visitor), *SEARCHES):
        page = visitor.open(address)
        for forbidden in ("a", "button", "h1", "h2", "h3", "label", "legend", "summary", "nav"):
            assert not page.all(f"//{forbidden}{HARD}"), f"{address}: in {forbidden}"
        for outside in ("header", "footer"):
            assert not page.all(f"//{outside}{HARD}")


def test_a_corrected_sport_is_explained_but_not_what_was_typed(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=goalbal")
    (notice,) = page.all("//div" + by_class("notice--corrected"))
    assert "Sie haben geschrieben: goalbal" in text_of(notice)
    assert [text_of(link) for link in notice.xpath(f".{HARD}")] == ["Goalball"]
    unknown = visitor.open("/suche?q=schwimmen+impressum")
    assert "/woerterbuch#impressum" not in linked(unknown)


def named(listing: Listing) -> Listing:
    """The full offer, whose club and venue are called by hard words."""
    assert listing.venue is not None
    return replace(
        listing,
        club=replace(listing.club, name="Boccia Netzwerk Parcours"),
        venue=replace(listing.venue, name="Haus Teilhabe"),
    )


def test_names_stay_whole(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = built_site(tmp_path_factory.mktemp("names") / "instance", named(full_listing()))
    page = Visitor(site.test_client()).open("/angebot/schwimmen-voll")
    assert "Haus Teilhabe" in page.text
    words = {"boccia", "netzwerk", "parcours", "teilhabe"}
    assert not words & {address.partition("#")[2] for address in linked(page)}
    assert linked(page)


TEXT = "Der Verein <b> & Verein Inklusion hat ein Probe-Training."


def explained(site: Flask, text: str, *names: str) -> str:
    with site.test_request_context("/"):
        return Explaining.on_page(names).sentence(text)


def test_a_sentence_reads_as_before(site: Flask) -> None:
    shown = explained(site, TEXT, "Verein Inklusion")
    assert Markup(shown).striptags() == Markup.escape(TEXT).striptags()
    assert shown == (
        'Der <a class="hard-word" href="/woerterbuch#verein">Verein</a> &lt;b&gt; &amp; '
        "Verein Inklusion hat ein "
        '<a class="hard-word" href="/woerterbuch#probetraining">Probe-Training</a>.'
    )


LETTERS = st.text("ab -_ä1.", max_size=14)


@given(LETTERS, st.lists(LETTERS, max_size=4))
def test_names_are_found_as_a_pattern_of_them_finds_them(text: str, names: list[str]) -> None:
    longest_first = _longest_first(names)
    one_of = "|".join(map(re.escape, longest_first))
    pattern = re.compile(rf"(?<!\w)({one_of})(?!\w)")
    expected = [found.span() for found in pattern.finditer(text)] if longest_first else []
    assert list(_found(text, longest_first)) == expected


@pytest.mark.parametrize("separator", ["punkt", "aus"])
def test_words_are_found_in_each_way_to_show_them(visitor: Visitor, separator: str) -> None:
    usual = linked(visitor.open("/angebot/schwimmen-voll"))
    visitor.client.set_cookie("lesen", f"worttrenner-{separator}", domain="sport.example")
    assert linked(visitor.open("/angebot/schwimmen-voll")) == usual


def test_words_of_a_club_and_other_languages_stay_as_they_are(site: Flask) -> None:
    said = (Said("Der Verein.", own=True), Said("Der Verein.", lang="de"), Said("Der Verein."))
    with site.test_request_context("/"):
        lines = Explaining.on_page().lines(said)
    assert [isinstance(line.words, Markup) for line in lines] == [False, False, True]


def test_only_easy_language_explains(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    german = languages.LANGUAGES[1]
    with site.test_request_context("/", environ_overrides={LANGUAGE: german.key}):
        assert Explaining.on_page().sentence("Der Verein.") == "Der Verein."
    without = replace(site.extensions[EXTENSION], glossary=None)
    monkeypatch.setitem(site.extensions, EXTENSION, without)
    assert explained(site, "Der Verein.") == "Der Verein."

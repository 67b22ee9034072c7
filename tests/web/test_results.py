"""The page of results: near for ears, honest about what is not known, never without a way on."""

from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.web.parts import EXTENSION, Parts
from tests.page_checks import Page, by_class, text_of
from tests.visiting import Visitor, start_anew
from tests.web.ears import phrases, phrases_before

CARDS = "//main//article" + by_class("offer-card")
MOST_PHRASES = 12

USUAL = [
    "/suche",
    "/suche?q=schwimmen",
    "/suche?q=schwimmen+in+halle",
    "/suche?q=schwimen+in+haale",
    "/suche?q=boccia+06108",
    "/suche?q=tanzen+am+dienstag+in+magdeburg",
    "/suche?ort=Magdeburg&brauche=stufenlos",
    "/suche?ort=Magdeburg&brauche=stufenlos&brauche=wc",
    "/suche?q=schneeschuhlaufen+in+flensburg",
    "/suche?q=qidditsch+in+husum",
    "/suche?land=ST&seite=2",
    "/de/suche?q=schwimen+in+haale",
]


def blocks(page: Page) -> dict[str, list[str]]:
    """The names of the offers below each heading of level 2."""
    return {
        text_of(section.xpath("./h2")[0]): [
            text_of(link) for link in section.xpath(".//article//h3/a")
        ]
        for section in page.all("//main//section[./h2]")
    }


@pytest.mark.parametrize("address", USUAL)
def test_few_phrases_are_heard_before_the_first_result(visitor: Visitor, address: str) -> None:
    page = visitor.open(address)
    heard = phrases_before(page.all("//main")[0], page.all(CARDS + "/..")[0])
    assert len(heard) <= MOST_PHRASES, heard


@pytest.mark.parametrize("address", [*USUAL, "/suche?land=ST&brauche=probe&brauche=ruhig&unklar=1"])
def test_a_card_is_heard_in_few_phrases(visitor: Visitor, address: str) -> None:
    page = visitor.open(address)
    for card in page.all(CARDS + "/.."):
        heard = phrases(card)
        assert len(heard) <= MOST_PHRASES, heard


def test_the_number_of_results_is_a_status(visitor: Visitor) -> None:
    """D15"""
    page = visitor.open("/suche?q=schwimmen+in+halle")
    assert page.texts("//*[@role='status']") == [page.heading]
    assert page.heading[0].isdecimal()


def test_what_nobody_has_checked_for_half_a_year_says_to_call_first(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=schwimmen+in+halle")
    lines = page.texts("//*" + by_class("offer-card__checked"))
    assert "Geprüft im November 2026." in lines
    assert "Geprüft im Januar 2026. Rufen Sie bitte vorher an." in lines
    stale = page.texts("//*" + by_class("offer-card__checked--stale"))
    assert stale == [line for line in lines if "Rufen Sie bitte vorher an." in line]


def test_a_card_says_what_would_stand_in_its_lines_if_only_somebody_knew(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=alert&genau=1")
    card = next(text for text in page.texts(CARDS) if "Leer" in text)
    assert "Das wissen wir nicht: Ort, Tag und Uhr-Zeit, Preis, Ohne Stufen" in card


def test_what_was_asked_stands_first_among_the_facts(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=schwimmen+in+halle&brauche=probe&brauche=wc&unklar=1")
    for facts in page.texts(CARDS + "//*" + by_class("for-ears")):
        known = facts.partition("Das wissen wir nicht")[0]
        assert known.startswith(("WC für Rollstühle", "Einmal probieren")) or not known


# Near misses


def test_an_offer_of_which_we_do_not_know_it_all_is_shown_apart(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=schwimmen+in+halle&brauche=probe&brauche=kostenlos")
    found = blocks(page)
    maybe = found["Vielleicht passt auch das"]
    assert maybe
    assert "Hier fehlen uns noch Angaben." in page.text
    answer = visitor.ask("/api/v1/offers?q=schwimmen+in+halle&brauche=probe&brauche=kostenlos")
    assert not set(maybe) & {offer["name"] for offer in answer["offers"]}


def test_the_same_sport_further_away_and_another_one_near_by(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=boccia+in+dessau&umkreis=5")
    found = blocks(page)
    further = next(title for title in found if "gleicher Sport" in title)
    assert "Kilometer entfernt" in further
    assert found["Das gibt es auch: anderer Sport in Ihrer Nähe"]
    shown = [text_of(link) for link in page.all(CARDS + "//h3/a")]
    assert len(shown) == len(set(shown)), "each offer stands there once"


def test_the_sport_near_by_that_does_not_fulfil_all_wishes_stands_apart(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=schwimmen+in+halle&tag=sa&brauche=wc")
    found = blocks(page)
    assert found["Das passt zum Teil"]
    assert "Hier passen nicht alle Ihre Wünsche." in page.text


def test_nobody_offers_it_anywhere_and_still_there_is_something(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=eishockey")
    assert page.heading == "Wir haben nichts gefunden"
    assert "Wir kennen noch kein Angebot: Eishockey" in page.text
    assert blocks(page)["Das gibt es auch: ähnlicher Sport"]
    near = blocks(visitor.open("/suche?q=eishockey+in+halle"))
    assert len(near["Das gibt es auch: anderer Sport in Ihrer Nähe"]) == 3


def test_around_a_place_with_little_the_next_offers_stand_apart(visitor: Visitor) -> None:
    found = blocks(visitor.open("/suche?q=husum"))
    assert any("Kilometer entfernt" in title for title in found)


def test_with_enough_offers_there_are_no_near_misses(visitor: Visitor) -> None:
    titles = visitor.open("/suche?q=halle").texts("//main//h2")
    assert not any("Das gibt es auch" in title or "Vielleicht" in title for title in titles)


# Ways on


@pytest.mark.parametrize(
    "address", [*USUAL, "/suche?was=schwimmen&ort=Neustadt", "/sport/schwimmen", "/sport/curling"]
)
def test_every_page_of_results_leads_on(visitor: Visitor, address: str) -> None:
    page = visitor.open(address)
    (block,) = page.all("//section[@aria-labelledby='weiter']")
    assert block.xpath(".//a[contains(@href, '/wunsch')]")
    assert block.xpath(".//a[starts-with(@href, 'tel:') or starts-with(@href, 'mailto:')]")
    assert block.xpath(".//a[contains(@href, '/sport')]")
    assert block.xpath(".//a[contains(@href, '/orte')]")


def test_an_advisor_of_the_region_can_be_called(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=eishockey+in+halle")
    (block,) = page.all("//section[@aria-labelledby='weiter']")
    assert "Nele berät Sie zu Sport in Halle." in text_of(block)
    assert block.xpath(".//a[@href='tel:+491713920087']")
    marks = block.xpath(".//*" + by_class("example-mark"))
    assert len(marks) == len(block.xpath(".//*" + by_class("contact"))) == 2, "each is an example"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/suche?ort=Naumburg", "Gitta"),
        ("/suche?land=BE", "Deniz"),
        ("/suche?ags=05315", "Hilfe-Telefon"),
        ("/suche?ags=05315000", "Marlies"),
        ("/suche?q=flensburg", "Hilfe-Telefon"),
        ("/suche", "Hilfe-Telefon"),
    ],
)
def test_who_helps_depends_on_the_place(visitor: Visitor, address: str, name: str) -> None:
    page = visitor.open(address)
    assert name in page.texts("//section[@aria-labelledby='weiter']//h3")


def test_a_wish_takes_along_sport_place_and_needs_and_opens(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=schwimen+in+haale+im+rollstuhl")
    wish = page.all("//section[@aria-labelledby='weiter']//a[contains(@href, '/wunsch')]")[0]
    href = str(wish.get("href"))
    assert "sport=schwimmen" in href
    assert "ort=Halle+(Saale)" in href or "ort=Halle+%28Saale%29" in href
    assert "brauche=stufenlos" in href
    visitor.open(href)


# Places


def test_a_shared_name_is_asked_for_first_and_a_similar_one_last(visitor: Visitor) -> None:
    urgent = visitor.open("/suche?q=schwimmen+neustadt").texts("//main//h2")
    assert urgent[0] == "Welches Neustadt meinen Sie?"
    similar = visitor.open("/suche?q=schwimen+in+haale").texts("//main//h2")
    assert similar.index("Meinen Sie einen anderen Ort?") > similar.index("Angebote")


def test_a_place_that_a_device_named_is_where_you_are(visitor: Visitor) -> None:
    page = visitor.open("/suche?ort=51.48,11.97")
    assert page.heading.endswith("Angebote in Ihrer Nähe")
    far = visitor.open("/suche?was=schneeschuhlaufen&ort=54.78,9.44")
    assert "In Ihrer Nähe gibt es kein Angebot." in far.text
    assert "Nele" in page.text, "the advisor of that place"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/suche?land=ST", "Sachsen-Anhalt"),
        ("/suche?ags=15002000", "Halle Saale"),
        ("/suche?ags=15003000&sport=schwimmen", "Magdeburg"),
    ],
)
def test_a_chosen_border_is_named_and_can_be_taken_away(
    visitor: Visitor, address: str, place: str
) -> None:
    page = visitor.open(address)
    assert f"in {place}" in f"{page.heading} {page.text}"
    assert f"Wegnehmen: {place}" in page.texts("//a" + by_class("chips__chip"))


def test_a_state_is_searched_in_not_near(visitor: Visitor) -> None:
    assert visitor.open("/suche?q=schwimmen+sachsen-anhalt").heading.endswith("in Sachsen-Anhalt")


# Words


def test_rare_words_of_names_are_not_corrected(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=schwimmen+mit+den+fröschen")
    assert not page.all("//*" + by_class("notice--corrected"))
    assert page.texts(CARDS + "//h3/a")[0] == "Schwimmen mit den Fröschen"


def test_what_was_typed_besides_sport_and_place_is_said(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=tanzen+am+dienstag+in+magdeburg")
    assert "Wir haben verstanden: Tanzen, Magdeburg, Dienstag" in page.text


def test_words_that_nobody_knows_lead_to_all_offers_and_say_so(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=qidditsch")
    assert page.heading == "Alle Angebote"
    assert "Zu diesen Wörtern haben wir nichts gefunden: qidditsch" in page.text
    assert "Wir zeigen Ihnen alle Angebote." in page.text


def test_long_words_are_repeated_only_in_part(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=" + "quak" * 50)
    assert "quakquak" in page.text
    assert "quak" * 20 not in " ".join(page.texts("//*" + by_class("notice")))


def test_a_page_beyond_the_last_one_shows_the_last_one(visitor: Visitor) -> None:
    page = visitor.open("/suche?land=ST&seite=999")
    assert page.all(CARDS)
    (here,) = page.texts("//nav" + by_class("pagination") + "/p")
    number, pages = (word for word in here.replace(".", "").split() if word.isdecimal())
    assert number == pages


ODD = [
    "x" * 10_000,
    "schwimmen " * 1_000,
    "\0",
    "a\0b",
    "🏊‍♀️ 🦽 🏀",
    "👨‍👩‍👧‍👦" * 50,
    "''''\"\"\"\"",
    "„Fußball“ ‚Halle‘",
    "'; DROP TABLE offers; --",
    "1 OR 1=1",
    "<script>alert(1)</script>",
    "<b>schwimmen</b>",
    '"><img src=x onerror=alert(1)>',
    "\u202eellah\u202c schwimmen",
    "\u200fשלום\u200f",
    "水泳 في هاله плавание",
    "a\u0300\u0301\u0302\u0303" * 40,
    "((((((((((((((((",
    "AND OR NOT * ? ~ ^ [a TO z]",
    "{{ 7 * 7 }} ${7*7} %s %(x)s {0}",
    "../../etc/passwd",
    "-" * 300,
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "\r\nSet-Cookie: a=b",
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_get_a_kind_page_that_says_what_we_understood(visitor: Visitor, odd: str) -> None:
    page = visitor.open("/suche", query_string={"q": odd})
    assert page.all(CARDS) or "Nichts dabei?" in page.text
    assert "alert(1)</script>" not in page.html
    assert not page.all("//main//*[@onerror]") and not page.all("//main//b")
    visitor.open("/suche", query_string={"q": f"schwimmen {odd}", "ort": "Halle"})


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    asked=st.dictionaries(
        st.sampled_from(["q", "was", "ort", "umkreis", "sport", "alter", "ags", "seite", "land"]),
        st.text(max_size=60) | st.sampled_from(["schwimmen", "halle", "06108", "3", "ST", "15"]),
        min_size=1,
        max_size=4,
    )
)
def test_no_question_at_all_breaks_the_page(site: Flask, asked: dict[str, str]) -> None:
    page = Visitor(site.test_client()).open("/suche", query_string=asked)
    assert page.all(CARDS) or "Nichts dabei?" in page.text


def test_without_regions_the_operator_helps(site: Flask) -> None:
    parts: Parts = site.extensions[EXTENSION]
    site.extensions[EXTENSION] = replace(parts, regions=None)
    start_anew(site)
    try:
        page = Visitor(site.test_client()).open("/suche?ort=Halle")
        assert "Hilfe-Telefon" in page.text
    finally:
        site.extensions[EXTENSION] = parts
        start_anew(site)

"""Answers live in the address: Back keeps them, links carry them, nonsense is left out."""

from urllib.parse import parse_qsl, urlencode

import pytest

from tests.page_checks import Page, by_class
from tests.visiting import PUBLIC_URL, Visitor

QUESTIONS = ("/finden", "/finden/sport", "/finden/ort", "/finden/weite", "/finden/wichtig")
NASTY = (
    "x" * 10_000,
    "🏊🏽‍♀️" * 50,
    "\"'><script>alert(1)</script>",
    "%00\x00",
    "../../etc/passwd",
    "-1",
    "99999999999999999999",
    "{{ 7 * 7 }}",
    "\u202e\u00ad",
    "51.48,11.97,11.97",
    "Halle\n\nLeipzig",
)
NAMES = (
    *("q", "was", "ort", "umkreis", "sport", "tag", "zeit", "alter", "brauche", "unklar"),
    *("geprueft", "land", "ags", "sortierung", "genau", "seite", "mag", "liste"),
)


def tile(page: Page, words: str) -> str:
    """The address behind the choice with these words."""
    for link in page.all("//main//li/a" + by_class("picture-tile")):
        if words in " ".join("".join(link.itertext()).split()):
            return str(link.get("href"))
    raise AssertionError(f"{page.address} has no choice {words!r}")


def back(page: Page) -> str:
    (link,) = page.all("//main//a" + by_class("question-head__back"))
    return str(link.get("href"))


def answers(address: str) -> set[tuple[str, str]]:
    """Without what only says which choices are seen."""
    query = address.partition("?")[2]
    return {pair for pair in parse_qsl(query) if pair[0] not in ("seite", "liste")}


def test_back_keeps_every_answer_on_all_pages(visitor: Visitor) -> None:
    full = (
        "/finden/wichtig?ort=Magdeburg&umkreis=5&sport=schwimmen&tag=di&brauche=wc&brauche=frauen"
    )
    given, seen = answers(full), []
    address = full
    while address.startswith("/finden"):
        page = visitor.open(address)
        seen.append(address.partition("?")[0])
        assert answers(address) == given
        address = back(page)
    assert seen == list(reversed(QUESTIONS))
    assert address == "/"


def test_back_leads_through_pages_and_lists_of_one_question(visitor: Visitor) -> None:
    page = visitor.open("/finden/ort?liste=15088&seite=2&sport=schwimmen")
    seen = []
    for _step in range(4):
        seen.append(back(page))
        page = visitor.open(seen[-1])
    assert seen == [
        "/finden/ort?sport=schwimmen&liste=15088",
        "/finden/ort?sport=schwimmen&liste=15",
        "/finden/ort?sport=schwimmen",
        "/finden/sport?sport=schwimmen",
    ]


def test_a_walk_through_all_questions_asks_each_thing_once(visitor: Visitor) -> None:
    """D10"""
    page = visitor.open(tile(visitor.open("/finden"), "Im Wasser"))
    page = visitor.open(tile(page, "Schwimmen"))
    page = visitor.open(tile(page, "Sachsen-Anhalt"))
    page = visitor.open(tile(page, "Halle Saale"))
    assert page.heading == "Wie kommen Sie hin?"
    page = visitor.open(tile(page, "Mit Bus und Bahn"))
    assert page.texts("//section" + by_class("given-answers") + "//li") == [
        "Sport: Schwimmen Sport ändern",
        "Ort: Halle Saale Ort ändern",
        "Weg: bis 20 Kilometer Weg ändern",
    ]
    found = visitor.open(tile(page, "Das ist mir egal"))
    assert found.address == "/suche?ort=Halle+(Saale)&umkreis=20&sport=schwimmen"
    assert found.all("//article" + by_class("offer-card"))


def test_a_changed_answer_leaves_the_others(visitor: Visitor) -> None:
    page = visitor.open("/finden/wichtig?ort=Magdeburg&umkreis=20&sport=schwimmen&brauche=wc")
    for words in ("Sport ändern", "Ort ändern", "Weg ändern", "Wünsche ändern"):
        (link,) = page.all(f"//main//a[.='{words}']")
        assert answers(str(link.get("href"))) == answers(page.address)
    liking = visitor.open("/finden?ort=Magdeburg&umkreis=20&sport=schwimmen&brauche=wc")
    chosen = answers(tile(liking, "Tanzen"))
    assert chosen == {
        ("was", "was mit Tanzen"),
        ("ort", "Magdeburg"),
        ("umkreis", "20"),
        ("brauche", "wc"),
    }


def test_what_was_chosen_is_marked_in_words(visitor: Visitor) -> None:
    for address, words in (
        ("/finden?sport=schwimmen", "Im Wasser"),
        ("/finden/sport?sport=schwimmen", "Schwimmen"),
        ("/finden/ort?land=ST", "14 Sachsen-Anhalt"),
        ("/finden/ort?land=ST&liste=15", "Überall in Sachsen-Anhalt"),
        ("/finden/weite?ort=Magdeburg&umkreis=5", "Mit dem Fahrrad"),
    ):
        page = visitor.open(address)
        marked = page.texts("//main//a" + by_class("question-choice--chosen"))
        assert len(marked) == 1, address
        assert marked[0].startswith(words)
        assert marked[0].endswith("Das haben Sie gewählt")


def test_a_place_that_is_not_clear_yet_is_never_called_egal(visitor: Visitor) -> None:
    page = visitor.open("/finden/wichtig?was=Schwimmen&ort=Halle&umkreis=20")
    (answers,) = page.texts("//section" + by_class("given-answers"))
    assert "Ort: Halle" in answers


def test_a_sport_that_belongs_to_two_likings_remembers_which_was_chosen(visitor: Visitor) -> None:
    sports = visitor.open(tile(visitor.open("/finden?seite=2"), "Im Rollstuhl"))
    place = visitor.open(tile(sports, "Rollstuhl-Basketball"))
    assert ("mag", "wheelchair") in answers(place.address)
    liking = visitor.open(back(visitor.open(back(place))) + "&seite=2")
    marked = liking.texts("//main//a" + by_class("question-choice--chosen"))
    assert [words.split(" ")[1] for words in marked] == ["Rollstuhl"]


def test_an_address_of_the_search_is_a_journey_too(visitor: Visitor) -> None:
    page = visitor.open("/finden/wichtig?was=Ball-Sport&ort=06108&tag=mo&tag=di&alter=12&unklar=1")
    assert "Mit einem Ball" in page.text and "06108 Halle Saale" in page.text
    assert page.all("//input[@type='hidden'][@name='tag'][@value='di']")
    (egal,) = page.all("//main//a[contains(., 'egal')]")
    assert answers(str(egal.get("href"))) == answers(page.address)


@pytest.mark.parametrize("nasty", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("address", QUESTIONS)
def test_nonsense_in_any_parameter_gives_a_kind_page(
    visitor: Visitor, address: str, nasty: str
) -> None:
    for name in NAMES:
        asked = f"{address}?{urlencode({name: nasty})}"
        answer = visitor.client.get(asked, base_url=PUBLIC_URL)
        while answer.status_code == 302:
            asked = answer.headers["Location"]
            assert asked.startswith("/finden/")
            answer = visitor.client.get(asked, base_url=PUBLIC_URL)
        assert answer.status_code == 200, f"{name} on {address}"
        assert "<script>alert" not in answer.text
    everything = urlencode(dict.fromkeys(NAMES, nasty))
    answer = visitor.client.get(f"{address}?{everything}", base_url=PUBLIC_URL)
    assert answer.status_code in (200, 302)


@pytest.mark.parametrize("address", ["/finden", "/finden/sport", "/finden/wichtig"])
def test_broken_values_are_the_default(visitor: Visitor, address: str) -> None:
    plain = visitor.open(address)
    broken = visitor.open(
        f"{address}?sport=gibt-es-nicht&mag=x&umkreis=y&brauche=z&land=ZZ&ags=1&seite=0&liste=zz"
    )
    assert broken.text == plain.text


def test_a_page_too_far_is_the_last_one(visitor: Visitor) -> None:
    last = visitor.open("/finden?seite=3")
    far = visitor.open("/finden?seite=150")
    tiles = "//main//li/a" + by_class("picture-tile")
    assert far.texts(tiles) == last.texts(tiles)

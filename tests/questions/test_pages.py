"""Each question opens, asks one thing, and holds the rules of all pages."""

import pytest

from directory.catalogue.query import NEEDS
from tests.page_checks import by_class
from tests.visiting import Visitor


@pytest.mark.parametrize(
    ("address", "heading", "number"),
    [
        ("/finden", "Was macht Ihnen Spaß?", 1),
        ("/finden/sport", "Welcher Sport gefällt Ihnen?", 1),
        ("/finden/sport?was=Wasser-Sport", "Welcher Sport gefällt Ihnen?", 1),
        ("/finden/ort", "Wo möchten Sie Sport machen?", 2),
        ("/finden/ort?liste=15", "Sachsen-Anhalt: Welche Gegend?", 2),
        ("/finden/ort?liste=15088", "Saalekreis: Welcher Ort?", 2),
        ("/finden/ort?ort=Neustadt", "Welches Neustadt meinen Sie?", 2),
        ("/finden/weite?ort=Magdeburg", "Wie kommen Sie hin?", 3),
        ("/finden/wichtig", "Was ist Ihnen wichtig?", 4),
        ("/finden/wichtig?seite=2", "Was ist Ihnen wichtig?", 4),
    ],
)
def test_every_question_opens_and_says_how_far_one_is(
    visitor: Visitor, address: str, heading: str, number: int
) -> None:
    page = visitor.open(address)
    assert page.heading == heading
    assert f"Frage {number} von 4" in page.text
    assert page.all("//main//a" + by_class("question-head__back"))


@pytest.mark.parametrize(
    ("address", "choices"),
    [
        ("/finden", 7),
        ("/finden?seite=2", 7),
        ("/finden/sport?was=Ball-Sport", 7),
        ("/finden/ort", 7),
        ("/finden/ort?seite=3", 5),
        ("/finden/ort?liste=15", 7),
        ("/finden/ort?ort=Neustadt", 7),
        ("/finden/weite?ort=Magdeburg", 6),
    ],
)
def test_at_most_seven_choices_stand_on_a_page(
    visitor: Visitor, address: str, choices: int
) -> None:
    """D4"""
    page = visitor.open(address)
    assert len(page.all("//main//li/a" + by_class("picture-tile"))) == choices


@pytest.mark.parametrize(
    "address",
    [
        "/finden",
        "/finden?seite=3",
        "/finden/sport?was=Ball-Sport&seite=2",
        "/finden/ort",
        "/finden/ort?seite=2",
        "/finden/weite?ort=Magdeburg",
        "/finden/wichtig",
        "/finden/wichtig?seite=2",
    ],
)
def test_whoever_does_not_know_goes_on_all_the_same(visitor: Visitor, address: str) -> None:
    """D4"""
    page = visitor.open(address)
    (link,) = page.all("//main//a[contains(., 'Das ist mir egal')]")
    visitor.open(str(link.get("href")))


def test_every_picture_of_a_liking_and_of_a_way_is_shown(visitor: Visitor) -> None:
    for address in ("/finden", "/finden?seite=2", "/finden?seite=3", "/finden/weite?ort=Magdeburg"):
        page = visitor.open(address)
        tiles = page.all("//main//li/a" + by_class("picture-tile"))
        assert all(tile.find("img") is not None for tile in tiles), address


def test_choices_without_an_offer_stand_last_and_say_so(visitor: Visitor) -> None:
    pages = [visitor.open(f"/finden/sport?was=Ball-Sport&seite={page}") for page in range(1, 7)]
    tiles = [
        words
        for page in pages
        for words in page.texts("//main//li/a" + by_class("picture-tile"))
        if "egal" not in words
    ]
    assert len(tiles) == 35
    without = [words.endswith("Noch kein Angebot") for words in tiles]
    assert without == sorted(without)
    assert True in without and False in without


def test_a_choice_without_an_offer_is_no_dead_end(visitor: Visitor) -> None:
    page = visitor.open("/finden/ort?sport=korfball")
    (link,) = page.all("//main//a[contains(., 'Ähnliche Angebote zeigen')]")
    visitor.open(str(link.get("href")))


def test_needs_are_boxes_with_pictures_in_one_question(visitor: Visitor) -> None:
    first = visitor.open("/finden/wichtig?brauche=wc&brauche=frauen")
    assert first.texts("//fieldset/legend") == ["Was ist Ihnen wichtig?"]
    boxes = first.all("//input[@type='checkbox'][@name='brauche']")
    assert len(boxes) == 6
    assert [box.get("value") for box in boxes if box.get("checked") is not None] == ["wc"]
    # What was ticked on the other page goes along unseen.
    kept = first.all("//input[@type='hidden'][@name='brauche']")
    assert [field.get("value") for field in kept] == ["frauen"]
    second = visitor.open("/finden/wichtig?brauche=wc&brauche=frauen&seite=2")
    assert len(second.all("//input[@type='checkbox']")) == 4
    assert not second.all("//button[@name='seite']")


def test_all_ten_needs_are_asked_for_once(visitor: Visitor) -> None:
    asked = [
        box.get("value")
        for page in (1, 2)
        for box in visitor.open(f"/finden/wichtig?seite={page}").all("//input[@type='checkbox']")
    ]
    assert sorted(str(one) for one in asked) == sorted(NEEDS)


def test_without_a_script_there_is_no_button_for_the_device(visitor: Visitor) -> None:
    page = visitor.open("/finden/ort")
    assert page.all("//template[@data-near-me]")
    assert not page.all("//main//button[contains(., 'In meiner Nähe')][not(ancestor::template)]")
    assert page.all("//script[@type='module'][contains(@src, 'near_me')]")


def test_no_page_sets_a_cookie(visitor: Visitor) -> None:
    for address in ("/finden", "/finden/ort?ort=51.48,11.97", "/finden/weite?ort=51.48,11.97"):
        assert "Set-Cookie" not in visitor.open(address).headers

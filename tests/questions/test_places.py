"""Where: typed in any way, tapped from state to town, or told by a device."""

import pytest

from tests.page_checks import Page, by_class
from tests.questions.test_answers import back, tile
from tests.visiting import PUBLIC_URL, Visitor


def sent(visitor: Visitor, typed: str) -> Page:
    """The page behind the button of the field."""
    answer = visitor.client.get(
        "/finden/weite", query_string={"sport": "schwimmen", "ort": typed}, base_url=PUBLIC_URL
    )
    if answer.status_code == 200:
        return visitor.open(answer.request.full_path.removesuffix("?"))
    assert answer.status_code == 302
    return visitor.open(answer.headers["Location"])


@pytest.mark.parametrize(
    "typed",
    ["Magdeburg", "magdeburg", "39104", "39 104", "in Magdeburg", "Halle Saale", "51.48,11.97"],
)
def test_a_clear_place_leads_to_the_next_question(visitor: Visitor, typed: str) -> None:
    page = sent(visitor, typed)
    assert page.heading == "Wie kommen Sie hin?"


@pytest.mark.parametrize("typed", ["Sachsen-Anhalt", "Saalekreis"])
def test_inside_a_border_nobody_is_asked_how_far(visitor: Visitor, typed: str) -> None:
    assert sent(visitor, typed).heading == "Was ist Ihnen wichtig?"


@pytest.mark.parametrize(
    ("typed", "question", "first", "around"),
    [
        ("Neustadt", "Welches Neustadt meinen Sie?", "Neustadt an der Weinstraße", "Rheinland"),
        ("Halle", "Welches Halle meinen Sie?", "Halle Saale", "Sachsen-Anhalt"),
        ("Frankfurt", "Welches Frankfurt meinen Sie?", "Frankfurt am Main", "Hessen"),
        ("Magdeburk", "Welchen Ort meinen Sie?", "Magdeburg", "Sachsen-Anhalt"),
        ("99999", "Welchen Ort meinen Sie?", "99998 Körner", "Thüringen"),
    ],
)
def test_an_unclear_place_is_asked_for_with_district_and_state(
    visitor: Visitor, typed: str, question: str, first: str, around: str
) -> None:
    page = sent(visitor, typed)
    assert page.heading == question
    tiles = page.texts("//main//li/a" + by_class("picture-tile"))
    assert tiles[0].startswith(first)
    assert around in tiles[0]
    assert tiles[-1] == "Ein anderer Ort"
    assert question.startswith("Welches") or f"Sie haben geschrieben: {typed}" in page.text


@pytest.mark.parametrize("typed", ["Neustadt", "Halle", "Mühlhausen", "Rath", "Dessau"])
def test_every_place_that_is_offered_is_clear_when_chosen(visitor: Visitor, typed: str) -> None:
    page = sent(visitor, typed)
    for link in page.all("//main//li/a" + by_class("picture-tile"))[:-1]:
        chosen = visitor.client.get(str(link.get("href")), base_url=PUBLIC_URL)
        assert chosen.status_code == 200, link.get("href")


def test_an_unknown_place_stays_in_the_field_and_says_what_to_do(visitor: Visitor) -> None:
    page = sent(visitor, "Qwertzuiop <b>")
    assert page.heading == "Wo möchten Sie Sport machen?"
    (field,) = page.all("//input[@name='ort']")
    assert field.get("value") == "Qwertzuiop <b>"
    assert field.get("aria-invalid") == "true"
    assert "Diesen Ort kennen wir nicht." in page.text
    assert page.all("//*" + by_class("error-list") + "//a[@href='#feld-ort']")
    assert page.all("//input[@type='hidden'][@name='sport'][@value='schwimmen']")


def test_an_empty_field_is_asked_for_kindly(visitor: Visitor) -> None:
    for typed in ("", "   "):
        page = sent(visitor, typed)
        assert "Schreiben Sie bitte einen Ort oder eine" in page.text
        assert page.all("//input[@type='hidden'][@name='sport'][@value='schwimmen']")


def test_towns_are_reached_by_tapping_those_with_offers_first(visitor: Visitor) -> None:
    page = visitor.open(tile(visitor.open("/finden/ort"), "14 Sachsen-Anhalt"))
    counts = [
        int(words.split()[-2]) if words.endswith(("Angebot", "Angebote")) else 0
        for words in page.texts("//main//li/a" + by_class("picture-tile"))[:-1]
        if "kein" not in words
    ]
    assert counts == sorted(counts, reverse=True)
    more = visitor.open("/finden/ort?liste=15&seite=2")
    district = visitor.open(tile(more, "Saalekreis"))
    town = visitor.open(tile(district, "Merseburg"))
    assert town.heading == "Wie kommen Sie hin?"


def test_a_state_with_few_towns_shows_them_at_once(visitor: Visitor) -> None:
    page = visitor.open("/finden/ort?liste=15&sport=schwimmen")
    tiles = page.texts("//main//li/a" + by_class("picture-tile"))
    assert tiles[0].startswith("Halle Saale")
    assert any(words.startswith("Blankenburg Harz") for words in tiles), "it lies in a district"
    assert tiles[-1].startswith("Überall in Sachsen-Anhalt")


@pytest.mark.parametrize("key", ["15", "09", "04", "15088", "07232"])
def test_no_town_of_a_list_is_missing_and_none_stands_twice(visitor: Visitor, key: str) -> None:
    seen: list[str] = []
    address = f"/finden/ort?liste={key}"
    while address:
        page = visitor.open(address)
        seen += [
            str(link.get("href"))
            for link in page.all("//main//li/a" + by_class("picture-tile"))[:-1]
        ]
        following = page.all("//main//a[contains(., 'Mehr Orte zeigen')]")
        address = str(following[0].get("href")) if following else ""
    assert len(seen) == len(set(seen))
    assert len(seen) >= {"15": 14, "09": 96, "04": 2, "15088": 16, "07232": 230}[key]


def test_the_map_has_the_numbers_of_the_list(visitor: Visitor) -> None:
    page = visitor.open("/finden/ort?sport=schwimmen")
    drawn = page.all("//main//*[local-name()='svg']/*[local-name()='a']")
    regions = {link.get("aria-label"): link.get("href") for link in drawn}
    assert len(regions) == 16
    assert regions["14 Sachsen-Anhalt, 10 Angebote"] == tile(page, "14 Sachsen-Anhalt")


def test_a_town_that_is_a_state_is_chosen_at_once(visitor: Visitor) -> None:
    page = visitor.open(tile(visitor.open("/finden/ort"), "3 Berlin"))
    assert page.heading == "Wie kommen Sie hin?"
    assert "Ort: Berlin" in page.text


def test_a_point_is_called_where_one_is_and_never_shown(visitor: Visitor) -> None:
    page = visitor.open("/finden/weite?ort=51.4825,11.9705&sport=schwimmen")
    assert "Ort: Ihr Standort" in page.text
    assert "51.48" not in page.text
    links = [str(link.get("href")) for link in page.all("//main//a")]
    assert links and not any("51.4825" in href for href in links), "only a kilometre is kept"
    field = visitor.open(back(page)).all("//input[@name='ort']")[0]
    assert field.get("value") == ""
    found = visitor.open("/suche?ort=51.48,11.97&sport=schwimmen&umkreis=20")
    assert "Ihr Standort" in found.text
    assert "etwa" in found.text


def test_the_search_never_shows_a_point_as_a_misspelt_word(visitor: Visitor) -> None:
    found = visitor.open("/suche?ort=51.48,11.97")
    assert "Sie haben geschrieben" not in found.text

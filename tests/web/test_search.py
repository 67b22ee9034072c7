"""Search from the first word to a result, also when words are wrong or nothing fits."""

import pytest

from tests.page_checks import Page, by_class, text_of
from tests.visiting import PUBLIC_URL, Visitor

PARAMETERS = [
    "q",
    "was",
    "ort",
    "umkreis",
    "sport",
    "tag",
    "zeit",
    "alter",
    "brauche",
    "unklar",
    "geprueft",
    "land",
    "ags",
    "sortierung",
    "genau",
    "seite",
    "unbekannt",
]
CARDS = "//article" + by_class("offer-card")


def notices(page: Page) -> str:
    return " ".join(page.texts("//div" + by_class("notice")))


def test_misspelt_words_are_understood_and_said_with_a_way_back(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=schwimen+in+haale")
    assert page.heading.endswith("Schwimmen bei Halle Saale")
    assert "Sie haben geschrieben: schwimen, haale" in notices(page)
    assert "Wir haben verstanden: Schwimmen, Halle Saale" in notices(page)
    back = page.all("//div" + by_class("notice") + "//a[contains(., 'Genau so suchen')]")[0]
    exact = visitor.open(str(back.get("href")))
    assert "Wir suchen genau so, wie Sie geschrieben haben." in notices(exact)
    assert exact.all("//a[contains(., 'ähnliche Wörter')]")


def test_the_nearest_offer_stands_first(visitor: Visitor) -> None:
    offers = visitor.ask("/api/v1/offers?q=halle")["offers"]
    distances = [offer["distance_km"] for offer in offers]
    assert len(distances) > 3
    assert distances == sorted(distances)
    page = visitor.open("/suche?q=halle")
    assert page.texts(CARDS + "//h3/a")[0] == offers[0]["name"]
    assert "Kilometer" in page.texts(CARDS)[0]


def test_a_name_shared_by_places_gives_a_choice(visitor: Visitor) -> None:
    page = visitor.open("/suche?was=schwimmen&ort=Neustadt")
    assert "Welches Neustadt meinen Sie?" in page.texts("//h2")
    choices = page.all("//nav" + by_class("place-choice") + "//a")
    assert len(choices) >= 3
    name, _, district = "".join(choices[1].itertext()).partition("\n")
    assert district
    chosen = visitor.open(str(choices[1].get("href")))
    assert name in chosen.heading


def test_a_place_chosen_from_the_one_box_replaces_the_one_that_was_read(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=tanzen+in+husum")
    other = page.all("//nav" + by_class("place-choice") + "//a")[0]
    href = str(other.get("href"))
    chosen = visitor.ask(href.replace("/suche", "/api/v1/offers"))["understood"]
    assert chosen["place"]["state_code"] == "NI"
    assert chosen["sport"]["id"] == "tanzen"


def test_nobody_ends_with_nothing_the_circle_grows_and_says_so(visitor: Visitor) -> None:
    page = visitor.open("/suche?was=schwimmen&ort=Neustadt+an+der+Weinstraße")
    assert page.all(CARDS)
    answer = visitor.ask("/api/v1/offers?was=schwimmen&ort=Neustadt+an+der+Weinstraße")
    steps = [20, 25, 50, 100, 200]
    widened = answer["understood"]["widened_to_km"]
    nearest = answer["offers"][0]["distance_km"]
    assert widened in steps
    assert steps[steps.index(widened) - 1] < nearest <= widened, "the first circle that helps"
    assert "In der Nähe von Neustadt an der Weinstraße gibt es kein Angebot." in notices(page)
    assert f"Wir haben weiter weg gesucht: bis {widened} Kilometer." in notices(page)


def test_the_last_circle_is_the_whole_country(visitor: Visitor) -> None:
    address = "?was=schneeschuhlaufen&ort=Flensburg"
    assert visitor.ask("/api/v1/offers" + address)["understood"]["widened_to_km"] == 0
    assert "Wir haben in ganz Deutschland gesucht." in notices(visitor.open("/suche" + address))


def test_unknown_words_are_left_out_and_named(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=qidditsch+in+husum")
    assert page.all(CARDS)
    assert "Zu diesen Wörtern haben wir nichts gefunden: qidditsch" in notices(page)


def test_wishes_that_nobody_fulfils_are_dropped_and_it_is_said(visitor: Visitor) -> None:
    page = visitor.open("/suche?sport=goalball&brauche=frauen&alter=3&tag=so")
    assert page.all(CARDS)
    assert "Mit allen Ihren Wünschen gibt es kein Angebot." in notices(page)


def test_clubs_of_which_nothing_is_known_stand_apart(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=fussball+berlin")
    block = page.all("//section[@aria-labelledby='vereine']")[0]
    assert "Diese Vereine kennen wir noch nicht" in page.texts(
        "//section[@aria-labelledby='vereine']/h2"
    )
    assert "Fragen Sie bitte nach." in page.text
    assert not block.xpath("." + CARDS)
    clubs = block.xpath(".//article" + by_class("club-card") + "//a")
    for club in clubs[:3]:
        assert "Kann ich hier mitmachen?" in visitor.open(str(club.get("href"))).texts("//h2")
    assert not page.all("//section[@aria-labelledby='angebote']//article" + by_class("club-card"))


def test_pages_of_ten_never_overlap_and_lead_on(visitor: Visitor) -> None:
    seen: list[str] = []
    address = "/suche?land=ST"
    for number in range(1, 4):
        page = visitor.open(address)
        hrefs = [str(link.get("href")) for link in page.all(CARDS + "//h3/a")]
        assert len(hrefs) == 10
        seen += hrefs
        assert f"Das ist Seite {number} von" in page.text
        onward = page.all(
            "//nav" + by_class("pagination") + f"//a[contains(., 'Seite {number + 1}')]"
        )
        address = str(onward[0].get("href"))
    assert len(set(seen)) == 30


def test_filters_count_keep_the_question_and_can_be_taken_away(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=halle&brauche=stufenlos&tag=di")
    kept = page.all("//form" + by_class("filters") + "//input[@type='hidden']")
    assert [(field.get("name"), field.get("value")) for field in kept] == [("q", "halle")]
    assert len(page.all("//form" + by_class("filters") + "//button")) == 1
    ticked = page.all("//form" + by_class("filters") + "//input[@checked][@type='checkbox']")
    assert {box.get("value") for box in ticked} == {"stufenlos", "di"}
    chips = page.all("//a" + by_class("chips__chip"))
    assert [text_of(chip) for chip in chips] == ["Wegnehmen: Dienstag", "Wegnehmen: Ohne Stufen"]
    without = visitor.open(str(chips[0].get("href")))
    assert "tag=di" not in str(chips[0].get("href"))
    assert len(without.all(CARDS)) >= len(page.all(CARDS))


def test_a_count_is_what_the_choice_leaves(visitor: Visitor) -> None:
    facets = visitor.ask("/api/v1/offers?land=ST")["facets"]
    for need, count in facets["needs"].items():
        assert visitor.ask(f"/api/v1/offers?land=ST&brauche={need}")["total"] == count
    for day, count in facets["days"].items():
        assert visitor.ask(f"/api/v1/offers?land=ST&tag={day}")["total"] == count


def test_a_card_shows_no_more_than_six_facts_and_marks_examples(visitor: Visitor) -> None:
    page = visitor.open("/suche?land=ST&brauche=probe&brauche=ruhig&unklar=1")
    for card in page.all(CARDS):
        assert len(card.xpath(".//ul/li")) <= 6
        assert "Beispiel" in "".join(card.itertext())


def test_unknown_never_looks_like_no_on_a_card(visitor: Visitor) -> None:
    page = visitor.open("/suche?q=schwimmen+voll+koethen")
    card = next(c for c in page.all(CARDS) if "Schwimmen Voll" in "".join(c.itertext()))
    assert len(card.xpath(".//*" + by_class("fact--yes"))) == 4
    bare = visitor.open("/suche?q=alert&genau=1")
    card = next(c for c in bare.all(CARDS) if "Leer" in "".join(c.itertext()))
    assert not card.xpath(".//*" + by_class("fact--no"))
    assert len(card.xpath(".//*" + by_class("fact--unknown"))) == 1


@pytest.mark.parametrize(
    "value",
    [
        "x" * 10_000,
        "*a*",
        "((((",
        "\0",
        "a\0b",
        "🏊‍♀️ 🦽",
        "-1",
        "1e309",
        "-5",
        "NaN",
        "99999999999999999999",
        "'; DROP TABLE offer; --",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "%s{0}{name}",
        "{{ 7 * 7 }}",
        "\u202eumgedreht",
        "  ",
        "ä" * 300,
        "../../etc/passwd",
    ],
)
@pytest.mark.parametrize("name", PARAMETERS)
def test_no_value_of_any_parameter_breaks_a_page(visitor: Visitor, name: str, value: str) -> None:
    page = visitor.open("/suche", query_string={"q": "schwimmen", name: value})
    assert "alert(1)</script>" not in page.html
    assert not page.all("//*[@onerror]")
    asked = {"q": "schwimmen", name: value}
    answer = visitor.client.get("/api/v1/offers", base_url=PUBLIC_URL, query_string=asked)
    if answer.status_code != 200:
        # Programs are told what was wrong with it.
        assert (answer.status_code, answer.json["error"]["parameter"]) == (400, name)


@pytest.mark.parametrize("value", ["x" * 10_000, "\0", "((((", "🏊", "%ff", "..", "<script>"])
@pytest.mark.parametrize("start", ["/angebot/", "/verein/", "/sport/", "/orte/", "/orte/st/", "/"])
def test_no_address_breaks_a_page(visitor: Visitor, start: str, value: str) -> None:
    answer = visitor.client.get(start + value.replace("%", "%25"))
    assert answer.status_code in (301, 308, 404, 400), start

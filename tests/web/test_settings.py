"""Visitors choose how they read; one cookie keeps it, and only what differs from usual."""

from http.cookies import Morsel, SimpleCookie
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from directory.web.reading import CHOICES, COOKIE, Reading
from tests.page_checks import Page, by_class, look_over
from tests.visiting import PUBLIC_URL, Visitor, built_site

SETTINGS = "/einstellungen"
SEPARATORS = [("strich", "Post-Leitzahl"), ("punkt", "Post·leitzahl"), ("aus", "Postleitzahl")]
LOOKS = [(key, value) for key in CHOICES if key != "worttrenner" for value in CHOICES[key][1:]]


def choose(visitor: Visitor, setting: str, value: str, **options: Any) -> TestResponse:
    more = options.pop("more", {})
    options.setdefault("base_url", PUBLIC_URL)
    return visitor.client.post(SETTINGS, data={setting: value, **more}, **options)


def cookie_of(answer: TestResponse) -> "Morsel[str]":
    (sent,) = answer.headers.getlist("Set-Cookie")
    return SimpleCookie(sent)[COOKIE]


def marked(page: Page) -> list[str]:
    """The answers that hold, in the order of the questions."""
    return [
        str(one.get("value"))
        for one in page.all("//button" + by_class("sample-choice__answer--chosen"))
    ]


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("", ""),
        ("farben-dunkel", "farben-dunkel"),
        ("farben-dunkel.buchstaben-sehr-gross", "buchstaben-sehr-gross.farben-dunkel"),
        ("farben-normal", ""),
        ("farben-pink.abstand-mehr", "abstand-mehr"),
        ("FARBEN-dunkel", ""),
        ('farben-"><script>', ""),
        ("." * 5000, ""),
    ],
)
def test_only_what_we_know_and_what_is_not_usual_is_kept(kept: str, read: str) -> None:
    assert str(Reading.of(kept)) == read


def test_each_question_has_its_answers_and_nothing_is_asked_twice(visitor: Visitor) -> None:
    page = visitor.open(SETTINGS)
    assert page.texts("//fieldset/legend") == [
        "Wie groß sollen die Buchstaben sein?",
        "Welche Farben können Sie gut lesen?",
        "Wie viel Platz soll zwischen den Zeilen sein?",
        "Wie viele Bilder möchten Sie sehen?",
        "Welche Schrift können Sie gut lesen?",
        "Wie möchten Sie lange Wörter lesen?",
    ]
    for key, values in CHOICES.items():
        answers = page.all(f"//form[@method='post']//button[@name='{key}']")
        assert tuple(str(one.get("value")) for one in answers) == values
    assert marked(page) == ["normal", "normal", "normal", "alles", "andika", "strich"]
    assert "Set-Cookie" not in page.headers
    assert not page.all("//main//div" + by_class("notice"))
    assert not page.all("//button[@name='alles']"), "nothing to take back"


@pytest.mark.parametrize(("setting", "value"), LOOKS)
def test_a_look_holds_on_every_page(visitor: Visitor, setting: str, value: str) -> None:
    assert not visitor.open("/").all(f"/html/@data-{setting}")
    choose(visitor, setting, value)
    for address in ("/", "/suche?q=halle", "/angebot/schwimmen-voll", SETTINGS, "/gibt-es-nicht"):
        page = visitor.open(address, 404 if "gibt-es" in address else 200)
        assert page.all("/html")[0].get(f"data-{setting}") == value


@pytest.mark.parametrize(("value", "shown"), SEPARATORS)
def test_long_words_are_shown_as_chosen(visitor: Visitor, value: str, shown: str) -> None:
    choose(visitor, "worttrenner", value)
    assert shown in visitor.open("/orte").text
    # Fixed texts, sentences about an offer, and texts of editors follow the same choice.
    sign = {"strich": "Wett-Kämpfen", "punkt": "Wett·kämpfen", "aus": "Wettkämpfen"}[value]
    assert sign in visitor.open("/angebot/schwimmen-voll").text
    training = {"strich": "Probe-Training", "punkt": "Probe·training", "aus": "Probetraining"}
    assert training[value] in visitor.open("/woerterbuch").text


def test_choices_add_up_and_the_page_confirms_each(visitor: Visitor) -> None:
    choose(visitor, "farben", "dunkel")
    answer = choose(visitor, "buchstaben", "sehr-gross")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("#frage-buchstaben")
    page = visitor.open(answer.headers["Location"].partition("#")[0])
    assert page.texts("//main//div" + by_class("notice--saved")) == [
        "Wir haben Ihre Wahl gespeichert."
    ]
    assert page.all("//*[@id='frage-buchstaben']")
    assert marked(page) == ["sehr-gross", "dunkel", "normal", "alles", "andika", "strich"]
    assert cookie_of(answer).value == "buchstaben-sehr-gross.farben-dunkel"


def test_the_cookie_is_closed_to_scripts_and_other_sites(visitor: Visitor) -> None:
    cookie = cookie_of(choose(visitor, "worttrenner", "aus"))
    assert (cookie.value, cookie["path"]) == ("worttrenner-aus", "/")
    assert cookie["max-age"] == "31536000"
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


@pytest.mark.parametrize("way", [("farben", "normal"), ("alles", "normal")])
def test_when_all_is_usual_no_cookie_is_left(visitor: Visitor, way: tuple[str, str]) -> None:
    choose(visitor, "farben", "gelb")
    cookie = cookie_of(choose(visitor, *way))
    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", "0", "/")
    assert visitor.client.get_cookie(COOKIE, domain="sport.example") is None
    assert not visitor.open("/").all("/html/@data-farben")


def test_one_button_takes_everything_back_and_says_so(visitor: Visitor) -> None:
    choose(visitor, "farben", "gelb")
    page = visitor.open(SETTINGS)
    (button,) = page.all("//button[@name='alles']")
    answer = choose(visitor, "alles", str(button.get("value")))
    assert "Alles ist wieder normal." in visitor.open(answer.headers["Location"]).text


def test_a_browser_without_cookies_is_told_so(site: Flask) -> None:
    visitor = Visitor(site.test_client(use_cookies=False))
    answer = choose(visitor, "farben", "dunkel")
    page = visitor.open(answer.headers["Location"].partition("#")[0])
    assert "Ihr Browser erlaubt kein Cookie." in page.text
    assert "haben Ihre Wahl gespeichert" not in page.text


@pytest.mark.parametrize(
    ("setting", "value"),
    [("farben", ""), ("farben", "<script>"), ("pink", "x"), ("farben", "HELL")],
)
def test_a_choice_that_we_do_not_know_changes_nothing(
    visitor: Visitor, setting: str, value: str
) -> None:
    answer = choose(visitor, setting, value)
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers
    look_over(Page(SETTINGS, 400, answer.text))


def test_a_broken_cookie_or_address_is_the_usual_choice(visitor: Visitor) -> None:
    for value in ("", "<script>", "worttrenner-<i>", "farben"):
        visitor.client.set_cookie(COOKIE, value, domain="sport.example")
        assert "Post-Leitzahl" in visitor.open("/orte").text
    for told in ("<i>", "farben-", "farben", "alles-x", "a" * 9000):
        page = visitor.open(f"{SETTINGS}?gespeichert={told}")
        assert not page.all("//main//div" + by_class("notice"))


def test_every_page_leads_to_the_settings_and_they_lead_back(visitor: Visitor) -> None:
    for address in ("/", "/suche?q=halle&seite=2", "/angebot/leer"):
        page = visitor.open(address)
        (link,) = page.all("//header//a[contains(@href, '/einstellungen')]")
        assert page.texts(f"//footer//a[@href='{link.get('href')}']") == ["Lesen einstellen"]
        settings = visitor.open(str(link.get("href")))
        assert settings.all(f"//main//a[@href='{address}']")
        # The way back is kept while somebody tries several answers.
        (kept, *_others) = settings.all("//input[@name='zurueck']")
        answer = choose(visitor, "farben", "hell", more={"zurueck": kept.get("value")})
        after = visitor.open(answer.headers["Location"].partition("#")[0])
        assert after.all(f"//main//a[@href='{address}']")
    missing = visitor.open("/gibt-es-nicht", 404)
    assert missing.all(f"//header//a[@href='{SETTINGS}']")


@pytest.mark.parametrize(
    "way",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/%5cevil.example",
        "javascript:alert(1)",
        "/gibt-es-nicht",
        "/einstellungen",
        "/orte\n/x",
        "suche",
        "/suche?q=" + "a" * 5000,
    ],
)
def test_the_way_back_never_leads_elsewhere(visitor: Visitor, way: str) -> None:
    answer = visitor.client.get(SETTINGS, query_string={"zurueck": way}, base_url=PUBLIC_URL)
    page = Page(SETTINGS, answer.status_code, answer.text)
    look_over(page)
    assert "Zurück zur letzten Seite" not in page.text
    sent = choose(visitor, "farben", "hell", more={"zurueck": way})
    assert sent.headers["Location"] == f"{SETTINGS}?gespeichert=farben-hell#frage-farben"


def test_no_memory_mixes_up_two_choices(visitor: Visitor) -> None:
    usual = visitor.client.get("/orte", base_url=PUBLIC_URL)
    choose(visitor, "farben", "dunkel")
    known = {"If-None-Match": usual.headers["ETag"]}
    other = visitor.client.get("/orte", base_url=PUBLIC_URL, headers=known)
    assert other.status_code == 200
    assert usual.headers["ETag"] != other.headers["ETag"]
    again = visitor.client.get(
        "/orte", base_url=PUBLIC_URL, headers={"If-None-Match": other.headers["ETag"]}
    )
    assert again.status_code == 304
    for answer in (usual, other, again):
        assert "Cookie" in answer.headers["Vary"]


def test_below_a_path_and_without_https_the_cookie_fits(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = built_site(tmp_path_factory.mktemp("plain") / "instance", public_url="")
    visitor = Visitor(site.test_client())
    below = "http://localhost/sport"
    answer = choose(visitor, "farben", "hell", base_url=below, more={"zurueck": "/orte"})
    cookie = cookie_of(answer)
    assert (cookie["path"], cookie["secure"]) == ("/sport", "")
    page = visitor.client.get(SETTINGS, base_url=below, query_string={"zurueck": "/orte"})
    assert 'href="/sport/orte"' in page.text

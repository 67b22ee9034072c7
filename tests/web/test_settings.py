"""Visitors choose how long words are shown; one cookie keeps it, and only when it was chosen."""

from http.cookies import Morsel, SimpleCookie
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.page_checks import Page, by_class, look_over
from tests.visiting import PUBLIC_URL, Visitor, built_site

SETTINGS = "/einstellungen"
BOTH_WAYS = [("strich", "Post-Leitzahl"), ("punkt", "Post·leitzahl"), ("aus", "Postleitzahl")]


def choose(visitor: Visitor, value: str, **options: Any) -> TestResponse:
    options.setdefault("base_url", PUBLIC_URL)
    return visitor.client.post(SETTINGS, data={"worttrenner": value}, **options)


def cookie_of(answer: TestResponse) -> "Morsel[str]":
    (sent,) = answer.headers.getlist("Set-Cookie")
    return SimpleCookie(sent)["worttrenner"]


def ticked(page: Page) -> list[str]:
    return page.texts("//label[input[@type='radio'][@checked]]")


def test_the_page_asks_one_question_with_an_example_for_each_answer(visitor: Visitor) -> None:
    page = visitor.open(SETTINGS)
    assert page.texts("//fieldset/legend") == ["Wie möchten Sie lange Wörter lesen?"]
    assert page.texts("//fieldset//label") == [
        "Mit Strich Turn-Halle",
        "Mit Punkt Turn·halle",
        "Ohne Zeichen Turnhalle",
    ]
    assert ticked(page) == ["Mit Strich Turn-Halle"]
    assert page.texts("//main//form//button") == ["Wahl speichern"]
    assert "Set-Cookie" not in page.headers
    assert not page.all("//main//div" + by_class("notice"))


@pytest.mark.parametrize(("value", "shown"), BOTH_WAYS)
def test_a_choice_holds_on_every_page(visitor: Visitor, value: str, shown: str) -> None:
    choose(visitor, value)
    assert shown in visitor.open("/orte").text
    # Fixed texts, sentences about an offer, and texts of editors follow the same choice.
    sign = {"strich": "Wett-Kämpfen", "punkt": "Wett·kämpfen", "aus": "Wettkämpfen"}[value]
    assert sign in visitor.open("/angebot/schwimmen-voll").text
    training = {"strich": "Probe-Training", "punkt": "Probe·training", "aus": "Probetraining"}
    assert training[value] in visitor.open("/woerterbuch").text


def test_the_answer_leads_back_to_the_page_which_confirms(visitor: Visitor) -> None:
    answer = choose(visitor, "punkt")
    assert answer.status_code == 303
    page = visitor.open(answer.headers["Location"])
    assert page.texts("//main//div" + by_class("notice--saved")) == [
        "Wir haben Ihre Wahl gespeichert."
    ]
    assert ticked(page) == ["Mit Punkt Turn·halle"]


def test_the_cookie_is_closed_to_scripts_and_other_sites(visitor: Visitor) -> None:
    cookie = cookie_of(choose(visitor, "aus"))
    assert (cookie.value, cookie["path"], cookie["max-age"]) == ("aus", "/", "31536000")
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


def test_the_usual_choice_leaves_no_cookie_behind(visitor: Visitor) -> None:
    choose(visitor, "punkt")
    cookie = cookie_of(choose(visitor, "strich"))
    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", "0", "/")
    assert visitor.client.get_cookie("worttrenner", domain="sport.example") is None
    assert ticked(visitor.open(SETTINGS)) == ["Mit Strich Turn-Halle"]


def test_a_browser_without_cookies_is_told_so(site: Flask) -> None:
    visitor = Visitor(site.test_client(use_cookies=False))
    page = visitor.open(choose(visitor, "aus").headers["Location"])
    assert "Ihr Browser erlaubt kein Cookie." in page.text
    assert "gespeichert" not in page.text


@pytest.mark.parametrize("value", ["", "<script>", "STRICH"])
def test_a_choice_that_we_do_not_know_changes_nothing(visitor: Visitor, value: str) -> None:
    answer = choose(visitor, value)
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers
    look_over(Page(SETTINGS, 400, answer.text))


@pytest.mark.parametrize("value", ["", "<script>", "strich"])
def test_a_broken_cookie_or_address_is_the_usual_choice(visitor: Visitor, value: str) -> None:
    visitor.client.set_cookie("worttrenner", value, domain="sport.example")
    assert "Post-Leitzahl" in visitor.open("/orte").text
    assert not visitor.open(f"{SETTINGS}?gespeichert=<i>").all("//main//div" + by_class("notice"))


def test_no_memory_mixes_up_two_choices(visitor: Visitor) -> None:
    usual = visitor.client.get("/orte", base_url=PUBLIC_URL)
    choose(visitor, "punkt")
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
    programs = visitor.client.get("/api/v1/offers", base_url=PUBLIC_URL)
    assert "Cookie" not in programs.headers["Vary"]


def test_below_a_path_and_without_https_the_cookie_fits(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = built_site(tmp_path_factory.mktemp("plain") / "instance", public_url="")
    visitor = Visitor(site.test_client())
    cookie = cookie_of(choose(visitor, "aus", base_url="http://localhost/sport"))
    assert (cookie["path"], cookie["secure"]) == ("/sport", "")


def test_every_page_leads_to_the_settings(visitor: Visitor) -> None:
    for address in ("/", "/suche", "/angebot/leer", "/gibt-es-nicht"):
        page = visitor.open(address, 404 if "gibt-es" in address else 200)
        assert page.texts(f"//footer//a[@href='{SETTINGS}']") == ["Einstellungen"]

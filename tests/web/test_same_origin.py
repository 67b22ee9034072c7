"""Only our own pages may change something; every unsafe request is asked where it comes from."""

import pytest
from flask import Flask

from directory.web.same_origin import TEAM_COOKIES
from tests.visiting import PUBLIC_URL, Visitor

ADDRESS = "/einstellungen"
CHOICE = {"worttrenner": "punkt"}
DONE, REFUSED = 303, 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, DONE),
        ({"Sec-Fetch-Site": "none"}, DONE),
        ({"Sec-Fetch-Site": "cross-site"}, REFUSED),
        ({"Sec-Fetch-Site": "same-site"}, REFUSED),
        ({"Sec-Fetch-Site": ""}, REFUSED),
        # The first witness decides, whatever the others say.
        ({"Sec-Fetch-Site": "cross-site", "Origin": PUBLIC_URL}, REFUSED),
        ({"Origin": PUBLIC_URL}, DONE),
        ({"Origin": f"{PUBLIC_URL}:443"}, DONE),
        ({"Origin": "https://evil.example"}, REFUSED),
        ({"Origin": "http://sport.example"}, REFUSED),
        ({"Origin": "https://sport.example:8443"}, REFUSED),
        ({"Origin": "https://sport.example.evil.example"}, REFUSED),
        ({"Origin": "null"}, REFUSED),
        ({"Origin": ""}, REFUSED),
        ({"Origin": "https://["}, REFUSED),
        ({"Referer": "https://["}, REFUSED),
        ({"Referer": ""}, REFUSED),
        ({"Origin": "null", "Referer": f"{PUBLIC_URL}/"}, REFUSED),
        ({"Referer": f"{PUBLIC_URL}/einstellungen"}, DONE),
        ({"Referer": "https://evil.example/sport.example"}, REFUSED),
        ({"Referer": "https://sport.example@evil.example/"}, REFUSED),
        # Very old browsers tell nothing.
        ({}, DONE),
    ],
)
def test_who_may_change_something(visitor: Visitor, headers: dict[str, str], status: int) -> None:
    answer = visitor.client.post(ADDRESS, data=CHOICE, headers=headers, base_url=PUBLIC_URL)
    assert answer.status_code == status
    assert ("Set-Cookie" in answer.headers) == (status == DONE)


def test_a_browser_that_tells_nothing_may_not_use_the_rights_of_editors(visitor: Visitor) -> None:
    visitor.client.set_cookie(TEAM_COOKIES[0], "x", domain="sport.example")
    answer = visitor.client.post(ADDRESS, data=CHOICE, base_url=PUBLIC_URL)
    assert answer.status_code == REFUSED


def test_the_operator_may_use_the_site_without_its_public_name(visitor: Visitor) -> None:
    here = "http://127.0.0.1:8000"
    for origin, status in ((here, DONE), (PUBLIC_URL, DONE), ("http://127.0.0.1:9000", REFUSED)):
        answer = visitor.client.post(
            ADDRESS, data=CHOICE, headers={"Origin": origin}, base_url=here
        )
        assert answer.status_code == status, origin


def test_no_address_that_changes_something_escapes(site: Flask, visitor: Visitor) -> None:
    rules = [
        rule for rule in site.url_map.iter_rules() if (rule.methods or set()) & {"POST", "PUT"}
    ]
    assert rules
    for rule in rules:
        address = site.url_map.bind("sport.example").build(
            rule.endpoint, dict.fromkeys(rule.arguments, "x"), method="POST"
        )
        answer = visitor.client.post(address, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == REFUSED, address


def test_a_refusal_is_a_kind_page(visitor: Visitor) -> None:
    answer = visitor.client.post(ADDRESS, headers={"Origin": "null"}, base_url=PUBLIC_URL)
    assert "Das hat nicht geklappt" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_reading_is_free_for_everybody(visitor: Visitor) -> None:
    assert visitor.client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200

"""A page that would be the same is not made again, and one that would differ always is."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.catalogue.faults import IndexUnusable
from directory.web.parts import EXTENSION, Parts
from directory.web.unchanged import KEPT_BYTES, Kept, KeptPages
from tests.visiting import PUBLIC_URL, built_site

PAGES = ("/", "/suche?q=schwimmen+in+halle", "/orte", "/sport/schwimmen", "/api/v1/offers")


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    yield built_site(tmp_path_factory.mktemp("unchanged") / "instance")


@pytest.fixture
def client(own_site: Flask) -> FlaskClient:
    return own_site.test_client()


def parts_of(site: Flask) -> Parts:
    found: Parts = site.extensions[EXTENSION]
    return found


def asked(client: FlaskClient, address: str, etag: str = "") -> Any:
    known = {"If-None-Match": etag} if etag else {}
    return client.get(address, base_url=PUBLIC_URL, headers=known)


def remade(client: FlaskClient, address: str, etag: str) -> bool:
    return bool(asked(client, address, etag).status_code == 200)


@pytest.mark.parametrize("address", PAGES)
def test_an_unchanged_page_asks_no_view(
    own_site: Flask, client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    etag = asked(client, address).headers["ETag"]

    def nobody(*_: object, **__: object) -> Any:
        raise AssertionError("the page was made")

    monkeypatch.setattr(own_site, "dispatch_request", nobody)
    again = asked(client, address, etag)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    assert again.headers["Cache-Control"] == "no-cache"
    assert again.headers["Content-Security-Policy"]


def test_a_page_that_was_made_before_is_not_made_again(
    own_site: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = asked(client, "/suche?q=tanzen")

    def nobody(*_: object, **__: object) -> Any:
        raise AssertionError("the page was made")

    with monkeypatch.context() as patch:
        patch.setattr(own_site, "dispatch_request", nobody)
        again = asked(client, "/suche?q=tanzen")
    assert (again.status_code, again.data) == (200, first.data)
    assert dict(again.headers) == dict(first.headers)


def test_kept_pages_take_only_so_much_memory() -> None:
    pages = KeptPages()
    for number in range(100):
        pages.keep((str(number), ""), Kept("200 OK", [], b"x" * 150_000))
    assert pages.get(("0", "")) is None
    assert pages.get(("99", "")) is not None
    assert pages._bytes <= KEPT_BYTES
    pages.keep(("long", ""), Kept("200 OK", [], b"x" * 300_000))
    assert pages.get(("long", "")) is None


def test_another_question_another_language_or_another_choice_is_another_page(
    client: FlaskClient,
) -> None:
    etag = asked(client, "/suche?q=halle").headers["ETag"]
    assert remade(client, "/suche?q=bonn", etag)
    assert remade(client, "/suche?q=halle&seite=2", etag)
    assert not remade(client, "/suche?q=halle", etag)
    client.set_cookie("worttrenner", "punkt", domain="sport.example")
    assert remade(client, "/suche?q=halle", etag)


def test_the_next_day_makes_every_page_anew(own_site: Flask, client: FlaskClient) -> None:
    before = parts_of(own_site)
    etag = asked(client, "/").headers["ETag"]
    own_site.extensions[EXTENSION] = replace(before, today=lambda: date(2026, 11, 25))
    try:
        assert remade(client, "/", etag)
    finally:
        own_site.extensions[EXTENSION] = before


def test_a_published_change_makes_pages_anew_at_once(own_site: Flask, client: FlaskClient) -> None:
    store = parts_of(own_site).store
    listing = next(iter(store.listings()))
    assert listing.offer is not None
    address = f"/angebot/{listing.offer.slug}"
    etag = asked(client, address).headers["ETag"]
    changed = replace(listing, offer=replace(listing.offer, name="Ganz neuer Name"))
    store.publish(changed)
    answer = asked(client, address, etag)
    assert answer.status_code == 200
    assert "Ganz neuer Name" in answer.get_data(as_text=True)


def test_a_page_is_made_from_the_state_that_its_name_stands_for(
    own_site: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, begun = parts_of(own_site), []
    within = parts.finder.one_moment
    monkeypatch.setattr(
        type(parts.finder),
        "one_moment",
        lambda _finder, moment=None: begun.append(moment) or within(moment),
    )
    assert asked(client, "/suche?q=judo+in+halle").status_code == 200
    assert [moment.state for moment in begun] == [parts.finder.state()]


def test_without_a_sound_index_nothing_is_taken_for_unchanged(
    own_site: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    etag = asked(client, "/suche?q=halle").headers["ETag"]

    def broken(*_: object) -> Any:
        raise IndexUnusable("broken for a test")

    finder: Any = parts_of(own_site).finder
    monkeypatch.setattr(finder._index, "searcher", broken)
    rough = asked(client, "/suche?q=halle", etag)
    assert rough.status_code == 200
    monkeypatch.undo()
    # The rough page must not be kept once the index is back.
    assert remade(client, "/suche?q=halle", rough.headers["ETag"])


def test_forms_and_errors_never_answer_by_the_state(client: FlaskClient) -> None:
    assert "ETag" not in asked(client, "/gibt-es-nicht").headers


def test_long_pages_are_pressed_for_those_who_take_them(client: FlaskClient) -> None:
    plain = asked(client, "/sport")
    pressed = client.get("/sport", base_url=PUBLIC_URL, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert pressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(pressed.data) == plain.data
    assert len(pressed.data) < len(plain.data) / 3
    assert pressed.headers["Vary"] == plain.headers["Vary"]
    assert "Accept-Encoding" in pressed.headers["Vary"]
    assert int(pressed.headers["Content-Length"]) == len(pressed.data)
    refused = {"Accept-Encoding": "identity"}
    assert (
        "Content-Encoding" not in client.get("/sport", base_url=PUBLIC_URL, headers=refused).headers
    )

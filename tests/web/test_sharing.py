"""An offer can be handed on: by its address, by a number, by a picture for the camera, by mail."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from directory.web.finder.short_code import ids_of, short_code
from directory.web.parts import EXTENSION
from tests.visiting import Visitor
from tests.web.listings import bare_listing, full_listing

ID = "9b2f41c7-1c1d-4f0e-8a51-3f2b8a6f7e10"
CODE = short_code(ID)


@pytest.fixture(scope="module", autouse=True)
def shared_offer(site: Flask) -> None:
    """An offer whose id is random, as ids are; the others of these tests look alike."""
    full, club = full_listing(), full_listing().club
    assert full.offer
    offer = replace(full.offer, id=ID, slug="tanzen-teilen", former_ids=(), name_easy="Tanz & Spaß")
    store = site.extensions[EXTENSION].store
    store.publish_many([replace(full, offer=offer, club=club)], replaces=True)


@given(st.uuids())
def test_a_number_leads_back_to_its_id(id: UUID) -> None:
    code = short_code(str(id))
    assert re.fullmatch(r"\d{3}-\d{3}-\d{3}", code)
    ids = ids_of(code)
    assert ids and ids.first <= str(id) < ids.end


@given(st.uuids(), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_figure_is_noticed(id: UUID, place: int, more: int) -> None:
    digits = list(short_code(str(id)).replace("-", ""))
    digits[place] = str((int(digits[place]) + more) % 10)
    assert ids_of("".join(digits)) is None


@pytest.mark.parametrize(
    "typed", [CODE.replace("-", ""), CODE.replace("-", " "), CODE.replace("-", "."), f" {CODE} "]
)
def test_a_number_is_understood_however_it_is_spaced(typed: str) -> None:
    assert ids_of(typed) == ids_of(CODE)


@pytest.mark.parametrize("typed", ["", "1", "abc-def-ghi", "٣" * 9, "0" * 10_000, "-", "\0", "😀"])
def test_what_is_no_number_finds_nothing(typed: str) -> None:
    assert ids_of(typed) is None


def test_the_highest_and_the_lowest_id_have_a_number() -> None:
    for id in ("00000000-0000-4000-8000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff"):
        ids = ids_of(short_code(id))
        assert ids and ids.first <= id < ids.end


def test_two_offers_rarely_share_a_number() -> None:
    """Of 20,000 offers about 2 pairs do; then the page asks which one is meant."""
    codes = [short_code(str(uuid4())) for _ in range(20_000)]
    assert len(codes) - len(set(codes)) < 12


@pytest.mark.parametrize("spaced", [CODE, CODE.replace("-", ""), CODE.replace("-", "%20")])
def test_the_number_leads_to_the_offer(visitor: Visitor, spaced: str) -> None:
    answer = visitor.client.get(f"/a/{spaced}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/angebot/tanzen-teilen")


def test_the_number_stays_when_the_offer_is_renamed_or_joined(
    site: Flask, visitor: Visitor
) -> None:
    former = "5d0c2b1a-7f3e-4c55-9a31-0c6b1d2e3f40"
    store = site.extensions[EXTENSION].store
    listing = store.listing(ID)
    renamed = replace(listing.offer, slug="tanzen-heute", former_ids=(former,))
    store.publish_many([replace(listing, offer=renamed)], replaces=True)
    for code in (CODE, short_code(former)):
        assert visitor.client.get(f"/a/{code}").headers["Location"] == "/angebot/tanzen-heute"
    for page in ("", "/teilen", "/qr.svg", "/kalender.ics"):
        answer = visitor.client.get(f"/angebot/tanzen-teilen{page}")
        assert (answer.status_code, answer.headers["Location"]) == (
            301,
            f"/angebot/tanzen-heute{page}",
        )
    store.publish_many([listing], replaces=True)


@pytest.mark.parametrize("typed", ["123-456-788", "1", "halle", "%00", "%F0%9F%98%80", "9" * 5000])
def test_a_wrong_number_gets_a_kind_page_with_a_way_on(visitor: Visitor, typed: str) -> None:
    page = visitor.open(f"/a/{typed}", 404)
    assert page.heading == "Diese Nummer kennen wir nicht"
    assert page.all("//main//a[@href='/suche']")
    assert "9" * 21 not in page.text


def test_two_offers_with_one_number_are_both_offered(visitor: Visitor) -> None:
    full, bare = full_listing().offer, bare_listing().offer
    assert full and bare and short_code(full.id) == short_code(bare.id)
    page = visitor.open(f"/a/{short_code(full.id)}")
    hrefs = page.all("//main//a/@href")
    assert "/angebot/schwimmen-voll" in hrefs and "/angebot/leer" in hrefs


def test_the_page_shows_all_ways_to_hand_the_offer_on(visitor: Visitor) -> None:
    page = visitor.open("/angebot/tanzen-teilen/teilen")
    assert "https://sport.example/angebot/tanzen-teilen" in page.text
    assert f"sport.example/a/{CODE}" in page.text
    picture = page.all("//img[contains(@src, 'qr.svg')]")[0]
    assert picture.get("alt") == "QR-Code für die Seite: Tanz & Spaß"
    for name in ("data-share", "data-copy"):
        assert all(button.get("hidden") is not None for button in page.all(f"//*[@{name}]"))


def test_the_mail_is_written_already(visitor: Visitor) -> None:
    page = visitor.open("/angebot/tanzen-teilen/teilen")
    href = str(page.all("//a[starts-with(@href, 'mailto:')]/@href")[-1])
    href = next(str(h) for h in page.all("//main//a/@href") if str(h).startswith("mailto:?"))
    parts = parse_qs(urlsplit(href).query)
    assert parts["subject"] == ["Tanz & Spaß"]
    assert parts["body"][0].endswith("\r\nhttps://sport.example/angebot/tanzen-teilen")
    assert "+" not in href and "\n" not in unquote(href).replace("\r\n", "")


def test_the_code_is_drawn_for_the_public_address_and_never_for_the_host_that_was_called(
    visitor: Visitor,
) -> None:
    import segno

    called = visitor.client.get("/angebot/tanzen-teilen/qr.svg", base_url="http://127.0.0.1")
    assert called.mimetype == "image/svg+xml"
    here, there = (
        _drawn(segno.make(f"{host}/a/{CODE}", error="m", mask=2))
        for host in ("https://sport.example", "http://127.0.0.1")
    )
    assert called.data == here != there


def _drawn(code: object) -> bytes:
    from io import BytesIO

    out = BytesIO()
    code.save(out, kind="svg", border=4, scale=10, dark="#000", light="#fff")  # type: ignore[attr-defined]
    return out.getvalue()


def test_in_another_language_the_addresses_keep_it(visitor: Visitor) -> None:
    page = visitor.open("/de/angebot/tanzen-teilen/teilen")
    assert "https://sport.example/de/angebot/tanzen-teilen" in page.text
    answer = visitor.client.get(f"/de/a/{CODE}")
    assert answer.headers["Location"] == "/de/angebot/tanzen-teilen"


@pytest.mark.parametrize("page", ["teilen", "qr.svg", "kalender.ics"])
def test_an_offer_that_does_not_exist_cannot_be_shared(visitor: Visitor, page: str) -> None:
    visitor.open(f"/angebot/gibt-es-nicht/{page}", 404)

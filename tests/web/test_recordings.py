"""A recording of a text: offered where it exists, in the language of the page, and in pieces."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from directory.content.recordings import Recordings
from directory.web.parts import EXTENSION, Parts
from tests.content.test_recordings import laid_down, mp3, opus, recordings
from tests.page_checks import Page, text_of
from tests.visiting import PUBLIC_URL, Visitor
from tests.web.listings import full_listing

OFFER = "/angebot/schwimmen-voll"
SOUNDS = {
    "pages/hilfe/easy.mp3": mp3(95),
    "pages/kontakt/en.opus": opus(20),
    "pages/impressum/easy.mp3": b"nobody knows how long",
    # So the state is another one than in other tests, whose pages the site keeps.
    "recordings/of-another-offer.easy.mp3": mp3(1),
}


@pytest.fixture
def folder(site: Flask, tmp_path: Path) -> Iterator[Path]:
    """Where recordings lie while the test runs."""
    before: Parts = site.extensions[EXTENSION]
    for name, body in SOUNDS.items():
        laid_down(tmp_path, name, body)
    site.extensions[EXTENSION] = replace(before, recordings=recordings(tmp_path))
    yield tmp_path
    site.extensions[EXTENSION] = before


def offer_id() -> str:
    offer = full_listing().offer
    assert offer
    return offer.id


def shown(page: Page) -> tuple[str, str]:
    """Address and words of the link."""
    (link,) = page.all("//main//a[@download]")
    (player,) = page.all("//main//audio")
    assert player.get("src") == link.get("href")
    return link.get("href", ""), text_of(link)


def test_without_a_recording_nothing_is_shown(visitor: Visitor, folder: Path) -> None:
    for address in ("/netzwerk", "/en/hilfe", OFFER):
        page = visitor.open(address)
        assert not page.all("//audio | //*[@download]")
        assert "liest diesen Text" not in page.text
    visitor.open("/vorgelesen/netzwerk.mp3", status=404)
    visitor.open("/angebot/schwimmen-voll/vorgelesen.mp3", status=404)


def test_a_page_offers_its_recording_near_the_heading(visitor: Visitor, folder: Path) -> None:
    page = visitor.open("/hilfe")
    assert shown(page) == (
        "/vorgelesen/hilfe.mp3",
        "Aufnahme speichern, MP3, 2 Megabyte, 2 Minuten",
    )
    (player,) = page.all("//main//h1/following::audio[following::h2]")
    assert player.get("preload") == "none"
    assert player.get("controls") is not None
    assert player.get("autoplay") is None
    (words,) = page.all(f"//*[@id='{player.get('aria-labelledby')}']")
    assert text_of(words) == "Eine Person liest diesen Text vor."


def test_an_unknown_length_is_not_said(visitor: Visitor, folder: Path) -> None:
    assert shown(visitor.open("/impressum"))[1] == "Aufnahme speichern, MP3, 1 Kilobyte"


def test_the_recording_is_of_the_language_of_the_page(visitor: Visitor, folder: Path) -> None:
    laid_down(folder, f"recordings/{offer_id()}.de.mp3", mp3(3))
    assert shown(visitor.open(f"/de{OFFER}"))[0] == f"/de{OFFER}/vorgelesen.mp3"
    assert not visitor.open(OFFER).all("//audio")
    assert shown(visitor.open("/en/kontakt"))[0] == "/en/vorgelesen/kontakt.opus"
    visitor.open("/vorgelesen/kontakt.opus", status=404)


def test_below_a_path_the_address_keeps_the_path(site: Flask, folder: Path) -> None:
    answer = site.test_client().get("/hilfe", base_url=f"{PUBLIC_URL}/sport")
    assert 'src="/sport/vorgelesen/hilfe.mp3"' in answer.text


@pytest.mark.parametrize(
    ("address", "kind", "body"),
    [
        ("/vorgelesen/hilfe.mp3", "audio/mpeg", SOUNDS["pages/hilfe/easy.mp3"]),
        ("/en/vorgelesen/kontakt.opus", "audio/ogg", SOUNDS["pages/kontakt/en.opus"]),
    ],
)
def test_the_sound_comes_in_pieces_and_is_kept(
    visitor: Visitor, folder: Path, address: str, kind: str, body: bytes
) -> None:
    with visitor.client.get(address) as whole:
        assert (whole.status_code, whole.mimetype, whole.data) == (200, kind, body)
        assert whole.headers["Accept-Ranges"] == "bytes"
        assert "max-age=3600" in whole.headers["Cache-Control"]
        tag = whole.headers["ETag"]
    with visitor.client.get(address, headers={"Range": "bytes=10-29"}) as piece:
        assert (piece.status_code, piece.data) == (206, body[10:30])
    with visitor.client.get(address, headers={"If-None-Match": tag}) as known:
        assert known.status_code == 304
    with visitor.client.get(address, headers={"Range": f"bytes={len(body)}-"}) as nothing:
        assert nothing.status_code == 416


@pytest.mark.parametrize(
    "address",
    [
        "/vorgelesen/hilfe.md",
        "/vorgelesen/hilfe.ogg",
        "/vorgelesen/gibt-es-nicht.mp3",
        "/vorgelesen/..%2Fhilfe.mp3",
        "/vorgelesen/dokumente%2Fmein-erstes-mal.mp3",
        "/angebot/gibt-es-nicht/vorgelesen.mp3",
    ],
)
def test_everything_else_is_a_page_that_does_not_exist(
    visitor: Visitor, folder: Path, address: str
) -> None:
    visitor.open(address, status=404)


def test_a_recording_is_seen_as_soon_as_it_is_there(visitor: Visitor, folder: Path) -> None:
    """Also by browsers that know the page without it."""
    before = visitor.client.get(OFFER)
    known = {"If-None-Match": before.headers["ETag"]}
    assert visitor.client.get(OFFER, headers=known).status_code == 304
    laid_down(folder, f"recordings/{offer_id()}.easy.mp3", mp3(3))
    after = visitor.client.get(OFFER, headers=known)
    assert after.status_code == 200
    assert "vorgelesen.mp3" in after.text


def test_a_site_finds_recordings_in_its_own_folders(site: Flask) -> None:
    found = site.extensions[EXTENSION].recordings
    assert isinstance(found, Recordings)
    assert found.pages.name == "pages"
    assert found.offers.parts[-2:] == ("instance", "recordings")

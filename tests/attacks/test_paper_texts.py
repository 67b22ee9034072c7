"""Row 30 on paper: hostile texts are printed as the words they are, and no file does anything."""

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from flask import Flask

from directory.model import Listing
from directory.model.handed import ListEntry, OfferList
from directory.model.paper import PaperOrder
from directory.printing import print_folder
from directory.web.papers.making import write_booklet
from tests.attacks.asking import ask
from tests.attacks.building import a_site, parts_of
from tests.attacks.hostile_site import listings
from tests.attacks.live import TEXTS
from tests.papers.structure import text_of
from tests.visiting import PUBLIC_URL

# What a reader of PDF does when it meets one of these: run, open, send, fetch, play.
ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
}
BY_ITSELF = {"/JS", "/AA", "/OpenAction", "/AcroForm", "/EmbeddedFiles", "/EF", "/AF", "/XFA"}
POSTERS = [0, *(pytest.param(number, marks=pytest.mark.soak) for number in range(1, len(TEXTS)))]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return a_site(tmp_path_factory.mktemp("papers") / "instance", listings())


def paper(site: Flask, address: str) -> bytes:
    answer = ask(site.test_client(use_cookies=False), address)
    assert (answer.status_code, answer.content_type) == (200, "application/pdf"), address
    return answer.data


def test_a_list_with_every_hostile_offer_and_note(site: Flask) -> None:
    lists = parts_of(site).lists
    assert lists
    notes = [f"Zettel {text}"[:80] for text in TEXTS]
    entries = tuple(ListEntry(one.id, note) for one, note in zip(listings(), notes, strict=True))
    code = lists.hand_over(OfferList(TEXTS[0], entries)).code
    body = paper(site, f"/zettel/{code}/papier.pdf")
    assert lacking(body, (*TEXTS, *notes)) == []
    assert list(acting(body, listings())) == []


@pytest.mark.parametrize("number", POSTERS)
@pytest.mark.parametrize("kind", ["gross", "plakat"])
def test_a_large_sheet_and_a_poster(site: Flask, number: int, kind: str) -> None:
    body = paper(site, f"/angebot/angebot-{number}/papier.pdf?art={kind}")
    assert lacking(body, (TEXTS[number],)) == []
    assert list(acting(body, listings())) == []


def test_a_booklet_of_hostile_offers(site: Flask, tmp_path: Path) -> None:
    order = PaperOrder("15002000", "easy")
    assert write_booklet(site, order, PUBLIC_URL, tmp_path, lambda _done: None)
    print_folder(tmp_path, tmp_path / "booklet.pdf")
    body = (tmp_path / "booklet.pdf").read_bytes()
    assert lacking(body, TEXTS) == []
    assert list(acting(body, listings())) == []


def lacking(body: bytes, said: tuple[str, ...]) -> list[str]:
    """What cannot be read on the paper, word for word."""
    words = plain(text_of(body))
    return [one for one in said if plain(one) not in words]


def plain(text: str) -> str:
    """Without what nobody sees: where lines end, and where a word may be parted.

    Whoever reads the text out of a paper takes a hyphen at the end of a line for such a place.
    """
    seen = unicodedata.normalize("NFKC", text).replace("\ufffe", "").replace("-", "")
    return "".join(
        sign for sign in seen if not sign.isspace() and unicodedata.category(sign)[0] != "C"
    )


def acting(body: bytes, listings: tuple[Listing, ...]) -> Iterator[str]:
    """Whatever is more than words and pictures, in words."""
    ours = (f"{PUBLIC_URL}/", f"{PUBLIC_URL}#")
    websites = {address for one in listings for address in (one.club.website,) if address}
    with pikepdf.open(BytesIO(body)) as pdf:
        for one in pdf.objects:
            if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                continue
            yield from (key for key in BY_ITSELF if key in one)
            if str(one.get("/S", "")) in ACTIONS:
                yield str(one["/S"])
            if str(one.get("/Type", "")) in ("/Filespec", "/EmbeddedFile"):
                yield "a file in the file"
            where = str(one.get("/URI", ""))
            if where and where != PUBLIC_URL and not where.startswith(ours):
                is_website = where in websites and where.startswith(("http://", "https://"))
                if not is_website:
                    yield f"leads to {where}"

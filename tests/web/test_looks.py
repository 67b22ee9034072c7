"""The operator's logo and main colour, and what the style sheet promises."""

import gzip
import re
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from directory.app import create_app
from directory.config import SettingError, Settings
from directory.web.assets import FOLDER, STYLE, Assets
from directory.web.colours import DARK_SURFACES, LIGHT_SURFACES, contrast, shades
from directory.web.logo import OUR_LOGO, WrongLogo, logo_of
from directory.web.parts import SiteFacts
from directory.web.reading import COOKIE, GROUNDS
from tests.databases import new_database
from tests.visiting import Visitor, settings_in

TOKENS = (FOLDER / "css" / "tokens.css").read_text(encoding="utf-8")


def block(selector: str) -> dict[str, str]:
    """The values of one rule of the tokens."""
    found = re.search(re.escape(selector) + r"\s*\{(.*?)\n\s*\}", TOKENS, re.DOTALL)
    assert found, selector
    return dict(re.findall(r"^\s*([\w-]+): (.*?);", found[1], re.MULTILINE))


LIGHT = block(':root,\n[data-farben="hell"]')
DARK = block('[data-farben="dunkel"]')
MAIN = dict(re.findall(r"(--main[\w-]*): (#\w+);", TOKENS))


def colour(values: dict[str, str], name: str) -> str:
    found = values.get(name) or LIGHT[name]
    return MAIN[found[4:-1]] if found.startswith("var(--main") else found


def test_the_whole_style_sheet_weighs_less_than_12_kilobytes() -> None:
    sheet = Assets().text(STYLE).encode()
    pressed = len(gzip.compress(sheet, mtime=0))
    assert pressed < 12_000


def test_dark_is_the_same_whether_the_device_or_the_visitor_asks_for_it() -> None:
    """C9"""
    assert block(":root:not([data-farben])") == DARK


@pytest.mark.parametrize("values", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_7_to_1_on_every_surface(values: dict[str, str]) -> None:
    """C1"""
    for surface in ("--ground", "--card", "--mist", "--sand"):
        for text in ("--ink", "--petrol", "--petrol-dark", "--leaf", "--amber", "--brick"):
            found = contrast(colour(values, text), colour(values, surface))
            assert found >= 7, (text, surface)
    assert contrast(colour(values, "--on-petrol"), colour(values, "--petrol")) >= 7
    assert contrast(colour(values, "--on-sun"), colour(values, "--sun")) >= 7


@pytest.mark.parametrize("values", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_are_3_to_1_on_every_surface(values: dict[str, str]) -> None:
    """C2"""
    for surface in ("--ground", "--card", "--mist", "--sand"):
        assert contrast(colour(values, "--line"), colour(values, surface)) >= 3
        edge = max(
            contrast(colour(values, one), colour(values, surface))
            for one in ("--focus", "--focus-edge")
        )
        assert edge >= 3


def test_the_surfaces_are_those_of_the_tokens() -> None:
    names = ("--ground", "--card", "--mist", "--sand")
    assert tuple(LIGHT[name] for name in names) == LIGHT_SURFACES
    assert tuple(DARK[name] for name in names) == DARK_SURFACES


def test_the_bars_of_the_browser_have_the_colours_that_were_chosen(site: Flask) -> None:
    papers = dict(re.findall(r'\[data-farben="(\w+)"\] \{[^}]*?--paper: (#\w+);', TOKENS))
    grounds = {"hell": LIGHT["--ground"], "dunkel": DARK["--ground"], "schwarz": "#ffffff"} | papers
    assert {name: GROUNDS[name][0].colour for name in grounds} == grounds
    visitor = Visitor(site.test_client())
    bars = visitor.open("/").all("//meta[@name='theme-color']/@content")
    assert bars == [LIGHT["--ground"], DARK["--ground"]]
    visitor.client.set_cookie(COOKIE, "farben-gelb", domain="sport.example")
    assert visitor.open("/").all("//meta[@name='theme-color']/@content") == ["#000000"]


@pytest.mark.parametrize("chosen", ["#7a003c", "#0B3D91", "#1c5a2c", "#000000", "#3b1e6e"])
def test_shades_of_a_main_colour_can_be_read_everywhere(chosen: str) -> None:
    found = shades(chosen)
    for surface in LIGHT_SURFACES:
        assert min(contrast(found.main, surface), contrast(found.deep, surface)) >= 7
    for surface in DARK_SURFACES:
        assert min(contrast(found.pale, surface), contrast(found.palest, surface)) >= 7


def test_a_readable_colour_stays_as_it_is() -> None:
    assert shades("#3b1e6e").main == "#3b1e6e"


def site_with(folder: Path, **chosen: str) -> Flask:
    settings = replace(settings_in(folder, ""), **chosen)
    folder.mkdir(parents=True, exist_ok=True)
    return create_app(settings)


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    from datetime import UTC, datetime

    folder = tmp_path / "instance"
    folder.mkdir()
    new_database(folder, datetime(2026, 11, 24, tzinfo=UTC))
    return folder


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("red", "DIRECTORY_COLOUR: 'red' is no colour; write it like #0a4a5c."),
        ("#ff0000", "4.0 : 1 with white"),
        ("#fffaf2; } body { display: none", "is no colour"),
    ],
)
def test_a_colour_that_nobody_can_read_stops_the_start_with_a_sentence(
    instance: Path, chosen: str, said: str
) -> None:
    with pytest.raises(SettingError, match=re.escape(said)):
        site_with(instance, colour=chosen)


def test_the_sentence_names_a_colour_that_would_do(instance: Path) -> None:
    with pytest.raises(SettingError) as problem:
        site_with(instance, colour="#e2001a")
    better = re.findall(r"#[0-9a-f]{6}", str(problem.value))[-1]
    assert contrast(better, "#ffffff") >= 7
    site_with(instance, colour=better)


def test_the_colour_stands_in_the_style_sheet(instance: Path) -> None:
    client = site_with(instance, colour="#7a003c").test_client()
    page = client.get("/").text
    style = re.findall(r'href="(/assets/style[^"]+)"', page)[0]
    assert "--main: #7a003c;" in client.get(style).text


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    lines = b"".join(b"\0" + b"\0\0\0" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M0 0"/></svg>'


@pytest.mark.parametrize(("name", "body"), [("mark.svg", SVG), ("mark.PNG", png(30, 10))])
def test_the_logo_of_the_operator_is_shown_on_every_page(
    instance: Path, tmp_path: Path, name: str, body: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(body)
    visitor = Visitor(site_with(instance, logo=str(file)).test_client())
    (shown,) = visitor.open("/quellen").all("//header//a/img")
    assert (shown.get("width"), shown.get("height")) == ("168", "56")
    answer = visitor.client.get(str(shown.get("src")))
    assert answer.data == body
    assert answer.mimetype.startswith("image/")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("logo.gif", b"GIF89a"),
        ("logo.png", b"no picture"),
        ("logo.svg", b"<svg>"),
        ("logo.svg", b'<svg viewBox="0 0 a b">'),
        ("logo.svg", b'<svg viewBox="0 0 0 0">'),
        ("logo.svg", SVG + b" " * 200_000),
        ("missing.svg", None),
    ],
)
def test_a_logo_that_cannot_be_shown_stops_the_start_with_a_sentence(
    instance: Path, tmp_path: Path, name: str, body: bytes | None
) -> None:
    file = tmp_path / name
    if body is not None:
        file.write_bytes(body)
    with pytest.raises(WrongLogo):
        logo_of(str(file))
    with pytest.raises(SettingError, match=r"^DIRECTORY_LOGO: "):
        site_with(instance, logo=str(file))


def test_without_a_choice_it_is_our_logo_and_our_colour() -> None:
    assert Assets(site=SiteFacts()).logo is OUR_LOGO
    assert Assets(site=SiteFacts()).text(STYLE) == Assets().text(STYLE)


def test_settings_read_logo_and_colour() -> None:
    found = Settings.from_environment({"DIRECTORY_LOGO": "/x.svg", "DIRECTORY_COLOUR": "#7a003c"})
    assert (found.logo, found.colour) == ("/x.svg", "#7a003c")

"""Photographs pages, narrow and wide, light and dark, on screen and paper: make pictures.

``python -m tests.photographs offer wish`` takes only those whose names begin so.
"""

import logging
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser

from tests.browser.pages import BOTH_LISTINGS
from tests.browser.visits import HEIGHT, State
from tests.chromium import chromium
from tests.live_site import ROOT
from tests.messages.offers import ALL
from tests.messages.test_states import STATES
from tests.visiting import built_site, serving
from tests.web.listings import bare_listing, full_listing

FOLDER = ROOT / "pictures"
REMEMBERED = {"merkzettel": BOTH_LISTINGS}
OFFER = "/angebot/schwimmen-voll"


@dataclass(frozen=True, slots=True)
class Look:
    """How wide a picture is, and which colours the device or the visitor asks for."""

    width: int
    colours: str
    dark: bool = False
    cookies: Mapping[str, str] = field(default_factory=dict)


USUAL = tuple(
    Look(width, "dark" if dark else "light", dark)
    for width in (320, 1280)
    for dark in (False, True)
)
OTHER_COLOURS = tuple(
    Look(width, colours, cookies={"lesen": kept})
    for width in (320, 1280)
    for colours, kept in {
        "black": "farben-schwarz",
        "yellow": "farben-gelb",
        "huge": "buchstaben-sehr-gross.abstand-mehr",
        "calm": "ansicht-ruhig",
    }.items()
)
ON_PAPER = {
    "offer": State(OFFER),
    "offer-little": State("/angebot/leer"),
    "results": State("/suche?q=schwimmen+in+halle"),
    "remembered": State("/merkzettel", cookies=REMEMBERED),
    "help": State("/so-geht-das"),
}


def _states() -> dict[str, State]:
    addresses = {
        "start": "/",
        "results": "/suche?was=schwimmen&ort=Magdeburg",
        "results-corrected": "/suche?q=schwimen+in+haale",
        "results-nothing": "/suche?q=qidditsch+in+husum",
        "results-ambiguous": "/suche?was=schwimmen&ort=Neustadt",
        "results-filters": "/suche?ort=Magdeburg&brauche=stufenlos&brauche=wc&tag=di",
        "results-unknown": "/suche?q=fussball+berlin",
        "state-of-the-site": "/zustand",
        "finder-liking": "/finden",
        "finder-sport": "/finden/sport?was=Ball-Sport",
        "finder-place": "/finden/ort?sport=schwimmen",
        "finder-town": "/finden/ort?liste=15&sport=schwimmen",
        "finder-which": "/finden/ort?ort=Neustadt",
        "finder-unknown": "/finden/ort?ort=Qwertzuiop",
        "finder-way": "/finden/weite?ort=Magdeburg&sport=schwimmen",
        "finder-needs": "/finden/wichtig?ort=Magdeburg&umkreis=5&brauche=wc",
        "offer": OFFER,
        "offer-little": "/angebot/leer",
        "offer-ended": "/angebot/vorbei",
        "share": f"{OFFER}/teilen",
        "club": "/verein/verein-voll",
        "remembered-nothing": "/merkzettel",
        "sports": "/sport",
        "sport": "/sport/schwimmen",
        "places": "/orte",
        "state": "/orte/st",
        "town": "/orte/st/15002000",
        "help": "/hilfe",
        "how": "/so-geht-das",
        "law": "/datenschutz",
        "declaration": "/barrierefreiheit",
        "glossary": "/woerterbuch",
        "sources": "/quellen",
        "settings": "/einstellungen?gespeichert=farben-normal",
        "not-found": "/gibt-es-nicht",
        "start-de": "/de/",
        "offer-en": f"/en{OFFER}",
    }
    found = {name: State(address) for name, address in addresses.items()}
    found["remembered"] = State("/merkzettel", cookies=REMEMBERED)
    found |= {
        name.replace(", ", "-").replace(" ", "-"): State(address, walk=walk)
        for name, (address, walk) in STATES.items()
    }
    return found


def main(names: Sequence[str]) -> None:
    if not names:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        app = built_site(
            Path(folder) / "instance", full_listing(), bare_listing(), *ALL, public_url=""
        )
        with serving(app) as address, chromium() as browser:
            taken = sum(_taken(browser, address, names))
    sys.stdout.write(f"{taken} photographs in {FOLDER}\n")


def _taken(browser: Browser, address: str, names: Sequence[str]) -> list[int]:
    wanted = {name: state for name, state in _states().items() if _is_wanted(name, names)}
    on_paper = {
        name: state for name, state in ON_PAPER.items() if _is_wanted(f"paper-{name}", names)
    }
    taken = []
    for name, state in wanted.items():
        more = OTHER_COLOURS if name in ("start", "results", "offer", "settings") else ()
        for look in (*USUAL, *more):
            _photograph(browser, address, name, state, look)
            taken.append(1)
    taken += [_print(browser, address, name, state) for name, state in on_paper.items()]
    return taken


def _is_wanted(name: str, names: Sequence[str]) -> bool:
    return not names or name.startswith(tuple(names))


def _photograph(browser: Browser, address: str, name: str, state: State, look: Look) -> None:
    context = browser.new_context(
        viewport={"width": look.width, "height": HEIGHT},
        color_scheme="dark" if look.dark else "light",
        reduced_motion="reduce",
    )
    for cookie, value in {**look.cookies, **state.cookies}.items():
        context.add_cookies([{"name": cookie, "value": value, "url": address}])
    page = context.new_page()
    page.goto(address + state.address)
    state.walk(page)
    page.screenshot(path=FOLDER / f"{name}-{look.width}-{look.colours}.png", full_page=True)
    context.close()


def _print(browser: Browser, address: str, name: str, state: State) -> int:
    """Every sheet of a page as a picture; gives their number."""
    context = browser.new_context()
    for cookie, value in state.cookies.items():
        context.add_cookies([{"name": cookie, "value": value, "url": address}])
    page = context.new_page()
    page.goto(address + state.address)
    paper = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    for number, sheet in enumerate(paper, start=1):
        sheet.render(scale=1.5).to_pil().save(FOLDER / f"paper-{name}-{number}.png")
    count = len(paper)
    paper.close()
    context.close()
    return count


if __name__ == "__main__":
    main(sys.argv[1:])

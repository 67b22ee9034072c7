"""Photographs the main pages, narrow and wide, light and dark, into pictures/ (make pictures)."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.chromium import chromium
from tests.live_site import ROOT, running_site

WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
PAGES = {
    "start": "/",
    "search": "/suche?q=schwimen+in+haale",
    "search-nothing": "/suche?q=qidditsch+in+husum",
    "search-ambiguous": "/suche?was=schwimmen&ort=Neustadt",
    "search-filters": "/suche?ort=Magdeburg&brauche=stufenlos&brauche=wc",
    "question-liking": "/finden",
    "question-sport": "/finden/sport?was=Ball-Sport",
    "question-place": "/finden/ort?sport=schwimmen",
    "question-town": "/finden/ort?liste=15&sport=schwimmen",
    "question-which-place": "/finden/ort?ort=Neustadt",
    "question-unknown-place": "/finden/ort?ort=Qwertzuiop",
    "question-way": "/finden/weite?ort=Magdeburg&sport=schwimmen",
    "question-needs": "/finden/wichtig?ort=Magdeburg&umkreis=5&brauche=wc",
    "sports": "/sport",
    "sport": "/sport/schwimmen",
    "places": "/orte",
    "state": "/orte/ST",
    "sources": "/quellen",
    "settings": "/einstellungen?gespeichert=farben-normal",
    "not-found": "/gibt-es-nicht",
}


def main() -> None:
    folder = ROOT / "pictures"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with (
        tempfile.TemporaryDirectory() as instance,
        running_site(Path(instance)) as address,
        chromium() as browser,
    ):
        pages = PAGES | _first_of_each(browser, address)
        for name, path in pages.items():
            for width in WIDTHS:
                for scheme in SCHEMES:
                    file = folder / f"{name}-{width}-{scheme}.png"
                    _photograph(browser, address + path, file, width, scheme)
    sys.stdout.write(f"{len(pages) * len(WIDTHS) * len(SCHEMES)} photographs in {folder}\n")


def _first_of_each(browser: Browser, address: str) -> dict[str, str]:
    """The first offer and the first club of which no offer is known."""
    page = browser.new_page()
    found = {}
    for name, query, link in (
        ("offer", "/suche?q=schwimmen+in+halle", "main a[href*='/angebot/']"),
        ("club", "/suche?q=judo+in+berlin", "main a[href*='/verein/']"),
    ):
        page.goto(address + query)
        href = page.locator(link).first.get_attribute("href")
        if href:
            found[name] = href.removeprefix(address)
    page.close()
    return found


def _photograph(browser: Browser, url: str, file: Path, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.goto(url)
    page.screenshot(path=file, full_page=True)
    context.close()


if __name__ == "__main__":
    main()

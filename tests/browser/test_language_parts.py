"""Words in another language than their page say so: small words tell which language it is (A1)."""

import re
from collections.abc import Iterator

from flask import Flask

from tests.browser.pages import PAGES
from tests.page_checks import Element, Page
from tests.visiting import PUBLIC_URL

GERMAN = re.compile(
    r"der|die|das|und|ist|nicht|eine?|für|mit|sie|wir|auf|von|de[nm]|zu|im|es|auch|oder|bei|wie|was"
    r"|kann|sind|noch|hier|dann|können|haben|wird|gibt|ohne|zu[mr]|aus|nach|wenn"
)
ENGLISH = re.compile(
    r"the|and|is|not|an?|for|with|you|we|on|of|to|it|also|or|at|how|what|can|are|still|here|then"
    r"|have|will|there|without|from|after|when|this|that|your|our|be|by"
)
BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "legend", "label", "summary", "td", "button"}
ENOUGH = 4  # fewer small words may be a name


def blocks(page: Page) -> Iterator[Element]:
    for element in page.all("//body//*"):
        inner = {child.tag for child in element.iterdescendants()}
        if element.tag in BLOCKS and not inner & BLOCKS:
            yield element


def language_of(element: Element) -> str:
    for one in (element, *element.iterancestors()):
        if one.get("lang"):
            return (one.get("lang") or "").partition("-")[0]
    return ""


def own_words(element: Element) -> list[str]:
    """Without those that a mark of their own already tells apart."""
    said = [element.text or ""]
    for child in element:
        if not child.get("lang"):
            said.extend(own_words(child))
        said.append(child.tail or "")
    return re.findall(r"[a-zäöüß]+", " ".join(said).lower())


def looks_like(words: list[str]) -> str:
    """ "de", "en", or nothing when nobody can say."""
    german = sum(bool(GERMAN.fullmatch(word)) for word in words)
    english = sum(bool(ENGLISH.fullmatch(word)) for word in words)
    if max(german, english) < ENOUGH or german == english:
        return ""
    return "de" if german > english else "en"


def faults(page: Page) -> Iterator[str]:
    for block in blocks(page):
        words = own_words(block)
        found = looks_like(words)
        if found and found != language_of(block):
            yield f"{found} on a part that says {language_of(block)!r}: {' '.join(words)[:80]}"


def test_a1_a_forgotten_mark_is_noticed() -> None:
    german = "<p>Wir können das nicht und es ist auch für die Frauen.</p>"
    page = Page("/en", 200, f'<!doctype html><html lang="en"><body>{german}</body></html>')
    assert len(list(faults(page))) == 1
    marked = page.html.replace("<p>", '<p lang="de">')
    assert list(faults(Page("/en", 200, marked))) == []


def test_a1_no_block_is_in_another_language_unmarked(site: Flask) -> None:
    """A1: on every page, and on each of them in standard German and English too"""
    client = site.test_client()
    found = []
    seen = set()
    for state in PAGES.values():
        for prefix in ("", "/de", "/en"):
            if state.status == 200 and not state.address.startswith(("/de", "/en", "/galerie")):
                address = prefix + state.address
                if address not in seen:
                    seen.add(address)
                    html = client.get(address, base_url=PUBLIC_URL).text
                    found += [f"{address}: {fault}" for fault in faults(Page(address, 200, html))]
    assert found == []

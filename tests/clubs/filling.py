"""Answers of clubs, and somebody who gives them page by page."""

from typing import Any

from tests.messages.filling import Person
from tests.page_checks import Page

BEGIN = "/vereine/angebot"

# The fewest answers that make an offer, by page.
FEWEST: dict[str, dict[str, Any]] = {
    "sport": {"sport": ["schwimmen"]},
    "verein": {"verein": "SV Blau Beispielstadt"},
    "ort": {"plz": "39104"},
    "kontakt": {"telefon": "0391 123456", "zeigen": "telefon"},
    "absender": {"meine_mail": "eva@web.de"},
}


def key_of(page: Page) -> str:
    """The secret key in the address of a draft."""
    return page.address.partition("/entwurf/")[2].partition("/")[0].partition("?")[0]


def step_of(page: Page) -> str:
    """The step that a page asks for; empty on other pages."""
    found = page.all("//form[@id='antworten']//input[@name='hier']/@value")
    return str(found[0]) if found else ""


def begun(person: Person, **typed: Any) -> Page:
    """The second question."""
    return person.send(person.open(BEGIN), **(typed or FEWEST["sport"]))


def walked(person: Person, answers: dict[str, dict[str, Any]], *, until: str = "pruefen") -> Page:
    """The page ``until``, with each page before it answered, or left as it is."""
    page = person.open(BEGIN)
    for _ in range(60):
        step = step_of(page)
        if step == until:
            return page
        page = person.send(page, **answers.get(step, {}))
        assert step_of(page) != step, f"{step} does not go on: {page.texts('//main')[0][:900]}"
    raise AssertionError("the way has no end")


def drafted(person: Person, **more: Any) -> str:
    """The key of a draft with the fewest answers, and with these."""
    pairs: list[tuple[str, str]] = []
    for name, value in {
        **{n: v for page in FEWEST.values() for n, v in page.items()},
        **more,
    }.items():
        pairs += [(name, one) for one in (value if isinstance(value, list) else [value])]
    return str(person.parts.drafts.begin(pairs)[1])


def opened(person: Person, step: str, **more: Any) -> Page:
    """One page of questions of such a draft."""
    return person.open(f"/vereine/entwurf/{drafted(person, **more)}?schritt={step}")

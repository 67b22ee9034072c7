"""What the head of a page tells machines: previews of links, search engines, readers of feeds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urljoin

import msgspec
from flask import request
from markupsafe import Markup

from directory.formats import House
from directory.formats.schema_org import Node, graph, page_node, trail_node
from directory.formats.signs import one_line
from directory.web.frame import page_address
from directory.web.house import house
from directory.web.languages import switches

# Only what is for everybody: nobody looks for the desk, and secret pages are nobody's business.
FOR_EVERYBODY: Final = frozenset(
    {"finder", "help", "regions", "open_data", "health", "gaps", "questions", "embedding"}
)
_LOCALES: Final = {"easy": "de_DE", "de": "de_DE", "en": "en_GB"}
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same content for other programs."""

    kind: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a view says of its page. The first of ``things`` (schema.org) is the main one;
    ``apart`` has a context of its own and stands alone."""

    things: tuple[Node, ...] = ()
    apart: Node = field(default_factory=dict)
    checked_on: date | None = None
    changed_at: datetime | None = None
    description: str = ""
    image: str = ""
    alternates: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class MachineHead:
    """Words for ``machine_head.html``; ``properties`` are those of Open Graph."""

    description: str
    properties: tuple[tuple[str, str], ...]
    languages: tuple[Alternate, ...]
    alternates: tuple[Alternate, ...]
    structured: Markup


def machine_head(page: Any, told: Told | None) -> MachineHead | None:
    """Nothing for pages of one person, and for pages of an error."""
    address = page_address() if request.blueprint in FOR_EVERYBODY else ""
    if not address:
        return None
    told, ours = told or Told(), house()
    return MachineHead(
        description=one_line(told.description)[:_LONGEST],
        properties=tuple(_properties(page.title, address, told, ours)),
        languages=tuple(
            Alternate(one.tag, _whole(address, one.href), one.name) for one in switches()
        ),
        alternates=told.alternates,
        structured=_script(told.apart or graph(*_nodes(page, address, told, ours))),
    )


def _properties(title: str, address: str, told: Told, ours: House) -> Iterator[tuple[str, str]]:
    yield "og:type", "website"
    yield "og:site_name", ours.name
    yield "og:title", title
    yield "og:url", address
    yield "og:locale", _LOCALES.get(ours.voice.key, "de_DE")
    if told.description:
        yield "og:description", one_line(told.description)[:_LONGEST]
    if told.image:
        yield "og:image", told.image


def _nodes(page: Any, address: str, told: Told, ours: House) -> Iterator[Node]:
    yield page_node(
        address,
        page.title,
        ours,
        told.things[0] if told.things else None,
        checked_on=told.checked_on,
        changed_at=told.changed_at,
    )
    trail = [(link.words, _whole(address, link.href)) for link in getattr(page, "trail", ())]
    if trail:
        here = getattr(page, "here", page.title)
        yield trail_node([*trail, (here, address)])
    yield from told.things


def _whole(address: str, href: str) -> str:
    """As ``urljoin``, which takes both apart: nearly all of ours begin at the root."""
    if not href.startswith("/") or href.startswith("//") or "/." in href:
        return urljoin(address, href)
    scheme, separator, rest = address.partition("://")
    return f"{scheme}{separator}{rest.partition('/')[0]}{href}"


def _script(node: Node) -> Markup:
    """No text in it can end the element that it stands in."""
    text = msgspec.json.encode(node).decode()
    for sign, written in (("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e")):
        text = text.replace(sign, written)
    return Markup(text)  # noqa: S704  (made safe above)

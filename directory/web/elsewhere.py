"""Addresses for pages of others, and which page of ours an address of theirs means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from flask import current_app
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from directory.content.regions import Region
from directory.web.addresses import asked
from directory.web.languages import EASY, ROOT, Language, current, offered
from directory.web.now import this_request
from directory.web.parts import parts
from directory.web.public_address import host_url, public_asked
from directory.web.region_here import region_here

OFFER: Final = "finder.offer"
SEARCH: Final = "finder.search"
LONGEST: Final = 2_000
_USUAL_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class PageOfOurs:
    """A page that an address means; ``region`` where the address has the name of a region."""

    endpoint: str
    language: Language
    values: Mapping[str, str] = field(default_factory=dict)
    args: MultiDict[str, str] = field(default_factory=MultiDict)
    region: Region | None = None


def page_at(address: str) -> PageOfOurs | None:
    """Only offers and searches of this site; everything else is none of ours."""
    try:
        pieces = urlsplit(address if len(address) <= LONGEST else "")
        name = _host(pieces)
    except ValueError:
        return None
    regions = parts().regions
    region = regions.by_host.get(name[0]) if regions else None
    public = urlsplit(home())
    is_here = name == _host(public) or region is not None
    if not (is_here and pieces.path.startswith(f"{public.path}/")):
        return None
    language, path = _language_of(unquote(pieces.path.removeprefix(public.path)))
    endpoint, values = _endpoint_of(path)
    if pieces.scheme not in _USUAL_PORTS or endpoint not in (OFFER, SEARCH):
        return None
    return PageOfOurs(endpoint, language, values, MultiDict(parse_qsl(pieces.query)), region)


def home() -> str:
    """Scheme, host and mount of the whole site, without a language and without a last stroke."""
    public = parts().site.public_url
    mount = str(this_request().environ.get(ROOT, ""))
    return (public or host_url() + mount).rstrip("/")


def whole(href: str, language: Language) -> str:
    """An address of this request for everybody, in another language."""
    return f"{home()}{language.prefix}{href.removeprefix(this_request().script_root)}"


def oembed_address() -> str:
    """Where programs ask how the page of this request looks in pages of others; nothing for a page
    that nobody can show elsewhere."""
    here = this_request()
    if here.endpoint not in (OFFER, SEARCH):
        return ""
    itself = public_asked(here.endpoint, (), **(here.view_args or {}))
    if region_here():
        itself = host_url() + here.script_root + here.path
    query = here.query_string.decode("ascii", "replace")
    itself = f"{itself}?{query}" if query else itself
    if len(itself) > LONGEST:
        return ""
    return whole(asked("embedding.oembed", [("url", itself), ("format", "json")]), current())


def _host(pieces: SplitResult) -> tuple[str, int | None]:
    """Name and port, without the usual port. Raises ValueError for a broken port."""
    port = pieces.port
    return (pieces.hostname or "", None if port == _USUAL_PORTS.get(pieces.scheme) else port)


def _language_of(path: str) -> tuple[Language, str]:
    for language in offered():
        if language.prefix and path.startswith(f"{language.prefix}/"):
            return language, path.removeprefix(language.prefix)
    return EASY, path


def _endpoint_of(path: str) -> tuple[str, Mapping[str, str]]:
    try:
        endpoint, values = current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:  # no page, or one that only leads on
        return "", {}
    return str(endpoint), values

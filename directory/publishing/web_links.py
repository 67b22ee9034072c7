"""Finds the web addresses of public records and asks each once; the command and tests use it."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, is_dataclass
from typing import Final
from urllib.parse import urlsplit

from directory.model import Club, Listing, Offer, Venue
from directory.publishing.web_asking import Asker
from directory.submissions.link_checks import (
    LinkChecks,
    LinkState,
    RecordKind,
    Verdict,
    WebLink,
    Why,
)

_AT_ONCE: Final = 8
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"'„“()\[\]]+", re.IGNORECASE)
_AFTER = ".,;:!?"
# No text of the record for readers: where it comes from, licences of pictures, people.
_LEFT_OUT: Final = frozenset({"source", "picture", "pictures", "logo", "verification", "contacts"})
# When not one of so many answers, it is we who have no net.
_FEW: Final = 3
_OUR_NET: Final = frozenset({Why.NO_NAME, Why.SILENT, Why.SLOW})


@dataclass(frozen=True, slots=True)
class Asked:
    """How many addresses were asked, and how many of them failed; ``broken`` on several days."""

    asked: int = 0
    failed: int = 0
    broken: int = 0
    forgotten: int = 0
    has_net: bool = True


def links_of(listings: Iterable[Listing]) -> tuple[WebLink, ...]:
    """Each once; invented examples have addresses that lead nowhere."""
    found: dict[WebLink, None] = {}
    for listing in listings:
        club, offer = listing.club, listing.offer
        if not club.example:
            found.update(dict.fromkeys(_links(RecordKind.CLUB, club.id, club)))
        if offer and not offer.example:
            found.update(dict.fromkeys(_links(RecordKind.OFFER, offer.id, offer)))
            found.update(dict.fromkeys(_links(RecordKind.OFFER, offer.id, listing.venue)))
    return tuple(found)


def ask_links(links: tuple[WebLink, ...], checks: LinkChecks, asker: Asker) -> Asked:
    """Asks what is due. Nothing is noted when this machine itself has no net."""
    forgotten = checks.keep(links)
    due = checks.due(links)
    verdicts = _verdicts({link.url for link in due}, asker)
    silent = [one for one in verdicts.values() if one.why in _OUR_NET]
    if len(silent) == len(verdicts) and len(verdicts) >= _FEW:
        return Asked(len(due), len(due), forgotten=forgotten, has_net=False)
    noted = [checks.note(link, verdicts[link.url]) for link in due]
    failed = sum(1 for one in noted if one.verdict.state is not LinkState.OK)
    return Asked(len(due), failed, len(checks.broken()), forgotten)


def _verdicts(urls: Iterable[str], asker: Asker) -> dict[str, Verdict]:
    """Many hosts at the same time, but each host one after another."""
    by_host: dict[str, list[str]] = {}
    for url in sorted(urls):
        by_host.setdefault(_host(url), []).append(url)

    def ask(urls: list[str]) -> list[tuple[str, Verdict]]:
        return [(url, asker.ask(url)) for url in urls]

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return {url: one for found in pool.map(ask, by_host.values()) for url, one in found}


def _host(url: str) -> str:
    try:
        return urlsplit(url if "://" in url else f"//{url}").netloc.lower()
    except ValueError:
        return ""


def _links(kind: RecordKind, id: str, record: Club | Offer | Venue | None) -> Iterator[WebLink]:
    if isinstance(record, Club) and record.website.strip():
        yield WebLink(kind, id, record.website.strip())
    for text in _texts(record):
        for found in _ADDRESS.findall(text):
            yield WebLink(kind, id, found.rstrip(_AFTER))


def _texts(thing: object) -> Iterator[str]:
    """Every text inside a record, except the address that has a field of its own."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _texts(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name not in _LEFT_OUT and field.name != "website":
                yield from _texts(getattr(thing, field.name))

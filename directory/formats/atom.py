"""What is new and what has changed, as a feed (Atom, RFC 4287)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree

from directory.formats.brief import brief_lines
from directory.formats.house import House
from directory.formats.of_listing import sources_of
from directory.formats.signs import clean, one_line
from directory.model import Listing, Offer
from directory.model.schedule import next_dates
from directory.wording import day_words

MEDIA_TYPE: Final = "application/atom+xml"
MOST_NEWS: Final = 50
_ATOM: Final = "http://www.w3.org/2005/Atom"
# What was never changed here is as old as the directory.
_LONG_AGO: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is about. ``key`` is its own for ever, whatever its addresses become."""

    key: str
    title: str
    itself: str
    page: str


def newest_first(listings: Sequence[Listing]) -> list[Listing]:
    """The offers that changed last."""
    offers = [one for one in listings if one.offer]
    return sorted(offers, key=lambda one: (changed_at(one), one.id), reverse=True)[:MOST_NEWS]


def feed_file(feed: Feed, listings: Sequence[Listing], house: House) -> bytes:
    """Offers in the order in which they are given; clubs without one are left out."""
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed", {"xml:lang": house.voice.tag})
    _add(root, "id", f"tag:{house.host},2026:{feed.key}")
    _add(root, "title", feed.title)
    latest = max(map(changed_at, listings), default=_LONG_AGO)
    _add(root, "updated", _moment(latest))
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=feed.itself)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    _add(root, "link", rel="license", href=house.licence.url)
    _add(root, "rights", "; ".join(house.attribution(sources_of(*listings))))
    _add(_add(root, "author"), "name", house.publisher)
    for listing in listings:
        _entry(root, listing, house)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def changed_at(listing: Listing) -> datetime:
    found = (listing.offer or listing.club).changed_at
    return found or _LONG_AGO


def _entry(root: ElementTree.Element, listing: Listing, house: House) -> None:
    offer = listing.offer
    if offer is None:
        return
    entry = _add(root, "entry")
    _add(entry, "id", f"tag:{house.host},2026:offer:{offer.id}")
    _add(entry, "title", house.title(listing) or offer.id)
    _add(entry, "updated", _moment(changed_at(listing)))
    address = house.addresses.offer(offer.slug)
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    for key in offer.sports:
        _add(entry, "category", term=key, label=house.sport_name(key))
    _add(entry, "summary", "\n".join(_lines(listing, offer, house)))


def _lines(listing: Listing, offer: Offer, house: House) -> Iterator[str]:
    yield from brief_lines(listing, house)
    holiday = house.has_school_holidays(listing)
    for found in next_dates(offer.schedule, house.today, 1, is_school_holiday=holiday):
        day = day_words(found.day, house.voice)
        yield house.voice.gettext("Der nächste Termin ist am {day}.", day=day)


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    written = {key: one_line(value) for key, value in attributes.items()}
    made = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", written)
    made.text = clean(text) or None
    return made


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")

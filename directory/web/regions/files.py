"""Files of a region, its dates as a calendar, and what is new there as a feed."""

import mimetypes
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree

from flask import abort, make_response
from icalendar import Calendar, Event, Timezone
from werkzeug.wrappers import Response

from directory.catalogue.criteria import Criteria, Sort
from directory.content.regions import Region
from directory.model import Listing
from directory.web.finder.calendar import BERLIN, SUMMER_AND_WINTER
from directory.web.finder.offer_words import offer_name
from directory.web.languages import _, current
from directory.web.parts import parts
from directory.web.public_address import public_address
from directory.web.regions import blueprint
from directory.web.voice import voice
from directory.wording import place_words

ATOM: Final = "http://www.w3.org/2005/Atom"
MOST_NEWS: Final = 50
_A_DAY: Final = timedelta(days=1)


@blueprint.get("/region/<key>/datei/<name>")
def file(key: str, name: str) -> Response:
    """Only what the file of the region names."""
    path = _region(key).files.get(name) or abort(404)
    answer = make_response(path.read_bytes())
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'inline; filename="{path.name}"'
    return answer


@blueprint.get("/region/<key>/termine.ics")
def calendar(key: str) -> Response:
    """What takes place from today on."""
    region = _region(key)
    today = parts().today()
    made = Calendar()
    made.add("prodid", f"-//{parts().site.name}//{current().tag.upper()}")
    made.add("version", "2.0")
    made.add("x-wr-calname", region.name)
    made.add_component(Timezone.from_ical(SUMMER_AND_WINTER))
    host = _host()
    for one in region.events:
        if one.day >= today:
            event = Event()
            event.add("uid", f"{one.key}@{host}")
            event.add("dtstamp", parts().now().astimezone(UTC))
            event.add("summary", one.title)
            _when(event, one.day, one.start, one.end)
            if one.place:
                event.add("location", one.place)
            event.add("url", one.url or public_address("regions.region", key=key))
            made.add_component(event)
    answer = make_response(made.to_ical())
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{key}.ics"'
    return answer


@blueprint.get("/region/<key>/neu.atom")
def feed(key: str) -> Response:
    """Offers that are new or changed, the newest first."""
    region = _region(key)
    here, itself = (public_address(name, key=key) for name in ("regions.region", "regions.feed"))
    news = sorted(_news(region), key=_changed, reverse=True)[:MOST_NEWS]
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(root, "id", f"tag:{_host()},2026:region:{key}")
    _add(root, "title", _("Neue Angebote: {region}", region=place_words(region.name, voice())))
    _add(root, "updated", _moment(_changed(news[0]) if news else datetime(2026, 1, 1, tzinfo=UTC)))
    _add(root, "link", rel="self", type="application/atom+xml", href=itself)
    _add(root, "link", rel="alternate", type="text/html", href=here)
    author = _add(root, "author")
    _add(author, "name", parts().site.operator or parts().site.name)
    for listing in news:
        if listing.offer is None:
            continue
        entry = _add(root, "entry")
        _add(entry, "id", f"tag:{_host()},2026:offer:{listing.offer.id}")
        _add(entry, "title", offer_name(listing.offer))
        _add(entry, "updated", _moment(_changed(listing)))
        address = public_address("finder.offer", slug=listing.offer.slug)
        _add(entry, "link", rel="alternate", type="text/html", href=address)
        _add(entry, "summary", _summary(listing))
    answer = make_response(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
    answer.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    return answer


def _region(key: str) -> Region:
    known = parts().regions
    return (known.by_key.get(key) if known else None) or abort(404)


def _news(region: Region) -> list[Listing]:
    ids: dict[str, None] = {}
    for key in region.ags:
        wanted = Criteria(ags=key, sort=Sort.FRESHNESS, page_size=4 * MOST_NEWS)
        ids.update(dict.fromkeys(hit.id for hit in parts().finder.find(wanted).hits))
    return [one for one in parts().store.listings_by_id(tuple(ids)) if one.offer]


def _changed(listing: Listing) -> datetime:
    offer = listing.offer
    found = offer.changed_at if offer else None
    return found or datetime(2026, 1, 1, tzinfo=UTC)


def _summary(listing: Listing) -> str:
    town = listing.venue.address.town if listing.venue else ""
    lines = [listing.club.name, town]
    if listing.offer and listing.offer.example:
        lines.append(_("Das ist ein Beispiel."))
    return ", ".join(filter(None, lines))


def _when(event: Event, day: date, start: time | None, end: time | None) -> None:
    if start is None:
        event.add("dtstart", day)
        event.add("dtend", day + _A_DAY)
        return
    event.add("dtstart", datetime.combine(day, start, BERLIN))
    if end:
        event.add("dtend", datetime.combine(day, end, BERLIN))


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    # Letters that XML cannot hold have no place in a feed.
    made.text = "".join(sign for sign in text if sign.isprintable()) or None
    return made


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _host() -> str:
    return urlsplit(public_address("finder.start")).hostname or "localhost"

"""Files of a region, its dates as a calendar, and what is new there as a feed."""

import mimetypes
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from flask import abort, make_response
from icalendar import Event
from werkzeug.wrappers import Response

from directory.catalogue.query import OfferQuery
from directory.content.regions import Region
from directory.formats.atom import MEDIA_TYPE, Feed, feed_file, newest_first
from directory.formats.calendars import BERLIN, begun
from directory.web.house import house
from directory.web.languages import _
from directory.web.open_data.chosen import LOOKED_AT, Chosen
from directory.web.public_address import public_address
from directory.web.regions import blueprint
from directory.web.scope import region_called
from directory.web.voice import voice
from directory.wording import place_words

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
    region, ours = _region(key), house()
    made = begun(ours, region.name)
    for one in region.events:
        if one.day >= ours.today:
            event = Event()
            event.add("uid", f"{one.key}@{ours.host}")
            event.add("dtstamp", ours.now.astimezone(UTC))
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
    about = Feed(
        key=f"region:{key}",
        title=_("Neue Angebote: {region}", region=place_words(region.name, voice())),
        itself=public_address("regions.feed", key=key),
        page=public_address("regions.region", key=key),
    )
    answer = make_response(
        feed_file(about, newest_first(Chosen(OfferQuery(), region).freshest(LOOKED_AT)), house())
    )
    answer.headers["Content-Type"] = f"{MEDIA_TYPE}; charset=utf-8"
    return answer


def _region(key: str) -> Region:
    return region_called(key) or abort(404)


def _when(event: Event, day: date, start: time | None, end: time | None) -> None:
    if start is None:
        event.add("dtstart", day)
        event.add("dtend", day + _A_DAY)
        return
    event.add("dtstart", datetime.combine(day, start, BERLIN))
    if end:
        event.add("dtend", datetime.combine(day, end, BERLIN))

"""Offers as files, with the filters of the search page."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from tempfile import TemporaryFile
from threading import Lock
from typing import Final

import msgspec
from flask import Response, abort, request
from werkzeug.wsgi import wrap_file

from directory.formats.api import whole_offer
from directory.formats.atom import MEDIA_TYPE, Feed, feed_file, newest_first
from directory.formats.calendars import begun, calendar_file
from directory.formats.tables import CLUBS, CSV, CSVW, OFFERS, Table, csv_chunks, csvw_metadata
from directory.formats.workbook import XLSX, write_workbook
from directory.model import Listing
from directory.web.finder.short_code import ids_of
from directory.web.house import house
from directory.web.languages import _
from directory.web.open_data import blueprint
from directory.web.open_data.chosen import LOOKED_AT, Chosen
from directory.web.open_data.streaming import file_answer, json, named, streamed
from directory.web.parts import parts
from directory.web.public_address import public_address, public_asked
from directory.web.unchanged import STREAMED

CALENDAR: Final = "text/calendar; charset=utf-8"
# A telephone takes no more, and nobody goes to more.
MOST_IN_CALENDAR: Final = 300
# More rows take minutes and no person reads them; a table for programs has no end.
MOST_IN_WORKBOOK: Final = 20_000
# All offers take a processor for half a minute: one after the other leaves the rest to pages.
_one_at_a_time = Lock()
_WAIT_SECONDS: Final = 10.0


@blueprint.get("/daten/angebote.ics")
def calendar() -> Response:
    """Dates for a calendar; without any it is an empty one, because it may be asked every day."""
    chosen = Chosen.of_request()
    return _calendar(chosen.listings(MOST_IN_CALENDAR), title_of(chosen), "angebote.ics")


@blueprint.get("/merkzettel/termine.ics")
def calendar_of_list() -> Response:
    """The dates of the offers that the address names, as on the list that is handed on."""
    codes = request.args.getlist("angebot")[:100]
    listings = [one for code in codes for one in _with_code(code)]
    if not listings:
        abort(404)
    return _calendar(listings, _("Mein Merkzettel"), "merkzettel.ics")


def _calendar(listings: Iterable[Listing], title: str, name: str) -> Response:
    ours = house()
    file = calendar_file(listings, ours, title) or bytes(begun(ours, title).to_ical())
    return file_answer(file, CALENDAR, name)


def _with_code(code: str) -> tuple[Listing, ...]:
    ids = ids_of(code)
    return parts().store.offers_between(ids.first, ids.end) if ids else ()


@blueprint.get("/daten/angebote.atom")
def feed() -> Response:
    """What is new or changed, the newest first."""
    chosen = Chosen.of_request()
    pairs = chosen.pairs
    about = Feed(
        key="angebote:" + "&".join(f"{name}={value}" for name, value in pairs),
        title=_("Neu: {what}", what=title_of(chosen)),
        itself=public_asked("open_data.feed", pairs),
        page=_page_of(chosen),
    )
    news = newest_first(chosen.freshest(LOOKED_AT))
    return file_answer(feed_file(about, news, house()), f"{MEDIA_TYPE}; charset=utf-8")


@blueprint.get("/daten/angebote.csv")
def table() -> Response:
    """A table for programs; with ``fuer=excel`` for people whose Excel opens it."""
    chosen = Chosen.of_request()
    return _table(OFFERS, chosen.listings(), "angebote", "open_data.table_described")


@blueprint.get("/daten/vereine.csv")
def clubs() -> Response:
    """Clubs of which no inclusive offer is known."""
    found = (one for one in parts().store.listings() if one.offer is None)
    return _table(CLUBS, found, "vereine", "open_data.clubs_described")


@blueprint.get("/daten/angebote.csv-metadata.json")
def table_described() -> Response:
    """What each column means (CSV on the Web)."""
    return _described(OFFERS, "open_data.table")


@blueprint.get("/daten/vereine.csv-metadata.json")
def clubs_described() -> Response:
    """What each column means (CSV on the Web)."""
    return _described(CLUBS, "open_data.clubs")


@blueprint.get("/daten/angebote.xlsx")
def workbook() -> Response:
    """For Excel; it lies in a temporary file while it is made."""
    chosen, file = Chosen.of_request(), TemporaryFile()  # noqa: SIM115  (closed with the answer)
    if not _one_at_a_time.acquire(timeout=_WAIT_SECONDS):
        abort(429)
    try:
        write_workbook(OFFERS, chosen.listings(MOST_IN_WORKBOOK), house(), file)
    finally:
        _one_at_a_time.release()
    file.seek(0)
    answer = Response(wrap_file(request.environ, file), content_type=XLSX)
    request.environ[STREAMED] = True
    return named(answer, "angebote.xlsx")


def _table(table: Table, listings: Iterator[Listing], name: str, described: str) -> Response:
    for_excel = request.args.get("fuer") == "excel"
    chunks = csv_chunks(table, listings, house(), for_excel=for_excel)
    answer = streamed(chunks, f"{CSV}; charset=utf-8; header=present", f"{name}.csv")
    link = f'<{public_address(described)}>; rel="describedby"; type="{CSVW}"'
    answer.headers.add("Link", link)
    return answer


def _described(table: Table, endpoint: str) -> Response:
    return file_answer(json(csvw_metadata(table, public_address(endpoint), house())), CSVW)


@blueprint.get("/daten/angebote.jsonl")
def lines() -> Response:
    """Everything that is known of each offer, one JSON object a line."""
    chosen, ours = Chosen.of_request(), house()
    written = (msgspec.json.encode(whole_offer(one, ours)) + b"\n" for one in chosen.listings())
    return streamed(_joined(written), "application/jsonl; charset=utf-8", "angebote.jsonl")


def title_of(chosen: Chosen) -> str:
    """What the file is called by programs that show it."""
    if chosen.region:
        return _("Angebote: {region}", region=chosen.region.name)
    named = ", ".join(value for _name, value in chosen.query.to_args())
    return _("Angebote: {what}", what=named) if named else _("Alle Angebote")


def _page_of(chosen: Chosen) -> str:
    if chosen.region:
        return public_address("regions.region", key=chosen.region.key)
    return public_asked("finder.search", chosen.pairs)


def _joined(chunks: Iterator[bytes], many: int = 50) -> Iterator[bytes]:
    """A few lines at once: a web server takes time for each piece."""
    for first in chunks:
        yield b"".join(chain((first,), islice(chunks, many - 1)))

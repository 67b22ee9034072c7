"""Files that follow the standards of others: maps, access of places, the catalogue for portals."""

from collections.abc import Iterator
from typing import Final

from flask import Response

from directory.formats import a11yjson
from directory.formats.atom import MEDIA_TYPE as ATOM
from directory.formats.dcat import TURTLE, About, Distribution, Service, catalogue
from directory.formats.geojson import GEOJSON, geojson_chunks
from directory.formats.tables import CSV
from directory.formats.workbook import XLSX
from directory.web.found_today import is_found_today
from directory.web.house import house
from directory.web.open_data import blueprint
from directory.web.open_data.chosen import Chosen
from directory.web.open_data.streaming import file_answer, streamed
from directory.web.parts import parts
from directory.web.public_address import public_address

_VENUES_AT_ONCE: Final = 200


@blueprint.get("/daten/angebote.geojson")
def map_file() -> Response:
    """Offers for maps."""
    chunks = geojson_chunks(Chosen.of_request().listings(), house())
    return streamed(chunks, GEOJSON, "angebote.geojson")


@blueprint.get("/daten/orte.a11y.json")
def access() -> Response:
    """Places with what somebody finds at the door and inside (A11yJSON)."""
    return streamed(a11yjson.places(_places(), house()), GEOJSON, "orte.a11y.json")


def _places() -> Iterator[a11yjson.Place]:
    store, after = parts().store, ""
    while venues := store.venues_after(after, _VENUES_AT_ONCE):
        after = venues[-1].id
        for venue in venues:
            here = filter(is_found_today, store.offers_at_venue(venue.id))
            yield venue, [one.offer for one in here if one.offer]


@blueprint.get("/daten/katalog.ttl")
def catalogue_file() -> Response:
    """What there is, for data portals (DCAT-AP.de)."""
    ours = house()
    service = Service(
        public_address("feeds.start"),
        public_address("feeds.description"),
        "Schnittstelle für Programme",
    )
    contributor = parts().site.contributor
    text = catalogue(ours, tuple(_distributions()), service, contributor)
    return file_answer(text.encode(), f"{TURTLE}; charset=utf-8")


def _distributions() -> Iterator[Distribution]:
    for endpoint, kind, eu_format, title, about, standard in (
        ("table", CSV, "CSV", "Angebote als Tabelle", About.OFFERS, "csvw"),
        ("workbook", XLSX, "XLSX", "Angebote für Excel", About.OFFERS, ""),
        ("map_file", GEOJSON, "GEOJSON", "Angebote für Karten", About.OFFERS, "geojson"),
        ("lines", "application/jsonl", "JSON", "Angebote als JSON Lines", About.OFFERS, ""),
        ("calendar", "text/calendar", "ICS", "Termine", About.OFFERS, "ics"),
        ("feed", ATOM, "ATOM", "Neue Angebote", About.OFFERS, "atom"),
        ("clubs", CSV, "CSV", "Vereine als Tabelle", About.CLUBS, "csvw"),
        ("access", GEOJSON, "GEOJSON", "Orte als A11yJSON", About.PLACES, "geojson"),
    ):
        yield Distribution(
            public_address(f"open_data.{endpoint}"),
            kind,
            eu_format,
            title,
            conforms_to=_STANDARDS.get(standard, ""),
            about=about,
        )


_STANDARDS: Final = {
    "csvw": "https://www.w3.org/TR/tabular-data-primer/",
    "geojson": "https://www.rfc-editor.org/rfc/rfc7946",
    "ics": "https://www.rfc-editor.org/rfc/rfc5545",
    "atom": "https://www.rfc-editor.org/rfc/rfc4287",
}

"""Every fact of the model appears wherever there is a place for it: one table says where.

``every_fact.csv`` has a row for each smallest part of the model and a column for each format. A
test changes that one part and looks whether what is written changes too. So a tick box that is
shown nowhere, and a format that forgets a new field, both fail here.
"""

import csv
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from flask import Flask, current_app

from directory.formats import api, hsds, openactive, schema_org
from directory.formats.a11yjson import place_info
from directory.formats.atom import Feed, feed_file
from directory.formats.calendars import calendar_file
from directory.formats.geojson import feature
from directory.formats.tables import OFFERS, csv_chunks
from directory.model import Club, Listing, Offer
from directory.web.finder.club_page import ClubPage
from directory.web.finder.offer_page import OfferPage
from directory.web.finder.offer_words import source_name
from directory.web.languages import LANGUAGE
from directory.web.papers.answer import Drawings
from directory.web.papers.sheets import sheet_of
from directory.web.parts import parts
from directory.web.templating import render
from tests.formats.houses import TODAY, house
from tests.formats.leaves import leaves, rich_listing

TABLE = Path(__file__).with_name("every_fact.csv")
RENEW = "RENEW_FACTS"
# What nobody outside has a use for, each with its reason; endings of names.
NOT_TOLD = {
    ".version": "counts how often a record was stored",
    ".consent.given_on": "what somebody agreed to is between them and the editors",
    ".consent.ends_on": "what somebody agreed to is between them and the editors",
    ".consent.wording": "what somebody agreed to is between them and the editors",
    ".is_person": "rules what is shown and is not shown itself",
    ".people_agreed": "asked of whoever sends a photo, and no fact about sport",
}
# What programs are told and readers of pages are not.
NOT_ON_PAGES = {
    ".id": "stands in addresses for programs",
    "_id": "stands in addresses for programs",
    "_ids": "stands in addresses for programs",
    ".origin": "of a text the seal is shown, which says who read it",
    ".trust": "rules which import may change what",
    ".record_id": "the name in the list of somebody else",
    ".source.name": "of clubs and places: the page of sources names it; of offers the page does",
    ".pin_by": "the map shows the point, and the address where the point is rough",
    ".precision": "the map shows the point, and the address where the point is rough",
    ".state_code": "people know in which state their town is; lists and maps are by state",
    ".ags": "a number for programs",
    ".verification.fields": "each fact says itself when it was checked",
    "venue.example": "an invented place belongs to an invented offer, which says so",
    ".logo.file": "no page asks for a logo yet",
    ".logo.alt": "no page asks for a logo yet",
    ".logo.author": "no page asks for a logo yet",
    ".logo.licence": "no page asks for a logo yet",
    "contacts.picture.file": "no page asks for a photo of a person yet",
    "contacts.picture.alt": "no page asks for a photo of a person yet",
    "contacts.picture.author": "no page asks for a photo of a person yet",
    "contacts.picture.licence": "no page asks for a photo of a person yet",
}
ABOUT = Feed("x", "Neu", "https://sport.example/x.atom", "https://sport.example/")


def _page(listing: Listing) -> Iterator[str]:
    """The pages of the offer and of its club, in all languages, as far as they are asked for."""
    assert listing.offer
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    for key in ("easy", "de", "en"):
        with app.test_request_context("/", environ_overrides={LANGUAGE: key}):
            page = OfferPage.of(
                listing,
                sports=house().sports,
                today=TODAY,
                is_school_holiday=house().has_school_holidays(listing),
                source_name=source_name(listing.offer.source.name),
            )
            club = ClubPage.of(listing.club, listing.venue, (listing,), parts().sports, TODAY)
            pages = render("finder/offer.html", page=page), render("finder/club.html", page=club)
        yield from pages


def _sheet(listing: Listing) -> str:
    assert listing.offer
    return repr(sheet_of(listing, listing.offer, Drawings()))


def _search_engine(listing: Listing) -> str:
    assert listing.offer
    node = schema_org.offer_node(listing, house())
    things: list[tuple[Offer | Club, schema_org.Node]] = [
        (listing.offer, node),
        (listing.club, schema_org.club_node(listing.club, house(), listing.venue)),
    ]
    pages = [
        schema_org.page_node(
            one["url"],
            "Titel",
            house(),
            one,
            checked_on=thing.verification.verified_on,
            changed_at=thing.changed_at,
        )
        for thing, one in things
    ]
    return json.dumps([pages, things[0][1], things[1][1]])


def _access(listing: Listing) -> str:
    assert listing.offer
    assert listing.venue
    return json.dumps(place_info(listing.venue, house(), (listing.offer,)))


FORMATS: dict[str, Callable[[Listing], str | Iterator[str]]] = {
    "page": _page,
    "paper": _sheet,
    "api": lambda one: msgspec.json.encode(api.whole_offer(one, house())).decode(),
    "schema_org": _search_engine,
    "calendar": lambda one: calendar_file((one,), house(), "Eins").decode(),
    "atom": lambda one: feed_file(ABOUT, (one,), house()).decode(),
    "table": lambda one: b"".join(csv_chunks(OFFERS, (one,), house())).decode(),
    "geojson": lambda one: msgspec.json.encode(feature(one, house())).decode(),
    "a11yjson": _access,
    "openactive": lambda one: json.dumps(openactive.session_series(one, house())),
    "hsds": lambda one: json.dumps(
        [hsds.service(one, house()), hsds.organization(Listing(one.club, None, one.venue), house())]
    ),
}


def stored() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["part"]: row for row in csv.DictReader(file)}


def told(format_: str) -> Iterator[tuple[str, bool]]:
    """Each part, and whether it makes a difference."""
    write, listing = FORMATS[format_], rich_listing()
    before = list(_pieces(write(listing)))
    for part, changed in leaves(listing):
        found = zip(before, _pieces(write(changed)), strict=False)
        yield part, any(one != other for one, other in found)


def _pieces(written: str | Iterator[str]) -> Iterator[str]:
    yield from (written,) if isinstance(written, str) else written


@pytest.fixture
def _asked(site: Flask) -> Iterator[None]:
    with site.test_request_context("/"):
        yield


@pytest.mark.usefixtures("_asked")
@pytest.mark.parametrize("format_", FORMATS)
def test_each_part_is_told_where_the_table_says(format_: str) -> None:
    found = dict(told(format_))
    if os.environ.get(RENEW):
        _renew(format_, found)
    rows = stored()
    assert found.keys() == rows.keys(), "the model and the table name other parts"
    wrong = [part for part, is_told in found.items() if (rows[part][format_] == "yes") != is_told]
    assert wrong == []


def test_programs_are_told_everything_that_is_told() -> None:
    for part, row in stored().items():
        if not part.endswith(tuple(NOT_TOLD)):
            assert row["api"] == "yes", f"{part} is missing in the interface for programs"


def test_nothing_that_somebody_may_tick_is_shown_on_no_page() -> None:
    for part, row in stored().items():
        if not part.endswith((*NOT_TOLD, *NOT_ON_PAGES)):
            assert row["page"] == "yes", f"{part} is on no page"


def _renew(format_: str, found: dict[str, bool]) -> None:
    """Writes the column anew; read the difference before you keep it."""
    rows = stored() if TABLE.exists() else {}
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, ("part", *FORMATS), lineterminator="\n", extrasaction="ignore"
        )
        writer.writeheader()
        for part, is_told in found.items():
            row = {**dict.fromkeys(FORMATS, ""), **rows.get(part, {}), "part": part}
            writer.writerow({**row, format_: "yes" if is_told else "-"})

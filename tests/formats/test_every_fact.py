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
from flask import Flask

from directory.formats import api, schema_org
from directory.formats.atom import Feed, feed_file
from directory.formats.calendars import calendar_file
from directory.model import Listing
from directory.web.finder.offer_page import OfferPage
from directory.web.papers.answer import Drawings
from directory.web.papers.sheets import sheet_of
from directory.web.templating import render
from tests.formats.houses import TODAY, house
from tests.formats.leaves import leaves, rich_listing

TABLE = Path(__file__).with_name("every_fact.csv")
RENEW = "RENEW_FACTS"
# What nobody outside has a use for, each with its reason.
NOT_TOLD = {
    "version": "counts how often a record was stored",
    "consent.": "what somebody agreed to is between them and the editors",
    "is_person": "rules what is shown and is not shown itself",
    "is_public": "rules what is shown and is not shown itself",
    "people_agreed": "asked of whoever sends a photo, and not a fact about sport",
    "trust": "rules which import may change what",
}
ABOUT = Feed("x", "Neu", "https://sport.example/x.atom", "https://sport.example/")


def _page(listing: Listing) -> str:
    pages = []
    for voice in ("easy",):
        page = OfferPage.of(
            listing,
            sports=house(voice).sports,
            today=TODAY,
            is_school_holiday=house(voice).has_school_holidays(listing),
        )
        pages.append(render("finder/offer.html", page=page))
    return "".join(pages)


def _sheet(listing: Listing) -> str:
    assert listing.offer
    return repr(sheet_of(listing, listing.offer, Drawings()))


FORMATS: dict[str, Callable[[Listing], str]] = {
    "page": _page,
    "paper": _sheet,
    "api": lambda one: msgspec.json.encode(api.whole_offer(one, house())).decode(),
    "schema_org": lambda one: json.dumps(
        [
            schema_org.offer_node(one, house()),
            schema_org.club_node(one.club, house(), one.venue),
        ]
    ),
    "calendar": lambda one: calendar_file((one,), house(), "Eins").decode(),
    "atom": lambda one: feed_file(ABOUT, (one,), house()).decode(),
}


def stored() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["part"]: row for row in csv.DictReader(file)}


def told(format_: str) -> Iterator[tuple[str, bool]]:
    """Each part, and whether it makes a difference."""
    write, listing = FORMATS[format_], rich_listing()
    before = write(listing)
    for part, changed in leaves(listing):
        yield part, write(changed) != before


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


def test_nothing_is_shown_nowhere() -> None:
    for part, row in stored().items():
        if not any(word in part for word in NOT_TOLD):
            assert row["api"] == "yes", f"{part} is missing in the interface for programs"


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

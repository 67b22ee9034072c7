"""Tables hold what is known, every program reads them back, and nothing in them is a formula."""

import csv
import io
import json
import logging
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from directory.formats import cells, openly
from directory.formats.columns import FACT_TITLES
from directory.formats.signs import one_line
from directory.formats.tables import CLUBS, OFFERS, TABLES, Table, csv_chunks, csvw_metadata
from directory.formats.workbook import ABOUT, write_workbook
from directory.model import Consent, Contact, Known, Listing, Offer, Picture, Venue, Words, facts_of
from tests.formats.houses import TODAY, demonstration, hostile, house
from tests.web.listings import full_listing

CATALOGUES = {"demonstration": demonstration, "hostile": hostile}
each_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
each_catalogue = pytest.mark.parametrize("catalogue", CATALOGUES)
ADDRESS = "https://sport.example/daten/angebote.csv"


def written(table: Table, listings: Any, *, for_excel: bool = False) -> str:
    return b"".join(csv_chunks(table, listings, house(), for_excel=for_excel)).decode()


def read(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return list(reader)


def workbook(table: Table, listings: Any) -> Workbook:
    file = io.BytesIO()
    write_workbook(table, listings, house(), file)
    return load_workbook(file)


def taken(table: Table, catalogue: str) -> list[Listing]:
    return [one for one in CATALOGUES[catalogue]() if table.takes(one)]


def row(listing: Listing) -> dict[str, Any]:
    return dict(zip(OFFERS.names, OFFERS.values(listing, house()), strict=True))


def in_full() -> Listing:
    """With what the full listing leaves out."""
    listing = full_listing()
    assert listing.offer
    assert listing.venue
    photo = Picture("abc-w640.webp", Words("Die Halle"), "Verein Voll", "CC BY 4.0", True)
    return replace(
        listing,
        offer=replace(listing.offer, pictures=(photo,), network_id="netz-voll"),
        venue=replace(listing.venue, osm_id="node/4711"),
    )


@each_catalogue
@each_table
def test_csv_on_the_web_is_valid(
    table: Table, catalogue: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(written(table, CATALOGUES[catalogue]()), encoding="utf-8", newline="")
    described = json.dumps(csvw_metadata(table, path.name, house()))
    path.with_name("table.csv-metadata.json").write_text(described, encoding="utf-8")
    with caplog.at_level(logging.WARNING, logger="csvw"):
        found = CSVW(str(path), validate=True)
        assert found.is_valid, caplog.text
    rows = list(found.t.iterdicts())
    assert [one["id"] for one in rows] == [one.id for one in taken(table, catalogue)]


def test_values_have_their_type_for_programs(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(written(OFFERS, [in_full()]), encoding="utf-8", newline="")
    described = json.dumps(csvw_metadata(OFFERS, path.name, house()))
    path.with_name("table.csv-metadata.json").write_text(described, encoding="utf-8")
    (first,) = CSVW(str(path)).t.iterdicts()
    assert first["postcode"] == "06366"
    assert first["sports"] == ["Schwimmen", "Tanzen"]
    assert [day.isoformat()[:10] for day in first["exceptions"]] == ["2026-12-01"]
    assert first["example"] is True
    assert float(first["latitude"]) == 51.75
    assert isinstance(first["changed_at"], datetime)
    assert first["paused_until"] is None


@each_catalogue
@each_table
def test_python_reads_back_what_was_written(table: Table, catalogue: str) -> None:
    listings = taken(table, catalogue)
    rows = read(written(table, CATALOGUES[catalogue]()))
    assert list(rows[0]) == table.names
    assert len(rows) == len(listings)
    for found, listing in zip(rows, listings, strict=True):
        assert None not in found and None not in found.values()
        assert found["id"] == listing.id
        assert found["name"] == cells.guarded(one_line(listing.name))


@pytest.mark.parametrize("for_excel", [False, True])
@each_catalogue
@each_table
def test_no_cell_is_worked_out(table: Table, catalogue: str, for_excel: bool) -> None:
    text = written(table, CATALOGUES[catalogue](), for_excel=for_excel).removeprefix("\ufeff")
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=";" if for_excel else ","):
        for found in line:
            assert not found.lstrip("\u200b\ufeff\u202e ").startswith(tuple("=+-@\t\r＝＋－＠"))
            assert not set(found) & set("\r\n\t\x00\x07\x1b\x7f\x85\u2028\ufffe")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+49 345", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "\u200b=1", "\x00=1", "\xa0=1"],
)
def test_the_guard_stands_before_a_formula(text: str) -> None:
    found = cells.cell(text)
    assert found.startswith("'")
    assert cells.cell(f"a{text}").startswith("a")


@each_catalogue
@each_table
def test_a_workbook_holds_the_same_and_no_formula(table: Table, catalogue: str) -> None:
    listings = taken(table, catalogue)
    book = workbook(table, CATALOGUES[catalogue]())
    assert book.sheetnames == [table.title, ABOUT]
    for sheet in book:
        assert {cell.data_type for line in sheet for cell in line} <= {"s", "n", "d"}
    sheet = book[table.title]
    head, *rows = sheet.values
    assert list(head) == table.titles
    assert len(rows) == len(listings)
    for found, listing in zip(rows, listings, strict=True):
        assert found[0] == listing.id
        for cell, value in zip(found, table.values(listing, house()), strict=True):
            if isinstance(value, str):
                assert (cell or "") == value
    assert sheet.freeze_panes == "C2"
    assert sheet.column_dimensions["B"].width == 40


def test_the_workbook_keeps_types_and_names_the_licence() -> None:
    book = workbook(OFFERS, [in_full()])
    found = dict(zip(OFFERS.names, list(book["Angebote"].values)[1], strict=True))
    assert found["postcode"] == "06366"
    assert (found["latitude"], found["age_min"]) == (51.75, 14)
    assert found["verified_on"] == datetime.fromisoformat("2026-10-05")
    assert found["changed_at"] == datetime.fromisoformat("2026-09-08T07:06")
    assert found["example"] == "yes"
    about = {cell for line in book[ABOUT].values for cell in line}
    assert "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/" in about
    assert "Sport-Orte in Berlin: © OpenStreetMap-Mitwirkende (ODbL 1.0)" in about
    assert set(OFFERS.titles) <= about
    assert datetime.combine(TODAY, datetime.min.time()) in about


@pytest.mark.parametrize("text", ["x" * 40_000, "🏊" * 20_000, "a" + "🏊" * 20_000])
def test_a_text_too_long_for_excel_is_cut_there_alone(text: str) -> None:
    listing = full_listing()
    assert listing.offer
    listing = replace(listing, offer=replace(listing.offer, name=text))
    assert read(written(OFFERS, [listing]))[0]["name"] == text
    excel = read(written(OFFERS, [listing], for_excel=True).removeprefix("\ufeff"), ";")[0]["Name"]
    (_, line) = workbook(OFFERS, [listing])["Angebote"].values
    for found in (excel, str(line[1])):
        assert found.endswith(" …")
        assert text.startswith(found.removesuffix(" …"))
        assert 31_000 < len(found.encode("utf-16-le")) // 2 <= 32_767


def test_for_excel_in_germany() -> None:
    text = written(OFFERS, [in_full()], for_excel=True)
    assert text.startswith("\ufeffNummer;Name;")
    (found,) = read(text.removeprefix("\ufeff"), ";")
    assert list(found) == OFFERS.titles
    assert found["Breite"] == "51,75"
    assert not written(OFFERS, [in_full()]).startswith("\ufeff")


@each_table
def test_each_column_has_a_name_and_a_title_of_its_own(table: Table) -> None:
    assert len(set(table.names)) == len(table.names)
    assert len(set(table.titles)) == len(table.titles)
    assert all(column.name.isidentifier() for column in table.columns)


def test_every_fact_has_a_column() -> None:
    paths = {
        path for thing in (Offer("", "", "", "", ""), Venue("")) for path, _ in facts_of(thing)
    }
    assert set(FACT_TITLES) == paths
    assert {path.replace(".", "_") for path in paths} <= set(OFFERS.names)


@pytest.mark.parametrize("value", Known)
def test_a_fact_is_said_as_it_is(value: Known) -> None:
    found = row(full_listing(value))
    assert {found[path.replace(".", "_")] for path in FACT_TITLES} == {value}


def test_without_a_place_all_about_it_is_unknown() -> None:
    found = row(hostile()[0])
    assert found["access_toilet"] == found["pickup"] == "unknown"
    assert found["postcode"] == found["place_id"] == ""
    assert found["latitude"] is None


# What a flat table does not say, or says in words: keys of steps and of ways to get there.
_LEFT_OUT = {"consent", "checked_on", "checked_by", "version", "slug", "origin", "key", "mode"}


def leaves(thing: Any) -> Iterator[str]:
    """Every word that somebody wrote."""
    for name in getattr(type(thing), "__dataclass_fields__", {}):
        if name in _LEFT_OUT:
            continue
        value = getattr(thing, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str) and one:
                yield one
            else:
                yield from leaves(one)


def test_every_word_of_an_offer_stands_in_its_row() -> None:
    listing = openly(in_full(), TODAY)
    whole = "\n".join(map(str, row(listing).values()))
    # Phones are written as they are spoken; the rest stands in the table of clubs.
    others = {"+493451234567", "Genossenschaft", "verein-frueher", "club"}
    assert {word for word in leaves(listing) if word not in whole} <= others


def test_every_word_of_a_club_stands_in_its_row() -> None:
    listing = replace(in_full(), offer=None)
    listing = replace(listing, club=replace(listing.club, federation_ids=("BSSA 12",)))
    whole = "\n".join(map(str, CLUBS.values(listing, house())))
    assert not [word for word in leaves(listing) if word not in whole]


def test_hidden_contacts_stay_hidden() -> None:
    listing = full_listing()
    hidden = Contact("Geheim", is_person=True, is_public=True, email="geheim@privat.example")
    shown = replace(hidden, consent=Consent(date(2026, 1, 1), date(2027, 1, 1), "1"))
    for table, offer in ((OFFERS, listing.offer), (CLUBS, None)):

        def text(contact: Contact, table: Table = table, offer: Offer | None = offer) -> str:
            club = replace(listing.club, contacts=(contact,))
            return written(table, [replace(listing, club=club, offer=offer)])

        assert "eheim" not in text(hidden)
        assert "Verborgen" not in text(hidden)
        assert "geheim@privat.example" in text(shown)


def test_each_kind_of_listing_has_its_table() -> None:
    listings = (*demonstration(), *hostile())
    both = [*read(written(OFFERS, listings)), *read(written(CLUBS, listings))]
    assert {one["id"] for one in both} == {one.id for one in listings}
    assert len(both) == len(listings)


def test_a_record_says_its_own_licence() -> None:
    osm = next(one for one in demonstration() if one.offer is None)
    found = dict(zip(CLUBS.names, CLUBS.values(osm, house()), strict=True))
    assert found["licence"] == "https://opendatacommons.org/licenses/odbl/1-0/"
    assert "OpenStreetMap-Mitwirkende" in str(found["attribution"])


def test_memory_stays_flat_over_twenty_thousand_rows() -> None:
    clubs = taken(CLUBS, "demonstration")
    listings = islice(cycle(clubs), 20_000)
    written(CLUBS, clubs)  # What is read once, such as catalogues of words, is no matter of rows.
    tracemalloc.start()
    size = sum(len(chunk) for chunk in csv_chunks(CLUBS, listings, house()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 10_000_000
    assert peak < 3_000_000


def test_a_workbook_lies_in_a_file_while_it_grows(tmp_path: Path) -> None:
    offers = [one for one in demonstration() if one.offer]
    workbook(OFFERS, offers[:1])  # What is loaded once is no matter of rows.
    peaks = []
    for count in (100, 400):
        with (tmp_path / "table.xlsx").open("wb") as file:
            tracemalloc.start()
            write_workbook(OFFERS, islice(cycle(offers), count), house(), file)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] + 400_000

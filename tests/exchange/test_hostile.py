"""Names and files that were made to hurt, or by people who had other things to think of."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy.exc import OperationalError

from directory.exchange import ExchangeError
from directory.model import Listing
from directory.submissions import Store
from directory.submissions.imports import Imports
from tests.exchange.conftest import Take, a_row, sums, write_csv

ODD_NAMES = [
    "Rollis 🏀 & Freunde 👩🏽‍🦽",
    "נכים ספורט Berlin",
    'Der "blaue" SV, Abt. 2; Halle',
    "Zeile eins\nZeile zwei",
    '=HYPERLINK("https://boese.example";"Klick")',
    "<script>alert(1)</script>",
    "Robert'); DROP TABLE club;--",
    "{{ 7*7 }} {% raw %}",
    "ⅣⅤ Ｆｕｌｌｗｉｄｔｈ",
    "a" * 200,
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_stored_as_they_are(
    store: Store, take: Take, tmp_path: Path, name: str
) -> None:
    path = write_csv(tmp_path / "a.csv", [a_row(name=name)])
    assert sums(take(path, "verband")) == (1, 0, 0, 0, 0)
    club = next(store.listings()).club
    assert club.name == name.replace("\n", " ")
    assert len(club.slug) <= 200 and club.slug
    assert sums(take(path, "verband")) == (0, 0, 1, 0, 0)


def test_signs_that_nobody_sees_are_taken_out(store: Store, take: Take, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [a_row(name="SV\u202e Blau\u200b\x07")])
    take(path, "verband")
    assert next(store.listings()).club.name == "SV Blau"
    assert sums(take(path, "verband")) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"name": "x" * 10_000}, "10000 signs"),
        ({"name": " \u200b "}, "has no name"),
        ({"id": ""}, "id is empty"),
        ({"kind": "sect"}, "kind must be one of"),
        ({"sport_ids": "quidditch"}, '"quidditch" is not known'),
        ({"lat": "5148"}, "outside Germany"),
        ({"lat": "nan"}, "outside Germany"),
        ({"lat": ""}, "half of its point"),
        ({"lat": "north"}, "must be a number"),
        ({"postcode": "D-06108"}, "no German postcode"),
        ({"wheelchair": "maybe"}, "wheelchair must be one of"),
        ({"street": "y" * 10_000}, "more than 200 signs"),
    ],
)
def test_a_row_that_is_no_use_is_named_by_line_and_the_rest_is_taken_in(
    store: Store, take: Take, tmp_path: Path, cells: dict[str, str], why: str
) -> None:
    path = write_csv(tmp_path / "a.csv", [a_row(**cells), a_row(id="h2", name="SV Rot")])
    report = take(path, "verband")
    assert sums(report) == (1, 0, 0, 1, 0)
    assert report.skipped[0].startswith("line 2: ") and why in report.skipped[0]
    assert len(report.skipped[0]) < 300


@pytest.mark.parametrize(
    "website",
    ["javascript:alert(1)", "www.sv.example", "https://x", "x" * 10_000, "data:text/html"],
)
def test_only_addresses_of_the_web_become_links(
    store: Store, take: Take, tmp_path: Path, website: str
) -> None:
    report = take(write_csv(tmp_path / "a.csv", [a_row(website=website)]), "verband")
    assert next(store.listings()).club.website == ""
    assert report.notes == {"websites left out, because they are no address": 1}


def broken(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"id,name,lat,lon\nh1,SV Blau,51.48,11.97\nh2,SV Rot\n", "line 3"),
        (b'id,name\nh1,"SV Blau\n', "line 2"),
        (b"id,name\nh1," + b"x" * 200_000, "line 2"),
        (b"id,name\nh1,SV Gr\xfcn\n", "UTF-8"),
        (b"id,name,city\nh1,SV Blau,Halle\nh1,SV Rot,Halle\n", "line 3"),
    ],
)
def test_a_broken_table_is_refused_as_a_whole(
    store: Store, take: Take, tmp_path: Path, content: bytes, where: str
) -> None:
    with pytest.raises(ExchangeError, match=where) as refusal:
        take(broken(tmp_path, content), "verband")
    assert str(refusal.value).startswith("a.csv")
    assert store.count() == 0


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_tables_as_programs_write_them(
    store: Store, take: Take, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    row = a_row(name="SV Grün; 05, e.V.", lat="51,48", lon="11,97")
    with (tmp_path / "a.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([list(row), list(row.values()), [""] * 12])
    assert sums(take(tmp_path / "a.csv", "verband")) == (1, 0, 0, 0, 0)
    listing = next(store.listings())
    assert listing.club.name == "SV Grün; 05, e.V."
    assert listing.venue and listing.venue.latitude == 51.48


def test_a_workbook_with_the_same_columns(store: Store, take: Take, tmp_path: Path) -> None:
    rows = [a_row(), a_row(id="h2", name="=1+1", website="")]
    book = Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(
            [float(text) if key in ("lat", "lon") else text for key, text in row.items()]
        )
    book.active["B3"].data_type = "s"
    book.save(tmp_path / "a.xlsx")
    assert sums(take(tmp_path / "a.xlsx", "verband")) == (2, 0, 0, 0, 0)
    assert {one.club.name for one in store.listings()} == {"SV Blau 05", "=1+1"}
    again = write_csv(tmp_path / "a.csv", rows)
    assert sums(take(again, "verband")) == (0, 0, 2, 0, 0)


def test_nothing_is_stored_when_the_last_line_is_broken(
    store: Store, take: Take, tmp_path: Path
) -> None:
    rows = [a_row(id=f"h{number}", name=f"SV {number}") for number in range(500)]
    path = write_csv(tmp_path / "a.csv", rows)
    with path.open("a", encoding="utf-8") as file:
        file.write("h501,too few\n")
    with pytest.raises(ExchangeError, match=r"line 502"):
        take(path, "verband")
    assert store.count() == 0


def test_an_interrupted_import_goes_on(store: Store, take: Take, tmp_path: Path) -> None:
    rows = [a_row(id=f"h{number}", name=f"SV {number}") for number in range(500)]
    path = write_csv(tmp_path / "a.csv", rows)

    def stop(done: int) -> None:
        if done >= 400:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(path, "verband", told=stop)
    assert store.count() == 400
    assert sums(take(path, "verband")) == (100, 0, 400, 0, 0)


def test_a_database_that_cannot_be_written_is_said(
    store: Store, take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [a_row(id=f"h{number}", name=f"SV {number}") for number in range(500)]
    path = write_csv(tmp_path / "a.csv", rows)
    real = Imports.take_in

    def full(self: Imports, listings: Sequence[Listing], *more: Any, **options: Any) -> Any:
        if store.count():
            raise OperationalError("INSERT", {}, Exception("disk full"))
        return real(self, listings, *more, **options)

    monkeypatch.setattr(Imports, "take_in", full)
    with pytest.raises(ExchangeError, match=r"200 records are done"):
        take(path, "verband")
    assert store.count() == 200

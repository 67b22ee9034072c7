"""The numbers of the site: as charts with tables beside them, and as a file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete

from directory.formats.cells import guarded
from directory.submissions import Counted, Counts, Happened, Use, Used, Uses
from directory.submissions.tables import DailyCountRow, UseRow
from directory.web.desk.charts import HEIGHT, WIDTH, chart_of
from directory.web.parts import EXTENSION
from tests.messages.filling import Person
from tests.page_checks import Page
from tests.team.conftest import Crew, sign_in

TODAY = date(2026, 11, 24)
SVG = "//*[local-name()='svg'][@role='img']"


@pytest.fixture
def counts(site: Flask, person: Person) -> Iterator[Counts]:
    database = person.parts.store.database
    counts = Counts(database, person.clock)
    site.extensions[EXTENSION] = replace(person.parts, counts=counts)
    yield counts
    with database.writing() as connection:
        connection.execute(delete(DailyCountRow))
        connection.execute(delete(UseRow))


def searches(counts: Counts, day: date, number: int) -> None:
    counts.add({Counted(day, Happened.SEARCH): number})


def table(page: Page, caption: str) -> list[tuple[str, str]]:
    rows = page.all(f"//table[caption='{caption}']/tbody/tr")
    return [("".join(row[0].itertext()).strip(), (row[1].text or "").strip()) for row in rows]


def file_rows(person: Person, address: str) -> list[list[str]]:
    answer = person.client.get(address, base_url="https://sport.example")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_each_chart_has_a_name_and_its_table_beside_it(
    person: Person, crew: Crew, counts: Counts
) -> None:
    searches(counts, TODAY, 4)
    searches(counts, TODAY - timedelta(29), 9)
    searches(counts, TODAY - timedelta(30), 100)
    Uses(person.parts.store.database, person.clock).add({Use(TODAY, Used.PRINTED, "own-offer"): 2})
    sign_in(person, crew.ben)
    page = person.open("/redaktion/zahlen")
    drawings = page.all(SVG)
    assert len(drawings) == 5
    assert drawings[0].get("aria-label") == (
        "Suchen: zusammen 13. Am meisten: 26. Oktober 2026 mit 9."
    )
    assert drawings[3].get("aria-label", "").startswith("Gedruckte Angebote: zusammen 2.")
    rows = table(page, "Suchen")
    assert len(rows) == 30
    assert (rows[0], rows[-1]) == (("26. Oktober 2026", "9"), ("24. November 2026", "4"))
    assert page.all("//section[h3][.//*[local-name()='svg']][.//table]"), "beside each other"
    assert not page.all("//*[@style]")


def test_twelve_months(person: Person, crew: Crew, counts: Counts) -> None:
    searches(counts, date(2025, 12, 1), 3)
    searches(counts, date(2025, 11, 30), 100)
    searches(counts, date(2026, 11, 1), 5)
    searches(counts, TODAY, 2)
    sign_in(person, crew.ben)
    page = person.open("/redaktion/zahlen?zeitraum=monate")
    rows = table(page, "Suchen")
    assert len(rows) == 12
    assert (rows[0], rows[-1]) == (("Dezember 2025", "3"), ("November 2026", "7"))


@pytest.mark.usefixtures("counts")
@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 12, 31), "Januar 2026"),
        (date(2027, 1, 1), "Februar 2026"),
        (date(2028, 2, 29), "März 2027"),
    ],
)
def test_months_begin_where_they_should(
    person: Person, crew: Crew, site: Flask, today: date, first: str
) -> None:
    site.extensions[EXTENSION] = replace(person.parts, today=lambda: today)
    sign_in(person, crew.ben)
    rows = table(person.open("/redaktion/zahlen?zeitraum=monate"), "Suchen")
    assert (len(rows), rows[0][0]) == (12, first)


def test_filters_places_and_sports_are_told_in_words(
    person: Person, crew: Crew, counts: Counts
) -> None:
    counts.add(
        {
            Counted(TODAY, Happened.SEARCH): 10,
            Counted(TODAY, Happened.FILTER, "brauche stufenlos"): 5,
            Counted(TODAY, Happened.FILTER, "tag"): 2,
            Counted(TODAY, Happened.PLACE, "postcode"): 3,
            Counted(TODAY, Happened.SPORT, "boccia"): 4,
        }
    )
    sign_in(person, crew.ben)
    page = person.open("/redaktion/zahlen")
    filters = table(page, "Filter in den Suchen")
    assert filters[1] == ("Wochentag", "2")
    assert filters[0][0] not in ("brauche stufenlos", "")
    assert table(page, "Orte in den Suchen") == [("Postleitzahl", "3")]
    assert table(page, "Gesuchte Sportarten ohne passendes Angebot") == [("Boccia", "4")]
    bars = page.all("//table[caption='Filter in den Suchen']//*[local-name()='rect'][2]")
    assert [bar.get("width") for bar in bars] == ["50", "20"], "parts of all searches"


def test_a_word_of_few_people_stands_nowhere(person: Person, crew: Crew, counts: Counts) -> None:
    for days, word in ((5, "kegeln"), (4, "annaschmidt")):
        for number in range(days):
            counts.add({Counted(TODAY - timedelta(number), Happened.WORD, word): 50})
    sign_in(person, crew.eva)
    for span in ("", "?zeitraum=monate"):
        page = person.open(f"/redaktion/zahlen{span}")
        assert table(page, "Gesuchte Wörter ohne Ergebnis") == [("kegeln", "5")]
        assert "annaschmidt" not in page.html
        rows = file_rows(person, f"/redaktion/zahlen.csv{span}")
        assert [row[2:] for row in rows if row[1] == "nothing-word-days"] == [["kegeln", "5"]]
        assert not any("annaschmidt" in value for row in rows for value in row)


def test_the_file_says_the_same_as_the_page(person: Person, crew: Crew, counts: Counts) -> None:
    searches(counts, TODAY, 4)
    sign_in(person, crew.ben)
    rows = file_rows(person, "/redaktion/zahlen.csv")
    assert rows[0] == ["from", "what", "word", "count"]
    assert ["2026-11-24", "searches", "", "4"] in rows
    assert len([row for row in rows if row[1] == "searches"]) == 30
    months = file_rows(person, "/redaktion/zahlen.csv?zeitraum=monate")
    assert ["2026-11-01", "searches", "", "4"] in months


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_nothing_in_the_file_is_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert guarded("kegeln") == "kegeln"


def test_bars_lie_inside_the_drawing_and_nothing_has_none() -> None:
    chart = chart_of("x", "Suchen", "Tag", [("a", 0), ("b", 1), ("c", 10_000)])
    nothing, little, most = chart.bars
    assert (nothing.height, most.height, most.y) == (0, HEIGHT, 0)
    assert little.height >= 2, "one is not nothing"
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH
        assert bar.y + bar.height == HEIGHT
    assert chart_of("x", "Suchen", "Tag", [("a", 0)]).spoken == "Suchen: keine."

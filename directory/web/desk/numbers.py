"""How the directory is used, in numbers without persons: as charts, as tables, as a file."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flask import make_response, request

from directory.catalogue.query import NEEDS
from directory.formats.cells import guarded
from directory.geo import PlaceKind
from directory.model.team import Duty
from directory.submissions.counts import Day, Sums
from directory.web.addresses import url_for
from directory.web.desk import blueprint
from directory.web.desk.charts import Chart, chart_of
from directory.web.desk.frame import Answer, DeskPage, day, shown, trail
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.search_notes import NEEDS as NEED_FILTER
from directory.web.team.guard import needs
from directory.web.truth.health_page import percent
from directory.web.voice import voice
from directory.wording import need_words

SPAN: Final = "zeitraum"
MONTHS: Final = "monate"
CSV_HEAD: Final = ("from", "what", "word", "count")
MOST_ROWS: Final = 50
_DAYS = 30
_YEAR = 12

_MONTH_NAMES: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
# Key in the file, words, and where the number stands.
_MEASURES: Final[tuple[tuple[str, str, Callable[[Day], int]], ...]] = (
    ("searches", "Suchen", lambda one: one.searches),
    ("nothing", "Suchen ohne genaues Ergebnis", lambda one: one.nothing),
    ("opened", "Geöffnete Angebote", lambda one: one.opened),
    ("printed", "Gedruckte Angebote", lambda one: one.printed),
    ("asked", "Fragen an Vereine", lambda one: one.asked),
)
_FILTERS: Final = {
    "umkreis": "Umkreis",
    "sport": "Sportart",
    "tag": "Wochentag",
    "zeit": "Tageszeit",
    "alter": "Alter",
    "unklar": "Auch Angebote ohne Angabe",
    "geprueft": "Nur geprüfte Angebote",
    "land": "Bundesland",
    "ags": "Kreis oder Gemeinde",
}
_PLACES: Final = {
    PlaceKind.MUNICIPALITY: "Stadt oder Gemeinde",
    PlaceKind.PART: "Ortsteil",
    PlaceKind.POSTCODE: "Postleitzahl",
    PlaceKind.DISTRICT: "Landkreis",
    PlaceKind.STATE: "Bundesland",
    PlaceKind.POINT: "Eigener Standort",
}


@dataclass(frozen=True, slots=True)
class Share:
    """One row of a table with a bar."""

    words: str
    more: str
    percent: int
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersPage(DeskPage):
    """Words for ``desk/numbers.html``."""

    span: str
    other: Link
    charts: tuple[Chart, ...]
    filters: tuple[Share, ...]
    places: tuple[Share, ...]
    sports: tuple[Share, ...]
    words: tuple[Share, ...]
    csv_href: str


@dataclass(frozen=True, slots=True)
class Step:
    """A day or a month: what its bar says."""

    first: date
    words: str
    days: tuple[Day, ...]


@blueprint.get("/zahlen")
@needs(Duty.EDITOR)
def numbers() -> Answer:
    """The last 30 days, or the last 12 months."""
    sums, by_month = _sums(), _by_month()
    steps = _steps(sums, by_month)
    searches = sum(one.searches for one in sums.days)
    days, months = Link("Die letzten 30 Tage", url_for("desk.numbers")), _months_link()
    page = NumbersPage(
        title="Zahlen",
        trail=trail(),
        span="Die letzten 12 Monate" if by_month else "Die letzten 30 Tage",
        other=days if by_month else months,
        charts=tuple(_charts(steps, "Monat" if by_month else "Tag")),
        filters=_shares(sums.filters, _filter_words, searches),
        places=_shares(sums.places, lambda kind: _PLACES[PlaceKind(kind)], searches),
        sports=_shares(sums.sports, _sport_words, searches),
        words=_shares(sums.words, str, len(sums.days)),
        csv_href=url_for("desk.numbers_file", **({SPAN: MONTHS} if by_month else {})),
    )
    return shown("desk/numbers.html", page)


@blueprint.get("/zahlen.csv")
@needs(Duty.EDITOR)
def numbers_file() -> Answer:
    """The same for tables; names of columns are English and stay."""
    sums = _sums()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_HEAD)
    for row in _rows(sums, _steps(sums, _by_month())):
        writer.writerow(guarded(str(value)) for value in row)
    # With the mark at its beginning Excel, too, takes it for UTF-8.
    answer = make_response(f"\ufeff{out.getvalue()}")
    answer.content_type = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="zahlen.csv"'
    return answer


def _by_month() -> bool:
    return request.args.get(SPAN) == MONTHS


def _months_link() -> Link:
    return Link("Die letzten 12 Monate", url_for("desk.numbers", **{SPAN: MONTHS}))


def _sums() -> Sums:
    counts, today = parts().counts, parts().today()
    first = today - timedelta(_DAYS - 1)
    if _by_month():
        ago = today.year * 12 + today.month - _YEAR
        first = date(ago // 12, ago % 12 + 1, 1)
    if counts is None:
        return Sums((Day(today),), {}, {}, {}, {})
    return counts.between(first, today)


def _steps(sums: Sums, by_month: bool) -> tuple[Step, ...]:
    if not by_month:
        return tuple(Step(one.day, day(one.day), (one,)) for one in sums.days)
    months: dict[date, list[Day]] = {}
    for one in sums.days:
        months.setdefault(one.day.replace(day=1), []).append(one)
    return tuple(
        Step(first, f"{_MONTH_NAMES[first.month - 1]} {first.year}", tuple(days))
        for first, days in months.items()
    )


def _charts(steps: tuple[Step, ...], column: str) -> Iterator[Chart]:
    for key, title, number in _MEASURES:
        yield chart_of(
            key, title, column, [(step.words, sum(map(number, step.days))) for step in steps]
        )


def _shares(
    counts: Mapping[str, int], words: Callable[[str], str], whole: int
) -> tuple[Share, ...]:
    """With a bar as long as the part of the whole: of all searches, or of all days."""
    whole = max(whole, *counts.values(), 1)
    return tuple(
        Share(words(key), str(count), percent(count, whole))
        for key, count in list(counts.items())[:MOST_ROWS]
    )


def _filter_words(name: str) -> str:
    filter_name, _, value = name.partition(" ")
    if filter_name == NEED_FILTER and value in NEEDS:
        return need_words(NEEDS[value], voice())
    return _FILTERS.get(name, name)


def _sport_words(id: str) -> str:
    sport = parts().sports.by_id.get(id)
    return sport.name if sport else id


def _rows(sums: Sums, steps: tuple[Step, ...]) -> Iterator[tuple[object, ...]]:
    """Day by day or month by month; what has a word stands for the whole time."""
    for step in steps:
        for key, _, number in _MEASURES:
            yield step.first, key, "", sum(map(number, step.days))
    first = steps[0].first
    for what, counts in (
        ("filter", sums.filters),
        ("place", sums.places),
        ("nothing-sport", sums.sports),
        ("nothing-word-days", sums.words),
    ):
        for word, count in counts.items():
            yield first, what, word, count

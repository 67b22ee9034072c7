"""From the cells of a row to answers, and from answers to cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from directory.content import Sport, Sports
from directory.spelling import fold
from directory.spreadsheet import cells as read_cells
from directory.spreadsheet.cells import SEVERAL, Answers, Misread
from directory.spreadsheet.columns import BRING, COLUMNS, NUMBER, STATE, YES, Column, Kind
from directory.spreadsheet.files import EXCEL_FAULT
from directory.spreadsheet.time_cells import CLEAR, TIME, TIME_NAMES, read_times, time_cells

SAMPLE = "beispiel"
"""A row whose number says so is passed over."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a row says. ``names`` are the answers that it is about, also where it clears them."""

    answers: Answers
    names: frozenset[str]
    misread: tuple[Misread, ...] = ()


class Understanding:
    """Reads cells with the sports that the directory knows."""

    def __init__(self, sports: Sports) -> None:
        self._sports = sports
        self._by_name = dict(_sport_names(sports))

    def sport_names(self) -> tuple[str, ...]:
        """For the list to choose from, in alphabetical order."""
        return tuple(sorted((sport.name_de for sport in self._sports.all()), key=fold))

    def read(self, cells: Mapping[str, str]) -> Reading:
        """The answers of all cells that are not empty."""
        said = {key: text for key, text in cells.items() if text and key not in (NUMBER, STATE)}
        answers: dict[str, list[str]] = {}
        misread: list[Misread] = []
        for key, text in said.items():
            if key in TIME:
                continue
            column = COLUMNS[key]
            if text.strip().lower() == CLEAR:
                for name in names_of(key):
                    answers.setdefault(name, [])
            elif text == EXCEL_FAULT:
                misread.append(Misread(key, ""))
            else:
                found = self._cell(column, text)
                if isinstance(found, Misread):
                    misread.append(found)
                    continue
                for name, value in found:
                    values = answers.setdefault(name, [])
                    if value and value not in values:
                        values.append(value)
        timed = {key: text for key, text in said.items() if key in TIME}
        if timed:
            found_times, wrong = read_times(timed)
            misread += wrong
            answers.update({name: [] for name in TIME_NAMES})
            for name, value in found_times:
                answers[name].append(value)
        return Reading(
            tuple((name, value) for name, values in answers.items() for value in values),
            frozenset(answers),
            tuple(misread),
        )

    def _cell(self, column: Column, text: str) -> Answers | Misread:
        if column.kind is Kind.SPORT:
            return tuple(self._sport(text))
        read = _BY_KEY.get(column.key) or _BY_KIND.get(column.kind)
        return read(column, text) if read else ((column.key, text),)

    def _sport(self, text: str) -> Iterator[tuple[str, str]]:
        whole = self._by_name.get(fold(text))
        if whole:
            yield "sport", whole
            yield "anderer", ""
            return
        unknown = []
        for piece in filter(None, map(str.strip, SEVERAL.split(text))):
            known = self._by_name.get(fold(piece))
            if known:
                yield "sport", known
            else:
                unknown.append(piece)
        yield "sport", ""
        yield "anderer", ", ".join(unknown)

    def cells(self, answers: Iterable[tuple[str, str]]) -> dict[str, str]:
        """The row that says the same, as far as a row can."""
        given: dict[str, list[str]] = {}
        for name, value in answers:
            if value:
                given.setdefault(name, []).append(value)
        found = dict(time_cells(given))
        for column in COLUMNS.values():
            if column.is_ours and column.key not in TIME:
                found[column.key] = self._said(column, given)
        return {key: text for key, text in found.items() if text}

    def _said(self, column: Column, given: Mapping[str, Sequence[str]]) -> str:
        values = given.get(column.key, ())
        if column.kind is Kind.TICK:
            ticked = column.key.removeprefix("hilfe_") in given.get("hilfe", ())
            return read_cells.words_for(column.choices, YES) if ticked else ""
        if column.kind is Kind.SPORT:
            by_id = self._sports.by_id
            names = [by_id[key].name_de for key in values if key in by_id]
            return ", ".join((*names, *given.get("anderer", ())))
        if column.key == "mitbringen":
            words = [read_cells.words_for(BRING, value) for value in values]
            more = [line for text in given.get("mitbringen_mehr", ()) for line in text.splitlines()]
            return ", ".join(filter(None, (*words, *more)))
        if column.choices:
            return ", ".join(
                filter(None, (read_cells.words_for(column.choices, value) for value in values))
            )
        return values[0] if values else ""


def names_of(key: str) -> tuple[str, ...]:
    """The answers that a column gives."""
    if key in TIME:
        return TIME_NAMES
    special = {
        "sport": ("sport", "anderer"),
        "preis": ("preis",),
        "alter": ("alter_von", "alter_bis"),
        "adresse": ("strasse", "hausnummer", "plz", "stadt"),
        "mitbringen": ("mitbringen", "mitbringen_mehr"),
    }
    if COLUMNS[key].kind is Kind.TICK:
        return (f"hilfe:{key.removeprefix('hilfe_')}",)
    return special.get(key, (key,))


def laid_over(before: Answers, reading: Reading) -> Answers:
    """The answers of before with those of the row in their place.

    Each help is an answer of its own in a row, so one more of them takes none away.
    """
    ticks = {
        name.partition(":")[2]: value
        for name, value in reading.answers
        if name.startswith("hilfe:")
    }
    for name in reading.names:
        if name.startswith("hilfe:"):
            ticks.setdefault(name.partition(":")[2], "")
    kept = [
        (name, value)
        for name, value in before
        if (name != "hilfe" and name not in reading.names)
        or (name == "hilfe" and value not in ticks)
    ]
    new = [(name, value) for name, value in reading.answers if not name.startswith("hilfe")]
    helps = [("hilfe", name) for name, value in ticks.items() if value == YES]
    return (*kept, *new, *helps)


def is_sample(cells: Mapping[str, str]) -> bool:
    return fold(cells.get(NUMBER, "")).startswith(SAMPLE)


def _tick(column: Column, text: str) -> Answers | Misread:
    """Each help is a tick of one list on the question page, and a column of its own here."""
    found = read_cells.three(column, text)
    name = column.key.removeprefix("hilfe_")
    return found if isinstance(found, Misread) else ((f"hilfe:{name}", found[0][1]),)


def _one(column: Column, text: str) -> Answers | Misread:
    value = read_cells.one_of(column.choices, text)
    return ((column.key, value),) if value else read_cells.misread(column, text)


_Read = Callable[[Column, str], Answers | Misread]


def _plain(read: Callable[[str], Iterable[tuple[str, str]]]) -> _Read:
    return lambda _column, text: tuple(read(text))


_BY_KIND: Mapping[Kind, _Read] = {
    Kind.YES_NO: read_cells.three,
    Kind.TICK: _tick,
    Kind.ONE: _one,
    Kind.SOME: read_cells.some_of,
    Kind.PRICE: _plain(read_cells.price),
    Kind.AGES: read_cells.ages,
    Kind.ADDRESS: _plain(read_cells.address),
    Kind.POSTCODE: _plain(read_cells.postcode),
    Kind.DAY: lambda column, text: ((column.key, read_cells.day_text(text)),),
}
_BY_KEY: Mapping[str, _Read] = {
    "strasse": _plain(read_cells.street),
    "stadt": _plain(read_cells.town),
}


def _sport_names(sports: Sports) -> Iterator[tuple[str, str]]:
    """What a cell may say; the name of a sport comes before the synonym of another."""
    everything: list[Sport] = list(sports.all())
    columns = [(sport.id, [sport.id, sport.name, sport.name_de]) for sport in everything]
    others = [(sport.id, [*sport.synonyms, sport.name_en]) for sport in everything]
    for key, names in (*reversed(others), *reversed(columns)):
        for name in names:
            yield fold(name), key

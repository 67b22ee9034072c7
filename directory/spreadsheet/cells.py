"""Reads single cells, each by the kind of its column: yes and no, choices, prices, addresses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from directory.spelling import Corrector, fold
from directory.spreadsheet.columns import PERIODS, UNSURE, YES, Choice, Column

Answers = tuple[tuple[str, str], ...]

SEVERAL = re.compile(r"[,;/\n+&]|\bund\b|\boder\b")
_LIST = re.compile(r"[,;\n]")
_HOUSE = re.compile(r"^(.*?[^\d\s].*?)\s+(\d+\s?[a-zA-Z]?(?:\s?[-–/]\s?\d+\s?[a-zA-Z]?)?)$")
_ADDRESS = re.compile(r"^(?P<street>.*?)[,;\n]?\s*\b(?P<code>\d{5})\s+(?P<town>\D.*)$", re.S)
_CODE_AND_TOWN = re.compile(r"^(?:D-?)?(\d{5})\s+(\D.*)$")
_AMOUNT = re.compile(
    r"(?:eur|euro|€)?\s*(\d[\d.]*(?:,\d{1,2}|,-+|,–)?)\s*(?:eur(?:o)?\b|€)?\s*(.*)", re.S
)
_FREE = frozenset(
    {"kostenlos", "kostenfrei", "frei", "gratis", "keine", "umsonst"}
    | {"0", "0,00", "0 €", "0 euro", "0,00 €"}
)
_AGES = re.compile(
    r"(?:(\d{1,3})\s*(?:-|–|bis)\s*(\d{1,3})|(?:ab|über)\s*(\d{1,3})|bis\s*(\d{1,3})"
    r"|(\d{1,3})\s*(?:\+|und älter)|u\s?(\d{1,2})|ü\s?(\d{1,2}))\s*(?:jahren?|j\.?|lj\.?)?"
)
_ANY_AGE = frozenset({"alle", "jedes alter", "alle altersgruppen", "egal", "jung und alt", "offen"})
_AGES_CALLED = {
    "kinder": ("6", "12"),
    "jugend": ("12", "17"),
    "erwachsene": ("18", ""),
    "senioren": ("60", ""),
}
# A number of Excel for a day between 1982 and 2064, and for a clock.
_SERIAL_DAY = re.compile(r"[3-5]\d{4}")
_PART_OF_DAY = re.compile(r"0?,\d{1,4}")


@dataclass(frozen=True, slots=True)
class Misread:
    """A cell that says nothing that we understand; ``choices`` are what it may say."""

    key: str
    text: str
    choices: tuple[str, ...] = ()


def misread(column: Column, text: str) -> Misread:
    return Misread(column.key, text[:80], tuple(choice.words for choice in column.choices))


def three(column: Column, text: str) -> Answers | Misread:
    first = re.split(r"[,;(:]", text, maxsplit=1)[0]
    value = one_of(column.choices, text) or one_of(column.choices, first)
    return ((column.key, "" if value == UNSURE else value),) if value else misread(column, text)


def one_of(choices: tuple[Choice, ...], text: str) -> str:
    known = _known_words(choices)
    plain = _plain(text)
    if plain in known:
        return known[plain]
    if len(plain) > 3 and (meant := _corrector(choices).correct(plain)):
        return known[_plain(meant.meant)]
    return ""


def _plain(text: str) -> str:
    lowered = " ".join(text.lower().split()).strip(" .!")
    return fold(lowered) or lowered


@cache
def _known_words(choices: tuple[Choice, ...]) -> dict[str, str]:
    return {
        _plain(words): choice.value
        for choice in reversed(choices)
        for words in (*choice.also, choice.words)
    }


@cache
def _corrector(choices: tuple[Choice, ...]) -> Corrector:
    return Corrector.of(dict.fromkeys(_known_words(choices), 1_000.0))


def words_for(choices: Iterable[Choice], value: str) -> str:
    return next((choice.words for choice in choices if choice.value == value), "")


def some_of(column: Column, text: str) -> Answers | Misread:
    whole = one_of(column.choices, text)
    if whole:
        return ((column.key, whole),)
    found, other = [], []
    split = _LIST if column.key == "mitbringen" else SEVERAL
    for piece in filter(None, map(str.strip, split.split(text))):
        value = exactly(column.choices, piece) if column.key == "mitbringen" else ""
        value = value or ("" if column.key == "mitbringen" else one_of(column.choices, piece))
        if value:
            found.append(value)
        else:
            other.append(piece)
    if column.key == "mitbringen":
        more = "\n".join(other)
        known = tuple((column.key, value) for value in found)
        return (*known, (column.key, ""), ("mitbringen_mehr", more))
    if other:
        return misread(column, text)
    return tuple((column.key, value) for value in found)


def exactly(choices: tuple[Choice, ...], text: str) -> str:
    return _known_words(choices).get(_plain(text), "")


def price(text: str) -> Iterator[tuple[str, str]]:
    """ "5 €/Monat", "kostenlos", "30 Euro im Jahr"; whatever is no price is left to the form."""
    plain = " ".join(text.lower().split())
    if plain in _FREE:
        yield "kostenlos", YES
        return
    found = _AMOUNT.fullmatch(plain)
    amount = found[1] if found else text
    yield "preis", amount
    if found and (rest := found[2].strip(" /.()-–")):
        period = _period(rest)
        if period:
            yield "preis_je", period
        else:
            yield "preis_fuer", rest


def _period(words: str) -> str:
    bare = re.sub(r"^(?:pro|im|je|in der|/)\s+", "", words)
    return exactly(PERIODS, words) or exactly(PERIODS, bare)


def ages(column: Column, text: str) -> Answers | Misread:
    plain = " ".join(text.lower().split())
    if plain in _ANY_AGE:
        return (("alter_von", ""), ("alter_bis", ""))
    if plain in _AGES_CALLED:
        low, high = _AGES_CALLED[plain]
        return (("alter_von", low), ("alter_bis", high))
    found = _AGES.fullmatch(plain)
    if not found:
        return Misread(column.key, text[:80])
    low, high, above, until, plus, under, over = (part or "" for part in found.groups())
    return (("alter_von", low or above or plus or over), ("alter_bis", high or until or under))


def address(text: str) -> Iterator[tuple[str, str]]:
    found = _ADDRESS.match(text.strip())
    if not found:
        yield from street(text)
        return
    yield from street(found["street"].strip(" ,;\n"))
    yield "plz", found["code"]
    yield "stadt", found["town"].strip()


def street(text: str) -> Iterator[tuple[str, str]]:
    found = _HOUSE.match(" ".join(text.split()))
    yield "strasse", found[1].rstrip(" ,") if found else text
    if found:
        yield "hausnummer", found[2]


def town(text: str) -> Iterator[tuple[str, str]]:
    """ "06108 Halle" has both."""
    found = _CODE_AND_TOWN.match(text)
    if found:
        yield "plz", found[1]
    yield "stadt", found[2] if found else text


def postcode(text: str) -> Iterator[tuple[str, str]]:
    found = _CODE_AND_TOWN.match(text)
    if found:
        yield "plz", found[1]
        yield "stadt", found[2]
    else:
        # Excel takes a postcode for a number and drops its first 0.
        yield "plz", text.zfill(5) if text.isdecimal() and len(text) == 4 else text


def day_text(text: str) -> str:
    if not _SERIAL_DAY.fullmatch(text):
        return text
    day = date(1899, 12, 30) + timedelta(int(text))
    return f"{day.day}.{day.month}.{day.year}"


def clock_text(text: str) -> str:
    if not _PART_OF_DAY.fullmatch(text):
        return text
    minutes = round(float(text.replace(",", ".")) * 24 * 60)
    return f"{minutes // 60}:{minutes % 60:02}"

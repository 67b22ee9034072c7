"""Reads clocks, days, money and numbers in any spelling, and writes them as people do."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from directory.web import typed

_CLOCK = re.compile(r"(\d{1,2})(?:\s*(?:[:.h]|uhr)\s*(\d{2})?)?\s*(?:uhr)?")
_RUN_TOGETHER = re.compile(r"(\d{1,2})(\d{2})\s*(?:uhr)?")
_DAY = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2}|[a-zäöü]+)\.?\s*[./-]?\s*(\d{4}|\d{2})?")
_DAY_BY_NAME = re.compile(r"(\d{1,2})\.?\s*([a-zäöü]+)\.?\s*(\d{4}|\d{2})?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WEEKDAY = re.compile(r"^(?:mo|di|mi|do|fr|sa|so)[a-z]*\.?,?\s+(?:den\s+)?")
_BETWEEN_DAYS = re.compile(r"[\n;,]|\bund\b|\band\b")
_MONEY = re.compile(
    r"(?:eur|euro|€)?\s*(\d{1,3}(?:[. ]\d{3})+|\d{1,6})(?:[.,](\d{1,2}|-+|–))?\s*(?:eur|euro|€)?"
)
_NUMBER = re.compile(r"(\d{1,4})(?:\s*[a-zäöü.]+)?")
_MONTHS = (
    ("jan", "jän"),
    ("feb",),
    ("mär", "mar", "mae"),
    ("apr",),
    ("mai", "may"),
    ("jun",),
    ("jul",),
    ("aug",),
    ("sep",),
    ("okt", "oct"),
    ("nov",),
    ("dez", "dec"),
)
# Whoever writes "3.5." means the next one, or one that is hardly over.
_LONG_AGO = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map, in degrees."""

    latitude: float
    longitude: float


def clock(text: str) -> time | None:
    """17, 17 Uhr, 17:30, 17.30 Uhr, 17 Uhr 30, 17h30, 1730."""
    plain = _plain(text)
    found = _RUN_TOGETHER.fullmatch(plain) if len(plain) > 2 else None
    found = found or _CLOCK.fullmatch(plain)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def clock_text(value: time | None) -> str:
    return f"{value.hour}:{value.minute:02}" if value else ""


def day(text: str, today: date) -> date | None:
    """3.5.2027, 03.05.27, 3. Mai, 2027-05-03; without a year the next one."""
    plain = _WEEKDAY.sub("", _plain(text))
    iso = _ISO_DAY.fullmatch(plain)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _DAY.fullmatch(plain) or _DAY_BY_NAME.fullmatch(plain)
    month = _month(found[2]) if found else 0
    if not found or not month:
        return None
    if found[3]:
        year = int(found[3])
        return _date(year + 2000 if year < 100 else year, month, int(found[1]))
    this = _date(today.year, month, int(found[1]))
    if this and today - this > _LONG_AGO:
        return _date(today.year + 1, month, int(found[1]))
    return this


def day_text(value: date | None) -> str:
    return f"{value.day}.{value.month}.{value.year}" if value else ""


def days(text: str, today: date) -> tuple[date, ...] | None:
    """Several days, one to a line or with commas; None when one of them is no day."""
    pieces = [piece for piece in map(str.strip, _BETWEEN_DAYS.split(text)) if piece]
    found = [day(piece, today) for piece in pieces]
    known = [one for one in found if one]
    return tuple(sorted(set(known))) if len(known) == len(found) else None


def days_text(values: tuple[date, ...]) -> str:
    return "\n".join(map(day_text, values))


def money(text: str) -> Decimal | None:
    """8, 8,50, 8.50 €, EUR 8, 1.200,50, 5,-; never less than nothing."""
    found = _MONEY.fullmatch(_plain(text))
    if not found:
        return None
    whole = re.sub(r"\D", "", found[1])
    cents = found[2] if found[2] and found[2].isdigit() else ""
    return Decimal(f"{whole}.{cents.ljust(2, '0')}") if cents else Decimal(whole)


def money_text(value: Decimal) -> str:
    plain = f"{value:.2f}".replace(".", ",")
    return plain.removesuffix(",00")


def number(text: str, most: int) -> int | None:
    """12, 12 Jahre; None for what is none, or too big to be true."""
    found = _NUMBER.fullmatch(_plain(text))
    value = int(found[1]) if found else most + 1
    return value if value <= most else None


def number_text(value: int | None) -> str:
    return "" if value is None else str(value)


def point(latitude: str, longitude: str) -> tuple[float, float] | None:
    """A point in Germany or close to it."""
    try:
        found = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
    except ValueError:
        return None
    return found if 47 <= found[0] <= 55.2 and 5.7 <= found[1] <= 15.2 else None


def point_text(value: float) -> str:
    return f"{value:.6f}"


def _plain(text: str) -> str:
    """Small letters, figures of any script as ours, one blank between words."""
    plain = unicodedata.normalize("NFKC", typed.one_line(text)).lower().replace("\u00ad", "")
    return "".join(map(_figure, plain)).strip()


def _figure(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next(_months_called(text), 0)


def _months_called(text: str) -> Iterator[int]:
    for place, names in enumerate(_MONTHS, start=1):
        if text.startswith(names):
            yield place


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None

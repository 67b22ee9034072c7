"""Reads ages, hours and distances out of words: 12 Jahre, Ü60, ab 18 Uhr, 20 km."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from directory.catalogue.query import OLDEST, WIDEST_KM
from directory.model import TimeOfDay

_YEARS = re.compile(r"(\d{1,3})(jahr\w*|j|plus)")
_GROUP = re.compile(r"u(\d{1,2})")
_DISTANCE = re.compile(r"(\d{1,4})(?:km|kilometer)")
_HOUR = re.compile(r"(\d{1,2})(\d\d)?uhr")
_AGE_BEFORE = frozenset(("ab", "uber", "unter", "bis", "mit", "alter", "von"))
_HOUR_BEFORE = frozenset(("um", "ab", "gegen", "nach", "bis", "vor"))


@dataclass(frozen=True, slots=True)
class Said:
    """A number with its words: how many words, and what it says."""

    length: int
    age: int | None = None
    time: TimeOfDay | None = None
    radius_km: int | None = None


def said_at(keys: Sequence[str], place: int) -> Said | None:
    """The age, hour or distance that begins at a word, if one does."""
    key, following, after = (*keys[place : place + 3], "", "")[:3]
    if following == "bis" and key.isdecimal() and after.isdecimal():
        return _ages(keys, place)
    if not following.isdecimal():
        return _in_one_word(key) or _with_unit(key, following, after)
    if key in _AGE_BEFORE | _HOUR_BEFORE:
        inner = said_at(keys, place + 1)
        if inner:
            return Said(inner.length + 1, inner.age, inner.time, inner.radius_km)
        return _age(int(following[:4]), 2) if key in _AGE_BEFORE else None
    return _with_unit(key, following, after)


def _ages(keys: Sequence[str], place: int) -> Said | None:
    """From 6 to 10 years: somebody in the middle; hours are left to others."""
    last = said_at(keys, place + 2)
    if last is None or last.age is None:
        return None
    return Said(last.length + 2, age=(int(keys[place][:4]) + last.age) // 2)


def _in_one_word(key: str) -> Said | None:
    if found := _YEARS.fullmatch(key):
        return _age(int(found[1]), 1)
    if found := _GROUP.fullmatch(key):
        # "U12" are those below 12; "Ü60" is folded to "u60".
        number = int(found[1])
        return _age(number if number >= 30 else number - 1, 1)
    if found := _DISTANCE.fullmatch(key):
        return Said(1, radius_km=_clamped(int(found[1])))
    if found := _HOUR.fullmatch(key):
        return _hour(int(found[1]), 1)
    return None


def _with_unit(key: str, following: str, after: str) -> Said | None:
    if not (key.isascii() and key.isdecimal() and len(key) <= 3):
        return None
    if following.startswith("jahr") or following in {"j", "plus"}:
        return _age(int(key), 2)
    if following in {"km", "kilometer", "kilometern"}:
        return Said(2, radius_km=_clamped(int(key)))
    if following == "uhr":
        return _hour(int(key), 2)
    return _hour(int(key), 3) if following.isdecimal() and after == "uhr" else None


def _clamped(kilometres: int) -> int:
    return max(1, min(WIDEST_KM, kilometres))


def _age(years: int, length: int) -> Said | None:
    return Said(length, age=years) if 0 < years <= OLDEST else None


def _hour(hour: int, length: int) -> Said | None:
    return Said(length, time=TimeOfDay.of(time(hour))) if hour < 24 else None

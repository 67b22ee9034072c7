"""Dates, times, money and numbers, written so that they are also read aloud rightly."""

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date, format_time
from babel.lists import format_list

from directory.model import Weekday
from directory.wording.voice import N_, Voice

_MIDNIGHT = time(0)
_NOON = time(12)


def day_words(day: date, voice: Voice) -> str:
    """ "6. Dezember 2026"; "6 December 2026"."""
    return format_date(day, _day_pattern(voice), locale=voice.locale)


def long_day_words(day: date, voice: Voice) -> str:
    """ "Sonntag, 6. Dezember 2026"; "Sunday, 6 December 2026"."""
    return format_date(day, f"EEEE, {_day_pattern(voice)}", locale=voice.locale)


def month_words(day: date, voice: Voice) -> str:
    """ "Dezember 2026"."""
    return format_date(day, "MMMM y", locale=voice.locale)


def weekday_words(weekday: Weekday, voice: Voice) -> str:
    return str(voice.locale.days["stand-alone"]["wide"][int(weekday)])


def _day_pattern(voice: Voice) -> str:
    return "d. MMMM y" if voice.locale.language == "de" else "d MMMM y"


def clock_words(moment: time, voice: Voice, *, is_end: bool = False) -> str:
    """ "17 Uhr 30": voices read "17.30 Uhr" and "17:30 Uhr" wrongly. "5:30 pm" in English."""
    if voice.locale.language != "de":
        return _english_clock(moment, voice)
    if moment.minute:
        return voice.gettext("{hour} Uhr {minute}", hour=moment.hour, minute=moment.minute)
    hour = 24 if is_end and moment.hour == 0 else moment.hour
    return voice.gettext("{hour} Uhr", hour=hour)


def _english_clock(moment: time, voice: Voice) -> str:
    if moment.replace(second=0, microsecond=0) in (_MIDNIGHT, _NOON):
        # "12 am" and "12 pm" are taken for each other.
        return voice.gettext(N_("Mitternacht") if moment.hour == 0 else N_("Mittag"))
    pattern = "h:mm a" if moment.minute else "h a"
    return format_time(moment, pattern, locale=voice.locale).lower()


def between(start: time, end: time, voice: Voice) -> tuple[str, str]:
    """Both ends of "von 17 bis 18 Uhr" or "von 17 Uhr 30 bis 19 Uhr"."""
    last = clock_words(end, voice, is_end=True)
    if voice.locale.language == "de" and not start.minute and not end.minute:
        return str(start.hour), last
    return clock_words(start, voice), last


def times_sentence(start: time | None, end: time | None, voice: Voice) -> str:
    """ "Von 17 bis 18 Uhr."; nothing where no time is known."""
    if start and end:
        first, last = between(start, end, voice)
        return voice.gettext("Von {start} bis {end}.", start=first, end=last)
    if start:
        return voice.gettext("Um {start}.", start=clock_words(start, voice))
    if end:
        return voice.gettext("Bis {end}.", end=clock_words(end, voice, is_end=True))
    return ""


def money_words(amount: Decimal, voice: Voice) -> str:
    """ "5 Euro 50"."""
    euros, cents = divmod(int((amount * 100).to_integral_value(ROUND_HALF_UP)), 100)
    if cents and not euros:
        return voice.ngettext("{count} Cent", "{count} Cent", cents)
    if cents:
        return voice.ngettext("{count} Euro {cents}", "{count} Euro {cents}", euros, cents=cents)
    return voice.ngettext("{count} Euro", "{count} Euro", euros)


def dial_words(phone: str) -> str:
    """Only what a telephone dials."""
    digits = "".join(sign for sign in phone if sign.isdecimal())
    return f"+{digits}" if phone.strip().startswith("+") and digits else digits


def phone_words(phone: str) -> str:
    """Figures in pairs, as they are dictated: "0 34 51 23 45 67"."""
    digits = dial_words(phone)
    if digits.startswith("+49"):
        digits = f"0{digits[3:]}"
    if digits.startswith("+"):
        return _pairs(f"00{digits[1:]}")
    head = len(digits) % 2
    return f"{digits[:head]} {_pairs(digits[head:])}".strip()


def _pairs(digits: str) -> str:
    return " ".join(digits[index : index + 2] for index in range(0, len(digits), 2))


def place_words(name: str, voice: Voice) -> str:
    """ "Halle Saale": easy language has no brackets."""
    if not voice.is_easy:
        return " ".join(name.split())
    return " ".join(re.sub(r"[()/]", " ", name).split())


def street_words(street: str) -> str:
    """ "Berliner Straße": voices read "Str." letter by letter."""
    return re.sub(r"\b([Ss])tr\.", r"\1traße", re.sub(r"(?<=[a-zäöüß])str\.", "straße", street))


def listed(names: Iterable[str], voice: Voice) -> str:
    """ "Deutsch, Türkisch und Englisch"."""
    return format_list(list(names), locale=voice.locale)


def distance_words(kilometres: int, voice: Voice) -> str:
    """ "etwa 5 Kilometer", from rounded kilometres; 0 means less than one."""
    if kilometres < 1:
        return voice.gettext("weniger als 1 Kilometer")
    return voice.ngettext("etwa {count} Kilometer", "etwa {count} Kilometer", kilometres)

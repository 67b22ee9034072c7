"""Dates, times, money and numbers, written so that they are also read aloud rightly."""

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

import phonenumbers
from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list

from directory.model import Weekday
from directory.wording.voice import N_, Voice

_MIDNIGHT = time(0)
_NOON = time(12)
GERMANY = 49


def day_words(day: date, voice: Voice) -> str:
    """ "6. Dezember 2026"; "6 December 2026"."""
    return format_date(day, _day_pattern(voice), locale=voice.locale)


def long_day_words(day: date, voice: Voice) -> str:
    """ "Sonntag, 6. Dezember 2026"; "Sunday, 6 December 2026"."""
    return format_date(day, f"EEEE, {_day_pattern(voice)}", locale=voice.locale)


def month_words(day: date, voice: Voice) -> str:
    """ "Dezember 2026"."""
    return _month(day.year, day.month, voice.locale.language)


# A list says it of each offer, and mostly of the last months.
@lru_cache(maxsize=200)
def _month(year: int, month: int, language: str) -> str:
    return str(format_date(date(year, month, 1), "MMMM y", locale=language))


def weekday_words(weekday: Weekday, voice: Voice) -> str:
    return _weekdays(voice.locale.language)[weekday]


@cache
def _weekdays(language: str) -> tuple[str, ...]:
    names = Locale.parse(language).days["stand-alone"]["wide"]
    return tuple(str(names[weekday]) for weekday in range(7))


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


@lru_cache(maxsize=1_000)
def phone_words(phone: str) -> str:
    """The area code whole, the rest in pairs, as they are dictated: "0345 1 23 45 67".

    Numbers of other countries begin with what is dialled here: "0043 1 23 45 67".
    """
    digits = dial_words(phone)
    try:
        number = phonenumbers.parse(digits, "DE")
    except phonenumbers.NumberParseException:
        return _pairs(digits)
    own = str(phonenumbers.national_significant_number(number))
    if not digits.startswith(("0", "+")) or digits == own:
        # Without an area code, as in "110" and "116117".
        return _pairs(digits)
    size = phonenumbers.length_of_national_destination_code(number)
    if number.country_code != GERMANY:
        return _grouped(f"00{number.country_code}", own[:size], own[size:])
    return _grouped(f"0{own[:size]}", own[size:]) if size else _pairs(digits)


def _grouped(*groups: str) -> str:
    """All groups as they are, but the last in pairs."""
    *first, rest = groups
    return " ".join(filter(None, (*first, _pairs(rest))))


def _pairs(digits: str) -> str:
    """From the right, so that only the first group may be shorter."""
    if len(digits) <= 3:
        return digits
    head = len(digits) % 2
    pairs = [digits[index : index + 2] for index in range(head, len(digits), 2)]
    return " ".join(filter(None, (digits[:head], *pairs)))


def place_words(name: str, voice: Voice) -> str:
    """ "Halle Saale": easy language has no brackets."""
    if not voice.is_easy:
        return " ".join(name.split())
    return " ".join(name.translate(_NO_BRACKETS).split())


_NO_BRACKETS = str.maketrans("()/", "   ")


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

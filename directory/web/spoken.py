"""Dates, times, money and numbers, written so that they are also read aloud rightly."""

from datetime import date, time
from decimal import Decimal

from babel.dates import format_date

from directory.geo import about_km
from directory.model import Date, PricePeriod, SingleDate, Slot, Weekday
from directory.web.languages import _, locale


def day_words(day: date) -> str:
    """ "6. Dezember 2026"."""
    return format_date(day, "d. MMMM y", locale=locale())


def long_day_words(day: date) -> str:
    """ "Sonntag, 6. Dezember 2026"."""
    return format_date(day, "EEEE, d. MMMM y", locale=locale())


def month_words(day: date) -> str:
    """ "Dezember 2026"."""
    return format_date(day, "MMMM y", locale=locale())


def weekday_words(weekday: Weekday) -> str:
    return str(locale().days["stand-alone"]["wide"][int(weekday)])


def clock_words(moment: time) -> str:
    """ "17 Uhr 30": voices read "17.30 Uhr" and "17:30 Uhr" wrongly."""
    if moment.minute:
        return _("{hour} Uhr {minute}", hour=moment.hour, minute=moment.minute)
    return _("{hour} Uhr", hour=moment.hour)


def times_words(start: time | None, end: time | None) -> str:
    """ "von 17 Uhr bis 18 Uhr 30", "um 17 Uhr", or nothing."""
    if start and end:
        return _("von {start} bis {end}", start=clock_words(start), end=clock_words(end))
    if start:
        return _("um {start}", start=clock_words(start))
    return ""


def slot_words(slot: Slot) -> str:
    """ "Jeden Dienstag von 17 Uhr bis 18 Uhr"; nothing for a slot that says nothing."""
    times = times_words(slot.start, slot.end)
    if slot.weekday is None:
        return times[:1].upper() + times[1:]
    return f"{_rhythm(slot, weekday_words(slot.weekday))} {times}".strip()


def _rhythm(slot: Slot, day: str) -> str:
    if slot.nth_in_month == -1:
        return _("Immer am letzten {day} im Monat", day=day)
    if slot.nth_in_month is not None:
        return _("Immer am {number}. {day} im Monat", number=slot.nth_in_month, day=day)
    if slot.every_weeks > 1:
        return _("Alle {number} Wochen am {day}", number=slot.every_weeks, day=day)
    return _("Jeden {day}", day=day)


def date_words(found: Date | SingleDate) -> str:
    """ "Dienstag, 1. Dezember 2026, von 17 Uhr bis 18 Uhr"."""
    words = long_day_words(found.day)
    if found.last_day and found.last_day != found.day:
        words = _("Von {first} bis {last}", first=words, last=long_day_words(found.last_day))
    times = times_words(found.start, found.end)
    return f"{words}, {times}" if times else words


def money_words(amount: Decimal) -> str:
    """ "5 Euro 50"."""
    euros, cents = divmod(round(amount * 100), 100)
    if cents and not euros:
        return _("{cents} Cent", cents=cents)
    if cents:
        return _("{euros} Euro {cents}", euros=euros, cents=cents)
    return _("{euros} Euro", euros=euros)


def price_words(amount: Decimal, per: PricePeriod) -> str:
    """ "8 Euro im Monat"."""
    money = money_words(amount)
    return {
        PricePeriod.ONCE: _("{amount} für 1 Mal", amount=money),
        PricePeriod.MONTH: _("{amount} im Monat", amount=money),
        PricePeriod.QUARTER: _("{amount} für 3 Monate", amount=money),
        PricePeriod.YEAR: _("{amount} im Jahr", amount=money),
    }[per]


def distance_words(distance_km: float) -> str:
    """ "etwa 5 Kilometer": rounded, because the points themselves are rough."""
    if distance_km < 1:
        return _("weniger als 1 Kilometer")
    return _("etwa {number} Kilometer", number=about_km(distance_km))


def phone_link(phone: str) -> str:
    """Only what a telephone dials."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def phone_words(phone: str) -> str:
    """Figures in pairs, as they are dictated: "0 34 51 23 45 67"."""
    digits = phone_link(phone).replace("+49", "0")
    if not digits.isdigit():
        return digits
    head = len(digits) % 2
    pairs = [digits[:head]] if head else []
    pairs += [digits[index : index + 2] for index in range(head, len(digits), 2)]
    return " ".join(pairs)


def place_words(name: str) -> str:
    """ "Halle Saale": easy language has no brackets."""
    return name.replace("(", "").replace(")", "").replace("/", " ")

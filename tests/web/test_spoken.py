"""Dates, times, money and numbers as they are read aloud rightly."""

from datetime import date, time
from decimal import Decimal

import pytest

from directory.model import Date, PricePeriod, SingleDate, Slot, Weekday
from directory.web.spoken import (
    clock_words,
    date_words,
    day_words,
    distance_words,
    long_day_words,
    money_words,
    month_words,
    phone_link,
    phone_words,
    place_words,
    price_words,
    slot_words,
    times_words,
)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (day_words(date(2026, 12, 6)), "6. Dezember 2026"),
        (long_day_words(date(2026, 12, 6)), "Sonntag, 6. Dezember 2026"),
        (month_words(date(2026, 3, 1)), "März 2026"),
        (clock_words(time(9)), "9 Uhr"),
        (clock_words(time(17, 30)), "17 Uhr 30"),
        (clock_words(time(0, 5)), "0 Uhr 5"),
        (times_words(time(17), time(18, 30)), "von 17 Uhr bis 18 Uhr 30"),
        (times_words(time(17), None), "um 17 Uhr"),
        (times_words(None, time(18)), ""),
        (money_words(Decimal("5")), "5 Euro"),
        (money_words(Decimal("5.5")), "5 Euro 50"),
        (money_words(Decimal("0.80")), "80 Cent"),
        (money_words(Decimal("0")), "0 Euro"),
        (money_words(Decimal("19.99")), "19 Euro 99"),
        (price_words(Decimal(40), PricePeriod.QUARTER), "40 Euro für 3 Monate"),
        (distance_words(0.2), "weniger als 1 Kilometer"),
        (distance_words(4.6), "etwa 5 Kilometer"),
        (distance_words(23.4), "etwa 25 Kilometer"),
        (distance_words(143), "etwa 140 Kilometer"),
        (phone_words("+493451234567"), "0 34 51 23 45 67"),
        (phone_words("0345 123456"), "03 45 12 34 56"),
        (phone_words("+4366012345"), "+4366012345"),
        (phone_link("0345 / 12 34-56"), "0345123456"),
        (place_words("Halle (Saale)"), "Halle Saale"),
        (place_words("Köln"), "Köln"),
    ],
)
def test_words(said: str, words: str) -> None:
    assert said == words


@pytest.mark.parametrize(
    ("slot", "words"),
    [
        (Slot(Weekday.TUESDAY, time(17), time(18)), "Jeden Dienstag von 17 Uhr bis 18 Uhr"),
        (Slot(Weekday.TUESDAY), "Jeden Dienstag"),
        (Slot(None, time(17)), "Um 17 Uhr"),
        (Slot(), ""),
        (Slot(Weekday.FRIDAY, every_weeks=2), "Alle 2 Wochen am Freitag"),
        (Slot(Weekday.FRIDAY, nth_in_month=2), "Immer am 2. Freitag im Monat"),
        (Slot(Weekday.SUNDAY, nth_in_month=-1), "Immer am letzten Sonntag im Monat"),
    ],
)
def test_a_slot_is_one_sentence(slot: Slot, words: str) -> None:
    assert slot_words(slot) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Date(date(2026, 12, 1)), "Dienstag, 1. Dezember 2026"),
        (
            Date(date(2026, 12, 1), time(17), time(18)),
            "Dienstag, 1. Dezember 2026, von 17 Uhr bis 18 Uhr",
        ),
        (
            SingleDate(date(2027, 5, 1), time(10), None, date(2027, 5, 2)),
            "Von Samstag, 1. Mai 2027 bis Sonntag, 2. Mai 2027, um 10 Uhr",
        ),
    ],
)
def test_a_date_is_one_sentence(found: Date | SingleDate, words: str) -> None:
    assert date_words(found) == words

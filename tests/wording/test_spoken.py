"""Figures, money, telephone numbers and names are written as they are spoken."""

from datetime import date, time
from decimal import Decimal

import pytest

from directory.wording import (
    clock_words,
    day_words,
    dial_words,
    distance_words,
    long_day_words,
    money_words,
    month_words,
    phone_words,
    place_words,
)
from directory.wording.spoken import street_words
from directory.wording.voice import plain_sentences
from tests.wording.saying import EASY, ENGLISH, GERMAN


@pytest.mark.parametrize(
    ("amount", "easy", "english"),
    [
        ("8", "8 Euro", "8 euros"),
        ("1", "1 Euro", "1 euro"),
        ("5.50", "5 Euro 50", "5 euros and 50 cents"),
        ("0.80", "80 Cent", "80 cents"),
        ("19.999", "20 Euro", "20 euros"),
        ("0", "0 Euro", "0 euros"),
        ("1200", "1200 Euro", "1200 euros"),
    ],
)
def test_money(amount, easy, english):
    assert money_words(Decimal(amount), EASY) == money_words(Decimal(amount), GERMAN) == easy
    assert money_words(Decimal(amount), ENGLISH) == english


@pytest.mark.parametrize(
    ("phone", "spoken", "dialled"),
    [
        ("+493023125001", "030 23 12 50 01", "+493023125001"),
        ("+4934512345", "0345 1 23 45", "+4934512345"),
        ("0345 1234567", "0345 1 23 45 67", "03451234567"),
        ("03943 1234", "03943 12 34", "039431234"),
        ("0171 / 39-200 01", "0171 3 92 00 01", "01713920001"),
        ("0171 2345678", "0171 2 34 56 78", "01712345678"),
        ("0800 1234567", "0800 1 23 45 67", "08001234567"),
        ("+43 1 234567", "0043 1 23 45 67", "+431234567"),
        ("+41 44 668 18 00", "0041 44 6 68 18 00", "+41446681800"),
        ("0345 12", "03 45 12", "034512"),
        ("112", "112", "112"),
        ("116117", "11 61 17", "116117"),
        ("", "", ""),
        ("ruf an", "", ""),
    ],
)
def test_phones(phone, spoken, dialled):
    assert phone_words(phone) == spoken
    assert dial_words(phone) == dialled


@pytest.mark.parametrize(
    ("moment", "easy", "english"),
    [
        (time(17), "17 Uhr", "5 pm"),
        (time(17, 30), "17 Uhr 30", "5:30 pm"),
        (time(9, 5), "9 Uhr 5", "9:05 am"),
        (time(0), "0 Uhr", "midnight"),
        (time(12), "12 Uhr", "noon"),
    ],
)
def test_clock(moment, easy, english):
    assert clock_words(moment, EASY) == clock_words(moment, GERMAN) == easy
    assert clock_words(moment, ENGLISH) == english


def test_days():
    day = date(2026, 12, 6)
    assert day_words(day, EASY) == "6. Dezember 2026"
    assert long_day_words(day, EASY) == "Sonntag, 6. Dezember 2026"
    assert month_words(day, EASY) == "Dezember 2026"
    assert day_words(day, ENGLISH) == "6 December 2026"
    assert long_day_words(day, ENGLISH) == "Sunday, 6 December 2026"


def test_places_lose_their_brackets_only_in_easy_language():
    assert place_words("Halle (Saale)", EASY) == "Halle Saale"
    assert place_words("Halle (Saale)", GERMAN) == "Halle (Saale)"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Hauptstr.", "Hauptstraße"),
        ("Berliner Str.", "Berliner Straße"),
        ("Beispielstraße", "Beispielstraße"),
        ("Am Markt", "Am Markt"),
    ],
)
def test_streets_are_written_out(written, spoken):
    assert street_words(written) == spoken


def test_distance():
    assert distance_words(0, EASY) == "weniger als 1 Kilometer"
    assert distance_words(5, EASY) == "etwa 5 Kilometer"


@pytest.mark.parametrize(
    ("note", "sentences"),
    [
        ("Wir warten. Kommen Sie!", ["Wir warten.", "Kommen Sie!"]),
        ("Der 1. FC spielt am 3. Mai.", ["Der 1. FC spielt am 3. Mai."]),
        ("Turnen e. V. Bonn hilft.", ["Turnen e. V. Bonn hilft."]),
        ("Allee Str. 5 ist hier.", ["Allee Str. 5 ist hier."]),
        ("Eins\n\nZwei ", ["Eins", "Zwei"]),
        ("  ", []),
    ],
)
def test_notes_are_cut_into_sentences(note, sentences):
    assert list(plain_sentences(note)) == sentences

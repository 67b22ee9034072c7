"""Cells are answers in many spellings, and answers are cells again."""

from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.config import CHECKOUT
from directory.content import Sports
from directory.spreadsheet import COLUMNS, Kind, Understanding, laid_over
from directory.spreadsheet.columns import Choice
from directory.spreadsheet.files import EXCEL_FAULT
from directory.web.clubs import names

MARKET = {"strasse": "Am Markt", "hausnummer": "5", "plz": "06108", "stadt": "Halle"}


@cache
def understanding() -> Understanding:
    return Understanding(Sports.load(CHECKOUT / "content"))


def read(**cells: str) -> dict[str, Any]:
    """The answers of a row without a fault; several of one name in a list."""
    reading = understanding().read(cells)
    assert reading.misread == ()
    found: dict[str, list[str]] = defaultdict(list)
    for name, value in laid_over((), reading):
        if value:
            found[name].append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def misread(**cells: str) -> set[str]:
    return {one.key for one in understanding().read(cells).misread}


@pytest.mark.parametrize(
    "text",
    ["ja", "Ja", "JA!", "j", "x", "X", "1", "true", "WAHR", "yes", "✓", "Ja, mit Rampe"],
)
def test_yes_in_many_spellings(text: str) -> None:
    assert read(zugang_toilet=text) == {"zugang_toilet": "ja"}


@pytest.mark.parametrize(
    "text", ["nein", "Nein.", "n", "0", "false", "falsch", "kein", "nicht vorhanden"]
)
def test_no_in_many_spellings(text: str) -> None:
    assert read(zugang_toilet=text) == {"zugang_toilet": "nein"}


@pytest.mark.parametrize("text", ["", "?", "-", "k.A.", "weiß nicht", "unbekannt", "Keine Angabe"])
def test_not_known_is_no_answer(text: str) -> None:
    assert read(zugang_toilet=text) == {}


def test_anything_else_is_asked_again() -> None:
    assert misread(zugang_toilet="teilweise") == {"zugang_toilet"}
    assert misread(zugang_toilet=EXCEL_FAULT) == {"zugang_toilet"}
    assert misread(verein=EXCEL_FAULT) == {"verein"}
    assert misread(form="irgendwie") == {"form"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 €/Monat", {"preis": "5", "preis_je": "monat"}),
        ("5,50 € pro Monat", {"preis": "5,50", "preis_je": "monat"}),
        ("30 Euro im Jahr", {"preis": "30", "preis_je": "jahr"}),
        ("EUR 8,- je Stunde", {"preis": "8,-", "preis_je": "einmal"}),
        ("12,50", {"preis": "12,50"}),
        ("kostenlos", {"kostenlos": "ja"}),
        ("0 €", {"kostenlos": "ja"}),
        ("10 € für Mitglieder", {"preis": "10", "preis_fuer": "für mitglieder"}),
        ("auf Anfrage", {"preis": "auf Anfrage"}),
    ],
)
def test_prices(text: str, expected: dict[str, str]) -> None:
    assert read(preis=text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8-14", {"alter_von": "8", "alter_bis": "14"}),
        ("8 bis 14 Jahre", {"alter_von": "8", "alter_bis": "14"}),
        ("ab 18", {"alter_von": "18"}),
        ("60+", {"alter_von": "60"}),
        ("bis 12 Jahre", {"alter_bis": "12"}),
        ("U18", {"alter_bis": "18"}),
        ("alle", {}),
        ("Erwachsene", {"alter_von": "18"}),
    ],
)
def test_ages(text: str, expected: dict[str, str]) -> None:
    assert read(alter=text) == expected


def test_other_words_are_no_age() -> None:
    assert misread(alter="jung geblieben") == {"alter"}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"strasse": "Am Markt 5a"}, {"strasse": "Am Markt", "hausnummer": "5a"}),
        ({"strasse": "Allee 17. Juni 1-3"}, {"strasse": "Allee 17. Juni", "hausnummer": "1-3"}),
        ({"strasse": "Sportpark Nord"}, {"strasse": "Sportpark Nord"}),
        ({"stadt": "06108 Halle (Saale)"}, {"plz": "06108", "stadt": "Halle (Saale)"}),
        ({"plz": "6108"}, {"plz": "06108"}),
        ({"plz": "D-06108 Halle"}, {"plz": "06108", "stadt": "Halle"}),
        ({"adresse": "Am Markt 5, 06108 Halle"}, MARKET),
        ({"adresse": "Am Markt 5\n06108 Halle"}, MARKET),
    ],
)  # fmt: skip
def test_addresses(cells: dict[str, str], expected: dict[str, str]) -> None:
    assert read(**cells) == expected


def test_sports_by_any_of_their_names() -> None:
    assert read(sport="Fußball, Judo") == {"sport": ["fussball", "judo"]}
    assert read(sport="Schwimmen und Quidditch") == {"sport": "schwimmen", "anderer": "Quidditch"}
    assert read(sport="schwimmen") == {"sport": "schwimmen"}


def test_choices_and_their_other_words() -> None:
    assert read(form="inklusiv", geschlecht="m/w/d", koennen="Anfänger, Freizeit") == {
        "form": "gemeinsam",
        "geschlecht": "alle",
        "koennen": ["probieren", "hobby"],
    }
    assert read(koennen="Anfänger und Wettkampf")["koennen"] == ["probieren", "wettkampf"]
    assert read(mitbringen="Turnschuhe, Ball") == {
        "mitbringen": "schuhe",
        "mitbringen_mehr": "Ball",
    }
    assert read(zeigen="Telefon, E-Mail")["zeigen"] == ["telefon", "mail"]


def test_each_help_is_a_tick_and_takes_no_other_away() -> None:
    before = (("hilfe", "easy_words"), ("hilfe", "rest_room"))
    reading = understanding().read({"hilfe_small_group": "ja", "hilfe_rest_room": "nein"})
    assert set(laid_over(before, reading)) == {("hilfe", "easy_words"), ("hilfe", "small_group")}


def test_times_in_columns_and_in_one_cell_are_the_same() -> None:
    one = read(tag_1="Mo + Mi", von_1="18:00", bis_1="19:30")
    assert one == read(zeiten="Mo + Mi 18-19:30 Uhr")
    assert read(tag_1="Montag", uhrzeit="18-19:30 Uhr") == {
        "art": "woche",
        "tag_1": "mo",
        "von_1": "18:00",
        "bis_1": "19:30",
    }
    assert read(tag_1="Montag", von_1="0,75")["von_1"] == "18:00"


def test_rhythms() -> None:
    found = read(tag_1="Di", von_1="17:00", alle="14-tägig", ab="46150")
    assert (found["alle_1"], found["ab_1"]) == ("2", "8.5.2026")
    assert read(tag_1="Di", alle="Jede Woche") == {"art": "woche", "tag_1": "di"}
    assert read(absprache="ja") == {"art": "absprache"}
    assert read(termine="3.5.2027 10-12 Uhr") == {
        "art": "termine",
        "datum_1": "3.5.2027",
        "uhr_1": "10:00",
        "uhrbis_1": "12:00",
    }


def test_times_that_are_not_understood_name_their_column() -> None:
    assert misread(tag_1="Xyz") == {"tag_1"}
    assert misread(zeiten="nach Wetter") == {"zeiten"}
    assert misread(termine="im Mai") == {"termine"}
    assert misread(uhrzeit="18 Uhr") == {"tag_1"}
    assert misread(zeiten="täglich 8-9 Uhr") == {"zeiten"}
    assert misread(tag_1="Mo", alle="manchmal") == {"alle"}


def test_a_word_takes_away_what_was_known() -> None:
    before = (("preis", "5"), ("telefon", "1"), ("art", "woche"), ("tag_1", "mo"))
    reading = understanding().read({"preis": "löschen", "tag_1": "Löschen"})
    assert laid_over(before, reading) == (("telefon", "1"),)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("form", names.FORMS),
        ("geschlecht", names.GENDERS),
        ("koennen", names.LEVELS),
        ("preis_je", names.PERIODS),
        ("lage", names.STATES_OF_OFFER),
        ("bus_art", names.WAYS),
        ("zeigen", names.SHOWN),
        ("antwort", names.ANSWERS_BY),
        ("mitbringen", names.BRING),
        ("alle", names.RHYTHMS),
        ("tag_1", names.WEEKDAYS),
    ],
)
def test_columns_offer_what_the_question_pages_offer(key: str, values: Any) -> None:
    assert [choice.value for choice in COLUMNS[key].choices] == list(values)


def test_columns_know_every_fact_of_the_question_pages() -> None:
    facts = (*names.ACCESS, *names.SENSES, *names.COMPANION, *names.COST_HELP, *names.TRIAL)
    assert {*facts, "kostenlos", "ferien", "einwilligung"} <= COLUMNS.keys()
    assert {f"hilfe_{name}" for name in names.SUPPORT} <= COLUMNS.keys()


@pytest.mark.parametrize(
    "key", [key for key, column in COLUMNS.items() if column.choices and key != "absprache"]
)
def test_every_choice_is_understood_as_it_is_offered(key: str) -> None:
    column = COLUMNS[key]
    for choice in column.choices:
        for words in (choice.words, *choice.also):
            reading = understanding().read({key: words})
            assert reading.misread == (), words
            assert _means(column.kind, choice, dict(reading.answers)), (words, reading.answers)


def _means(kind: Kind, choice: Choice, answers: dict[str, str]) -> bool:
    if kind is Kind.DAYS:
        return answers.get("tag_1") == choice.value or any(
            name.startswith("tag_") and value == choice.value for name, value in answers.items()
        )
    return choice.value in ("weiss", "1") or choice.value in answers.values() or not answers


_YES_NO = st.sampled_from(["ja", "nein", ""])
_ROWS = st.fixed_dictionaries(
    {},
    optional={
        "sport": st.sampled_from(["Schwimmen", "Judo", "Boccia, Tanzen"]),
        "tag_1": st.sampled_from(["Montag", "Dienstag"]),
        "von_1": st.sampled_from(["9:00", "17:30"]),
        "bis_1": st.sampled_from(["19:00", "20:15"]),
        "alle": st.sampled_from(["Jede Woche", "Das letzte Mal im Monat"]),
        "form": st.sampled_from([choice.words for choice in COLUMNS["form"].choices]),
        "koennen": st.sampled_from(["Zum Spaß", "Für Anfänger und Anfängerinnen, Zum Spaß"]),
        "kostenlos": _YES_NO,
        "zugang_toilet": _YES_NO,
        "hilfe_small_group": st.sampled_from(["ja", ""]),
        "mitbringen": st.sampled_from(["Turnschuhe", "Turnschuhe, Ein Ball"]),
        "verein": st.text(min_size=1, max_size=20).map(str.strip).filter(bool),
    },
)


@given(_ROWS)
def test_a_row_that_was_written_by_us_says_the_same_again(row: dict[str, str]) -> None:
    first = laid_over((), understanding().read(row))
    cells = understanding().cells(first)
    again = laid_over((), understanding().read(cells))
    assert sorted(filter(lambda pair: pair[1], again)) == sorted(
        filter(lambda pair: pair[1], first)
    )
    assert understanding().cells(again) == cells


@given(st.dictionaries(st.sampled_from(sorted(COLUMNS)), st.text(max_size=60), max_size=12))
def test_nothing_in_a_cell_makes_it_fail(row: dict[str, str]) -> None:
    laid_over((), understanding().read(row))

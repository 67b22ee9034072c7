"""Columns are known by their headings, in any order and in many spellings."""

import pytest

from directory.spreadsheet import COLUMNS, Headings, How
from directory.spreadsheet.columns import template


def keys(*headings: str) -> list[str]:
    return [column.key for column in Headings.find([list(headings)]).columns]


def test_our_own_headings_are_known() -> None:
    own = template()
    found = Headings.find([[column.heading for column in own]])
    assert [column.key for column in found.columns] == [column.key for column in own]
    assert {column.how for column in found.columns} == {How.SAME}


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Vereinsname", "verein"),
        ("VEREIN", "verein"),
        ("Verein / Träger", "verein"),
        ("Sportangebot", "sport"),
        ("PLZ", "plz"),
        ("Postleizahl", "plz"),
        ("Ort", "stadt"),
        ("Strasse", "strasse"),
        ("Straße/Nr.", "strasse"),
        ("E-Mail", "mail"),
        ("eMail", "mail"),
        ("Tel.-Nr.", "telefon"),
        ("Telephon", "telefon"),
        ("Ansprechpartner*in", "vorname"),
        ("barrierefrei?", "zugang_step_free_entrance"),
        ("Kosten in €", "preis"),
        ("Trainingszeiten", "zeiten"),
        ("Wochentag", "tag_1"),
        ("Beginn (Uhrzeit)", "von_1"),
        ("Homepage", "website"),
        ("Bemerkung", ""),
        ("Vorsitzende", ""),
        ("Mitglieder 2025", ""),
    ],
)
def test_headings_of_other_lists(heading: str, key: str) -> None:
    assert keys("Verein" if key != "verein" else "Sport", heading)[1] == key


def test_further_days_count_on() -> None:
    assert keys("Verein", "Tag", "von", "bis", "Tag", "von", "bis") == [
        "verein", "tag_1", "von_1", "bis_1", "tag_2", "von_2", "bis_2",
    ]  # fmt: skip
    assert keys("Verein", "Wochentag 2", "von (2)", "Tag") == ["verein", "tag_2", "von_2", "tag_1"]


def test_the_surest_column_wins() -> None:
    assert keys("Sport", "Postleizahl", "PLZ") == ["sport", "", "plz"]


def test_headings_may_stand_lower() -> None:
    above = [["Angebotsliste 2026"], [], ["Stand:", "1.11.2026"]]
    found = Headings.find([*above, ["Verein", "Sport", "PLZ"], ["SV", "Judo", "06108"]])
    assert found.row == 3
    assert found.is_known


def test_a_table_of_something_else_is_not_taken_for_offers() -> None:
    found = Headings.find([["Artikel", "Menge"], ["Ball", "3"]])
    assert (found.row, found.is_known) == (0, False)
    assert Headings.find([]).columns == ()


def test_a_person_has_the_last_word() -> None:
    found = Headings.find([["Verein", "Sport", "Bemerkung"]])
    changed = found.with_chosen(["", "sport", "text_deutsch", "mehr"])
    assert [column.key for column in changed.columns] == ["", "sport", "text_deutsch"]
    assert [column.how for column in changed.columns] == [How.CHOSEN, How.SAME, How.CHOSEN]
    assert [column.key for column in found.with_chosen(["<b>", "x"]).columns] == ["", "", ""]


def test_no_heading_means_two_things() -> None:
    from directory.spreadsheet.headings import _plain

    own = [_plain(column.heading) for column in COLUMNS.values()]
    assert len(set(own)) == len(own)

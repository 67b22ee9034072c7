"""Workbooks open in other programs, offer choices, and never hold a formula."""

import pytest

from directory.config import CHECKOUT
from directory.content import Sports
from directory.easy_language.checking import check_each
from directory.easy_language.findings import Severity
from directory.spreadsheet import COLUMNS, Headings, Understanding, read_file
from directory.spreadsheet.columns import template
from directory.spreadsheet.workbook import _HOW, Line, answer_workbook, template_workbook
from directory.web.clubs.table.planning import rows_of
from tests.spreadsheet.hostile import read_back, sheet_xml

# Examples are written as people type them; headings stay whole, so that they are known again.
MEANT = ("kompositum", "uhrzeit", "zahl", "sonderzeichen", "datum", "abkuerzung")
SPORTS = Understanding(Sports.load(CHECKOUT / "content")).sport_names()
HOSTILE = (
    "=1+1",
    "+49 345",
    "-5",
    "@SUM(A1)",
    '=HYPERLINK("http://x.example")',
    "\x07Glocke",
    "<b>&",
)


def test_the_template_has_a_manual_lists_and_an_example() -> None:
    book = read_back(template_workbook(SPORTS))
    assert book.sheetnames == ["Angebote", "Listen", "So geht es"]
    assert book["Listen"].sheet_state == "hidden"
    sheet = book["Angebote"]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in template()]
    assert sheet["A2"].value == "Beispiel"
    assert sheet.freeze_panes == "C2"
    manual = [cell.value for cell in book["So geht es"]["A"]]
    assert {column.heading for column in template()} <= set(manual)


def test_what_can_be_chosen_is_offered() -> None:
    book = read_back(template_workbook(SPORTS))
    sheet, lists = book["Angebote"], book["Listen"]
    offered = {}
    for validation in sheet.data_validations.dataValidation:
        assert validation.type == "list"
        assert not validation.showErrorMessage, "other words may be typed too"
        first = str(validation.sqref).split(":")[0]
        name, area = validation.formula1.split("!")
        assert name == "Listen"
        words = [row[0].value for row in lists[area.replace("$", "")]]
        offered[sheet[f"{first.rstrip('0123456789')}1"].value] = words
        assert str(validation.sqref).split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") > "300"
    assert offered["Sportart"] == list(SPORTS)
    assert "Schwimmen" in offered["Sportart"]
    for column in template():
        if column.choices:
            assert offered[column.heading] == [choice.words for choice in column.choices]


def test_the_template_is_read_again_and_its_example_is_passed_over() -> None:
    sheets = read_file(template_workbook(SPORTS))
    sheet = next(one for one in sheets if one.name == "Angebote")
    assert rows_of(sheet.rows, Headings.find(sheet.rows)) == ()


def test_the_example_would_be_right() -> None:
    cells = {column.key: column.sample for column in template() if column.sample}
    assert Understanding(Sports.load(CHECKOUT / "content")).read(cells).misread == ()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_never_a_formula(text: str) -> None:
    content = answer_workbook(
        SPORTS, [Line({"verein": text, "sport": "Judo"}, [text], {"sport": text})]
    )
    assert b"<f>" not in sheet_xml(content)
    sheet = read_back(content)["Angebote"]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n"), cell.coordinate
            assert cell.value is None or cell.data_type == "s"
    kept = text.replace("\x07", "")
    assert sheet["C2"].value == kept
    assert read_file(content)[0].rows[1][2] == kept.strip()


def test_an_answer_says_what_is_wrong_in_words_colour_and_note() -> None:
    line = Line({"verein": "SV", "plz": "1"}, ["Zeile doppelt."], {"plz": "Sie hat 5 Ziffern."})
    sheet = read_back(answer_workbook(SPORTS, [line, Line({"verein": "TSV"})]))["Angebote"]
    assert sheet["A1"].value == "Was stimmt nicht?"
    assert sheet["A2"].value == "Zeile doppelt.\nPostleitzahl: Sie hat 5 Ziffern."
    assert sheet["A3"].value is None
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "Postleitzahl")
    cell = sheet[f"{column}2"]
    assert cell.comment.text == "Sie hat 5 Ziffern."
    assert cell.fill.fgColor.rgb.endswith("FFD9D2")


def test_an_answer_keeps_columns_that_we_only_read() -> None:
    line = Line({"verein": "SV", "zeiten": "Mo 18 Uhr", "adresse": "Am Markt 5"})
    sheet = read_file(answer_workbook(SPORTS, [line]))[0]
    found = Headings.find(sheet.rows)
    (row,) = rows_of(sheet.rows, found)
    assert row.cells == {"verein": "SV", "zeiten": "Mo 18 Uhr", "adresse": "Am Markt 5"}


def test_more_than_three_weekdays_have_their_columns() -> None:
    line = Line({f"tag_{number}": "Montag" for number in range(1, 6)})
    headings = [cell.value for cell in read_back(answer_workbook(SPORTS, [line]))["Angebote"][1]]
    assert "Tag 5" in headings
    assert "Tag 6" not in headings


def test_the_words_of_the_workbook_are_easy() -> None:
    texts = {*_HOW, *(column.note for column in COLUMNS.values())}
    faults = {
        (sentence.text, finding.rule)
        for text in filter(None, texts)
        for sentence in check_each(text)
        for finding in sentence.findings
        if finding.severity is Severity.FAULT and finding.rule not in MEANT
    }
    assert faults == set()


def test_postcodes_keep_their_first_figure() -> None:
    book = read_back(template_workbook(SPORTS, [{"plz": "06108", "telefon": "0345 1"}]))
    values = {cell.value for cell in book["Angebote"][3]}
    assert {"06108", "0345 1"} <= values

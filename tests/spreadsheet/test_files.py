"""Tables of any shape are read as text; files made to do harm are refused within moments."""

import io
import time
import zipfile
from datetime import date, datetime, timedelta
from datetime import time as clock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.spreadsheet import Problem, Refused, read_file
from directory.spreadsheet.files import EXCEL_FAULT, MOST_ROWS
from tests.spreadsheet import hostile
from tests.spreadsheet.hostile import workbook

HEAD = ["Verein", "Sport"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def problem(content: bytes) -> Problem:
    with pytest.raises(Refused) as refused:
        read_file(content)
    return refused.value.problem


def rows(content: bytes) -> list[list[str]]:
    return [list(row) for row in read_file(content)[0].rows]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Problem.EMPTY),
        (b"\r\n\r\n", Problem.EMPTY),
        (workbook(), Problem.EMPTY),
        (b"x" * 5_000_001, Problem.TOO_BIG),
        (OLE + b"\0" * 600, Problem.OLD_EXCEL),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Problem.PASSWORD),
        (b"%PDF-1.7 a,b\n1,2", Problem.NO_TABLE),
        (b"\x89PNG\r\n\x1a\n\0\0", Problem.NO_TABLE),
        (b"Sehr geehrte Damen und Herren", Problem.NO_TABLE),
        (b"<html><table><tr><td>a</td></tr>,,</table>", Problem.NO_TABLE),
        (hostile.with_macros(), Problem.MACROS),
        (hostile.xml_bomb(), Problem.HARMFUL),
        (hostile.xml_bomb("xl/worksheets/sheet1.xml"), Problem.HARMFUL),
        (hostile.xml_bomb("xl/workbook.xml"), Problem.HARMFUL),
        (hostile.outside_entity(), Problem.HARMFUL),
        (hostile.zip_bomb(), Problem.HARMFUL),
        (workbook(HEAD, ["SV", "Judo"])[:-400], Problem.BROKEN),
        (workbook(HEAD, ["SV", "Judo"])[:500], Problem.BROKEN),
        (b"PK\x03\x04" + b"x" * 200, Problem.BROKEN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_read_says_why(content: bytes, expected: Problem) -> None:
    started = time.process_time()
    assert problem(content) is expected
    assert time.process_time() - started < 5


def test_other_packages_are_no_workbook() -> None:
    def package(*names: str) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as file:
            for name in names:
                file.writestr(name, "x")
        return made.getvalue()

    assert problem(package("mimetype", "content.xml")) is Problem.OTHER_PROGRAM  # ods
    assert problem(package("xl/workbook.bin")) is Problem.OTHER_PROGRAM  # xlsb
    assert problem(package("word/document.xml")) is Problem.NO_TABLE  # docx
    assert problem(package(*(f"{number}.xml" for number in range(2_000)))) is Problem.HARMFUL


def test_a_part_that_is_wrong_or_missing() -> None:
    content = workbook(HEAD)
    assert problem(hostile.with_parts(content, {"xl/workbook.xml": b"<nonsense"})) is Problem.BROKEN
    gone = hostile.with_parts(content, {}, without=("xl/worksheets/sheet1.xml",))
    assert problem(gone) is Problem.EMPTY


def test_a_million_empty_rows_take_no_time() -> None:
    content = hostile.million_empty_rows()
    assert len(content) < 5_000_000
    started = time.process_time()
    assert rows(content) == [HEAD, ["SV Blau", "Judo"]]
    assert time.process_time() - started < 5


def test_a_cell_far_below_the_table_is_not_searched_for() -> None:
    def far(sheet: object) -> None:
        sheet["A1048576"] = "x"  # type: ignore[index]

    assert rows(workbook(HEAD, ["SV", "Judo"], change=far)) == [HEAD, ["SV", "Judo"]]


def test_more_rows_than_allowed() -> None:
    assert problem(workbook(*[["SV", "Judo"]] * (MOST_ROWS + 60))) is Problem.TOO_MANY_ROWS
    assert len(rows(workbook(*[["SV", "Judo"]] * MOST_ROWS))) == MOST_ROWS


def test_cells_are_what_a_person_would_have_typed() -> None:
    content = workbook(
        ["a", 5, 5.0, 5.5, True, False, 6108],
        [date(2027, 5, 3), datetime(2027, 5, 3, 18, 30), clock(18, 30), timedelta(hours=18.1)],  # noqa: DTZ001
        ["  mit Rand ", "zwei\nZeilen", "a\u00a0b", None, 3451234567.0],
    )  # fmt: skip
    assert rows(content) == [
        ["a", "5", "5", "5,5", "ja", "nein", "6108"],
        ["3.5.2027", "3.5.2027 18:30", "18:30", "18:06"],
        ["mit Rand", "zwei\nZeilen", "a b", "", "3451234567"],
    ]


def test_of_a_formula_only_the_stored_value_counts() -> None:
    content = workbook(HEAD, ["SV", "=1+1"])
    assert rows(content) == [HEAD, ["SV"]], "nothing was worked out when it was saved"
    assert rows(hostile.with_external_link()) == [HEAD, ["SV Blau", "Tanzen"]]
    assert rows(workbook(HEAD, ["#REF!", "#NV"]))[1] == [EXCEL_FAULT, EXCEL_FAULT]


def test_hidden_sheets_are_left_out_and_hidden_rows_are_told() -> None:
    def change(sheet: object) -> None:
        book = sheet.parent  # type: ignore[attr-defined]
        other = book.create_sheet("Geheim")
        other.append(["x", "y"])
        other.sheet_state = "hidden"
        sheet.row_dimensions[2].hidden = True  # type: ignore[attr-defined]
        sheet.merge_cells("A3:B3")  # type: ignore[attr-defined]

    sheets = read_file(workbook(HEAD, ["SV", "Judo"], ["Neu", None], change=change))
    assert [sheet.name for sheet in sheets] == ["Sheet"]
    assert (sheets[0].hidden, sheets[0].merged) == (1, 1)
    assert [list(row) for row in sheets[0].rows] == [HEAD, ["SV", "Judo"], ["Neu"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_of_any_program(encoding: str, sign: str) -> None:
    lines = [["Verein", "Straße", "Zeit"], ["SV Größe", "Am Markt 5", f'"Mo{sign} Mi"']]
    content = "\r\n".join(sign.join(line) for line in lines).encode(encoding)
    quoted = "Mo  Mi" if sign == "\t" else f"Mo{sign} Mi"
    assert rows(content) == [["Verein", "Straße", "Zeit"], ["SV Größe", "Am Markt 5", quoted]]


@given(st.binary(max_size=2_000))
@settings(max_examples=300)
def test_no_bytes_make_it_fail(content: bytes) -> None:
    for given_bytes in (content, b"PK\x03\x04" + content):
        try:
            read_file(given_bytes)
        except Refused as refused:
            assert refused.problem in Problem


# Made once: the time stands in it, so two of them may differ in length.
SOUND = workbook(HEAD, ["SV", "Judo"])


@given(st.data())
@settings(max_examples=60)
def test_a_broken_byte_in_a_workbook_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(SOUND)
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    try:
        read_file(bytes(content))
    except Refused as refused:
        assert refused.problem in Problem

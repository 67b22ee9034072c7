"""Files that are wrong, broken, or made to do harm."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook


def workbook(*rows: Any, change: Callable[[Any], None] | None = None) -> bytes:
    """A small workbook; ``change`` may do more to its sheet."""
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_parts(content: bytes, parts: dict[str, bytes], *, without: tuple[str, ...] = ()) -> bytes:
    """The package with some of its files changed or added."""
    made = io.BytesIO()
    pressed = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", pressed) as new:
        for name in old.namelist():
            if name not in parts and name not in without:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return made.getvalue()


def sheet_xml(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read("xl/worksheets/sheet1.xml")


def zip_bomb() -> bytes:
    """60 kB that unpack to 100 MB."""
    return with_parts(
        workbook(["Verein", "Sport"]), {"xl/worksheets/sheet2.xml": b" " * 100_000_000}
    )


def xml_bomb(where: str = "xl/sharedStrings.xml") -> bytes:
    """The billion laughs."""
    levels = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
    )
    bomb = f'<?xml version="1.0"?><!DOCTYPE sst [{levels}]><sst><si><t>&l9;</t></si></sst>'
    return with_parts(workbook(["Verein", "Sport"]), {where: bomb.encode()})


def outside_entity() -> bytes:
    """Wants a file of the machine in a cell."""
    xml = b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'
    return with_parts(workbook(["Verein", "Sport"]), {"xl/sharedStrings.xml": xml})


def with_macros() -> bytes:
    return with_parts(
        workbook(["Verein", "Sport"]), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"}
    )


def million_empty_rows() -> bytes:
    """A table of two rows with a million empty ones below, as some programs save them."""
    content = workbook(["Verein", "Sport"], ["SV Blau", "Judo"])
    rows = b"".join(b'<row r="%d"/>' % number for number in range(3, 1_000_003))
    xml = sheet_xml(content).replace(b"</sheetData>", rows + b"</sheetData>")
    return with_parts(content, {"xl/worksheets/sheet1.xml": xml})


def with_external_link() -> bytes:
    """A cell that asks another file, and the value that it had when it was saved."""
    content = workbook(["Verein", "Sport"], ["SV Blau", "Judo"])
    xml = sheet_xml(content)
    cell = b'<c r="B2" t="str"><f>[1]Tabelle!A1</f><v>Tanzen</v></c>'
    start = xml.index(b'<c r="B2"')
    end = xml.index(b"</c>", start) + 4
    return with_parts(content, {"xl/worksheets/sheet1.xml": xml[:start] + cell + xml[end:]})


def read_back(content: bytes) -> Any:
    """As another program would read it, with formulas if there are any."""
    return load_workbook(io.BytesIO(content))

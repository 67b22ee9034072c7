"""What a PDF file must hold so that everybody can read it (PDF/UA-1), as far as programs tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2

UA_MARK = "{http://www.aiim.org/pdfua/ns/id/}part"


@dataclass
class Tagged:
    """The tree of tags: kinds in reading order, with the nodes that carry them."""

    kinds: list[str] = field(default_factory=list)
    nodes: list[Any] = field(default_factory=list)

    def of(self, kind: str) -> list[Any]:
        return [node for one, node in zip(self.kinds, self.nodes, strict=True) if one == kind]


def tags_of(pdf: pikepdf.Pdf) -> Tagged:
    found = Tagged()
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop(0)
        if "/S" in node:
            found.kinds.append(str(node.S).lstrip("/"))
            found.nodes.append(node)
        kids = node.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting[:0] = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
    return found


def faults_of(body: bytes, language: str, title: str) -> list[str]:
    """Nothing where all is well."""
    with pikepdf.open(BytesIO(body)) as pdf:
        return list(_faults(pdf, language, title))


def _faults(pdf: pikepdf.Pdf, language: str, title: str) -> Iterator[str]:
    root = pdf.Root
    if str(root.get("/Lang", "")) != language:
        yield f"language {root.get('/Lang')}"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "is not marked as tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "shows the name of the file and not its title"
    with pdf.open_metadata() as words:
        if str(words.get(UA_MARK, "")) != "1":
            yield "has no mark of PDF/UA-1"
        if str(words.get("dc:title", "")) != title:
            yield f"title {words.get('dc:title')!r}"
    if "/JavaScript" in root.get("/Names", {}) or "/OpenAction" in root:
        yield "does something by itself"
    tags = tags_of(pdf)
    for figure in tags.of("Figure"):
        if not str(figure.get("/Alt", "")).strip():
            yield "a picture without words"
    for cell in tags.of("TD"):
        if not list(cell.get("/A", {}).get("/Headers", [])):
            yield "a cell of a table that knows no header"
    levels = [int(kind[1]) for kind in tags.kinds if re.fullmatch(r"H[1-6]", kind)]
    if not levels or levels[0] != 1:
        yield f"headings begin with {levels[:1]}"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"after a heading {before} comes {after}"
    for page in pdf.pages:
        if page.get("/Tabs") != "/S":
            yield "keys do not follow the structure"
        for note in page.get("/Annots", []):
            if note.Subtype == "/Link" and not str(note.get("/Contents", "")).strip():
                yield "a link without words"
        for name, font in page.Resources.get("/Font", {}).items():
            if not _is_embedded(font):
                yield f"font {name} is not inside"


def _is_embedded(font: Any) -> bool:
    parts = font.get("/DescendantFonts", [font])
    keys = ("/FontFile", "/FontFile2", "/FontFile3")
    return all(
        "/FontDescriptor" in part and any(key in part.FontDescriptor for key in keys)
        for part in parts
    )


def pages_of(body: bytes) -> int:
    with pikepdf.open(BytesIO(body)) as pdf:
        return len(pdf.pages)


def text_of(body: bytes) -> str:
    pdf = pypdfium2.PdfDocument(body)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()


def text_outside(body: bytes, margin: float = 14.0) -> list[str]:
    """Letters that stand where no printer prints, page by page (``margin`` in points)."""
    pdf = pypdfium2.PdfDocument(body)
    found = []
    try:
        for number, page in enumerate(pdf, 1):
            width, height = page.get_size()
            words = page.get_textpage()
            for at in range(words.count_rects()):
                left, bottom, right, top = words.get_rect(at)
                inside = left >= margin and right <= width - margin
                if not (inside and bottom >= margin and top <= height - margin):
                    found.append(f"page {number}: {words.get_text_bounded(*words.get_rect(at))!r}")
    finally:
        pdf.close()
    return found

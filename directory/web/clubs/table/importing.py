"""What ``directory import-table`` does: the same as the pages, for lists that operators have."""

from collections import Counter
from collections.abc import Iterator

from flask import Flask

from directory.spreadsheet import Refused
from directory.spreadsheet.workbook import answer_workbook
from directory.web.clubs.table.answering import line_of
from directory.web.clubs.table.delivering import deliver
from directory.web.clubs.table.holding import hold, plan, table_in
from directory.web.clubs.table.pages import problem_words
from directory.web.clubs.table.planning import Planned, understanding
from directory.web.messages.forms import email
from directory.web.parts import EXTENSION as PARTS
from directory.web.parts import Parts

EXTENSION = "directory.import_table"
"""Where the command finds ``import_table``: commands stand beside the pages, not above them."""

_ROWS_TOLD = 40


def register(app: Flask) -> None:
    app.extensions[EXTENSION] = import_table


def import_table(
    app: Flask, content: bytes, name: str, address: str, *, dry_run: bool
) -> tuple[list[str], bytes]:
    """What is to be told, and the table with our answer. Raises ``ValueError`` with a sentence.

    The operator vouches for the address: changes of clubs that it looks after are made at once.
    """
    known: Parts = app.extensions[PARTS]
    base = known.site.public_url or "http://127.0.0.1"
    with app.test_request_context("/", base_url=base):
        sender = email(address)
        if not sender:
            raise ValueError(f"{address!r} is no address of mail.")
        try:
            sheet, headings = table_in(content)
        except Refused as refused:
            raise ValueError(problem_words(refused.problem)) from refused
        this = hold(sheet, name, sender, proven=True)
        rows = plan(this)
        told = [
            *(f"not read: {one.words}" for one in headings.columns if one.words and not one.key),
            *_told(rows),
        ]
        if not dry_run:
            deliver(this, seconds=float("inf"))
            told.append("Sent.")
            rows = plan(this)
        lines = [line_of(one) for one in rows]
        return told, answer_workbook(understanding().sport_names(), lines)


def _told(rows: tuple[Planned, ...]) -> Iterator[str]:
    wrong = [row for row in rows if row.faults or row.sentences]
    for row in wrong[:_ROWS_TOLD]:
        words = [*row.sentences, *(f"{key}: {fault}" for key, fault in row.faults.items())]
        yield f"row {row.row.number}: {' | '.join(words)}"
    if len(wrong) > _ROWS_TOLD:
        yield f"... and {len(wrong) - _ROWS_TOLD} rows more; the answer names them all."
    counts = Counter(row.verdict.value for row in rows)
    yield ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())) or "0 rows"

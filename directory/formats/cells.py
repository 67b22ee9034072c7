"""Values of a table as text of one line, which no program takes for a formula."""

import unicodedata
from datetime import UTC, date, datetime
from typing import Final

Value = str | int | float | bool | date | None

BETWEEN: Final = " | "
"""Parts the entries of a cell that holds several."""

# Excel holds 32,767 units of UTF-16 in a cell; a sign outside the first plane takes two of them.
MOST_UNITS: Final = 32_000
# A cell that begins so is worked out by programs for tables, also in the wide forms of Asia.
_FORMULA: Final = "=+-@＝＋－＠"


def guarded(text: str) -> str:
    """With an apostrophe before what would be worked out.

    Signs that nobody sees are no guard: some programs take them away and work out the rest.
    """
    for sign in text:
        if unicodedata.category(sign) not in ("Cf", "Zs", "Cc"):
            return f"'{text}" if sign in _FORMULA else text
    return text


def cell(value: Value, *, comma: bool = False) -> str:
    """A value as text of a file; ``comma`` writes numbers as people in Germany do.

    Texts have one line already (``signs.one_line``).
    """
    match value:
        case str():
            return guarded(value)
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            number = f"{value:.7f}".rstrip("0").rstrip(".")
            return number.replace(".", ",") if comma else number
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return str(value)


def cut(text: str) -> str:
    """What fits into one cell of a workbook, with a mark where something is missing."""
    if len(text) <= MOST_UNITS // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_UNITS:
        return text
    # Half of a sign at the end is left out.
    return units[: 2 * MOST_UNITS].decode("utf-16-le", "ignore") + " …"

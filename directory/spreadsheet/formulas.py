"""Texts of strangers in tables: programs must not work them out."""

from typing import Final

# A cell that begins so is worked out by programs for tables, also in the wide forms of Asia.
_FORMULA: Final = tuple("=+-@\t\r＝＋－＠")


def no_formula(text: str) -> str:
    """With a mark before it where a program would take the text for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text

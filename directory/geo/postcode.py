"""Reads a German postcode out of what people type: 06 108, D-06108, O6108."""

import re

# Not part of a longer number such as 0345123456, nor of a word.
_POSTCODE = re.compile(
    r"(?<![\w.,/-])(?:d(?:e)?\s*[-–]?\s*)?((?:[0-9oOlI][ \t]?){4}[0-9oOlI])(?![\w-])", re.IGNORECASE
)
_DIGITS = str.maketrans("oOlLI", "00111")


def find_postcode(text: str) -> tuple[str, int, int] | None:
    """The first postcode with where it begins and ends; at least three signs must be digits."""
    for found in _POSTCODE.finditer(text):
        signs = found[1].replace(" ", "").replace("\t", "")
        if sum(sign.isdigit() for sign in signs) >= 3:
            return signs.translate(_DIGITS), found.start(), found.end()
    return None

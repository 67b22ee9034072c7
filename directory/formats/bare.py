"""Text as formats want it that forbid mark-up: every letter stays, and nothing works."""

import html
import re

from directory.formats.signs import clean

_ENTITY = re.compile(r"&(#?\w+);?")
_BRACKETS = str.maketrans("<>", "‹›")


def bare(text: str) -> str:
    """Without tags and entities in the eyes of any reader, and without signs of the machine.

    Brackets become typographic ones: taking tags out would also take "Kinder <6 Jahre>".
    """
    text = clean(text)
    while (decoded := clean(_ENTITY.sub(_decoded, text))) != text:
        text = decoded
    return text.translate(_BRACKETS).strip()


def _decoded(entity: re.Match[str]) -> str:
    """Some readers also decode "&uuml" without its end."""
    whole = f"&{entity[1]};"
    decoded = html.unescape(whole)
    return entity[0] if decoded == whole else decoded

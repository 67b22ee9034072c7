"""Text as formats want it that forbid mark-up: every letter stays, and nothing works."""

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(#?\w+);?")
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# They turn the direction of all that follows, also of the text of whoever shows it.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_BRACKETS = str.maketrans("<>", "‹›")


def bare(text: str) -> str:
    """Without tags and entities in the eyes of any reader, and without signs of the machine.

    Brackets become typographic ones: taking tags out would also take "Kinder <6 Jahre>".
    """
    text = _kept(text)
    while (decoded := _kept(_ENTITY.sub(_decoded, text))) != text:
        text = decoded
    return text.translate(_BRACKETS).strip()


def _kept(text: str) -> str:
    return "".join(filter(_is_kept, _LINE_END.sub("\n", text)))


def _decoded(entity: re.Match[str]) -> str:
    """Some readers also decode "&uuml" without its end."""
    whole = f"&{entity[1]};"
    decoded = html.unescape(whole)
    return entity[0] if decoded == whole else decoded


def _is_kept(letter: str) -> bool:
    if letter in "\n\t":
        return True
    if letter in _TURNING or ord(letter) & 0xFFFE == 0xFFFE:
        return False
    return unicodedata.category(letter) not in ("Cc", "Cs")

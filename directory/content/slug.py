"""Makes the readable end of an address out of a name."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "&": " "}
)
_NO_WORD = re.compile(r"[^a-z0-9]+")


def slug_of(name: str) -> str:
    """Lower case letters, figures and hyphens; "name" where nothing else is left."""
    spelt = unicodedata.normalize("NFC", name).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return _NO_WORD.sub("-", plain).strip("-") or "name"

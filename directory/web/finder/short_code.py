"""Short numbers for offers: made from the id, so they stay when names and addresses change.

Figures alone, because they are read aloud and dialled in any language and none looks like another.
Eight come from the id, the ninth checks them, so a slip of the finger finds no wrong offer.
"""

import re
from typing import NamedTuple

FIGURES = 8
_IDS_BEGIN_WITH = 16**8
_CODES = 10**FIGURES
_SEPARATORS = re.compile(r"[\s.\-‐‑–]+")


class Ids(NamedTuple):
    """All ids from ``first`` on that come before ``end``; about 43 of 4 thousand million."""

    first: str
    end: str


def short_code(id: str) -> str:
    """ "123-456-789"; empty for an id that is no UUID, which then has no short number.

    Ids are random UUIDs, so their first 8 figures are spread evenly.
    """
    try:
        beginning = int(id[:8], 16)
    except ValueError:
        return ""
    digits = f"{beginning * _CODES // _IDS_BEGIN_WITH:0{FIGURES}d}"
    digits += _check_figure(digits)
    return "-".join((digits[:3], digits[3:6], digits[6:]))


def ids_of(code: str) -> Ids | None:
    """The ids that have this number, however it is spaced; None for a mistyped one."""
    digits = _SEPARATORS.sub("", code)
    if not (len(digits) == FIGURES + 1 and digits.isascii() and digits.isdecimal()):
        return None
    if _check_figure(digits[:-1]) != digits[-1]:
        return None
    number = int(digits[:-1])
    return Ids(_beginning(number), _beginning(number + 1))


def _beginning(number: int) -> str:
    """The lowest id with this number; "g" comes after all hexadecimal figures."""
    lowest = -(-number * _IDS_BEGIN_WITH // _CODES)
    return f"{lowest:08x}" if lowest < _IDS_BEGIN_WITH else "g"


def _check_figure(digits: str) -> str:
    """ISO 7064, MOD 11,10: notices each wrong figure and nearly all swapped neighbours."""
    rest = 10
    for digit in digits:
        total = (rest + int(digit)) % 10 or 10
        rest = total * 2 % 11
    return str((11 - rest) % 10)

"""The mark of the site: ours, or the file that the operator names."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

_VIEW_BOX = re.compile(rb"""<svg[^>]*?\sviewBox=["']([^"']+)["']""", re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"
_LARGEST_BYTES = 100_000


class WrongLogo(ValueError):
    """Says why a file cannot be the logo."""


@dataclass(frozen=True, slots=True)
class Logo:
    """``width`` is that of a logo which is shown ``SHOWN_HEIGHT`` pixels high."""

    SHOWN_HEIGHT: ClassVar[int] = 56

    name: str
    width: int = SHOWN_HEIGHT
    body: bytes = b""


OUR_LOGO = Logo("logo.svg")


def logo_of(file: str) -> Logo:
    """Reads the file; raises ``WrongLogo`` where it is no SVG or PNG that can be shown."""
    try:
        body = Path(file).read_bytes()
    except OSError as error:
        raise WrongLogo(f"{file} cannot be read.") from error
    if len(body) > _LARGEST_BYTES:
        raise WrongLogo(f"{file} has {len(body)} bytes; a logo has at most {_LARGEST_BYTES}.")
    ending = Path(file).suffix.lower()
    ratio = {".svg": _svg_ratio, ".png": _png_ratio}.get(ending, _no_ratio)(body)
    if not ratio:
        raise WrongLogo(f"{file} is no SVG with a viewBox and no PNG.")
    return Logo(f"site_logo{ending}", max(1, round(Logo.SHOWN_HEIGHT * ratio)), body)


def _svg_ratio(body: bytes) -> float:
    """Width by height; 0 where there is none."""
    found = _VIEW_BOX.search(body)
    numbers = found[1].decode("ascii", "replace").replace(",", " ").split() if found else []
    try:
        _, _, width, height = map(float, numbers)
    except ValueError:
        return 0.0
    return width / height if width > 0 and height > 0 else 0.0


def _png_ratio(body: bytes) -> float:
    if not body.startswith(_PNG) or len(body) < 24:
        return 0.0
    width, height = int.from_bytes(body[16:20]), int.from_bytes(body[20:24])
    return width / height if height else 0.0


def _no_ratio(_body: bytes) -> float:
    return 0.0

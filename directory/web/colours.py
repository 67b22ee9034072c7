"""The operator's main colour and its shades, each with enough contrast for the text on it."""

import re
from dataclasses import dataclass

Light = tuple[float, float, float]

ENOUGH = 7.0
WHITE: Light = (1.0, 1.0, 1.0)
BLACK: Light = (0.0, 0.0, 0.0)
# The quiet surfaces of css/tokens.css on which links stand; a test compares them.
LIGHT_SURFACES = ("#fffaf2", "#ffffff", "#e6f0f2", "#f6ead6")
DARK_SURFACES = ("#14181b", "#1e2428", "#20303a", "#332c20")
_STEPS = 200


class WrongColour(ValueError):
    """Says what is wrong with a colour and which one would do."""


@dataclass(frozen=True, slots=True)
class Shades:
    """``main`` and ``deep`` are for light pages, ``pale`` and ``palest`` for dark ones."""

    main: str
    deep: str
    pale: str
    palest: str

    @property
    def style(self) -> str:
        """Replaces the four values of css/tokens.css."""
        return (
            f":root {{ --main: {self.main}; --main-deep: {self.deep}; "
            f"--main-pale: {self.pale}; --main-palest: {self.palest}; }}\n"
        )


def shades(colour: str) -> Shades:
    """The colour as it is on white, and its shades on all other surfaces."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise WrongColour(f"{colour!r} is no colour; write it like #0a4a5c.")
    found = contrast(colour, "#ffffff")
    if found < ENOUGH:
        raise WrongColour(
            f"{colour} has a contrast of {found:.1f} : 1 with white, but people need "
            f"{ENOUGH:.0f} : 1 to read it. A darker shade of it would do: "
            f"{_mixed_until_readable(colour, BLACK, LIGHT_SURFACES)}."
        )
    main = _mixed_until_readable(colour, BLACK, LIGHT_SURFACES)
    pale = _mixed_until_readable(colour, WHITE, DARK_SURFACES)
    return Shades(main, _mixed(main, BLACK, 0.35), pale, _mixed(pale, WHITE, 0.5))


def contrast(one: str, other: str) -> float:
    """By the formula of WCAG 2: from 1 for the same colour to 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _mixed_until_readable(colour: str, end: Light, surfaces: tuple[str, ...]) -> str:
    for step in range(_STEPS):
        found = _mixed(colour, end, step / _STEPS)
        if all(contrast(found, surface) >= ENOUGH for surface in surfaces):
            return found
    return _hex(end)


def _mixed(colour: str, end: Light, share: float) -> str:
    red, green, blue = (
        one + (other - one) * share for one, other in zip(_parts(colour), end, strict=True)
    )
    return _hex((red, green, blue))


def _parts(colour: str) -> Light:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(light: Light) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in light)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

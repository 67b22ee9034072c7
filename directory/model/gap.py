"""Figures of a gap report that are kept, so that change can be seen."""

from dataclasses import dataclass
from typing import Final

# The key of the whole country, where others are those of regions and places.
EVERYWHERE: Final = "deutschland"


@dataclass(frozen=True, slots=True)
class GapFigures:
    """Of one month: offers in the region, and how many of a hundred inhabitants have any within 5,
    10 and 20 km."""

    month: str
    offers: int
    shares: tuple[float, ...]

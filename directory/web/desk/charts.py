"""Bars of numbers as the server draws them; the table beside them says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# Of the drawing, in units of its own; it grows with the page.
WIDTH: Final = 600.0
HEIGHT: Final = 120.0
_GAP: Final = 0.2
# So little that somebody still sees that it is not nothing.
_LEAST: Final = 2.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One of the drawing, with the number that it stands for."""

    words: str
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """``key`` names its place on the page, ``spoken`` is its whole name for ears."""

    key: str
    title: str
    column: str
    total: int
    most: int
    spoken: str
    bars: tuple[Bar, ...]

    @property
    def first(self) -> str:
        return self.bars[0].words

    @property
    def last(self) -> str:
        return self.bars[-1].words


def chart_of(key: str, title: str, column: str, numbers: Sequence[tuple[str, int]]) -> Chart:
    """One bar for each number; ``column`` says what their words are: days or months."""
    total = sum(number for _, number in numbers)
    most = max(number for _, number in numbers)
    step = WIDTH / len(numbers)
    bars = tuple(
        Bar(
            words,
            number,
            round(place * step + step * _GAP / 2, 1),
            round(HEIGHT - _height(number, most), 1),
            round(step * (1 - _GAP), 1),
            round(_height(number, most), 1),
        )
        for place, (words, number) in enumerate(numbers)
    )
    return Chart(key, title, column, total, most, _spoken(title, numbers, total, most), bars)


def _height(number: int, most: int) -> float:
    return max(_LEAST, HEIGHT * number / most) if number else 0.0


def _spoken(title: str, numbers: Sequence[tuple[str, int]], total: int, most: int) -> str:
    if not total:
        return f"{title}: keine."
    when = next(words for words, number in numbers if number == most)
    return f"{title}: zusammen {total}. Am meisten: {when} mit {most}."

"""Turns the address of a frame into what it shows, and back into an address."""

from dataclasses import dataclass
from typing import Final, Self

from directory.catalogue.query import Args, OfferQuery

COUNTS: Final = (3, 5, 10)
USUAL_COUNT: Final = 5
COLOURS: Final = ("hell", "dunkel")


@dataclass(frozen=True, slots=True)
class FrameQuery:
    """``query`` as in the search, ``count`` offers at once; ``colours`` "" are those of the device.

    Names and values of addresses stand in pages of others: they stay as they are.
    """

    query: OfferQuery
    count: int = USUAL_COUNT
    colours: str = ""

    @classmethod
    def from_args(cls, args: Args, usual_count: int = USUAL_COUNT) -> Self:
        """Never fails: a broken value becomes the usual one."""
        counts = {str(count): count for count in COUNTS}
        return cls(
            OfferQuery.from_args(args),
            counts.get(_first(args, "anzahl"), usual_count),
            colours_of(args),
        )

    def to_args(self, usual_count: int = USUAL_COUNT) -> list[tuple[str, str]]:
        """What is as usual is left out."""
        count = "" if self.count == usual_count else str(self.count)
        more = [("anzahl", count), ("farben", self.colours)]
        return [*self.query.to_args(), *((name, value) for name, value in more if value)]

    def at_page(self, page: int) -> "FrameQuery":
        return FrameQuery(self.query.with_(page=page), self.count, self.colours)


def colours_of(args: Args) -> str:
    chosen = _first(args, "farben")
    return chosen if chosen in COLOURS else ""


def _first(args: Args, name: str) -> str:
    return next((value.strip() for value in args.getlist(name)), "")

"""The one place where invented offers leave something to chance."""

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar
from uuid import UUID

from directory.model import UNKNOWN, Fact, Known

Item = TypeVar("Item")

YES = Fact(Known.YES)
NO = Fact(Known.NO)


class Choice(Generic[Item]):
    """Things of which some are likelier than others."""

    def __init__(self, weights: dict[Item, float]) -> None:
        self._items = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def at(self, part: float) -> Item:
        """The thing at a part, from 0 to below 1, of all weights."""
        place = bisect(self._sums, part * self._sums[-1])
        return self._items[min(place, len(self._items) - 1)]


class Dice(random.Random):
    """Random numbers of one seed, with the questions that the generator asks."""

    def chance(self, likely: float) -> bool:
        return self.random() < likely

    def below(self, end: int) -> int:
        return int(self.random() * end)

    def one_of(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]

    def weighted(self, choice: Choice[Item]) -> Item:
        return choice.at(self.random())

    def new_id(self) -> str:
        return str(UUID(int=self.getrandbits(128), version=4))

    def fact(self, missing: float, yes: float = 0.9) -> Fact:
        """Unknown with the likelihood ``missing``; of the known ones the part ``yes`` is yes."""
        if self.chance(missing):
            return UNKNOWN
        return YES if self.chance(yes) else NO

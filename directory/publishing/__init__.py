"""The bridge from the truth to the world: the index follows, search answers, mails leave."""

from directory.publishing.caring import Addresses, CareDone, Caring
from directory.publishing.finder import Finder
from directory.publishing.following import catch_up, follow, rebuild, stop_on_signals
from directory.publishing.ticking import Chores, Ticked, keep_ticking, tick

__all__ = [
    "Addresses",
    "CareDone",
    "Caring",
    "Chores",
    "Finder",
    "Ticked",
    "catch_up",
    "follow",
    "keep_ticking",
    "rebuild",
    "stop_on_signals",
    "tick",
]

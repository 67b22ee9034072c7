"""What happens is told: events for the log, and numbers that all processes of a machine share.

Never who asked, and never a word that somebody typed: only kinds, counts and times.
"""

from directory.watching import counted
from directory.watching.asking import Asking, asked_by, asking_now
from directory.watching.events import FIELDS, Event, Field, tell, told_with
from directory.watching.numbers import CELLS
from directory.watching.slow import Slowness, is_slow, is_slow_page, set_slowness, tell_slow

__all__ = [
    "CELLS",
    "FIELDS",
    "Asking",
    "Event",
    "Field",
    "Slowness",
    "asked_by",
    "asking_now",
    "counted",
    "is_slow",
    "is_slow_page",
    "set_slowness",
    "tell",
    "tell_slow",
    "told_with",
]

"""Who asks for something just now: a page, named by the pattern of its address, or a chore."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import randbelow
from typing import Final

NOBODY: Final = "-"


class Asking:
    """Its number is short enough to be told by telephone, and made by us when first asked for.

    A million of them are enough to find one line in the log of a day.
    """

    __slots__ = ("_find_name", "_name", "_number")

    def __init__(self, name: str | Callable[[], str]) -> None:
        """A name that takes time to find may be a function, which is asked only if need be."""
        self._find_name = name
        self._name = ""
        self._number = ""

    @property
    def name(self) -> str:
        if not self._name:
            found = self._find_name
            self._name = found if isinstance(found, str) else found()
        return self._name

    @property
    def number(self) -> str:
        """ "123-456"."""
        if not self._number:
            self._number = f"{randbelow(1000):03}-{randbelow(1000):03}"
        return self._number


_now: ContextVar[Asking | None] = ContextVar("asking", default=None)


def asking_now() -> Asking | None:
    return _now.get()


@contextmanager
def asked_by(asking: Asking) -> Iterator[Asking]:
    """Whatever is done inside is done for this page or chore."""
    before = _now.set(asking)
    try:
        yield asking
    finally:
        _now.reset(before)

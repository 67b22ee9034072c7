"""Names of photo files: random, and with their size, so that a page knows it without a question."""

import re
from dataclasses import dataclass
from typing import Final

# The longer side of what a page shows, so that three photos and the page stay below 300 kB.
SMALL_SIDE: Final = 640

_NAME = re.compile(r"([0-9a-f]{32})-([1-9]\d{0,3})x([1-9]\d{0,3})\.webp")


@dataclass(frozen=True, slots=True)
class PhotoName:
    """``<32 hex signs>-1600x1200.webp``; the same photo small is a file of its own."""

    stem: str
    width: int
    height: int

    @classmethod
    def of(cls, file: str) -> "PhotoName | None":
        """None for what is no name of ours."""
        found = _NAME.fullmatch(file)
        return cls(found[1], int(found[2]), int(found[3])) if found else None

    @property
    def file(self) -> str:
        return f"{self.stem}-{self.width}x{self.height}.webp"

    @property
    def small(self) -> "PhotoName":
        """The same photo as pages show it; itself when it is small enough."""
        longer = max(self.width, self.height)
        if longer <= SMALL_SIDE:
            return self
        width = max(1, round(self.width * SMALL_SIDE / longer))
        height = max(1, round(self.height * SMALL_SIDE / longer))
        return PhotoName(self.stem, width, height)

"""Finds recordings: a person reads the text of a page or of an offer aloud."""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from directory.content.sound_length import seconds

KINDS = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "opus": "audio/ogg"}
"""Endings that we know, the most widely understood first."""

_SAFE = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file; ``seconds`` is None where the file does not tell."""

    file: Path
    size_bytes: int
    seconds: int | None

    @property
    def ending(self) -> str:
        return self.file.suffix[1:]

    @property
    def kind(self) -> str:
        return KINDS[self.ending]


@dataclass(frozen=True, slots=True)
class Recordings:
    """What lies beside the texts of pages, and in the operator's folder for offers."""

    pages: Path
    offers: Path

    def of_page(self, name: str, language: str) -> Recording | None:
        """``pages/hilfe/easy.mp3``; ``language`` is easy, de or en."""
        return _recording(self.pages / name, language) if _SAFE.fullmatch(name) else None

    def of_offer(self, offer_id: str, language: str) -> Recording | None:
        """``<id of the offer>.easy.mp3``."""
        known = _SAFE.fullmatch(offer_id)
        return _recording(self.offers, f"{offer_id}.{language}") if known else None

    @property
    def state(self) -> str:
        """Changes when a recording comes or goes."""
        # Asked for every page, and most sites have none: to raise that it is missing takes longest.
        with suppress(OSError):
            if os.access(self.offers, os.F_OK):
                return str(self.offers.stat().st_mtime_ns)
        return ""


def _recording(folder: Path, stem: str) -> Recording | None:
    for ending in KINDS:
        file = folder / f"{stem}.{ending}"
        if file.is_file():
            known = file.stat()
            return _looked_into(file, known.st_size, known.st_mtime_ns)
    return None


@lru_cache(maxsize=1000)
def _looked_into(file: Path, size_bytes: int, _changed: int) -> Recording:
    return Recording(file, size_bytes, seconds(file))

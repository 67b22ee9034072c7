"""A list of offers as this visitor has it: in one cookie, or in the address of a page."""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Self

from flask import request
from werkzeug.wrappers import Response

from directory.model.handed import LONGEST_NAME, LONGEST_NOTE, MOST_ENTRIES
from directory.web.languages import ROOT
from directory.web.parts import parts
from directory.web.typed import one_line

COOKIE: Final = "merkzettel"
KEPT_SECONDS: Final = 90 * 24 * 60 * 60
# Browsers keep cookies of 4,096 bytes with their names and attributes.
MOST_BYTES: Final = 3_600
_ID = re.compile(r"[0-9A-Za-z-]{1,40}")
_WORDS_BEGIN: Final = "~"
_MOST_UNPACKED: Final = 20_000


@dataclass(frozen=True, slots=True)
class OwnList:
    """Ids of offers in the order of their owner; ``notes`` by id."""

    ids: tuple[str, ...] = ()
    name: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_cookie(cls) -> Self:
        """Broken parts are left out; lists from before there were words are read as well."""
        ids, _, packed = request.cookies.get(COOKIE, "").partition(_WORDS_BEGIN)
        found = [id for id in dict.fromkeys(ids.split(".")) if _ID.fullmatch(id)][:MOST_ENTRIES]
        name, notes = _unpacked(packed)
        pairs = zip(found, notes, strict=False)
        return cls(tuple(found), name, {id: note for id, note in pairs if note})

    def with_ids(self, ids: Iterable[str]) -> "OwnList":
        return replace(self, ids=tuple(ids))

    def moved(self, id: str, steps: int) -> "OwnList":
        """With one offer further up (negative) or down; the ends are the ends."""
        if id not in self.ids:
            return self
        rest = [one for one in self.ids if one != id]
        at = min(max(self.ids.index(id) + steps, 0), len(rest))
        return self.with_ids((*rest[:at], id, *rest[at:]))

    def packed(self) -> str:
        """As it stands in the cookie."""
        ids = ".".join(self.ids)
        notes = [self.notes.get(id, "") for id in self.ids]
        if not (self.name or any(notes)):
            return ids
        words = json.dumps([self.name, *notes], ensure_ascii=False, separators=(",", ":"))
        pressed = base64.urlsafe_b64encode(zlib.compress(words.encode(), 9)).decode()
        return f"{ids}{_WORDS_BEGIN}{pressed}"

    @property
    def fits(self) -> bool:
        """Whether a browser keeps it."""
        return len(self.packed()) <= MOST_BYTES

    def keep(self, answer: Response) -> None:
        """Into the cookie; an empty list needs none."""
        path = request.environ.get(ROOT) or "/"
        secure = request.is_secure or parts().site.public_url.startswith("https://")
        if self.ids:
            answer.set_cookie(
                COOKIE,
                self.packed(),
                max_age=KEPT_SECONDS,
                path=path,
                secure=secure,
                httponly=True,
                samesite="Lax",
            )
        elif COOKIE in request.cookies:
            answer.delete_cookie(COOKIE, path=path, secure=secure, httponly=True, samesite="Lax")


def name_of(text: str) -> str:
    """A name for a list, tidied and not too long."""
    return one_line(text)[:LONGEST_NAME].strip()


def note_of(text: str) -> str:
    return one_line(text)[:LONGEST_NOTE].strip()


def _unpacked(packed: str) -> tuple[str, Sequence[str]]:
    """Name and notes; whatever somebody wrote into the cookie, it is text and short."""
    try:
        raw = base64.urlsafe_b64decode(packed.encode("ascii", "replace"))
        found = json.loads(zlib.decompressobj().decompress(raw, _MOST_UNPACKED)) if raw else []
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return "", ()
    if not isinstance(found, list):
        return "", ()
    words = [one if isinstance(one, str) else "" for one in found[: MOST_ENTRIES + 1]]
    return (name_of(words[0]), [note_of(one) for one in words[1:]]) if words else ("", ())

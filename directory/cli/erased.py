"""Remembers outside of the database who was forgotten, so that no backup brings them back.

The list lies beside the backups and is part of each. It holds no address, only what a slow
one-way function (scrypt) makes of one: enough to know an address again when it is seen.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

NAME: Final = "forgotten.txt"


@dataclass(frozen=True, slots=True)
class Erased:
    """Somebody who was forgotten at this moment; one line of the list."""

    at: datetime
    salt: str
    hash: str

    @classmethod
    def of(cls, email: str, now: datetime) -> "Erased":
        salt = secrets.token_hex(8)
        return cls(now.astimezone(UTC).replace(microsecond=0), salt, _hash(email, salt))

    def is_of(self, email: str) -> bool:
        return secrets.compare_digest(self.hash, _hash(email, self.salt))

    @property
    def line(self) -> str:
        return f"{self.at.isoformat()} {self.salt} {self.hash}\n"


def remember(folder: Path, erased: Erased) -> None:
    """Adds a line to the list in this folder; it is on disk when this returns."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    opened = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(opened, erased.line.encode())
        os.fsync(opened)
    finally:
        os.close(opened)


def read(text: str) -> frozenset[Erased]:
    """The lines of a list; one that was cut off is left out."""
    found = set()
    for line in text.splitlines():
        try:
            at, salt, hashed = line.split()
            found.add(Erased(datetime.fromisoformat(at), salt, hashed))
        except ValueError:
            continue
    return frozenset(found)


def read_in(folder: Path) -> frozenset[Erased]:
    file = folder / NAME
    return read(file.read_text(encoding="utf-8")) if file.is_file() else frozenset()


def known_again(erased: Iterable[Erased], addresses: Iterable[str]) -> tuple[str, ...]:
    """Those of the addresses that somebody had forgotten."""
    erased = tuple(erased)
    if not erased:
        return ()
    return tuple(
        address for address in sorted(addresses) if any(one.is_of(address) for one in erased)
    )


def _hash(email: str, salt: str) -> str:
    made = hashlib.scrypt(email.encode(), salt=salt.encode(), n=2**11, r=8, p=1, dklen=16)
    return made.hex()

"""Damages any file of an index in any way."""

import os
import random
from pathlib import Path


def damage_something(folder: Path, dice: random.Random) -> int:
    """A file is deleted, cut, changed by a bit or zeroed in part; 0 when there is none just now."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    if not files:
        return 0
    path = dice.choice(files)
    try:
        _damage(path, dice)
    except FileNotFoundError:  # a builder has just cleared it away
        return 0
    return 1


def _damage(path: Path, dice: random.Random) -> None:
    content = bytearray(path.read_bytes())
    match dice.randrange(4):
        case 0:
            path.unlink()
        case 1:
            os.truncate(path, dice.randrange(len(content) + 1))
        case 2 if content:
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
            path.write_bytes(content)
        case 3:
            at = dice.randrange(len(content) + 1)
            content[at : at + 4096] = bytes(len(content[at : at + 4096]))
            path.write_bytes(content)

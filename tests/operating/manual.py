"""Reads the blocks of commands out of OPERATING.md, so that manual and truth never part."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "OPERATING.md").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Block:
    """``kind``: "walk" is typed by the test, "shell" comes first in every terminal, "serve" runs
    beside, "install" only when everything is installed anew; "" needs an administrator."""

    kind: str
    commands: str


def blocks(parts: int = 99) -> list[Block]:
    """Those of the first parts, in their order."""
    text = MANUAL.partition(f"\n## {parts + 1}. ")[0]
    found = re.finditer(r"^```sh ?(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Block(one[1], one[2]) for one in found]

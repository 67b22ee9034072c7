"""How much processor a running site has used, with all its processes, living or ended."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(instance: Path) -> float:
    """Of the site whose folder this is: server, workers, follower, and what they have started."""
    session = _fields(_a_worker(instance))[3]
    total = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = _fields(int(folder.name))
            except (OSError, IndexError):
                continue  # it has just ended
            if fields[3] == session:
                total += sum(map(int, fields[11:15]))
    return total / _TICKS


def _a_worker(instance: Path) -> int:
    for file in sorted((instance / "numbers").iterdir()):
        head = file.read_bytes()[:32]
        number = int.from_bytes(head[:8], "little")
        if head[8:14] == b"worker" and Path(f"/proc/{number}").exists():
            return number
    raise AssertionError("no worker lives")


def _fields(number: int) -> list[str]:
    """What stands behind the name: state, parent, group, session, ..., times of itself and of its
    children that have ended."""
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()

"""How much memory this process holds; imports nothing that would weigh itself."""

import re
from pathlib import Path

# A page of memory that two processes share counts half for each (PSS).
ROLLUP = Path("/proc/self/smaps_rollup")


def memory_mb() -> dict[str, float]:
    """By ``Pss`` and ``Rss``."""
    found = re.findall(r"^(Pss|Rss): +(\d+) kB", ROLLUP.read_text(), re.MULTILINE)
    return {name: int(kilobytes) / 1024 for name, kilobytes in found}

"""Checkers that others wrote: Nu for HTML, and a simulated screen reader (.ci/checkers)."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

FOLDER = Path(__file__).parent.parent / ".ci/checkers/node_modules"
NU = FOLDER / "vnu-jar/build/dist/vnu.jar"
READER = FOLDER / "@guidepup/virtual-screen-reader/lib/esm/index.browser.js"

needs_nu = pytest.mark.skipif(
    not (NU.exists() and shutil.which("java")),
    reason="the HTML checker is not here: run .ci/find-checkers",
)
needs_reader = pytest.mark.skipif(
    not READER.exists(), reason="the screen reader is not here: run .ci/find-checkers"
)

_LISTEN = """async (code) => {
    const url = URL.createObjectURL(new Blob([code], {type: "text/javascript"}));
    const {virtual} = await import(url);
    await virtual.start({container: document.body});
    for (let step = 0; step < 5000; step += 1) {
        await virtual.next();
        if (await virtual.lastSpokenPhrase() === "end of document") break;
    }
    const said = await virtual.spokenPhraseLog();
    await virtual.stop();
    return said;
}"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What Nu has to say about one file; ``kind`` is error or info (a warning)."""

    file: str
    kind: str
    line: int
    words: str
    extract: str


def checked_by_nu(files: Sequence[Path]) -> list[Finding]:
    """All findings, errors and warnings; one start of Java for all files."""
    command = ["java", "-Xss4m", "-jar", str(NU), "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        Finding(
            Path(one["url"]).name,
            one.get("subType", one["type"]),
            one.get("lastLine", 0),
            one["message"],
            one.get("extract", ""),
        )
        for one in found
    ]


@cache
def _reader() -> str:
    return READER.read_text(encoding="utf-8")


def heard(page: Page) -> list[str]:
    """What a screen reader would say from the first to the last word of a page.

    The context must be opened with ``bypass_csp``, because the reader is brought along. Phrases
    that only say that something ends are left out: few real readers say them by default.
    """
    said: list[str] = page.evaluate(_LISTEN, _reader())
    return [phrase for phrase in said if not phrase.startswith("end of ")]

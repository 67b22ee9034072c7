"""Runs checkers that others wrote in Node (.ci/checkers); each test that needs one says so."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / ".ci" / "checkers"
STANDARDS = Path(__file__).parents[1] / "standards"

needs_node = pytest.mark.skipif(
    not ((FOLDER / "node_modules" / "schema-dts").exists() and shutil.which("node")),
    reason="the checkers of formats are not here: run .ci/find-checkers",
)


def by_node(script: str, given: Any = None, *, timeout: int = 240) -> Any:
    """What the script (an ES module) prints as JSON; it reads ``given`` as JSON from stdin."""
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        cwd=FOLDER,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def on_the_command_line(*command: str, timeout: int = 240) -> subprocess.CompletedProcess[str]:
    """A tool of the checkers, by the name of its command."""
    program = FOLDER / "node_modules" / ".bin" / command[0]
    return subprocess.run(
        [str(program), *command[1:]],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
    )

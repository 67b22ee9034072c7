"""A process that is killed while it makes or upgrades a database leaves the old one or the new."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from directory.submissions import Store, init
from tests.databases import only_sqlite
from tests.live_site import ROOT
from tests.submissions.conftest import NOW
from tests.submissions.test_upgrading import to_the_first_tables

pytestmark = only_sqlite("a server ends the transactions of whoever is killed")

# Forks a child for each statement and kills it there; says how many there are. A process of its
# own, because forking is only safe before threads are started.
KILLER = """
import os, shutil, signal, sys
from datetime import UTC, datetime
from sqlalchemy import Engine, event
from alembic import command
from directory.submissions import init, upgrade
kind, folder, step = sys.argv[1], sys.argv[2], int(sys.argv[3])
url = f"sqlite:///{folder}/k.sqlite"
def work():
    init(url, datetime.now(UTC)) if kind == "init" else upgrade(url)
moment = 0
while True:
    moment += step
    for end in ("", "-wal", "-shm"):
        if os.path.exists(f"{folder}/k.sqlite{end}"):
            os.unlink(f"{folder}/k.sqlite{end}")
    if kind == "upgrade":
        shutil.copy(f"{folder}/old.sqlite", f"{folder}/k.sqlite")
    child = os.fork()
    if not child:
        seen = 0
        def stop(*_):
            global seen
            seen += 1
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)
        event.listen(Engine, "before_cursor_execute", stop)
        event.listen(Engine, "commit", stop)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status)
    assert killed or status == 0, status
    work()
    work() if kind == "upgrade" else None
    print(moment, killed, flush=True)
    if not killed:
        break
"""


@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.soak)])
def test_an_upgrade_killed_at_any_statement_can_be_run_again(tmp_path: Path, step: int) -> None:
    """Row 10: of each statement, and of the moment before it is final."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("alembic.command.upgrade", to_the_first_tables)
        init(f"sqlite:///{tmp_path / 'old.sqlite'}", NOW)
    kills = _killed_everywhere("upgrade", tmp_path, step)
    Store(f"sqlite:///{tmp_path / 'k.sqlite'}").close()
    assert kills * step > 40


def _killed_everywhere(kind: str, folder: Path, step: int) -> int:
    run = subprocess.run(
        [sys.executable, "-c", KILLER, kind, str(folder), str(step)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=1500,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    lines = [line.split() for line in run.stdout.splitlines()]
    assert [killed for _, killed in lines[-1:]] == ["False"]
    kills = sum(killed == "True" for _, killed in lines)
    sys.stdout.write(f"\n{json.dumps({'kind': kind, 'kills': kills, 'third states': 0})}\n")
    return kills

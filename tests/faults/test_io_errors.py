"""A disk that fails now and then: whoever was thanked is stored, and nothing half is there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from directory.submissions import Store
from tests.databases import new_database, only_sqlite
from tests.live_site import ROOT
from tests.submissions.conftest import NOW

FIU = shutil.which("fiu-run")

pytestmark = [
    only_sqlite("a server has its own disk"),
    pytest.mark.skipif(not FIU, reason="needs fiu-utils"),
]

# Sends in one offer after another over a disk that fails; each number is said once it is stored.
SENDER = """
import sys
from datetime import UTC, datetime
from directory.model.mail import OutgoingMail
from directory.submissions import Store, StoringFailed, Workflow
from tests.submissions.examples import a_club, a_listing
while True:
    try:
        store = Store(sys.argv[1])
        break
    except Exception:
        pass
workflow = Workflow(store.database, lambda: datetime.now(UTC))
for number in range(int(sys.argv[2])):
    key = f"key-{number}"
    listing = a_listing(key, club=a_club(f"club-{number}"), venue_id=f"venue-{number}")
    try:
        mail = OutgoingMail(f"received:{key}", f"{key}@verein.example", "Danke", key)
        workflow.submit(listing, key=key, email=mail.to, mails=[mail])
    except StoringFailed as fault:
        print("failed", type(fault).__name__, flush=True)
    else:
        print("stored", key, flush=True)
"""


@pytest.mark.parametrize(
    ("what", "share"),
    [
        ("posix/io/rw/pwrite", 0.05),
        ("posix/io/sync/fdatasync", 0.3),
    ],
)
@pytest.mark.parametrize("count", [60, pytest.param(300, marks=pytest.mark.soak)])
def test_whoever_was_thanked_is_stored(tmp_path: Path, what: str, share: float, count: int) -> None:
    """Rows 2 and 6."""
    url = new_database(tmp_path, NOW)
    command = f"enable_random name={what},probability={share}"
    # Failing reads would keep the program itself from starting.
    run = subprocess.run(
        [FIU or "", "-x", "-c", command, sys.executable, "-c", SENDER, url, str(count)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    lines = [line.split() for line in run.stdout.splitlines()]
    thanked = {word for kind, word in lines if kind == "stored"}
    failed = sum(kind == "failed" for kind, _ in lines)
    store = Store(url)
    with store.database.reading() as connection:
        stored = set(connection.execute(text("SELECT key FROM submission")).scalars())
        mails = set(connection.execute(text("SELECT key FROM outbox")).scalars())
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    store.close()
    figures = {"failing": what, "thanked": len(thanked), "refused": failed}
    sys.stdout.write(f"\n{json.dumps({**figures, 'lost': len(thanked - stored)})}\n")
    assert thanked <= stored
    assert mails == {f"received:{key}" for key in stored}
    assert failed and thanked and len(thanked) + failed == count

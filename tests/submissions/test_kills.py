"""Whoever was told "thank you" finds it stored, however the process ended."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from directory.submissions import Store

WORKERS = 8


class _Senders:
    """Eight processes; each that is killed has a successor."""

    def __init__(self, url: str) -> None:
        self.acknowledged: dict[str, set[str]] = defaultdict(set)
        self._at_work: set[int] = set()
        self._killed: set[int] = set()
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.submissions.senders", url, str(WORKERS)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        )
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()

    def kill_one(self, dice: random.Random) -> int:
        """One of those at work; how many that were."""
        at_work = sorted(self._at_work)
        if not at_work:
            return 0
        killed = dice.choice(at_work)
        self._at_work.discard(killed)
        self._killed.add(killed)
        try:
            os.kill(killed, signal.SIGKILL)
        except ProcessLookupError:
            return 0
        return 1

    def end(self) -> str:
        """Kills all that are left; what they complained about."""
        os.killpg(self._nursery.pid, signal.SIGKILL)
        self._nursery.wait()
        self._listening.join()
        with self._nursery:
            assert self._nursery.stderr
            return self._nursery.stderr.read()

    def _listen(self) -> None:
        assert self._nursery.stdout
        for line in self._nursery.stdout:
            process, what, key = line.split()
            self.acknowledged[what].add(key)
            # Lines of somebody who is dead may still be on their way.
            if int(process) not in self._killed:
                self._at_work.add(int(process))


def _stored(store: Store, query: str) -> set[Any]:
    with store.database.reading() as connection:
        return set(connection.execute(text(query)).scalars())


@pytest.mark.parametrize("seconds", [10, pytest.param(120, marks=pytest.mark.soak)])
def test_killed_at_random_nothing_acknowledged_is_lost(url: str, seconds: int) -> None:
    dice = random.Random(seconds)
    senders = _Senders(url)
    heard, kills = senders.acknowledged, 0
    # As long as it takes until enough has happened, because machines are not equally fast.
    begun, latest = time.monotonic(), time.monotonic() + 240 + seconds
    try:
        while time.monotonic() < latest and (
            time.monotonic() < begun + seconds
            or kills <= seconds // 3
            or len(heard["approved"]) <= seconds
        ):
            time.sleep(dice.uniform(0.1, 0.9))
            # On a slow machine too, somebody must come to an end between two kills.
            if len(heard["approved"]) >= 2 * kills:
                kills += senders.kill_one(dice)
    finally:
        complaints = senders.end()
    assert complaints == ""
    assert kills > seconds // 3
    assert len(heard["approved"]) > seconds

    store = Store(url)
    sent = _stored(store, "SELECT key FROM submission")
    assert heard["sent"] <= sent
    assert heard["draft"] <= _stored(store, "SELECT id FROM draft")
    # Record, submission and mail are there together or not at all.
    mails = _stored(store, "SELECT key FROM outbox")
    approved = _stored(store, "SELECT key FROM submission WHERE state='approved'")
    assert heard["approved"] <= approved
    assert mails == {f"received:{key}" for key in sent} | {f"live:{key}" for key in approved}
    assert approved == _stored(store, "SELECT id FROM offer")
    assert approved == _stored(store, "SELECT offer_id FROM care")
    assert {f"club-{key}" for key in approved} == _stored(store, "SELECT club_id FROM keeper")
    assert approved == _stored(store, "SELECT record_id FROM revision WHERE kind='offer'")
    assert approved == _stored(store, "SELECT record_id FROM change WHERE kind='offer'")
    of_drafts = _stored(store, "SELECT submission_id FROM draft WHERE submission_id <> ''")
    assert of_drafts == _stored(store, "SELECT id FROM submission")
    store.close()

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
        self.url = url
        self.acknowledged: dict[str, set[str]] = defaultdict(set)
        self.errors: list[str] = []
        self.at_work: set[int] = set()
        self._listening: list[threading.Thread] = []
        self._number = 0
        self.running = [self._start() for _ in range(WORKERS)]

    def kill_one(self, dice: random.Random) -> int:
        """One of those at work, because each needs a second to begin; how many that were."""
        at_work = [at for at, one in enumerate(self.running) if one.pid in self.at_work]
        for at in dice.sample(at_work, min(1, len(at_work))):
            self.running[at].send_signal(signal.SIGKILL)
            self.running[at].wait()
            self.running[at] = self._start()
        return min(1, len(at_work))

    def end(self) -> None:
        for process in self.running:
            process.send_signal(signal.SIGKILL)
            process.wait()
        for thread in self._listening:
            thread.join()

    def _start(self) -> "subprocess.Popen[str]":
        self._number += 1
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.submissions.senders", self.url, f"w{self._number}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        )
        listening = threading.Thread(target=self._listen, args=(process,))
        listening.start()
        self._listening.append(listening)
        return process

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        with process:
            assert process.stdout and process.stderr
            for line in process.stdout:
                # A line that was cut was not heard by anybody.
                if line.endswith("\n"):
                    self.at_work.add(process.pid)
                    what, _, key = line.strip().partition(" ")
                    self.acknowledged[what].add(key)
            self.errors += process.stderr.read().splitlines()[-1:]


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
            kills += senders.kill_one(dice)
    finally:
        senders.end()
    assert senders.errors == []
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

"""What goes on beside clubs that send while their site is killed: searching, and making backups."""

import http.client
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.databases import ON_POSTGRESQL
from tests.live_site import ROOT


@dataclass
class Searchers:
    """Two people who search without end; nobody answers while the site starts anew."""

    port: int
    answered: int = 0
    unanswered: int = 0
    wrong: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def told(self) -> dict[str, int]:
        return {"searches": self.answered, "while nobody answered": self.unanswered}

    def end(self) -> None:
        self.stop.set()

    def search(self) -> None:
        while not self.stop.wait(0.05):
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                line.request("GET", "/suche?q=schwimmen+in+halle")
                answer = line.getresponse()
                text = answer.read().decode()
            except (OSError, http.client.HTTPException):
                self.unanswered += 1
                self.stop.wait(0.2)
                continue
            finally:
                line.close()
            if answer.status == 200 and "</html>" in text:
                self.answered += 1
            else:
                self.wrong.append(f"{answer.status}: {text[-1000:]}")


@contextmanager
def searching(port: int) -> Iterator[Searchers]:
    people = Searchers(port)
    threads = [threading.Thread(target=people.search) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield people
    finally:
        people.end()
        for thread in threads:
            thread.join()


@dataclass
class Backups:
    """One after the other, and about half of them are killed at any moment."""

    settings: dict[str, str]
    dice: random.Random
    kills: int = 0
    faults: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None

    @property
    def told(self) -> dict[str, int]:
        return {"kills of backups": self.kills}

    def make(self) -> None:
        while not self.stop.is_set():
            self._one(self.dice.uniform(0.5, 6) if self.dice.random() < 0.6 else 60)
            self.stop.wait(1.1)  # the name of a backup is its second

    def end(self) -> None:
        """Afterwards there is one more that nobody kills."""
        self.stop.set()
        if self.thread and self.thread.is_alive():
            self.thread.join()
            self._one(120)
            assert self.faults == []

    def _one(self, seconds: float) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "directory", "backup", "--keep-all"],
            env={**os.environ, **self.settings},
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            _, told = process.communicate(timeout=seconds)
            if process.returncode:
                self.faults.append(told)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.kills += 1


@contextmanager
def backing_up(settings: dict[str, str], dice: random.Random) -> Iterator[Backups]:
    """PostgreSQL is backed up by tools of its own."""
    made = Backups(settings, random.Random(dice.random()))
    if not ON_POSTGRESQL:
        made.thread = threading.Thread(target=made.make)
        made.thread.start()
    try:
        yield made
    finally:
        made.end()

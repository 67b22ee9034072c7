"""The index is damaged, deleted and fought over under a running site: no wrong answer, no error."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.catalogue.damage import damage_something
from tests.databases import environ_of, only_sqlite
from tests.faults.people import Person
from tests.faults.site import HELD_UP_SECONDS, WELL_AGAIN_SECONDS, attention, follower_of
from tests.live_site import ROOT, Site, running
from tests.waiting import becomes_true

QUESTIONS = ("boccia", "schwimmen in halle", "judo", "tanzen in berlin", "")


def asked(site: Site, words: str) -> tuple[bool, int, tuple[str, ...]]:
    """Whether the answer is rough, how many there are, and the first of them in their order. An
    answer that waits for the index to be built anew comes too late and is none."""
    url = f"{site.address}/api/v1/offers?{urllib.parse.urlencode({'q': words})}"
    with urllib.request.urlopen(url, timeout=HELD_UP_SECONDS) as answer:
        found: dict[str, Any] = json.load(answer)
    return found["degraded"], found["total"], tuple(each["id"] for each in found["offers"])


@dataclass
class Reader:
    """Asks without end, and knows what is right."""

    site: Site
    right: dict[str, tuple[bool, int, tuple[str, ...]]]
    answers: int = 0
    rough: int = 0
    longest: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def read(self, stop: threading.Event) -> None:
        dice = random.Random(id(self))
        while not stop.is_set():
            words, begun = dice.choice(QUESTIONS), time.monotonic()
            try:
                answer = asked(self.site, words)
            except Exception as fault:
                self.wrong.append(f"{words}: {fault!r}")
                continue
            self.longest = max(self.longest, time.monotonic() - begun)
            self.answers += 1
            if answer[0]:
                self.rough += 1
            elif answer != self.right[words]:
                self.wrong.append(f"{words}: {answer}")


@pytest.mark.parametrize("seconds", [5, pytest.param(40, marks=pytest.mark.soak)])
def test_no_damage_gives_a_wrong_answer_and_all_is_mended_by_itself(
    tmp_path: Path, copy_of_an_instance: Callable[[Path], Path], seconds: int
) -> None:
    """Rows 20, 22 and 23: with kills, a second follower and builders that begin anew."""
    instance, dice = copy_of_an_instance(tmp_path / "instance"), random.Random(seconds)
    index = instance / "search_index"
    settings = {"DIRECTORY_INDEX": str(index)}
    with running(instance, **settings) as site:
        right = {words: asked(site, words) for words in QUESTIONS}
        assert not any(rough for rough, _, _ in right.values())
        readers, stop = [Reader(site, right) for _ in range(2)], threading.Event()
        threads = [threading.Thread(target=one.read, args=(stop,)) for one in readers]
        for thread in threads:
            thread.start()
        environ = {**os.environ, **environ_of(instance), **settings}
        others = [started(environ, word, instance) for word in ("follow", "index")]
        end, kills, damages = time.monotonic() + seconds, 0, 0
        while time.monotonic() < end or damages < 3 or kills < 1:
            damages += damage_something(index, dice)
            time.sleep(dice.uniform(0.1, 1.5))
            if dice.random() < 0.5:
                kills += killed_follower(site)
        assert becomes_true(lambda: "index_unusable" not in attention(site), 120)
        stop.set()
        for thread in threads:
            thread.join()
        assert becomes_true(lambda: catches(others[0].pid, signal.SIGTERM), 120)
        others[0].send_signal(signal.SIGTERM)
        codes = [other.wait(60) for other in others]
        assert {words: asked(site, words) for words in QUESTIONS} == right
    figures = {
        "seconds": seconds,
        "kills": kills,
        "damages": damages,
        "answers": sum(one.answers for one in readers),
        "rough": sum(one.rough for one in readers),
        "wrong": sum(len(one.wrong) for one in readers),
        "longest_s": round(max(one.longest for one in readers), 2),
    }
    sys.stdout.write(f"\n{json.dumps(figures)}\n")
    assert [one.wrong for one in readers] == [[], []]
    assert codes == [0, 0], (instance / "others.txt").read_text()[-3000:]
    assert len(list(index.glob("gen-*"))) <= 4


def started(environ: dict[str, str], word: str, instance: Path) -> "subprocess.Popen[bytes]":
    with (instance / "others.txt").open("ab") as told:
        words = [sys.executable, "-m", "directory", word]
        return subprocess.Popen(words, env=environ, cwd=ROOT, stdout=told, stderr=told)


def catches(process: int, number: signal.Signals) -> bool:
    """Whether a process has got so far that it does not simply die of a signal."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


def killed_follower(site: Site) -> int:
    try:
        os.kill(follower_of(site.process.pid), signal.SIGKILL)
    except (ValueError, ProcessLookupError):  # it is just being started anew
        return 0
    return 1


@only_sqlite("with a server, a second site would have to share its database")
def test_without_an_index_the_page_says_that_something_may_be_missing(
    tmp_path: Path, copy_of_an_instance: Callable[[Path], Path]
) -> None:
    instance = copy_of_an_instance(tmp_path / "instance")
    index = instance / "search_index"
    with running(instance, DIRECTORY_INDEX=str(index)) as site:
        person = Person(site.port)
        right = asked(site, "boccia")
        follower = follower_of(site.process.pid)
        os.kill(follower, signal.SIGSTOP)
        try:
            shutil.rmtree(index)
            first = person.open("/suche?q=boccia")
            assert "Die Suche ist gerade nicht vollständig." in first.text
            assert "index_unusable" in attention(site)
            # Soon everything is in memory, and the answer is whole without an index.
            assert becomes_true(lambda: asked(site, "boccia") == right, WELL_AGAIN_SECONDS)
        finally:
            os.kill(follower, signal.SIGCONT)
        assert becomes_true(lambda: "index_unusable" not in attention(site), 120)
        assert asked(site, "boccia") == right
        assert "nicht vollständig" not in person.open("/suche?q=boccia").text

"""A builder that is killed leaves the old index or the new one, never a third state."""

import os
import random
import shutil
import subprocess
import sys
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from directory.catalogue.builder import Builder
from directory.catalogue.criteria import Answer
from directory.catalogue.index import Index, IndexUnusable
from directory.catalogue.memory import MemorySearcher
from tests.catalogue import crash_points
from tests.catalogue.damage import damage_something
from tests.catalogue.index_cases import EVERYTHING, a_record, ids, random_records, split

OLD = ["a", "b", "c"]
NEW = {"rebuild": ["c", "new"], "apply": ["b", "c", "new"]}


def _kill_at_each_moment(folder: Path, kind: str, answers: Connection) -> None:
    """In a process of its own: forking is only safe before threads are started."""
    for moment in range(10_000):
        shutil.rmtree(folder, ignore_errors=True)
        Builder(folder, split).rebuild([a_record(id) for id in OLD], "1")
        killed = crash_points.killed_at(moment, crash_points.changes(folder)[kind])
        after = ids(Index(folder).search(EVERYTHING).hits)
        Builder(folder, split).apply([a_record("later")], (), "3")
        later = ids(Index(folder).search(EVERYTHING).hits)
        leftovers = [path.name for path in folder.glob("gen-*") if not (path / "MANIFEST").exists()]
        answers.send((killed, after, later, leftovers))
        if not killed:
            break
    answers.close()


@pytest.mark.parametrize("kind", ["rebuild", "apply"])
def test_killed_at_any_file_event(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Threads of numpy's algebra would make forking unsafe.
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_kill_at_each_moment, args=(tmp_path / "index", kind, there))
    process.start()
    there.close()
    states, moments = set(), 0
    while True:
        try:
            killed, after, later, leftovers = here.recv()
        except EOFError:
            break
        assert after in (OLD, NEW[kind]), f"moment {moments}: {after}"
        assert later == sorted([*after, "later"])
        assert leftovers == []
        states.add(tuple(after))
        moments += 1
    process.join(60)
    assert process.exitcode == 0
    assert not killed, "the last one must come to its end"
    # It was killed early and late, not only before anything happened.
    assert moments > 20
    assert states == {tuple(OLD), tuple(NEW[kind])}


@pytest.mark.soak
def test_killed_at_random_while_others_read(tmp_path: Path) -> None:
    folder, seconds = tmp_path / "index", 30
    Builder(folder, split).rebuild([a_record(f"n{at}") for at in range(3)], "busy")
    index, kills, end = Index(folder), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        with _busy_builder(folder) as process:
            stop = time.monotonic() + random.uniform(0.0, 1.0)
            while time.monotonic() < stop:
                _in_order(index.search(EVERYTHING))
            process.kill()
            kills += 1
        _in_order(Index(folder).search(EVERYTHING))
    assert kills > 10
    Builder(folder, split).apply([a_record("end")], (), "end")
    assert "end" in ids(index.search(EVERYTHING).hits)
    assert len(list(folder.glob("gen-*"))) <= 3


def _in_order(answer: Answer) -> None:
    names = ids(answer.hits)
    assert names == sorted(set(names))
    assert 2 <= answer.total == len(names) <= 5
    assert all(hit.card == {"name": hit.id} for hit in answer.hits)


def _busy_builder(folder: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.catalogue.crash_points", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert process.stdout is not None
    process.stdout.readline()  # it is at work
    return process


@pytest.mark.soak
def test_damaged_at_random_while_others_read_and_build(tmp_path: Path) -> None:
    """What a reader says is right or "unusable", and a rebuild always mends it."""
    records = random_records(60, seed=9)
    right = MemorySearcher.of(records, split=split).search(EVERYTHING)
    folder, builder = tmp_path / "index", Builder(tmp_path / "index", split)
    builder.rebuild(records, "1")
    index, end, unusable, answered = Index(folder), time.monotonic() + 40, 0, 0
    dice = random.Random(3)
    while time.monotonic() < end:
        damage_something(folder, dice)
        for reader in (index, Index(folder)):
            try:
                assert reader.search(EVERYTHING) == right
                answered += 1
            except IndexUnusable:
                unusable += 1
        if index.rebuild_wanted():
            builder.rebuild(records, "2")
            assert index.search(EVERYTHING) == right
        else:
            builder = Builder(folder, split)
            try:
                builder.apply(records[:3], (), "3")
            except IndexUnusable:
                builder.rebuild(records, "4")
    assert answered > 20
    assert unusable > 20

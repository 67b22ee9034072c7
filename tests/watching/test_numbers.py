"""Several processes count together; nothing is counted twice, and nothing goes backwards."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.watching import CELLS, counted
from directory.watching.numbers import OTHER

COUNTING = """
import sys
from pathlib import Path
from directory.watching import CELLS, counted
CELLS.share_in(Path(sys.argv[1]), "worker")
for _ in range(int(sys.argv[2])):
    counted.REQUESTS.add("search", "2xx")
    counted.REQUEST_SECONDS.note(0.25, "search")
    CELLS.write()
print("done", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    CELLS.share_in(tmp_path / "numbers", "tester")
    yield tmp_path / "numbers"
    CELLS.share_in(None, "tester")


def searches() -> int:
    found = dict(counted.REQUESTS.of(CELLS.read().values))
    return int(found["search", "2xx"])


def a_worker(folder: Path, count: int) -> subprocess.Popen[str]:
    """It lives until it is killed, and has counted when this comes back."""
    process = subprocess.Popen(
        [sys.executable, "-c", COUNTING, str(folder), str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdout.readline() == "done\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_all_processes_are_summed_up(folder: Path) -> None:
    workers = [a_worker(folder, count) for count in (3, 4)]
    counted.REQUESTS.add("search", "2xx")
    try:
        assert searches() == 8
        kinds = sorted(process.kind for process in CELLS.read().processes)
        assert kinds == ["tester", "worker", "worker"]
        known = {process.number for process in CELLS.read().processes}
        assert known == {os.getpid(), *(worker.pid for worker in workers)}
        assert all((process.memory_bytes or 0) > 1_000_000 for process in CELLS.read().processes)
    finally:
        for worker in workers:
            end(worker)


def test_a_killed_worker_leaves_its_numbers_to_the_next(folder: Path) -> None:
    """Neither does a sum go backwards, nor does the folder grow with each worker."""
    seen = [searches()]
    for _ in range(4):
        end(a_worker(folder, 5))
        seen.append(searches())
    assert seen == [0, 5, 10, 15, 20]
    assert len(list(folder.iterdir())) == 2
    assert [process.kind for process in CELLS.read().processes] == ["tester"]


def test_a_forked_child_counts_for_itself(folder: Path) -> None:
    counted.REQUESTS.add("search", "2xx")
    assert searches() == 1

    def child() -> None:
        counted.REQUESTS.add("search", "2xx")
        CELLS.write()
        os.kill(os.getpid(), signal.SIGKILL)

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join(60)
    assert searches() == 2


def test_a_whole_histogram_is_shared(folder: Path) -> None:
    end(a_worker(folder, 4))
    counted.REQUEST_SECONDS.note(99.0, "search")
    found = {s[0]: (b, t) for s, b, t in counted.REQUEST_SECONDS.of(CELLS.read().values)}
    buckets, total = found["search"]
    assert sum(buckets) == 5 and buckets[-1] == 1
    at_most = counted.REQUEST_SECONDS.bounds.index(0.25)
    assert buckets[at_most] == 4 and total == 100.0


def test_the_latest_moment_of_all_counts(folder: Path) -> None:
    counted.WRITTEN_AT.note(1000.0)
    CELLS.write()
    CELLS.share_in(None, "tester")
    CELLS.share_in(folder, "tester")
    counted.WRITTEN_AT.note(900.0)
    # Taken over is the later one of both.
    assert counted.WRITTEN_AT.of(CELLS.read().values) == 1000.0


def test_an_unknown_word_is_counted_as_another(folder: Path) -> None:
    counted.REQUESTS.add("search", "9xx")
    counted.LIMITS_MET.add("anna@verein.example")
    assert dict(counted.REQUESTS.of(CELLS.read().values))["search", OTHER] == 1
    assert dict(counted.LIMITS_MET.of(CELLS.read().values))[OTHER,] == 1


def test_files_of_another_version_are_left_alone_and_then_removed(folder: Path) -> None:
    folder.mkdir()
    old = folder / "0123456789ab.000"
    old.write_bytes(b"x" * 99)
    assert searches() == 0
    assert not old.exists()


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 300])
def test_a_broken_file_breaks_nothing(folder: Path, content: bytes) -> None:
    counted.REQUESTS.add("search", "2xx")
    assert searches() == 1
    (mine,) = folder.iterdir()
    (folder / mine.name.replace(".000", ".001")).write_bytes(content)
    assert searches() == 1


def test_where_nothing_can_be_written_counting_goes_on(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.write_text("a file, and no folder")
    for _ in range(3):
        counted.REQUESTS.add("search", "2xx")
        CELLS.write()
    assert searches() == 3
    assert [record.levelname for record in caplog.records] == ["WARNING"]

"""The next generation comes cheaply, in one step, and readers follow by themselves."""

import gc
import os
import stat
import threading
import weakref
from multiprocessing import get_context
from pathlib import Path

import pytest

from directory.catalogue import builder as building
from directory.catalogue import generations
from directory.catalogue.builder import Builder, segments_to_join
from directory.catalogue.codec import ArraySegment
from directory.catalogue.criteria import Criteria, Word
from directory.catalogue.index import Index, IndexUnusable
from directory.catalogue.memory import MemorySearcher
from directory.catalogue.merge import merge
from directory.catalogue.searcher import Searcher
from tests.catalogue.index_cases import EVERYTHING, a_record, ids, random_records, split


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    return Builder(tmp_path / "index", split)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def found(index: Index) -> list[str]:
    return ids(index.searcher().search(EVERYTHING).hits)


def test_a_change_is_seen_by_a_reader_that_is_already_open(builder: Builder, folder: Path) -> None:
    builder.rebuild([a_record("a"), a_record("b")], "1")
    index = Index(folder)
    assert (found(index), index.searcher().position) == (["a", "b"], "1")
    builder.apply([a_record("c"), a_record("a", "musik")], {"b", "never there"}, "2")
    assert (found(index), index.searcher().position) == (["a", "c"], "2")
    assert index.searcher().search(Criteria(words=(Word(("hall",)),))).total == 1


def test_a_record_that_is_changed_and_deleted_at_once_stays(builder: Builder, folder: Path) -> None:
    builder.rebuild([a_record("a")], "1")
    builder.apply([a_record("a", "musik")], {"a"}, "2")
    assert found(Index(folder)) == ["a"]


def test_of_two_changes_of_one_record_the_last_counts(builder: Builder, folder: Path) -> None:
    builder.rebuild([], "1")
    builder.apply([a_record("a", "musik"), a_record("a", "halle")], (), "2")
    assert Index(folder).searcher().search(Criteria(words=(Word(("hall",)),))).total == 1


def test_an_unchanged_generation_is_opened_once(builder: Builder, folder: Path) -> None:
    builder.rebuild([a_record("a")], "1")
    index = Index(folder)
    assert index.searcher() is index.searcher()


def test_unchanged_files_are_linked_and_stay_in_memory(builder: Builder, folder: Path) -> None:
    builder.rebuild(random_records(50, seed=1), "1")
    index = Index(folder)
    before = index.searcher().views[0].segment
    builder.apply([a_record("new")], {"r00001"}, "2")
    assert index.searcher().views[0].segment is before
    (old, _) = sorted(folder.glob("gen-*/*.arrays"), key=lambda path: -path.stat().st_size)[:2]
    assert old.stat().st_nlink == 2


def test_three_generations_are_kept(builder: Builder, folder: Path) -> None:
    builder.rebuild([a_record("a")], "1")
    for number in range(6):
        builder.apply([a_record(f"b{number}")], (), "2")
    assert len(list(folder.glob("gen-*"))) == 3


def test_many_small_changes_leave_few_segments(builder: Builder, folder: Path) -> None:
    records = random_records(130, seed=2)
    builder.rebuild(records[:100], "1")
    index = Index(folder)
    for record in records[100:]:
        builder.apply([record], (), "2")
        assert len(index.searcher().views) <= building.SEGMENTS
    assert found(index) == [record.id for record in records]
    words = Criteria(words=(Word(("ball",)),), page_size=200)
    whole = MemorySearcher.of(records, split=split).search(words)
    assert index.searcher().search(words) == whole


def test_a_segment_that_is_mostly_deleted_is_written_anew(builder: Builder, folder: Path) -> None:
    records = random_records(40, seed=2)
    builder.rebuild(records, "1")
    builder.apply([], {record.id for record in records[:20]}, "2")
    builder.apply([], (), "3")
    (view,) = Index(folder).searcher().views
    assert (view.segment.size, view.deleted) == (20, b"")


@pytest.mark.parametrize(
    ("sizes", "joined"),
    [
        ((), []),
        ((9, 1, 1, 1), []),
        ((20_000, 1, 1, 1, 1), [1, 1, 1, 1]),
        ((20_000, 16, 1, 1, 1, 1), [1, 1, 1, 1]),
        ((20_000, 12, 1, 1, 1, 1), [1, 1, 1, 1, 12]),
        ((20_000, 9_000, 500, 3, 1), [1, 3]),
        ((2, 1, 1, 1, 1), [1, 1, 1, 1, 2]),
    ],
)
def test_small_segments_are_joined_and_large_ones_rarely(
    sizes: tuple[int, ...], joined: list[int]
) -> None:
    segments = []
    for size in sizes:
        segments.append(ArraySegment("MAIN"))
        segments[-1].set_doc_count(size)
    assert [segment.size for segment in segments_to_join(segments)] == joined


def test_a_rebuild_with_little_memory_gives_the_same_index(
    builder: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = random_records(300, seed=4)
    monkeypatch.setattr(building, "POSTINGS_IN_MEMORY", 900)
    monkeypatch.setattr(merge.__module__ + ".POSTINGS_AT_A_TIME", 500)
    monkeypatch.setattr(merge.__module__ + ".CARDS_AT_A_TIME", 7)
    builder.rebuild(iter(records), "1")
    searcher, whole = Index(folder).searcher(), MemorySearcher.of(records, split=split)
    assert len(searcher.views) == 1
    for criteria in (EVERYTHING, Criteria(words=(Word(("ball",), prefix=True),), page_size=300)):
        assert searcher.search(criteria) == whole.search(criteria)
    assert searcher.vocabulary() == whole.vocabulary()


def test_two_records_with_one_id_are_refused_and_the_old_index_stays(
    builder: Builder, folder: Path
) -> None:
    builder.rebuild([a_record("a")], "1")
    with pytest.raises(ValueError, match="two records have the id b"):
        builder.rebuild([a_record("b"), a_record("b")], "2")
    assert found(Index(folder)) == ["a"]
    assert len(list(folder.glob("gen-*"))) == 1
    builder.apply([a_record("c")], (), "3")
    assert found(Index(folder)) == ["a", "c"]


def test_nobody_else_may_read_the_folder(builder: Builder, folder: Path) -> None:
    builder.rebuild([a_record("a")], "1")
    for path in (folder, *folder.glob("gen-*")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_without_an_index_a_reader_says_so_and_a_rebuild_is_wanted(folder: Path) -> None:
    index = Index(folder)
    with pytest.raises(IndexUnusable):
        index.searcher()
    assert index.rebuild_wanted()
    index.request_rebuild()  # there is no folder to write to; that is no reason to fail


def test_changes_need_an_index_to_go_on_from(builder: Builder) -> None:
    with pytest.raises(IndexUnusable):
        builder.apply([a_record("a")], (), "1")


def test_a_wish_for_a_rebuild_is_seen_and_ends_with_the_rebuild(
    builder: Builder, folder: Path
) -> None:
    builder.rebuild([a_record("a")], "1")
    index = Index(folder)
    assert not index.rebuild_wanted()
    index.request_rebuild()
    assert Index(folder).rebuild_wanted()
    builder.rebuild([a_record("a")], "1")
    assert not index.rebuild_wanted()


def test_who_asks_for_a_rebuild_when_one_has_just_ended_means_another(
    builder: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, switch = Index(folder), generations.switch

    def asked_right_after(*given: Path) -> None:
        switch(*given)
        index.request_rebuild()

    monkeypatch.setattr(generations, "switch", asked_right_after)
    builder.rebuild([a_record("a")], "1")
    assert index.rebuild_wanted()
    monkeypatch.undo()
    builder.rebuild([a_record("a")], "1")
    assert not index.rebuild_wanted()


def test_a_request_outlives_a_builder_that_is_killed(
    builder: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_given: Path) -> None:
        raise KeyboardInterrupt

    index = Index(folder)
    builder.rebuild([a_record("a")], "1")
    index.request_rebuild()
    monkeypatch.setattr(generations, "switch", killed)
    with pytest.raises(KeyboardInterrupt):
        builder.rebuild([a_record("a")], "1")
    assert index.rebuild_wanted()


def test_another_way_to_take_words_apart_needs_a_rebuild(builder: Builder, folder: Path) -> None:
    builder.rebuild([a_record("a")], "1")
    with pytest.raises(IndexUnusable, match="another version"):
        Builder(folder, lambda word: [word[:3]]).apply([a_record("b")], (), "2")


def test_a_lock_file_that_was_left_over_does_no_harm(builder: Builder, folder: Path) -> None:
    (folder / generations.LOCK).write_text("4711")
    builder.rebuild([a_record("a")], "1")
    assert found(Index(folder)) == ["a"]


def _apply_each(folder: Path, first: int, count: int) -> None:
    builder = Builder(folder, split)
    for number in range(first, first + count):
        builder.apply([a_record(f"n{number:03d}")], (), str(number))


def test_two_builders_take_turns(builder: Builder, folder: Path) -> None:
    builder.rebuild([], "0")
    context = get_context("spawn")
    both = [context.Process(target=_apply_each, args=(folder, at, 12)) for at in (0, 12)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
        assert process.exitcode == 0
    assert found(Index(folder)) == [f"n{number:03d}" for number in range(24)]


def test_readers_in_threads_see_whole_states_while_the_index_changes(
    builder: Builder, folder: Path
) -> None:
    builder.rebuild([a_record(f"a{number}") for number in range(20)], "20")
    index, wrong, done = Index(folder), [], threading.Event()

    def read() -> None:
        while not done.is_set():
            searcher = index.searcher()
            answer = searcher.search(EVERYTHING)
            if not answer.total == len(answer.hits) == int(searcher.position):
                wrong.append(answer)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(12):
        builder.apply([a_record(f"b{number}")], (), str(21 + number))
    done.set()
    for thread in threads:
        thread.join()
    assert not wrong


def test_reopening_leaks_neither_handles_nor_segments(builder: Builder, folder: Path) -> None:
    builder.rebuild(random_records(30, seed=1), "1")
    index = Index(folder)
    seen: weakref.WeakSet[Searcher] = weakref.WeakSet()

    def turn(number: int) -> int:
        builder.apply([a_record(f"b{number % 7}")], (), "2")
        index.searcher().search(EVERYTHING)
        seen.add(index.searcher())
        return sum(1 for _ in Path("/proc/self/fd").iterdir())

    handles = [turn(number) for number in range(40)]
    # Up to SEGMENTS files in the reader and as many in the builder.
    assert max(handles[20:]) <= max(handles[:20])
    gc.collect()
    assert len(seen) == 1


@pytest.mark.parametrize("kind", ["rebuild", "apply"])
def test_everything_is_safe_on_disk_before_the_switch(
    builder: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    builder.rebuild(random_records(20, seed=1), "1")
    known = {path.stat().st_ino for path in folder.rglob("*")}
    synced: list[int] = []
    at_switch: list[set[int]] = []
    sync, replace = os.fsync, os.replace

    def noted_sync(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        sync(handle)

    def noted_replace(source: str, target: str) -> None:
        if Path(target).name == generations.CURRENT:
            at_switch.append(set(synced))
            synced.clear()
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_replace)
    if kind == "rebuild":
        builder.rebuild(random_records(20, seed=1), "2")
    else:
        builder.apply([a_record("new")], {"r00001"}, "2")
    (before,) = at_switch
    now = folder / generations.current(folder)
    written = {path.stat().st_ino for path in (now, *now.iterdir(), folder / generations.CURRENT)}
    assert written - known <= before
    assert now.stat().st_ino in before
    assert folder.stat().st_ino in synced, "the new name itself must be safe, too"

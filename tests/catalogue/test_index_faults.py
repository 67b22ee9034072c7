"""Whatever happens to the files: a right answer, or the plain word that the index is unusable."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.catalogue import generations
from directory.catalogue.builder import Builder
from directory.catalogue.criteria import Answer, Circle, Criteria, Sort, Word
from directory.catalogue.index import Index, IndexUnusable
from directory.catalogue.memory import MemorySearcher
from tests.catalogue.index_cases import EVERYTHING, a_record, random_records, split

RECORDS = random_records(120, seed=8)
ASKED = (
    EVERYTHING,
    Criteria(words=(Word(("ball",)), Word(("musik", "see"))), page_size=200),
    Criteria(words=(Word(("wort",), prefix=True),), page_size=200),
    Criteria(sports=frozenset({"judo"}), ags="15", circle=Circle(51.5, 12.0, 30), page_size=200),
    Criteria(circle=Circle(51.5, 12.0), sort=Sort.DISTANCE, page_size=200),
)
RIGHT = [MemorySearcher.of(RECORDS, split=split).search(criteria) for criteria in ASKED]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One generation of several segments, some documents deleted."""
    folder = tmp_path_factory.mktemp("sound") / "index"
    builder = Builder(folder, split)
    builder.rebuild([*RECORDS[:80], a_record("gone")], "1")
    builder.apply(RECORDS[80:100], {"gone"}, "2")
    builder.apply(RECORDS[100:], (), "3")
    for name in generations.newest_first(folder)[1:]:
        shutil.rmtree(folder / name)
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "index"))


def files(folder: Path) -> list[Path]:
    now = folder / generations.current(folder)
    return sorted([folder / generations.CURRENT, *now.iterdir()])


def never_wrong(index: Index) -> list[Answer | None]:
    """The answers, None for an honest "unusable"; anything else fails."""
    answers: list[Answer | None] = []
    for criteria, right in zip(ASKED, RIGHT, strict=True):
        try:
            answer = index.search(criteria)
        except IndexUnusable:
            answers.append(None)
        else:
            assert answer == right
            answers.append(answer)
    return answers


def test_undamaged_it_answers(folder: Path) -> None:
    assert never_wrong(Index(folder)) == RIGHT
    assert not Index(folder).rebuild_wanted()


def _delete(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _cut_by_one(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def _lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def _foreign(path: Path) -> None:
    path.write_bytes(b"PK\3\4 something else entirely" * 50)


def _zero_first_page(path: Path) -> None:
    path.write_bytes((bytes(4096) + path.read_bytes()[4096:])[: path.stat().st_size])


def _zero_last_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096] + bytes(min(4096, path.stat().st_size)))


def _into_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = (
    _delete,
    _empty,
    _cut,
    _cut_by_one,
    _lengthen,
    _foreign,
    _zero_first_page,
    _zero_last_page,
    _into_folder,
)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("number", range(6))
def test_a_damaged_file_never_gives_a_wrong_answer(
    folder: Path, number: int, damage: Callable[[Path], None]
) -> None:
    path = files(folder)[number]
    damage(path)
    index = Index(folder)
    never_wrong(index)
    # Whoosh's own table of contents is the one file that we never read.
    if path.suffix != ".toc" and None in never_wrong(index):
        assert index.rebuild_wanted()
    Builder(folder, split).rebuild(RECORDS, "4")
    assert never_wrong(index) == RIGHT
    assert not index.rebuild_wanted()


@settings(
    deadline=None,
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_one_flipped_bit_anywhere_never_gives_a_wrong_answer(
    sound: Path, tmp_path: Path, data: st.DataObject
) -> None:
    folder = tmp_path / "index"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sound, folder)
    path = data.draw(st.sampled_from(files(folder)))
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    never_wrong(Index(folder))


def test_each_byte_of_the_manifest_counts(folder: Path) -> None:
    path = folder / generations.current(folder) / generations.MANIFEST
    content = path.read_bytes()
    for at in range(len(content)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(IndexUnusable):
            Index(folder).searcher()
        (path.parent / generations.BAD).unlink()
    path.write_bytes(content)
    assert never_wrong(Index(folder)) == RIGHT


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_under_the_eyes_of_a_reader_never_gives_a_wrong_answer(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    index = Index(folder)
    index.searcher()
    for path in files(folder):
        if path.suffix == ".arrays":
            damage(path)
    never_wrong(index)


def test_files_that_changed_places_are_noticed(folder: Path) -> None:
    one, other = [path for path in files(folder) if path.suffix == ".arrays"][:2]
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)
    assert never_wrong(Index(folder)) == [None] * len(ASKED)


def test_an_older_generation_answers_while_the_current_one_is_damaged(folder: Path) -> None:
    builder = Builder(folder, split)
    builder.rebuild(RECORDS, "4")
    for path in files(folder):
        if path.suffix == ".arrays":
            _cut(path)
    index = Index(folder)
    assert never_wrong(index) == RIGHT
    assert index.searcher().position == "3"
    assert index.rebuild_wanted()
    with pytest.raises(IndexUnusable):
        builder.apply([a_record("new")], (), "5")


def test_an_index_of_another_version_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a new version is being rolled out, the old one must not spoil the new index."""
    from directory.catalogue import index as module

    monkeypatch.setattr(module, "fingerprint", lambda: "an older program")
    assert never_wrong(Index(folder)) == [None] * len(ASKED)
    monkeypatch.undo()
    assert never_wrong(Index(folder)) == RIGHT
    assert not Index(folder).rebuild_wanted()


def test_a_generation_that_is_still_being_written_is_left_alone(folder: Path) -> None:
    half = folder / "gen-999999999-half"
    half.mkdir()
    (folder / generations.CURRENT).unlink()
    assert never_wrong(Index(folder)) == RIGHT
    assert list(half.iterdir()) == []


@pytest.mark.parametrize("name", ["", "../..", "/", "gen-1", "gen-../x", "\0", "gen-" + "9" * 300])
def test_a_strange_current_name_leads_nowhere(folder: Path, name: str) -> None:
    (folder / generations.CURRENT).write_text(name)
    assert never_wrong(Index(folder)) == RIGHT


def test_a_missing_folder_comes_back_with_a_rebuild(folder: Path) -> None:
    index = Index(folder)
    assert never_wrong(index) == RIGHT
    shutil.rmtree(folder)
    with pytest.raises(IndexUnusable):
        index.searcher()
    Builder(folder, split).rebuild(RECORDS, "9")
    assert never_wrong(index) == RIGHT


@pytest.mark.parametrize("part", ["ids", "text.docs", "cards"])
def test_damage_is_not_carried_into_joined_segments(folder: Path, part: str) -> None:
    builder = Builder(folder, split)
    builder.apply([a_record("x0")], (), "4")
    for path in files(folder):
        if path.suffix == ".arrays":
            _zero_block_of(path, part)
    made = Builder(folder, split)
    with pytest.raises(IndexUnusable):
        for number in range(1, 6):  # sooner or later small segments are joined
            made.apply([a_record(f"x{number}")], (), "5")
    with pytest.raises(IndexUnusable):
        Index(folder).search(EVERYTHING)


def _zero_block_of(path: Path, part: str) -> None:
    content = path.read_bytes()
    directory = json.loads(content[content.rindex(b'{"arrays"') : -32])
    start = directory["arrays"][part][1] // 4096 * 4096
    path.write_bytes(content[:start] + bytes(4096) + content[start + 4096 :])


@pytest.mark.parametrize("damage", [_delete, _empty])
def test_a_builder_at_work_notices_that_its_files_are_gone(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    builder = Builder(folder, split)
    builder.apply([a_record("x0")], (), "4")
    damage(folder / generations.current(folder) / generations.MANIFEST)
    with pytest.raises(IndexUnusable):
        builder.apply([a_record("x1")], (), "5")
    builder.rebuild(RECORDS, "6")
    for path in files(folder):
        if path.suffix == ".arrays":
            damage(path)
    with pytest.raises(IndexUnusable):
        builder.apply([a_record("x1")], (), "7")
        Index(folder).search(EVERYTHING)

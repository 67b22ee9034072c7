"""What an open reader keeps from one generation to the next."""

import shutil
from pathlib import Path

import pytest

from directory.catalogue import generations
from directory.catalogue.builder import Builder
from directory.catalogue.index import Index
from tests.catalogue.index_cases import EVERYTHING, random_records, split

RECORDS = random_records(60, seed=3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def builder(folder: Path) -> Builder:
    builder = Builder(folder, split)
    builder.rebuild(RECORDS, "1")
    return builder


def test_a_builder_goes_on_when_its_folder_was_deleted(builder: Builder, folder: Path) -> None:
    shutil.rmtree(folder)
    builder.rebuild(RECORDS, "2")
    assert Index(folder).search(EVERYTHING).total == len(RECORDS)


def test_a_rebuild_with_the_same_content_mends_a_reader_with_a_damaged_file(
    builder: Builder, folder: Path
) -> None:
    reader = Index(folder)
    reader.searcher()  # opened; nothing is read yet
    (file,) = (folder / generations.current(folder)).glob("*.arrays")
    with file.open("r+b") as opened:
        opened.write(bytes(4096))
    builder.rebuild(RECORDS, "1")
    assert reader.search(EVERYTHING).total == len(RECORDS)
    assert not reader.rebuild_wanted()

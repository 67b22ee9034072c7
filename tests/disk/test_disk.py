"""Files are there whole or not at all; that they stay is shown by breaking a disk (faults)."""

import os
from pathlib import Path

import pytest

from directory.disk import create_whole, write_whole


def test_what_was_there_is_replaced_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_whole(file, b"old")
    with file.open("rb") as reader:
        write_whole(file, b"new and longer")
        assert reader.read() == b"old"
    assert file.read_bytes() == b"new and longer"
    assert file.stat().st_mode & 0o777 == 0o600


def test_whoever_was_first_counts(tmp_path: Path) -> None:
    file = tmp_path / "file"
    create_whole(file, b"first")
    create_whole(file, b"second")
    assert file.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("write", [write_whole, create_whole])
def test_what_cannot_be_written_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object
) -> None:
    def full(_number: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        write(tmp_path / "file", b"new")  # type: ignore[operator]
    assert list(tmp_path.iterdir()) == []

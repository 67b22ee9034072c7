"""Which backups are kept, and that a damaged one is noticed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from directory.cli import archive
from directory.cli.archive import BadArchive
from directory.submissions import Contents

NOW = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)


def files(*ages: timedelta) -> list[Path]:
    return [Path(archive.name_of(NOW - age)) for age in ages]


def kept(ages: list[timedelta]) -> list[timedelta]:
    gone = archive.outdated(files(*ages), NOW)
    return [age for age in ages if Path(archive.name_of(NOW - age)) not in gone]


def test_seven_days_and_four_weeks_are_kept_of_a_daily_backup() -> None:
    daily = [timedelta(days=number) for number in range(60)]
    # The 29th is a Sunday: the newest of each week is its Sunday.
    assert [age.days for age in kept(daily)] == [0, 1, 2, 3, 4, 5, 6, 7, 14, 21]


def test_everything_of_the_last_day_is_kept() -> None:
    hourly = [timedelta(hours=number) for number in range(24)]
    assert kept(hourly) == hourly


def test_nothing_is_kept_for_longer_than_five_weeks_but_the_newest() -> None:
    monthly = [timedelta(days=30 * number) for number in range(1, 5)]
    assert [age.days for age in kept(monthly)] == [30]
    assert kept([timedelta(days=400)]) == [timedelta(days=400)]


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    for name in ("directory.tar.gz", "directory-2020-01-01.tar.gz", "holiday.jpg"):
        (tmp_path / name).touch()
    assert archive.in_folder(tmp_path) == []


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "some.sqlite").write_bytes(b"rows" * 50_000)
    file = tmp_path / archive.name_of(NOW)
    contents = Contents("0004", {"offer": 3})
    archive.write(
        file, NOW, contents, {archive.DATABASE: tmp_path / "some.sqlite", "forgotten.txt": b"x"}
    )
    return file


def test_a_backup_says_what_is_in_it_and_can_be_read_by_its_owner_alone(
    made: Path, tmp_path: Path
) -> None:
    about = archive.check(made)
    assert (about.made_at, about.contents.rows) == (NOW, {"offer": 3})
    assert made.stat().st_mode & 0o077 == 0
    archive.unpack(made, tmp_path / "out")
    assert (tmp_path / "out" / archive.DATABASE).read_bytes() == b"rows" * 50_000


def test_a_file_that_is_there_is_never_overwritten(made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(FileExistsError):
        archive.write(made, NOW, Contents("0004", {}), {archive.DATABASE: b"other"})
    assert made.read_bytes() == before
    assert not list(made.parent.glob("*.part"))


@pytest.mark.parametrize("place", [0.0, 0.2, 0.5, 0.8, 0.99])
def test_a_flipped_byte_is_noticed_wherever_it_is(made: Path, place: float, tmp_path: Path) -> None:
    bytes_ = bytearray(made.read_bytes())
    bytes_[int(len(bytes_) * place)] ^= 0xFF
    made.write_bytes(bytes_)
    with pytest.raises(BadArchive):
        archive.check(made)
    with pytest.raises(BadArchive):
        archive.unpack(made, tmp_path / "out")


@pytest.mark.parametrize("size", [0, 10, 500])
def test_a_file_that_was_cut_off_is_noticed(made: Path, size: int) -> None:
    made.write_bytes(made.read_bytes()[:size])
    with pytest.raises(BadArchive):
        archive.check(made)

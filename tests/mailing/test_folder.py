"""The folder for mails: whole files, once each, for nobody else to read, gone when it is time."""

import os
import stat
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from directory.mailing import FolderSender, Hindrance, NotSent, message
from directory.model.mail import OutgoingMail
from tests.submissions.clock import Clock

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> FolderSender:
    return FolderSender(tmp_path / "mails", clock=clock)


def a_message(id: str = "abc", expires_at: datetime | None = None) -> EmailMessage:
    mail = OutgoingMail("key", "a@b.example", "Frage", "Guten Tag!", expires_at=expires_at)
    return message(mail, "post@sport.example", message_id=id, date=NOW)


def test_a_mail_is_a_file_that_mail_programs_open(folder: FolderSender) -> None:
    folder.send(a_message())
    [file] = folder.folder.iterdir()
    assert file.name == "20260504-100000_until-20260511-100000_abc.eml"
    assert file.read_bytes() == a_message().as_bytes()


def test_only_the_owner_reads_it(folder: FolderSender) -> None:
    folder.send(a_message())
    [file] = folder.folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.folder.stat().st_mode) == 0o700


def test_the_same_mail_sent_twice_is_one_file(folder: FolderSender) -> None:
    folder.send(a_message())
    folder.send(a_message())
    folder.send(a_message("def"))
    assert len(list(folder.folder.iterdir())) == 2


@pytest.mark.parametrize(
    ("expires_at", "kept"),
    [(None, timedelta(days=7)), (NOW + timedelta(hours=72), timedelta(hours=72))],
)
def test_it_goes_when_it_has_had_its_time(
    folder: FolderSender, clock: Clock, expires_at: datetime | None, kept: timedelta
) -> None:
    folder.send(a_message(expires_at=expires_at))
    clock.now = NOW + kept - timedelta(seconds=1)
    assert folder.erase() == 0
    clock.go(seconds=1)
    assert folder.erase() == 1
    assert list(folder.folder.iterdir()) == []


def test_files_of_others_stay(folder: FolderSender, clock: Clock) -> None:
    folder.send(a_message())
    (folder.folder / "notes.txt").write_text("mine")
    (folder.folder / "saved.eml").write_text("mine")
    clock.go(days=4000)
    assert folder.erase() == 1
    assert len(list(folder.folder.iterdir())) == 2


def test_half_a_file_of_a_worker_that_was_killed_goes_after_an_hour(
    folder: FolderSender, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            folder.send(a_message())
    [left] = folder.folder.iterdir()
    assert not left.name.endswith(".eml")
    os.utime(left, (NOW.timestamp(), NOW.timestamp()))
    assert folder.erase() == 0
    clock.go(hours=1)
    assert folder.erase() == 1


def test_a_folder_that_cannot_be_written_keeps_the_mail_waiting(tmp_path: Path) -> None:
    (tmp_path / "mails").write_text("a file stands in the way")
    with pytest.raises(NotSent) as problem:
        FolderSender(tmp_path / "mails").send(a_message())
    assert problem.value.hindrance is Hindrance.SERVER


def test_a_full_disk_leaves_no_half_file(
    folder: FolderSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotSent, match="No space left"):
        folder.send(a_message())
    assert list(folder.folder.iterdir()) == []

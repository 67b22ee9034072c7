"""Lays mails into a folder as files that mail programs open, for sites without a mail server."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from directory.disk import write_whole
from directory.mailing.carrying import Hindrance, NotSent

KEPT: Final = timedelta(days=7)
# Whoever wrote a temporary file was stopped long ago.
LEFT_OVER: Final = timedelta(hours=1)
_STAMP: Final = "%Y%m%d-%H%M%S"
_NAME: Final = re.compile(r"\d{8}-\d{6}_until-(\d{8}-\d{6})_[^/]*\.eml")


class FolderSender:
    """The name of a file says when the mail was written and until when it may stay.

    The same mail sent twice is one file: its name comes from the mail alone.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], datetime] | None = None) -> None:
        self.folder = folder
        self._clock = clock or (lambda: datetime.now(UTC))

    def send(self, message: EmailMessage) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self.folder / _name(message), message.as_bytes())
        except OSError as error:
            # Never its file name: it says nothing to whom it concerns.
            reason = f"the folder for mails: {error.strerror}"
            raise NotSent(reason, Hindrance.SERVER) from error

    def erase(self) -> int:
        now = self._clock()
        gone = [file for file in self._files() if _has_had_its_time(file, now)]
        for file in gone:
            file.unlink(missing_ok=True)
        return len(gone)

    def _files(self) -> list[Path]:
        return list(self.folder.iterdir()) if self.folder.is_dir() else []


def _name(message: EmailMessage) -> str:
    written = message["Date"].datetime
    until = message["Expires"]
    end = parsedate_to_datetime(str(until)) if until else written + KEPT
    unique = re.sub(r"\W", "", str(message["Message-ID"]).partition("@")[0])
    return f"{_stamp(written)}_until-{_stamp(end)}_{unique}.eml"


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_STAMP)


def _has_had_its_time(file: Path, now: datetime) -> bool:
    """Only files that we made: an operator may keep others here."""
    if named := _NAME.fullmatch(file.name):
        end = datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
        return end <= now
    if file.name.startswith(".") and ".eml." in file.name:
        changed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        return not now - LEFT_OVER < changed <= now + LEFT_OVER
    return False

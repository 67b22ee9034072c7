"""How the log looks: plain lines for people, or one JSON object a line for programs."""

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import click
from gunicorn.glogging import Logger

from directory.config import CHECKOUT, Settings
from directory.watching import FIELDS, asking_now

JSON: Final = "json"
_PLACES: Final = 12
# The server would name the address that was asked for, and secret links stand in addresses.
_TELLING: Final = "Exception while serving"
_said = logging.getLogger("directory.said")
_tells_programs = False


class AsJson(logging.Formatter):
    """Of an error only its kind and its place: its text may hold what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info and record.exc_info[0]:
            said["error"] = record.exc_info[0].__name__
            said["at"] = _places(record.exc_info[2])
        return json.dumps(said, ensure_ascii=False)


class AsText(logging.Formatter):
    """The same for people: fields stand behind the words."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        words = [f"{self.formatTime(record)} {record.levelname} {record.name}", record.getMessage()]
        words += [f"{name}={value}" for name, value in _fields(record).items()]
        line = " ".join(words).replace("\n", " ")
        if record.exc_info and record.exc_info[0]:
            at = "".join(f"\n    at {place}" for place in _places(record.exc_info[2]))
            line += f"\n    {record.exc_info[0].__name__}{at}"
        return line


class ServersLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """What the server itself says, in lines like all others."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            # Set up before, by us, for everything else.
            root = logging.getLogger().handlers
            if root:
                handler.setFormatter(root[0].formatter)


def set_up_log(settings: Settings, *, for_long: bool = False) -> None:
    """Everything goes to the error output. A process that runs ``for_long`` tells events too; a
    command that somebody has typed says in a sentence what it did."""
    global _tells_programs  # noqa: PLW0603 - like the log itself, one for the process
    _tells_programs = as_json = settings.log == JSON
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson() if as_json else AsText())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    logging.getLogger("waitress").addFilter(_without_addresses)
    logging.captureWarnings(capture=as_json)
    for name in ("directory.events", _said.name):
        logging.getLogger(name).setLevel(logging.INFO if as_json or for_long else logging.WARNING)
    if as_json:
        sys.excepthook = _log_uncaught
        threading.excepthook = _log_uncaught_in_thread


def say(words: str, *, is_fault: bool = False) -> None:
    """A sentence for who typed the command; for programs a line of the log."""
    if tells_programs():
        _said.log(logging.ERROR if is_fault else logging.INFO, words)
    else:
        click.echo(words, err=is_fault)


def tells_programs() -> bool:
    """Whether every line is one of the log, because a program reads it."""
    return _tells_programs


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    """With the number that the page of this error shows, where something went wrong for one."""
    fields: dict[str, Any] = dict(getattr(record, FIELDS, {}))
    asking = asking_now()
    if asking and record.levelno >= logging.WARNING:
        fields.setdefault("request", asking.number)
    return fields


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)[-_PLACES:]
    ]


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("directory").critical("ended", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(what: threading.ExceptHookArgs) -> None:
    if what.exc_value:
        _log_uncaught(what.exc_type, what.exc_value, what.exc_traceback)


def _without_addresses(record: logging.LogRecord) -> bool:
    if str(record.msg).startswith(_TELLING):
        record.msg, record.args = "a request failed", ()
    return True


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(CHECKOUT)) if path.is_relative_to(CHECKOUT) else path.name

"""How the log looks: plain lines for people, or one JSON object a line for programs."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from gunicorn.glogging import Logger

from directory.config import CHECKOUT, Settings

JSON: Final = "json"
_PLAIN: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"
# The server would name the address that was asked for, and secret links stand in addresses.
_TELLING: Final = "Exception while serving"


class AsJson(logging.Formatter):
    """Of an error only its kind and its place: its text may hold what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            said["error"] = record.exc_info[0].__name__
            said["at"] = [
                f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])[-12:]
            ]
        return json.dumps(said, ensure_ascii=False)


class ServersLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """What the server itself says, in lines like all others."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            # Set up before, by us, for everything else.
            root = logging.getLogger().handlers
            if root:
                handler.setFormatter(root[0].formatter)


def set_up_log(settings: Settings) -> None:
    """For a process that serves or follows; everything goes to the error output."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson() if settings.log == JSON else logging.Formatter(_PLAIN))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    logging.getLogger("waitress").addFilter(_without_addresses)


def _without_addresses(record: logging.LogRecord) -> bool:
    if str(record.msg).startswith(_TELLING):
        record.msg, record.args = "a request failed", ()
    return True


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(CHECKOUT)) if path.is_relative_to(CHECKOUT) else path.name

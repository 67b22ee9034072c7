"""Opens the parts that a command needs, and turns what can go wrong into one sentence."""

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import partial, wraps
from typing import Final, NoReturn, ParamSpec, TypeVar

from directory.catalogue.builder import Builder
from directory.catalogue.index import Index
from directory.catalogue.record import Record
from directory.catalogue.recording import record_of, sport_words
from directory.cli.logs import say, set_up_log
from directory.config import SettingError, Settings
from directory.content.errors import ContentError
from directory.content.sports import Sports
from directory.model import Listing
from directory.model.ladder import Ladder
from directory.submissions.errors import DatabaseProblem, StoringFailed
from directory.submissions.store import Store
from directory.watching import CELLS, Slowness, set_slowness

NUMBERS = "numbers"
# Full, beyond what one may use, only to be read, broken: nothing that a traceback would explain.
_OF_THE_DISK: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Workshop:
    """What keeps the index in step with the database."""

    store: Store
    index: Index
    builder: Builder
    record_of: Callable[[Listing], Record]


def kindly(command: Callable[Given, Result]) -> Callable[Given, Result]:
    """A command whose known problems end in one sentence and exit code 1, not in a traceback."""

    @wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        try:
            return command(*args, **kwargs)
        except (SettingError, DatabaseProblem, ContentError) as problem:
            _stop(str(problem))
        except StoringFailed as problem:
            # Without what was to be stored, which is nobody's business.
            _stop(f"The database cannot be used: {getattr(problem, 'orig', None) or problem}.")
        except OSError as problem:
            if problem.errno not in _OF_THE_DISK:
                raise
            place = f" ({problem.filename})" if problem.filename else ""
            _stop(f"The disk takes nothing: {problem.strerror}{place}. Nothing was changed.")

    return run


def _stop(sentence: str) -> NoReturn:
    say(sentence, is_fault=True)
    sys.exit(1)


def read_settings(kind: str = "command", *, for_long: bool = False) -> Settings:
    """With log and numbers set up as they say, for a process of this ``kind``."""
    settings = Settings.from_environment()
    set_up_log(settings, for_long=for_long)
    watch_with(settings, kind)
    return settings


def watch_with(settings: Settings, kind: str) -> None:
    """Numbers lie beside the database; a first start has no such folder yet."""
    set_slowness(Slowness(settings.slow_query_ms, settings.slow_page_ms))
    CELLS.share_in(settings.instance / NUMBERS, kind)


def base_address(settings: Settings) -> str:
    """Where the pages are that commands and mails lead to."""
    return settings.public_url or f"http://{settings.host}:{settings.port}"


def ladder_of(settings: Settings) -> Ladder:
    """How offers age here; raises ``SettingError`` where the steps are in no order."""
    names = [field.name for field in fields(Ladder)]
    try:
        return Ladder(**{name: getattr(settings, name) for name in names})
    except ValueError as problem:
        raise SettingError(
            "DIRECTORY_ASK_MONTHS, CALL_FIRST_MONTHS, PHONE_MONTHS, SINK_MONTHS, HIDE_MONTHS and"
            f" ARCHIVE_MONTHS: {problem}"
        ) from problem


def recorder(sports: Sports) -> Callable[[Listing], Record]:
    """Turns a listing into what search keeps of it."""
    return partial(record_of, names_of_sports=sport_words(sports))


@contextmanager
def workshop(settings: Settings) -> Iterator[Workshop]:
    """Store, index and builder of this installation; the store is closed afterwards."""
    store = Store(settings.database_url)
    try:
        sports = Sports.load(settings.content)
        yield Workshop(store, Index(settings.index), Builder(settings.index), recorder(sports))
    finally:
        store.close()

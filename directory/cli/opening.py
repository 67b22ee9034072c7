"""Opens the parts that a command needs, and turns what can go wrong into one sentence."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import partial, wraps
from typing import ParamSpec, TypeVar

import click

from directory.catalogue.builder import Builder
from directory.catalogue.index import Index
from directory.catalogue.record import Record
from directory.catalogue.recording import record_of, sport_words
from directory.config import SettingError, Settings
from directory.content.errors import ContentError
from directory.content.sports import Sports
from directory.model import Listing
from directory.model.ladder import Ladder
from directory.submissions.errors import DatabaseProblem
from directory.submissions.store import Store

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
            click.echo(str(problem), err=True)
            sys.exit(1)

    return run


def read_settings() -> Settings:
    return Settings.from_environment()


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

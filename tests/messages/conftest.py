"""A site whose clubs can be asked in every way, and somebody who fills in its forms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from directory.submissions import Inbox, Limits
from directory.submissions.tables import BarrierRow, LimitRow, ReportRow, WishRow
from directory.web.parts import EXTENSION
from tests.messages.filling import Person
from tests.messages.offers import ALL
from tests.submissions.clock import Clock
from tests.visiting import built_site


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("messages") / "instance"
    return built_site(folder, *ALL)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime.now(UTC))


@pytest.fixture
def site(built: Flask, clock: Clock) -> Flask:
    """One clock for all parts that ask for the time, and an inbox that begins empty."""
    parts = built.extensions[EXTENSION]
    database = parts.store.database
    with database.writing() as connection:
        for table in (LimitRow, WishRow, ReportRow, BarrierRow):
            connection.execute(delete(table))
    built.extensions[EXTENSION] = replace(
        parts, now=clock, inbox=Inbox(database, clock), limits=Limits(database, clock)
    )
    return built


@pytest.fixture
def person(site: Flask, clock: Clock) -> Iterator[Person]:
    somebody = Person(site, site.test_client(), clock)
    yield somebody
    somebody.mails()

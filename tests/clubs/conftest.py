"""A site where clubs fill in question pages, and somebody who does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from directory.submissions import Drafts, Inbox, Keepers, Limits, Links, Workflow
from directory.submissions.tables import (
    DraftRow,
    KeeperRow,
    LimitRow,
    LinkRow,
    OutboxRow,
    OutboxSecretRow,
    SubmissionRow,
)
from directory.web.parts import EXTENSION
from tests.messages.filling import Person
from tests.submissions.clock import Clock
from tests.visiting import built_site
from tests.web.listings import full_listing


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("clubs") / "instance"
    return built_site(folder, full_listing())


@pytest.fixture
def in_site(built: Flask) -> Iterator[Flask]:
    with built.test_request_context("/"):
        yield built


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime.now(UTC))


@pytest.fixture
def site(built: Flask, clock: Clock) -> Iterator[Flask]:
    """One clock for all parts that ask for the time; no drafts and no counts from before, and
    afterwards no offer more than before."""
    parts = built.extensions[EXTENSION]
    before = {listing.id for listing in parts.store.listings()}
    database = parts.store.database
    with database.writing() as connection:
        for table in (
            LimitRow,
            DraftRow,
            KeeperRow,
            LinkRow,
            SubmissionRow,
            OutboxRow,
            OutboxSecretRow,
        ):
            connection.execute(delete(table))
    built.extensions[EXTENSION] = replace(
        parts,
        now=clock,
        inbox=Inbox(database, clock),
        limits=Limits(database, clock),
        drafts=Drafts(database, clock),
        workflow=Workflow(database, clock),
        links=Links(database, clock),
        keepers=Keepers(database, clock),
    )
    yield built
    for listing in tuple(parts.store.listings()):
        if listing.id not in before:
            parts.store.withdraw(listing.id)


@pytest.fixture
def person(site: Flask, clock: Clock) -> Person:
    return Person(site, site.test_client(), clock)

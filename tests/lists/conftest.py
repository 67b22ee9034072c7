"""A site with two full offers and the examples, and visitors with and without a list."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import delete

from directory.submissions import Limits, Lists
from directory.submissions.tables import HandedListRow, LimitRow
from directory.web.parts import EXTENSION
from tests.messages.filling import Person
from tests.submissions.clock import Clock
from tests.visiting import built_site
from tests.web.listings import bare_listing, full_listing


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("lists") / "instance"
    return built_site(folder, full_listing(), bare_listing())


@pytest.fixture
def site(built: Flask, clock: Clock) -> Flask:
    parts = built.extensions[EXTENSION]
    database = parts.store.database
    with database.writing() as connection:
        for table in (HandedListRow, LimitRow):
            connection.execute(delete(table))
    built.extensions[EXTENSION] = replace(
        parts,
        now=clock,
        today=lambda: clock().date(),
        limits=Limits(database, clock),
        lists=Lists(database, clock),
    )
    return built


@pytest.fixture
def person(site: Flask, clock: Clock) -> Person:
    return a_person(site, clock)


def a_person(site: Flask, clock: Clock) -> Person:
    client = site.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return Person(site, client, clock)

"""A site with people of the team: an administrator, an editor for Halle, an advisor for Berlin."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import delete

from directory.model.team import Duty, grants_of
from directory.model.team import Person as Member
from directory.submissions import Checks, Inbox, Limits, Links, Team, Workflow
from directory.submissions.tables import (
    CareRow,
    CheckRecordRow,
    ClubRow,
    FormerAddressRow,
    LimitRow,
    LinkRow,
    NotTheSameRow,
    OfferRow,
    OutboxRow,
    OutboxSecretRow,
    PersonRow,
    ReportRow,
    RevisionRow,
    SessionRow,
    SubmissionRow,
    VenueRow,
)
from directory.web.parts import EXTENSION
from tests.messages.filling import Person
from tests.submissions.clock import Clock
from tests.visiting import built_site
from tests.web.listings import full_listing

EMPTIED = (
    CareRow,
    CheckRecordRow,
    LimitRow,
    LinkRow,
    NotTheSameRow,
    OutboxRow,
    OutboxSecretRow,
    PersonRow,
    ReportRow,
    SessionRow,
    SubmissionRow,
)
MADE_HERE = "^(desk|at|club|venue)-"
COOKIE = "__Host-redaktion"
EVA, BEN, IDA = "eva@stadt.example", "ben@stadt.example", "ida@stadt.example"


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return built_site(tmp_path_factory.mktemp("team") / "instance", full_listing())


@pytest.fixture
def site(built: Flask, clock: Clock) -> Flask:
    """One clock for all parts that ask for the time, and nobody in the team."""
    parts = built.extensions[EXTENSION]
    database = parts.store.database
    with database.writing() as connection:
        for table in EMPTIED:
            connection.execute(delete(table))
        for kind in (OfferRow, ClubRow, VenueRow):
            connection.execute(delete(kind).where(kind.id.regexp_match(MADE_HERE)))
        # Elsewhere no id is ever used again.
        for past in (RevisionRow, FormerAddressRow):
            connection.execute(delete(past).where(past.record_id.regexp_match(MADE_HERE)))
    built.extensions[EXTENSION] = replace(
        parts,
        now=clock,
        today=lambda: clock().date(),
        limits=Limits(database, clock),
        links=Links(database, clock),
        inbox=Inbox(database, clock),
        workflow=Workflow(database, clock),
        checks=Checks(database, clock),
        team=Team(database, clock),
    )
    return built


@dataclass
class Crew:
    """Who belongs to the team."""

    eva: Member
    ben: Member
    ida: Member


@pytest.fixture
def crew(site: Flask) -> Crew:
    team: Team = site.extensions[EXTENSION].team
    return Crew(
        team.add(EVA, "Eva", grants_of([Duty.ADMIN])),
        team.add(BEN, "Ben", grants_of([Duty.EDITOR], ["15002"])),
        team.add(IDA, "Ida", grants_of([Duty.ADVISOR], ["11"])),
    )


@pytest.fixture
def person(site: Flask, clock: Clock, crew: Crew) -> Person:
    return a_person(site, clock)


def a_person(site: Flask, clock: Clock) -> Person:
    """With a browser that says where its requests come from, as all do today."""
    client = site.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return Person(site, client, clock)


def sign_in(person: Person, member: Member) -> str:
    """Signs in without a mail; the secret of the cookie."""
    assert person.parts.team
    secret = person.parts.team.sign_in(member.id, "Firefox, Linux")
    assert secret
    person.client.set_cookie(COOKIE, secret, domain="sport.example", secure=True)
    return secret

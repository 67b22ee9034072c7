"""The first administrator is made at the command line; so is a link when no mail arrives."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directory.cli.starting import MARK
from directory.model.team import Duty, grants_of
from directory.submissions import Links, Outbox, Purpose, Store, Team
from tests.cli.conftest import Run
from tests.databases import new_database

EVA = "eva@stadt.example"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def opened(instance: Path, store: Callable[[], Store]) -> Store:
    instance.mkdir()
    new_database(instance, now())
    (instance / MARK).write_text("done")
    return store()


def test_the_first_person_is_an_administrator_and_hears_of_it(run: Run, opened: Store) -> None:
    shown = run("user", "add", EVA, "--name", "Eva").output
    assert "admin (everywhere)" in shown
    assert "/anmelden" in shown
    person = Team(opened.database, now).by_email(EVA)
    assert person
    assert (person.name, person.grants) == ("Eva", grants_of([Duty.ADMIN]))
    mail = Outbox(opened.database, now).claim()
    assert mail
    assert (mail.mail.to, mail.mail.kind) == (EVA, "invited")


def test_roles_and_regions(run: Run, opened: Store) -> None:
    run("user", "add", EVA, "--role", "editor", "--role", "advisor", "--region", "15002")
    assert "editor (15002); advisor (15002)" in run("user", "list").output


@pytest.mark.parametrize("region", ["99", "Halle", "150020001"])
def test_a_region_that_nobody_lives_in_is_refused(run: Run, opened: Store, region: str) -> None:
    result = run("user", "add", EVA, "--role", "editor", "--region", region)
    assert f"No municipality key begins with {region}." in result.output
    assert Team(opened.database, now).people() == ()


def test_what_is_no_address_is_refused(run: Run, opened: Store) -> None:
    assert "no address" in run("user", "add", "eva").output


def test_the_last_administrator_stays(run: Run, opened: Store) -> None:
    run("user", "add", EVA)
    assert "last administrator" in run("user", "end", EVA).output
    run("user", "add", "ben@stadt.example")
    run("user", "end", EVA)
    assert run("user", "list").output.endswith("1 in the team.\n")
    assert "does not belong" in run("user", "end", EVA).output


def test_a_link_for_when_no_mail_arrives(run: Run, opened: Store) -> None:
    run("user", "add", EVA)
    token = run("user", "link", EVA).output.strip().rpartition("/")[2]
    link = Links(opened.database, now).look(token, Purpose.SIGN_IN)
    assert link
    assert link.email == EVA

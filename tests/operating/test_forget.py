"""``directory forget`` shows first, takes out when asked, and remembers that it did."""

from pathlib import Path
from typing import Any

import pytest

from directory.cli import erased
from directory.cli.erased import Erased
from directory.model.team import Duty, grants_of
from directory.submissions import TICK, Forgetting, Heartbeats, Keepers, Store, Team, database
from directory.submissions.database import Database
from tests.databases import only_sqlite
from tests.operating.conftest import Run, now

ANNA = "anna@verein.example"


def test_it_shows_and_changes_nothing(run: Run, store: Store, instance: Path) -> None:
    Keepers(store.database, now).add("club", ANNA)
    shown = run("forget", ANNA)
    assert shown.output.splitlines()[0] == "- looks after a club club"
    assert "Nothing was changed" in shown.output
    assert Keepers(store.database, now).of_club("club")
    assert not (instance / "backups").exists()


def test_with_yes_all_goes_also_mails_in_files(run: Run, store: Store, instance: Path) -> None:
    Keepers(store.database, now).add("club", ANNA)
    assert run("mail-test", ANNA).exit_code == 0
    assert run("mail-test", "bernd@verein.example").exit_code == 0
    assert "Taken out: 2." in run("forget", "Anna@Verein.example", "--yes").output
    assert run("forget", ANNA).output == f"Nothing is kept about {ANNA}.\n"
    assert len(list((instance / "mails").rglob("*.eml"))) == 1
    [line] = erased.read_in(instance / "backups")
    assert line.is_of(ANNA) and not line.is_of("bernd@verein.example")


def test_the_list_can_be_read_by_its_owner_alone_and_survives_a_cut(tmp_path: Path) -> None:
    for email in (ANNA, "bernd@verein.example"):
        erased.remember(tmp_path, Erased.of(email, now()))
    file = tmp_path / erased.NAME
    assert file.stat().st_mode & 0o077 == 0
    cut = file.read_text()[:-40]
    assert erased.known_again(erased.read(cut), [ANNA, "bernd@verein.example"]) == (ANNA,)


def test_the_last_administrator_cannot_be_forgotten(run: Run, store: Store) -> None:
    Team(store.database, now).add(ANNA, "Anna", grants_of([Duty.ADMIN], ()))
    result = run("forget", ANNA, "--yes")
    assert result.exit_code == 1 and "last administrator" in result.output
    assert Team(store.database, now).by_email(ANNA)


def test_what_is_no_address_is_refused(run: Run) -> None:
    assert run("forget", "Anna Muster").exit_code == 2


def test_tick_says_that_it_was_there(run: Run, store: Store) -> None:
    assert Heartbeats(store.database, now).last(TICK) is None
    run("tick")
    last = Heartbeats(store.database, now).last(TICK)
    assert last and (now() - last).total_seconds() < 30


@only_sqlite("it has one writer at a time")
def test_where_others_write_for_long_it_asks_to_try_again(
    run: Run, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    Keepers(store.database, now).add("club", ANNA)
    done = Forgetting._mails

    def and_then_others_write(self: Forgetting, *given: Any) -> None:
        done(self, *given)
        monkeypatch.setitem(database.PRAGMAS, "busy_timeout", 100)
        monkeypatch.setattr(Database, "write_anew", busy)

    real = Database.write_anew

    def busy(self: Database) -> None:
        with store.database.writing():
            real(self)

    monkeypatch.setattr(Forgetting, "_mails", and_then_others_write)
    result = run("forget", ANNA, "--yes")
    assert result.exit_code == 1 and "Type the same command again." in result.output
    assert Keepers(store.database, now).of_club("club") == ()

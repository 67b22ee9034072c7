"""Backup and restore of a PostgreSQL, typed as the manual shows them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from directory.cli.opening import workshop
from directory.config import CHECKOUT, Settings
from directory.content import example_listings
from directory.model.mail import OutgoingMail
from directory.publishing import catch_up
from directory.submissions import Outbox, Store, UnknownPosition
from tests.databases import environ_of, new_database, only_postgresql
from tests.operating.manual import blocks
from tests.postgres import Server, shared_server, started_server
from tests.submissions.examples import a_listing

pytestmark = only_postgresql
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BACKUP, RESTORE = (block.commands for block in blocks() if block.kind == "postgres")


@pytest.fixture
def other_server() -> Iterator[Server]:
    """A new machine, which has counted hardly any transactions yet."""
    server = started_server()
    yield server
    server.stop()


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """A directory with a history, on a server that has counted far."""
    new_database(tmp_path / "instance", NOW)
    url = environ_of(tmp_path / "instance")["DIRECTORY_DATABASE_URL"]
    with shared_server().connected(make_url(url).database or "") as connection:
        count = "FOR i IN 1..20000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP"
        connection.execute(text(f"DO $$ BEGIN {count}; END $$"))
    store = Store(url)
    store.publish_many(islice(example_listings(CHECKOUT / "content"), 30))
    mail = OutgoingMail("q:1", "verein@sport.example", "Frage", "Geheim", sensitive=True)
    Outbox(store.database, lambda: NOW).post(mail)
    store.close()
    return tmp_path / "instance"


def typed(commands: str, settings: dict[str, str], folder: Path) -> None:
    """As it stands; the address without the word that only this program needs."""
    address = settings["DIRECTORY_DATABASE_URL"].replace("+psycopg", "")
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", commands],
        env={**os.environ, **settings, "DIRECTORY_DATABASE_URL": address, "PATH": programs},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_dump_serves_again_on_another_server(
    instance: Path, tmp_path: Path, other_server: Server
) -> None:
    settings = environ_of(instance)
    old = Store(settings["DIRECTORY_DATABASE_URL"])
    before, slugs = old.position(), {one.id for one in old.listings()}
    typed(BACKUP, settings, tmp_path)
    assert b"Geheim" not in (tmp_path / "directory.dump").read_bytes()
    old.close()

    there = other_server.url_of(other_server.make())
    moved = {"DIRECTORY_INSTANCE": str(tmp_path / "other"), "DIRECTORY_DATABASE_URL": there}
    typed(RESTORE, moved, tmp_path)
    with workshop(Settings.from_environment(moved)) as parts:
        store = parts.store
        assert {one.id for one in store.listings()} == slugs
        with pytest.raises(UnknownPosition):
            store.changes_after(before)
        # All that was restored counts as settled, and what comes now is new.
        assert len(store.latest_changes((0, ""))) == len([one for one in slugs if one])
        assert store.waiting_since(store.position()) is None
        store.publish(a_listing("after"))
        assert "after" in store.changes_after(parts.index.searcher().position).ids
        catch_up(store, parts.index, parts.builder, parts.record_of)
        assert parts.index.searcher().count == store.count()


def test_a_dump_restores_over_what_is_there(instance: Path, tmp_path: Path) -> None:
    settings = environ_of(instance)
    typed(BACKUP, settings, tmp_path)
    store = Store(settings["DIRECTORY_DATABASE_URL"])
    store.publish(a_listing("later"))
    count = store.count()
    store.close()
    typed(RESTORE, settings, tmp_path)
    store = Store(settings["DIRECTORY_DATABASE_URL"])
    assert store.count() == count - 1
    store.close()

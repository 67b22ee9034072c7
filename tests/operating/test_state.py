"""Each state in which somebody should look: page, numbers and doctor agree, and go back."""

import logging
import os
import resource
import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, text
from sqlalchemy.exc import OperationalError

from directory.app import create_app
from directory.config import Settings
from directory.model.mail import OutgoingMail
from directory.publishing import state
from directory.submissions import DISTURBED, TICK, Heartbeats, Outbox, Store
from directory.submissions.database import Database
from directory.submissions.tables import HeartbeatRow
from directory.web.parts import EXTENSION
from tests.databases import environ_of, only_sqlite
from tests.operating.conftest import Run, now
from tests.page_checks import Page, by_class, look_over
from tests.submissions.examples import a_listing

LOCAL = "http://127.0.0.1"
# Whoever waits for a database that is held or silent waits as long, or for ever.
HELD_UP_SECONDS = 10
# As pages wait, before tests make all of them patient.
LOOK_SECONDS = state.LOOK_SECONDS


@pytest.fixture
def site(run: Run, instance: Path, store: Store) -> Flask:
    store.publish(a_listing())
    run("index")
    run("tick")
    return made(instance)


def made(instance: Path, **more: str) -> Flask:
    environ = {**environ_of(instance), "DIRECTORY_METRICS": "127.0.0.1", **more}
    return create_app(Settings.from_environment(environ))


def at(site: Flask, **span: float) -> None:
    """For the pages it is so much later from now on."""
    parts = site.extensions[EXTENSION]
    site.extensions[EXTENSION] = replace(parts, now=lambda: now() + timedelta(**span))


def attention(site: Flask) -> list[str]:
    """What somebody should look at, by every way of asking; and nobody waits for long."""
    client = site.test_client()
    begun = time.monotonic()
    ready = client.get("/readyz", base_url=LOCAL)
    strict = client.get("/readyz?strict=1", base_url=LOCAL)
    assert time.monotonic() - begun < HELD_UP_SECONDS
    document: dict[str, Any] = ready.get_json()
    found: list[str] = document["attention"]
    away = {"database", "upgrade_missing"} & set(found)
    assert (ready.status_code == 503, strict.status_code == 503) == (bool(away), bool(found))
    lines = client.get("/metrics", base_url=LOCAL).text.splitlines()
    told = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    wrong = [
        name for name in state.Trouble if told[f'directory_trouble{{trouble="{name}"}}'] == "1"
    ]
    assert wrong == found and told["directory_attention"] == str(len(found))
    return found


def doctor(run: Run) -> str:
    """What is wrong; nothing when all is well."""
    result = run("check")
    assert bool(result.exit_code) == (result.output != "All is well.\n"), result.output
    return "" if result.exit_code == 0 else result.output


def test_all_is_well_by_every_way_of_asking(site: Flask, run: Run) -> None:
    assert (attention(site), doctor(run)) == ([], "")


@only_sqlite("its file can be moved away")
def test_a_database_that_has_gone_and_comes_back(site: Flask, run: Run, instance: Path) -> None:
    file, aside = instance / "directory.sqlite", instance / "aside"
    site.extensions[EXTENSION].store.database.begin_anew()
    file.rename(aside)
    assert attention(site) == ["database"]
    assert "no database" in doctor(run)
    aside.rename(file)
    assert (attention(site), doctor(run)) == ([], "")


@only_sqlite("another program can hold the whole file")
def test_a_database_that_hangs_is_told_of_within_a_second(
    site: Flask, instance: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.extensions[EXTENSION].store.close()
    store.close()
    with monkeypatch.context() as patch, held(instance / "directory.sqlite"):
        patch.setattr(state, "LOOK_SECONDS", LOOK_SECONDS)
        for _ in range(3):
            assert attention(site) == ["database"]
        begun = time.monotonic()
        assert site.test_client().get("/healthz", base_url=LOCAL).status_code == 200
        assert time.monotonic() - begun < HELD_UP_SECONDS
        looking = [one for one in threading.enumerate() if one.name == "look at the state"]
        assert len(looking) <= 1
    for one in looking:
        one.join(20)
    assert attention(site) == []


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Nobody else may even read."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("UPDATE heartbeat SET at = at")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_a_server_that_takes_calls_and_never_answers(
    instance: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other end of a broken line."""
    monkeypatch.setattr(state, "LOOK_SECONDS", LOOK_SECONDS)
    run("index")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        url = f"postgresql://a:b@127.0.0.1:{port}/c?connect_timeout=60"
        site = made(instance)
        site.extensions[EXTENSION].store.database = Database(url)
        begun = time.monotonic()
        answer = site.test_client().get("/readyz", base_url=LOCAL)
        assert (answer.status_code, answer.get_json()["attention"]) == (503, ["database"])
        assert time.monotonic() - begun < HELD_UP_SECONDS


@only_sqlite("one writer at a time")
def test_a_database_that_is_locked_for_long(
    site: Flask, run: Run, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "LONG_LOCK", timedelta(seconds=0.5))
    monkeypatch.setattr("directory.cli.checking.LOCK_SECONDS", 0.6)
    other = sqlite3.connect(instance / "directory.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    site.test_client().get("/readyz", base_url=LOCAL)
    time.sleep(0.6)
    assert attention(site) == ["database_locked"]
    assert "locked" in doctor(run)
    other.execute("ROLLBACK")
    other.close()
    assert (attention(site), doctor(run)) == ([], "")


@only_sqlite("a file may be too large")
def test_a_disk_that_takes_nothing_more(site: Flask, run: Run, store: Store) -> None:
    """Storing fails once, and that is told until storing works again, by whomever."""
    heart = Heartbeats(store.database, lambda: now() + timedelta(minutes=1))
    with no_file_grows(), pytest.raises(OperationalError):
        heart.beat(TICK)
    assert attention(site) == ["database_not_storing"]
    assert "Nothing can be stored" in doctor(run)
    Heartbeats(store.database, now).beat(TICK)
    assert (attention(site), doctor(run)) == ([], "")


@contextmanager
def no_file_grows() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(os.geteuid() == 0, reason="an administrator may write everywhere")
@only_sqlite("its file has rights")
def test_a_database_that_may_only_be_read(site: Flask, instance: Path) -> None:
    (instance / "directory.sqlite").chmod(0o400)
    assert "database_not_storing" in attention(site)


def test_a_missing_upgrade(site: Flask, store: Store, run: Run) -> None:
    version = "SELECT version_num FROM alembic_version"
    with store.database.writing() as connection:
        before = connection.execute(text(version)).scalar_one()
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert attention(site) == ["upgrade_missing"]
    assert "older than the program; upgrade it" in doctor(run)
    with store.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": before})
    assert (attention(site), doctor(run)) == ([], "")


def test_an_index_that_is_gone_damaged_or_late(
    site: Flask, run: Run, store: Store, instance: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index = instance / "search_index"
    for spoil in (_remove, _zero_segments):
        spoil(index)
        site = made(instance)
        caplog.clear()
        site.test_client().get("/suche?q=schwimmen", base_url=LOCAL)
        assert attention(site) == ["index_unusable"]
        assert "cannot be used" in doctor(run)
        run("index")
        assert (attention(site), doctor(run)) == ([], "")
        caplog.set_level(logging.INFO, "directory.events")
        site.test_client().get("/suche?q=boccia", base_url=LOCAL)
        told = [getattr(record, "fields", {}).get("event") for record in caplog.records]
        assert told.count("degraded_begun") == told.count("degraded_ended") == 1
    store.publish(a_listing("new"))
    at(site, minutes=11)
    run_tick_at(store, minutes=11)
    assert attention(site) == ["index_late"]
    run("index")
    assert attention(site) == []


def _remove(index: Path) -> None:
    shutil.rmtree(index)
    index.mkdir()


def _zero_segments(index: Path) -> None:
    for file in index.rglob("*"):
        if file.is_file() and file.stat().st_size > 1000:
            file.write_bytes(bytes(file.stat().st_size))


def run_tick_at(store: Store, **span: float) -> None:
    Heartbeats(store.database, lambda: now() + timedelta(**span)).beat(TICK)


def test_mails_that_wait_and_mails_that_fail(site: Flask, store: Store, run: Run) -> None:
    outbox = Outbox(store.database, lambda: now() - timedelta(minutes=30))
    outbox.post(OutgoingMail("mail:1", "anna@verein.example", "Frage", "Guten Tag!"))
    assert attention(site) == ["mails_wait"]
    assert "Mails that wait: 1" in doctor(run)
    outbox = Outbox(store.database, now)
    claimed = outbox.claim()
    assert claimed
    outbox.give_up(claimed, "550 no such user")
    assert attention(site) == ["mails_fail"]
    assert "could not be delivered: 1" in doctor(run)
    at(site, hours=25)
    run_tick_at(store, hours=25)
    assert attention(site) == []


def test_a_tick_that_is_late(site: Flask, store: Store, run: Run) -> None:
    with store.database.writing() as connection:
        connection.execute(text("UPDATE heartbeat SET at = '2026-01-01T00:00:00+00:00'"))
    assert attention(site) == ["tick_late"]
    assert "What is due was last done" in doctor(run)
    run("tick")
    assert (attention(site), doctor(run)) == ([], "")


def test_a_clock_that_is_behind_what_was_stored(site: Flask, store: Store, run: Run) -> None:
    if store.database.clock() is None:
        run_tick_at(store, hours=2)
        assert attention(site) == ["clock_wrong"]
        assert "clock" in doctor(run)
        run("tick")
        with store.database.writing() as connection:
            connection.execute(text("DELETE FROM heartbeat"))
        run("tick")
    assert (attention(site), doctor(run)) == ([], "")


def test_a_disk_that_is_nearly_full(instance: Path, run: Run, site: Flask) -> None:
    """More must stay free than any disk has."""
    often = {"DIRECTORY_LEAST_FREE_MB": "1000000000"}
    assert attention(made(instance, **often)) == ["disk_nearly_full"]
    assert attention(made(instance)) == []


class TestForVisitors:
    """The page in easy words says the same, and never fails itself."""

    def rows(self, site: Flask, prefix: str = "") -> dict[str, str]:
        """What one wants to do, and the sign beside it."""
        address = f"{prefix}/zustand"
        answer = site.test_client().get(address, base_url=LOCAL)
        page = Page(address, answer.status_code, answer.text, dict(answer.headers))
        look_over(page)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert "ETag" not in answer.headers and "Set-Cookie" not in answer.headers
        found = page.all("//main//*" + by_class("state-list") + "//span" + by_class("fact"))
        words = ["".join(one.itertext()).split(":")[0].strip() for one in found]
        signs = [one.get("class", "").partition("fact--")[2] for one in found]
        return dict(zip(words, signs, strict=True))

    def test_all_is_well(self, site: Flask) -> None:
        rows = self.rows(site)
        assert list(rows) == [
            "Sport suchen",
            "Angebote ansehen",
            "Angebote schicken",
            "Vereinen schreiben",
            "Neue Angebote finden",
        ]
        assert set(rows.values()) == {"yes"}
        assert "Ja, alles geht." in self.text(site)

    def text(self, site: Flask, prefix: str = "") -> str:
        return site.test_client().get(f"{prefix}/zustand", base_url=LOCAL).text

    @pytest.mark.parametrize(
        ("prefix", "lead"),
        [("/de", "Ja, alles funktioniert."), ("/en", "Yes, everything works.")],
    )
    def test_in_other_languages(self, site: Flask, prefix: str, lead: str) -> None:
        assert set(self.rows(site, prefix).values()) == {"yes"}
        assert lead in self.text(site, prefix)

    @only_sqlite("its file can be moved away")
    def test_without_the_database_it_says_so_and_does_not_fail(
        self, site: Flask, instance: Path
    ) -> None:
        site.extensions[EXTENSION].store.close()
        (instance / "directory.sqlite").rename(instance / "aside")
        rows = self.rows(site)
        assert rows["Angebote ansehen"] == rows["Angebote schicken"] == "no"
        assert rows["Sport suchen"] == rows["Neue Angebote finden"] == "unknown"
        (instance / "aside").rename(instance / "directory.sqlite")
        assert set(self.rows(site).values()) == {"yes"}

    @only_sqlite("its file can be moved away")
    def test_without_the_database_the_search_says_that_it_may_not_know_all(
        self, site: Flask, instance: Path
    ) -> None:
        unsure = "Die Suche kennt gerade nicht alle Änderungen."
        client = site.test_client()
        assert unsure not in client.get("/suche?q=boccia", base_url=LOCAL).text
        site.extensions[EXTENSION].store.close()
        (instance / "directory.sqlite").rename(instance / "aside")
        found = client.get("/suche?q=boccia", base_url=LOCAL)
        assert found.status_code == 200 and unsure in found.text and "offer" in found.text
        (instance / "aside").rename(instance / "directory.sqlite")
        assert unsure not in client.get("/suche?q=boccia", base_url=LOCAL).text

    @only_sqlite("a file may be too large")
    def test_when_nothing_can_be_stored(self, site: Flask, store: Store) -> None:
        heart = Heartbeats(store.database, lambda: now() + timedelta(minutes=1))
        with no_file_grows(), pytest.raises(OperationalError):
            heart.beat(TICK)
        rows = self.rows(site)
        assert rows["Angebote schicken"] == rows["Vereinen schreiben"] == "no"
        assert rows["Sport suchen"] == rows["Angebote ansehen"] == "yes"

    def test_what_is_late_is_told_with_the_time(self, site: Flask, store: Store) -> None:
        store.publish(a_listing("new"))
        Outbox(store.database, now).post(OutgoingMail("mail:1", "anna@verein.example", "x", "y"))
        at(site, minutes=40)
        rows = self.rows(site)
        assert rows["Neue Angebote finden"] == "no" and rows["Vereinen schreiben"] == "yes"
        text = self.text(site).replace("\N{NO-BREAK SPACE}", " ")
        assert "Die Suche kennt nur Angebote bis:" in text and " Uhr" in text
        assert "Nein, manches geht gerade nicht." in text
        assert "später an" in text and "anna" not in text

    def test_nearly_all_is_not_all(self, site: Flask, store: Store) -> None:
        before = Outbox(store.database, lambda: now() - timedelta(minutes=40))
        before.post(OutgoingMail("mail:1", "anna@verein.example", "x", "y"))
        assert set(self.rows(site).values()) == {"yes"}
        assert "Fast alles geht." in self.text(site)

    def test_before_the_first_tick_no_mail_is_said_to_be_late(
        self, site: Flask, store: Store
    ) -> None:
        late = "Ihre E-Mail kommt aber erst später an."
        with store.database.writing() as connection:
            connection.execute(delete(HeartbeatRow))
        assert late not in self.text(site)
        # Also before it: a mail that waits for long is late.
        before = Outbox(store.database, lambda: now() - timedelta(minutes=40))
        before.post(OutgoingMail("mail:1", "anna@verein.example", "x", "y"))
        assert late in self.text(site)

    def test_a_sender_that_was_seen_and_stopped_is_told(self, site: Flask) -> None:
        at(site, minutes=40)
        assert "Ihre E-Mail kommt aber erst später an." in self.text(site)

    def test_the_last_disturbance_is_known(self, site: Flask, store: Store) -> None:
        assert "Wann ging zuletzt" not in self.text(site)
        Heartbeats(store.database, lambda: now() - timedelta(days=3)).beat(DISTURBED)
        text = self.text(site)
        assert "Wann ging zuletzt etwas nicht?" in text

    def test_help_and_error_pages_lead_to_it(self, site: Flask) -> None:
        for address in ("/hilfe", "/de/hilfe", "/en/hilfe", "/gibt-es-nicht"):
            assert '/zustand"' in site.test_client().get(address, base_url=LOCAL).text

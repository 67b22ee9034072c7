"""Backup while clubs write, restore on an empty machine: the same catalogue, the same answers."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import text

from directory.app import create_app
from directory.cli import archive
from directory.cli.opening import workshop
from directory.config import Settings
from directory.content import example_listings
from directory.model.mail import OutgoingMail
from directory.model.team import Duty, grants_of
from directory.publishing import catch_up
from directory.submissions import Keepers, Outbox, Store, Team
from directory.submissions.backup import contents
from tests.databases import environ_of, only_sqlite
from tests.operating.conftest import Run, now, url_of
from tests.operating.writers import offer_id
from tests.submissions.examples import a_club_listing, a_listing

pytestmark = only_sqlite("its file is copied; test_dump tries the tools of servers")

On = Callable[[Path], Run]

WRITERS = 8
SPORTS = (
    "boccia",
    "schwimen",
    "fussball",
    "rolstuhl basketball",
    "tanzen",
    "judo",
    "Tisch-Tennis",
    "kegeln",
    "sport",
    "klettern",
)
PLACES = ("haale", "Berlin", "Köln", "Magdeburg", "80331", "Leipzig", "Hamburg", "")
NEEDS = ((), (("brauche", "stufenlos"),), (("tag", "mo"), ("unklar", "1")))
QUERIES = [
    urlencode([("q", f"{sport} {place}".strip()), *needs])
    for sport, place, needs in product(SPORTS, PLACES, NEEDS)
][:200]


def settings_of(instance: Path) -> Settings:
    return Settings.from_environment(environ_of(instance))


def backups_of(instance: Path) -> list[Path]:
    return archive.in_folder(instance / "backups")


@dataclass
class Writers:
    """What they say is on disk, up to now."""

    processes: list["subprocess.Popen[str]"]
    files: list[Path] = field(default_factory=list)

    def stored(self) -> list[int]:
        return [len(file.read_text().splitlines()) for file in self.files]


@contextmanager
def writing(url: str, folder: Path) -> Iterator[Writers]:
    """Eight processes, each with a file of what it has stored."""
    stop = folder / "stop"
    writers = Writers([])
    try:
        for number in range(WRITERS):
            file = folder / f"writer-{number}.txt"
            with file.open("w") as out:
                words = [sys.executable, "-m", "tests.operating.writers", url, str(number)]
                writers.processes.append(
                    subprocess.Popen([*words, str(stop)], stdout=out, text=True)
                )
            writers.files.append(file)
        deadline = time.monotonic() + 150
        while min(writers.stored()) < 2:
            assert all(process.poll() is None for process in writers.processes)
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield writers
    finally:
        stop.touch()
        ended = [process.wait(150) for process in writers.processes]
    assert ended == [0] * WRITERS


def answers(app: Flask) -> list[str]:
    client = app.test_client()
    found = []
    for query in QUERIES:
        answer = client.get(f"/api/v1/offers?{query}", base_url="http://127.0.0.1")
        assert answer.status_code == 200
        found.append(answer.text)
    return found


@pytest.mark.parametrize("rounds", [2, pytest.param(20, marks=pytest.mark.soak)])
def test_a_backup_under_load_is_the_catalogue_of_one_moment(
    on: On, instance: Path, tmp_path: Path, rounds: int
) -> None:
    """Row 8 and 9 of the table of faults: sound, complete to one moment, with the same answers."""
    run, url = on(instance), url_of(instance)
    store = Store(url)
    store.publish_many(example_listings(settings_of(instance).content))
    with writing(url, tmp_path) as writers:
        for _ in range(rounds):
            begun = writers.stored()
            result = run("backup", "--keep-all")
            assert result.exit_code == 0, result.output
            time.sleep(1)  # so that names differ
        assert sum(writers.stored()) > sum(begun)
    newest = backups_of(instance)[0]
    assert len(backups_of(instance)) == rounds
    for file in backups_of(instance):
        archive.check(file)

    empty = tmp_path / "empty machine"
    restored = on(empty)("restore", str(newest))
    assert restored.exit_code == 0, restored.output
    there = Store(url_of(empty))
    for writer in range(WRITERS):
        last = sum(listing.id.startswith(f"writer-{writer}-") for listing in there.listings())
        # Everything that was thanked for when it began, and nothing left out in between.
        assert last >= begun[writer]
        for number in range(last + 1, writers.stored()[writer] + 1):
            store.withdraw(offer_id(writer, number))
    assert list(there.listings()) == list(store.listings())
    store.close()
    there.close()

    with workshop(settings_of(instance)) as parts:
        catch_up(parts.store, parts.index, parts.builder, parts.record_of)
    here, again = (answers(create_app(settings_of(one))) for one in (instance, empty))
    assert len(QUERIES) == 200 and sum('"total":0' in answer for answer in here) < 150
    differing = [query for query, a, b in zip(QUERIES, here, again, strict=True) if a != b]
    assert differing == []


def test_a_backup_waits_for_nobody_who_writes(
    run: Run, instance: Path, store: Store, tmp_path: Path
) -> None:
    """What needs no lock holds up no writer either. What is not committed is not in it."""
    store.publish(a_listing())
    with store.database.writing() as connection:
        connection.execute(text("UPDATE offer SET version = 7"))
        result = run("backup")
    assert result.exit_code == 0, result.output
    archive.unpack(backups_of(instance)[0], tmp_path / "unpacked")
    with closing(sqlite3.connect(tmp_path / "unpacked" / archive.DATABASE)) as copy:
        assert copy.execute("SELECT version FROM offer").fetchall() == [(1,)]


def test_restoring_begins_a_new_era_so_that_no_index_is_taken_for_another(
    on: On, instance: Path, store: Store
) -> None:
    run = on(instance)
    store.publish(a_listing())
    run("index")
    run("backup")
    store.publish(a_listing(name="Boccia am Freitag"))
    before = store.position()
    store.close()
    assert run("restore", "--replace", str(backups_of(instance)[0])).exit_code == 0
    again = Store(url_of(instance))
    assert again.position().rpartition(".")[2] != before.rpartition(".")[2]
    assert again.listing("offer").offer.name == "Angebot offer"  # type: ignore[union-attr]
    again.close()
    assert "All is well." in run("check").output


def test_a_database_that_is_there_is_never_overwritten(
    on: On, instance: Path, store: Store
) -> None:
    run = on(instance)
    run("backup")
    store.publish(a_listing())
    store.close()
    file = str(backups_of(instance)[0])
    refused = run("restore", file)
    assert (refused.exit_code, "With --replace" in refused.output) == (1, True)
    opened = Store(url_of(instance))
    assert opened.count() == 1
    # Somebody works with it: a site that goes on writing into the old file would lose it all.
    busy = run("restore", "--replace", file)
    assert (busy.exit_code, "stop the site first" in busy.output) == (1, True)
    opened.close()
    assert "Put aside: directory.sqlite.before-" in run("restore", "--replace", file).output
    [aside] = instance.glob("directory.sqlite.before-*")
    assert contents(aside).count("offer") == 1
    assert contents(instance / "directory.sqlite").count("offer") == 0


def test_a_damaged_database_is_put_aside_too(on: On, instance: Path) -> None:
    run = on(instance)
    run("backup")
    (instance / "directory.sqlite").write_bytes(b"not a database" * 1000)
    assert run("check").exit_code == 1
    result = run("restore", "--replace", str(backups_of(instance)[0]))
    assert result.exit_code == 0, result.output
    assert run("tick").exit_code == 0


def test_a_damaged_backup_changes_nothing(on: On, instance: Path, tmp_path: Path) -> None:
    run = on(instance)
    run("backup")
    file = backups_of(instance)[0]
    file.write_bytes(file.read_bytes()[:-200])
    result = on(tmp_path / "empty")("restore", str(file))
    assert result.exit_code == 1 and "Nothing was changed" in result.output
    assert not (tmp_path / "empty" / "directory.sqlite").exists()
    assert on(tmp_path / "empty")("restore", str(tmp_path / "none.tar.gz")).exit_code == 1


def test_recordings_come_along(on: On, instance: Path, tmp_path: Path) -> None:
    (instance / "recordings").mkdir()
    (instance / "recordings" / "offer.easy.mp3").write_bytes(b"voice")
    on(instance)("backup")
    empty = tmp_path / "empty"
    assert on(empty)("restore", str(backups_of(instance)[0])).exit_code == 0
    assert (empty / "recordings" / "offer.easy.mp3").read_bytes() == b"voice"


def test_what_visitors_asked_is_in_no_backup(on: On, instance: Path, store: Store) -> None:
    outbox = Outbox(store.database, now)
    outbox.post(
        OutgoingMail(
            "inquiry:1", "verein@sport.example", "Frage", "Ich habe Trisomie.", sensitive=True
        )
    )
    on(instance)("backup")
    folder = instance.parent / "unpacked"
    archive.unpack(backups_of(instance)[0], folder)
    assert b"Trisomie" not in (folder / archive.DATABASE).read_bytes()
    with sqlite3.connect(folder / archive.DATABASE) as copy:
        assert copy.execute("SELECT state FROM outbox").fetchall() == [("expired",)]
    copy.close()
    # The mail itself waits on.
    assert outbox.health().waiting == 1


def test_who_was_signed_in_signs_in_again(on: On, instance: Path, store: Store) -> None:
    team = Team(store.database, now)
    person = team.add("anna@sport.example", "Anna", grants_of([Duty.ADMIN], ()))
    secret = team.sign_in(person.id, "Firefox")
    on(instance)("backup")
    empty = instance.parent / "empty"
    on(empty)("restore", str(backups_of(instance)[0]))
    there = Store(url_of(empty))
    assert team.who(secret or "")
    assert Team(there.database, now).who(secret or "") is None
    assert Team(there.database, now).by_email("anna@sport.example")
    there.close()


def test_who_was_forgotten_since_stays_forgotten(on: On, instance: Path, store: Store) -> None:
    """Row 9: 0 erased ids back, on the same machine and on an empty one."""
    run = on(instance)
    keepers = Keepers(store.database, now)
    store.publish(a_club_listing("club"))
    for email in ("anna@verein.example", "bernd@verein.example"):
        keepers.add("club", email)
    run("backup")
    assert run("forget", "Anna@Verein.example", "--yes").exit_code == 0
    assert "anna" not in (instance / "backups" / "forgotten.txt").read_text().lower()
    empty = instance.parent / "empty"
    result = on(empty)("restore", str(backups_of(instance)[0]))
    assert "Forgotten again: 1" in result.output
    there = Store(url_of(empty))
    assert [one.email for one in Keepers(there.database, now).of_club("club")] == [
        "bernd@verein.example"
    ]
    there.close()
    assert b"anna@verein" not in (empty / "directory.sqlite").read_bytes()


def test_who_was_forgotten_and_came_back_before_the_backup_is_there(
    on: On, instance: Path, store: Store
) -> None:
    run = on(instance)
    keepers = Keepers(store.database, now)
    keepers.add("club", "anna@verein.example")
    run("forget", "anna@verein.example", "--yes")
    time.sleep(1.1)  # the list knows seconds
    keepers.add("club", "anna@verein.example")
    run("backup")
    empty = instance.parent / "empty"
    assert "Forgotten" not in on(empty)("restore", str(backups_of(instance)[0])).output
    there = Store(url_of(empty))
    assert Keepers(there.database, now).of_club("club")
    there.close()


def test_old_backups_go_and_the_list_stays(on: On, instance: Path) -> None:
    folder = instance / "backups"
    folder.mkdir()
    old = folder / archive.name_of(now() - timedelta(days=100))
    old.touch()
    (folder / "forgotten.txt").touch()
    assert f"Removed: {old.name}" in on(instance)("backup").output
    assert not old.exists() and (folder / "forgotten.txt").exists()


def test_an_upgrade_backs_up_and_builds_the_index(on: On, instance: Path, store: Store) -> None:
    store.publish(a_listing())
    result = on(instance)("upgrade")
    assert result.exit_code == 0, result.output
    assert "1 entries are in the new index" in result.output
    assert len(backups_of(instance)) == 1
    assert on(instance)("check").output == "All is well.\n"


def test_a_newer_backup_is_refused(on: On, instance: Path, store: Store) -> None:
    store.close()
    with sqlite3.connect(instance / "directory.sqlite") as opened:
        opened.execute("UPDATE alembic_version SET version_num='9999'")
    opened.close()
    run = on(instance)
    assert run("backup").exit_code == 0
    result = on(instance.parent / "empty")("restore", str(backups_of(instance)[0]))
    assert result.exit_code == 1 and "newer program (9999)" in result.output


@pytest.mark.parametrize("words", [("backup",), ("upgrade",), ("restore", "some.tar.gz")])
def test_a_server_has_tools_of_its_own(
    on: On, instance: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    result = on(instance)(*words)
    assert result.exit_code == 1 and "OPERATING.md" in result.output
    assert len(result.output.splitlines()) == 1


def test_restoring_without_a_name_tells_the_newest(on: On, instance: Path) -> None:
    run = on(instance)
    assert "None lies in" in run("restore").output
    run("backup")
    assert backups_of(instance)[0].name in run("restore").output


def test_after_a_restore_by_other_tools_finish_does_what_is_left(
    on: On, instance: Path, store: Store
) -> None:
    """As after pg_restore: here the file is put back by hand."""
    run, file = on(instance), instance / "directory.sqlite"
    Keepers(store.database, now).add("club", "anna@verein.example")
    run("tick")
    store.close()
    former = file.read_bytes()
    run("forget", "anna@verein.example", "--yes")
    file.write_bytes(former)
    result = run("restore", "--finish")
    assert (result.exit_code, "Forgotten again: 1" in result.output) == (0, True)
    again = Store(url_of(instance))
    assert Keepers(again.database, now).of_club("club") == ()
    again.close()
    assert run("check").output == "All is well.\n"


def test_check_reminds_of_backups_where_the_site_is_public(
    on: On, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, folder = on(instance), instance / "backups"
    run("index")
    assert run("check").output == "All is well.\n"
    monkeypatch.setenv("DIRECTORY_PUBLIC_URL", "https://sport.example")
    assert "There is no backup in" in run("check").output
    folder.mkdir()
    (folder / archive.name_of(now() - timedelta(days=9))).touch()
    assert "The last backup is 9 days old." in run("check").output
    run("backup")
    assert run("check").output == "All is well.\n"

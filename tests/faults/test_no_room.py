"""A disk that is full or can only be read, a database that somebody locks.

Reading goes on, forms say so kindly and keep everything typed, nothing half stays behind, and all
recovers by itself.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import text

from directory.config import Settings
from directory.submissions import Store
from tests.databases import only_sqlite
from tests.faults.disks import Disk, disk_that_breaks, small_disk
from tests.faults.people import FORMS, Person, typed_is_kept
from tests.faults.site import WELL_AGAIN_SECONDS, attention
from tests.live_site import ROOT, Site, running
from tests.waiting import becomes_true

pytestmark = only_sqlite("its file, and the disk on which it lies")

# Room for the set-up database, its log and an index; little enough to be full soon.
ROOM_MB = 32
# Whoever waits for a lock of the database waits as long.
LOCK_SECONDS = 10


@dataclass
class House:
    """A running site with its own disk for the database and another one for the index."""

    site: Site
    disk: Disk
    index_disk: Disk
    settings: dict[str, str]

    @property
    def store(self) -> Store:
        return Store(Settings.from_environment(self.settings).database_url)

    def stored(self) -> int:
        """How many things people have sent."""
        store = self.store
        with store.database.reading() as connection:
            tables = ("wish", "barrier", "draft")
            counts = [f"(SELECT count(*) FROM {table})" for table in tables]
            found = connection.execute(text(f"SELECT {' + '.join(counts)}")).scalar_one()
        store.close()
        return int(found)

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        environ = {**os.environ, **self.settings}
        return subprocess.run(
            [sys.executable, "-m", "directory", *words],
            env=environ,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def house(
    tmp_path_factory: pytest.TempPathFactory, copy_of_an_instance: Callable[[Path], Path]
) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("no_room")
    with small_disk(folder / "disk", ROOM_MB) as disk, small_disk(folder / "other", 16) as other:
        instance = copy_of_an_instance(disk.place / "instance")
        shutil.move(instance / "search_index", other.place / "index")
        with running_house(disk, other, folder / "log") as found:
            yield found


@contextmanager
def running_house(disk: Disk, index_disk: Disk, log: Path) -> Iterator[House]:
    settings = {
        "DIRECTORY_INSTANCE": str(disk.place / "instance"),
        "DIRECTORY_INDEX": str(index_disk.place / "index"),
        "DIRECTORY_HELP_EMAIL": "hilfe@sport.example",
    }
    with running(log, DIRECTORY_WORKERS="2", **settings) as site:
        person = Person(site.port)
        assert becomes_true(
            lambda: "Boccia" in person.open("/suche?q=boccia").html, WELL_AGAIN_SECONDS
        )
        yield House(site, disk, index_disk, settings)


def pages_go_on(person: Person, count: int = 5) -> None:
    """No error, and no answer of an hour ago: each is asked with other words."""
    for number in range(count):
        page = person.open(f"/suche?q=boccia&umkreis={5 + number}&ort=Halle")
        assert "Boccia" in page.html
        person.open("/sport/boccia")


def nothing_holds_up(reader: Person) -> None:
    """A machine may be busy for a moment; whatever waits for the lock waits each time."""
    assert median(reader.took) < LOCK_SECONDS


def nothing_can_be_stored(house: House, person: Person) -> list[tuple[str, object]]:
    """Each form says so, keeps what was typed, and stores nothing; the pages, to be sent again."""
    before, held = house.stored(), []
    pages = {path: person.open(path) for path in FORMS}
    for path, typed in FORMS.items():
        page = person.send(pages[path], 503, **typed)
        assert "Wir können gerade nichts speichern" in page.text, path
        assert typed_is_kept(page, typed), path
        held.append((path, page))
    assert house.stored() == before
    return held


def all_is_stored(house: House, person: Person, held: list[tuple[str, object]]) -> None:
    before = house.stored()
    for _, page in held:
        person.send(page, 200)  # type: ignore[arg-type]
    # One of the forms asks for a link, which an unknown address does not get.
    assert house.stored() == before + len(FORMS) - 1


def test_with_a_full_disk_forms_keep_everything_and_recover_by_themselves(house: House) -> None:
    """Row 5."""
    person = Person(house.site.port)
    house.disk.fill()
    held = nothing_can_be_stored(house, person)
    pages_go_on(person)
    nothing_holds_up(person)
    backup = house.command("backup")
    assert backup.returncode == 1 and len(backup.stderr.strip().splitlines()) == 1, backup.stderr
    backups = Path(house.settings["DIRECTORY_INSTANCE"]) / "backups"
    assert not list(backups.rglob("*")) if backups.exists() else True
    house.disk.empty()
    all_is_stored(house, person, held)
    assert house.command("backup").returncode == 0
    sys.stdout.write(f"\n{json.dumps({'disk': 'full', 'forms': len(held), 'lost': 0})}\n")


@pytest.mark.soak
def test_a_disk_that_can_suddenly_only_be_read_is_borne_too(
    tmp_path: Path, copy_of_an_instance: Callable[[Path], Path]
) -> None:
    """As systems do when a disk is about to break; afterwards somebody starts all anew."""
    with disk_that_breaks(tmp_path, ROOM_MB) as disk:
        instance = copy_of_an_instance(disk.place / "instance")
        shutil.move(instance / "search_index", disk.place / "index")
        with running_house(disk, disk, tmp_path / "log") as house:
            person = Person(house.site.port)
            disk.breaks()
            held = nothing_can_be_stored(house, person)
            pages_go_on(person)
            for command in ("backup", "index"):
                told = house.command(command)
                assert told.returncode == 1, told.stdout
                assert len(told.stderr.strip().splitlines()) == 1, told.stderr
        disk.is_mended()
        with running_house(disk, disk, tmp_path / "log") as house:
            all_is_stored(house, Person(house.site.port), held)


def test_a_full_disk_of_the_index_leaves_the_old_index_and_nothing_half(house: House) -> None:
    """The database is not full: what is sent is stored, and search finds it when there is room."""
    person = Person(house.site.port)
    index = Path(house.settings["DIRECTORY_INDEX"])
    house.index_disk.fill()
    generations = sorted(each.name for each in index.glob("gen-*"))
    built = house.command("index")
    assert built.returncode == 1 and len(built.stderr.strip().splitlines()) == 1, built.stderr
    store = house.store
    listing = next(each for each in store.listings() if each.offer and each.club)
    assert listing.offer
    store.withdraw(listing.offer.id)
    assert sorted(each.name for each in index.glob("gen-*")) == generations
    pages_go_on(person)
    assert person.open("/wunsch")
    house.index_disk.empty()
    assert house.command("index").returncode == 0
    assert becomes_true(lambda: "index_unusable" not in attention(house.site), WELL_AGAIN_SECONDS)
    store.close()


def test_a_database_locked_for_long_holds_up_no_reader(house: House) -> None:
    """Longer than anybody waits for it; forms give up in time and keep what was typed."""
    person, reader = Person(house.site.port), Person(house.site.port)
    pages = {path: person.open(path) for path in FORMS}
    stored, held, threads = house.stored(), {}, []
    lock = sqlite3.connect(Settings.from_environment(house.settings).database_url[10:], timeout=30)
    lock.isolation_level = None
    lock.execute("BEGIN IMMEDIATE")

    def press(path: str) -> None:
        somebody = Person(house.site.port)
        held[path] = (somebody.send(pages[path], 503, **FORMS[path]), max(somebody.took))

    for path in FORMS:
        threads.append(threading.Thread(target=press, args=(path,)))
        threads[-1].start()
    time.sleep(QUEUED_SECONDS)
    # They give up by themselves: the lock is let go only when all have.
    while any(thread.is_alive() for thread in threads):
        pages_go_on(reader, 1)
        time.sleep(0.3)
    lock.execute("ROLLBACK")
    lock.close()
    assert set(held) == set(FORMS)
    longest = max(seconds for _, seconds in held.values())
    figures = {"locked": len(held), "longest_form_s": round(longest, 1)}
    sys.stdout.write(f"\n{json.dumps({**figures, 'longest_page_s': round(max(reader.took), 2)})}\n")
    assert all(typed_is_kept(page, FORMS[path]) for path, (page, _) in held.items())
    nothing_holds_up(reader)
    assert house.stored() == stored
    all_is_stored(house, person, [(path, page) for path, (page, _) in held.items()])


QUEUED_SECONDS = 1.0

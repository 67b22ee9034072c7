"""Whoever saw "thank you" is stored once, whatever happened to the server meanwhile."""

import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from directory.catalogue.criteria import Criteria
from directory.catalogue.index import Index
from directory.config import Settings
from directory.model.mail import OutgoingMail
from directory.submissions import Store, Workflow
from tests.clubs.http_senders import Club, Senders, Server
from tests.databases import environ_of

WORKERS = 8
PATIENCE_SECONDS = 120
NAME = re.compile(r"Probeverein Nummer \d{5}")


@dataclass(frozen=True, slots=True)
class Run:
    """How many clubs send, for how long at most, and how many are thanked between two kills."""

    clubs: int
    seconds: float
    between: tuple[int, int]


QUICK = Run(clubs=1_000, seconds=10, between=(1, 8))
WHOLE = Run(clubs=1_000, seconds=3_000, between=(5, 60))
# A server that has just started is killed too, before anybody was thanked.
LONGEST_WAIT_SECONDS = 8


def places(instance: Path) -> dict[str, str]:
    return {**environ_of(instance), "DIRECTORY_INDEX": str(instance / "index")}


@contextmanager
def stored(instance: Path) -> Iterator[Store]:
    store = Store(Settings.from_environment(places(instance)).database_url)
    try:
        yield store
    finally:
        store.close()


def rows(store: Store, query: str) -> list[str]:
    with store.database.reading() as connection:
        return [str(one) for one in connection.execute(text(query)).scalars()]


def becomes_true(question: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if question():
            return True
        time.sleep(0.5)
    return question()


def approve_all(store: Store) -> int:
    """As an editor does; the mail to the club leaves with it."""
    workflow = Workflow(store.database, lambda: datetime.now(UTC))
    waiting = workflow.waiting()
    for one in waiting:
        mail = OutgoingMail(f"live:{one.id}", one.email, "Ihr Angebot ist jetzt da", one.id)
        workflow.approve(one.id, mails=[mail])
    return len(waiting)


def found_by_search(instance: Path) -> set[str]:
    """The ids of all offers in the index, page by page."""
    searcher = Index(Settings.from_environment(places(instance)).index).searcher()
    ids: set[str] = set()
    for page in range(1, 1_000):
        hits = searcher.search(Criteria(page=page, page_size=100)).hits
        if not hits:
            break
        ids |= {hit.id for hit in hits}
    return ids


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("run", [QUICK, pytest.param(WHOLE, marks=pytest.mark.soak)], ids=str)
def test_every_submission_that_was_thanked_for_is_there_once(tmp_path: Path, run: Run) -> None:
    dice = random.Random(run.clubs)
    instance = tmp_path / "instance"
    server = Server(instance, **places(instance))
    try:
        server.wait()
        senders = Senders(server.port, WORKERS, run.clubs)
        senders.start()
        end = time.monotonic() + run.seconds
        with stored(instance) as store:
            # A busy machine may need all the time for one kill.
            while senders.at_work and (time.monotonic() < end or server.kills < 2):
                wait_for_thanks(senders, dice.randint(*run.between))
                time.sleep(dice.random() / 2)
                server.kill() if dice.random() < 0.6 else server.kill_a_child(dice)
                if dice.random() < 0.9:
                    server.wait()
                # An editor decides meanwhile, so that the index has something to follow.
                approve_all(store)
            senders.end()
            server.wait()
            approve_all(store)
            assert senders.faults == []
            look_at_all(instance, store, senders, server)
    finally:
        server.end()


def wait_for_thanks(senders: Senders, more: int) -> None:
    wanted = len(senders.acknowledged) + more
    latest = time.monotonic() + LONGEST_WAIT_SECONDS * (1 + more / 5)
    while senders.at_work and len(senders.acknowledged) < wanted and time.monotonic() < latest:
        time.sleep(0.05)


def look_at_all(instance: Path, store: Store, senders: Senders, server: Server) -> None:
    times = Counter(
        name
        for document in rows(store, "SELECT document FROM submission")
        for name in set(NAME.findall(document))
    )
    keys = rows(store, "SELECT key FROM submission")
    lost = senders.acknowledged - set(times)
    twice = {name for name, count in times.items() if count > 1}
    assert (lost, twice) == (set(), set())

    # Submission and mail are there together, each once, and each mail leaves.
    mails = rows(store, "SELECT key FROM outbox")
    received = Counter(rows(store, "SELECT \"to\" FROM outbox WHERE kind='received'"))
    assert received == Counter(rows(store, "SELECT email FROM submission"))
    live = {f"live:{id}" for id in rows(store, "SELECT id FROM submission WHERE state='approved'")}
    assert live <= set(mails)
    assert becomes_true(lambda: not rows(store, "SELECT key FROM outbox WHERE state <> 'sent'"))

    # What is public is found, and nothing else.
    public = set(rows(store, "SELECT id FROM offer"))
    assert len(public) == len(keys)
    assert becomes_true(lambda: found_by_search(instance) == public)

    letters = Counter(
        address
        for file in (instance / "mails").rglob("*.eml")
        for address in re.findall(r"probe\d{5}@verein\.example", file.read_text("utf-8")[:3000])[:1]
    )
    clubs = {Club(0, int(name[-5:])).email for name in senders.acknowledged}
    assert clubs <= set(letters)
    figures = {
        "acknowledged": len(senders.acknowledged),
        "stored": len(keys),
        "lost": len(lost),
        "twice": len(twice),
        "kills": server.kills,
        "asked again": senders.retries,
        "mails": len(mails),
        "letters": sum(letters.values()),
        "in the index": len(public),
    }
    print(json.dumps(figures))  # noqa: T201 - the proof
    assert server.kills >= 2 and len(senders.acknowledged) >= WORKERS

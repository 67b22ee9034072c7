"""Whoever saw "thank you" is stored once, whatever happened to the server meanwhile."""

import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from directory.catalogue.criteria import Criteria
from directory.catalogue.index import Index
from directory.cli import archive
from directory.config import Settings
from directory.model.mail import OutgoingMail
from directory.submissions import Store, Workflow
from tests.clubs.bystanders import backing_up, searching
from tests.clubs.http_senders import Senders, Server
from tests.databases import ON_POSTGRESQL, environ_of
from tests.mailing.due import make_all_due
from tests.mailing.servers import Postbox, mail_server
from tests.waiting import becomes_true

WORKERS = 8
# A mail that was just leaving when its sender was killed waits for two minutes.
PATIENCE_SECONDS = 300
NAME = re.compile(r"Probeverein Nummer \d{5}")


@dataclass(frozen=True, slots=True)
class Run:
    """How many clubs send at most, for how long or until how many kills, and how many are thanked
    between two kills."""

    clubs: int
    seconds: float
    kills: int
    between: tuple[int, int]


QUICK = Run(clubs=1_000, seconds=10, kills=2, between=(1, 8))
WHOLE = Run(clubs=4_000, seconds=0, kills=200, between=(1, 12))
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
    """Rows 1, 8 and 14: killed are the whole site, its workers, the follower that also sends the
    mails, and backups; meanwhile people search all the time."""
    dice = random.Random(run.clubs)
    instance, postbox = tmp_path / "instance", Postbox()
    with ExitStack() as stack:
        mails = stack.enter_context(mail_server(postbox))
        site = {
            **places(instance),
            "DIRECTORY_MAIL_SERVER": f"smtp://127.0.0.1:{mails}",
            "DIRECTORY_MAIL_FROM": "Test <test@verein.example>",
        }
        server = Server(instance, **site)
        stack.callback(server.end)
        server.wait()
        senders = Senders(server.port, WORKERS, run.clubs)
        searchers = stack.enter_context(searching(server.port))
        backups = stack.enter_context(backing_up(site, dice))
        senders.start()
        end = time.monotonic() + run.seconds
        with stored(instance) as store:
            # A busy machine may need all the time for one kill.
            while senders.at_work and (
                time.monotonic() < end
                or server.kills < 2
                or server.kills + backups.kills < run.kills
            ):
                wait_for_thanks(senders, dice.randint(*run.between))
                time.sleep(dice.random() / 2)
                server.kill() if dice.random() < 0.4 else server.kill_a_child(dice)
                if dice.random() < 0.9:
                    server.wait()
                # An editor decides meanwhile, so that the index has something to follow.
                approve_all(store)
            senders.end()
            server.wait()
            backups.end()
            searchers.end()
            approve_all(store)
            assert senders.faults == []
            assert searchers.wrong == []
            look_at_all(instance, store, senders, server)
            kills = server.kills + backups.kills
            letters = look_at_letters(store, postbox, kills)
            sound = look_at_backups(instance)
            tell(senders, server, store, letters | searchers.told | backups.told | sound)
            assert kills >= run.kills and len(senders.acknowledged) >= WORKERS


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
    assert becomes_true(lambda: hurry(store) == 0, PATIENCE_SECONDS)

    # What is public is found, and nothing else.
    public = set(rows(store, "SELECT id FROM offer"))
    assert len(public) == len(keys)
    assert becomes_true(lambda: found_by_search(instance) == public, PATIENCE_SECONDS)


def hurry(store: Store) -> int:
    """As if an hour had gone by: what waits for another try is due. How many have not left yet."""
    make_all_due(store)
    return len(rows(store, "SELECT key FROM outbox WHERE state <> 'sent'"))


def look_at_letters(store: Store, postbox: Postbox, kills: int) -> dict[str, int]:
    """Every mail has arrived, with its one number; a killed sender may have sent one once more."""
    copies = Counter(postbox.ids)
    names = Counter((str(mail["To"]), str(mail["Subject"])) for mail in postbox.mails)
    expected = len(rows(store, "SELECT key FROM outbox"))
    assert len(copies) == expected == len(names)
    more = sum(copies.values()) - expected
    assert more <= kills
    return {"mails": expected, "never arrived": expected - len(copies), "arrived again": more}


def look_at_backups(instance: Path) -> dict[str, int]:
    """Whatever has the name of a backup is one, and the next one clears up after those killed."""
    folder = instance / "backups"
    if ON_POSTGRESQL:  # its own programs make copies
        return {"backups": 0, "unsound": 0}
    files = archive.in_folder(folder)
    for file in files:
        archive.check(file)
    assert [each.name for each in folder.iterdir() if each not in files] == []
    return {"backups": len(files), "unsound": 0}


def tell(senders: Senders, server: Server, store: Store, more: dict[str, int]) -> None:
    figures = {
        "acknowledged": len(senders.acknowledged),
        "stored": len(rows(store, "SELECT key FROM submission")),
        "lost": 0,
        "twice": 0,
        "kills of the site": server.kills,
        "asked again": senders.retries,
        "longest start in s": round(max(server.starts), 1),
        "middle start in s": round(sorted(server.starts)[len(server.starts) // 2], 1),
    }
    print(json.dumps({**figures, **more}))  # noqa: T201 - the proof

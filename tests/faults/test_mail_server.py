"""Whatever the mail server does: forms answer, the index follows, and no mail is lost."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from directory.config import Settings
from directory.submissions import Store
from tests.databases import environ_of
from tests.faults.people import Person
from tests.faults.site import HELD_UP_SECONDS, WELL_AGAIN_SECONDS
from tests.live_site import running
from tests.mailing.due import make_all_due
from tests.mailing.servers import CLOSE, DRIP, HANG, Postbox, mail_server, rude_server
from tests.ports import free_port
from tests.waiting import becomes_true

HELP = "hilfe@verein.example"


@contextmanager
def nobody() -> Iterator[None]:
    yield


def troubles(port: int) -> dict[str, AbstractContextManager[object]]:
    return {
        # First, while no other mail waits that it would refuse too.
        "refuses us": mail_server(Postbox(at_end="554 no"), port),
        "closed": nobody(),
        "hangs": rude_server("greeting", HANG, port),
        "one letter at a time": rude_server("EHLO", DRIP, port),
        "half an answer": rude_server("end", CLOSE, port),
        "later": mail_server(Postbox(at_recipient="451 come back later"), port),
    }


def test_no_trouble_with_mails_holds_up_anything_else(
    tmp_path: Path, copy_of_an_instance: Callable[[Path], Path]
) -> None:
    """Row 13."""
    instance, port = copy_of_an_instance(tmp_path / "instance"), free_port()
    settings = {
        "DIRECTORY_MAIL_SERVER": f"smtp://127.0.0.1:{port}",
        "DIRECTORY_MAIL_FROM": "Test <test@verein.example>",
        "DIRECTORY_HELP_EMAIL": HELP,
    }
    store = None
    with running(instance, **settings) as site:
        store = Store(Settings.from_environment(environ_of(instance)).database_url)
        person, told = Person(site.port), {}
        todo = troubles(port)
        # All are opened first, because each form wants to be looked at for a while.
        pages = [person.open("/barriere-melden") for _ in todo]
        for page, (name, trouble) in zip(pages, todo.items(), strict=True):
            with trouble:
                tried = tries(store)
                person.took.clear()
                person.send(page, text=f"Barriere: {name}")
                hurry(store)
                assert becomes_true(lambda tried=tried: tries(store) > tried, WELL_AGAIN_SECONDS), (
                    name
                )
                took = seconds_until_found(store, person, name)
                told[name] = {"form_s": round(max(person.took), 2), "index_s": round(took, 1)}
        postbox = Postbox()
        with mail_server(postbox, port):
            assert becomes_true(lambda: hurry(store) == 0, 90)
    failed = count(store, "state = 'failed'")
    store.close()
    sys.stdout.write(f"\n{json.dumps(told)}\n")
    texts = " ".join(mail.as_string() for mail in postbox.mails)
    # Only what the server refused for ever is not sent, and editors are told of it.
    assert failed == 1
    assert sum(f"Barriere: {name}" in texts for name in told) == len(told) - failed
    assert len(postbox.ids) == len(set(postbox.ids)) == len(told) - 1
    # Whoever waits for the one that sends letter by letter waits for a minute.
    assert max(seconds for each in told.values() for seconds in each.values()) < HELD_UP_SECONDS


def tries(store: Store) -> int:
    with store.database.reading() as connection:
        return int(connection.execute(text("SELECT sum(tries) FROM outbox")).scalar() or 0)


def count(store: Store, where: str) -> int:
    with store.database.reading() as connection:
        query = f"SELECT count(*) FROM outbox WHERE {where}"
        return int(connection.execute(text(query)).scalar_one())


def hurry(store: Store) -> int:
    """As if an hour had gone by: what waits is due. How many have not left yet."""
    make_all_due(store)
    return count(store, "state IN ('waiting', 'sending')")


def seconds_until_found(store: Store, person: Person, name: str) -> float:
    """Publishes an offer that nobody knows, while the mail server behaves like this."""
    known = next(each for each in store.listings() if each.offer)
    assert known.offer
    word = "Quastenflosser" + "".join(filter(str.isalpha, name)).lower()
    offer = replace(known.offer, id=word, slug=word.lower(), name=word, version=1)
    store.publish(replace(known, offer=offer))
    begun = time.monotonic()
    assert becomes_true(
        lambda: f"/angebot/{word.lower()}" in person.open(f"/suche?q={word}").html,
        WELL_AGAIN_SECONDS,
    )
    return time.monotonic() - begun

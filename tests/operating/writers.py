"""A process that sends in and publishes one offer after another, until a file says stop.

It writes the number of each when it is on disk: what was written must never be lost. Whoever waits
for the database in vain presses the button again, as the page says: SQLite lets those who wait take
no turns, and of eight who write without a pause one may wait for longer than it may.
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from directory.model import Contact
from directory.submissions import Store, StoringFailed, Workflow
from tests.submissions.examples import a_club, a_listing

Done = TypeVar("Done")


def offer_id(writer: int, number: int) -> str:
    return f"writer-{writer}-{number:05}"


def main(url: str, writer: int, stop: Path) -> None:
    store = Store(url)
    workflow = Workflow(store.database, lambda: datetime.now(UTC))
    club = a_club(f"writer-{writer}", contacts=(Contact(email=f"w{writer}@verein.example"),))
    number = 0
    while not stop.exists():
        number += 1
        id = offer_id(writer, number)
        listing = a_listing(id, club=club, name=f"Boccia {writer} {number}")
        email = f"w{writer}@verein.example"
        key = f"{writer}:{number}"
        sent = in_the_end(partial(workflow.submit, listing, key=key, email=email))
        in_the_end(partial(workflow.approve, sent.id))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
    store.close()


def in_the_end(step: Callable[[], Done]) -> Done:
    """Nothing has happened where the wait was in vain, so the step is done once."""
    while True:
        try:
            return step()
        except StoringFailed as refused:
            if "database is locked" not in str(refused):
                raise


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))

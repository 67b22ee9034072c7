"""A process that sends in and publishes one offer after another, until a file says stop.

It writes the number of each when it is on disk: what was written must never be lost.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from directory.model import Contact
from directory.submissions import Store, Workflow
from tests.submissions.examples import a_club, a_listing


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
        sent = workflow.submit(listing, key=f"{writer}:{number}", email=email)
        workflow.approve(sent.id)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))

"""Processes that send in offers without pause, each replaced as soon as somebody kills it.

Run as: python -m tests.submissions.senders URL COUNT. Each line on stdout says who did what: the
number of a process, and a key that was acknowledged to it.
"""

import os
import random
import sys
from datetime import UTC, datetime
from uuid import uuid4

from directory.model import WrongStep
from directory.model.mail import OutgoingMail
from directory.submissions import Drafts, Store, Workflow
from directory.watching import Slowness, set_slowness
from tests.submissions.examples import a_club, a_listing, a_venue


def now() -> datetime:
    return datetime.now(UTC)


def main(url: str, count: str) -> None:
    """Forks, because starting Python anew takes seconds on a busy machine."""
    set_slowness(Slowness(query_ms=0, page_ms=0))  # whoever is killed all the time is slow
    for _ in range(int(count)):
        _begin(url)
    while True:
        os.wait()
        _begin(url)


def _begin(url: str) -> None:
    if os.fork() == 0:
        try:
            _send(url)
        finally:
            os._exit(1)


def _send(url: str) -> None:
    store = Store(url)
    drafts, workflow = Drafts(store.database, now), Workflow(store.database, now)
    dice = random.Random(os.getpid())
    while True:
        key = uuid4().hex
        email = f"{key}@verein.example"
        draft, secret = drafts.begin([("sport", "boccia")], email=email)
        drafts.save(secret, [("sport", "boccia"), ("name", key)])
        _say("draft", draft.id)
        listing = a_listing(key, club=a_club(f"club-{key}"), venue_id=f"venue-{key}")
        listing = type(listing)(listing.club, listing.offer, a_venue(f"venue-{key}"))
        mail = OutgoingMail(f"received:{key}", email, "Wir haben Ihr Angebot bekommen", key)
        sent = workflow.submit(listing, key=key, email=email, mails=[mail], draft_key=secret)
        _say("sent", key)
        if dice.random() < 0.5:
            mail = OutgoingMail(f"live:{key}", email, "Ihr Angebot ist jetzt da", key)
            try:
                workflow.approve(sent.id, mails=[mail])
            except WrongStep:
                continue
            _say("approved", key)


def _say(what: str, key: str) -> None:
    """In one piece, as soon as the step has returned."""
    os.write(1, f"{os.getpid()} {what} {key}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])

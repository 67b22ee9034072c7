"""A process that sends in offers without pause, until somebody kills it.

Run as: python -m tests.submissions.senders URL NUMBER. Each line on stdout is a key whose
submission was acknowledged.
"""

import os
import random
import sys
from datetime import UTC, datetime
from uuid import uuid4

from directory.model.mail import OutgoingMail
from directory.submissions import Drafts, Store, Workflow
from directory.submissions.workflow import WrongStep
from tests.submissions.examples import a_club, a_listing, a_venue


def now() -> datetime:
    return datetime.now(UTC)


def say(what: str, key: str) -> None:
    """In one piece, as soon as the step has returned."""
    os.write(1, f"{what} {key}\n".encode())


def main(url: str, name: str) -> None:
    store = Store(url)
    drafts, workflow = Drafts(store.database, now), Workflow(store.database, now)
    dice = random.Random(name)
    while True:
        key = f"{name}-{uuid4().hex}"
        email = f"{name}@verein.example"
        draft, secret = drafts.begin([("sport", "boccia")], email=email)
        drafts.save(secret, [("sport", "boccia"), ("name", key)])
        say("draft", draft.id)
        listing = a_listing(key, club=a_club(f"club-{key}"), venue_id=f"venue-{key}")
        listing = type(listing)(listing.club, listing.offer, a_venue(f"venue-{key}"))
        mail = OutgoingMail(f"received:{key}", email, "Wir haben Ihr Angebot bekommen", key)
        sent = workflow.submit(listing, key=key, email=email, mails=[mail], draft_key=secret)
        say("sent", key)
        if dice.random() < 0.5:
            mail = OutgoingMail(f"live:{key}", email, "Ihr Angebot ist jetzt da", key)
            try:
                workflow.approve(sent.id, mails=[mail])
            except WrongStep:
                continue
            say("approved", key)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Forgetting a person: everything is shown first, then nothing of it is left, byte for byte."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from directory.model import Contact, Listing, Text, Texts
from directory.model.inbox import Barrier
from directory.model.mail import OutgoingMail
from directory.model.submission import State
from directory.model.team import Duty, grants_of
from directory.submissions import (
    Bounces,
    Drafts,
    Forgetting,
    Inbox,
    Keepers,
    LastAdmin,
    Links,
    Outbox,
    Purpose,
    Store,
    Team,
    Workflow,
)
from directory.submissions.database import Database
from directory.submissions.tables import Table
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_club, a_listing

ANNA = "anna@verein.example"
# Whose address ends like hers, or begins like it.
SUSANNA = "susanna@verein.example"
OTHERS = (
    SUSANNA,
    "anna@verein.example.org",
    "anna@verein.example-sport.de",
    "bernd@verein.example",
)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def forgetting(store: Store, clock: Clock) -> Forgetting:
    return Forgetting(store.database, clock)


def offered_by(*emails: str) -> Listing:
    contacts = tuple(
        Contact(
            first_name=email.partition("@")[0], email=email, phone="+4934512345", is_public=True
        )
        for email in emails
    )
    words = Texts(easy=Text("Schreiben Sie an Anna@verein.example."))
    return a_listing(club=a_club(contacts=contacts[:1]), contacts=contacts, what=words)


@pytest.fixture
def full(store: Store, clock: Clock) -> Store:
    """Anna and others stand everywhere."""
    database = store.database
    listing = store.publish(offered_by(ANNA, *OTHERS))
    assert listing.offer
    # The history holds the contact too.
    store.publish(replace(listing, offer=replace(listing.offer, name="Boccia am Montag")))
    drafts, workflow = Drafts(database, clock), Workflow(database, clock)
    for number, email in enumerate((ANNA, *OTHERS)):
        Keepers(database, clock).add("club", email, confirmed=True)
        drafts.begin([("email", email)])
        sent = offered_by(email)
        workflow.submit(
            replace(sent, offer=replace(sent.offer, id=f"new-{number}", slug=f"new-{number}")),  # type: ignore[type-var]
            key=f"sent:{number}",
            email=email,
        )
        Links(database, clock).make(Purpose.OWN, "", email, timedelta(hours=24))
        post(database, clock, email)
        Bounces(database, clock).take(email, "5.1.1")
        Inbox(database, clock).barrier(Barrier("/suche", "Zu klein", email, NOW))
    Team(database, clock).add(SUSANNA, "Susanna", grants_of([Duty.ADMIN], ()))
    Team(database, clock).add(ANNA, "Anna Muster", grants_of([Duty.EDITOR], ()))
    return store


def post(database: Database, clock: Clock, email: str) -> None:
    outbox = Outbox(database, clock)
    outbox.post(OutgoingMail(f"to:{email}", email, "Ihr Angebot", "Guten Tag!"))
    club = "verein@sport.example"
    outbox.post(OutgoingMail(f"about:{email[::-1]}", club, "Neu", f"{email} kümmert sich."))
    outbox.post(
        OutgoingMail(
            f"inquiry:{email[::-1]}", club, "Frage", "Ich?", reply_to=email, sensitive=True
        )
    )


def bytes_of(store: Store) -> bytes:
    file = store.database.file
    if file is None:
        return b""
    log = file.with_name(f"{file.name}-wal")
    return file.read_bytes() + (log.read_bytes() if log.exists() else b"")


def rows_naming(store: Store, words: str) -> int:
    """In all columns of all tables but the log of the team."""
    found = 0
    with store.database.reading() as connection:
        for table in Table.metadata.tables.values():
            for row in connection.execute(table.select()):
                found += any(words in str(value).lower() for value in row)
    return found


def test_what_is_kept_is_shown_and_nothing_changes(full: Store, forgetting: Forgetting) -> None:
    before = rows_naming(full, ANNA)
    kinds = {one.what for one in forgetting.kept("Anna@Verein.example ")}
    assert kinds == {
        "person of the team",
        "looks after a club",
        "draft",
        "submission",
        "links",
        "noted as an address that takes no mail",
        "mail to them",
        "mail that names them",
        "named in a record: club",
        "named in a record: offer",
        "named in: submission",
        "named in: history",
        "named in: barrier",
    }
    assert rows_naming(full, ANNA) == before


def test_nothing_of_a_forgotten_person_is_left(full: Store, forgetting: Forgetting) -> None:
    """Row 70: 0 traces, also in the gaps of the file and in its log."""
    shown = forgetting.kept(ANNA)
    assert forgetting.forget(ANNA) == tuple(
        replace(one, word="left") if one.what == "person of the team" else one for one in shown
    )
    assert forgetting.kept(ANNA) == ()
    left = bytes_of(full).lower()
    for other in OTHERS:
        left = left.replace(other.encode(), b"")
    assert ANNA.encode() not in left
    assert b"anna muster" not in left


def test_others_stay_as_they_were(full: Store, forgetting: Forgetting, clock: Clock) -> None:
    before = {other: forgetting.kept(other) for other in OTHERS}
    forgetting.forget(ANNA)
    for other in OTHERS:
        # The change of the record is one more line of the history.
        more = set(forgetting.kept(other)) - set(before[other])
        assert {one.what for one in more} == {"named in: history"}
        assert set(before[other]) <= set(forgetting.kept(other))
    listing = full.listing("offer")
    assert listing and listing.offer
    assert [contact.email for contact in listing.offer.contacts] == [*OTHERS]
    assert listing.offer.what.easy and listing.offer.what.easy.words == "Schreiben Sie an ."
    assert Team(full.database, clock).by_email(SUSANNA)


def test_the_index_hears_of_it_and_a_change_under_way_is_noticed(
    full: Store, forgetting: Forgetting
) -> None:
    before, position = full.listing("offer"), full.position()
    forgetting.forget(ANNA)
    after = full.listing("offer")
    assert set(full.changes_after(position).ids) == {"offer", "club"}
    assert before and before.offer and after and after.offer
    assert after.offer.version == before.offer.version + 1


def test_what_waits_is_taken_back_and_no_mail_leaves(
    full: Store, forgetting: Forgetting, clock: Clock
) -> None:
    forgetting.forget(ANNA)
    workflow = Workflow(full.database, clock)
    with full.database.reading() as connection:
        states = connection.execute(text("SELECT state FROM submission WHERE email=''")).scalars()
        assert list(states) == [State.WITHDRAWN]
    assert len(workflow.waiting()) == len(OTHERS)
    outbox = Outbox(full.database, clock)
    left = []
    while claimed := outbox.claim():
        left.append(claimed.mail)
        outbox.sent(claimed)
    assert len(left) == 3 * len(OTHERS)


def test_the_log_of_the_team_stays_and_names_nobody(
    full: Store, forgetting: Forgetting, clock: Clock
) -> None:
    query = text("SELECT count(*) FROM audit")
    with full.database.reading() as connection:
        before = connection.execute(query).scalar_one()
    forgetting.forget(ANNA)
    with full.database.reading() as connection:
        assert connection.execute(query).scalar_one() == before + 1
    [person] = [one for one in Team(full.database, clock).people(also_ended=True) if one.ended_at]
    assert (person.name, "directory.invalid" in person.email) == ("", True)


def test_the_last_administrator_is_not_forgotten_and_nothing_has_changed(
    full: Store, forgetting: Forgetting
) -> None:
    before = forgetting.kept(SUSANNA)
    with pytest.raises(LastAdmin):
        forgetting.forget(SUSANNA)
    assert forgetting.kept(SUSANNA) == before


def test_all_addresses_are_found_for_comparing(full: Store, forgetting: Forgetting) -> None:
    assert {ANNA, *OTHERS, "verein@sport.example"} <= forgetting.addresses()


# Where words of people may stand, and everything that says something of them.
SOUGHT = {
    *("keeper.email", "link.email", "bounced.email", "person.email", "person.name"),
    *("draft.email", "draft.document"),
    *("submission.email", "submission.document", "submission.note"),
    *("outbox.to", "outbox.document", "outbox.last_error", "outbox_secret.document"),
    *("club.document", "venue.document", "offer.document", "revision.before"),
    *("report.document", "barrier.document", "check_record.document", "handed_list.document"),
    "network_request.document",
}
# No address can be there: grants; sport and place; folded words of names; web addresses; ids.
NOBODY = {
    *("person.document", "wish.document", "club.rough", "venue.rough", "offer.rough"),
    *("link_check.url", "audit.note", "passkey.name", "gap_month.document", "paper_job.document"),
}


def test_no_column_with_words_is_forgotten() -> None:
    """A new one belongs into ``forgetting.py`` and into this list."""
    telling = {"email", "to", "name", "note", "last_error"}
    found = {
        f"{table.name}.{column.name}"
        for table in Table.metadata.tables.values()
        for column in table.columns
        if type(column.type).__name__ == "Text" or column.name in telling
    }
    assert found - NOBODY - SOUGHT == {"heartbeat.name"}
    assert found >= SOUGHT


def test_what_is_no_address_is_refused(forgetting: Forgetting) -> None:
    with pytest.raises(ValueError, match="no address"):
        forgetting.kept("Anna Muster")

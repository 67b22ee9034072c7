"""Editors at the command line: they see what waits, and each step tells the club."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directory.cli.starting import MARK
from directory.model import Listing, Text, Texts
from directory.model.mail import OutgoingMail
from directory.submissions import Drafts, Keepers, Outbox, Store, Workflow
from tests.cli.conftest import Run
from tests.databases import new_database
from tests.submissions.examples import a_club, a_listing

ANNA = "anna@verein.example"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def instance(instance: Path) -> Path:
    instance.mkdir()
    new_database(instance, now())
    (instance / MARK).write_text("done")
    return instance


@pytest.fixture
def opened(instance: Path, store: Callable[[], Store]) -> Store:
    return store()


@pytest.fixture
def workflow(opened: Store) -> Workflow:
    return Workflow(opened.database, now)


def mails(store: Store) -> list[OutgoingMail]:
    outbox = Outbox(store.database, now)
    found = []
    while claimed := outbox.claim():
        found.append(claimed.mail)
        outbox.sent(claimed)
    return found


def test_what_waits_is_listed_with_all_that_helps(run: Run, workflow: Workflow) -> None:
    text = Texts(easy=Text("Die Teilnehmerinnen werden von qualifizierten Kräften betreut."))
    listing = a_listing(club=a_club(name="ТSV Halle"), name="Boccia für alle", what=text)
    sent = workflow.submit(listing, key="1", email=ANNA)
    shown = run("review").output
    assert sent.id[:8] in shown
    assert "new: Boccia für alle" in shown
    assert "ТSV Halle · boccia · 06108 Halle (Saale)" in shown
    assert "doubts: look_alike" in shown
    assert "hard: Die Teilnehmerinnen" in shown
    assert shown.endswith("1 waiting.\n")


def test_nothing_waits(run: Run, workflow: Workflow) -> None:
    assert run("review").output == "0 waiting.\n"


def test_a_change_shows_what_was_and_what_will_be(
    run: Run, workflow: Workflow, opened: Store
) -> None:
    opened.publish(a_listing(name="Boccia am Montag"))
    sent = workflow.change(a_listing(name="Boccia für alle"), key="1", email=ANNA).submission
    assert sent
    shown = run("review", sent.id[:8]).output
    assert "- Boccia am Montag" in shown
    assert "+ Boccia für alle" in shown
    assert "offer.name: 'Boccia am Montag' -> 'Boccia für alle'" in shown
    assert "doubts: not_keeper" in shown


def test_approving_publishes_and_tells_the_club(
    run: Run, workflow: Workflow, opened: Store
) -> None:
    sent = workflow.submit(a_listing(name="Boccia für alle"), key="1", email=ANNA)
    done = run("approve", sent.id)
    assert done.output == "Published: http://127.0.0.1:8000/angebot/slug-offer\n"
    assert opened.listing("offer")
    (mail,) = mails(opened)
    assert (mail.to, mail.kind) == (ANNA, "live")
    assert "http://127.0.0.1:8000/angebot/slug-offer" in mail.text
    assert Keepers(opened.database, now).clubs_of(ANNA) == ("club",)
    again = run("approve", sent.id)
    assert again.exit_code == 1
    assert "Somebody has decided already" in again.output
    assert mails(opened) == []


def test_sending_back_asks_with_the_way_into_the_answers(
    run: Run, workflow: Workflow, opened: Store
) -> None:
    drafts = Drafts(opened.database, now)
    _, key = drafts.begin([("sport", "boccia")])
    sent = workflow.submit(a_listing(), key="1", email=ANNA, draft_key=key)
    assert run("send-back", sent.id, "Wann ist das Angebot?").output == f"Asked: {ANNA}\n"
    (mail,) = mails(opened)
    assert "Wann ist das Angebot?" in mail.text
    secret = mail.text.partition("/vereine/entwurf/")[2].split()[0]
    found = drafts.find(secret)
    assert found
    assert found.submission_id == sent.id
    assert run("review").output == "0 waiting.\n"


def test_hard_words_to_a_club_are_pointed_out(run: Run, workflow: Workflow) -> None:
    sent = workflow.submit(a_listing(), key="1", email=ANNA)
    done = run("send-back", sent.id, "Die Angaben müssten von Ihnen noch präzisiert werden.")
    assert "Hard to read:" in done.output
    assert f"Asked: {ANNA}" in done.output


def test_declining_says_why(run: Run, workflow: Workflow, opened: Store) -> None:
    sent = workflow.submit(a_listing(), key="1", email=ANNA)
    run("decline", sent.id, "Das ist Werbung.")
    (mail,) = mails(opened)
    assert (mail.kind, "Das ist Werbung." in mail.text) == ("declined", True)
    assert opened.listing("offer") is None


def test_who_asks_to_look_after_a_club_is_let_in(
    run: Run, workflow: Workflow, opened: Store
) -> None:
    opened.publish(Listing(a_club()))
    asked = workflow.ask_to_take_over("club", key="1", email=ANNA)
    assert asked
    assert "wants to look after the club: Verein club" in run("review").output
    assert run("approve", asked.id).output == f"{ANNA} looks after Verein club now.\n"
    (mail,) = mails(opened)
    assert (mail.to, mail.kind) == (ANNA, "welcome")


def test_the_same_place_changed_by_two_is_shown(
    run: Run, workflow: Workflow, opened: Store
) -> None:
    opened.publish(a_listing(name="Eins"))
    sent = workflow.change(a_listing(name="Zwei"), key="1", email=ANNA).submission
    opened.publish(a_listing(name="Drei", version=1))
    assert sent
    done = run("approve", sent.id)
    assert done.exit_code == 1
    assert "offer.name: 'Drei' -> 'Zwei'" in done.output


def test_an_unknown_id_is_said(run: Run, workflow: Workflow) -> None:
    for words in (("review", "zzz"), ("approve", "zzz"), ("decline", "zzz", "x")):
        done = run(*words)
        assert done.exit_code == 1
        assert done.output == "Nothing that was sent in has the id zzz.\n"

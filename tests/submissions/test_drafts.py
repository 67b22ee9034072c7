"""Drafts: nothing typed is lost, and only who has the key reads it."""

from pathlib import Path

import pytest

from directory.submissions import Drafts, Links, Store, Workflow
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW
from tests.submissions.examples import a_listing


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def drafts(store: Store, clock: Clock) -> Drafts:
    return Drafts(store.database, clock)


@pytest.fixture
def workflow(store: Store, clock: Clock) -> Workflow:
    return Workflow(store.database, clock)


def test_answers_come_back_as_they_were_typed(drafts: Drafts) -> None:
    typed = [("tag_1", "mo"), ("tag_1", "fr"), ("name", " <b>Łódź</b> 🏊 \u202e"), ("leer", "")]
    draft, key = drafts.begin(typed, email=" Anna@Verein.example ")
    assert drafts.find(key) == draft
    assert draft.answers == tuple(typed)
    assert draft.email == "Anna@Verein.example"


def test_saving_takes_the_place_of_all_answers(drafts: Drafts) -> None:
    draft, key = drafts.begin([("sport", "boccia")], email="anna@verein.example")
    saved = drafts.save(key, [("name", "Boccia für alle")])
    assert saved == drafts.find(key)
    assert saved
    assert saved.answers == (("name", "Boccia für alle"),)
    assert (saved.version, saved.email) == (draft.version + 1, "anna@verein.example")


def test_a_wrong_key_opens_nothing(drafts: Drafts) -> None:
    draft, key = drafts.begin([("sport", "boccia")])
    for wrong in ("", key[:-1], f"{key}x", key.swapcase(), draft.id, "\ud800", "%", "x" * 10_000):
        assert drafts.find(wrong) is None
        assert drafts.save(wrong, []) is None
    found = drafts.find(key)
    assert found
    assert found.answers == (("sport", "boccia"),)


def test_no_key_stands_in_the_database(drafts: Drafts, sqlite_file: Path) -> None:
    draft, key = drafts.begin([("sport", "boccia")])
    further = drafts.new_key(draft.id)
    for file in sqlite_file.parent.iterdir():
        content = file.read_bytes()
        assert key.encode() not in content
        assert further.encode() not in content


def test_each_further_key_opens_the_same_draft_for_as_long_as_it_lives(
    drafts: Drafts, clock: Clock
) -> None:
    draft, first = drafts.begin([("sport", "boccia")])
    second = drafts.new_key(draft.id)
    clock.go(days=29)
    drafts.save(second, [("sport", "judo")])
    clock.go(days=29)
    for key in (first, second):
        found = drafts.find(key)
        assert found
        assert (found.id, found.answers) == (draft.id, (("sport", "judo"),))
    with pytest.raises(LookupError):
        drafts.new_key("nobody")


def test_the_same_form_begins_one_draft(drafts: Drafts) -> None:
    first, key = drafts.begin([("sport", "boccia")], id="form-1")
    drafts.save(key, [("sport", "judo")])
    again, other_key = drafts.begin([("sport", "boccia")], id="form-1")
    assert again.id == first.id
    assert again.answers == (("sport", "judo"),)
    assert drafts.find(other_key) == drafts.find(key)


def test_a_change_remembers_what_was_public_when_it_began(drafts: Drafts, store: Store) -> None:
    public = store.publish(a_listing())
    draft, key = drafts.begin(record_id="offer")
    assert draft.before == public
    store.publish(a_listing(name="Neu", version=public.offer.version if public.offer else 0))
    drafts.save(key, [("name", "x")])
    found = drafts.find(key)
    assert found
    assert found.before == public


def test_a_month_after_the_last_change_a_draft_is_forgotten(drafts: Drafts, clock: Clock) -> None:
    _, old = drafts.begin([("sport", "boccia")])
    clock.go(days=20)
    _, young = drafts.begin([("sport", "judo")])
    clock.go(days=9, hours=23)
    assert drafts.erase() == 0
    clock.go(hours=2)
    assert drafts.erase() == 1
    assert drafts.find(old) is None
    assert drafts.find(young)


def test_with_a_draft_all_its_keys_are_forgotten(
    drafts: Drafts, store: Store, clock: Clock
) -> None:
    draft, _ = drafts.begin()
    further = drafts.new_key(draft.id)
    clock.go(days=400)
    links = Links(store.database, clock)
    assert links.erase() == 0
    assert links.was(further)
    drafts.erase()
    assert links.was(further) is None


def test_a_draft_stays_while_its_submission_is_open(
    drafts: Drafts, workflow: Workflow, clock: Clock
) -> None:
    _, key = drafts.begin([("sport", "boccia")])
    sent = workflow.submit(a_listing(), key="form", email="anna@verein.example", draft_key=key)
    clock.go(days=40)
    assert drafts.erase() == 0
    workflow.send_back(sent.id, "Wann ist das?")
    assert drafts.erase() == 0
    assert workflow.withdraw(sent.id)
    assert drafts.erase() == 1
    assert drafts.find(key) is None

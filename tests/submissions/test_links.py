"""Secret links: one purpose, once, and nobody finds them in the database."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from directory.model.mail import OutgoingMail
from directory.submissions import Drafts, Keepers, Links, Outbox, Purpose, Store
from directory.submissions.links import NOBODY
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW

ANNA = "anna@verein.example"
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def links(store: Store, clock: Clock) -> Links:
    return Links(store.database, clock)


def test_a_link_opens_its_one_thing_once(links: Links) -> None:
    token = links.make(Purpose.JOIN, "club", "Anna@Verein.example", DAY)
    seen = links.look(token, Purpose.JOIN)
    assert seen
    assert (seen.purpose, seen.subject, seen.email) == (Purpose.JOIN, "club", ANNA)
    assert links.look(token) == seen
    assert links.use(token, Purpose.OWN, Purpose.CONFIRM) is None
    assert links.use(token, Purpose.JOIN)
    assert links.use(token, Purpose.JOIN) is None
    assert links.look(token) is None


def test_what_is_used_or_expired_is_still_known_by_its_owner(links: Links, clock: Clock) -> None:
    token = links.make(Purpose.OWN, "", ANNA, DAY)
    clock.go(days=1)
    assert links.look(token) is None
    assert links.use(token) is None
    was = links.was(token)
    assert was
    assert (was.email, was.used_at) == (ANNA, None)
    assert links.was("something-else") is None


def test_links_have_256_bits_and_are_never_stored(links: Links, sqlite_file: Path) -> None:
    tokens = [links.make(Purpose.OWN, "", ANNA, DAY) for _ in range(50)]
    tokens.append(links.visit(ANNA))
    assert len(set(tokens)) == 51
    assert {len(token) for token in tokens} == {43}  # 43 signs of 6 bits
    stored = b"".join(file.read_bytes() for file in sqlite_file.parent.iterdir())
    assert not [token for token in tokens if token.encode() in stored]


def test_of_twenty_who_press_at_once_one_succeeds(store: Store, clock: Clock) -> None:
    links = [Links(store.database, clock) for _ in range(20)]
    for _ in range(5):
        token = links[0].make(Purpose.CONFIRM, "", ANNA, DAY)
        ready = threading.Barrier(20)

        def press(mine: Links, token: str = token, ready: threading.Barrier = ready) -> bool:
            ready.wait()
            return mine.use(token, Purpose.CONFIRM) is not None

        with ThreadPoolExecutor(20) as pool:
            assert sorted(pool.map(press, links)) == [False] * 19 + [True]


def test_a_visit_can_be_opened_again_for_a_day_and_is_no_link(links: Links, clock: Clock) -> None:
    key = links.visit(ANNA)
    for _ in range(3):
        visit = links.visitor(key)
        assert visit
        assert visit.email == ANNA
    assert links.look(key) is None
    assert links.use(key) is None
    assert links.was(key) is None
    clock.go(hours=24)
    assert links.visitor(key) is None


def test_a_link_is_no_visit(links: Links) -> None:
    token = links.make(Purpose.OWN, "", ANNA, DAY)
    assert links.visitor(token) is None


def test_a_visit_can_be_ended(links: Links) -> None:
    key = links.visit(ANNA)
    assert links.end_visit(key) is True
    assert links.visitor(key) is None
    token = links.make(Purpose.OWN, "", ANNA, DAY)
    assert links.end_visit(token) is False
    assert links.look(token)


def test_who_uses_a_link_has_proven_the_address(links: Links, store: Store, clock: Clock) -> None:
    keepers = Keepers(store.database, clock)
    keepers.add("club", ANNA)
    keepers.add("club", "other@verein.example")
    links.use(links.make(Purpose.OWN, "", ANNA, DAY))
    confirmed = {one.email: one.confirmed_at for one in keepers.of_club("club")}
    assert confirmed == {ANNA: NOW, "other@verein.example": None}


def test_the_key_of_a_draft_proves_no_address(links: Links, store: Store, clock: Clock) -> None:
    drafts, keepers = Drafts(store.database, clock), Keepers(store.database, clock)
    keepers.add("club", ANNA)
    draft, _ = drafts.begin(email=ANNA)
    links.use(drafts.new_key(draft.id))
    assert keepers.of_club("club")[0].confirmed_at is None


def test_a_month_after_they_ended_links_are_forgotten(links: Links, clock: Clock) -> None:
    token = links.make(Purpose.OWN, "", ANNA, DAY)
    clock.go(days=30)
    assert links.erase() == 0
    clock.go(days=1)
    assert links.erase() == 1
    assert links.was(token) is None


def test_what_is_no_address_gets_no_link(links: Links) -> None:
    for wrong in ("anna", "a@b\r\nBcc: x@y.de", f"{'a' * 60}@{'b' * 190}.de"):
        with pytest.raises(ValueError, match="no address"):
            links.make(Purpose.OWN, "", wrong, DAY)


def test_a_link_and_its_mail_are_stored_together(links: Links, store: Store, clock: Clock) -> None:
    told: list[str] = []

    def letter(to: str, token: str) -> OutgoingMail:
        told.append(token)
        return OutgoingMail(f"own:{len(told)}", to, "Ihr Link", token, sensitive=True)

    links.mail(Purpose.OWN, "", "Anna@Verein.example", DAY, letter)
    claimed = Outbox(store.database, clock).claim()
    assert claimed
    assert (claimed.mail.to, claimed.mail.text) == (ANNA, told[0])
    assert links.look(told[0], Purpose.OWN)

    def broken(_to: str, _token: str) -> OutgoingMail:
        raise RuntimeError("no words")

    with pytest.raises(RuntimeError):
        links.mail(Purpose.OWN, "", ANNA, DAY, broken)
    with store.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM link")).scalar_one() == 1


def test_for_nobody_the_same_is_done_and_nothing_leaves(
    links: Links, store: Store, clock: Clock
) -> None:
    outbox = Outbox(store.database, clock)
    statements: dict[bool, list[str]] = {}
    for really in (True, False):
        heard = statements.setdefault(really, [])

        def listen(*args: Any, heard: list[str] = heard) -> None:
            heard.append(args[2])

        engine = store.database.engines()[1]
        event.listen(engine, "before_cursor_execute", listen)
        links.mail(
            Purpose.OWN,
            "",
            ANNA,
            DAY,
            lambda to, token: OutgoingMail(token, to, "Ihr Link", "x", sensitive=True),
            really=really,
        )
        event.remove(engine, "before_cursor_execute", listen)
    assert statements[True] == statements[False]
    annas = outbox.claim()
    assert annas
    outbox.sent(annas)
    assert outbox.claim() is None
    clock.go(hours=-12)
    assert outbox.claim() is None, "a clock that is put back brings nothing to life"
    clock.go(hours=12, days=2)
    outbox.erase()
    links.erase()
    with store.database.reading() as connection:
        addresses = connection.execute(text('SELECT "to" FROM outbox ORDER BY number')).scalars()
        assert list(addresses) == [ANNA, NOBODY]

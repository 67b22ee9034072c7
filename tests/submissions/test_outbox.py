"""The outbox: nothing is lost, nothing is sent by two, nothing of a secret stays in any file."""

import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from directory.model.mail import OutgoingMail
from directory.submissions import Claimed, Outbox, Store
from directory.submissions.outbox import LEASE, MOST_TRIES, put
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW

# Stands in each secret text, and nowhere else.
SECRET = "Geheim"


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def outbox(store: Store, clock: Clock) -> Outbox:
    return Outbox(store.database, clock)


def a_mail(key: str = "reminder:1", **rest: object) -> OutgoingMail:
    values = {"to": "verein@sport.example", "subject": "Ihr Angebot", "text": "Guten Tag!"}
    return OutgoingMail(key, **{**values, **rest})  # type: ignore[arg-type]


def a_secret(number: int = 1, length: int = 300) -> OutgoingMail:
    words = f"{SECRET} {number:03} " * (length // 10 + 1)
    return a_mail(
        f"inquiry:{number}",
        subject=f"Frage von {SECRET}",
        text=words[:length],
        html=f"<p>{SECRET}</p>",
        reply_to=f"{SECRET}@haus.example",
        sensitive=True,
    )


def of(store: Store, column: str, key: str = "reminder:1") -> object:
    with store.database.reading() as connection:
        query = text(f"SELECT {column} FROM outbox WHERE key=:key")
        return connection.execute(query, {"key": key}).scalar_one()


def test_the_same_event_never_queues_two_mails(outbox: Outbox) -> None:
    assert outbox.post(a_mail()) is True
    assert outbox.post(a_mail(text="Something else")) is False
    assert outbox.health().waiting == 1


def test_nor_when_the_first_was_sent_long_ago(outbox: Outbox, clock: Clock) -> None:
    outbox.post(a_mail())
    outbox.sent(outbox.claim())  # type: ignore[arg-type]
    clock.go(days=400)
    outbox.erase()
    assert outbox.post(a_mail()) is False
    assert outbox.claim() is None


def test_a_change_that_fails_sends_no_mail(store: Store, outbox: Outbox) -> None:
    with pytest.raises(RuntimeError), store.database.writing() as connection:
        put(connection, a_mail(), NOW)
        raise RuntimeError
    assert outbox.claim() is None


def test_what_is_claimed_is_what_was_posted(outbox: Outbox) -> None:
    mail = a_mail(
        html="<p>Guten Tag!</p>",
        reply_to="anna@haus.example",
        kind="reminder",
        about="offer-1",
        expires_at=NOW + timedelta(days=7),
        language="en",
    )
    outbox.post(mail)
    claimed = outbox.claim()
    assert claimed is not None
    assert (claimed.mail, claimed.tries, claimed.created_at) == (mail, 1, NOW)


def test_a_secret_is_claimed_whole(outbox: Outbox) -> None:
    outbox.post(a_secret())
    claimed = outbox.claim()
    assert claimed is not None
    assert claimed.mail.text == a_secret().text and claimed.mail.reply_to == a_secret().reply_to


def test_the_longest_waiting_comes_first(outbox: Outbox, clock: Clock) -> None:
    for key in ("c", "a", "b"):
        outbox.post(a_mail(key))
        clock.go(seconds=1)
    assert [outbox.claim().mail.key for _ in "cab"] == ["c", "a", "b"]  # type: ignore[union-attr]


def test_a_worker_that_died_is_replaced_when_its_lease_has_ended(
    outbox: Outbox, clock: Clock
) -> None:
    outbox.post(a_mail())
    first = outbox.claim()
    clock.go(seconds=LEASE.total_seconds() - 1)
    assert outbox.claim() is None
    clock.go(seconds=1)
    second = outbox.claim()
    assert first and second
    assert second.message_id == first.message_id and second.tries == 2


@pytest.mark.parametrize("behind", [0.002, 1, 60, 300])
def test_a_worker_whose_clock_is_behind_takes_nothing_from_others(
    store: Store, outbox: Outbox, clock: Clock, behind: float
) -> None:
    """Two milliseconds are enough where it has waited for the lock since it looked at its clock."""
    other = Outbox(store.database, lambda: clock() - timedelta(seconds=behind))
    outbox.post(a_mail())
    clock.go(seconds=behind)
    assert outbox.claim()
    assert other.claim() is None


def test_a_mail_that_was_taken_while_the_clock_was_ahead_does_not_wait_for_it(
    outbox: Outbox, clock: Clock
) -> None:
    outbox.post(a_mail())
    clock.go(minutes=30)
    assert outbox.claim()
    clock.go(minutes=-30)
    assert outbox.claim()


def test_a_worker_whose_lease_has_ended_cannot_spoil_the_work_of_the_next(
    store: Store, outbox: Outbox, clock: Clock
) -> None:
    outbox.post(a_mail())
    slow = outbox.claim()
    clock.go(minutes=3)
    outbox.claim()
    assert slow
    outbox.postpone(slow, "too late")
    outbox.give_up(slow, "too late")
    assert of(store, "state") == "sending"
    outbox.sent(slow)  # but delivered is delivered
    assert of(store, "state") == "sent"
    clock.go(days=1)
    assert outbox.claim() is None


def test_tries_become_rarer_and_end_after_three_days(outbox: Outbox, clock: Clock) -> None:
    outbox.post(a_mail())
    tried = []
    while clock.now < NOW + timedelta(hours=100):
        if claimed := outbox.claim():
            tried.append((clock.now - NOW).total_seconds() / 60)
            outbox.postpone(claimed, "450 busy")
        clock.go(minutes=1)
    assert tried[:7] == [0, 1, 6, 21, 81, 141, 201]
    assert len(tried) == MOST_TRIES
    assert 71 * 60 < tried[-1] <= 72 * 60
    assert outbox.health().failed == 1
    assert outbox.failures()[0].reason == "450 busy"


def test_nothing_is_sent_after_it_has_expired(outbox: Outbox, clock: Clock) -> None:
    outbox.post(a_mail(expires_at=NOW + timedelta(hours=1)))
    clock.go(hours=1)
    assert outbox.claim() is None
    outbox.erase()
    assert outbox.health().waiting == 0


@pytest.mark.parametrize("days", [-10, 400])
def test_a_clock_that_jumps_keeps_no_mail_back(outbox: Outbox, clock: Clock, days: int) -> None:
    outbox.post(a_mail("waits"))
    outbox.post(a_mail("taken"))
    for _ in range(2):
        claimed = outbox.claim()
        assert claimed
        if claimed.mail.key == "waits":
            outbox.postpone(claimed, "busy")
    clock.go(days=days)
    keys = {claimed.mail.key for claimed in (outbox.claim(), outbox.claim()) if claimed}
    assert keys == {"waits", "taken"}


def test_a_secret_stored_while_the_clock_was_ahead_is_erased_all_the_same(
    outbox: Outbox, clock: Clock, store: Store
) -> None:
    clock.go(days=400)
    outbox.post(a_secret())
    clock.go(days=-400)
    outbox.erase()
    clock.go(hours=72)
    assert outbox.erase() == 1
    with store.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM outbox_secret")).scalar() == 0


@pytest.mark.parametrize("given", [None, timedelta(hours=1), timedelta(days=30)])
def test_a_secret_never_lives_longer_than_72_hours(
    outbox: Outbox, given: timedelta | None, clock: Clock
) -> None:
    mail = a_secret()
    outbox.post(
        OutgoingMail(
            mail.key, mail.to, mail.subject, mail.text,
            sensitive=True, expires_at=NOW + given if given else None,
        )
    )  # fmt: skip
    claimed = outbox.claim()
    assert claimed and claimed.mail.expires_at
    assert claimed.mail.expires_at == NOW + min(given or timedelta(hours=72), timedelta(hours=72))


def test_other_texts_and_addresses_go_seven_days_after_the_end(
    outbox: Outbox, clock: Clock, store: Store
) -> None:
    outbox.post(a_mail())
    outbox.post(a_mail("reminder:2"))
    outbox.sent(outbox.claim())  # type: ignore[arg-type]
    outbox.give_up(outbox.claim(), "550 nobody here")  # type: ignore[arg-type]
    clock.go(days=7, seconds=-1)
    assert outbox.erase() == 0
    assert "Guten Tag" in str(of(store, "document"))
    clock.go(seconds=1)
    assert outbox.erase() == 2
    for key in ("reminder:1", "reminder:2"):
        assert (of(store, "document", key), of(store, '"to"', key)) == ("", "")


def test_one_that_cannot_be_read_does_not_keep_the_others(store: Store, outbox: Outbox) -> None:
    outbox.post(a_mail("broken"))
    outbox.post(a_mail("sound"))
    with store.database.writing() as connection:
        connection.execute(text("UPDATE outbox SET document='{' WHERE key='broken'"))
    claimed = outbox.claim()
    assert claimed and claimed.mail.key == "sound"
    assert [failure.key for failure in outbox.failures()] == ["broken"]


def test_health_says_how_long_the_oldest_has_been_waiting_and_why(
    outbox: Outbox, clock: Clock
) -> None:
    outbox.post(a_mail())
    clock.go(minutes=30)
    outbox.post(a_mail("reminder:2"))
    outbox.postpone(outbox.claim(), "connection refused")  # type: ignore[arg-type]
    health = outbox.health()
    assert (health.waiting, health.oldest) == (2, timedelta(minutes=30))
    assert health.reason == "connection refused"


def test_eight_workers_at_once_never_take_the_same_mail(url: str, clock: Clock) -> None:
    store = Store(url)
    outbox = Outbox(store.database, clock)
    for number in range(100):
        outbox.post(a_mail(f"reminder:{number}"))

    def work(_: int) -> list[str]:
        own = Store(url)
        mine = Outbox(own.database, clock)
        taken = []
        while claimed := mine.claim():
            taken.append(claimed.mail.key)
            mine.sent(claimed)
        own.close()
        return taken

    with ThreadPoolExecutor(8) as pool:
        taken = [key for keys in pool.map(work, range(8)) for key in keys]
    # On PostgreSQL a worker may find all due mails locked and end early; the others do its part.
    while claimed := outbox.claim():
        taken.append(claimed.mail.key)
        outbox.sent(claimed)
    assert sorted(taken) == sorted(f"reminder:{number}" for number in range(100))
    store.close()


class TestNoTrace:
    """The bytes of the files themselves, as somebody would read them who steals the disk."""

    @pytest.fixture
    def store(self, sqlite_url: str) -> Iterator[Store]:
        store = Store(sqlite_url)
        yield store
        store.close()

    def test_before_it_is_sent_it_must_lie_somewhere(
        self, store: Store, outbox: Outbox, tmp_path: Path
    ) -> None:
        outbox.post(a_secret())
        assert files_with_secrets(tmp_path)

    @pytest.mark.parametrize("length", [20, 500, 4000, 4100, 9000, 60_000])
    def test_nothing_after_delivery(
        self, store: Store, outbox: Outbox, tmp_path: Path, length: int
    ) -> None:
        outbox.post(a_secret(length=length))
        outbox.sent(outbox.claim())  # type: ignore[arg-type]
        assert files_with_secrets(tmp_path) == []

    def test_nothing_after_72_hours(
        self, store: Store, outbox: Outbox, clock: Clock, tmp_path: Path
    ) -> None:
        for number in range(3):
            outbox.post(a_secret(number))
        outbox.give_up(outbox.claim(), "550 nobody here")  # type: ignore[arg-type]
        outbox.claim()  # a worker that dies
        clock.go(hours=72)
        outbox.erase()
        assert files_with_secrets(tmp_path) == []

    def test_nothing_when_the_worker_was_killed_before_the_log_was_cut(
        self, store: Store, outbox: Outbox, clock: Clock, tmp_path: Path
    ) -> None:
        outbox.post(a_secret())
        claimed = outbox.claim()
        outbox.cut_log = lambda: None  # type: ignore[method-assign]
        outbox.sent(claimed)  # type: ignore[arg-type]
        assert files_with_secrets(tmp_path)
        Outbox(store.database, clock).erase()
        assert files_with_secrets(tmp_path) == []

    def test_nothing_as_soon_as_the_last_reader_has_gone(
        self, store: Store, outbox: Outbox, tmp_path: Path
    ) -> None:
        outbox.post(a_secret())
        with store.database.reading() as connection:
            connection.execute(text("SELECT count(*) FROM outbox")).scalar()
            outbox.sent(outbox.claim())  # type: ignore[arg-type]
        outbox.erase()
        assert files_with_secrets(tmp_path) == []

    @pytest.mark.parametrize(
        "seed", [27, *(pytest.param(n, marks=pytest.mark.soak) for n in range(30, 60))]
    )
    def test_nothing_of_those_that_have_left_while_others_wait(
        self, store: Store, outbox: Outbox, clock: Clock, tmp_path: Path, seed: int
    ) -> None:
        """Deleting alone fails here: SQLite moves rows about and leaves copies in the gaps."""
        choose = random.Random(seed)
        waiting: list[Claimed] = []
        left: set[str] = set()
        for number in range(200):
            outbox.post(a_secret(number, choose.choice([30, 300, 900, 1200, 1900, 3000])))
            claimed = outbox.claim()
            assert claimed
            waiting.append(claimed)
            choose.shuffle(waiting)
            while len(waiting) > choose.choice([0, 3, 10, 40]):
                done = waiting.pop()
                outbox.sent(done)
                left.add(done.mail.text.split()[1])
            if number % 10 == 0:
                content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
                still = {found.decode() for found in re.findall(rb"Geheim (\d+)", content)}
                assert not still & left
        for claimed in waiting:
            outbox.sent(claimed)
        assert files_with_secrets(tmp_path) == []


def files_with_secrets(folder: Path) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    return sorted(file.name for file in files if SECRET.encode() in file.read_bytes())

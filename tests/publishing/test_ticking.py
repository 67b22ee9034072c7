"""From the outbox to the mail server: never lost, not sent by two, whatever dies in between."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from directory.mailing import FolderSender, Sender, SmtpSender
from directory.model.mail import OutgoingMail
from directory.publishing import Chores, Ticked, keep_ticking, tick
from directory.submissions import Inbox, Limits, Outbox, Store
from tests.databases import new_database, only_sqlite
from tests.mailing.servers import CLOSE, HANG, Postbox, mail_server, rude_server
from tests.ports import free_port
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW

SECRET = b"Geheim"


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = new_database(tmp_path, NOW)
    return url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url)
    yield store
    store.close()


def chores(store: Store, clock: Clock, sender: Sender) -> Chores:
    database = store.database
    return Chores(
        Outbox(database, clock),
        Inbox(database, clock),
        Limits(database, clock),
        sender,
        "Mach mit! <post@sport.example>",
    )


def smtp(port: int, **patience: float) -> SmtpSender:
    return SmtpSender("127.0.0.1", port, **patience)  # type: ignore[arg-type]


def a_mail(number: int = 1, **rest: object) -> OutgoingMail:
    values = {"subject": f"Mail {number}", "text": "Guten Tag!"}
    return OutgoingMail(f"mail:{number}", "verein@sport.example", **{**values, **rest})  # type: ignore[arg-type]


def a_secret(number: int = 1) -> OutgoingMail:
    words = SECRET.decode()
    return a_mail(number, text=words, reply_to=f"{words}@haus.example", sensitive=True)


def files_with_secrets(folder: Path) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return sorted(file.name for file in files if SECRET in file.read_bytes())


def test_all_that_is_due_leaves_in_one_tick(store: Store, clock: Clock) -> None:
    postbox = Postbox()
    with mail_server(postbox) as port:
        work = chores(store, clock, smtp(port))
        for number in range(5):
            work.outbox.post(a_mail(number))
        assert tick(work) == Ticked(sent=5)
        assert tick(work) == Ticked()
    assert len(set(postbox.ids)) == 5


def test_a_refused_mail_does_not_keep_the_others(store: Store, clock: Clock) -> None:
    with mail_server(Postbox(at_recipient="550 nobody here")) as port:
        work = chores(store, clock, smtp(port))
        for number in range(3):
            work.outbox.post(a_mail(number))
        assert tick(work) == Ticked(failed=3)
    assert {failure.reason for failure in work.outbox.failures()} == {"550 nobody here"}


def test_while_the_server_is_away_each_tick_tries_one_mail(store: Store, clock: Clock) -> None:
    work = chores(store, clock, smtp(free_port()))
    for number in range(3):
        work.outbox.post(a_mail(number))
    assert tick(work) == Ticked(postponed=1)
    assert work.outbox.health().waiting == 3


@pytest.mark.parametrize(
    "trouble",
    [{"at_recipient": "450 later"}, {"at_end": "451 later"}, HANG, CLOSE, "nobody"],
)
def test_after_any_trouble_the_mail_arrives_once_with_its_first_id(
    store: Store, clock: Clock, trouble: dict[str, str] | str
) -> None:
    outbox = Outbox(store.database, clock)
    outbox.post(a_secret())
    match trouble:
        case dict():
            with mail_server(Postbox(**trouble)) as port:
                tick(chores(store, clock, smtp(port)))
        case "nobody":
            tick(chores(store, clock, smtp(free_port())))
        case _:
            with rude_server("DATA", trouble) as port:
                tick(chores(store, clock, smtp(port, step_seconds=1)))
    postbox = Postbox()
    with mail_server(postbox) as port:
        assert tick(chores(store, clock, smtp(port))).sent == 0
        clock.go(minutes=1)
        assert tick(chores(store, clock, smtp(port))).sent == 1
        clock.go(days=2)
        assert tick(chores(store, clock, smtp(port))).sent == 0
    assert len(postbox.ids) == 1


@only_sqlite("its files; a server has a log of its own")
def test_a_text_is_in_no_file_when_it_has_left(store: Store, clock: Clock, tmp_path: Path) -> None:
    postbox = Postbox()
    with mail_server(postbox) as port:
        work = chores(store, clock, smtp(port))
        work.outbox.post(a_secret())
        assert files_with_secrets(tmp_path)
        tick(work)
    assert SECRET.decode() in postbox.mails[0].get_content()
    assert files_with_secrets(tmp_path) == []


def test_a_text_in_the_folder_goes_after_72_hours(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    work = chores(store, clock, FolderSender(tmp_path / "mails", clock=clock))
    work.outbox.post(a_secret())
    tick(work)
    assert [name[-4:] for name in files_with_secrets(tmp_path)] == [".eml"]
    clock.go(hours=72)
    assert tick(work) == Ticked(erased=1)
    assert files_with_secrets(tmp_path) == []


def test_a_text_that_never_could_leave_goes_after_72_hours(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    work = chores(store, clock, smtp(free_port()))
    work.outbox.post(a_secret())
    for _ in range(72):
        tick(work)
        clock.go(hours=1)
    tick(work)
    assert work.outbox.health().waiting == 0
    assert files_with_secrets(tmp_path) == []


def test_a_fault_of_ours_in_one_mail_does_not_keep_the_others(
    store: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = FolderSender(tmp_path / "mails", clock=clock)
    work = chores(store, clock, sender)
    work.outbox.post(a_mail(1, subject="broken"))
    work.outbox.post(a_mail(2))
    real = FolderSender.send

    def send(self: FolderSender, message: object) -> None:
        if message["Subject"] == "broken":  # type: ignore[index]
            raise ZeroDivisionError
        real(self, message)  # type: ignore[arg-type]

    monkeypatch.setattr(FolderSender, "send", send)
    assert tick(work) == Ticked(sent=1, postponed=1)


def test_ticking_goes_on_after_an_error_and_logs_no_words_of_a_mail(
    store: Store, clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    work = chores(store, clock, FolderSender(tmp_path / "mails", clock=clock))
    stop, calls = Event(), []
    real = Outbox.claim

    def claim(self: Outbox) -> object:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("Geheim")
        stop.set()
        return real(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Outbox, "claim", claim)
        thread = Thread(target=keep_ticking, args=(work, stop), kwargs={"pause_seconds": 0.01})
        thread.start()
        thread.join()
    assert len(calls) == 2
    assert "RuntimeError" in caplog.text and "Geheim" not in caplog.text


# A worker whose clock stands still: on a busy machine no lease ends while its worker lives.
WORKER = """
import sys, time
from datetime import UTC, datetime
from directory.mailing import SmtpSender
from directory.publishing import Chores, tick
from directory.submissions import Inbox, Limits, Outbox, Store
url, port = sys.argv[1], int(sys.argv[2])
clock = lambda: datetime(2026, 5, 4, 10, tzinfo=UTC)
store = Store(url)
database = store.database
chores = Chores(Outbox(database, clock), Inbox(database, clock), Limits(database, clock),
                SmtpSender("127.0.0.1", port), "post@sport.example")
while True:
    tick(chores)
    time.sleep(0.01)
"""

DIES_BEFORE_MARKING = """
import os, signal
from directory.submissions import Outbox
Outbox.sent = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(
    "mails_and_kills", [(60, 4), pytest.param((400, 50), marks=pytest.mark.soak)]
)
def test_killed_workers_lose_no_mail_and_copy_at_most_one_each(
    url: str, store: Store, clock: Clock, tmp_path: Path, mails_and_kills: tuple[int, int]
) -> None:
    mails, kills = mails_and_kills
    outbox = Outbox(store.database, clock)
    for number in range(mails):
        outbox.post(a_secret(number) if number % 2 else a_mail(number))
    postbox, choose = Postbox(), random.Random(1)
    with mail_server(postbox) as port:

        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen([sys.executable, "-c", WORKER, url, str(port)])

        running = [start() for _ in range(2)]
        try:
            for _ in range(kills):
                # In the midst of work: somebody has sent something since the last kill.
                seen, patience = len(postbox.envelopes), time.monotonic() + 20
                while len(postbox.envelopes) == seen and time.monotonic() < patience:
                    time.sleep(choose.random() / 50)
                victim = choose.randrange(len(running))
                running[victim].kill()
                running[victim].wait()
                running[victim] = start()
        finally:
            for worker in running:
                worker.kill()
                worker.wait()
                kills += 1
        while outbox.health().waiting:
            tick(chores(store, clock, smtp(port)))
            clock.go(minutes=2)
    copies = Counter(postbox.ids)
    assert len(copies) == mails
    assert sum(copies.values()) - mails <= kills
    assert {str(mail["Subject"]) for mail in postbox.mails} == {f"Mail {n}" for n in range(mails)}
    outbox.erase()
    assert files_with_secrets(tmp_path) == []


def test_a_worker_killed_between_sending_and_marking_leaves_the_same_id(
    url: str, store: Store, clock: Clock
) -> None:
    outbox = Outbox(store.database, clock)
    outbox.post(a_mail())
    postbox = Postbox()
    with mail_server(postbox) as port:
        words = [sys.executable, "-c", DIES_BEFORE_MARKING + WORKER, url, str(port)]
        assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
        work = chores(store, clock, smtp(port))
        assert tick(work) == Ticked()
        clock.go(minutes=2)
        assert tick(work) == Ticked(sent=1)
    assert len(postbox.ids) == 2 and len(set(postbox.ids)) == 1


def test_two_at_once_send_each_mail_once(url: str, store: Store, clock: Clock) -> None:
    outbox = Outbox(store.database, clock)
    for number in range(40):
        outbox.post(a_mail(number))
    postbox, done = Postbox(), []
    with mail_server(postbox) as port:

        def work() -> None:
            own = Store(url)
            done.append(tick(chores(own, clock, smtp(port))).sent)
            own.close()

        threads = [Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(done) == 40
    assert len(postbox.ids) == len(set(postbox.ids)) == 40


@pytest.mark.parametrize("jump", [timedelta(days=-10), timedelta(days=400)])
def test_a_clock_that_jumps_loses_no_mail(store: Store, clock: Clock, jump: timedelta) -> None:
    outbox = Outbox(store.database, clock)
    outbox.post(a_mail())
    tick(chores(store, clock, smtp(free_port())))
    clock.now += jump
    postbox = Postbox()
    with mail_server(postbox) as port:
        tick(chores(store, clock, smtp(port)))
    assert len(postbox.ids) == 1

"""What visitors send: each once, as little as possible, and nothing of it stays for ever."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from directory.model.inbox import Barrier, Inquiry, ReachBy, Report, Wish, Wrong
from directory.model.mail import OutgoingMail
from directory.model.need import Need
from directory.submissions import Inbox, Outbox, Store
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW

WISH = Wish(("boccia",), "Bonn", "05314000", "nw", (Need.FREE, Need.QUIET), 10, NOW, "de-simple")
REPORT = Report("offer-1", Wrong.TIME, "Die Gruppe beginnt später.", NOW)
BARRIER = Barrier("/suche", "Ich finde den Knopf nicht.", "anna@haus.example", NOW)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def inbox(store: Store, clock: Clock) -> Inbox:
    return Inbox(store.database, clock)


@pytest.fixture
def outbox(store: Store, clock: Clock) -> Outbox:
    return Outbox(store.database, clock)


def an_inquiry(id: str = "1", offer_id: str = "offer-1") -> Inquiry:
    words = "Ich habe eine Lern-Behinderung."
    return Inquiry(id, offer_id, "Annegret", ReachBy.PHONE, "+49345123", words, "2026-11", NOW)


def its_mail(id: str = "1", *, sensitive: bool = True) -> OutgoingMail:
    inquiry = an_inquiry(id)
    words = f"{inquiry.first_name} {inquiry.reach} {inquiry.wish}"
    return OutgoingMail(f"inquiry:{id}", "verein@sport.example", "Frage", words,
                        about=inquiry.offer_id, sensitive=sensitive)  # fmt: skip


def everything_stored(store: Store) -> str:
    with store.database.reading() as connection:
        tables = [name for name in inspect(connection).get_table_names() if name != "outbox_secret"]
        return str([connection.execute(text(f'SELECT * FROM "{name}"')).all() for name in tables])


def test_an_inquiry_lives_in_its_mail_alone(store: Store, inbox: Inbox) -> None:
    inbox.inquire(an_inquiry(), its_mail())
    stored = everything_stored(store)
    assert "offer-1" in stored and "2026-11" in stored
    for word in ("Annegret", "+49345123", "Lern-Behinderung"):
        assert word not in stored


def test_an_inquiry_whose_mail_is_not_sensitive_is_a_fault(inbox: Inbox) -> None:
    with pytest.raises(ValueError, match="sensitive"):
        inbox.inquire(an_inquiry(), its_mail(sensitive=False))


def test_the_same_form_sent_twice_is_one_inquiry_and_one_mail(inbox: Inbox, outbox: Outbox) -> None:
    assert [inbox.inquire(an_inquiry(), its_mail()) for _ in range(3)] == [True, False, False]
    assert outbox.health().waiting == 1
    assert inbox.inquiries("offer-1").asked == 1


def test_an_inquiry_is_counted_as_passed_on_when_its_mail_has_left(
    inbox: Inbox, outbox: Outbox
) -> None:
    for id in "123":
        inbox.inquire(an_inquiry(id), its_mail(id))
    inbox.inquire(an_inquiry("4", "offer-2"), its_mail("4"))
    outbox.sent(outbox.claim())  # type: ignore[arg-type]
    counted = inbox.inquiries("offer-1")
    assert (counted.asked, counted.passed_on) == (3, 1)


def test_wishes_come_back_as_they_were_made(inbox: Inbox) -> None:
    inbox.wish(WISH)
    assert inbox.wishes(NOW - timedelta(days=1)) == (WISH,)
    assert inbox.wishes(NOW + timedelta(seconds=1)) == ()


def test_two_people_may_have_the_same_wish(inbox: Inbox) -> None:
    inbox.wish(WISH)
    inbox.wish(WISH)
    assert len(inbox.wishes(NOW)) == 2


def test_one_form_is_one_wish_one_report_one_barrier(inbox: Inbox) -> None:
    assert [inbox.wish(WISH, "form") for _ in "12"] == [True, False]
    assert [inbox.report(REPORT, "form") for _ in "12"] == [True, False]
    assert [inbox.barrier(BARRIER, None, "form") for _ in "12"] == [True, False]
    assert (len(inbox.wishes(NOW)), len(inbox.reports()), len(inbox.barriers())) == (1, 1, 1)


def test_reports_are_open_until_somebody_closes_them(inbox: Inbox) -> None:
    inbox.report(REPORT)
    inbox.report(Report("offer-2", Wrong.GONE, "", NOW))
    first, second = inbox.reports()
    assert (first.report, second.report.what) == (REPORT, Wrong.GONE)
    assert inbox.reports(offer_id="offer-2") == (second,)
    assert inbox.close_report(first.number) is True
    assert inbox.close_report(first.number) is False
    assert inbox.reports() == (second,)


def test_a_barrier_goes_to_those_who_can_mend_it(inbox: Inbox, outbox: Outbox) -> None:
    mail = OutgoingMail("barrier:1", "hilfe@sport.example", "Barriere", BARRIER.note)
    inbox.barrier(BARRIER, mail, "form")
    inbox.barrier(BARRIER, mail, "form")
    assert inbox.barriers() == (BARRIER,)
    assert outbox.health().waiting == 1


def test_notes_are_forgotten_after_a_year(inbox: Inbox, clock: Clock) -> None:
    inbox.report(REPORT)
    inbox.barrier(BARRIER)
    clock.go(days=365, seconds=-1)
    assert inbox.erase() == 0
    clock.go(seconds=1)
    assert inbox.erase() == 2
    assert (inbox.reports(), inbox.barriers()) == ((), ())


@pytest.mark.parametrize("words", ["a\0b", "\ud800", "x\r\ny", "🏊" * 500, "'; DROP TABLE outbox"])
def test_odd_words_are_stored_on_every_database(inbox: Inbox, outbox: Outbox, words: str) -> None:
    mail = OutgoingMail("inquiry:1", "verein@sport.example", words, words, sensitive=True)
    assert inbox.inquire(an_inquiry(), mail)
    claimed = outbox.claim()
    assert claimed and (claimed.mail.subject, claimed.mail.text) == (mail.subject, mail.text)


def test_an_error_of_the_database_never_tells_what_somebody_wrote(
    sqlite_url: str, clock: Clock
) -> None:
    store = Store(sqlite_url)
    with store.database.writing() as connection:
        connection.execute(text("DROP TABLE outbox_secret"))
    with pytest.raises(Exception, match="outbox_secret") as fault:
        Inbox(store.database, clock).inquire(an_inquiry(), its_mail())
    assert "Lern-Behinderung" not in str(fault.value)
    store.close()


def test_nothing_of_an_inquiry_is_in_any_file_when_it_has_left(
    sqlite_url: str, clock: Clock, tmp_path: Path
) -> None:
    store = Store(sqlite_url)
    outbox = Outbox(store.database, clock)
    Inbox(store.database, clock).inquire(an_inquiry(), its_mail())
    outbox.sent(outbox.claim())  # type: ignore[arg-type]
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for word in ("Annegret", "+49345123", "Lern-Behinderung"):
        assert word.encode() not in content
    store.close()

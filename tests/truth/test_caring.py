"""Asking clubs: one mail for a person, whoever ticks how often; reports ask too."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from directory.content import SchoolHolidays
from directory.content.school_holidays import Holidays
from directory.mailing import truth_mails
from directory.model import How, Role, Verification
from directory.model.inbox import Report, Wrong
from directory.model.ladder import Reason, months_later
from directory.submissions import Purpose, Store
from tests.databases import environ_of, new_database
from tests.truth.conftest import Loop, an_aged

ANNA, BEN = "anna@verein.example", "ben@verein.example"


@pytest.fixture
def today(loop: Loop) -> date:
    return loop.today


def old(today: date, months: int = 5) -> date:
    return months_later(today, -months)


def text_of(loop: Loop, number: int = -1) -> str:
    body = loop.sender.mails[number].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def to(loop: Loop) -> list[str]:
    return [str(mail["To"]) for mail in loop.sender.mails]


def test_the_mail_names_the_facts_and_three_ways(loop: Loop, today: date) -> None:
    loop.store.publish(an_aged("one", old(today), ANNA))
    loop.tick()
    text = text_of(loop)
    assert to(loop) == [ANNA]
    for words in (
        "Stimmt noch alles?",
        "Alles stimmt:",
        "Etwas ist anders:",
        "Das gibt es nicht mehr:",
        "- Das Angebot gibt es jetzt.",
        "https://sport.example/angebot/slug-one",
        "https://sport.example/vereine/stimmt/",
    ):
        assert words in text
    token = text.partition("/vereine/stimmt/")[2].partition("?")[0]
    link = loop.links.look(token)
    assert link and (link.purpose, link.email) == (Purpose.CONFIRM, ANNA)
    assert link.expires_at - link.created_at == timedelta(days=30)


def test_one_mail_for_all_offers_of_a_person(loop: Loop, today: date) -> None:
    for id, months in (("due", 5), ("soon", 3), ("new", 1)):
        loop.store.publish(an_aged(id, old(today, months)))
        loop.keepers.add(f"c-{id}", ANNA, confirmed=True)
    loop.tick()
    assert to(loop) == [ANNA]
    text = text_of(loop)
    assert "Angebot due" in text and "Angebot soon" in text
    assert "Angebot new" not in text
    loop.clock.go(days=1)
    loop.tick()
    assert len(loop.sender.mails) == 1


def test_examples_and_clubs_without_an_offer_are_never_asked(loop: Loop, today: date) -> None:
    loop.store.publish(an_aged("one", old(today, 20), ANNA, example=True))
    loop.tick()
    assert loop.sender.mails == []
    assert loop.care.phone_tasks() == ()
    assert loop.care.not_archived() == ()


def test_keepers_come_first_and_a_reminder_goes_to_the_next_of_them(
    loop: Loop, today: date
) -> None:
    loop.store.publish(an_aged("one", old(today), "buero@verein.example"))
    loop.keepers.add("c-one", ANNA, confirmed=True)
    loop.clock.go(seconds=1)
    loop.keepers.add("c-one", BEN, confirmed=True)
    for _ in range(30):
        loop.clock.go(days=1)
        loop.tick()
    assert to(loop) == [ANNA, BEN, ANNA, BEN]


def test_of_two_keepers_the_one_whose_mail_comes_back_is_left_out(loop: Loop, today: date) -> None:
    loop.store.publish(an_aged("one", old(today)))
    for email in (ANNA, BEN):
        loop.keepers.add("c-one", email, confirmed=True)
    loop.tick()
    [first] = to(loop)
    assert loop.bounces.take(first, "5.1.1") == 0, "the other one can still be written to"
    loop.clock.go(days=loop.ladder.remind_days)
    loop.tick()
    assert to(loop) == [first, ({ANNA, BEN} - {first}).pop()]
    assert loop.care.phone_tasks() == ()


def test_a_confirmation_ends_the_questions(loop: Loop, today: date) -> None:
    loop.store.publish(an_aged("one", old(today), ANNA))
    loop.tick()
    loop.workflow.confirm(["one"], by=Role.CLUB, how=How.LINK, day=loop.today)
    for _ in range(60):
        loop.clock.go(days=1)
        loop.tick()
    assert len(loop.sender.mails) == 1
    listing = loop.store.listing("one")
    assert listing and listing.offer
    assert listing.offer.verification.verified_on == today


def test_what_was_checked_elsewhere_counts_too(loop: Loop, today: date) -> None:
    """An editor stores a verification by hand; the care row still has the old day."""
    listing = loop.store.publish(an_aged("one", old(today, 4), ANNA))
    loop.tick()
    loop.clock.go(days=20)
    assert listing.offer
    checked = replace(listing.offer, verification=Verification(loop.today, Role.EDITOR, How.PHONE))
    loop.store.publish(replace(listing, offer=checked))
    loop.clock.go(days=20)
    loop.tick()
    assert loop.sender.mails == []
    cared = loop.care.of("one")
    assert cared and cared.asked.counts_from == today + timedelta(days=20)


def test_an_ended_offer_is_asked_about_no_more(loop: Loop, today: date) -> None:
    loop.store.publish(an_aged("one", old(today, 4), ANNA))
    loop.tick()
    assert loop.workflow.end("one")
    loop.clock.go(days=200)
    loop.tick()
    assert loop.sender.mails == [] and loop.care.phone_tasks() == ()


def test_a_withdrawn_offer_is_asked_about_no_more(loop: Loop, today: date) -> None:
    loop.store.publish(an_aged("one", old(today, 4), ANNA))
    loop.tick()
    loop.store.withdraw("one")
    loop.clock.go(days=200)
    loop.tick()
    assert loop.sender.mails == [] and loop.care.phone_tasks() == ()


def test_school_years_begin_when_the_state_says_so(loop: Loop) -> None:
    summer = Holidays("Sommerferien", date(2027, 7, 1), date(2027, 8, 11))
    autumn = Holidays("Herbstferien", date(2027, 10, 4), date(2027, 10, 15))
    loop.holidays = SchoolHolidays({"ST": (summer, autumn)})
    loop.chores = replace(loop.chores, caring=loop.new_caring())
    loop.clock.now = datetime(2027, 6, 1, 9, tzinfo=UTC)
    loop.store.publish(an_aged("one", date(2027, 6, 1), ANNA))
    days = []
    for _ in range(120):
        loop.tick()
        days += [loop.today] * len(loop.sender.mails)
        loop.sender.mails.clear()
        loop.clock.go(days=1)
    assert days == [date(2027, 8, 26)], "two weeks after 12 August"


def test_without_knowing_the_holidays_school_begins_in_september() -> None:
    nothing = SchoolHolidays({})
    assert nothing.school_year_began("ST", date(2027, 8, 31)) == date(2026, 9, 1)
    assert nothing.school_year_began("ST", date(2027, 9, 1)) == date(2027, 9, 1)


def test_what_cannot_be_read_or_sent_does_not_hold_up_other_mails(loop: Loop) -> None:
    class Broken:
        def tick(self) -> None:
            raise RuntimeError

    loop.chores = replace(loop.chores, caring=Broken())  # type: ignore[arg-type]
    assert loop.tick().cared.asked == 0


# Reports


def report(loop: Loop, note: str = "Da war niemand.", what: Wrong = Wrong.TIME) -> None:
    loop.inbox.report(Report("one", what, note, loop.clock()))


def test_a_report_asks_the_club_at_most_once_a_week(loop: Loop, today: date) -> None:
    loop.store.publish(an_aged("one", today, ANNA))
    report(loop)
    loop.tick()
    text = text_of(loop)
    assert to(loop) == [ANNA]
    assert "- Die Zeit stimmt nicht." in text and "    Da war niemand." in text
    assert "Vielleicht irrt sich die Person." in text
    for _ in range(6):
        loop.clock.go(days=1)
        report(loop, "Wirklich nicht.", Wrong.PLACE)
        loop.tick()
    assert len(loop.sender.mails) == 1
    loop.clock.go(days=1)
    loop.tick()
    assert len(loop.sender.mails) == 2
    assert "Der Ort stimmt nicht." in text_of(loop)
    for _ in range(30):
        loop.clock.go(days=1)
        loop.tick()
    assert len(loop.sender.mails) == 2, "the same reports are told once"


def test_a_confirmation_by_the_club_closes_its_reports(loop: Loop, today: date) -> None:
    loop.store.publish(an_aged("one", today, ANNA))
    report(loop)
    loop.workflow.confirm(["one"], by=Role.CLUB, how=How.LINK, day=today)
    assert loop.inbox.reports() == ()
    loop.tick()
    assert loop.sender.mails == []


def test_a_correction_by_the_club_closes_its_reports(loop: Loop, today: date) -> None:
    listing = loop.store.publish(an_aged("one", today, ANNA))
    loop.keepers.add("c-one", ANNA, confirmed=True)
    report(loop)
    _draft, key = loop.drafts.begin((), record_id="one", email=ANNA)
    assert listing.offer
    changed = replace(listing, offer=replace(listing.offer, is_free=listing.offer.is_free))
    loop.workflow.change(changed, key="k", email=ANNA, draft_key=key)
    assert loop.inbox.reports() == ()


def test_ending_an_offer_closes_its_reports(loop: Loop, today: date) -> None:
    loop.store.publish(an_aged("one", today, ANNA))
    report(loop, what=Wrong.GONE)
    loop.workflow.end("one")
    assert loop.inbox.reports() == ()


# Many at once

_TICK = "import sys; from directory.cli import directory_group; directory_group(['tick'])"


def test_four_processes_at_once_send_one_mail_to_each_person(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    instance.mkdir()
    url = new_database(instance, datetime.now(UTC))
    store = Store(url)
    day = months_later(datetime.now(UTC).date(), -6)
    people = [f"p{number}@verein.example" for number in range(12)]
    store.publish_many([an_aged(f"o{n}", day, email) for n, email in enumerate(people)])
    store.close()
    environ = {**os.environ, **environ_of(instance)}
    running = [
        subprocess.Popen([sys.executable, "-c", _TICK], env=environ, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    for one in running:
        one.communicate(timeout=120)
        assert one.returncode == 0
    mails = list((instance / "mails").iterdir())
    written = sorted(mail.read_text().partition("\nTo: ")[2].partition("\n")[0] for mail in mails)
    assert written == sorted(people)


def test_two_processes_that_read_the_same_rows_send_one_mail(loop: Loop, today: date) -> None:
    """Both have read that nobody was asked yet; the second one comes a moment too late."""
    loop.store.publish(an_aged("one", old(today), ANNA))
    loop.care.fill()
    [cared] = loop.care.not_archived()

    def letter(key: str) -> object:
        post = truth_mails.Post(key, ANNA)
        answers = truth_mails.Answers("a", "b", "c")
        return lambda token: truth_mails.ask_mail(
            post, truth_mails.Site("x"), offers=(), why=truth_mails.Why.AGE, answers=answers
        )

    month = timedelta(days=30)
    assert loop.care.ask([cared], ANNA, letter("a"), lasts=month)  # type: ignore[arg-type]
    assert not loop.care.ask([cared], ANNA, letter("b"), lasts=month)  # type: ignore[arg-type]
    assert loop.care.to_be_rung(loop.care.not_archived()[0], Reason.AGE)
    assert not loop.care.to_be_rung(loop.care.not_archived()[0], Reason.AGE)


def test_what_comes_back_from_the_archive_is_asked_about_again(loop: Loop, today: date) -> None:
    """Not by a tap: an import, or an editor, stores a new day."""
    listing = loop.store.publish(an_aged("one", old(today, 18), ANNA))
    loop.tick()
    cared = loop.care.of("one")
    assert cared and cared.asked.archived_on == today
    assert listing.offer
    checked = replace(listing.offer, verification=Verification(today, Role.ADVISOR, How.PHONE))
    loop.store.publish(replace(listing, offer=checked))
    cared = loop.care.of("one")
    assert cared and (cared.asked.counts_from, cared.asked.archived_on) == (today, None)
    loop.clock.now = datetime.combine(months_later(today, 5), datetime.min.time(), UTC)
    loop.clock.go(hours=12)
    loop.tick()
    assert to(loop) == [ANNA]


def test_a_call_that_was_made_is_no_task_any_more(loop: Loop, today: date) -> None:
    listing = loop.store.publish(an_aged("one", old(today, 8)))
    loop.tick()
    assert [task.reason for task in loop.care.phone_tasks()] == [Reason.NO_ADDRESS]
    assert listing.offer
    checked = replace(listing.offer, verification=Verification(today, Role.ADVISOR, How.PHONE))
    loop.store.publish(replace(listing, offer=checked))
    assert loop.care.phone_tasks() == ()


def test_so_many_mails_at_once_and_the_others_a_minute_later(
    loop: Loop, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.publishing.caring.MOST_AT_ONCE", 2)
    for number in range(5):
        loop.store.publish(an_aged(f"o{number}", old(today), f"p{number}@verein.example"))
    counts = []
    for _ in range(4):
        loop.tick()
        counts.append(len(loop.sender.mails))
        loop.clock.go(minutes=1)
    assert counts == [2, 4, 5, 5]

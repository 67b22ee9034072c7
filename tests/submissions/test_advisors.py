"""Lists, papers, requests of networks, questions sent together and figures of months, as they are
stored; on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from directory.model.gap import GapFigures
from directory.model.handed import ListEntry, OfferList
from directory.model.inbox import Inquiry, ReachBy, Wish
from directory.model.mail import OutgoingMail
from directory.model.network import NetworkRequest
from directory.model.paper import JobState, PaperOrder
from directory.model.together import Outcome
from directory.submissions import (
    AskedTogether,
    GapMonths,
    Inbox,
    Lists,
    NetworkRequests,
    NoCodeLeft,
    PaperJobs,
    Store,
)
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW

LIST = OfferList("Sport", (ListEntry("a", "Nähe ü", "Rudern"), ListEntry("b")))


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


def test_a_list_lives_ninety_days_under_its_code(store: Store, clock: Clock) -> None:
    lists = Lists(store.database, clock)
    made = lists.hand_over(LIST, "ida", "form")
    assert lists.hand_over(LIST, "ida", "form").code == made.code
    found = lists.find(made.code)
    assert found and found.content == LIST
    assert [one.code for one in lists.of_person("ida")] == [made.code]
    assert lists.of_person("ben") == ()
    clock.go(days=90)
    assert lists.find(made.code) is None
    assert lists.erase() == 1
    assert not lists.drop(made.code)


def test_where_every_code_is_taken_that_is_said(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.submissions.lists.secrets.randbelow", lambda _most: 7)
    lists = Lists(store.database, clock)
    assert lists.hand_over(LIST).code == "000007"
    with pytest.raises(NoCodeLeft):
        lists.hand_over(LIST)
    clock.go(days=91)
    assert lists.hand_over(LIST).code == "000007"


def test_of_many_only_one_takes_up_a_job(store: Store, clock: Clock) -> None:
    jobs = PaperJobs(store.database, clock)
    ids = {jobs.order("key", PaperOrder("15", "easy"), 9) for _number in range(3)}
    assert len(ids) == 1
    with ThreadPoolExecutor(8) as many:
        claimed = [one for one in many.map(lambda _n: jobs.claim(), range(8)) if one]
    assert [one.id for one in claimed] == list(ids)
    jobs.note(claimed[0].id, 4)
    jobs.finish(claimed[0].id, b"\x00paper")
    found = jobs.find(claimed[0].id)
    assert found and (found.state, found.done, found.size) == (JobState.DONE, 9, 6)
    assert jobs.file(found.id) == b"\x00paper"


def test_a_request_is_kept_once_with_its_mail(store: Store, clock: Clock) -> None:
    requests = NetworkRequests(store.database, clock)
    made = NetworkRequest("15", "Ort", "Ada", "Amt", "a@b.example", ("sport",), "Ü", NOW, "x")
    mail = OutgoingMail("network:1", "hilfe@sport.example", "Hallo", "Text")
    assert requests.add(made, "key", mail)
    assert not requests.add(made, "key", mail)
    (one,) = requests.open_ones()
    assert one.request == made
    assert requests.close(one.id) and not requests.close(one.id)
    clock.go(days=366)
    assert requests.erase() == 1


def test_what_became_of_a_question_is_noted_by_who_sent_it(store: Store, clock: Clock) -> None:
    inbox, together = Inbox(store.database, clock), AskedTogether(store.database, clock)
    asked = Inquiry("q1", "offer", "Mia", ReachBy.PHONE, "+49301", "Hallo", "x", clock())
    mail = OutgoingMail("inquiry:q1", "a@b.example", "Frage", "Mia fragt", sensitive=True)
    assert inbox.inquire(asked, mail, "ida")
    assert not inbox.inquire(asked, mail, "ida")
    clock.go(days=2)
    assert not together.note("q1", "ben", Outcome.ANSWERED)
    assert together.note("q1", "ida", Outcome.ANSWERED)
    figures = together.figures()
    assert (figures.asked, figures.answered, figures.days) == (1, 1, 2)
    together.note("q1", "ida", Outcome.SILENT)
    assert together.figures().days is None


def test_a_wish_that_is_closed_is_told_no_more(store: Store, clock: Clock) -> None:
    inbox = Inbox(store.database, clock)
    wish = Wish((), "Halle", "15002000", "ST", (), 10, clock())
    inbox.wish(wish, "a", "ida")
    inbox.wish(wish, "b")
    first, second = inbox.open_wishes()
    assert inbox.close_wish(first.number) and not inbox.close_wish(first.number)
    assert [one.number for one in inbox.open_wishes()] == [second.number]
    assert len(inbox.wishes(NOW)) == 1


def test_the_first_figures_of_a_month_stay(store: Store) -> None:
    months = GapMonths(store.database)
    months.add([("15", GapFigures("2026-05", 3, (1.0, 2.5, 100.0)))])
    months.add([("15", GapFigures("2026-05", 9, (9.0,))), ("15", GapFigures("2026-06", 4, ()))])
    months.add([])
    assert [(one.month, one.offers) for one in months.of("15")] == [("2026-05", 3), ("2026-06", 4)]
    assert months.has("2026-05", "15") and not months.has("2026-05", "11")

"""The dates of an offer for calendars: right days, in a file that every calendar reads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from dateutil.rrule import rrulestr

from directory.formats.calendars import calendar_file, has_dates
from directory.model import (
    Fact,
    Known,
    Offer,
    Period,
    Schedule,
    SingleDate,
    Slot,
    Status,
    Weekday,
    next_dates,
)
from tests.formats.houses import house
from tests.visiting import TODAY, Visitor
from tests.web.listings import full_listing

YES, NO = Fact(Known.YES), Fact(Known.NO)
TUESDAY = Slot(Weekday.TUESDAY, time(17), time(18, 30))


def no_holidays(_day: date) -> bool:
    return False


def christmas(day: date) -> bool:
    return date(2026, 12, 21) <= day <= date(2027, 1, 2)


@pytest.fixture
def made() -> Callable[..., list[Any]]:
    """The events of an offer with that schedule."""

    def make(
        schedule: Schedule, holiday: Callable[[date], bool] = no_holidays, **more: Any
    ) -> list[Any]:
        file = calendar_of(an_offer(schedule, **more), holiday)
        calendar = icalendar.Calendar.from_ical(file)
        assert [one.errors for one in calendar.walk() if one.errors] == []
        return list(calendar.walk("VEVENT"))

    return make


def calendar_of(offer: Offer, holiday: Callable[[date], bool]) -> bytes:
    of_state = replace(house(), is_school_holiday=lambda _state, day: holiday(day))
    return calendar_file((replace(full_listing(), offer=offer),), of_state, "Schwimmen")


def an_offer(schedule: Schedule, **more: Any) -> Offer:
    offer = full_listing().offer
    assert offer
    return replace(offer, schedule=schedule, **({"status": Status.RUNNING} | more))


def days_of(event: Any) -> list[date]:
    """All days on which the event takes place, worked out by another library."""
    start = event["DTSTART"].dt
    begin = start.replace(tzinfo=None) if isinstance(start, datetime) else day_start(start)
    out = [one.dt for one in event["EXDATE"].dts] if "EXDATE" in event else []
    gone = {one.date() if isinstance(one, datetime) else one for one in out}
    if "RRULE" not in event:
        return [begin.date()]
    # Bounded by us: without UNTIL the rule runs on for ever, and so would a fault.
    rule = event["RRULE"].to_ical().decode().split(";")
    until = event["RRULE"].get("UNTIL", [None])[0]
    found = rrulestr(";".join(p for p in rule if not p.startswith("UNTIL")), dtstart=begin)
    last = day_start(until.date() if isinstance(until, datetime) else until) if until else None
    every = found.between(begin, (last or begin + timedelta(400)) + timedelta(days=1), inc=True)
    return [day.date() for day in every if day.date() not in gone]


def day_start(day: date) -> datetime:
    return datetime.combine(day, time())


SLOTS = {
    "weekly": TUESDAY,
    "fortnightly": replace(TUESDAY, every_weeks=2, starts_on=date(2026, 9, 1)),
    "second of the month": replace(TUESDAY, nth_in_month=2),
    "fifth of the month": replace(TUESDAY, nth_in_month=5),
    "last of the month": replace(TUESDAY, nth_in_month=-1),
    "begins later": replace(TUESDAY, starts_on=date(2027, 3, 3)),
    "ends soon": replace(TUESDAY, ends_on=date(2027, 1, 20)),
    "without an end": replace(TUESDAY, end=None),
    "without a time": replace(TUESDAY, start=None, end=None),
    "over midnight": Slot(Weekday.FRIDAY, time(22), time(1)),
}


@pytest.mark.parametrize("slot", SLOTS.values(), ids=SLOTS)
@pytest.mark.parametrize("in_holidays", [YES, NO])
def test_the_calendar_has_the_days_that_the_page_names(
    made: Callable[..., list[Any]], slot: Slot, in_holidays: Fact
) -> None:
    schedule = Schedule(
        slots=(slot,),
        in_school_holidays=in_holidays,
        exceptions=(date(2026, 12, 1),),
        pauses=(Period(date(2027, 2, 1), date(2027, 2, 20)),),
    )
    (event,) = made(schedule, christmas)
    expected = next_dates(schedule, TODAY, 100, is_school_holiday=christmas, horizon_days=365)
    assert days_of(event) == [found.day for found in expected]


def test_times_are_local_also_after_the_change_of_the_clocks(
    made: Callable[..., list[Any]],
) -> None:
    (event,) = made(Schedule(slots=(TUESDAY,)))
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert event["DTSTART"].dt.time() == time(17)
    assert event["DTEND"].dt.time() == time(18, 30)
    # 17 o'clock in winter is 16 in UTC; the last day must not be lost by this hour.
    assert event["RRULE"]["UNTIL"][0].hour == 16


def test_a_slot_over_midnight_ends_on_the_next_day(made: Callable[..., list[Any]]) -> None:
    (event,) = made(Schedule(slots=(SLOTS["over midnight"],)))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=3)


def test_without_a_time_the_whole_day_is_marked(made: Callable[..., list[Any]]) -> None:
    (event,) = made(Schedule(slots=(SLOTS["without a time"],)))
    assert event["DTSTART"].dt == date(2026, 11, 24)
    assert "DTEND" not in event


def test_single_days_and_events_of_several_days(made: Callable[..., list[Any]]) -> None:
    one = SingleDate(date(2027, 5, 8), time(10), time(12))
    each_day = SingleDate(date(2027, 5, 15), time(10), time(12), date(2027, 5, 17))
    span = SingleDate(date(2027, 6, 1), None, None, date(2027, 6, 3))
    over = SingleDate(date(2026, 1, 1), time(10))
    events = made(Schedule(single_dates=(one, each_day, span, over)))
    assert [days_of(event) for event in events] == [
        [date(2027, 5, 8)],
        [date(2027, 5, 15), date(2027, 5, 16), date(2027, 5, 17)],
        [date(2027, 6, 1)],
    ]
    assert events[2]["DTEND"].dt == date(2027, 6, 4), "the end of a whole day is not part of it"


UNCLEAR = {
    "no weekday": Slot(None, time(17)),
    "every two weeks, nobody knows which": replace(TUESDAY, every_weeks=2),
    "over": replace(TUESDAY, ends_on=date(2026, 1, 1)),
}


@pytest.mark.parametrize("slot", UNCLEAR.values(), ids=UNCLEAR)
def test_no_day_is_guessed(slot: Slot) -> None:
    offer = an_offer(Schedule(slots=(slot,)))
    assert calendar_of(offer, no_holidays) == b""
    assert not has_dates(offer, TODAY, no_holidays)


def test_a_pause_moves_the_first_day(made: Callable[..., list[Any]]) -> None:
    until = date(2027, 1, 31)
    (event,) = made(Schedule(slots=(TUESDAY,)), status=Status.PAUSED, paused_until=until)
    assert days_of(event)[0] == date(2027, 2, 2)
    assert event["STATUS"] == "CONFIRMED"


@pytest.mark.parametrize("status", [Status.ENDED, Status.PAUSED])
def test_what_stands_still_is_struck_out_and_not_offered(
    made: Callable[..., list[Any]], status: Status
) -> None:
    schedule = Schedule(slots=(TUESDAY,))
    (event,) = made(schedule, status=status)
    assert event["STATUS"] == "CANCELLED"
    assert not has_dates(an_offer(schedule, status=status), TODAY, no_holidays)


def test_unknown_holidays_are_said(made: Callable[..., list[Any]]) -> None:
    (asked,) = made(Schedule(slots=(TUESDAY,)), christmas)
    (sure,) = made(Schedule(slots=(TUESDAY,), in_school_holidays=YES), christmas)
    assert "fragen Sie bitte vorher nach" in asked["DESCRIPTION"]
    assert "fragen Sie bitte vorher nach" not in sure["DESCRIPTION"]


def test_an_entry_says_what_where_and_where_to_read_more(
    made: Callable[..., list[Any]],
) -> None:
    (event,) = made(Schedule(slots=(TUESDAY,)))
    assert event["SUMMARY"] == "Schwimmen Voll"
    assert event["LOCATION"] == "Halle Voll, Vollstraße 12a, 06366 Köthen Anhalt"
    assert event["URL"] == "https://sport.example/angebot/schwimmen-voll"
    assert event["UID"] == "0f3c6d7e-0000-4000-8000-000000000003-termin-1"


def test_the_file_keeps_the_rules_of_the_format(visitor: Visitor) -> None:
    answer = visitor.client.get("/angebot/schwimmen-voll/kalender.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="schwimmen-voll.ics"'
    assert answer.data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in answer.data.replace(b"\r\n", b"")
    assert max(map(len, answer.data.split(b"\r\n"))) <= 75
    calendar = icalendar.Calendar.from_ical(answer.data)
    assert [one.errors for one in calendar.walk() if one.errors] == []
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Berlin"
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids)) == 4
    assert all("DTSTAMP" in event for event in calendar.walk("VEVENT"))


def test_summer_time_begins_and_ends_at_the_right_hour(visitor: Visitor) -> None:
    data = visitor.client.get("/angebot/schwimmen-voll/kalender.ics").data
    zone = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")[0].to_tz()
    days = ((3, 28, 1, 59), (3, 28, 3, 0), (11, 1, 12, 0))
    hours = [datetime(2027, *one) for one in days]  # noqa: DTZ001 - local times
    offsets = [zone.utcoffset(moment) for moment in hours]
    assert offsets == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=1)]


def test_the_same_question_gets_the_same_file(visitor: Visitor) -> None:
    first = visitor.client.get("/angebot/schwimmen-voll/kalender.ics")
    again = visitor.client.get(
        "/angebot/schwimmen-voll/kalender.ics", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304


def test_without_known_days_there_is_no_button_but_a_kind_page(visitor: Visitor) -> None:
    page = visitor.open("/angebot/leer")
    assert not page.all("//a[contains(@href, 'kalender.ics')]")
    page = visitor.open("/angebot/leer/kalender.ics", 404)
    assert page.heading == "Für den Kalender fehlen uns die Tage"
    assert page.all("//main//a[@href='/angebot/leer']")


def test_with_known_days_the_button_is_there(visitor: Visitor) -> None:
    page = visitor.open("/angebot/schwimmen-voll")
    assert page.all("//main//a[@href='/angebot/schwimmen-voll/kalender.ics']")

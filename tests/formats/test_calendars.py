"""Calendars of many offers: three readers of other people take them, and find the same days."""

from datetime import date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from dateutil.rrule import rrulestr

from directory.formats.calendars import BERLIN, calendar_file
from directory.model import Listing, next_dates
from tests.formats.houses import TODAY, demonstration, hostile, house
from tests.formats.outside import by_node, needs_node

CATALOGUES = {"demonstration": demonstration, "hostile": hostile}

# The strictest about rules: it expands each event and says which days it found.
_EXPAND = """
import ICAL from "ical.js";
let text = "";
for await (const chunk of process.stdin) text += chunk;
const calendar = new ICAL.Component(ICAL.parse(JSON.parse(text)));
for (const zone of calendar.getAllSubcomponents("vtimezone"))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
const found = {};
for (const part of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(part);
    const days = [];
    const steps = event.iterator();
    for (let day = steps.next(); day && days.length < 400; day = steps.next())
        days.push(day.toString());
    found[event.uid] = days;
}
console.log(JSON.stringify(found));
"""


@pytest.fixture(params=CATALOGUES)
def listings(request: pytest.FixtureRequest) -> tuple[Listing, ...]:
    return tuple(CATALOGUES[request.param]())


def test_two_readers_find_no_fault(listings: tuple[Listing, ...]) -> None:
    for voice in ("easy", "en"):
        file = calendar_file(listings, house(voice), "Alle\r\nAngebote; mit Komma, und\\")
        assert max(map(len, file.split(b"\r\n"))) <= 75
        assert b"\n" not in file.replace(b"\r\n", b"")
        calendar = icalendar.Calendar.from_ical(file)
        assert [one.errors for one in calendar.walk() if one.errors] == []
        uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
        assert len(uids) == len(set(uids)) > 0
        assert vobject.readOne(file.decode()).validate(raiseException=True)


@needs_node
def test_a_third_one_finds_the_days_that_pages_name(listings: tuple[Listing, ...]) -> None:
    """Ours are counted by the model, theirs by expanding the rules of the file."""
    file = calendar_file(listings, house(), "Alle").decode()
    found: dict[str, list[str]] = by_node(_EXPAND, file)
    compared = 0
    for listing in listings:
        offer = listing.offer
        mine = {uid: days for uid, days in found.items() if offer and uid.startswith(offer.id)}
        if offer is None or not mine or offer.paused_until or offer.schedule.single_dates:
            continue
        ours = next_dates(
            offer.schedule,
            TODAY,
            500,
            is_school_holiday=house().has_school_holidays(listing),
            horizon_days=365,
        )
        known = [one for one in offer.schedule.slots if one.every_weeks <= 1 or one.starts_on]
        if len(known) < len(offer.schedule.slots):
            continue  # a rhythm of which nobody knows the weeks is in no calendar
        days = sorted(day[:10] for all_days in mine.values() for day in all_days)
        assert days == sorted(one.day.isoformat() for one in ours), listing.id
        compared += 1
    assert compared > 100 or listings == hostile()


def occurrences(event: Any) -> list[date]:
    start = event["DTSTART"].dt
    begin = start if isinstance(start, datetime) else datetime.combine(start, time(), BERLIN)
    if "RRULE" not in event:
        return [begin.date()]
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=begin)
    out = [one.dt for one in event["EXDATE"].dts] if "EXDATE" in event else []
    gone = {one.date() if isinstance(one, datetime) else one for one in out}
    every = rule.between(begin - timedelta(1), begin + timedelta(400), inc=True)
    return [day.date() for day in every if day.date() not in gone]


def test_no_day_lies_in_the_school_holidays_of_the_state_where_the_club_says_so() -> None:
    looked = 0
    for listing in demonstration():
        offer = listing.offer
        if offer is None or not offer.schedule.in_school_holidays.is_no or not listing.venue:
            continue
        file = calendar_file((listing,), house(), "Eins")
        holiday = house().has_school_holidays(listing)
        singles = {one.day for one in offer.schedule.single_dates}
        for event in icalendar.Calendar.from_ical(file).walk("VEVENT") if file else ():
            days = [day for day in occurrences(event) if day not in singles]
            assert not [day for day in days if holiday(day)]
            looked += len(days)
    assert looked > 100

"""The dates of offers as a file for calendars (iCalendar), for the next 12 months."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vRecur

from directory.formats.house import House
from directory.formats.signs import clean, one_line
from directory.model import Listing, Offer, Schedule, SingleDate, Slot, Status
from directory.model.schedule import takes_place_on
from directory.wording import address_lines

# A slot is local time in Germany by definition.
BERLIN = ZoneInfo("Europe/Berlin")
AHEAD = timedelta(days=365)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

# The rule of the European Union since 1996; the library would write single changes, an hour off.
SUMMER_AND_WINTER = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""

Holiday = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Series:
    """One entry of a calendar: its first day, how it repeats, and the days that fall out.

    One entry that repeats, not 40 single ones: whoever is tired of it deletes it once.
    """

    key: str
    first: date
    start: time | None = None
    end: time | None = None
    last_day: date | None = None
    rule: vRecur | None = None
    without: tuple[date, ...] = ()
    unsure: bool = False


def has_dates(offer: Offer, today: date, is_school_holiday: Holiday) -> bool:
    """Whether a calendar would hold anything that takes place."""
    return not _stands_still(offer) and any(_series(offer, today, is_school_holiday))


def calendar_file(listings: Iterable[Listing], house: House, name: str) -> bytes:
    """The file; empty where we know no day. An offer that ended or pauses without an end says so,
    so that a calendar that has its dates already strikes them out."""
    calendar = begun(house, name)
    events = [event for listing in listings for event in _events(listing, house)]
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical()) if events else b""


def begun(house: House, name: str) -> Calendar:
    """A calendar without an event, which names the site, its licence and the time of Germany."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{one_line(house.name)}//{house.voice.tag.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("x-wr-caldesc", "; ".join(house.attribution(())))
    calendar.add_component(Timezone.from_ical(SUMMER_AND_WINTER))
    return calendar


def _events(listing: Listing, house: House) -> Iterator[Event]:
    if listing.offer:
        holiday = house.has_school_holidays(listing)
        for entry in _series(listing.offer, house.today, holiday):
            yield _event(entry, listing, listing.offer, house)


def _stands_still(offer: Offer) -> bool:
    return offer.status is Status.ENDED or (
        offer.status is Status.PAUSED and offer.paused_until is None
    )


def _series(offer: Offer, today: date, is_school_holiday: Holiday) -> Iterator[Series]:
    begin = today
    if offer.status is Status.PAUSED and offer.paused_until:
        begin = max(today, offer.paused_until + timedelta(days=1))
    schedule = offer.schedule
    for number, slot in enumerate(schedule.slots, start=1):
        entry = _slot_series(f"termin-{number}", slot, schedule, begin, is_school_holiday)
        if entry:
            yield entry
    for single in schedule.single_dates:
        if (single.last_day or single.day) >= begin:
            yield _single_series(single)


def _slot_series(
    key: str, slot: Slot, schedule: Schedule, begin: date, is_school_holiday: Holiday
) -> Series | None:
    if slot.weekday is None or not _rhythm_is_known(slot):
        return None
    last = min(begin + AHEAD, slot.ends_on or date.max)
    days = [day for day in _days(begin, last) if takes_place_on(slot, day)]
    out = tuple(day for day in days if _falls_out(day, schedule, is_school_holiday))
    if len(days) == len(out):
        return None
    rule = vRecur(_rhythm(slot), until=_until(days[-1], slot.start))
    asked = schedule.in_school_holidays.is_unknown and any(map(is_school_holiday, days))
    return Series(key, days[0], slot.start, slot.end, None, rule, out, asked)


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _rhythm_is_known(slot: Slot) -> bool:
    """ "Every two weeks" without a day on which it began does not say in which weeks."""
    return slot.every_weeks <= 1 or slot.nth_in_month is not None or slot.starts_on is not None


def _falls_out(day: date, schedule: Schedule, is_school_holiday: Holiday) -> bool:
    if day in schedule.exceptions or any(pause.contains(day) for pause in schedule.pauses):
        return True
    return schedule.in_school_holidays.is_no and is_school_holiday(day)


def _rhythm(slot: Slot) -> dict[str, object]:
    day = _DAYS[slot.weekday or 0]
    if slot.nth_in_month is not None:
        return {"freq": "MONTHLY", "byday": f"{slot.nth_in_month}{day}"}
    weekly: dict[str, object] = {"freq": "WEEKLY", "byday": day}
    return weekly | {"interval": slot.every_weeks} if slot.every_weeks > 1 else weekly


def _until(last: date, start: time | None) -> date | datetime:
    """As the standard wants it: in UTC for a time, a plain day for a whole day."""
    return datetime.combine(last, start, BERLIN).astimezone(UTC) if start else last


def _single_series(single: SingleDate) -> Series:
    key = single.day.isoformat()
    last = single.last_day if single.last_day and single.last_day > single.day else None
    if last is None:
        return Series(key, single.day, single.start, single.end)
    if single.start and single.end:
        count = (last - single.day).days + 1
        daily = vRecur({"freq": "DAILY", "count": count})
        return Series(key, single.day, single.start, single.end, rule=daily)
    return Series(key, single.day, last_day=last)


def _event(entry: Series, listing: Listing, offer: Offer, house: House) -> Event:
    event = Event()
    event.add("uid", f"{offer.id}-{entry.key}")
    event.add("dtstamp", offer.changed_at or datetime.combine(house.today, time(), UTC))
    event.add("sequence", offer.version)
    event.add("summary", house.title(listing))
    event.add("status", "CANCELLED" if _stands_still(offer) else _sureness(offer))
    event.add("dtstart", _moment(entry.first, entry.start))
    end = _end(entry)
    if end:
        event.add("dtend", end)
    if entry.rule:
        event.add("rrule", entry.rule)
    if entry.without:
        event.add("exdate", [_moment(day, entry.start) for day in entry.without])
    if listing.venue:
        lines = (line.words for line in address_lines(listing.venue, house.voice))
        event.add("location", clean(", ".join(lines)))
        if listing.venue.latitude is not None and listing.venue.longitude is not None:
            event.add("geo", (listing.venue.latitude, listing.venue.longitude))
    address = house.addresses.offer(offer.slug)
    event.add("url", address)
    event.add("description", clean("\n".join((*_notes(entry, offer, house), address))))
    return event


def _sureness(offer: Offer) -> str:
    return "TENTATIVE" if offer.status is Status.PLANNED else "CONFIRMED"


def _moment(day: date, start: time | None) -> date | datetime:
    return datetime.combine(day, start, BERLIN) if start else day


def _end(entry: Series) -> date | datetime | None:
    if entry.last_day:
        return entry.last_day + timedelta(days=1)
    if entry.start is None or entry.end is None:
        return None
    # A slot that ends at or after midnight ends on the next day.
    night = timedelta(days=1 if entry.end <= entry.start else 0)
    return datetime.combine(entry.first + night, entry.end, BERLIN)


def _notes(entry: Series, offer: Offer, house: House) -> Iterator[str]:
    say = house.voice.gettext
    if offer.example:
        yield say("Das ist ein Beispiel.")
    if entry.unsure:
        yield say("In den Schulferien fragen Sie bitte vorher nach.")
    if entry.start and not entry.end:
        yield say("Wir wissen nicht: Wann ist der Sport zu Ende?")
    yield say("Alles über das Angebot steht hier:")

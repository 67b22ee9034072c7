"""Times as people say them, in three languages."""

from datetime import date, time

import pytest

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
    Words,
)
from directory.wording import Topic, single_line, slot_line, tell, when_lines
from tests.wording.saying import EASY, ENGLISH, GERMAN, TODAY, a_listing

TUE = Weekday.TUESDAY

SLOTS = [
    (Slot(TUE, time(17), time(18)), "Jeden Dienstag von 17 bis 18 Uhr."),
    (Slot(TUE, time(17, 30), time(19)), "Jeden Dienstag von 17 Uhr 30 bis 19 Uhr."),
    (Slot(TUE, time(17), time(18, 30)), "Jeden Dienstag von 17 Uhr bis 18 Uhr 30."),
    (Slot(TUE, time(9, 5)), "Jeden Dienstag um 9 Uhr 5."),
    (Slot(TUE, end=time(18)), "Jeden Dienstag bis 18 Uhr."),
    (Slot(TUE, time(22), time(0)), "Jeden Dienstag von 22 bis 24 Uhr."),
    (Slot(TUE), "Jeden Dienstag."),
    (Slot(TUE, every_weeks=0), "Jeden Dienstag."),
    (Slot(TUE, time(17), every_weeks=2), "Alle 2 Wochen am Dienstag. Um 17 Uhr."),
    (Slot(TUE, time(17), nth_in_month=1), "Immer am 1. Dienstag im Monat. Um 17 Uhr."),
    (Slot(TUE, nth_in_month=2), "Immer am 2. Dienstag im Monat."),
    (Slot(TUE, nth_in_month=3), "Immer am 3. Dienstag im Monat."),
    (Slot(TUE, nth_in_month=4), "Immer am 4. Dienstag im Monat."),
    (Slot(TUE, nth_in_month=5), "Immer am 5. Dienstag im Monat."),
    (Slot(TUE, nth_in_month=-1), "Immer am letzten Dienstag im Monat."),
    (Slot(TUE, nth_in_month=9), "1 Mal im Monat am Dienstag."),
    (Slot(start=time(17), end=time(18)), "Von 17 bis 18 Uhr."),
    (Slot(start=time(17)), "Um 17 Uhr."),
    (Slot(end=time(18)), "Bis 18 Uhr."),
    (Slot(every_weeks=3, start=time(17)), "Das ist alle 3 Wochen. Um 17 Uhr."),
    (Slot(nth_in_month=1), "Das ist 1 Mal im Monat."),
    (Slot(), ""),
]


@pytest.mark.parametrize(("slot", "words"), SLOTS)
def test_a_slot_in_one_line(slot, words):
    assert slot_line(slot, EASY) == words


@pytest.mark.parametrize(
    ("slot", "german", "english"),
    [
        (
            Slot(TUE, time(17), time(18, 30)),
            "Jeden Dienstag von 17 Uhr bis 18 Uhr 30.",
            "Every Tuesday from 5 pm to 6:30 pm.",
        ),
        (
            Slot(TUE, time(0), time(12), nth_in_month=-1),
            "Jeden letzten Dienstag im Monat. Von 0 bis 12 Uhr.",
            "On the last Tuesday of each month. From midnight to noon.",
        ),
        (
            Slot(TUE, time(12, 30), every_weeks=2),
            "Alle 2 Wochen am Dienstag. Um 12 Uhr 30.",
            "Every 2 weeks on Tuesday. At 12:30 pm.",
        ),
    ],
)
def test_a_slot_in_other_languages(slot, german, english):
    assert slot_line(slot, GERMAN) == german
    assert slot_line(slot, ENGLISH) == english


DAY = date(2026, 12, 1)

SINGLES = [
    (SingleDate(DAY), "Am Dienstag, 1. Dezember 2026."),
    (
        SingleDate(DAY, time(17, 30), time(19, 30)),
        "Am Dienstag, 1. Dezember 2026. Von 17 Uhr 30 bis 19 Uhr 30.",
    ),
    (SingleDate(DAY, last_day=DAY), "Am Dienstag, 1. Dezember 2026."),
    (
        SingleDate(DAY, time(10), time(16), date(2026, 12, 3)),
        "Von Dienstag, 1. Dezember 2026 bis Donnerstag, 3. Dezember 2026. "
        "Jeden Tag von 10 bis 16 Uhr.",
    ),
    (
        SingleDate(DAY, time(10), None, date(2026, 12, 3)),
        "Von Dienstag, 1. Dezember 2026 bis Donnerstag, 3. Dezember 2026. "
        "Es beginnt am ersten Tag um 10 Uhr.",
    ),
    (
        SingleDate(DAY, None, time(16), date(2026, 12, 3)),
        "Von Dienstag, 1. Dezember 2026 bis Donnerstag, 3. Dezember 2026. "
        "Es endet am letzten Tag um 16 Uhr.",
    ),
]


@pytest.mark.parametrize(("single", "words"), SINGLES)
def test_a_single_day_in_one_line(single, words):
    assert single_line(single, EASY) == words


def _said(schedule: Schedule, topic: Topic = Topic.WHEN, voice=EASY, **changes) -> list[str]:
    found = tell(a_listing(schedule=schedule, **changes), voice, TODAY).topic(topic)
    return [said.words for said in found.all_said] if found else []


def test_a_slot_tells_when_it_begins_and_ends():
    slot = Slot(
        TUE,
        starts_on=date(2027, 1, 12),
        ends_on=date(2027, 3, 2),
        note=Words(easy="Im Winter in der Halle"),
    )
    assert _said(Schedule(slots=(slot,))) == [
        "Jeden Dienstag.",
        "Das beginnt am 12. Januar 2027.",
        "Das geht bis 2. März 2027.",
        "Im Winter in der Halle.",
    ]


def test_a_beginning_in_the_past_is_not_said():
    slot = Slot(TUE, starts_on=date(2020, 1, 7))
    assert _said(Schedule(slots=(slot,))) == ["Jeden Dienstag."]


def test_breaks_that_are_not_over_are_said():
    schedule = Schedule(
        slots=(Slot(TUE),),
        pauses=(
            Period(date(2026, 12, 20), date(2027, 1, 5), Words(easy="Die Halle ist zu.")),
            Period(date(2020, 12, 20), date(2021, 1, 5)),
            Period(date(2027, 2, 1), date(2027, 2, 1)),
        ),
        exceptions=(date(2026, 11, 24), date(2020, 11, 24)),
    )
    assert _said(schedule)[1:] == [
        "Pause ist von 20. Dezember 2026 bis 5. Januar 2027.",
        "Die Halle ist zu.",
        "Am 1. Februar 2027 fällt das Angebot aus.",
        "Am 24. November 2026 fällt das Angebot aus.",
    ]


def test_dates_that_are_over_are_not_offered():
    over = Schedule(
        slots=(Slot(TUE, ends_on=date(2026, 11, 21)),),
        single_dates=(SingleDate(date(2026, 11, 20)),),
    )
    assert _said(over) == [
        "Die Termine sind vorbei.",
        "Fragen Sie bitte nach: Gibt es neue Termine?",
    ]
    assert when_lines(over, EASY, TODAY) == ()


def test_an_event_that_goes_on_today_is_not_over():
    event = SingleDate(date(2026, 11, 20), last_day=TODAY)
    schedule = Schedule(single_dates=(event,))
    assert when_lines(schedule, EASY, TODAY) == (
        "Von Freitag, 20. November 2026 bis Sonntag, 22. November 2026.",
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Known.YES, "Das Angebot gibt es auch in den Schulferien."),
        (Known.NO, "In den Schulferien fällt das Angebot aus."),
    ],
)
def test_school_holidays_are_said(value, words):
    assert words in _said(Schedule(slots=(Slot(TUE),), in_school_holidays=Fact(value)))


def test_the_next_dates_warn_where_holidays_are_unknown():
    offer = a_listing(schedule=Schedule(slots=(Slot(TUE, time(17)),)))
    holiday = date(2026, 12, 1)
    text = tell(offer, EASY, TODAY, is_school_holiday=lambda day: day == holiday)
    items = text.topic(Topic.DATES).items
    assert [item.key for item in items] == ["sure", "unsure", "sure"]
    assert [said.words for said in items[1].sentences] == [
        "Am Dienstag, 1. Dezember 2026.",
        "Um 17 Uhr.",
        "Da sind Schulferien.",
        "Fragen Sie bitte vorher nach.",
    ]


WEEKLY = Schedule(slots=(Slot(TUE),))


@pytest.mark.parametrize(
    ("status", "until", "first"),
    [
        (Status.RUNNING, None, "Am Dienstag, 24. November 2026."),
        (Status.FULL, None, "Am Dienstag, 24. November 2026."),
        (Status.PAUSED, date(2026, 12, 1), "Am Dienstag, 8. Dezember 2026."),
        (Status.PAUSED, None, None),
        (Status.ENDED, None, None),
    ],
)
def test_no_dates_while_the_offer_stands_still(status, until, first):
    said = _said(WEEKLY, Topic.DATES, status=status, paused_until=until)
    assert (said[0] if said else None) == first


def test_an_offer_without_times_has_no_dates():
    offer: Offer | None = a_listing().offer
    assert offer is not None
    assert tell(a_listing(), EASY, TODAY).topic(Topic.DATES) is None


def test_no_next_date_is_named_where_nobody_knows_in_which_week() -> None:
    unknown = Slot(TUE, time(17), every_weeks=2)
    assert (
        tell(a_listing(schedule=Schedule(slots=(unknown,))), EASY, TODAY).topic(Topic.DATES) is None
    )
    known = Slot(TUE, time(17), every_weeks=2, starts_on=date(2026, 9, 1))
    assert tell(a_listing(schedule=Schedule(slots=(known,))), EASY, TODAY).topic(Topic.DATES)

"""Weekdays, times, single days, holidays and breaks in sentences."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from directory.model import (
    Date,
    Offer,
    Schedule,
    SingleDate,
    Slot,
    Status,
    Weekday,
    next_dates,
)
from directory.wording.own_words import own_sentences
from directory.wording.said import Item, Said
from directory.wording.spoken import (
    between,
    clock_words,
    day_words,
    long_day_words,
    times_sentence,
    weekday_words,
)
from directory.wording.voice import N_, Voice

_NTH = {
    1: N_("Immer am 1. {day} im Monat."),
    2: N_("Immer am 2. {day} im Monat."),
    3: N_("Immer am 3. {day} im Monat."),
    4: N_("Immer am 4. {day} im Monat."),
    5: N_("Immer am 5. {day} im Monat."),
    -1: N_("Immer am letzten {day} im Monat."),
}


def slot_sentences(slot: Slot, voice: Voice) -> tuple[str, ...]:
    """ "Jeden Dienstag von 17 bis 18 Uhr."; a rarer rhythm takes a sentence for itself, so that
    none gets long. Nothing for a slot that says nothing."""
    if _is_weekly(slot) and slot.weekday is not None:
        return (_weekly(slot, slot.weekday, voice),)
    return tuple(filter(None, (_rhythm(slot, voice), times_sentence(slot.start, slot.end, voice))))


def slot_line(slot: Slot, voice: Voice) -> str:
    """For cards: all about a slot in one line."""
    return " ".join(slot_sentences(slot, voice))


def _is_weekly(slot: Slot) -> bool:
    return slot.nth_in_month is None and slot.every_weeks <= 1


def _weekly(slot: Slot, weekday: Weekday, voice: Voice) -> str:
    day = weekday_words(weekday, voice)
    if slot.start and slot.end:
        start, end = between(slot.start, slot.end, voice)
        return voice.gettext("Jeden {day} von {start} bis {end}.", day=day, start=start, end=end)
    if slot.start:
        start = clock_words(slot.start, voice)
        return voice.gettext("Jeden {day} um {start}.", day=day, start=start)
    if slot.end:
        end = clock_words(slot.end, voice, is_end=True)
        return voice.gettext("Jeden {day} bis {end}.", day=day, end=end)
    return voice.gettext("Jeden {day}.", day=day)


def _rhythm(slot: Slot, voice: Voice) -> str:
    if slot.weekday is None:
        if slot.nth_in_month is not None:
            return voice.gettext("Das ist 1 Mal im Monat.")
        if slot.every_weeks > 1:
            return voice.ngettext(
                "Das ist jede Woche.", "Das ist alle {count} Wochen.", slot.every_weeks
            )
        return ""
    day = weekday_words(slot.weekday, voice)
    if slot.nth_in_month is not None:
        once = N_("1 Mal im Monat am {day}.")
        return voice.gettext(_NTH.get(slot.nth_in_month, once), day=day)
    return voice.ngettext(
        "Jede Woche am {day}.", "Alle {count} Wochen am {day}.", slot.every_weeks, day=day
    )


def single_sentences(found: Date | SingleDate, voice: Voice) -> tuple[str, ...]:
    """ "Am Dienstag, 1. Dezember 2026." and "Von 17 bis 18 Uhr."."""
    first = long_day_words(found.day, voice)
    if found.last_day and found.last_day > found.day:
        last = long_day_words(found.last_day, voice)
        day = voice.gettext("Von {first} bis {last}.", first=first, last=last)
        return tuple(filter(None, (day, _each_day(found, voice))))
    day = voice.gettext("Am {day}.", day=first)
    return tuple(filter(None, (day, times_sentence(found.start, found.end, voice))))


def single_line(found: Date | SingleDate, voice: Voice) -> str:
    """For cards: all about a day in one line."""
    return " ".join(single_sentences(found, voice))


def _each_day(found: Date | SingleDate, voice: Voice) -> str:
    if found.start and found.end:
        start, end = between(found.start, found.end, voice)
        return voice.gettext("Jeden Tag von {start} bis {end}.", start=start, end=end)
    if found.start:
        start = clock_words(found.start, voice)
        return voice.gettext("Es beginnt am ersten Tag um {start}.", start=start)
    if found.end:
        end = clock_words(found.end, voice, is_end=True)
        return voice.gettext("Es endet am letzten Tag um {end}.", end=end)
    return ""


def when_lines(schedule: Schedule, voice: Voice, today: date) -> tuple[str, ...]:
    """For cards: each time that is not over in one line."""
    lines = [slot_line(slot, voice) for slot in schedule.slots if _goes_on(slot, today)]
    lines += [single_line(one, voice) for one in schedule.single_dates if _is_to_come(one, today)]
    return tuple(line for line in lines if line)


def when_said(schedule: Schedule, voice: Voice, today: date) -> Iterator[Said]:
    """All times; what is over is left out, and said if nothing else is left."""
    slots = [slot for slot in schedule.slots if _goes_on(slot, today)]
    singles = [single for single in schedule.single_dates if _is_to_come(single, today)]
    if not slots and not singles and (schedule.slots or schedule.single_dates):
        yield Said(voice.gettext("Die Termine sind vorbei."))
        yield Said(voice.gettext("Fragen Sie bitte nach: Gibt es neue Termine?"))
    for slot in slots:
        yield from _slot_said(slot, voice, today)
    for single in singles:
        yield from (Said(words) for words in single_sentences(single, voice))
        yield from own_sentences(single.note, voice)
    yield from _breaks(schedule, voice, today)


def _slot_said(slot: Slot, voice: Voice, today: date) -> Iterator[Said]:
    yield from (Said(words) for words in slot_sentences(slot, voice))
    if slot.starts_on and slot.starts_on >= today:
        day = day_words(slot.starts_on, voice)
        yield Said(voice.gettext("Das beginnt am {day}.", day=day))
    if slot.ends_on:
        yield Said(voice.gettext("Das geht bis {day}.", day=day_words(slot.ends_on, voice)))
    yield from own_sentences(slot.note, voice)


def _breaks(schedule: Schedule, voice: Voice, today: date) -> Iterator[Said]:
    for pause in schedule.pauses:
        if pause.last < today:
            continue
        first, last = day_words(pause.first, voice), day_words(pause.last, voice)
        if pause.first == pause.last:
            yield Said(voice.gettext("Am {day} fällt das Angebot aus.", day=first))
        else:
            yield Said(voice.gettext("Pause ist von {first} bis {last}.", first=first, last=last))
        yield from own_sentences(pause.note, voice)
    for day in schedule.exceptions:
        if day >= today:
            words = day_words(day, voice)
            yield Said(voice.gettext("Am {day} fällt das Angebot aus.", day=words))


def _goes_on(slot: Slot, today: date) -> bool:
    return slot.ends_on is None or slot.ends_on >= today


def _is_to_come(single: SingleDate, today: date) -> bool:
    return (single.last_day or single.day) >= today


def dates_said(
    offer: Offer, voice: Voice, today: date, is_school_holiday: Callable[[date], bool]
) -> tuple[Item, ...]:
    """The next days on which one can come; none while the offer stands still."""
    begin = today
    if offer.status is Status.ENDED or (offer.status is Status.PAUSED and not offer.paused_until):
        return ()
    if offer.status is Status.PAUSED and offer.paused_until and offer.paused_until >= today:
        begin = offer.paused_until + timedelta(days=1)
    # "Every two weeks" without a first day does not say which weeks: nobody should come in vain.
    sure = tuple(slot for slot in offer.schedule.slots if _rhythm_is_known(slot))
    schedule = replace(offer.schedule, slots=sure)
    found = next_dates(schedule, begin, is_school_holiday=is_school_holiday)
    return tuple(_date_item(one, voice) for one in found)


def _rhythm_is_known(slot: Slot) -> bool:
    return slot.every_weeks <= 1 or slot.nth_in_month is not None or slot.starts_on is not None


def _date_item(found: Date, voice: Voice) -> Item:
    sentences = list(single_sentences(found, voice))
    if not found.sure:
        sentences.append(voice.gettext("Da sind Schulferien."))
        sentences.append(voice.gettext("Fragen Sie bitte vorher nach."))
    return Item(tuple(Said(words) for words in sentences), key="sure" if found.sure else "unsure")

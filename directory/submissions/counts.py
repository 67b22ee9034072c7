"""Counts what happens on the site on a day: searches, filters, what was not found; nobody is in it.

A word that somebody typed could be the name of a person. So it counts once a day however often it
is typed, it is told only when it was typed on :data:`FEWEST_DAYS` different days of one month, and
when the month is over every rarer word is erased. What was typed once is never told.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy import Connection, Select, delete, func, select, tuple_

from directory.submissions.database import Database, insert_into
from directory.submissions.moment import read, stored
from directory.submissions.tables import DailyCountRow, InquiryRow, UseRow
from directory.submissions.uses import AT_ONCE, KEPT, Used

FEWEST_DAYS: Final = 5
LONGEST_WORD: Final = 60
# Whoever invents words to fill the database gets no further.
MOST_WORDS: Final = 1_000


class Happened(StrEnum):
    """What is counted; the word beside it says which one.

    ``SEARCH``: a question was asked. ``FILTER``: with this filter. ``PLACE``: with a place of this
    kind. ``NOTHING``: nothing was quite as asked, ``SPORT`` with this sport, ``WORD`` with this
    word that fits nothing.
    """

    SEARCH = "search"
    FILTER = "filter"
    PLACE = "place"
    NOTHING = "nothing"
    SPORT = "nothing-sport"
    WORD = "nothing-word"


class Counted(NamedTuple):
    """What is counted together."""

    day: date
    what: Happened
    word: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The sums of one day over all offers."""

    day: date
    searches: int = 0
    nothing: int = 0
    shown: int = 0
    opened: int = 0
    printed: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """Each with the most frequent first; ``words`` tell on how many days, all others how often."""

    days: tuple[Day, ...]
    filters: Mapping[str, int]
    places: Mapping[str, int]
    sports: Mapping[str, int]
    words: Mapping[str, int]


class Counts:
    """Numbers of a day."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def add(self, counts: Mapping[Counted, int]) -> None:
        """Adds up what was counted meanwhile."""
        wanted = {one: count for one, count in counts.items() if count > 0 and _is_fit(one)}
        if not wanted:
            return
        words = sorted(one for one in wanted if one.what is Happened.WORD)
        # In one order everywhere, so that no two processes wait for each other's rows.
        rows = [_row(one, count) for one, count in sorted(wanted.items()) if one not in set(words)]
        with self._database.writing() as connection:
            for first in range(0, len(rows), AT_ONCE):
                add = insert_into(connection, DailyCountRow).values(rows[first : first + AT_ONCE])
                add = add.on_conflict_do_update(
                    index_elements=["day", "what", "word"],
                    set_={"count": DailyCountRow.count + add.excluded.count},
                )
                connection.execute(add)
            for day in sorted({one.day for one in words}):
                _add_words(connection, [one for one in words if one.day == day])

    def between(self, first: date, last: date) -> Sums:
        """Everything of these days; a word counts with the whole month."""
        with self._database.reading() as connection:
            return Sums(
                _days(connection, first, last),
                _by_word(connection, Happened.FILTER, first, last),
                _by_word(connection, Happened.PLACE, first, last),
                _by_word(connection, Happened.SPORT, first, last),
                _frequent_words(connection, first.replace(day=1), last),
            )

    def erase(self) -> int:
        """Forgets numbers older than two years, and rare words of the months before; how many."""
        today = self._clock().date()
        with self._database.reading() as connection:
            rare = _rare_words(connection, today.replace(day=1))
            is_old = DailyCountRow.day < (today - KEPT).isoformat()
            old = connection.execute(select(DailyCountRow.day).where(is_old).limit(1)).first()
        if not rare and not old:
            return 0
        erased = 0
        with self._database.writing() as connection:
            erased += connection.execute(delete(DailyCountRow).where(is_old)).rowcount
            for start in range(0, len(rare), AT_ONCE):
                some = tuple_(_MONTH, DailyCountRow.word).in_(rare[start : start + AT_ONCE])
                query = delete(DailyCountRow).where(DailyCountRow.what == Happened.WORD, some)
                erased += connection.execute(query).rowcount
        return erased


_MONTH = func.substr(DailyCountRow.day, 1, 7)


def _is_fit(one: Counted) -> bool:
    """A word of visitors is letters only: no figures of a telephone, nothing very long."""
    if one.what is not Happened.WORD:
        return len(one.word) <= LONGEST_WORD
    return one.word.isalpha() and 2 <= len(one.word) <= LONGEST_WORD


def _row(one: Counted, count: int) -> dict[str, object]:
    return {
        "day": one.day.isoformat(),
        "what": one.what.value,
        "word": one.word,
        "count": count,
    }


def _add_words(connection: Connection, words: list[Counted]) -> None:
    """Each once a day, and no more than the most."""
    of_day = (
        DailyCountRow.day == words[0].day.isoformat(),
        DailyCountRow.what == Happened.WORD,
    )
    stands = func.count()
    room = MOST_WORDS - connection.execute(select(stands).where(*of_day)).scalar_one()
    rows = [_row(one, 1) for one in words[: max(0, room)]]
    if rows:
        add = insert_into(connection, DailyCountRow).values(rows)
        connection.execute(add.on_conflict_do_nothing(index_elements=["day", "what", "word"]))


def _days(connection: Connection, first: date, last: date) -> tuple[Day, ...]:
    """One after another, also those on which nothing happened."""
    found: dict[date, Counter[str]] = {
        first + timedelta(number): Counter() for number in range((last - first).days + 1)
    }
    counted = select(DailyCountRow.day, DailyCountRow.what, func.sum(DailyCountRow.count))
    counted = counted.where(
        DailyCountRow.what.in_([Happened.SEARCH, Happened.NOTHING]),
        DailyCountRow.day.between(first.isoformat(), last.isoformat()),
    ).group_by(DailyCountRow.day, DailyCountRow.what)
    used = select(UseRow.day, UseRow.what, func.sum(UseRow.count))
    used = used.where(UseRow.day.between(first.isoformat(), last.isoformat()))
    used = used.group_by(UseRow.day, UseRow.what)
    for query in (counted, used):
        for day, what, count in connection.execute(query):
            found[date.fromisoformat(day)][what] += int(count)
    for at in connection.execute(_inquiries(first, last)).scalars():
        asked_on = read(at).astimezone().date()
        if asked_on in found:
            found[asked_on]["asked"] += 1
    return tuple(
        Day(
            day,
            searches=sums[Happened.SEARCH],
            nothing=sums[Happened.NOTHING],
            shown=sums[Used.SHOWN],
            opened=sums[Used.OPENED],
            printed=sums[Used.PRINTED],
            asked=sums["asked"],
        )
        for day, sums in found.items()
    )


def _inquiries(first: date, last: date) -> Select[str]:
    start = datetime.combine(first, time()).astimezone()
    end = datetime.combine(last + timedelta(1), time()).astimezone()
    return select(InquiryRow.at).where(InquiryRow.at >= stored(start), InquiryRow.at < stored(end))


def _by_word(connection: Connection, what: Happened, first: date, last: date) -> Mapping[str, int]:
    total = func.sum(DailyCountRow.count)
    query = select(DailyCountRow.word, total).where(
        DailyCountRow.what == what,
        DailyCountRow.day.between(first.isoformat(), last.isoformat()),
    )
    query = query.group_by(DailyCountRow.word).order_by(total.desc(), DailyCountRow.word)
    return {word: int(count) for word, count in connection.execute(query)}


def _frequent_words(connection: Connection, first: date, last: date) -> Mapping[str, int]:
    query = select(DailyCountRow.word, func.count()).where(
        DailyCountRow.what == Happened.WORD,
        DailyCountRow.day.between(first.isoformat(), last.isoformat()),
    )
    query = query.group_by(_MONTH, DailyCountRow.word).having(func.count() >= FEWEST_DAYS)
    found: Counter[str] = Counter()
    for word, days in connection.execute(query):
        found[word] += days
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _rare_words(connection: Connection, month: date) -> list[tuple[str, str]]:
    """Month and word of what was typed too rarely before this month."""
    query = select(_MONTH, DailyCountRow.word).where(
        DailyCountRow.what == Happened.WORD, DailyCountRow.day < month.isoformat()
    )
    query = query.group_by(_MONTH, DailyCountRow.word).having(func.count() < FEWEST_DAYS)
    return [(month, word) for month, word in connection.execute(query)]

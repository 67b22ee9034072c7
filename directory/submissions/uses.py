"""Counts how often an offer was shown, opened, printed and asked about; nobody is in it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select

from directory.submissions.database import Database, insert_into
from directory.submissions.moment import stored
from directory.submissions.tables import InquiryRow, OfferRow, UseRow

# Long enough to compare a year with the one before.
KEPT: Final = timedelta(days=730)
# SQLite takes at most 32,766 values in one statement.
AT_ONCE: Final = 2_000


class Used(StrEnum):
    """What happened to an offer: among results, as a page of its own, on paper."""

    SHOWN = "shown"
    OPENED = "opened"
    PRINTED = "printed"


class Use(NamedTuple):
    """What is counted together: one sort of use of one offer on one day."""

    day: date
    used: Used
    offer: str


@dataclass(frozen=True, slots=True)
class UseCounts:
    """How often, from a day on."""

    shown: int = 0
    opened: int = 0
    printed: int = 0
    asked: int = 0


class Uses:
    """Numbers of a day; who it was is never known here."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def add(self, by_id: Mapping[Use, int], by_slug: Mapping[Use, int] | None = None) -> None:
        """Adds up what was counted meanwhile; ``by_slug`` names offers by their address.

        What names no offer is left out: an address may have changed meanwhile.
        """
        if not by_id and not by_slug:
            return
        with self._database.writing() as connection:
            counts = Counter(by_id)
            for use, count in _named_by_id(connection, by_slug or {}):
                counts[use] += count
            # In one order everywhere, so that no two processes wait for each other's rows.
            rows = [
                {"day": use.day.isoformat(), "offer_id": use.offer, "what": use.used, "count": n}
                for use, n in sorted(counts.items())
                if n > 0
            ]
            for first in range(0, len(rows), AT_ONCE):
                add = insert_into(connection, UseRow).values(rows[first : first + AT_ONCE])
                add = add.on_conflict_do_update(
                    index_elements=["day", "offer_id", "what"],
                    set_={"count": UseRow.count + add.excluded.count},
                )
                connection.execute(add)

    def of_offer(self, offer_id: str, since: date) -> UseCounts:
        """Everything from this day on."""
        used = select(UseRow.what, func.sum(UseRow.count)).group_by(UseRow.what)
        used = used.where(UseRow.offer_id == offer_id, UseRow.day >= since.isoformat())
        start = datetime.combine(since, time(), UTC)
        asked = select(func.count()).where(
            InquiryRow.offer_id == offer_id, InquiryRow.at >= stored(start)
        )
        with self._database.reading() as connection:
            found = {Used(what): int(count) for what, count in connection.execute(used)}
            return UseCounts(
                shown=found.get(Used.SHOWN, 0),
                opened=found.get(Used.OPENED, 0),
                printed=found.get(Used.PRINTED, 0),
                asked=connection.execute(asked).scalar_one(),
            )

    def erase(self) -> int:
        """Forgets numbers that are older than two years; how many."""
        limit = (self._clock().date() - KEPT).isoformat()
        old = UseRow.day < limit
        return self._database.forget(UseRow, old)


def _named_by_id(connection: Connection, by_slug: Mapping[Use, int]) -> Iterator[tuple[Use, int]]:
    slugs = sorted({use.offer for use in by_slug})
    ids: dict[str, str] = {}
    for first in range(0, len(slugs), AT_ONCE):
        some = OfferRow.slug.in_(slugs[first : first + AT_ONCE])
        found = connection.execute(select(OfferRow.slug, OfferRow.id).where(some))
        ids.update((slug, offer_id) for slug, offer_id in found)
    for use, count in by_slug.items():
        if use.offer in ids:
            yield use._replace(offer=ids[use.offer]), count

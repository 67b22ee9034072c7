"""Figures of gaps, month by month: the first of a month stays."""

from collections.abc import Iterable

from sqlalchemy import select

from directory.model.gap import GapFigures
from directory.submissions.database import Database, insert_into
from directory.submissions.documents import from_text, to_text
from directory.submissions.tables import GapMonthRow


class GapMonths:
    """``region`` is a key of places, a region of ours, or everything."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, figures: Iterable[tuple[str, GapFigures]]) -> None:
        """What is known of a month already is left as it is."""
        rows = [
            {"month": one.month, "region": region, "document": to_text(one)}
            for region, one in figures
        ]
        if not rows:
            return
        with self._database.writing() as connection:
            query = insert_into(connection, GapMonthRow).values(rows)
            connection.execute(query.on_conflict_do_nothing(index_elements=["month", "region"]))

    def of(self, region: str) -> tuple[GapFigures, ...]:
        """All months, the oldest first."""
        query = select(GapMonthRow.document).where(GapMonthRow.region == region)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(GapMonthRow.month)).scalars()
            return tuple(from_text(GapFigures, text) for text in found)

    def has(self, month: str, region: str) -> bool:
        query = select(GapMonthRow.month).where(
            GapMonthRow.month == month, GapMonthRow.region == region
        )
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

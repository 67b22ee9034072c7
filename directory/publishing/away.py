"""Tells once that the database has gone, and once that it is back."""

from time import monotonic

from directory.watching import Event, tell


class DatabaseWatch:
    """One for each chore that goes on by itself."""

    def __init__(self) -> None:
        self._away_since: float | None = None

    def is_away(self, error: Exception) -> None:
        if self._away_since is None:
            self._away_since = monotonic()
            tell(Event.DATABASE_AWAY, error=type(error).__name__)

    def is_back(self) -> None:
        if self._away_since is not None:
            tell(Event.DATABASE_BACK, seconds=round(monotonic() - self._away_since, 1))
            self._away_since = None

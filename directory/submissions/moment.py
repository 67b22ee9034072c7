"""Moments as text of one width in UTC, so that their order as text is their order in time."""

from datetime import UTC, datetime


def stored(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def read(text: str) -> datetime:
    return datetime.fromisoformat(text)

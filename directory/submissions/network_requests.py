"""Requests of municipalities that want to join, each with its mail, until somebody has answered."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update

from directory.model.mail import OutgoingMail
from directory.model.network import NetworkRequest
from directory.submissions.database import Database, stored_once
from directory.submissions.documents import from_text, to_text
from directory.submissions.moment import stored
from directory.submissions.outbox import put
from directory.submissions.tables import NetworkRequestRow

KEPT: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A request with the id by which it is closed."""

    id: str
    request: NetworkRequest


class NetworkRequests:
    """Whoever asks agreed to be kept for a year; then the request is forgotten."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def add(self, request: NetworkRequest, key: str, mail: OutgoingMail | None = None) -> bool:
        """With a mail to those who answer; the same form sent twice is one request."""
        row = {
            "id": secrets.token_hex(8),
            "key": key,
            "ags": request.ags,
            "document": to_text(request),
            "is_open": True,
            "at": stored(request.at),
            "expires_at": stored(request.at + KEPT),
        }
        with self._database.writing() as connection:
            is_new = stored_once(connection, NetworkRequestRow, row, "key")
            if is_new and mail:
                put(connection, mail, self._clock())
            return is_new

    def open_ones(self) -> tuple[StoredRequest, ...]:
        """Those that nobody has answered, the oldest first."""
        columns = (NetworkRequestRow.id, NetworkRequestRow.document)
        query = select(*columns).where(NetworkRequestRow.is_open).order_by(NetworkRequestRow.at)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(StoredRequest(row.id, from_text(NetworkRequest, row.document)) for row in rows)

    def find(self, id: str) -> StoredRequest | None:
        return next((one for one in self.open_ones() if one.id == id), None)

    def close(self, id: str) -> bool:
        """Whether it was open until now."""
        query = update(NetworkRequestRow).where(
            NetworkRequestRow.id == id, NetworkRequestRow.is_open
        )
        with self._database.writing() as connection:
            return connection.execute(query.values(is_open=False)).rowcount == 1

    def erase(self) -> int:
        """Forgets what is too old; how many."""
        is_over = NetworkRequestRow.expires_at <= stored(self._clock())
        return self._database.forget(NetworkRequestRow, is_over)

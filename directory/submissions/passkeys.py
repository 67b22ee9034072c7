"""Keys on devices of the team (WebAuthn): the public half of each, and how often it was used."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, insert, select, update

from directory.submissions import audit
from directory.submissions.database import Database
from directory.submissions.moment import read, stored
from directory.submissions.tables import PasskeyRow

LONGEST_NAME: Final = 120
MOST: Final = 10


class TooManyKeys(ValueError):
    """Nobody has so many devices."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """``id`` is SHA-256 of ``credential``, by which it can be named in a page."""

    id: str
    person_id: str
    credential: bytes
    public_key: bytes
    sign_count: int
    name: str
    created_at: datetime
    used_at: datetime | None = None


class Passkeys:
    """Nothing here lets anybody in: whoever calls has checked the answer of the device."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def add(
        self, person_id: str, credential: bytes, public_key: bytes, sign_count: int, name: str
    ) -> Passkey:
        """Raises :class:`TooManyKeys`, and ``ValueError`` for a key that is known already."""
        now = self._clock()
        row: dict[str, Any] = {
            "id": _id(credential),
            "person_id": person_id,
            "credential": credential,
            "public_key": public_key,
            "sign_count": sign_count,
            "name": name[:LONGEST_NAME],
            "created_at": stored(now),
        }
        with self._database.writing() as connection:
            mine = select(PasskeyRow.id).where(PasskeyRow.person_id == person_id)
            if len(connection.execute(mine).all()) >= MOST:
                raise TooManyKeys(person_id)
            if connection.execute(select(PasskeyRow.id).where(PasskeyRow.id == row["id"])).first():
                raise ValueError("this key is known already")
            connection.execute(insert(PasskeyRow), row)
            audit.write(connection, now, person_id, "passkey_added", "person", person_id)
        return Passkey(row["id"], person_id, credential, public_key, sign_count, row["name"], now)

    def of_person(self, person_id: str) -> tuple[Passkey, ...]:
        query = select(PasskeyRow).where(PasskeyRow.person_id == person_id)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(PasskeyRow.created_at))
            return tuple(map(_passkey, rows))

    def find(self, credential: bytes) -> Passkey | None:
        query = select(PasskeyRow).where(PasskeyRow.id == _id(credential))
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return _passkey(row) if row else None

    def used(self, id: str, sign_count: int) -> None:
        """A device counts its answers; a copy of it would fall behind."""
        now = {"sign_count": sign_count, "used_at": stored(self._clock())}
        with self._database.writing() as connection:
            connection.execute(update(PasskeyRow).where(PasskeyRow.id == id).values(**now))

    def remove(self, person_id: str, id: str) -> bool:
        mine = (PasskeyRow.id == id, PasskeyRow.person_id == person_id)
        with self._database.writing() as connection:
            gone = connection.execute(delete(PasskeyRow).where(*mine)).rowcount == 1
            if gone:
                now = self._clock()
                audit.write(connection, now, person_id, "passkey_removed", "person", person_id)
            return gone


def _id(credential: bytes) -> str:
    return hashlib.sha256(credential).hexdigest()


def _passkey(row: Any) -> Passkey:
    return Passkey(
        row.id,
        row.person_id,
        row.credential,
        row.public_key,
        row.sign_count,
        row.name,
        read(row.created_at),
        read(row.used_at) if row.used_at else None,
    )

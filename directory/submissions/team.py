"""Who belongs to the team, and on which devices they are signed in; no passwords anywhere."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update

from directory.model.mail import OutgoingMail, is_address
from directory.model.team import Duty, Grant, Person, Session
from directory.submissions import audit
from directory.submissions.database import Database
from directory.submissions.keepers import same
from directory.submissions.links import Purpose
from directory.submissions.moment import read, stored
from directory.submissions.outbox import put
from directory.submissions.secret import hash_of, new_secret
from directory.submissions.tables import LinkRow, PasskeyRow, PersonRow, SessionRow

# Whoever comes every week stays signed in; after a month everybody reads a mail again.
IDLE: Final = timedelta(days=7)
LONGEST: Final = timedelta(days=30)
# Not every page writes that somebody was there.
SEEN_EVERY: Final = timedelta(minutes=10)
LONGEST_DEVICE: Final = 120

Letter = Callable[[Person, str], OutgoingMail]
"""Writes a mail to somebody; the second is the key that makes it single."""


class LastAdmin(ValueError):
    """Without an administrator nobody could let anybody in again."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whose session this is."""

    person: Person
    session: Session


class Team:
    """Nobody is deleted, because the history names them; who leaves can no longer sign in."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    # People

    def add(
        self,
        email: str,
        name: str,
        grants: tuple[Grant, ...],
        *,
        by: str = "",
        letter: Letter | None = None,
    ) -> Person:
        """Somebody new, or somebody who was there before and comes back, with these grants.

        ``by`` is the id of who does it; ``letter`` writes the mail that tells the person. Raises
        ``ValueError`` for what is no address.
        """
        if not is_address(email.strip()):
            raise ValueError(f"{email!r} is no address of mail")
        now = self._clock()
        with self._database.writing() as connection:
            known = _first(connection, PersonRow.email == same(email))
            if known:
                self._set(connection, known, name or known.name, grants, by)
                person = _required(connection, known.id)
            else:
                person = Person(str(uuid4()), same(email), name.strip(), grants, now)
                connection.execute(insert(PersonRow), _row(person))
                audit.write(connection, now, by, "person_added", "person", person.id)
            if letter:
                put(connection, letter(person, f"invited:{person.id}:{stored(now)}"), now)
            return person

    def change(self, id: str, name: str, grants: tuple[Grant, ...], *, by: str = "") -> Person:
        """Raises :class:`LastAdmin`, and ``KeyError`` for nobody."""
        with self._database.writing() as connection:
            self._set(connection, _required(connection, id), name, grants, by)
            return _required(connection, id)

    def end(self, id: str, *, by: str = "") -> Person:
        """They no longer belong to the team and are signed out everywhere, with all their keys."""
        now = self._clock()
        with self._database.writing() as connection:
            person = _required(connection, id)
            _keep_an_admin(connection, person, ())
            is_them = PersonRow.id == id
            connection.execute(update(PersonRow).where(is_them).values(ended_at=stored(now)))
            connection.execute(delete(SessionRow).where(SessionRow.person_id == id))
            connection.execute(delete(PasskeyRow).where(PasskeyRow.person_id == id))
            mine = (LinkRow.purpose == Purpose.SIGN_IN, LinkRow.subject == id)
            connection.execute(delete(LinkRow).where(*mine))
            audit.write(connection, now, by, "person_ended", "person", id)
            return _required(connection, id)

    def people(self, *, also_ended: bool = False) -> tuple[Person, ...]:
        """By name."""
        query = select(PersonRow).order_by(PersonRow.name, PersonRow.email)
        if not also_ended:
            query = query.where(PersonRow.ended_at.is_(None))
        with self._database.reading() as connection:
            return tuple(map(_person, connection.execute(query)))

    def by_email(self, email: str) -> Person | None:
        """Only who belongs to the team now."""
        with self._database.reading() as connection:
            return _first(connection, PersonRow.email == same(email), PersonRow.ended_at.is_(None))

    def get(self, id: str) -> Person | None:
        """Also who no longer belongs to it."""
        with self._database.reading() as connection:
            return _first(connection, PersonRow.id == id)

    # Sessions

    def sign_in(self, id: str, device: str) -> str | None:
        """The secret of a new session, for the cookie; None for who does not belong to the team."""
        now, secret = self._clock(), new_secret()
        with self._database.writing() as connection:
            person = _first(connection, PersonRow.id == id, PersonRow.ended_at.is_(None))
            if person is None:
                return None
            row = {
                "hash": hash_of(secret),
                "person_id": id,
                "device": device[:LONGEST_DEVICE],
                "created_at": stored(now),
                "seen_at": stored(now),
                "expires_at": stored(now + IDLE),
            }
            connection.execute(insert(SessionRow), row)
            audit.write(connection, now, id, "signed_in", "person", id)
        return secret

    def who(self, secret: str) -> SignedIn | None:
        """Whose session it is, while it lasts; notes now and then that somebody is there."""
        now = self._clock()
        is_it = SessionRow.hash == hash_of(secret)
        with self._database.reading() as connection:
            row = connection.execute(select(SessionRow).where(is_it)).first()
            if row is None:
                return None
            session = _session(row)
            is_theirs = (PersonRow.id == session.person_id, PersonRow.ended_at.is_(None))
            person = _first(connection, *is_theirs)
        if person is None:
            return None
        if not session.created_at - IDLE <= now < session.expires_at:
            return None
        if now - session.seen_at >= SEEN_EVERY:
            until = min(now + IDLE, session.created_at + LONGEST)
            seen = {"seen_at": stored(now), "expires_at": stored(until)}
            with self._database.writing() as connection:
                connection.execute(update(SessionRow).where(is_it).values(**seen))
        return SignedIn(person, session)

    def sessions(self, id: str) -> tuple[Session, ...]:
        """On which devices somebody is signed in, the last seen first."""
        query = select(SessionRow).where(SessionRow.person_id == id)
        query = query.where(SessionRow.expires_at > stored(self._clock()))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(SessionRow.seen_at.desc()))
            return tuple(map(_session, rows))

    def sign_out(self, person_id: str, session_id: str) -> bool:
        """Ends one session of this person; whether there was one."""
        mine = (SessionRow.hash == session_id, SessionRow.person_id == person_id)
        with self._database.writing() as connection:
            return connection.execute(delete(SessionRow).where(*mine)).rowcount == 1

    def sign_out_everywhere(self, person_id: str, but: str = "") -> int:
        """Ends all sessions of this person, but the one with this id; how many."""
        mine = (SessionRow.person_id == person_id, SessionRow.hash != but)
        with self._database.writing() as connection:
            return connection.execute(delete(SessionRow).where(*mine)).rowcount

    def erase(self) -> int:
        """Forgets sessions that have ended; how many."""
        old = SessionRow.expires_at <= stored(self._clock())
        return self._database.forget(SessionRow, old)

    def _set(
        self,
        connection: Connection,
        person: Person,
        name: str,
        grants: tuple[Grant, ...],
        by: str,
    ) -> None:
        _keep_an_admin(connection, person, grants)
        values = {"name": name.strip(), "document": _document(grants), "ended_at": None}
        connection.execute(update(PersonRow).where(PersonRow.id == person.id).values(**values))
        audit.write(connection, self._clock(), by, "person_changed", "person", person.id)


def _keep_an_admin(connection: Connection, person: Person, grants: tuple[Grant, ...]) -> None:
    if not person.is_admin or any(grant.duty is Duty.ADMIN for grant in grants):
        return
    others = select(PersonRow).where(PersonRow.ended_at.is_(None), PersonRow.id != person.id)
    if not any(_person(row).is_admin for row in connection.execute(others)):
        raise LastAdmin(person.email)


def _first(connection: Connection, *conditions: Any) -> Person | None:
    row = connection.execute(select(PersonRow).where(*conditions)).first()
    return _person(row) if row else None


def _required(connection: Connection, id: str) -> Person:
    person = _first(connection, PersonRow.id == id)
    if person is None:
        raise KeyError(id)
    return person


def _row(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "email": person.email,
        "name": person.name,
        "document": _document(person.grants),
        "created_at": stored(person.created_at) if person.created_at else "",
        "ended_at": stored(person.ended_at) if person.ended_at else None,
    }


def _document(grants: tuple[Grant, ...]) -> str:
    return json.dumps([[grant.duty, list(grant.regions)] for grant in grants])


def _person(row: Any) -> Person:
    grants = tuple(Grant(Duty(duty), tuple(keys)) for duty, keys in json.loads(row.document))
    return Person(
        row.id,
        row.email,
        row.name,
        grants,
        read(row.created_at),
        read(row.ended_at) if row.ended_at else None,
    )


def _session(row: Any) -> Session:
    return Session(
        row.hash,
        row.person_id,
        row.device,
        read(row.created_at),
        read(row.seen_at),
        read(row.expires_at),
    )

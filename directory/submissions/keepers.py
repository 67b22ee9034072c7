"""Who looks after the offers of a club, known only by an address of mail; nobody has a password."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, select, update

from directory.model import Club, Contact, Offer
from directory.model.mail import is_address
from directory.submissions.database import Database, stored_once
from directory.submissions.documents import from_text
from directory.submissions.moment import read, stored
from directory.submissions.tables import ClubRow, KeeperRow, LinkRow, OfferRow

# A key of the database holds no more; no real address comes near.
LONGEST_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class Keeper:
    """``confirmed_at`` is None until somebody has used a link that was sent to the address."""

    club_id: str
    email: str
    since: datetime
    confirmed_at: datetime | None = None


class Keepers:
    """Addresses are compared without regard to capital letters."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def add(self, club_id: str, email: str, *, confirmed: bool = False) -> bool:
        """Whether the address was new there."""
        with self._database.writing() as connection:
            return add(connection, self._clock(), club_id, email, confirmed=confirmed)

    def confirm(self, club_id: str, email: str) -> bool:
        """Whether it is a keeper that was not confirmed until now."""
        with self._database.writing() as connection:
            return confirm(connection, self._clock(), email, club_id) == 1

    def remove(self, club_id: str, email: str) -> bool:
        mine = (KeeperRow.club_id == club_id, KeeperRow.email == same(email))
        with self._database.writing() as connection:
            return connection.execute(delete(KeeperRow).where(*mine)).rowcount == 1

    def of_club(self, club_id: str) -> tuple[Keeper, ...]:
        """Who has done it longest comes first."""
        columns = (KeeperRow.club_id, KeeperRow.email, KeeperRow.since, KeeperRow.confirmed_at)
        query = select(*columns).where(KeeperRow.club_id == club_id)
        query = query.order_by(KeeperRow.since, KeeperRow.email)
        with self._database.reading() as connection:
            return tuple(_keeper(*row) for row in connection.execute(query))

    def clubs_of(self, email: str) -> tuple[str, ...]:
        with self._database.reading() as connection:
            return clubs_of(connection, email)

    def addresses_of_club(self, club_id: str) -> tuple[str, ...]:
        """All who belong to the club: its keepers first, then whom its records name."""
        own = [keeper.email for keeper in self.of_club(club_id)]
        with self._database.reading() as connection:
            named = known_addresses(connection, club_id)
        return tuple(dict.fromkeys((*own, *sorted(filter(is_address, named)))))

    def clubs_on_record(self, email: str) -> tuple[str, ...]:
        """Clubs that name the address themselves, in their record or in one of their offers.

        Takes as long for an address that nobody knows.
        """
        with self._database.reading() as connection:
            return clubs_on_record(connection, email)


def same(email: str) -> str:
    """The form in which two spellings of an address are one. Raises ``ValueError`` for none."""
    plain = email.strip().lower()
    if not is_address(plain) or len(plain) > LONGEST_ADDRESS:
        raise ValueError("this is no address of mail")
    return plain


def add(
    connection: Connection, now: datetime, club_id: str, email: str, *, confirmed: bool = False
) -> bool:
    """For a step that does more in the same transaction."""
    at = stored(now)
    row = {
        "club_id": club_id,
        "email": same(email),
        "since": at,
        "confirmed_at": at if confirmed else None,
    }
    new = stored_once(connection, KeeperRow, row, "club_id", "email")
    if confirmed and not new:
        confirm(connection, now, email, club_id)
    return new


def confirm(connection: Connection, now: datetime, email: str, club_id: str = "") -> int:
    """Somebody has read a mail that went to the address: true for all its clubs, or for one."""
    query = update(KeeperRow).where(
        KeeperRow.email == same(email), KeeperRow.confirmed_at.is_(None)
    )
    if club_id:
        query = query.where(KeeperRow.club_id == club_id)
    return connection.execute(query.values(confirmed_at=stored(now))).rowcount


def is_confirmed(connection: Connection, email: str) -> bool:
    """Whether somebody has ever used a link that was sent there."""
    used = exists().where(LinkRow.email == same(email), LinkRow.used_at.is_not(None))
    keeper = exists().where(KeeperRow.email == same(email), KeeperRow.confirmed_at.is_not(None))
    return bool(connection.execute(select(used | keeper)).scalar())


def is_keeper(connection: Connection, club_id: str, email: str) -> bool:
    """Whether somebody has proven the address, and it looks after the club."""
    mine = exists().where(
        KeeperRow.club_id == club_id,
        KeeperRow.email == same(email),
        KeeperRow.confirmed_at.is_not(None),
    )
    return bool(connection.execute(select(mine)).scalar())


def clubs_of(connection: Connection, email: str) -> tuple[str, ...]:
    query = select(KeeperRow.club_id).where(KeeperRow.email == same(email))
    return tuple(connection.execute(query.order_by(KeeperRow.club_id)).scalars())


def of_club(connection: Connection, club_id: str) -> set[str]:
    """The addresses of those who look after a club."""
    query = select(KeeperRow.email).where(KeeperRow.club_id == club_id)
    return set(connection.execute(query).scalars())


def known_addresses(connection: Connection, club_id: str) -> set[str]:
    """Who looks after the club, and what its records name."""
    found = of_club(connection, club_id)
    for document in connection.execute(
        select(ClubRow.document).where(ClubRow.id == club_id)
    ).scalars():
        found |= addresses_of(from_text(Club, document))
    for document in connection.execute(
        select(OfferRow.document).where(OfferRow.club_id == club_id)
    ).scalars():
        found |= addresses_of(from_text(Offer, document))
    return found


def clubs_on_record(connection: Connection, email: str) -> tuple[str, ...]:
    plain = same(email)
    # The quotes keep "a@b.de" from being found in "anna@b.de"; each hit is then read and compared.
    like = f'%"{_escaped(plain)}"%'
    found: dict[str, None] = {}
    tables: tuple[tuple[type[Club | Offer], Any, Any], ...] = (
        (Club, ClubRow.id, ClubRow.document),
        (Offer, OfferRow.club_id, OfferRow.document),
    )
    for kind, club_id, column in tables:
        query = select(club_id, column).where(column.ilike(like, escape="\\"))
        for id, document in connection.execute(query):
            if plain in addresses_of(from_text(kind, document)):
                found[id] = None
    return tuple(sorted(found))


def addresses_of(thing: Club | Offer) -> set[str]:
    """The addresses that stand in a record."""
    contacts: tuple[Contact, ...] = thing.contacts
    return {contact.email.strip().lower() for contact in contacts if contact.email}


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _keeper(club_id: str, email: str, since: str, confirmed_at: str | None) -> Keeper:
    return Keeper(club_id, email, read(since), read(confirmed_at) if confirmed_at else None)

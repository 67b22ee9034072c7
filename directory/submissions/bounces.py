"""Notes which addresses take no mail any more, and has their offers rung about."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, exists, func, select

from directory.mailing.delivery_status import DeliveryReport, Refused
from directory.submissions import keepers
from directory.submissions.care import jump
from directory.submissions.database import Database, insert_into
from directory.submissions.moment import stored
from directory.submissions.tables import BouncedRow, LinkRow, OutboxRow

# A mail server that refuses a recipient says 5.1.x (no such address), 5.2.1 (switched off); what
# it says of our text or of us (5.7.x) is no fault of the address.
_NO_SUCH_ADDRESS: Final = re.compile(r"55[0-9][ -](5\.1\.\d{1,3}|5\.2\.1)(?!\d)")


@dataclass(frozen=True, slots=True)
class Bounced:
    """How many addresses are noted as dead now, and how many offers are to be rung about."""

    addresses: int = 0
    offers: int = 0


class Bounces:
    """Only a mail of ours can come back: anybody may write reports about addresses of others."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def take(self, email: str, status: str) -> int | None:
        """For who knows it at first hand: how many offers are to be rung about now.

        None where no mail of ours has gone there.
        """
        try:
            mine = keepers.same(email)
        except ValueError:
            return None
        with self._database.writing() as connection:
            if not connection.execute(select(_was_written_to(mine))).scalar():
                return None
            return self._note(connection, mine, status)

    def take_report(self, report: DeliveryReport) -> Bounced | None:
        """None where it does not prove to be about a mail of ours: it must return our Message-ID,
        which nobody else can guess. The same report again changes nothing."""
        is_ours, addresses, offers = False, 0, 0
        with self._database.writing() as connection:
            for message_id in report.message_ids:
                query = select(OutboxRow.to, OutboxRow.created_at)
                found = connection.execute(query.where(OutboxRow.message_id == message_id)).first()
                if found is None:
                    continue
                is_ours = True
                one = _refused(found.to, report.refused)
                if one is None or _is_settled(connection, one.email, found.created_at):
                    continue
                offers += self._note(connection, one.email, one.status)
                addresses += 1
        return Bounced(addresses, offers) if is_ours else None

    def refused(self, email: str, reason: str) -> int | None:
        """The mail server did not take a mail; None where that is not for want of the address."""
        said = _NO_SUCH_ADDRESS.match(reason)
        return self.take(email, said.group(1)) if said else None

    def _note(self, connection: Connection, email: str, status: str) -> int:
        now = self._clock()
        row = {"email": email, "status": status[:20], "at": stored(now)}
        query = insert_into(connection, BouncedRow).values(row)
        connection.execute(query.on_conflict_do_update(index_elements=["email"], set_=row))
        return jump(connection, email, now.astimezone().date())

    def known(self) -> Collection[str]:
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(BouncedRow.email)).scalars())


def _refused(to: str, refused: Collection[Refused]) -> Refused | None:
    """What the report says of the address that we wrote to.

    Where it was passed on to others, theirs are named; ours is dead then too. Of an address that
    the outbox has forgotten, after a week, nothing is believed.
    """
    if not refused or not to:
        return None
    mine = to.lower()
    named = next((one for one in refused if one.email == mine), None)
    return named or Refused(mine, next(iter(refused)).status)


def _is_settled(connection: Connection, email: str, since: str) -> bool:
    """Noted already, or somebody has used a link sent to it after the mail that came back."""
    noted = exists().where(BouncedRow.email == email)
    used = exists().where(LinkRow.email == email, LinkRow.used_at > since)
    return bool(connection.execute(select(noted | used)).scalar())


def _was_written_to(email: str) -> ColumnElement[bool]:
    # The outbox forgets addresses after some days; links are kept for as long as they work.
    by_mail = exists().where(func.lower(OutboxRow.to) == email)
    return by_mail | exists().where(LinkRow.email == email)

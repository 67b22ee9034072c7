"""Counts how often somebody does something, without keeping who: counters die with their day."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address

from sqlalchemy import Connection, delete, select

from directory.submissions.database import Database, insert_into
from directory.submissions.tables import LimitKeyRow, LimitRow
from directory.watching import Event, tell
from directory.watching.counted import LIMITS_MET


class Limits:
    """Counters in the database, so that they hold for all workers and machines."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def allow(self, purpose: str, key: str, most: int, per: timedelta) -> bool:
        """Whether this may happen once more; counted only if so.

        ``purpose`` is a word of ours, which stands in the log; ``key`` is an address of mail or of
        a network (see :func:`network`). Counting begins anew with each span of ``per``, and with
        each day.
        """
        if most < 1:
            return False
        now = self._clock().astimezone(UTC)
        day, span = now.date().isoformat(), int(now.timestamp() // per.total_seconds())
        with self._database.writing() as connection:
            who = _unreadable(self._secret(connection, day), purpose, key)
            count = insert_into(connection, LimitRow).values(day=day, who=who, span=span, count=1)
            count = count.on_conflict_do_update(
                index_elements=["day", "who", "span"],
                set_={"count": LimitRow.count + 1},
                where=LimitRow.count < most,
            )
            query = count.returning(LimitRow.count)
            allowed = connection.execute(query).scalar_one_or_none() is not None
        if not allowed:
            LIMITS_MET.add(purpose.replace(" ", "_"))
            tell(Event.LIMIT_MET, purpose=purpose)
        return allowed

    def add(self, purpose: str, counts: Mapping[str, int], per: timedelta) -> dict[str, int]:
        """Adds what was counted in memory meanwhile; what each has now, counted by all machines.

        Of one key only the newest span is kept.
        """
        now = self._clock().astimezone(UTC)
        day, span = now.date().isoformat(), int(now.timestamp() // per.total_seconds())
        with self._database.writing() as connection:
            secret = self._secret(connection, day)
            keys = {_unreadable(secret, purpose, key): key for key in counts}
            # In one order for all, so that no two machines wait for each other.
            rows = [
                {"day": day, "who": who, "span": span, "count": counts[keys[who]]}
                for who in sorted(keys)
            ]
            is_old = (LimitRow.day == day) & LimitRow.who.in_(keys) & (LimitRow.span < span)
            connection.execute(delete(LimitRow).where(is_old))
            count = insert_into(connection, LimitRow).values(rows)
            count = count.on_conflict_do_update(
                index_elements=["day", "who", "span"],
                set_={"count": LimitRow.count + count.excluded.count},
            )
            found = connection.execute(count.returning(LimitRow.who, LimitRow.count)).all()
            return {keys[who]: total for who, total in found}

    def prune(self) -> int:
        """Forgets all days but today; how many counters."""
        today = self._clock().astimezone(UTC).date().isoformat()
        with self._database.reading() as connection:
            if not connection.execute(select(LimitKeyRow).where(LimitKeyRow.day != today)).first():
                return 0
        with self._database.writing() as connection:
            return _forget_other_days(connection, today)

    def _secret(self, connection: Connection, day: str) -> bytes:
        """The secret of the day; the first who asks for it makes it and ends the day before."""
        query = select(LimitKeyRow.secret).where(LimitKeyRow.day == day)
        found = connection.execute(query).scalar()
        if found is None:
            _forget_other_days(connection, day)
            make = insert_into(connection, LimitKeyRow).values(
                day=day, secret=secrets.token_hex(32)
            )
            connection.execute(make.on_conflict_do_nothing(index_elements=["day"]))
            found = connection.execute(query).scalar_one()
        return bytes.fromhex(found)


def network(address: str) -> str:
    """The network of a visitor: neighbours share it, and nobody has thousands of them."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    bits = 24 if isinstance(parsed, IPv4Address) else 56
    kept = int(parsed) >> (parsed.max_prefixlen - bits)
    return f"{parsed.version}:{kept:x}"


def _forget_other_days(connection: Connection, today: str) -> int:
    """Days in the future too: they come from a clock that was ahead."""
    gone = connection.execute(delete(LimitRow).where(LimitRow.day != today)).rowcount
    connection.execute(delete(LimitKeyRow).where(LimitKeyRow.day != today))
    return gone


def _unreadable(secret: bytes, purpose: str, key: str) -> str:
    words = f"{purpose}\0{key.strip().lower()}".encode("utf-8", "replace")
    return hmac.new(secret, words, hashlib.sha256).hexdigest()

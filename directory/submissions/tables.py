"""The tables: each record is a document, with a column only for what one looks it up by."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from directory.submissions.database import KEY, NEVER_USED_AGAIN, NUMBER, current_transaction

# The newest file in migrations/versions; a test compares the two.
SCHEMA = "0002"

_short = String(20)
_moment = String(40)


class RecordKind(StrEnum):
    """What a change is about."""

    CLUB = "club"
    VENUE = "venue"
    OFFER = "offer"


class Public(StrEnum):
    """Whether readers may see a record. Drafts will live in a table of their own."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class What(StrEnum):
    """What happened to a record."""

    PUBLISHED = "published"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class MailState(StrEnum):
    """How far a mail has come."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"


class Table(DeclarativeBase):
    # Named alike on both databases, so that a migration can find a constraint again.
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


class VenueRow(Table):
    """``rough`` in each table: folded words, for finding something while there is no index."""

    __tablename__ = "venue"
    __table_args__ = (Index(None, "latitude", "longitude"),)

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    version: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    rough: Mapped[str] = mapped_column(Text)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class ClubRow(Table):
    """``status`` also rules over the offers of the club: they are seen only while it is.

    ``venue_id`` may name a venue that comes later, here and in ``offer``.
    """

    __tablename__ = "club"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    slug: Mapped[str] = mapped_column(KEY, unique=True)
    venue_id: Mapped[str | None] = mapped_column(KEY, index=True)
    status: Mapped[str] = mapped_column(_short)
    version: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    rough: Mapped[str] = mapped_column(Text)


class OfferRow(Table):
    __tablename__ = "offer"
    __table_args__ = (Index(None, "club_id", "status"),)

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    slug: Mapped[str] = mapped_column(KEY, unique=True)
    club_id: Mapped[str] = mapped_column(KEY, ForeignKey("club.id"))
    venue_id: Mapped[str | None] = mapped_column(KEY, index=True)
    status: Mapped[str] = mapped_column(_short)
    version: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    rough: Mapped[str] = mapped_column(Text)


class FormerAddressRow(Table):
    """A slug or an id of former times and the record that it means today."""

    __tablename__ = "former_address"

    kind: Mapped[str] = mapped_column(_short, primary_key=True)
    former: Mapped[str] = mapped_column(KEY, primary_key=True)
    record_id: Mapped[str] = mapped_column(KEY)


class ChangeRow(Table):
    """One row for each record that a reader now sees differently; ``at`` is ISO 8601 in UTC.

    Ordered by ``(xid, number)``: on PostgreSQL a slow transaction may bring a low number late, so
    whoever follows reads only what is below the oldest running transaction.
    """

    __tablename__ = "change"
    __table_args__ = (Index(None, "xid", "number"), NEVER_USED_AGAIN)

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=True)
    xid: Mapped[int] = mapped_column(NUMBER, default=current_transaction())
    kind: Mapped[str] = mapped_column(_short)
    record_id: Mapped[str] = mapped_column(KEY)
    what: Mapped[str] = mapped_column(_short)
    at: Mapped[str] = mapped_column(String(40))


class RevisionRow(Table):
    """The history: who changed what, and the document that was there before.

    What came after is ``before`` of the next revision, or the record itself: so nothing lies here
    twice, and an import adds no second copy of everything.
    """

    __tablename__ = "revision"
    __table_args__ = (Index(None, "kind", "record_id", "number"), NEVER_USED_AGAIN)

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(_short)
    record_id: Mapped[str] = mapped_column(KEY)
    version: Mapped[int]
    what: Mapped[str] = mapped_column(_short)
    role: Mapped[str] = mapped_column(_short)
    at: Mapped[str] = mapped_column(String(40))
    before: Mapped[str | None] = mapped_column(Text)


class EraRow(Table):
    """One row with a random word: change numbers can be compared within one era only.

    A restore from a backup begins a new one; without it an index that had followed the lost days
    would take the new changes of the same numbers for its own.
    """

    __tablename__ = "era"

    word: Mapped[str] = mapped_column(_short, primary_key=True)
    since: Mapped[str] = mapped_column(String(40))


class OutboxRow(Table):
    """Mails that are to leave, or have left. Times are ISO 8601 in UTC, all of the same width.

    ``document`` holds subject, text, HTML and the address for answers until they are erased; of a
    sensitive mail they lie in ``outbox_secret``. The row itself stays: its key says that this
    event has had its mail. ``message_id`` is the part of the Message-ID before the @.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "state", "due"), NEVER_USED_AGAIN)

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(KEY, unique=True)
    message_id: Mapped[str] = mapped_column(KEY, unique=True)
    to: Mapped[str] = mapped_column(String(254))
    kind: Mapped[str] = mapped_column(_short)
    about: Mapped[str] = mapped_column(KEY)
    state: Mapped[str] = mapped_column(_short)
    document: Mapped[str] = mapped_column(Text)
    sensitive: Mapped[bool]
    due: Mapped[str] = mapped_column(_moment)
    lease_until: Mapped[str | None] = mapped_column(_moment)
    tries: Mapped[int]
    created_at: Mapped[str] = mapped_column(_moment)
    expires_at: Mapped[str | None] = mapped_column(_moment)
    ended_at: Mapped[str | None] = mapped_column(_moment)
    last_error: Mapped[str] = mapped_column(String(200))


class OutboxSecretRow(Table):
    """Texts that must leave no trace: a small table, because it is written anew to erase one.

    No foreign key: with one SQLite would delete row by row, and not the whole pages at once.
    """

    __tablename__ = "outbox_secret"

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=False)
    document: Mapped[str] = mapped_column(Text)


class InquiryRow(Table):
    """That somebody asked a club, for counting; who and what stands only in the mail."""

    __tablename__ = "inquiry"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    offer_id: Mapped[str] = mapped_column(KEY, index=True)
    mail_key: Mapped[str] = mapped_column(KEY)
    consent: Mapped[str] = mapped_column(_short)
    at: Mapped[str] = mapped_column(_moment)


class WishRow(Table):
    """``key`` of this and the next tables: the same form sent twice is stored once."""

    __tablename__ = "wish"
    __table_args__ = (NEVER_USED_AGAIN,)

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(KEY, unique=True)
    document: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(_moment, index=True)


class ReportRow(Table):
    __tablename__ = "report"
    __table_args__ = (NEVER_USED_AGAIN,)

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(KEY, unique=True)
    offer_id: Mapped[str] = mapped_column(KEY, index=True)
    is_open: Mapped[bool]
    document: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(_moment)


class BarrierRow(Table):
    __tablename__ = "barrier"
    __table_args__ = (NEVER_USED_AGAIN,)

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(KEY, unique=True)
    document: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(_moment)


class LimitKeyRow(Table):
    """The secret of a day: without it nobody can tell any more who was counted."""

    __tablename__ = "limit_key"

    day: Mapped[str] = mapped_column(_short, primary_key=True)
    secret: Mapped[str] = mapped_column(KEY)


class LimitRow(Table):
    """How often somebody, seen only as an HMAC, did something in one span of time of a day."""

    __tablename__ = "limit_count"

    day: Mapped[str] = mapped_column(_short, primary_key=True)
    who: Mapped[str] = mapped_column(KEY, primary_key=True)
    span: Mapped[int] = mapped_column(NUMBER, primary_key=True)
    count: Mapped[int]

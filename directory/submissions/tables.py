"""The tables: each record is a document, with a column only for what one looks it up by."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, MetaData, String, Text, true
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from directory.submissions.database import KEY, NEVER_USED_AGAIN, NUMBER, current_transaction

# The newest file in migrations/versions; a test compares the two.
SCHEMA = "0005"

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
    twice, and an import adds no second copy of everything. ``person_id`` is somebody of the team.
    """

    __tablename__ = "revision"
    __table_args__ = (Index(None, "kind", "record_id", "number"), NEVER_USED_AGAIN)

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(_short)
    record_id: Mapped[str] = mapped_column(KEY)
    version: Mapped[int]
    what: Mapped[str] = mapped_column(_short)
    role: Mapped[str] = mapped_column(_short)
    person_id: Mapped[str] = mapped_column(KEY, default="", server_default="")
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
    """``key`` of this and the next tables: the same form sent twice is stored once.

    ``person_id`` is who of the team noted it for somebody; it is closed once somebody saw to it.
    """

    __tablename__ = "wish"
    __table_args__ = (NEVER_USED_AGAIN,)

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(KEY, unique=True)
    document: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(_moment, index=True)
    person_id: Mapped[str] = mapped_column(KEY, server_default="")
    is_open: Mapped[bool] = mapped_column(server_default=true())


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


class DraftRow(Table):
    """What a club has typed so far, as it was typed. ``key_hash``: SHA-256 of its secret address.

    ``record_id`` is the offer that is being changed; empty for a new one. ``submission_id`` is set
    once it was sent.
    """

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    key_hash: Mapped[str] = mapped_column(KEY, unique=True)
    record_id: Mapped[str] = mapped_column(KEY)
    email: Mapped[str] = mapped_column(String(254))
    document: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    submission_id: Mapped[str] = mapped_column(KEY)
    created_at: Mapped[str] = mapped_column(_moment)
    changed_at: Mapped[str] = mapped_column(_moment, index=True)


class SubmissionRow(Table):
    """What was sent in and what became of it; ``document`` is the listing as it is proposed, and
    what it was made from.

    ``key`` is that of the form: the same one sent twice is one submission. ``email`` belongs to
    who sent it. ``before_version`` is the version of the offer that was changed, 0 for a new one.
    ``doubts`` says why an editor should look twice, separated by spaces.
    """

    __tablename__ = "submission"
    __table_args__ = (Index(None, "state", "created_at"),)

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    key: Mapped[str] = mapped_column(KEY, unique=True)
    offer_id: Mapped[str] = mapped_column(KEY, index=True)
    club_id: Mapped[str] = mapped_column(KEY)
    state: Mapped[str] = mapped_column(_short)
    document: Mapped[str] = mapped_column(Text)
    before_version: Mapped[int]
    email: Mapped[str] = mapped_column(String(254))
    doubts: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text)
    created_at: Mapped[str] = mapped_column(_moment)
    decided_at: Mapped[str | None] = mapped_column(_moment)
    decided_by: Mapped[str] = mapped_column(_short)


class KeeperRow(Table):
    """Who looks after the offers of a club, known only by an address of mail."""

    __tablename__ = "keeper"

    club_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    email: Mapped[str] = mapped_column(KEY, primary_key=True)
    since: Mapped[str] = mapped_column(_moment)
    confirmed_at: Mapped[str | None] = mapped_column(_moment)


class LinkRow(Table):
    """A secret link, of which only SHA-256 is kept: one purpose, one subject, used once."""

    __tablename__ = "link"

    hash: Mapped[str] = mapped_column(KEY, primary_key=True)
    purpose: Mapped[str] = mapped_column(_short)
    subject: Mapped[str] = mapped_column(KEY)
    email: Mapped[str] = mapped_column(KEY, index=True)
    created_at: Mapped[str] = mapped_column(_moment)
    expires_at: Mapped[str] = mapped_column(_moment, index=True)
    used_at: Mapped[str | None] = mapped_column(_moment)


class CareRow(Table):
    """How far the directory has come in asking whether an offer is still true.

    ``counts_from`` is the day from which its age counts; the other days say when something was
    done in this round. A confirmation begins a new round.
    """

    __tablename__ = "care"

    offer_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    counts_from: Mapped[str] = mapped_column(_short, index=True)
    round: Mapped[int]
    asked_on: Mapped[str | None] = mapped_column(_short)
    asked_times: Mapped[int]
    school_year: Mapped[int]
    phone_task_since: Mapped[str | None] = mapped_column(_short, index=True)
    phone_reason: Mapped[str] = mapped_column(_short)
    archived_on: Mapped[str | None] = mapped_column(_short)


class BouncedRow(Table):
    """An address that no longer takes mail; gone when somebody uses a link sent to it."""

    __tablename__ = "bounced"

    email: Mapped[str] = mapped_column(KEY, primary_key=True)
    status: Mapped[str] = mapped_column(_short)
    at: Mapped[str] = mapped_column(_moment)


class UseRow(Table):
    """How often an offer was shown, opened, printed or asked about on a day; nobody is in it."""

    __tablename__ = "use"

    day: Mapped[str] = mapped_column(_short, primary_key=True)
    offer_id: Mapped[str] = mapped_column(KEY, primary_key=True)
    what: Mapped[str] = mapped_column(_short, primary_key=True)
    count: Mapped[int]


class PhotoRow(Table):
    """A photo as we made it anew, without anything hidden in it; ``file`` is its name.

    It lies in the database, because several machines share nothing else. ``offer_id`` is the offer
    that the draft makes or changes: readers see the photo while that offer is public and names it.
    """

    __tablename__ = "photo"

    file: Mapped[str] = mapped_column(KEY, primary_key=True)
    draft_id: Mapped[str] = mapped_column(KEY, index=True)
    offer_id: Mapped[str] = mapped_column(KEY, index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    width: Mapped[int]
    height: Mapped[int]
    created_at: Mapped[str] = mapped_column(_moment, index=True)


class PersonRow(Table):
    """Somebody of the team, known by an address of mail; ``document`` says what they may do.

    Who no longer belongs to it has ``ended_at``: the row stays, because the history names it.
    """

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    email: Mapped[str] = mapped_column(KEY, unique=True)
    name: Mapped[str] = mapped_column(String(120))
    document: Mapped[str] = mapped_column(Text)
    created_at: Mapped[str] = mapped_column(_moment)
    ended_at: Mapped[str | None] = mapped_column(_moment)


class SessionRow(Table):
    """Somebody who is signed in on one device; only SHA-256 of what the cookie holds is kept."""

    __tablename__ = "session"

    hash: Mapped[str] = mapped_column(KEY, primary_key=True)
    person_id: Mapped[str] = mapped_column(KEY, index=True)
    device: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[str] = mapped_column(_moment)
    seen_at: Mapped[str] = mapped_column(_moment)
    expires_at: Mapped[str] = mapped_column(_moment, index=True)


class PasskeyRow(Table):
    """A key on a device of somebody of the team (WebAuthn); ``id`` is SHA-256 of ``credential``."""

    __tablename__ = "passkey"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    person_id: Mapped[str] = mapped_column(KEY, index=True)
    credential: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(NUMBER)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[str] = mapped_column(_moment)
    used_at: Mapped[str | None] = mapped_column(_moment)


class AuditRow(Table):
    """Who of the team did what; triggers of the database refuse to change or delete a row.

    So no address and no text of a person may ever stand in it, only ids.
    """

    __tablename__ = "audit"
    __table_args__ = (Index(None, "kind", "record_id"), NEVER_USED_AGAIN)

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=True)
    at: Mapped[str] = mapped_column(_moment)
    person_id: Mapped[str] = mapped_column(KEY, index=True)
    action: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(_short)
    record_id: Mapped[str] = mapped_column(KEY)
    note: Mapped[str] = mapped_column(String(200))


class CheckRecordRow(Table):
    """A call or a visit: ``document`` says what was heard or seen, and by which team."""

    __tablename__ = "check_record"
    __table_args__ = (NEVER_USED_AGAIN,)

    number: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(KEY, unique=True)
    offer_id: Mapped[str] = mapped_column(KEY, index=True)
    person_id: Mapped[str] = mapped_column(KEY)
    how: Mapped[str] = mapped_column(_short)
    day: Mapped[str] = mapped_column(_short)
    document: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(_moment)


class NotTheSameRow(Table):
    """Two offers of which an editor said that they are not the same; ``first`` is the lower id."""

    __tablename__ = "not_the_same"

    first: Mapped[str] = mapped_column(KEY, primary_key=True)
    second: Mapped[str] = mapped_column(KEY, primary_key=True)
    person_id: Mapped[str] = mapped_column(KEY)
    at: Mapped[str] = mapped_column(_moment)


class LinkCheckRow(Table):
    """What became of a web address of a record when it was last asked; ``fails`` in a row."""

    __tablename__ = "link_check"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    kind: Mapped[str] = mapped_column(_short)
    record_id: Mapped[str] = mapped_column(KEY)
    url: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(_short, index=True)
    detail: Mapped[str] = mapped_column(String(200))
    fails: Mapped[int]
    checked_at: Mapped[str] = mapped_column(_moment)


class DailyCountRow(Table):
    """How often something happened on a day, with one word about it; nobody is in it."""

    __tablename__ = "daily_count"

    day: Mapped[str] = mapped_column(_short, primary_key=True)
    what: Mapped[str] = mapped_column(_short, primary_key=True)
    word: Mapped[str] = mapped_column(KEY, primary_key=True)
    count: Mapped[int]


class HeartbeatRow(Table):
    """When a chore was last done, for whoever watches over the site."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(_short, primary_key=True)
    at: Mapped[str] = mapped_column(_moment)


class HandedListRow(Table):
    """Offers that somebody hands over by a code; no person is in it. ``id`` is the key of the form;
    ``person_id`` is who of the team made it, or empty."""

    __tablename__ = "handed_list"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    code: Mapped[str] = mapped_column(_short, unique=True)
    person_id: Mapped[str] = mapped_column(KEY, index=True)
    document: Mapped[str] = mapped_column(Text)
    created_at: Mapped[str] = mapped_column(_moment)
    expires_at: Mapped[str] = mapped_column(_moment, index=True)


class PaperJobRow(Table):
    """A long paper in the making; ``key`` names what it shows, so nobody makes it twice."""

    __tablename__ = "paper_job"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    key: Mapped[str] = mapped_column(KEY, unique=True)
    document: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(_short, index=True)
    done: Mapped[int]
    total: Mapped[int]
    lease_until: Mapped[str] = mapped_column(_moment)
    file: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[str] = mapped_column(_moment)
    expires_at: Mapped[str] = mapped_column(_moment, index=True)


class NetworkRequestRow(Table):
    """A municipality that wants to join; it names a person, so it has an end."""

    __tablename__ = "network_request"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    key: Mapped[str] = mapped_column(KEY, unique=True)
    ags: Mapped[str] = mapped_column(_short)
    document: Mapped[str] = mapped_column(Text)
    is_open: Mapped[bool]
    at: Mapped[str] = mapped_column(_moment)
    expires_at: Mapped[str] = mapped_column(_moment, index=True)


class AskedTogetherRow(Table):
    """A question that an advisor sent together with somebody; only that, and what became of it.
    ``id`` is that of the inquiry."""

    __tablename__ = "asked_together"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    offer_id: Mapped[str] = mapped_column(KEY, index=True)
    person_id: Mapped[str] = mapped_column(KEY, index=True)
    state: Mapped[str] = mapped_column(_short)
    at: Mapped[str] = mapped_column(_moment)
    answered_at: Mapped[str | None] = mapped_column(_moment)


class GapMonthRow(Table):
    """Figures of the gap report of a region as they were in a month, so that change can be seen."""

    __tablename__ = "gap_month"

    month: Mapped[str] = mapped_column(_short, primary_key=True)
    region: Mapped[str] = mapped_column(_short, primary_key=True)
    document: Mapped[str] = mapped_column(Text)

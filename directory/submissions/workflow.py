"""The steps of what a club sends in: each is one transaction of record, history, keeper and mail.

When a step returns everything is on disk; when it raises nothing has happened.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, update
from sqlalchemy.exc import DBAPIError

from directory.model import Club, How, Listing, Offer, Role, Status, Venue, Verification
from directory.model.check import CheckNote
from directory.model.doubt import Doubt, cleaned, doubts_of
from directory.model.ladder import Ladder, months_later
from directory.model.mail import OutgoingMail
from directory.model.merging import KEPT, merged, proposed
from directory.model.risk import parted
from directory.model.submission import BY_CLUB, OPEN, Changed, State, Submission, WrongStep
from directory.submissions import audit, checks, keepers
from directory.submissions.care import begin_round, end_care
from directory.submissions.database import Database, may_be_repeated, stored_once
from directory.submissions.documents import from_text, to_text
from directory.submissions.drafts import locked, mark_sent
from directory.submissions.errors import ChangedMeanwhile, NotStored
from directory.submissions.moment import read, stored
from directory.submissions.outbox import put
from directory.submissions.saving import Saving
from directory.submissions.shown import by_ids, club_by_id, id_of_former, listed
from directory.submissions.tables import (
    ClubRow,
    OfferRow,
    RecordKind,
    RevisionRow,
    SubmissionRow,
    VenueRow,
)

TRIES: Final = 3
# So long editors can look up what a club said. Longer than a draft lives, which may be sent again.
APPROVED_KEPT: Final = timedelta(days=365)
REFUSED_KEPT: Final = timedelta(days=90)

Result = TypeVar("Result")


class ChangedTwice(ChangedMeanwhile):
    """The same fields were changed meanwhile: ``proposed`` and ``current`` should be shown."""

    def __init__(self, given: Listing, current: Listing, names: Sequence[str]) -> None:
        versions = [listing.offer.version if listing.offer else 0 for listing in (given, current)]
        super().__init__(RecordKind.OFFER, current.id, *versions)
        self.proposed = given
        self.current = current
        self.names = tuple(names)


@dataclass(frozen=True, slots=True)
class _Proposal:
    listing: Listing
    before: Listing | None = None


@dataclass(frozen=True, slots=True)
class _Sent:
    """Who sent a change by which form, and what is to be queued."""

    key: str
    email: str
    proven: str
    mails: Sequence[OutgoingMail]
    notices: Sequence[OutgoingMail]
    draft_key: str


class Workflow:
    """Mails are given by whoever knows their words; a step queues them, or does not happen."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], ladder: Ladder | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._ladder = ladder or Ladder()

    # What clubs do

    def submit(
        self,
        listing: Listing,
        *,
        key: str,
        email: str,
        doubts: Collection[str] = (),
        mails: Sequence[OutgoingMail] = (),
        draft_key: str = "",
    ) -> Submission:
        """A new offer waits for an editor. The same key again answers with the first result.

        Sent anew after it was sent back, or while it waits, it takes the place of the former one.
        """
        listing = cleaned(listing)

        def step(connection: Connection) -> Submission:
            if known := _by_key(connection, key):
                return known
            if draft_key:
                locked(connection, draft_key)
            why = [
                *doubts,
                *doubts_of(listing),
                *self._doubts_of_address(connection, listing, email),
            ]
            # Sent again after it was approved: then it is a change of what was sent before.
            before = _last_approved(connection, listing.id)
            new = self._new(listing, before, key=key, email=email, doubts=why)
            return self._enter(connection, new, mails, draft_key)

        return self._writing(step)

    def change(
        self,
        listing: Listing,
        *,
        key: str,
        email: str,
        mails: Sequence[OutgoingMail] = (),
        draft_key: str = "",
        notices: Sequence[OutgoingMail] = (),
    ) -> Changed:
        """A change of a public offer: what is of low risk is live at once, the rest waits.

        Only confirmed keepers change anything at once: with ``draft_key`` whoever began the draft,
        else ``email``, which must then be proven. With ``draft_key`` the change is compared
        with what was public when the draft began; else the version of its offer says so. What
        others changed meanwhile stays; the same fields changed by both raise
        :class:`ChangedTwice`. ``notices`` are queued when something is live, ``mails`` when
        something waits. Raises :class:`NotStored`.
        """
        listing = cleaned(listing)

        def step(connection: Connection) -> Changed:
            if known := _changed(connection, key):
                return known
            draft = locked(connection, draft_key) if draft_key else None
            # What somebody types as an address proves nothing.
            proven = draft.keeper if draft else email
            _require_not_joined(connection, listing)
            current = _current(connection, listing)
            if current is None or current.offer is None:
                raise NotStored(listing.id)
            before = draft.before if draft else _before(connection, listing, current)
            if before is None:
                before = current
            wanted = proposed(before, listing)
            wanted, conflicts = merged(before, _rebased(wanted, before), current)
            if conflicts:
                raise ChangedTwice(listing, current, conflicts)
            sent = _Sent(key, email or proven, proven, mails, notices, draft_key)
            return self._change(connection, current, wanted, sent)

        return self._writing(step)

    def ask_to_take_over(
        self, club_id: str, *, key: str, email: str, mails: Sequence[OutgoingMail] = ()
    ) -> Submission | None:
        """Somebody wants to look after a club, and an editor decides. None for no such club."""

        def step(connection: Connection) -> Submission | None:
            if known := _by_key(connection, key):
                return known
            club = club_by_id(connection, club_id)
            if club is None:
                return None
            row = self._new(Listing(club), None, key=key, email=email, doubts=[Doubt.TAKE_OVER])
            return self._enter(connection, row, mails, "")

        return self._writing(step)

    def withdraw(self, id: str) -> bool:
        """The club takes it back; whether it was still open."""

        def step(connection: Connection) -> bool:
            return self._decide(connection, id, State.WITHDRAWN, BY_CLUB) is not None

        return self._writing(step)

    def confirm(
        self,
        offer_ids: Iterable[str],
        *,
        by: Role,
        how: How,
        day: date,
        next_due: date | None = None,
        person: str = "",
        note: CheckNote | None = None,
    ) -> int:
        """Somebody said that all is still true; how many offers. Nothing else of them changes.

        ``person`` is the id of somebody of the team who does it, and ``note`` what they heard or
        saw; the same note again is kept once.
        """
        ids = sorted(set(offer_ids))
        due = next_due or months_later(day, self._ladder.ask_months)
        verification = Verification(day, by, how, fields=(), next_due=due)

        def step(connection: Connection) -> int:
            confirmed = 0
            for id in ids:
                current = _public_offer(connection, id)
                if current is None or current.offer is None:
                    continue
                offer = replace(current.offer, verification=verification)
                now = self._clock()
                if note and not checks.add(connection, now, id, person, how, day, note):
                    continue
                saving = Saving(connection, now, by, only_confirms=True, person_id=person)
                saving.publish([replace(current, offer=offer)])
                begin_round(connection, id, day)
                if person:
                    audit.write(connection, now, person, f"confirmed_{how}", "offer", id)
                confirmed += 1
            return confirmed

        return self._writing(step)

    def end(
        self,
        offer_id: str,
        role: Role = Role.CLUB,
        mails: Sequence[OutgoingMail] = (),
        *,
        person: str = "",
    ) -> bool:
        """The offer is no more: its page stays with a notice. Whether it was there until now."""

        def step(connection: Connection) -> bool:
            current = _public_offer(connection, offer_id)
            if current is None or current.offer is None or current.offer.status is Status.ENDED:
                return False
            offer = replace(current.offer, status=Status.ENDED, paused_until=None)
            saving = Saving(connection, self._clock(), role, person_id=person)
            saving.publish([replace(current, offer=offer)])
            if person:
                audit.write(connection, self._clock(), person, "ended", "offer", offer_id)
            end_care(connection, offer_id)
            self._queue(connection, mails)
            return True

        return self._writing(step)

    # What editors do

    def approve(
        self,
        id: str,
        *,
        role: Role = Role.EDITOR,
        mails: Sequence[OutgoingMail] = (),
        listing: Listing | None = None,
        keeper: bool | None = None,
        person: str = "",
    ) -> Listing:
        """Publishes it, with what an editor changed in it; whoever sent it looks after the club.

        ``keeper`` says whether they do; without it they do, unless others already look after the
        club. Where somebody only asked to look after a club, nothing is published. Raises
        :class:`WrongStep`, and :class:`ChangedTwice` when the offer was changed in the same fields
        meanwhile.
        """

        def step(connection: Connection) -> Listing:
            submission = _required(connection, id)
            if not submission.may_become(State.APPROVED):
                raise WrongStep(f"{id} is {submission.state}")
            if Doubt.TAKE_OVER in submission.doubts:
                self._decide(connection, id, State.APPROVED, role, person=person)
                self._add_keeper(connection, submission.club_id, submission.email)
                self._queue(connection, mails)
                return submission.listing
            today = self._clock().astimezone().date()
            _require_not_joined(connection, submission.listing)
            wanted = _brought_up_to_date(connection, submission, listing)
            if wanted.offer is None:
                raise ValueError("only offers are approved")
            due = months_later(today, self._ladder.ask_months)
            checked = Verification(today, Role.CLUB, How.FORM, next_due=due)
            wanted = replace(wanted, offer=replace(wanted.offer, verification=checked))
            saving = Saving(connection, self._clock(), role, person_id=person)
            published = saving.publish([wanted])[0]
            self._decide(connection, id, State.APPROVED, role, person=person)
            known = Doubt.OTHER_ADDRESS in submission.doubts
            if submission.email and (not known if keeper is None else keeper):
                self._add_keeper(connection, published.club.id, submission.email)
            begin_round(connection, published.id, today)
            self._queue(connection, mails)
            return published

        return self._writing(step)

    def send_back(
        self, id: str, note: str, mails: Sequence[OutgoingMail] = (), *, person: str = ""
    ) -> Submission:
        """Asks the club for something; the draft is still there. Raises :class:`WrongStep`."""
        return self._answer(id, State.SENT_BACK, note, mails, person)

    def decline(
        self, id: str, note: str, mails: Sequence[OutgoingMail] = (), *, person: str = ""
    ) -> Submission:
        """It will not be published. Raises :class:`WrongStep`."""
        return self._answer(id, State.DECLINED, note, mails, person)

    # What waits

    def waiting(self) -> tuple[Submission, ...]:
        """What an editor should look at, oldest first."""
        return self._all(SubmissionRow.state == State.WAITING)

    def live_changes(self, since: datetime) -> tuple[Submission, ...]:
        """Changes that were live at once, for editors who look at them afterwards."""
        return self._all(
            SubmissionRow.decided_by == BY_CLUB,
            SubmissionRow.state == State.APPROVED,
            SubmissionRow.decided_at >= stored(since),
        )

    def get(self, id: str) -> Submission | None:
        with self._database.reading() as connection:
            return _first(connection, SubmissionRow.id == id)

    def of_offer(self, offer_id: str) -> tuple[Submission, ...]:
        """All that was ever sent about an offer, oldest first."""
        return self._all(SubmissionRow.offer_id == offer_id)

    def of_email(self, email: str) -> tuple[Submission, ...]:
        """What somebody sent that is still open, oldest first."""
        mine = SubmissionRow.email == keepers.same(email)
        return self._all(mine, SubmissionRow.state.in_(OPEN))

    def erase(self) -> int:
        """Forgets what has long been decided, with names and addresses in it; how many.

        What is public stands in the record and its history; what was refused nobody needs.
        """
        now = self._clock()
        is_approved = SubmissionRow.state == State.APPROVED
        old = or_(
            and_(is_approved, SubmissionRow.decided_at <= stored(now - APPROVED_KEPT)),
            and_(
                ~is_approved,
                SubmissionRow.state != State.WAITING,
                SubmissionRow.decided_at <= stored(now - REFUSED_KEPT),
            ),
        )
        return self._database.forget(SubmissionRow, old)

    def _all(self, *conditions: ColumnElement[bool]) -> tuple[Submission, ...]:
        query = _SUBMISSIONS.where(*conditions)
        query = query.order_by(SubmissionRow.created_at, SubmissionRow.id)
        with self._database.reading() as connection:
            return tuple(map(_submission, connection.execute(query)))

    # How it is done

    def _writing(self, step: Callable[[Connection], Result]) -> Result:
        """One transaction; on PostgreSQL it is tried again when somebody was quicker."""
        for is_last in (*(False,) * (TRIES - 1), True):
            try:
                with self._database.writing() as connection:
                    return step(connection)
            except ChangedTwice:
                raise
            except ChangedMeanwhile:
                if is_last:
                    raise
            except DBAPIError as error:
                if is_last or not may_be_repeated(error):
                    raise
        raise AssertionError("the last try returns or raises")

    def _add_keeper(self, connection: Connection, club_id: str, email: str) -> None:
        confirmed = keepers.is_confirmed(connection, email)
        keepers.add(connection, self._clock(), club_id, email, confirmed=confirmed)

    def _queue(self, connection: Connection, mails: Sequence[OutgoingMail]) -> None:
        for mail in mails:
            put(connection, mail, self._clock())

    def _new(
        self,
        listing: Listing,
        before: Listing | None,
        *,
        key: str,
        email: str,
        doubts: Iterable[str] = (),
    ) -> dict[str, Any]:
        """A row that waits."""
        return {
            "id": str(uuid4()),
            "key": key,
            "offer_id": listing.id,
            "club_id": listing.club.id,
            "state": State.WAITING,
            "document": to_text(_Proposal(listing, before)),
            "before_version": before.offer.version if before and before.offer else 0,
            "email": keepers.same(email) if email else "",
            "doubts": " ".join(dict.fromkeys(doubts))[:200],
            "note": "",
            "created_at": stored(self._clock()),
            "decided_by": "",
        }

    def _enter(
        self,
        connection: Connection,
        row: dict[str, Any],
        mails: Sequence[OutgoingMail],
        draft_key: str,
    ) -> Submission:
        """Stores a row once; one that waits takes the place of those that waited before."""
        if stored_once(connection, SubmissionRow, row, "key"):
            if row["state"] is State.WAITING:
                self._replace_others(connection, row)
            if draft_key:
                mark_sent(connection, draft_key, row["id"])
            self._queue(connection, mails)
        found = _by_key(connection, row["key"])
        if found is None:
            raise LookupError("a submission that was just stored is gone")
        return found

    def _replace_others(self, connection: Connection, row: dict[str, Any]) -> None:
        others = update(SubmissionRow).where(
            SubmissionRow.offer_id == row["offer_id"],
            SubmissionRow.state.in_(OPEN),
            SubmissionRow.id != row["id"],
        )
        replaced = {"state": State.REPLACED, "decided_at": row["created_at"]}
        connection.execute(others.values(replaced))

    def _change(
        self, connection: Connection, current: Listing, wanted: Listing, sent: _Sent
    ) -> Changed:
        is_keeper = bool(sent.proven) and keepers.is_keeper(
            connection, current.club.id, sent.proven
        )
        # What was hidden while somebody filled in a form comes back by an editor alone.
        may_be_live = is_keeper and bool(listed(connection, [current.id]))
        low, rest = parted(current, wanted) if may_be_live else (None, wanted != current)
        at_once = None
        if low:
            row = self._new(low, current, key=_live(sent.key), email=sent.email)
            row |= {"state": State.APPROVED, "decided_by": BY_CLUB}
            row["decided_at"] = row["created_at"]
            current = Saving(connection, self._clock(), Role.CLUB).publish([low])[0]
            at_once = self._enter(connection, row, sent.notices, sent.draft_key)
        if sent.draft_key and may_be_live and current.offer:
            # Who has just looked through all answers has confirmed what is public.
            current = self._confirmed(connection, current, current.offer)
        waits = None
        if rest:
            wanted = proposed(current, wanted)
            if waited := _waiting_for(connection, current.id):
                wanted = _with_what_waited(current, wanted, waited)
            doubts = doubts_of(wanted) if is_keeper else (*doubts_of(wanted), Doubt.NOT_KEEPER)
            row = self._new(wanted, current, key=sent.key, email=sent.email, doubts=doubts)
            waits = self._enter(connection, row, sent.mails, sent.draft_key)
        return Changed(at_once is not None, waits is not None, waits or at_once)

    def _confirmed(self, connection: Connection, listing: Listing, offer: Offer) -> Listing:
        day = self._clock().astimezone().date()
        due = months_later(day, self._ladder.ask_months)
        checked = Verification(day, Role.CLUB, How.FORM, next_due=due)
        saving = Saving(connection, self._clock(), Role.CLUB, only_confirms=True)
        begin_round(connection, offer.id, day)
        return saving.publish([replace(listing, offer=replace(offer, verification=checked))])[0]

    def _answer(
        self, id: str, state: State, note: str, mails: Sequence[OutgoingMail], person: str
    ) -> Submission:
        def step(connection: Connection) -> Submission:
            decided = self._decide(connection, id, state, Role.EDITOR, note, person=person)
            if decided is None:
                raise WrongStep(f"{id} is {_required(connection, id).state}")
            self._queue(connection, mails)
            return decided

        return self._writing(step)

    def _decide(
        self,
        connection: Connection,
        id: str,
        state: State,
        by: str,
        note: str = "",
        *,
        person: str = "",
    ) -> Submission | None:
        """None where somebody has decided already."""
        may = OPEN if state is State.WITHDRAWN else (State.WAITING,)
        query = update(SubmissionRow).where(SubmissionRow.id == id, SubmissionRow.state.in_(may))
        values = {
            "state": state,
            "note": cleaned(note),
            "decided_at": stored(self._clock()),
            "decided_by": by,
        }
        if connection.execute(query.values(values)).rowcount != 1:
            return None
        decided = _required(connection, id)
        if person:
            about = (str(state), "offer", decided.offer_id)
            audit.write(connection, self._clock(), person, *about)
        return decided

    def _doubts_of_address(
        self, connection: Connection, listing: Listing, email: str
    ) -> tuple[Doubt, ...]:
        """Whether others look after the club, or its record names other addresses."""
        club = _document(connection, Club, ClubRow, listing.club.id)
        if club is None:
            return ()
        known = keepers.known_addresses(connection, listing.club.id)
        is_other = bool(known) and keepers.same(email) not in known
        return (Doubt.OTHER_ADDRESS,) if is_other else ()


_SUBMISSIONS: Final[Select[*tuple[Any, ...]]] = select(
    SubmissionRow.id,
    SubmissionRow.offer_id,
    SubmissionRow.club_id,
    SubmissionRow.state,
    SubmissionRow.document,
    SubmissionRow.before_version,
    SubmissionRow.email,
    SubmissionRow.doubts,
    SubmissionRow.note,
    SubmissionRow.created_at,
    SubmissionRow.decided_at,
    SubmissionRow.decided_by,
)


def _submission(row: Any) -> Submission:
    proposal = from_text(_Proposal, row.document)
    return Submission(
        id=row.id,
        offer_id=row.offer_id,
        club_id=row.club_id,
        state=State(row.state),
        listing=proposal.listing,
        before=proposal.before,
        before_version=row.before_version,
        email=row.email,
        doubts=tuple(row.doubts.split()),
        note=row.note,
        created_at=read(row.created_at),
        decided_at=read(row.decided_at) if row.decided_at else None,
        decided_by=row.decided_by,
    )


def _first(connection: Connection, which: ColumnElement[bool]) -> Submission | None:
    row = connection.execute(_SUBMISSIONS.where(which)).first()
    return _submission(row) if row else None


def _by_key(connection: Connection, key: str) -> Submission | None:
    return _first(connection, SubmissionRow.key == key)


def _required(connection: Connection, id: str) -> Submission:
    query = _SUBMISSIONS.where(SubmissionRow.id == id).with_for_update()
    row = connection.execute(query).first()
    if row is None:
        raise NotStored(id)
    return _submission(row)


def _waiting_for(connection: Connection, offer_id: str) -> Submission | None:
    mine = (SubmissionRow.offer_id == offer_id, SubmissionRow.state.in_(OPEN))
    row = connection.execute(_SUBMISSIONS.where(*mine).with_for_update()).first()
    return _submission(row) if row else None


def _last_approved(connection: Connection, offer_id: str) -> Listing | None:
    mine = (SubmissionRow.offer_id == offer_id, SubmissionRow.state == State.APPROVED)
    query = _SUBMISSIONS.where(*mine).order_by(SubmissionRow.decided_at.desc()).limit(1)
    row = connection.execute(query).first()
    return _submission(row).listing if row else None


def _live(key: str) -> str:
    """The key of the part of a change that is live at once."""
    return f"{key[:190]}/live"


def _changed(connection: Connection, key: str) -> Changed | None:
    """What the same form had done when it came before."""
    live, waits = _by_key(connection, _live(key)), _by_key(connection, key)
    if not (live or waits):
        return None
    return Changed(live is not None, waits is not None, waits or live)


def _document(connection: Connection, kind: type[Result], table: Any, id: str) -> Result | None:
    query = select(table.document).where(table.id == id).with_for_update()
    document = connection.execute(query).scalar()
    return from_text(kind, document) if document else None


def _current(connection: Connection, listing: Listing) -> Listing | None:
    """What is stored of these three records, public or not; None where there is no such club."""
    venue_ids = {listing.venue.id} if listing.venue else set()
    offer = _document(connection, Offer, OfferRow, listing.offer.id) if listing.offer else None
    club_id = offer.club_id if offer else listing.club.id
    club = _document(connection, Club, ClubRow, club_id)
    if club is None:
        return None
    venue_id = (offer.venue_id if offer else next(iter(venue_ids), "")) or ""
    venue = _document(connection, Venue, VenueRow, venue_id) if venue_id else None
    return Listing(club, offer, venue)


def _public_offer(connection: Connection, id: str) -> Listing | None:
    # Locked first, so that what is read cannot be changed by somebody else before it is written.
    connection.execute(select(OfferRow.id).where(OfferRow.id == id).with_for_update())
    found = by_ids(connection, [id])
    return found[0] if found and found[0].offer else None


def _require_not_joined(connection: Connection, listing: Listing) -> None:
    """What was joined with another must not come back beside it. Raises :class:`NotStored`."""
    if listing.offer and id_of_former(connection, listing.offer.id, RecordKind.OFFER):
        raise NotStored(listing.offer.id)


def _before(connection: Connection, listing: Listing, current: Listing) -> Listing | None:
    """What the change was made from, as its version says. Raises :class:`ChangedMeanwhile`."""
    if listing.offer is None or current.offer is None:
        return None
    given, stored_version = listing.offer.version, current.offer.version
    if given == stored_version:
        return current
    # A revision keeps what was there before it.
    query = select(RevisionRow.before).where(
        RevisionRow.kind == RecordKind.OFFER,
        RevisionRow.record_id == current.offer.id,
        RevisionRow.version == given + 1,
    )
    document = connection.execute(query).scalar()
    if document is None:
        raise ChangedTwice(listing, current, ())
    return replace(current, offer=from_text(Offer, document))


def _rebased(wanted: Listing, before: Listing) -> Listing:
    """Without a venue in hand the place stays what it was."""
    same = before.venue and wanted.offer and wanted.offer.venue_id == before.venue.id
    return replace(wanted, venue=before.venue) if same and wanted.venue is None else wanted


def _with_what_waited(current: Listing, wanted: Listing, waited: Submission) -> Listing:
    """The new change; and where it says nothing new, what waited before."""
    base = waited.before or current
    earlier = proposed(current, merged(base, waited.listing, current)[0])
    both, _ = merged(current, wanted, earlier)
    return proposed(current, both)


def _brought_up_to_date(
    connection: Connection, submission: Submission, edited: Listing | None
) -> Listing:
    """What was proposed, on top of what is stored now. Raises :class:`ChangedTwice`."""
    wanted = cleaned(edited) if edited else submission.listing
    offer = _stored_version(connection, Offer, OfferRow, wanted.offer)
    club = _stored_version(connection, Club, ClubRow, wanted.club)
    venue = _stored_version(connection, Venue, VenueRow, wanted.venue)
    before = submission.before
    conflicts: list[str] = []

    def together(name: str, mine: Any, now: Any) -> Any:
        if mine is None or now is None:
            return mine
        base = getattr(before, name) if before else None
        if base is None or base.id != mine.id:
            # Nobody looked at the stored one: it stays as it is. An offer cannot be new twice.
            if name == "offer":
                conflicts.append("offer")
            return _completed(mine, now) if name != "offer" else mine
        same = {key: getattr(now, key) for key in KEPT if hasattr(now, key)}
        one, more = merged(replace(base, **same), replace(mine, **same), now, name)
        conflicts.extend(more)
        return one

    result = Listing(
        club=together("club", wanted.club, club),
        offer=together("offer", wanted.offer, offer),
        venue=together("venue", wanted.venue, venue),
    )
    if conflicts:
        raise ChangedTwice(wanted, Listing(club or wanted.club, offer, venue), conflicts)
    return _with_free_slugs(connection, result)


def _stored_version(connection: Connection, kind: type[Result], table: Any, thing: Any) -> Any:
    return _document(connection, kind, table, thing.id) if thing is not None else None


def _completed(mine: Any, now: Any) -> Any:
    """The stored record, with what it does not say yet."""
    values = {
        field.name: getattr(mine, field.name)
        for field in fields(now)
        if field.name not in (*KEPT, "id", "slug", "source")
        and getattr(now, field.name) == field.default
    }
    return replace(now, **values)


def _with_free_slugs(connection: Connection, listing: Listing) -> Listing:
    club = _with_free_slug(connection, ClubRow, listing.club)
    if listing.offer is None:
        return replace(listing, club=club)
    offer = replace(listing.offer, club_id=club.id)
    return replace(listing, club=club, offer=_with_free_slug(connection, OfferRow, offer))


def _with_free_slug(connection: Connection, table: Any, thing: Any) -> Any:
    """Its own readable address; a number is put behind it when another record has it."""
    number, slug = 1, thing.slug
    while True:
        taken = select(table.id).where(table.slug == slug, table.id != thing.id)
        if connection.execute(taken).first() is None:
            return thing if slug == thing.slug else replace(thing, slug=slug)
        number += 1
        slug = f"{thing.slug}-{number}"

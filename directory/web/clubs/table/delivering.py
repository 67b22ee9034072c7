"""Sends the rows of a table: new offers to the editors, changes as far as the sender may."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Final

from directory.mailing.club_mails import Post
from directory.mailing.table_mails import Counts, table_mail
from directory.model.submission import WrongStep
from directory.submissions import NotStored, Outbox, Purpose, Workflow
from directory.submissions.workflow import ChangedTwice
from directory.web.clubs.drafting import drafts
from directory.web.clubs.letters import links, site
from directory.web.clubs.sending import with_free_addresses
from directory.web.clubs.table.holding import Held, held, opened, plan
from directory.web.clubs.table.planning import Planned, Verdict
from directory.web.parts import parts
from directory.web.public_address import public_address

CONFIRM_LASTS: Final = timedelta(days=7)
# A browser, or a proxy between, waits for about a minute; the plan takes some of it.
SECONDS: Final = 20.0
_SUBJECT: Final = "table:"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one row; ``to_confirm``: it waits for the link in the mail."""

    number: int
    live: bool = False
    waits: bool = False
    to_confirm: bool = False
    conflict: bool = False
    is_new: bool = False
    submission_id: str = ""


def deliver(
    this: Held, *, is_proven: bool | None = None, mails: bool = True, seconds: float = SECONDS
) -> Counts | None:
    """All rows that are right; None where a long table needs another press.

    Done twice, nothing happens twice: each row has its key.

    Public offers are changed only for somebody whose address is proven; else the mail asks for it.
    """
    proven = this.is_proven if is_proven is None else is_proven
    rows = plan(this)
    sent = []
    end = monotonic() + seconds
    for row in rows:
        if row.is_sent:
            sent.append(_deliver(this, row, proven))
            if monotonic() > end:
                return None
    counts = Counts(
        new=sum(not row.is_public and row.verdict is not Verdict.FAULTY for row in rows),
        live=sum(one.live for one in sent),
        waiting=sum(one.waits and not one.is_new for one in sent),
        to_confirm=sum(one.to_confirm for one in sent),
        wrong=sum(row.verdict is Verdict.FAULTY for row in rows)
        + sum(one.conflict for one in sent),
    )
    first = next((one.submission_id for one in sent if one.submission_id), "")
    if not this.draft.submission_id:
        drafts().sent(this.key, first or f"table:{this.draft.id}")
    if mails and this.email:
        _write(this, counts, proven)
    return counts


def _deliver(this: Held, row: Planned, proven: bool) -> Sent:
    workflow = parts().workflow
    if workflow is None or row.listing is None:
        raise RuntimeError("nothing can be sent in without a workflow")
    if row.is_public and not proven:
        return Sent(row.row.number, to_confirm=True)
    key = f"table:{this.draft.id}:{row.row.number}"
    try:
        if row.is_public:
            return _change(workflow, this, row, key)
        doubts = (f"maybe-known:{row.known}",) if row.known else ()
        submission = workflow.submit(
            with_free_addresses(row.listing), key=key, email=this.email, doubts=doubts
        )
        return Sent(row.row.number, waits=True, is_new=True, submission_id=submission.id)
    except (ChangedTwice, NotStored, WrongStep) as reason:
        # Somebody was quicker; the next look at the table shows the row with what is stored now.
        _log.info("row %d of a table was not stored: %s", row.row.number, type(reason).__name__)
        return Sent(row.row.number, conflict=True)


def _change(workflow: Workflow, this: Held, row: Planned, key: str) -> Sent:
    if row.listing is None:
        raise ValueError("a change needs a listing")
    changed = workflow.change(row.listing, key=key, email=this.email)
    id = changed.submission.id if changed.submission else ""
    return Sent(row.row.number, live=changed.live, waits=changed.waits, submission_id=id)


def _write(this: Held, counts: Counts, proven: bool) -> None:
    """One mail for the whole table; sent again only after the link in it was used."""
    now = parts().now()
    confirm = ""
    if counts.to_confirm:
        token = links().make(
            Purpose.CONFIRM_ADDRESS, _SUBJECT + this.draft.id, this.email, CONFIRM_LASTS
        )
        confirm = public_address("clubs.table_confirm", token=token)
    look = public_address("clubs.table_thanks", key=drafts().new_key(this.draft.id))
    stage = "done" if proven else "sent"
    post = Post(f"table:{this.draft.id}:{stage}", this.email, "", now + timedelta(days=7))
    mail = table_mail(post, site(), counts, look=look, confirm=confirm)
    Outbox(parts().store.database, parts().now).post(mail)


def table_of_link(token: str, *, use: bool = False) -> Held | None:
    """The table that a mailed link confirms; ``use`` uses the link up."""
    known = links()
    link = (
        known.use(token, Purpose.CONFIRM_ADDRESS)
        if use
        else known.look(token, Purpose.CONFIRM_ADDRESS)
    )
    if link is None or not link.subject.startswith(_SUBJECT):
        return None
    id = link.subject.removeprefix(_SUBJECT)
    draft = drafts().by_id(id)
    if draft is None or draft.email.lower() != link.email:
        return None
    return held(drafts().new_key(id)) if use else _looked_at(id)


def _looked_at(id: str) -> Held | None:
    """Only to be shown: its key opens nothing."""
    draft = drafts().by_id(id)
    return opened("", draft) if draft else None

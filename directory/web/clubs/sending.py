"""What stands between a filled draft and the editors: a person, not too often, sent only once."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid4, uuid5

from flask import redirect, request
from werkzeug.wrappers import Response

from directory.mailing.club_mails import Post, go_on_mail
from directory.model import Listing
from directory.model.submission import State
from directory.submissions import NotStored, Outbox, StoringFailed, network
from directory.submissions.workflow import ChangedTwice, Workflow
from directory.web.addresses import url_for
from directory.web.clubs import letters
from directory.web.clubs.drafting import (
    DUPLICATE,
    LAST,
    RESULT,
    TAKEN,
    Opened,
    drafts,
    listing_so_far,
    noted,
)
from directory.web.clubs.duplicates import known_offers
from directory.web.clubs.flow import pairs
from directory.web.clubs.names import NO
from directory.web.clubs.taking_over import ask_to_take_over
from directory.web.form_guard import QUICKEST_SECONDS, STAMP, doubt, is_stamp
from directory.web.forms import Kept, Typed
from directory.web.languages import _
from directory.web.messages.forms import email
from directory.web.messages.sending import Hold, hold, stamp_of
from directory.web.parts import parts
from directory.web.public_address import public_address

Answer = str | Response
Shown = Callable[..., Answer]

AGAIN = "nochmal"
"""Sent along once a doubtful form was shown again; now it goes on its way, with the doubt."""

# A draft that nobody sends costs little; browsers of a whole workshop share one network.
MOST_DRAFTS = 600
MOST_OFFERS = 60
MOST_LINKS = 6
MOST_FROM_ONE_ADDRESS = 30
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


def draft_id(posted: Typed) -> str:
    """One form handed out is one draft, however often its button is pressed."""
    stamp = posted.get(STAMP, "")
    return str(uuid5(NAMESPACE_URL, f"draft/{stamp}")) if is_stamp(stamp) else ""


def too_many_drafts(posted: Typed) -> Hold | None:
    """A network may begin only so many drafts an hour; a club house does not need more."""
    counters = parts().limits
    who = network(request.remote_addr or "")
    if counters is None or counters.allow("draft from network", who, MOST_DRAFTS, AN_HOUR):
        return None
    lines = (
        _("Gerade kommen sehr viele Angebote."),
        _("Ihre Antworten sind noch da."),
        _("Versuchen Sie es bitte in 1 Stunde noch einmal."),
    )
    return Hold(lines, 429, stamp_of(posted))


def send(this: Opened, posted: Typed, check: Shown) -> Answer:
    """To the editors, or, for small changes of a public offer, at once to the readers.

    ``check`` shows all answers again. Nothing is ever thrown away: what is held stays a draft.
    """
    if held := _held(this, posted, check):
        return held
    if not this.changes and this.answers.get(DUPLICATE) != NO and same_offers(this):
        return redirect(url_for("clubs.duplicates", key=this.key), 303)
    return _delivered(this, posted, check, _doubts(posted))


def take_over(this: Opened, known: Listing, posted: Typed, check: Shown) -> Answer:
    """Somebody says that a known offer is theirs: the club itself is asked, or an editor decides.

    What was typed goes to the editors all the same.
    """
    if held := _held(this, posted, check):
        return held
    this = noted(this.key, TAKEN, (known.id,)) or this
    who = f"{this.draft.id}:{known.id}"
    counters = parts().limits
    if counters is None or counters.allow("take over asked", who, 1, A_DAY):
        ask_to_take_over(known.club, email(this.answers.get("meine_mail", "")), who)
    return _delivered(this, posted, check, (*_doubts(posted), f"takes-over:{known.id}"))


def _held(this: Opened, posted: Typed, check: Shown) -> Answer | None:
    """A doubtful form is shown once more; afterwards it goes on its way."""
    if _doubts(posted) and not posted.get(AGAIN):
        return check(this, hold(posted, "offer"), (Kept(AGAIN, "ja"),))
    too_often = _too_often(this, posted)
    return check(this, too_often) if too_often else None


def _doubts(posted: Typed) -> tuple[str, ...]:
    found = doubt(posted, parts().form_secret, parts().now().timestamp(), QUICKEST_SECONDS)
    return (found.value,) if found else ()


def _delivered(this: Opened, posted: Typed, check: Shown, doubts: Sequence[str]) -> Answer:
    try:
        outcome = deliver(this, doubts)
        noted(this.key, RESULT, (outcome.value,))
    except StoringFailed:
        return check(this, _not_now(posted))
    except ChangedTwice:
        return check(this, _changed_meanwhile(posted))
    except NotStored:
        return check(this, _offer_is_gone(posted))
    return redirect(url_for("clubs.thanks", key=this.key), 303)


def same_offers(this: Opened) -> tuple[Listing, ...]:
    """Offers that may be the one of this draft."""
    listing = listing_so_far(this)
    return known_offers(this.answers, listing.venue, listing.id)


class Outcome(StrEnum):
    """What became of a draft that was sent."""

    WAITS = "wartet"
    LIVE = "sofort"
    PARTLY = "teils"
    SAME = "gleich"


def deliver(this: Opened, doubts: Sequence[str] = ()) -> Outcome:
    """The same answers sent twice are one submission."""
    workflow = parts().workflow
    if workflow is None:
        raise RuntimeError("nothing can be sent in without a workflow")
    listing = with_free_addresses(listing_so_far(this, scored=True))
    key = _key_of(this, workflow)
    sender = this.draft.keeper or email(this.answers.get("meine_mail", ""))
    mails = letters.after_sending(listing, this.draft, key, sender)
    if not this.changes:
        workflow.submit(
            listing, key=key, email=sender, doubts=doubts, mails=mails, draft_key=this.key
        )
        return Outcome.WAITS
    notices = letters.after_change(listing, this.draft, key)
    done = workflow.change(
        listing, key=key, email=sender, mails=mails, notices=notices, draft_key=this.key
    )
    if done.live and done.waits:
        return Outcome.PARTLY
    return Outcome.LIVE if done.live else Outcome.WAITS if done.waits else Outcome.SAME


def _key_of(this: Opened, workflow: Workflow) -> str:
    """After an editor has asked something back, the same answers are a new answer."""
    before = workflow.get(this.draft.submission_id) if this.draft.submission_id else None
    asked = before.id if before and before.state is State.SENT_BACK else ""
    said = repr((this.draft.id, asked, pairs(this.answers, without=(LAST, RESULT, DUPLICATE))))
    return f"draft:{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"


def mail_link(this: Opened, address: str, posted: Typed) -> tuple[str, ...]:
    """Sends the way back to this draft to somebody's own address."""
    counters, to = parts().limits, email(address)
    if counters and not counters.allow("draft link to address", to, MOST_LINKS, A_DAY):
        return (
            _("Wir haben Ihnen schon viele Links geschickt."),
            _("Schauen Sie bitte in Ihre E-Mails."),
        )
    now = parts().now()
    post = Post(
        f"draft link:{this.draft.id}:{uuid4()}", to, this.draft.record_id, now + timedelta(days=30)
    )
    key = drafts().new_key(this.draft.id)
    offer = listing_so_far(this).offer
    mail = go_on_mail(
        post,
        letters.site(),
        offer=offer.name if offer else "",
        go_on=public_address("clubs.draft", key=key),
    )
    Outbox(parts().store.database, parts().now).post(mail)
    return (
        _("Wir haben Ihnen eine E-Mail geschickt."),
        _("In der E-Mail ist ein Link."),
        _("Mit dem Link machen Sie weiter."),
    )


def with_free_addresses(listing: Listing) -> Listing:
    """Readable addresses that nobody else has: boccia-in-halle, else boccia-in-halle-3f2a."""
    store, offer, club = parts().store, listing.offer, listing.club
    if offer:
        taken = store.listing_by_slug(offer.slug)
        if taken and taken.id != offer.id:
            offer = replace(offer, slug=f"{offer.slug}-{offer.id[:4]}")
    known = store.club_by_slug(club.slug)
    if known and known.id != club.id:
        club = replace(club, slug=f"{club.slug}-{club.id[:4]}")
    return replace(listing, offer=offer, club=club)


def remember_answer(this: Opened, value: str) -> Opened | None:
    """What somebody said about offers that may be the same."""
    return noted(this.key, DUPLICATE, (value,))


def _too_often(this: Opened, posted: Typed) -> Hold | None:
    sender = email(this.answers.get("meine_mail", ""))
    counters = parts().limits
    who = network(request.remote_addr or "")
    if counters is None:
        return None
    allowed = counters.allow("offer from network", who, MOST_OFFERS, AN_HOUR)
    if allowed and counters.allow("offer from address", sender, MOST_FROM_ONE_ADDRESS, A_DAY):
        return None
    lines = (
        _("Gerade kommen sehr viele Angebote."),
        _("Ihre Antworten sind noch da."),
        _("Versuchen Sie es bitte in 1 Stunde noch einmal."),
    )
    return Hold(lines, 429, stamp_of(posted))


def _not_now(posted: Typed) -> Hold:
    lines = (
        _("Wir können gerade nichts speichern."),
        _("Ihre Antworten sind noch da."),
        _("Drücken Sie bitte in 1 Minute noch einmal auf den Knopf."),
    )
    return Hold(lines, 503, stamp_of(posted))


def _changed_meanwhile(posted: Typed) -> Hold:
    lines = (
        _("Jemand anderes hat das Angebot auch geändert."),
        _("Öffnen Sie bitte Ihr Angebot neu."),
        _("Ändern Sie es dann noch einmal."),
    )
    return Hold(lines, 409, stamp_of(posted))


def _offer_is_gone(posted: Typed) -> Hold:
    lines = (_("Dieses Angebot gibt es nicht mehr."), _("Rufen Sie uns bitte an."))
    return Hold(lines, 409, stamp_of(posted))

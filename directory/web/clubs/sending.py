"""What stands between a filled draft and the editors: a person, not too often, sent only once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid4, uuid5

from flask import redirect, request
from werkzeug.wrappers import Response

from directory.mailing.club_mails import Post, Site, go_on_mail, received_mail
from directory.model import Listing, OutgoingMail
from directory.submissions import NotStored, Outbox, StoringFailed, network
from directory.submissions.workflow import ChangedTwice
from directory.web.addresses import url_for
from directory.web.clubs.drafting import DUPLICATE, Opened, drafts, listing_so_far, noted
from directory.web.clubs.duplicates import known_offers
from directory.web.clubs.names import NO
from directory.web.form_guard import QUICKEST_SECONDS, STAMP, doubt, is_stamp
from directory.web.forms import Kept, Typed
from directory.web.languages import _
from directory.web.messages.forms import email
from directory.web.messages.sending import Hold, Limit, hold, stamp_of
from directory.web.parts import parts
from directory.web.public_address import public_address

Answer = str | Response
Shown = Callable[..., Answer]

AGAIN = "nochmal"
"""Sent along once a doubtful form was shown again; now it goes on its way, with the doubt."""

MOST_DRAFTS = 60
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
    found = doubt(posted, parts().form_secret, parts().now().timestamp(), QUICKEST_SECONDS)
    if found and not posted.get(AGAIN):
        return check(this, hold(posted, "offer"), (Kept(AGAIN, "ja"),))
    if held := _too_often(this, posted):
        return check(this, held)
    if not this.changes and this.answers.get(DUPLICATE) != NO and same_offers(this):
        return redirect(url_for("clubs.duplicates", key=this.key), 303)
    return _delivered(this, posted, check, (found.value,) if found else ())


def _delivered(this: Opened, posted: Typed, check: Shown, doubts: Sequence[str]) -> Answer:
    try:
        deliver(this, doubts)
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


def deliver(this: Opened, doubts: Sequence[str] = ()) -> None:
    """Sent twice, it is one submission: the key names the draft and its version."""
    workflow = parts().workflow
    if workflow is None:
        raise RuntimeError("nothing can be sent in without a workflow")
    listing = with_free_addresses(listing_so_far(this, scored=True))
    key = f"draft:{this.draft.id}:{this.draft.version}"
    sender = email(this.answers.get("meine_mail", ""))
    mails = _received(this, listing, sender)
    if this.changes:
        workflow.change(listing, key=key, email=sender, mails=mails, draft_key=this.key)
        return
    workflow.submit(listing, key=key, email=sender, doubts=doubts, mails=mails, draft_key=this.key)


def mail_link(this: Opened, address: str, posted: Typed) -> tuple[str, ...]:
    """Sends the way back to this draft to somebody's own address."""
    counters, to = parts().limits, email(address)
    limit = Limit("draft link to address", to, MOST_LINKS, A_DAY)
    if counters and not counters.allow(limit.purpose, limit.key, limit.most, limit.per):
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
        mail_site(),
        offer=offer.name if offer else "",
        go_on=public_address("clubs.draft", key=key),
    )
    Outbox(parts().store.database, parts().now).post(mail)
    return (
        _("Wir haben Ihnen eine E-Mail geschickt."),
        _("In der E-Mail ist ein Link."),
        _("Mit dem Link machen Sie weiter."),
    )


def mail_site() -> Site:
    site = parts().site
    return Site(site.name, site.help_phone, site.help_email)


def _received(this: Opened, listing: Listing, sender: str) -> tuple[OutgoingMail, ...]:
    """What clubs get at once: it has come, and here one sees it."""
    if not sender or not listing.offer:
        return ()
    mail = received_mail(
        Post(f"received:{this.draft.id}:{this.draft.version}", sender, listing.id),
        mail_site(),
        offer=listing.offer.name,
        look=public_address("clubs.draft", key=this.key),
        is_change=this.changes,
    )
    return (mail,)


TAKEN = "uebernommen"
"""Set when somebody said: a known offer is mine."""


def take_over(this: Opened, known: Listing, posted: Typed, check: Shown) -> Answer:
    """Sends it as it is; an editor sees which known offer somebody says is theirs."""
    return _delivered(this, posted, check, (f"takes-over:{known.id}",))


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
    limit = Limit("offer from address", sender, MOST_FROM_ONE_ADDRESS, A_DAY)
    counters = parts().limits
    who = network(request.remote_addr or "")
    if counters is None:
        return None
    allowed = counters.allow("offer from network", who, MOST_DRAFTS, AN_HOUR)
    if allowed and counters.allow(limit.purpose, limit.key, limit.most, limit.per):
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

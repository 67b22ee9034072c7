"""The mails to people of clubs, with the addresses of this site and the people one can ask."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from directory.mailing import club_mails
from directory.mailing.club_mails import Post, Site
from directory.model import Club, Listing
from directory.model.draft import Draft
from directory.model.mail import OutgoingMail, is_address
from directory.model.merging import differing
from directory.model.risk import parted
from directory.submissions import Links, Purpose
from directory.submissions.keepers import LONGEST_ADDRESS
from directory.submissions.secret import hash_of
from directory.web.languages import _
from directory.web.parts import parts
from directory.web.public_address import public_address
from directory.wording.voice import N_

OWN_LASTS: Final = timedelta(hours=24)
CONFIRM_LASTS: Final = timedelta(days=30)
INVITATION_LASTS: Final = timedelta(days=14)

# What a notice calls the parts of an offer; the first that fits counts.
_PARTS: Final = (
    ("offer.schedule", N_("Die Zeiten")),
    ("offer.prices", N_("Der Preis")),
    ("offer.is_free", N_("Der Preis")),
    ("offer.status", N_("Pause oder nicht")),
    ("offer.paused_until", N_("Pause oder nicht")),
    ("offer.contacts", N_("Die Telefonnummer")),
    ("club.contacts", N_("Die Telefonnummer")),
)


def site() -> Site:
    facts = parts().site
    return Site(facts.name, facts.help_phone, facts.help_email)


def links() -> Links:
    found = parts().links
    if found is None:
        raise RuntimeError("no link can be made without a place for links")
    return found


def can_be_written_to(email: str) -> bool:
    return is_address(email) and len(email) <= LONGEST_ADDRESS


def after_sending(listing: Listing, draft: Draft, key: str, email: str) -> tuple[OutgoingMail, ...]:
    """For a step that waits: to whoever sent it, and to the editors.

    ``key`` is that of the submission, so that the same form never sends two mails.
    """
    return (*_received(listing, draft, key, email), *_waiting(listing, key))


def after_change(listing: Listing, draft: Draft, key: str) -> tuple[OutgoingMail, ...]:
    """For what is live at once: a notice to the editors, when they have an address."""
    return notices(draft.before, listing, key)


def notices(before: Listing | None, after: Listing, key: str) -> tuple[OutgoingMail, ...]:
    offer, to = after.offer, parts().site.help_email
    low = parted(before, after).low if before else None
    if not (before and low and offer and can_be_written_to(to)):
        return ()
    mail = club_mails.notice_mail(
        Post(f"notice:{key}"[:200], to, offer.id),
        site(),
        offer=offer.name,
        page=public_address("finder.offer", slug=offer.slug),
        changes=tuple(dict.fromkeys(_called(differing(before, low)))),
    )
    return (mail,)


def own(email: str, token: str) -> OutgoingMail:
    return club_mails.own_mail(_once(token, email), site(), link=link_address(token))


def confirm_address(email: str, token: str) -> OutgoingMail:
    return club_mails.confirm_address_mail(_once(token, email), site(), link=link_address(token))


def join(club: Club, email: str, token: str) -> OutgoingMail:
    return club_mails.join_mail(
        _once(token, email, club.id), site(), club=club.name, link=link_address(token)
    )


def take_over(club: Club, who: str, email: str, token: str) -> OutgoingMail:
    return club_mails.take_over_mail(
        _once(token, email, club.id), site(), club=club.name, who=who, link=link_address(token)
    )


def welcome(club: Club, email: str, key: str) -> OutgoingMail:
    return club_mails.welcome_mail(
        Post(f"welcome:{club.id}:{key}"[:200], email, club.id),
        site(),
        club=club.name,
        own=public_address("keeping.ask"),
    )


def removed(club: Club, email: str, key: str) -> OutgoingMail:
    return club_mails.removed_mail(
        Post(f"removed:{club.id}:{key}"[:200], email, club.id), site(), club=club.name
    )


def club_waits(club: Club, key: str) -> tuple[OutgoingMail, ...]:
    """To the editors: somebody asks to look after a club."""
    return tuple(_waiting(Listing(club), key))


def link_address(token: str) -> str:
    return public_address("keeping.link", token=token)


def draft_address(key: str) -> str:
    return public_address("clubs.draft", key=key)


def _received(listing: Listing, draft: Draft, key: str, email: str) -> Iterable[OutgoingMail]:
    if not can_be_written_to(email):
        return
    drafts = parts().drafts
    look = drafts.new_key(draft.id) if drafts else ""
    confirm = ""
    if not draft.keeper:
        token = links().make(Purpose.CONFIRM_ADDRESS, draft.id, email, CONFIRM_LASTS)
        confirm = link_address(token)
    yield club_mails.received_mail(
        Post(f"received:{key}"[:200], email, listing.id),
        site(),
        offer=listing.name,
        look=draft_address(look),
        confirm=confirm,
        is_change=bool(draft.record_id),
    )


def _waiting(listing: Listing, key: str) -> Iterable[OutgoingMail]:
    to = parts().site.help_email
    if can_be_written_to(to):
        yield club_mails.waiting_mail(
            Post(f"waiting:{key}"[:200], to, listing.id),
            site(),
            offer=listing.name,
            club=listing.club.name,
        )


def _called(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        found = next((words for start, words in _PARTS if name.startswith(start)), "")
        yield _(found) if found else name


def _once(token: str, email: str, about: str = "") -> Post:
    """Each link is mailed once; the key must not tell the secret."""
    return Post(f"link:{hash_of(token)}", email, about)

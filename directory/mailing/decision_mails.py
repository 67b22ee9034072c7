"""What a club hears when an editor has decided, whoever decides and wherever."""

from collections.abc import Callable
from secrets import token_urlsafe

from directory.mailing import club_mails
from directory.mailing.club_mails import Post, Site
from directory.model import Submission
from directory.model.mail import OutgoingMail, is_address

Address = Callable[[str], str]
"""Makes the public address of a path of this site."""


def approved_mails(submission: Submission, site: Site, address: Address) -> list[OutgoingMail]:
    """It is public now, or its sender looks after the club."""
    offer, club = submission.listing.offer, submission.listing.club
    if not is_address(submission.email):
        return []
    own = address("/vereine/link")
    post = Post(f"approved:{submission.id}", submission.email, submission.offer_id)
    if offer is None:
        return [club_mails.welcome_mail(post, site, club=club.name, own=own)]
    page = address(f"/angebot/{offer.slug}")
    is_change = submission.before is not None
    return [
        club_mails.live_mail(post, site, offer=offer.name, page=page, own=own, is_change=is_change)
    ]


def question_mails(
    submission: Submission, site: Site, address: Address, text: str, draft_key: str
) -> list[OutgoingMail]:
    """A question, with the way back into the answers; ``draft_key`` is empty where none is left."""
    if not is_address(submission.email):
        return []
    key = f"question:{submission.id}:{token_urlsafe(6)}"
    post = Post(key, submission.email, submission.offer_id)
    go_on = address(f"/vereine/entwurf/{draft_key}" if draft_key else "/vereine/link")
    name = submission.listing.name
    return [club_mails.question_mail(post, site, offer=name, note=text, go_on=go_on)]


def declined_mails(submission: Submission, site: Site, text: str) -> list[OutgoingMail]:
    """It will not be published, and why."""
    if not is_address(submission.email):
        return []
    post = Post(f"declined:{submission.id}", submission.email, submission.offer_id)
    return [club_mails.declined_mail(post, site, offer=submission.listing.name, note=text)]

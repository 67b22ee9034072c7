"""Where questions to a club may go; readers never see it unless it is public anyway."""

from datetime import date

from directory.model.contact import Contact
from directory.model.listing import Listing
from directory.model.mail import is_address


def mailbox(listing: Listing, today: date) -> str:
    """The first address of the offer, then of the club, that may be used; empty without one.

    It may be hidden from readers. A person must have agreed and still agree.
    """
    both = (*(listing.offer.contacts if listing.offer else ()), *listing.club.contacts)
    return next((one.email for one in both if _may_be_used(one, today)), "")


def _may_be_used(contact: Contact, today: date) -> bool:
    if not is_address(contact.email):
        return False
    if not contact.is_person:
        return True
    agreed = contact.consent
    return agreed is not None and agreed.given_on <= today <= agreed.ends_on

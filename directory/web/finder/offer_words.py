"""What an offer is called and which picture it has, in the language of this request."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from directory.content import Sport
from directory.model import Listing, Offer
from directory.web.finder.present import picture_address
from directory.web.languages import EASY, current
from directory.web.parts import parts


def offer_name(offer: Offer) -> str:
    """In one line."""
    easy = offer.name_easy if current() is EASY else ""
    return " ".join((easy or offer.name).split())


def first_sport(offer: Offer, sports: Mapping[str, Sport]) -> Sport | None:
    return next((sports[key] for key in offer.sports if key in sports), None)


def offer_picture(offer: Offer) -> str:
    """The address of the picture of its first sport; nothing where there is none."""
    sport = first_sport(offer, parts().sports.by_id)
    return picture_address(sport.picture if sport else None)


def school_holidays_of(listing: Listing) -> Callable[[date], bool]:
    """Whether a day lies in the school holidays of the state of the venue."""
    state = listing.venue.address.state_code if listing.venue else ""
    return partial(parts().school_holidays.is_holiday, state)


def source_name(key: str) -> str:
    """What people call the list that a record comes from; nothing where it comes from none."""
    return next((source.name for source in parts().sources if source.key == key), "")

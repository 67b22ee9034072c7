"""Which listings readers find today: what nobody has confirmed for long is in no list."""

from directory.model import Listing, Status
from directory.model.ladder import Standing, standing_of
from directory.web.parts import parts


def is_found_today(listing: Listing) -> bool:
    """As the search sees it; also of a club without an offer."""
    if listing.offer and listing.offer.status is Status.ENDED:
        return False
    return standing_of(listing, parts().today(), parts().ladder) < Standing.HIDDEN

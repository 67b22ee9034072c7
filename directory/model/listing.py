"""An offer together with its club and its venue: what a reader sees and what search indexes."""

from dataclasses import dataclass

from directory.model.club import Club
from directory.model.offer import Offer
from directory.model.venue import Venue


@dataclass(frozen=True, slots=True)
class Listing:
    """One public entry.

    ``offer`` is None for a club of which no inclusive offer is known: such a listing is never
    shown as inclusive. ``venue`` is None where nobody told us a place.
    """

    club: Club
    offer: Offer | None = None
    venue: Venue | None = None

    @property
    def id(self) -> str:
        return self.offer.id if self.offer else self.club.id

    @property
    def name(self) -> str:
        """What the club calls it."""
        return self.offer.name if self.offer else self.club.name

"""Which offers a file holds: all of today, those of a question, or those of a region."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from flask import abort, request

from directory.catalogue.criteria import Sort
from directory.catalogue.query import OfferQuery
from directory.content.regions import Region
from directory.formats.atom import MOST_NEWS
from directory.model import Listing
from directory.web.found_today import is_found_today
from directory.web.parts import parts
from directory.web.scope import region_called
from directory.web.searching import HITS_AT_ONCE, all_hits

# Among so many that were confirmed last the newest are looked for.
LOOKED_AT: Final = 4 * MOST_NEWS


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an address asks for, with the same filters as the search page; ``region`` by its key."""

    query: OfferQuery
    region: Region | None = None

    @classmethod
    def of_request(cls) -> "Chosen":
        key = request.args.get("region", "")
        region = (region_called(key) or abort(404)) if key else None
        return cls(OfferQuery.from_args(request.args), region)

    @property
    def is_all(self) -> bool:
        return self.query.is_empty and self.region is None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As they stand in an address, without page and order."""
        region = [("region", self.region.key)] if self.region else []
        return region + self.query.without("sort").to_args()

    def listings(self, most: int = 1_000_000) -> Iterator[Listing]:
        """Offers in their order: all of them by id, those of a question as it finds them."""
        if self.is_all:
            everything = (one for one in parts().store.listings() if one.offer)
            return islice(filter(is_found_today, everything), most)
        return _read(islice(self._ids(), most))

    def freshest(self, most: int) -> tuple[Listing, ...]:
        """Those that were confirmed or changed last, among which the newest will be."""
        fresh = Chosen(self.query.with_(sort=Sort.FRESHNESS), self.region)
        # Asked of the index even where everything is wanted, for its order.
        return tuple(_read(islice(fresh._ids(most), most)))

    def _ids(self, most: int = 1_000_000) -> Iterator[str]:
        seen: set[str] = set()
        keys: Iterable[str] = self.region.ags if self.region else ("",)
        for key in keys:
            query = self.query.with_(ags=key) if key else self.query
            for hit in all_hits(parts(), query, most):
                if hit.id not in seen:
                    seen.add(hit.id)
                    yield hit.id


def _read(ids: Iterable[str]) -> Iterator[Listing]:
    """In the order of the ids; those that are gone meanwhile are left out."""
    remaining = iter(ids)
    while some := list(islice(remaining, HITS_AT_ONCE)):
        found = {one.id: one for one in parts().store.listings_by_id(some)}
        yield from (found[id] for id in some if id in found and found[id].offer)

"""A question that is fully understood: what an engine must answer, and what it answers with."""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from directory.catalogue.record import Kind
from directory.model import Need, TimeOfDay, Weekday

PAGE_SIZE = 10
DISTANCE_STEPS_KM = (5, 10, 20, 50, 100)


class Sort(StrEnum):
    """Order of hits; equal ones follow by id, so that pages never overlap."""

    DISTANCE = "distance"
    RELEVANCE = "relevance"
    FRESHNESS = "freshness"


class Circle(Struct, frozen=True):
    """Everything within ``radius_km`` (great circle) of a point in degrees."""

    latitude: float
    longitude: float
    radius_km: float | None = None


class Word(Struct, frozen=True):
    """One word that must occur: any of its analysed ``terms``; the first is the word itself.

    With ``prefix`` every indexed term that begins with the first one counts too.
    """

    terms: tuple[str, ...]
    prefix: bool = False


class Criteria(Struct, frozen=True):
    """All parts are joined by *and*; inside a set of sports, days or times by *or*.

    ``needs`` are each required to be yes; with ``unknown_too`` also unknown, never no.
    ``age`` matches a record whose known limits include it (an unknown limit does not exclude).
    ``verified_since`` is the first day that counts as confirmed.
    ``ags`` is a key or the beginning of one (2 digits state, 5 district, 8 municipality).
    Without ``circle`` the order by distance is the order by relevance.
    ``shown_since`` is the first day from which an age may count: what is older is not found;
    what is older than ``fresh_since`` stands behind everything else, in every order.
    ``by_town`` counts the results of each municipality too, which few pages need.
    Without ``counted`` there are no facets, only the total: for lists beside the answer. With
    ``counted_if_found`` an answer without any hit need only have the facet of distances.
    """

    kind: Kind = Kind.OFFER
    words: tuple[Word, ...] = ()
    sports: frozenset[str] = frozenset()
    days: frozenset[Weekday] = frozenset()
    times: frozenset[TimeOfDay] = frozenset()
    needs: frozenset[Need] = frozenset()
    unknown_too: bool = False
    age: int | None = None
    verified_since: date | None = None
    shown_since: date | None = None
    fresh_since: date | None = None
    circle: Circle | None = None
    ags: str = ""
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    by_town: bool = False
    counted: bool = True
    counted_if_found: bool = False


_read = msgspec.json.Decoder(dict[str, Any]).decode


@lru_cache(maxsize=500)
def _told(stored: bytes) -> dict[str, Any]:
    """About 5 kB each. Nobody may change them."""
    return _read(stored)


class Hit(Struct, frozen=True):
    """One result: its stored card, its score (0 where another order was asked for) and its distance
    (None without circle or point).

    ``stored`` is the card, or its very letters in the index, which are read when somebody asks for
    it: whoever kept what was made of the same letters needs no more.
    """

    id: str
    stored: dict[str, Any] | bytes
    score: float
    distance_km: float | None = None

    @property
    def card(self) -> dict[str, Any]:
        return _told(self.stored) if isinstance(self.stored, bytes) else self.stored


class Facets(Struct, frozen=True):
    """How many results each further choice would leave.

    Within sports, days and times a choice widens, so each of these three is counted without its
    own filter; needs, states and distances narrow and are counted within the results
    (``distances``: only with a circle; counted without its radius, cumulative by step).
    ``needs_unknown``: results for which a need is unknown.
    ``towns``: results by the 8-digit key of their municipality, only where they were asked for.
    """

    sports: dict[str, int] = msgspec.field(default_factory=dict)
    days: dict[Weekday, int] = msgspec.field(default_factory=dict)
    times: dict[TimeOfDay, int] = msgspec.field(default_factory=dict)
    needs: dict[Need, int] = msgspec.field(default_factory=dict)
    needs_unknown: dict[Need, int] = msgspec.field(default_factory=dict)
    states: dict[str, int] = msgspec.field(default_factory=dict)
    towns: dict[str, int] = msgspec.field(default_factory=dict)
    distances: dict[int, int] = msgspec.field(default_factory=dict)
    confirmed: int = 0


class Answer(Struct, frozen=True):
    """``total`` counts all matches. ``degraded`` says that the index could not be asked, ``stale``
    that nobody could say what has changed since it was made."""

    total: int
    hits: tuple[Hit, ...]
    facets: Facets = msgspec.field(default_factory=Facets)
    degraded: bool = False
    stale: bool = False

"""Where somebody is between the questions: all answers, which live in the address only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self

from msgspec import structs

from directory.catalogue.criteria import Criteria, Facets
from directory.catalogue.query import Args, OfferQuery
from directory.catalogue.understanding import Understanding, Understood
from directory.content.questions import Liking
from directory.web.addresses import asked
from directory.web.parts import parts

_LAST_PAGE = 200
_STATE_KEY_LENGTH, _DISTRICT_KEY_LENGTH = 2, 5


class Step(StrEnum):
    """The questions in their order; the value is the name of the view."""

    LIKING = "liking"
    SPORT = "sport"
    PLACE = "place"
    WAY = "way"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True)
class Journey:
    """All answers so far. An address of the search is a journey too, and the other way round.

    ``liking`` is what somebody likes, as long as no sport says it better. ``listed`` is the key
    of the state or district whose towns are shown, ``page`` the page of choices: both only say
    what is seen, they are no answers.
    """

    query: OfferQuery
    liking: str = ""
    listed: str = ""
    page: int = 1

    @classmethod
    def from_args(cls, args: Args) -> Self:
        """Never fails. Words of the one search box are left behind: here pictures ask anew."""
        query = OfferQuery.from_args(args)
        known = tuple(sport for sport in query.sports if sport in parts().sports.by_id)
        query = query.with_(text="", exact=False, sports=known, page=1)
        named = "".join(args.getlist("mag")[:1])
        liking = named if named in parts().questions.likings else liking_of(query)
        if query.what and query.what == _search_words(liking):
            query = query.with_(what="")
        return cls(query, liking, _listed(args), min(OfferQuery.from_args(args).page, _LAST_PAGE))

    @property
    def asked(self) -> OfferQuery:
        """The question for the search: a liking counts where no sport is chosen."""
        query = self.query
        if self.liking and not query.sports and not query.what:
            return query.with_(what=_search_words(self.liking))
        return query

    def with_(self, **values: Any) -> "Journey":
        """With other answers, and back at the first page of choices."""
        liking = values.pop("liking", self.liking)
        return Journey(self.query.with_(**values), liking)

    def seen(self, listed: str = "", page: int = 1) -> "Journey":
        """The same answers while other choices are seen."""
        return replace(self, listed=listed, page=page)

    def to_args(self) -> list[tuple[str, str]]:
        """Answers as the search names them; ``mag`` only where no sport tells the liking."""
        pairs = self.asked.to_args()
        if self.liking and liking_of(self.asked) != self.liking:
            pairs.append(("mag", self.liking))
        return pairs

    def address(self, step: Step, *, with_empty_place: bool = False) -> str:
        """Of a question, with all answers; an empty place says that the field was sent empty."""
        seen = [("liste", self.listed), ("seite", str(self.page) if self.page > 1 else "")]
        pairs = [*self.to_args(), *((name, value) for name, value in seen if value)]
        if with_empty_place:
            pairs.append(("ort", ""))
        return asked(f"questions.{step.value}", pairs)

    @property
    def results(self) -> str:
        """The address of the offers that fit."""
        return asked("finder.search", self.asked.to_args())

    def understood(self) -> Understood:
        return parts().understanding.understand(self.asked, parts().today())

    def count(self) -> int:
        """How many offers fit."""
        return parts().finder.find(self._criteria()).total

    def facets(self, *, by_town: bool = False) -> Facets:
        return parts().finder.find(structs.replace(self._criteria(), by_town=by_town)).facets

    def _criteria(self) -> Criteria:
        # Words that nobody knows would only hide offers; the search itself says more about them.
        return structs.replace(self.understood().criteria(lambda _words: ()), page=1, page_size=1)


def likings() -> Mapping[str, Liking]:
    return parts().questions.likings


def sports_of(liking: str) -> tuple[str, ...]:
    """The sports that belong to a liking, as search understands its words."""
    words = _search_words(liking)
    return _sports_meant(parts().understanding, words) if words else ()


@lru_cache(maxsize=256)
def _sports_meant(understanding: Understanding, words: str) -> tuple[str, ...]:
    # Which sports words mean does not depend on the day.
    return understanding.understand(OfferQuery(what=words), date.min).sports


def liking_of(query: OfferQuery) -> str:
    """The first liking with these words, or else with the first sport."""
    for key, liking in likings().items():
        if query.what and query.what == liking.search:
            return key
        if not query.what and query.sports and query.sports[0] in sports_of(key):
            return key
    return ""


def _search_words(liking: str) -> str:
    known = likings().get(liking)
    return known.search if known else ""


def _listed(args: Args) -> str:
    """The key of a state or a district, such as 15 or 15088."""
    key = "".join(args.getlist("liste")[:1])
    lengths = (_STATE_KEY_LENGTH, _DISTRICT_KEY_LENGTH)
    return key if key.isascii() and key.isdecimal() and len(key) in lengths else ""

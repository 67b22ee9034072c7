"""The start page, the list of sports, and the page of one sport."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from directory.catalogue.criteria import Answer, Facets
from directory.content import Sport, Sports
from directory.web.finder.places_page import state_tiles
from directory.web.finder.present import (
    Card,
    Tile,
    card_of,
    home,
    offers_words,
    picture_address,
    sport_tile,
)
from directory.web.languages import _
from directory.web.page import Link

SPORTS_ON_START = 7


@dataclass(frozen=True, slots=True)
class StartPage:
    """Words for ``finder/start.html``."""

    title: str
    trail: tuple[Link, ...]
    sports: tuple[Tile, ...]
    states: tuple[Tile, ...]

    @classmethod
    def of(cls, facets: Facets, sports: Sports) -> "StartPage":
        return cls(
            title=_("Was möchten Sie machen?"),
            trail=(),
            sports=tuple(
                sport_tile(sports.by_id[key], facets.sports[key])
                for key in _most_offered(facets.sports, sports)[:SPORTS_ON_START]
            ),
            states=tuple(state_tiles(facets.states)),
        )


def _most_offered(counts: Mapping[str, int], sports: Sports) -> list[str]:
    known = [key for key, count in counts.items() if count and key in sports.by_id]
    return sorted(known, key=lambda key: (-counts[key], sports.by_id[key].name))


@dataclass(frozen=True, slots=True)
class SportGroup:
    key: str
    name: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class SportsPage:
    """Words for ``finder/sports.html``: groups of sports with offers, and the others as words."""

    title: str
    trail: tuple[Link, ...]
    groups: tuple[SportGroup, ...]
    others: tuple[Link, ...]

    @classmethod
    def of(cls, sports: Sports, counts: Mapping[str, int]) -> "SportsPage":
        groups = []
        for category in sports.categories.values():
            offered = [s for s in sports.in_category(category.id) if counts.get(s.id)]
            if offered:
                tiles = tuple(sport_tile(sport, counts[sport.id]) for sport in offered)
                groups.append(SportGroup(category.id, category.name, tiles))
        others = sorted(
            (sport for sport in sports.all() if not counts.get(sport.id)),
            key=lambda sport: sport.name,
        )
        return cls(
            title=_("Alle Sportarten"),
            trail=(home(),),
            groups=tuple(groups),
            others=tuple(
                Link(sport.name, url_for("finder.sport", sport_id=sport.id)) for sport in others
            ),
        )


@dataclass(frozen=True, slots=True)
class SportPage:
    """Words for ``finder/sport.html``."""

    title: str
    trail: tuple[Link, ...]
    sport_id: str
    picture: str
    lead: str
    cards: tuple[Card, ...]
    all_href: str
    all_words: str

    @classmethod
    def of(cls, sport: Sport, answer: Answer, sports: Sports, today: date) -> "SportPage":
        more = answer.total > len(answer.hits)
        return cls(
            title=sport.name,
            trail=(home(), Link(_("Alle Sportarten"), url_for("finder.sports"))),
            sport_id=sport.id,
            picture=picture_address(sport.picture),
            lead=(
                _("Wir kennen {count} für diesen Sport.", count=offers_words(answer.total))
                if answer.total
                else _("Wir kennen noch kein Angebot für diesen Sport.")
            ),
            cards=tuple(card_of(hit, sports.by_id, today) for hit in answer.hits),
            all_href=url_for("finder.search", sport=sport.id) if more else "",
            all_words=_("Alle {count} zeigen", count=offers_words(answer.total)),
        )

"""The start page and the list of sports."""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.catalogue.criteria import Facets
from directory.content import Pictures, Sports
from directory.web.addresses import url_for
from directory.web.finder.present import Tile, home, picture_address, sport_name, sport_tile
from directory.web.languages import _
from directory.web.page import Link

SPORTS_ON_START = 7
SPORTS_OF_THE_PICTURE = ("fussball", "schwimmen", "tanzen")


@dataclass(frozen=True, slots=True)
class StartPage:
    """Words for ``finder/start.html``."""

    title: str
    trail: tuple[Link, ...]
    pictures: tuple[str, ...]
    search_picture: str
    place_pictures: tuple[str, ...]
    sports: tuple[Tile, ...]
    sports_picture: str
    more: tuple[Tile, ...]

    @classmethod
    def of(cls, facets: Facets, sports: Sports, pictures: Pictures | None) -> "StartPage":
        return cls(
            title=_("Welchen Sport möchten Sie machen?"),
            trail=(),
            pictures=tuple(
                picture_address(sports.by_id[key].picture)
                for key in SPORTS_OF_THE_PICTURE
                if key in sports.by_id
            ),
            search_picture=_thing(pictures, "search"),
            place_pictures=(_thing(pictures, "germany"),) if pictures else (),
            sports=tuple(
                sport_tile(sports.by_id[key], facets.sports[key])
                for key in _most_offered(facets.sports, sports)[:SPORTS_ON_START]
            ),
            sports_picture=_thing(pictures, "sport"),
            more=tuple(
                Tile(words, address, _thing(pictures, thing))
                for words, address, thing in (
                    (_("So geht das"), _text("so-geht-das"), "question"),
                    (_("Für Vereine"), url_for("clubs.why"), "club"),
                    (_("Für die Beratung"), _text("fuer-beratung"), "together"),
                    (_("Hilfe"), _text("hilfe"), "phone"),
                )
            ),
        )


def _text(name: str) -> str:
    return url_for("help.page", name=name)


def _thing(pictures: Pictures | None, key: str) -> str:
    found = pictures.thing(key) if pictures else None
    return picture_address(found.file) if found else ""


def _most_offered(counts: Mapping[str, int], sports: Sports) -> list[str]:
    known = [key for key, count in counts.items() if count and key in sports.by_id]
    return sorted(known, key=lambda key: (-counts[key], sport_name(sports.by_id[key])))


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
                groups.append(SportGroup(category.id, sport_name(category), tiles))
        others = sorted(
            (sport for sport in sports.all() if not counts.get(sport.id)),
            key=sport_name,
        )
        return cls(
            title=_("Alle Sportarten"),
            trail=(home(),),
            groups=tuple(groups),
            others=tuple(
                Link(sport_name(sport), url_for("finder.sport", sport_id=sport.id))
                for sport in others
            ),
        )

"""Places from the big to the small: all states, one state, one district, one town."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import cos, radians

from directory.catalogue.criteria import Answer, Hit
from directory.content import Sports
from directory.geo import Gazetteer, Place, about_km, distance_km
from directory.geo.frame import KM_OF_A_DEGREE
from directory.web.addresses import url_for
from directory.web.finder.offer_maps import numbered_cards, numbered_points
from directory.web.finder.present import (
    Card,
    ClubCard,
    Tile,
    card_of,
    club_card_of,
    home,
    offers_words,
)
from directory.web.languages import _
from directory.web.maps import (
    Here,
    MapDrawing,
    Numbered,
    germany_map,
    places_map,
    state_map,
)
from directory.web.page import Link
from directory.web.voice import voice
from directory.wording import distance_words, place_words

STATES = {
    "BW": ("08", "Baden-Württemberg"),
    "BY": ("09", "Bayern"),
    "BE": ("11", "Berlin"),
    "BB": ("12", "Brandenburg"),
    "HB": ("04", "Bremen"),
    "HH": ("02", "Hamburg"),
    "HE": ("06", "Hessen"),
    "MV": ("13", "Mecklenburg-Vorpommern"),
    "NI": ("03", "Niedersachsen"),
    "NW": ("05", "Nordrhein-Westfalen"),
    "RP": ("07", "Rheinland-Pfalz"),
    "SL": ("10", "Saarland"),
    "SN": ("14", "Sachsen"),
    "ST": ("15", "Sachsen-Anhalt"),
    "SH": ("01", "Schleswig-Holstein"),
    "TH": ("16", "Thüringen"),
}
"""Each state with the beginning of its municipality keys, in the order of the alphabet."""

# More numbers than these cannot be read on a map.
MOST_NUMBERS = 12
NEAR_TOWNS = 6
# Farther than this nobody calls near.
NEAR_KM = 50
# Half of a window in degrees of latitude: about 11, 33, 110, 330 kilometres, all of Germany.
_WINDOWS = (0.1, 0.3, 1.0, 3.0, 12.0)


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place in a list, with lines below its name; ``number`` is that of the map, if any."""

    words: str
    href: str
    more: tuple[str, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class StatesPage:
    """Words for ``finder/places.html``."""

    title: str
    trail: tuple[Link, ...]
    states: tuple[PlaceEntry, ...]
    map: MapDrawing | None

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "StatesPage":
        return cls(
            title=_("Alle Orte"),
            trail=(home(),),
            states=tuple(
                PlaceEntry(tile.words, tile.href, (tile.more,), str(number))
                for number, tile in enumerate(state_tiles(counts), start=1)
            ),
            map=germany_map(_state_address, lambda code: _count_words(counts.get(code, 0))),
        )


@dataclass(frozen=True, slots=True)
class StatePage:
    """Words for ``finder/state.html``; ``near`` are towns beyond the border, where it is empty."""

    title: str
    trail: tuple[Link, ...]
    lead: str
    search_href: str
    map: MapDrawing | None
    towns: tuple[PlaceEntry, ...]
    districts: tuple[PlaceEntry, ...]
    near: tuple[PlaceEntry, ...]


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """Words for ``finder/district.html``."""

    title: str
    trail: tuple[Link, ...]
    lead: str
    search_href: str
    map: MapDrawing | None
    towns: tuple[PlaceEntry, ...]
    empty_towns: tuple[Link, ...]
    near: tuple[PlaceEntry, ...]


@dataclass(frozen=True, slots=True)
class TownPage:
    """Words for ``finder/town.html``: offers here, offers near by, towns near by, clubs."""

    title: str
    trail: tuple[Link, ...]
    lead: tuple[str, ...]
    cards: tuple[Card, ...]
    all_href: str
    all_words: str
    near_cards: tuple[Card, ...]
    map: MapDrawing | None
    near: tuple[PlaceEntry, ...]
    clubs: tuple[ClubCard, ...]
    search_href: str
    search_words: str


def state_tiles(counts: Mapping[str, int]) -> Iterator[Tile]:
    for code, (_ags, name) in STATES.items():
        yield Tile(name, _state_address(code), more=_count_words(counts.get(code, 0)))


def state_page(code: str, towns: Mapping[str, int], gazetteer: Gazetteer) -> StatePage:
    """``towns``: offers by the key of the municipality, of all states."""
    ags, name = STATES[code]
    inside = gazetteer.towns_in(ags)
    own = {town.ags: towns[town.ags] for town in inside if town.ags in towns}
    total = sum(own.values())
    most = _most_offered(own, gazetteer)[:MOST_NUMBERS]
    return StatePage(
        title=_("Orte in {state}", state=name),
        trail=_trail(),
        lead=_lead(total),
        search_href=url_for("finder.search", land=code) if total else "",
        map=state_map(code, tuple(_numbered(most))),
        towns=tuple(_entries(most, own)),
        districts=tuple(_districts(inside, own, gazetteer)),
        near=() if total else tuple(_near_towns(_middle(inside), towns, gazetteer)),
    )


def district_page(district: Place, towns: Mapping[str, int], gazetteer: Gazetteer) -> DistrictPage:
    """A Landkreis with all its towns; ``towns`` as in ``state_page``."""
    inside = gazetteer.towns_in(district.ags)
    own = {town.ags: towns[town.ags] for town in inside if town.ags in towns}
    total = sum(own.values())
    offered = _most_offered(own, gazetteer)
    name = place_words(district.name, voice())
    return DistrictPage(
        title=_("Sport in {place}", place=name),
        trail=_trail(district.state_code),
        lead=_lead(total),
        search_href=url_for("finder.search", ags=district.ags) if total else "",
        map=places_map(_("Karte: {place}", place=name), tuple(_numbered(offered[:MOST_NUMBERS]))),
        towns=tuple(_entries(offered, own)),
        empty_towns=tuple(
            Link(place_words(town.name, voice()), town_address(town))
            for town in sorted(inside, key=lambda town: town.name)
            if town.ags not in own
        ),
        near=() if total else tuple(_near_towns(district, towns, gazetteer)),
    )


@dataclass(frozen=True, slots=True)
class TownAnswers:
    """What was found for one town: offers in it, offers around it, and clubs around it."""

    here: Answer
    around: tuple[Hit, ...]
    clubs: Answer


def town_page(
    town: Place,
    found: TownAnswers,
    *,
    towns: Mapping[str, int],
    gazetteer: Gazetteer,
    sports: Sports,
    today: date,
) -> TownPage:
    """One town, also one without an offer; ``towns`` as in ``state_page``."""
    name = place_words(town.name, voice())
    hits = (*found.here.hits, *found.around)
    cards = numbered_cards(card_of(hit, sports.by_id, today) for hit in hits)
    count = len(found.here.hits)
    total = found.here.total
    return TownPage(
        title=_("Sport in {place}", place=name),
        trail=_trail(town.state_code, gazetteer.by_ags(town.ags[:5])),
        lead=tuple(_town_lead(total, name, found.around)),
        cards=cards[:count],
        all_href=url_for("finder.search", ags=town.ags) if total > count else "",
        all_words=_("Alle {count} zeigen", count=offers_words(total)),
        near_cards=cards[count:],
        map=places_map(
            _("Karte: {place}", place=name),
            numbered_points(cards),
            Here(town.longitude, town.latitude, _("Hier ist {place}.", place=name)),
        ),
        near=tuple(_near_towns(town, towns, gazetteer, without=town.ags)),
        clubs=tuple(club_card_of(hit, sports.by_id) for hit in found.clubs.hits),
        search_href=url_for("finder.search", ort=_search_name(town)),
        search_words=_("Auch in der Nähe von {place} suchen", place=name),
    )


def town_address(town: Place) -> str:
    return url_for("finder.town", state=town.state_code.lower(), ags=town.ags)


def _state_address(code: str) -> str:
    return url_for("finder.state", state=code.lower())


def _trail(code: str = "", district: Place | None = None) -> tuple[Link, ...]:
    links = [home(), Link(_("Alle Orte"), url_for("finder.places"))]
    if code:
        links.append(Link(STATES[code][1], _state_address(code)))
    if district and len(district.ags) == 5:
        links.append(Link(place_words(district.name, voice()), town_address(district)))
    return tuple(links)


def _count_words(count: int) -> str:
    return offers_words(count) if count else _("noch kein Angebot")


def _lead(total: int) -> str:
    if not total:
        return _("Hier kennen wir noch kein Angebot.")
    return _("Hier gibt es {count}.", count=offers_words(total))


def _town_lead(total: int, name: str, around: tuple[Hit, ...]) -> Iterator[str]:
    if total:
        yield _("Hier gibt es {count}.", count=offers_words(total))
    else:
        yield _("In {place} kennen wir noch kein Angebot.", place=name)
        if around and (around[0].distance_km or 0) <= NEAR_KM:
            yield _("Aber in der Nähe gibt es Sport.")
        elif around:
            yield _("Wir zeigen Ihnen die nächsten Angebote.")


def _search_name(town: Place) -> str:
    """With its district a name means only one place, unless the town is its own district."""
    if town.ags.endswith("000") or not town.district:
        return town.name
    return f"{town.name} {town.district}"


def _most_offered(own: Mapping[str, int], gazetteer: Gazetteer) -> list[Place]:
    known = [town for town in map(gazetteer.by_ags, own) if town]
    return sorted(known, key=lambda town: (-own[town.ags], town.name))


def _numbered(towns: Iterable[Place]) -> Iterator[Numbered]:
    for number, town in enumerate(towns, start=1):
        yield Numbered(number, town.longitude, town.latitude)


def _entries(towns: Iterable[Place], counts: Mapping[str, int]) -> Iterator[PlaceEntry]:
    for number, town in enumerate(towns, start=1):
        yield PlaceEntry(
            place_words(town.name, voice()),
            town_address(town),
            (offers_words(counts[town.ags]),),
            str(number) if number <= MOST_NUMBERS else "",
        )


def _districts(
    inside: Iterable[Place], own: Mapping[str, int], gazetteer: Gazetteer
) -> Iterator[PlaceEntry]:
    """Districts and towns that are a district of their own, by name."""
    counts: dict[str, int] = {}
    for town in inside:
        counts[town.ags[:5]] = counts.get(town.ags[:5], 0) + own.get(town.ags, 0)
    areas = [area for area in map(gazetteer.by_ags, counts) if area]
    for area in sorted(areas, key=lambda area: area.name.removeprefix("Landkreis ")):
        yield PlaceEntry(
            place_words(area.name, voice()),
            town_address(area),
            (_count_words(counts[area.ags[:5]]),),
        )


def _middle(towns: Iterable[Place]) -> Place:
    """The biggest town of a state stands for its middle."""
    return max(towns, key=lambda town: town.population)


def _near_towns(
    place: Place, towns: Mapping[str, int], gazetteer: Gazetteer, without: str = ""
) -> Iterator[PlaceEntry]:
    """The next towns with offers, nearest first."""
    known = _near_enough(place, towns, gazetteer, without)
    near = sorted((distance_km(place, town), town.ags, town) for town in known)
    for km, ags, town in near[:NEAR_TOWNS]:
        yield PlaceEntry(
            place_words(town.name, voice()),
            town_address(town),
            (
                distance_words(about_km(km) if km >= 1 else 0, voice()),
                offers_words(towns[ags]),
            ),
        )


def _near_enough(
    place: Place, towns: Mapping[str, int], gazetteer: Gazetteer, without: str
) -> list[Place]:
    """All towns with offers in the smallest window that surely holds the nearest ones."""
    for upward in _WINDOWS:
        across = upward / cos(radians(place.latitude))
        seen = gazetteer.towns_seen_in(
            place.longitude - across,
            place.latitude - upward,
            place.longitude + across,
            place.latitude + upward,
        )
        found = [town for town in seen if town.ags in towns and town.ags != without]
        # What lies in its corners may be farther than what lies beyond its edge.
        if sum(distance_km(place, town) < upward * KM_OF_A_DEGREE for town in found) >= NEAR_TOWNS:
            return found
    return found

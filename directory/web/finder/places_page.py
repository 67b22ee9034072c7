"""Lists of places: all states, and one state with its districts and towns."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from directory.catalogue.criteria import Answer, Criteria
from directory.content import Sports
from directory.geo import Gazetteer
from directory.web.finder.present import Card, Tile, card_of, home, offers_words
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import Finds
from directory.web.voice import voice
from directory.wording import place_words

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

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class StatesPage:
    """Words for ``finder/places.html``."""

    title: str
    trail: tuple[Link, ...]
    tiles: tuple[Tile, ...]

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "StatesPage":
        return cls(_("Alle Orte"), (home(),), tuple(state_tiles(counts)))


@dataclass(frozen=True, slots=True, order=True)
class Town:
    name: str
    district: str


@dataclass(frozen=True, slots=True)
class District:
    key: str
    name: str
    towns: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class StatePage:
    """Words for ``finder/state.html``."""

    title: str
    trail: tuple[Link, ...]
    districts: tuple[District, ...]
    search_href: str


@dataclass(frozen=True, slots=True)
class TownPage:
    """Words for ``finder/town.html``."""

    title: str
    trail: tuple[Link, ...]
    lead: str
    cards: tuple[Card, ...]
    all_href: str
    all_words: str
    search_href: str
    search_words: str


def state_tiles(counts: Mapping[str, int]) -> Iterator[Tile]:
    for code, (_ags, name) in STATES.items():
        count = counts.get(code, 0)
        yield Tile(
            name,
            url_for("finder.state", state=code.lower()),
            more=offers_words(count) if count else _("noch kein Angebot"),
        )


def state_page(state: str, towns: Mapping[Town, int], gazetteer: Gazetteer) -> StatePage:
    """``towns``: offers by town; towns without one are left out."""
    districts: dict[str, list[Tile]] = {}
    for town, count in sorted(towns.items()):
        tile = Tile(
            place_words(town.name, voice()),
            _town_address(state, town, gazetteer),
            more=offers_words(count),
        )
        districts.setdefault(town.district or town.name, []).append(tile)
    return StatePage(
        title=_("Orte in {state}", state=STATES[state][1]),
        trail=(home(), Link(_("Alle Orte"), url_for("finder.places"))),
        districts=tuple(
            District(f"kreis-{number}", place_words(name, voice()), tuple(districts[name]))
            for number, name in enumerate(sorted(districts), start=1)
        ),
        search_href=url_for("finder.search", land=state),
    )


def _town_address(state: str, town: Town, gazetteer: Gazetteer) -> str:
    """The page of a town, or a search where the gazetteer does not know its key."""
    for place in gazetteer.named(town.name):
        in_district = town.district in ("", place.district)
        if place.state_code == state and len(place.ags) == 8 and in_district:
            return url_for("finder.town", state=state.lower(), ags=place.ags)
    return url_for("finder.search", ort=town.name, land=state)


def town_page(state: str, ags: str, answer: Answer, sports: Sports, today: date) -> TownPage:
    """``answer`` has at least one hit, which knows the name of the place."""
    place = answer.hits[0].card.get("place") or {}
    name = place_words(place.get("name" if len(ags) == 8 else "district") or "", voice())
    return TownPage(
        title=_("Sport in {place}", place=name),
        trail=(
            home(),
            Link(_("Alle Orte"), url_for("finder.places")),
            Link(STATES[state][1], url_for("finder.state", state=state.lower())),
        ),
        lead=_("Hier gibt es {count}.", count=offers_words(answer.total)),
        cards=tuple(card_of(hit, sports.by_id, today) for hit in answer.hits),
        all_href=url_for("finder.search", ags=ags) if answer.total > len(answer.hits) else "",
        all_words=_("Alle {count} zeigen", count=offers_words(answer.total)),
        search_href=url_for("finder.search", ort=name),
        search_words=_("Auch in der Nähe von {place} suchen", place=name),
    )


def offers_by_town(finder: Finds, state: str) -> Counter[Town]:
    """How many offers each town of a state has."""
    counts: Counter[Town] = Counter()
    page = 1
    while True:
        answer = finder.find(Criteria(ags=STATES[state][0], page=page, page_size=_BATCH))
        for hit in answer.hits:
            place = hit.card.get("place")
            if place and place.get("name"):
                counts[Town(place["name"], place.get("district") or "")] += 1
        if page * _BATCH >= answer.total or not answer.hits:
            return counts
        page += 1

"""The second question: where; by typing, by tapping from state to town, or where one is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from directory.geo import Place
from directory.web.finder.places_page import STATES
from directory.web.languages import _
from directory.web.maps import MapDrawing, germany_map, state_numbers
from directory.web.questions.journey import Journey, Step
from directory.web.questions.naming import (
    Typed,
    around,
    is_point,
    key_name,
    only_words,
    place_name,
    towns_in,
)
from directory.web.questions.needs_page import Carried
from directory.web.questions.present import (
    Choice,
    Frame,
    Shown,
    count_words,
    egal,
    frame,
    shown,
    thing,
)
from directory.web.voice import voice
from directory.wording import place_words

# States that are a town: who chooses one has named the town.
_TOWN_STATES = ("BE", "HH")
_FEW_TOWNS = 12


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Words for ``questions/place.html``.

    ``typed`` stays in the field. ``fault`` says what to do with it. ``nearby`` is the address that
    the script completes with the point; only the first view has it, and the map.
    """

    title: str
    trail: tuple[()]
    frame: Frame
    lead: tuple[str, ...]
    fault: str
    typed: str
    carried: tuple[Carried, ...]
    choices_title: str
    choices: tuple[Choice, ...]
    more: str
    nearby: str
    map: MapDrawing | None


def place_page(journey: Journey, typed: Typed, *, nothing_typed: bool = False) -> PlacePage:
    """The states, the towns of one, or the question which of several places is meant."""
    if typed.places and not typed.is_clear:
        return _which_page(journey, typed)
    if journey.listed and towns_in(journey.listed):
        return _listed_page(journey)
    fault = ""
    if nothing_typed:
        fault = _("Schreiben Sie bitte einen Ort oder eine Postleitzahl.")
    elif not typed.is_clear:
        fault = _("Diesen Ort kennen wir nicht. Schreiben Sie bitte einen anderen Ort.")
    return _states_page(journey, fault)


def _states_page(journey: Journey, fault: str) -> PlacePage:
    counts = _without_place(journey).facets().states
    numbers = state_numbers()
    ordered = sorted(STATES, key=lambda code: (-counts.get(code, 0), STATES[code][1]))

    def choice(code: str) -> Choice:
        number, name = STATES[code]
        return Choice(
            # The number stands on the map too.
            words=f"{numbers[code]} {name}" if code in numbers else name,
            href=_state_address(journey, code),
            more=(count_words(counts.get(code, 0)),),
            chosen=journey.query.state == code or journey.query.ags[:2] == number,
        )

    nowhere = _without_place(journey)
    anywhere = egal(nowhere.with_(radius_km=None).address(Step.NEEDS))
    part = shown(journey, Step.PLACE, ordered, choice, anywhere)
    page = _page(journey, _("Wo möchten Sie Sport machen?"), part)
    if journey.page > 1:
        return page
    return replace(
        page,
        fault=fault,
        choices_title=_("Oder wählen Sie Ihr Bundesland"),
        nearby=nowhere.address(Step.WAY),
        map=germany_map(
            lambda code: _state_address(journey, code),
            lambda code: count_words(counts.get(code, 0)),
        ),
    )


def _listed_page(journey: Journey) -> PlacePage:
    """The towns of a state or district, and "everywhere in it"."""
    key = journey.listed
    nowhere = _without_place(journey)
    counts = nowhere.with_(ags=key).facets(by_town=True).towns
    whole = nowhere.with_(radius_km=None)
    if len(key) == 2:
        code = next(code for code, (number, _name) in STATES.items() if number == key)
        name = STATES[code][1]
        title = _("{state}: Welche Gegend?", state=name)
        everywhere = whole.with_(state=code)
        items = _inside_state(key, counts)
    else:
        name = key_name(key)
        title = _("{district}: Welcher Ort?", district=name)
        everywhere = whole.with_(ags=key)
        items = _most_offers_first([(town.name, town) for town in towns_in(key)], counts)
    anywhere = Choice(
        words=_("Überall in {place}", place=name),
        href=everywhere.address(Step.NEEDS),
        picture=thing("map"),
        more=(count_words(everywhere.count()),),
        chosen=everywhere.query == journey.with_(radius_km=None).query,
    )

    def choice(item: Place | str) -> Choice:
        if isinstance(item, str):
            href, words = journey.seen(item).address(Step.PLACE), key_name(item)
        else:
            href, words = _place_address(journey, item), place_words(item.name, voice())
        return Choice(words, href, more=(count_words(_count(item, counts)),))

    return _page(journey, title, shown(journey, Step.PLACE, items, choice, anywhere))


def _inside_state(key: str, counts: Mapping[str, int]) -> list[Place | str]:
    """Where a few towns have offers, they come first; then districts, which may be towns too."""
    towns = towns_in(key)
    offered = [(town.name, town) for town in towns if counts.get(town.ags)]
    first = _most_offers_first(offered if len(offered) <= _FEW_TOWNS else [], counts)
    of_district: dict[str, list[Place]] = defaultdict(list)
    for town in towns:
        of_district[town.ags[:5]].append(town)
    districts: list[tuple[str, Place | str]] = []
    for district, inside in of_district.items():
        if len(inside) > 1:
            districts.append((key_name(district), district))
        elif inside[0] not in first:
            districts.append((inside[0].name, inside[0]))
    return first + _most_offers_first(districts, counts)


def _most_offers_first(
    named: Sequence[tuple[str, Place | str]], counts: Mapping[str, int]
) -> list[Place | str]:
    ordered = sorted(named, key=lambda one: (-_count(one[1], counts), one[0]))
    return [item for _name, item in ordered]


def _count(item: Place | str, counts: Mapping[str, int]) -> int:
    """Of a town, or of all towns of a district by its key."""
    if isinstance(item, str):
        return sum(count for ags, count in counts.items() if ags.startswith(item))
    return counts.get(item.ags, 0)


def _which_page(journey: Journey, typed: Typed) -> PlacePage:
    """ "Welches Neustadt?": each with what tells it from the others."""

    def choice(place: Place) -> Choice:
        return Choice(place_name(place), _place_address(journey, place), more=(around(place),))

    nowhere = _without_place(journey)
    other = Choice(_("Ein anderer Ort"), nowhere.address(Step.PLACE), thing("map"))
    title = (
        _("Welches {name} meinen Sie?", name=typed.places[0].name.split()[0])
        if typed.same_name
        else _("Welchen Ort meinen Sie?")
    )
    lead = () if typed.same_name else (_("Sie haben geschrieben: {typed}", typed=typed.text),)
    part = shown(journey, Step.PLACE, typed.places, choice, other)
    return replace(_page(journey, title, part), lead=lead)


def _page(journey: Journey, title: str, part: Shown) -> PlacePage:
    carried = _without_place(journey).to_args()
    return PlacePage(
        title=title,
        trail=(),
        frame=frame(journey, Step.PLACE),
        lead=(),
        fault="",
        typed="" if is_point(journey) else journey.query.where,
        carried=tuple(Carried(name, value) for name, value in carried),
        choices_title="",
        choices=part.choices,
        more=part.more,
        nearby="",
        map=None,
    )


def _without_place(journey: Journey) -> Journey:
    return journey.with_(where="", state="", ags="")


def _state_address(journey: Journey, code: str) -> str:
    number, name = STATES[code]
    if code in _TOWN_STATES:
        return _without_place(journey).with_(where=name).address(Step.WAY)
    return journey.seen(number).address(Step.PLACE)


def _place_address(journey: Journey, place: Place) -> str:
    """Around the place, or inside its border where no words mean only this one."""
    nowhere = _without_place(journey)
    words = only_words(place)
    if words:
        return nowhere.with_(where=words).address(Step.NEEDS if place.is_area else Step.WAY)
    return nowhere.with_(ags=place.ags).address(Step.NEEDS)

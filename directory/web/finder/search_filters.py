"""The filters beside the results: choices with counts, chosen ones as chips, and the address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from directory.catalogue.criteria import DISTANCE_STEPS_KM, Sort
from directory.catalogue.query import DAYS, NEEDS, SORTS, TIMES, OfferQuery
from directory.content import Sport
from directory.model import TimeOfDay
from directory.web.addresses import asked
from directory.web.finder.places_page import STATES
from directory.web.finder.present import offers_words, sport_name
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.searching import Found
from directory.web.voice import voice
from directory.wording import need_words, place_words, weekday_words

MOST_SPORTS = 8


@dataclass(frozen=True, slots=True)
class Field:
    """A value that a form carries along."""

    name: str
    value: str


class Choice(NamedTuple):
    """What ``components/choice.html`` is given, in this order; a page has thirty of them.

    ``count_words``: how many offers are left with it.
    """

    name: str
    value: str
    words: str
    count_words: str
    chosen: bool


class Group(NamedTuple):
    """Choices that belong together, in the words of ``components/filters.html``."""

    legend: str
    kind: str
    open: bool
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    name: str = ""
    typed: str = ""


def address(query: OfferQuery, endpoint: str = "finder.search") -> str:
    """The address of a question, here or at another page; equal questions have equal ones."""
    return asked(endpoint, query.to_args())


def without_filters(query: OfferQuery) -> OfferQuery:
    return query.without(
        "radius_km",
        "sports",
        "days",
        "times",
        "age",
        "needs",
        "unknown_too",
        "confirmed",
        "state",
        "ags",
    )


def chips(query: OfferQuery, by_id: Mapping[str, Sport]) -> Iterator[Link]:
    """Everything that was chosen; each link takes one thing away and says so."""
    for words, without in chosen(query, by_id):
        yield Link(_("Wegnehmen: {choice}", choice=words), address(without))


def chosen(query: OfferQuery, by_id: Mapping[str, Sport]) -> Iterator[tuple[str, OfferQuery]]:
    """Each choice in words, and the question without it."""
    for sport in query.sports:
        if sport in by_id:
            yield sport_name(by_id[sport]), query.without(sports=sport)
    for day in query.days:
        yield weekday_words(day, voice()), query.without(days=day)
    for time in query.times:
        yield time_words(time), query.without(times=time)
    for need in query.needs:
        yield need_words(need, voice()), query.without(needs=need)
    if query.age is not None:
        yield _("{age} Jahre alt", age=query.age), query.without("age")
    if query.radius_km is not None:
        yield _("Bis {km} Kilometer", km=query.radius_km), query.without("radius_km")
    if query.confirmed:
        yield _("Vor Kurzem geprüft"), query.without("confirmed")
    if query.unknown_too and query.needs:
        yield _("Auch wenn wir es nicht wissen"), query.without("unknown_too")
    if query.state:
        yield STATES[query.state][1], query.without("state")
    if query.ags:
        yield border_name(query) or _("Nur in diesem Ort"), query.without("ags")


def border_name(query: OfferQuery) -> str:
    """The town, district or state that was chosen; "" without one or for an unknown key."""
    place = parts().gazetteer.by_ags(query.ags) if query.ags else None
    if place:
        return place_words(place.name, voice())
    return STATES[query.state][1] if query.state and not query.ags else ""


def time_words(time: TimeOfDay) -> str:
    if time is TimeOfDay.MORNING:
        return _("Am Vormittag")
    return _("Am Nachmittag") if time is TimeOfDay.AFTERNOON else _("Am Abend")


def groups(found: Found, by_id: Mapping[str, Sport], radius: tuple[Choice, ...]) -> Iterator[Group]:
    """All groups that leave something to choose; ``radius`` as of ``radius_choices``."""
    for group in _all_groups(found, by_id, radius):
        if group.choices or group.name:
            yield group


def _all_groups(
    found: Found, by_id: Mapping[str, Sport], radius: tuple[Choice, ...]
) -> Iterator[Group]:
    query, facets = found.query, found.answer.facets
    yield Group(
        _("Was ist Ihnen wichtig?"), "checkbox", open=True, choices=tuple(_need_choices(found))
    )
    yield Group(
        _("An welchem Tag?"),
        "checkbox",
        open=bool(query.days),
        choices=tuple(
            Choice(
                "tag",
                key,
                weekday_words(day, voice()),
                _count(facets.days.get(day)),
                day in query.days,
            )
            for key, day in DAYS.items()
            if facets.days.get(day) or day in query.days
        ),
    )
    yield Group(
        _("Zu welcher Zeit?"),
        "checkbox",
        open=bool(query.times),
        choices=tuple(
            Choice(
                "zeit", key, time_words(time), _count(facets.times.get(time)), time in query.times
            )
            for key, time in TIMES.items()
            if facets.times.get(time) or time in query.times
        ),
    )
    sports = _sport_choices(found, by_id)
    if len(sports) > 1:
        yield Group(_("Welcher Sport?"), "checkbox", bool(query.sports), sports)
    if found.criteria.circle:
        yield Group(
            _("Wie weit darf es weg sein?"),
            "radio",
            open=query.radius_km is not None,
            choices=radius,
        )
    yield Group(
        _("Wie alt sind Sie?"),
        "number",
        open=query.age is not None,
        hint=_("Ihr Alter in Jahren"),
        name="alter",
        typed="" if query.age is None else str(query.age),
    )
    yield Group(
        _("Wie sicher sind die Angaben?"),
        "checkbox",
        open=query.confirmed,
        choices=(
            Choice(
                "geprueft",
                "1",
                _("Geprüft in den letzten 6 Monaten"),
                _count(facets.confirmed),
                query.confirmed,
            ),
        ),
    )
    yield Group(_("Was soll oben stehen?"), "radio", query.sort is not None, _sort_choices(found))


def _need_choices(found: Found) -> Iterator[Choice]:
    query, counts = found.query, found.answer.facets.needs
    for key, need in NEEDS.items():
        if counts.get(need) or need in query.needs:
            count = _count(counts.get(need))
            yield Choice("brauche", key, need_words(need, voice()), count, need in query.needs)
    if counts or query.needs:
        words = _("Auch zeigen: Das wissen wir nicht")
        yield Choice("unklar", "1", words, "", query.unknown_too)


def _count(count: int | None) -> str:
    return offers_words(count or 0)


def _sport_choices(found: Found, by_id: Mapping[str, Sport]) -> tuple[Choice, ...]:
    counts = found.answer.facets.sports
    most = sorted(sorted(counts), key=counts.__getitem__, reverse=True)[:MOST_SPORTS]
    keys = dict.fromkeys((*found.query.sports, *most))
    return tuple(
        Choice(
            "sport",
            key,
            sport_name(by_id[key]),
            _count(counts.get(key)),
            key in found.query.sports,
        )
        for key in keys
        if key in by_id
    )


def radius_choices(found: Found) -> Iterator[Choice]:
    counts = found.answer.facets.distances
    chosen = found.query.radius_km
    yield Choice("umkreis", "", _("Egal"), "", chosen is None)
    for kilometres in _with(DISTANCE_STEPS_KM, chosen):
        words = _("Bis {km} Kilometer", km=kilometres)
        count = _count(counts[kilometres]) if kilometres in counts else ""
        yield Choice("umkreis", str(kilometres), words, count, chosen == kilometres)


def _with(steps: Sequence[int], chosen: int | None) -> list[int]:
    return sorted({*steps, *([chosen] if chosen else [])})


def _sort_choices(found: Found) -> tuple[Choice, ...]:
    words = {
        Sort.DISTANCE: _("Was am nächsten ist"),
        Sort.RELEVANCE: _("Was am besten passt"),
        Sort.FRESHNESS: _("Was wir gerade geprüft haben"),
    }
    return tuple(
        Choice("sortierung", key, words[sort], "", sort is found.criteria.sort)
        for key, sort in SORTS.items()
        if sort is not Sort.DISTANCE or found.criteria.circle
    )


def kept(query: OfferQuery) -> tuple[Field, ...]:
    """What the filters do not ask themselves."""
    names = ("q", "was", "ort", "land", "ags", "genau")
    return tuple(Field(name, value) for name, value in query.to_args() if name in names)

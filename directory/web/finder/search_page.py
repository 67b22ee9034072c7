"""The page of results: what we understood, what we found, and every way on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from directory.catalogue.criteria import DISTANCE_STEPS_KM, Sort
from directory.catalogue.query import DAYS, NEEDS, SORTS, TIMES, OfferQuery
from directory.model import TimeOfDay
from directory.web.finder.present import (
    Card,
    ClubCard,
    card_of,
    club_card_of,
    home,
    need_words,
    offers_words,
)
from directory.web.languages import _, ngettext
from directory.web.page import Link
from directory.web.searching import Found
from directory.web.spoken import place_words, weekday_words

MOST_SPORTS = 8


@dataclass(frozen=True, slots=True)
class Field:
    """A value that a form carries along."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    value: str
    words: str
    count_words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that belong together, in the words of ``components/filters.html``."""

    legend: str
    kind: str
    open: bool
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    name: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    kind: str
    lines: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceOption:
    words: str
    where: str
    href: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Words for ``finder/search.html``."""

    title: str
    trail: tuple[Link, ...]
    lead: tuple[str, ...]
    query: OfferQuery
    notices: tuple[Notice, ...]
    place_question: str
    place_used: str
    place_options: tuple[PlaceOption, ...]
    chips: tuple[Link, ...]
    all_chips_href: str
    cards: tuple[Card, ...]
    page: int
    pages: int
    before_href: str
    after_href: str
    clubs: tuple[ClubCard, ...]
    groups: tuple[Group, ...]
    kept: tuple[Field, ...]
    radius_choices: tuple[Choice, ...]
    precise_open: bool

    @classmethod
    def of(cls, found: Found, sports: Any) -> "SearchPage":
        query, answer = found.query, found.answer
        by_id = sports.by_id
        options = tuple(_place_options(found))
        return cls(
            title=_title(found),
            trail=(home(),),
            lead=tuple(_lead(found)),
            query=query,
            notices=tuple(_notices(found)),
            place_question=_place_question(found) if options else "",
            place_used=_place_used(found),
            place_options=options,
            chips=tuple(_chips(query, by_id)),
            all_chips_href=address(_bare(query)),
            cards=tuple(card_of(hit, by_id, found.criteria.needs) for hit in answer.hits),
            page=query.page,
            pages=found.pages,
            before_href=_page_address(found, query.page - 1),
            after_href=_page_address(found, query.page + 1),
            clubs=tuple(club_card_of(hit, by_id) for hit in found.clubs.hits),
            groups=tuple(_groups(found, by_id)),
            kept=_kept(query),
            radius_choices=tuple(_radius_choices(found)),
            precise_open=bool(query.what or query.where),
        )


def address(query: OfferQuery) -> str:
    """The address of a question; equal questions have equal addresses."""
    values: dict[str, list[str]] = {}
    for name, value in query.to_args():
        values.setdefault(name, []).append(value)
    return url_for("finder.search", **values)  # type: ignore[arg-type]


def _page_address(found: Found, page: int) -> str:
    if not 1 <= page <= found.pages or page == found.query.page:
        return ""
    return address(found.query.with_(page=page))


def _sport_words(found: Found) -> str:
    names = found.understood.sport_names
    return ", ".join(names) if len(names) <= 3 else ""


def place_title(place: Any) -> str:
    """ "06108 Halle, Saale" or "Halle, Saale"."""
    name = place_words(place.name)
    return f"{place.postcode} {name}" if place.kind == "postcode" else name


def _title(found: Found) -> str:
    total = found.answer.total
    sport, place = _sport_words(found), found.understood.place
    if not total:
        return _("Wir haben nichts gefunden")
    if found.query.is_empty:
        return _("Alle Angebote")
    count = offers_words(total)
    if sport and place:
        return _("{count}: {sport} bei {place}", count=count, sport=sport, place=place_title(place))
    if sport:
        return _("{count}: {sport}", count=count, sport=sport)
    if place:
        return _("{count} bei {place}", count=count, place=place_title(place))
    return _("{count} gefunden", count=count)


def _lead(found: Found) -> Iterator[str]:
    if not found.answer.total:
        yield _("Das tut uns leid.")
        yield _("Versuchen Sie es mit anderen Wörtern.")
        return
    if found.query.is_empty:
        yield ngettext("Wir kennen {count} Angebot.", "Wir kennen {count} Angebote.", found.answer.total)
    if found.criteria.circle and found.criteria.sort is Sort.DISTANCE:
        yield _("Was am nächsten ist, steht oben.")


def _notices(found: Found) -> Iterator[Notice]:
    understood, query = found.understood, found.query
    if found.answer.degraded:
        yield Notice(
            "degraded",
            (_("Die Suche ist gerade nicht vollständig."), _("Vielleicht fehlen Angebote.")),
        )
    if understood.corrected:
        typed = ", ".join(pair[0] for pair in understood.corrected)
        meant = ", ".join(place_words(pair[1]) for pair in understood.corrected)
        yield Notice(
            "corrected",
            (
                _("Sie haben geschrieben: {typed}", typed=typed),
                _("Wir haben gesucht: {meant}", meant=meant),
            ),
            (
                Link(
                    _("Genau nach diesen Wörtern suchen: {typed}", typed=typed),
                    address(query.with_(exact=True)),
                ),
            ),
        )
    if query.exact and not understood.corrected:
        yield Notice(
            "unknown",
            (_("Wir suchen genau so, wie Sie geschrieben haben."),),
            (Link(_("Auch ähnliche Wörter suchen"), address(query.with_(exact=False))),),
        )
    if found.without_words:
        words = ", ".join(found.without_words)
        yield Notice("unknown", (_("Zu diesen Wörtern haben wir nichts gefunden: {words}", words=words),))
    if found.without_filters:
        yield Notice(
            "widened",
            (
                _("Mit allen Ihren Wünschen gibt es kein Angebot."),
                _("Wir zeigen Ihnen ähnliche Angebote."),
            ),
        )
    if found.widened_to_km is not None:
        yield Notice("widened", tuple(_widened(found)))


def _widened(found: Found) -> Iterator[str]:
    place = found.understood.place
    if place is None:
        yield _("Dort gibt es kein Angebot.")
    else:
        yield _("In der Nähe von {place} gibt es kein Angebot.", place=place_title(place))
    if found.widened_to_km:
        yield _("Wir haben weiter weg gesucht: bis {km} Kilometer.", km=found.widened_to_km)
    else:
        yield _("Wir haben in ganz Deutschland gesucht.")


def _place_question(found: Found) -> str:
    place = found.understood.place
    return _("Welches {name} meinen Sie?", name=place.name.partition(" (")[0]) if place else ""


def _place_used(found: Found) -> str:
    place = found.understood.place
    if place is None:
        return ""
    return _("Wir haben gesucht bei: {place}, {where}.", place=place_title(place), where=where(place))


def where(place: Any) -> str:
    """District and state: what tells places of one name apart."""
    parts = [place_words(place.district), place.state]
    if place.municipality and place.municipality != place.name:
        parts.insert(0, place_words(place.municipality))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _place_options(found: Found) -> Iterator[PlaceOption]:
    for place in found.understood.other_places:
        yield PlaceOption(place_title(place), where(place), address(found.query.with_(**chosen_place(found, place))))


def chosen_place(found: Found, place: Any) -> dict[str, str]:
    """The same question for another place: its name with district, so that it is the only one."""
    wanted = f"{place.name} {place.district}" if place.district else place.name
    return {"where": wanted}


def _bare(query: OfferQuery) -> OfferQuery:
    return query.without(
        "radius_km", "sports", "days", "times", "age", "needs", "unknown_too", "confirmed", "state", "ags"
    )


def _chips(query: OfferQuery, by_id: Any) -> Iterator[Link]:
    for sport in query.sports:
        if sport in by_id:
            yield Link(by_id[sport].name, address(query.without(sports=sport)))
    for day in query.days:
        yield Link(weekday_words(day), address(query.without(days=day)))
    for time in query.times:
        yield Link(time_words(time), address(query.without(times=time)))
    for need in query.needs:
        yield Link(need_words(need), address(query.without(needs=need)))
    if query.age is not None:
        yield Link(_("{age} Jahre alt", age=query.age), address(query.without("age")))
    if query.radius_km is not None:
        yield Link(_("Bis {km} Kilometer", km=query.radius_km), address(query.without("radius_km")))
    if query.confirmed:
        yield Link(_("Frisch geprüft"), address(query.without("confirmed")))
    if query.unknown_too and query.needs:
        yield Link(_("Auch wenn wir es nicht wissen"), address(query.without("unknown_too")))
    if query.state:
        yield Link(_("Bundesland: {code}", code=query.state), address(query.without("state")))
    if query.ags:
        yield Link(_("Nur in diesem Ort"), address(query.without("ags")))


def time_words(time: TimeOfDay) -> str:
    return {
        TimeOfDay.MORNING: _("Am Vormittag"),
        TimeOfDay.AFTERNOON: _("Am Nachmittag"),
        TimeOfDay.EVENING: _("Am Abend"),
    }[time]


def _groups(found: Found, by_id: Any) -> Iterator[Group]:
    query, facets = found.query, found.answer.facets
    yield Group(
        _("Was ist Ihnen wichtig?"),
        "checkbox",
        open=True,
        choices=tuple(
            Choice("brauche", key, need_words(need), _count(facets.needs.get(need)), need in query.needs)
            for key, need in NEEDS.items()
        )
        + (
            Choice("unklar", "1", _("Auch zeigen: Das wissen wir nicht"), "", query.unknown_too),
        ),
    )
    yield Group(
        _("An welchem Tag?"),
        "checkbox",
        open=bool(query.days),
        choices=tuple(
            Choice("tag", key, weekday_words(day), _count(facets.days.get(day)), day in query.days)
            for key, day in DAYS.items()
        ),
    )
    yield Group(
        _("Zu welcher Zeit?"),
        "checkbox",
        open=bool(query.times),
        choices=tuple(
            Choice("zeit", key, time_words(time), _count(facets.times.get(time)), time in query.times)
            for key, time in TIMES.items()
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
            choices=tuple(_radius_choices(found)),
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


def _count(count: int | None) -> str:
    return offers_words(count or 0)


def _sport_choices(found: Found, by_id: Any) -> tuple[Choice, ...]:
    counts = found.answer.facets.sports
    most = sorted(counts, key=lambda key: (-counts[key], key))[:MOST_SPORTS]
    keys = dict.fromkeys((*found.query.sports, *most))
    return tuple(
        Choice("sport", key, by_id[key].name, _count(counts.get(key)), key in found.query.sports)
        for key in keys
        if key in by_id
    )


def _radius_choices(found: Found) -> Iterator[Choice]:
    counts = found.answer.facets.distances
    chosen = found.query.radius_km
    yield Choice("umkreis", "", _("Egal"), "", chosen is None)
    for kilometres in _with(DISTANCE_STEPS_KM, chosen):
        words = ngettext("Bis {count} Kilometer", "Bis {count} Kilometer", kilometres)
        count = _count(counts[kilometres]) if kilometres in counts else ""
        yield Choice("umkreis", str(kilometres), words, count, chosen == kilometres)


def _with(steps: Sequence[int], chosen: int | None) -> list[int]:
    return sorted({*steps, *([chosen] if chosen else [])})


def _sort_choices(found: Found) -> tuple[Choice, ...]:
    words = {
        Sort.DISTANCE: _("Was am nächsten ist"),
        Sort.RELEVANCE: _("Was am besten passt"),
        Sort.FRESHNESS: _("Was gerade erst geprüft wurde"),
    }
    return tuple(
        Choice("sortierung", key, words[sort], "", sort is found.criteria.sort)
        for key, sort in SORTS.items()
        if sort is not Sort.DISTANCE or found.criteria.circle
    )


def _kept(query: OfferQuery) -> tuple[Field, ...]:
    """What the filters do not ask themselves."""
    names = ("q", "was", "ort", "land", "ags", "genau")
    return tuple(Field(name, value) for name, value in query.to_args() if name in names)

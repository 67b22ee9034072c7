"""The page of results: what we understood, what we found, and every way on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from directory.catalogue.criteria import Hit, Sort
from directory.catalogue.query import OfferQuery
from directory.content import Sports
from directory.geo import Place, PlaceKind
from directory.web.explaining import Explaining
from directory.web.finder.offer_maps import numbered_cards, results_map
from directory.web.finder.present import (
    Card,
    ClubCard,
    card_of,
    club_card_of,
    distance_of,
    offers_words,
    sport_labels,
)
from directory.web.finder.search_filters import (
    Choice,
    Field,
    Group,
    address,
    border_name,
    chips,
    groups,
    kept,
    radius_choices,
    time_words,
    without_filters,
)
from directory.web.finder.telling import files_of
from directory.web.finder.ways_on import WaysOn
from directory.web.languages import _
from directory.web.maps import MapDrawing
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.searching import Found, Miss
from directory.web.voice import voice
from directory.wording import need_words, place_words, weekday_words

MOST_NAMES = 3
# Halle (Saale) has 11 times as many people as Halle (Westfalen); the Neustadts are alike.
MUCH_BIGGER = 5
# What somebody typed is repeated, but not for ever.
LONGEST_REPEATED = 60


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
class PlaceQuestion:
    """Which place is meant.

    ``is_urgent`` when several have the name that was typed and none is much bigger: then it is
    asked before all results, else below them, and ``jump`` leads there.
    """

    words: str
    used: str
    options: tuple[PlaceOption, ...]
    is_urgent: bool
    jump: str = ""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Offers that nearly fit, as a block of their own."""

    key: str
    title: str
    lines: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Words for ``finder/search.html``."""

    title: str
    trail: tuple[Link, ...]
    lead: str
    query: OfferQuery
    notices: tuple[Notice, ...]
    place_question: PlaceQuestion | None
    chips: tuple[Link, ...]
    all_chips_href: str
    cards: tuple[Card, ...]
    map: MapDrawing | None
    page: int
    pages: int
    before_href: str
    after_href: str
    near_misses: tuple[NearMiss, ...]
    clubs: tuple[ClubCard, ...]
    ways_on: WaysOn
    groups: tuple[Group, ...]
    kept: tuple[Field, ...]
    radius_choices: tuple[Choice, ...]
    precise_open: bool
    files: tuple[Link, ...]

    @classmethod
    def of(
        cls,
        found: Found,
        sports: Sports,
        today: date,
        near_misses: Iterable[tuple[Miss, tuple[Hit, ...]]] = (),
    ) -> "SearchPage":
        query, by_id, page = found.query, sports.by_id, found.criteria.page
        radius = tuple(radius_choices(found))
        notices, chosen = tuple(_explained(found)), tuple(chips(query, by_id))
        cards = tuple(_cards(found, found.answer.hits, sports, today))
        first = (page - 1) * found.criteria.page_size + 1
        drawing = results_map(cards, first, found.understood.place)
        if drawing:
            cards = numbered_cards(cards, first)
        return cls(
            title=results_title(found),
            # The menu says already where this is, and the first result shall be near for ears.
            trail=(),
            lead="" if notices or chosen or not cards else _lead(found),
            query=query,
            notices=notices,
            place_question=_place_question(found),
            chips=chosen,
            all_chips_href=address(without_filters(query)) if chosen else "",
            cards=cards,
            map=drawing,
            page=page,
            pages=found.pages,
            before_href=_page_address(found, page - 1),
            after_href=_page_address(found, page + 1),
            near_misses=tuple(
                _near_miss(found, miss, hits, sports, today) for miss, hits in near_misses
            ),
            clubs=tuple(club_card_of(hit, by_id) for hit in found.clubs.hits),
            ways_on=WaysOn.of(found),
            groups=tuple(groups(found, by_id, radius)),
            kept=kept(query),
            radius_choices=radius,
            precise_open=bool(query.what or query.where),
            files=files_of(query.without("sort").to_args()) if cards else (),
        )


def _cards(found: Found, hits: Iterable[Hit], sports: Sports, today: date) -> Iterator[Card]:
    """What was asked stands first on each card, also when it had to be left out."""
    yield from (card_of(hit, sports.by_id, today, found.understood.needs) for hit in hits)


def _page_address(found: Found, page: int) -> str:
    if not 1 <= page <= found.pages:
        return ""
    return address(found.query.with_(page=page))


def _sport_words(found: Found) -> str:
    names = found.understood.sport_names
    return ", ".join(_named(names)) if len(names) <= MOST_NAMES else ""


def _named(names: Iterable[str]) -> Iterator[str]:
    return sport_labels(names, parts().sports)


def place_title(place: Place) -> str:
    """ "06108 Halle, Saale" or "Halle, Saale"; a point has no other name than where you are."""
    if place.kind is PlaceKind.POINT:
        return _("Ihr Standort")
    name = place_words(place.name, voice())
    return f"{place.postcode} {name}" if place.kind is PlaceKind.POSTCODE else name


def results_title(found: Found) -> str:
    """How many offers, of which sport, and where."""
    if not found.answer.total:
        return _("Wir haben nichts gefunden")
    if not _asks(found):
        return _("Alle Angebote")
    count, sport = offers_words(found.answer.total), _sport_words(found)
    place = found.understood.place
    border = border_name(found.query)
    if found.widened_to_km == 0 or not (place or border):
        return _title_anywhere(count, sport, is_widened=found.widened_to_km == 0)
    if place is None:
        return _title_in(count, sport, border)
    if found.widened_to_km:
        from_here = place.kind is PlaceKind.POINT
        name = _("Ihrem Standort") if from_here else place_title(place)
        return _title_far(count, sport, name, found.widened_to_km)
    return _title_at(count, sport, place)


def _title_anywhere(count: str, sport: str, *, is_widened: bool) -> str:
    if is_widened:
        if sport:
            return _("{count}: {sport} in Deutschland", count=count, sport=sport)
        return _("{count} in Deutschland", count=count)
    if sport:
        return _("{count}: {sport}", count=count, sport=sport)
    return _("{count} gefunden", count=count)


def _title_far(count: str, sport: str, place: str, km: int) -> str:
    if sport:
        return _(
            "{count}: {sport} bis {km} Kilometer von {place}",
            count=count,
            sport=sport,
            km=km,
            place=place,
        )
    return _("{count} bis {km} Kilometer von {place}", count=count, km=km, place=place)


def _title_in(count: str, sport: str, name: str) -> str:
    if sport:
        return _("{count}: {sport} in {place}", count=count, sport=sport, place=name)
    return _("{count} in {place}", count=count, place=name)


def _title_at(count: str, sport: str, place: Place) -> str:
    if place.kind is PlaceKind.POINT:
        if sport:
            return _("{count}: {sport} in Ihrer Nähe", count=count, sport=sport)
        return _("{count} in Ihrer Nähe", count=count)
    name = place_title(place)
    if place.is_area:
        return _title_in(count, sport, name)
    if sport:
        return _("{count}: {sport} bei {place}", count=count, sport=sport, place=name)
    return _("{count} bei {place}", count=count, place=name)


def _asks(found: Found) -> bool:
    """Whether anything is left of the question that we understood."""
    understood = found.understood
    return bool(
        understood.sports
        or understood.place
        or not found.query.with_(text="", what="", where="").is_empty
        or list(_more_words(found))
    )


def _lead(found: Found) -> str:
    if found.criteria.circle and found.criteria.sort is Sort.DISTANCE:
        return _("Angebote in der Nähe stehen oben.")
    return _("Wählen Sie ein Angebot aus.")


def _explained(found: Found) -> Iterator[Notice]:
    """The notices with hard words explained, but not in typed words and not in names of places."""
    explaining = Explaining.on_page(_names(found))
    for notice in _notices(found):
        lines = tuple(explaining.sentence(line) for line in notice.lines)
        yield replace(notice, lines=lines)


def _names(found: Found) -> Iterator[str]:
    understood = found.understood
    yield from (_short(typed) for typed, _meant in understood.corrected)
    yield from map(_short, (*found.without_words, *understood.words))
    for place in (understood.place, *understood.other_places):
        if place:
            yield from (place.name, place_title(place))


def degraded_lines(found: Found) -> tuple[str, ...]:
    """That some offers may be missing for a while, or be there no more."""
    if found.answer.degraded:
        return (_("Die Suche ist gerade nicht vollständig."), _("Vielleicht fehlen Angebote."))
    if found.answer.stale:
        return (
            _("Die Suche kennt gerade nicht alle Änderungen."),
            _("Vielleicht gibt es ein Angebot nicht mehr."),
        )
    return ()


def _notices(found: Found) -> Iterator[Notice]:
    degraded = degraded_lines(found)
    if degraded:
        yield Notice("degraded", degraded)
    understood = _understood(found)
    if understood.lines:
        yield understood
    changed = changed_lines(found)
    if changed:
        yield Notice("widened", changed)


def changed_lines(found: Found) -> tuple[str, ...]:
    """In what the answer differs from the question, or that there is none."""
    return tuple(_widened(found)) if found.answer.total else tuple(_nothing(found))


def _understood(found: Found) -> Notice:
    """How we read the words, said plainly, with a way back."""
    query, corrected = found.query, found.understood.corrected
    typed = ", ".join(_short(pair[0]) for pair in corrected)
    lines: list[str] = []
    links: tuple[Link, ...] = ()
    if query.exact:
        lines.append(_("Wir suchen genau so, wie Sie geschrieben haben."))
        links = (Link(_("Auch ähnliche Wörter suchen"), address(query.with_(exact=False))),)
    if corrected:
        lines.append(_("Sie haben geschrieben: {typed}", typed=typed))
        again = address(query.with_(exact=True))
        links = (Link(_("Genau so suchen: {typed}", typed=typed), again),)
    more = list(_more_words(found))
    if corrected or more:
        words = ", ".join([*_main_words(found), *more])
        lines.append(_("Wir haben verstanden: {words}", words=words))
    lines.extend(left_out_lines(found))
    typed_anything = query.text or query.what or query.where
    if typed_anything and not _asks(found):
        lines.append(_("Wir zeigen Ihnen alle Angebote."))
    kind = "corrected" if corrected else "unknown" if found.without_words else "understood"
    return Notice(kind, tuple(lines), links)


def left_out_lines(found: Found) -> tuple[str, ...]:
    """Which words we had to leave out."""
    if not found.without_words:
        return ()
    words = ", ".join(map(_short, found.without_words))
    return (_("Zu diesen Wörtern haben wir nichts gefunden: {words}", words=words),)


def _main_words(found: Found) -> Iterator[str]:
    """What the title says."""
    yield from _named(found.understood.sport_names[:MOST_NAMES])
    if found.understood.place:
        yield place_title(found.understood.place)


def _more_words(found: Found) -> Iterator[str]:
    """What was typed besides sport and place, and is not among the filters."""
    understood, query = found.understood, found.query
    yield from (weekday_words(d, voice()) for d in understood.days if d not in query.days)
    yield from (time_words(t) for t in understood.times if t not in query.times)
    yield from (need_words(n, voice()) for n in understood.needs if n not in query.needs)
    if understood.age is not None and understood.age != query.age:
        yield _("{age} Jahre alt", age=understood.age)
    if understood.typed_radius_km and not query.radius_km:
        yield _("Bis {km} Kilometer", km=understood.typed_radius_km)
    yield from (_short(word) for word in understood.words if word not in found.without_words)


def _short(typed: str) -> str:
    return typed if len(typed) <= LONGEST_REPEATED else f"{typed[:LONGEST_REPEATED]} …"


def _nothing(found: Found) -> Iterator[str]:
    """Nobody offers it anywhere; then there are near misses, people to ask, and a wish."""
    sport = _sport_words(found)
    if sport:
        yield _("Wir kennen noch kein Angebot: {sport}", sport=sport)
        yield _("Wir haben in ganz Deutschland gesucht.")
    else:
        yield _("Das tut uns leid.")
        yield _("Versuchen Sie es mit anderen Wörtern.")


def _widened(found: Found) -> Iterator[str]:
    """How far we went from the question."""
    if found.without_filters:
        yield _("Mit allen Ihren Wünschen gibt es kein Angebot.")
        yield _("Wir zeigen Ihnen ähnliche Angebote.")
    if found.widened_to_km is None:
        return
    place, border = found.understood.place, border_name(found.query)
    if place is None and border:
        yield _("In {place} gibt es kein Angebot.", place=border)
    elif place is None:
        yield _("Dort gibt es kein Angebot.")
    elif place.kind is PlaceKind.POINT:
        yield _("In Ihrer Nähe gibt es kein Angebot.")
    else:
        yield _("In der Nähe von {place} gibt es kein Angebot.", place=place_title(place))
    if found.widened_to_km:
        yield _("Wir haben weiter weg gesucht: bis {km} Kilometer.", km=found.widened_to_km)
    else:
        yield _("Wir haben in ganz Deutschland gesucht.")


def _place_question(found: Found) -> PlaceQuestion | None:
    place, others = found.understood.place, found.understood.other_places
    if place is None or not others:
        return None
    name = _short_name(place)
    namesakes = [other for other in others if _short_name(other) == name]
    is_urgent = any(not _is_much_bigger(place, other) for other in namesakes)
    return PlaceQuestion(
        words=(
            _("Welches {name} meinen Sie?", name=name)
            if namesakes
            else _("Meinen Sie einen anderen Ort?")
        ),
        used=_(
            "Wir haben hier gesucht: {place}, {where}.",
            place=place_title(place),
            where=where(place),
        ),
        options=tuple(_place_options(found)),
        is_urgent=is_urgent,
        jump=(
            _("Meinen Sie ein anderes {name}?", name=name) if namesakes and not is_urgent else ""
        ),
    )


def _is_much_bigger(place: Place, other: Place) -> bool:
    """Whether nearly everybody who says the name means this place."""
    return place.population > MUCH_BIGGER * other.population


def _short_name(place: Place) -> str:
    return place.name.split()[0]


def where(place: Place) -> str:
    """Town, district and state: what tells places of one name apart."""
    parts = (place.municipality, place.district, place.state)
    return ", ".join(dict.fromkeys(place_words(p, voice()) for p in parts if p and p != place.name))


def _place_options(found: Found) -> Iterator[PlaceOption]:
    for place in found.understood.other_places:
        # With its district a name means only one place.
        named = f"{place.name} {place.district}".strip()
        href = address(found.query.with_(where=named))
        yield PlaceOption(place_title(place), where(place), href)


def _near_miss(
    found: Found, miss: Miss, hits: tuple[Hit, ...], sports: Sports, today: date
) -> NearMiss:
    title, lines = _near_miss_words(miss, distance_of(hits[0]))
    return NearMiss(miss.value, title, lines, tuple(_cards(found, hits, sports, today)))


def _near_miss_words(miss: Miss, distance: str) -> tuple[str, tuple[str, ...]]:
    if miss is Miss.MAYBE:
        lines = (_("Hier fehlen uns noch Angaben."), _("Fragen Sie bitte nach."))
        return _("Vielleicht passt auch das"), lines
    if miss is Miss.NOT_ALL:
        return _("Das passt zum Teil"), (_("Hier passen nicht alle Ihre Wünsche."),)
    if miss is Miss.SIMILAR_SPORT:
        return _("Das gibt es auch: ähnlicher Sport"), ()
    if miss is Miss.OTHER_SPORT:
        return _("Das gibt es auch: anderer Sport in Ihrer Nähe"), ()
    if miss is Miss.ELSEWHERE:
        return _("Das gibt es auch: {distance} entfernt", distance=distance), ()
    return _("Das gibt es auch: gleicher Sport, {distance} entfernt", distance=distance), ()

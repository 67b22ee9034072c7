"""The page of results: what we understood, what we found, and every way on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from directory.catalogue.criteria import Sort
from directory.catalogue.query import OfferQuery
from directory.content import Sports
from directory.geo import Place, PlaceKind
from directory.web.explaining import Explaining
from directory.web.finder.present import (
    Card,
    ClubCard,
    card_of,
    club_card_of,
    home,
    offers_words,
)
from directory.web.finder.search_filters import (
    Choice,
    Field,
    Group,
    address,
    chips,
    groups,
    kept,
    radius_choices,
    without_filters,
)
from directory.web.languages import _, ngettext
from directory.web.page import Link
from directory.web.searching import Found
from directory.web.voice import voice
from directory.wording import place_words

MOST_SPORTS = 8


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
    here: str
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
    def of(cls, found: Found, sports: Sports, today: date) -> "SearchPage":
        query, answer = found.query, found.answer
        by_id = sports.by_id
        options = tuple(_place_options(found))
        return cls(
            title=_title(found),
            trail=(home(),),
            here=_("Sport suchen"),
            lead=tuple(_lead(found)),
            query=query,
            notices=tuple(_explained(found)),
            place_question=_place_question(found) if options else "",
            place_used=_place_used(found),
            place_options=options,
            chips=tuple(chips(query, by_id)),
            all_chips_href=address(without_filters(query)),
            cards=tuple(card_of(hit, by_id, today, found.criteria.needs) for hit in answer.hits),
            page=query.page,
            pages=found.pages,
            before_href=_page_address(found, query.page - 1),
            after_href=_page_address(found, query.page + 1),
            clubs=tuple(club_card_of(hit, by_id) for hit in found.clubs.hits),
            groups=tuple(groups(found, by_id)),
            kept=kept(query),
            radius_choices=tuple(radius_choices(found)),
            precise_open=bool(query.what or query.where),
        )


def _page_address(found: Found, page: int) -> str:
    if not 1 <= page <= found.pages or page == found.query.page:
        return ""
    return address(found.query.with_(page=page))


def _sport_words(found: Found) -> str:
    names = found.understood.sport_names
    return ", ".join(names) if len(names) <= 3 else ""


def place_title(place: Place) -> str:
    """ "06108 Halle, Saale" or "Halle, Saale"."""
    name = place_words(place.name, voice())
    return f"{place.postcode} {name}" if place.kind is PlaceKind.POSTCODE else name


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
        yield ngettext(
            "Wir kennen {count} Angebot.", "Wir kennen {count} Angebote.", found.answer.total
        )
    if found.criteria.circle and found.criteria.sort is Sort.DISTANCE:
        yield _("Angebote in der Nähe stehen oben.")


def _explained(found: Found) -> Iterator[Notice]:
    """The notices with hard words explained, but not in typed words and not in names of places."""
    explaining = Explaining.on_page(_names(found))
    for notice in _notices(found):
        lines = tuple(explaining.sentence(line) for line in notice.lines)
        yield replace(notice, lines=lines)


def _names(found: Found) -> Iterator[str]:
    understood = found.understood
    yield from (typed for typed, _meant in understood.corrected)
    yield from found.without_words
    for place in (understood.place, *understood.other_places):
        if place:
            yield from (place.name, place_title(place))


def _notices(found: Found) -> Iterator[Notice]:
    understood, query = found.understood, found.query
    if found.answer.degraded:
        yield Notice(
            "degraded",
            (_("Die Suche ist gerade nicht vollständig."), _("Vielleicht fehlen Angebote.")),
        )
    if understood.corrected:
        typed = ", ".join(pair[0] for pair in understood.corrected)
        meant = ", ".join(place_words(pair[1], voice()) for pair in understood.corrected)
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
        yield Notice(
            "unknown", (_("Zu diesen Wörtern haben wir nichts gefunden: {words}", words=words),)
        )
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
    if place is None:
        return ""
    name = _short_name(place)
    if any(_short_name(other) == name for other in found.understood.other_places):
        return _("Welches {name} meinen Sie?", name=name)
    return _("Meinen Sie einen anderen Ort?")


def _short_name(place: Place) -> str:
    return place.name.split()[0]


def _place_used(found: Found) -> str:
    place = found.understood.place
    if place is None:
        return ""
    name, around = place_title(place), where(place)
    return _("Wir haben gesucht bei: {place}. Das ist in {where}.", place=name, where=around)


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

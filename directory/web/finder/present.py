"""Words for cards, lists of sports and lists of places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from directory.catalogue.criteria import Hit
from directory.content import Category, Sport, Sports
from directory.geo import about_km
from directory.geo.frame import Point
from directory.model import Need, PricePeriod, SingleDate, Slot, Status, Weekday
from directory.model.ladder import Standing, standing
from directory.web.addresses import of_one, url_for
from directory.web.assets import asset, assets
from directory.web.kept_cards import Pieces, kept_card
from directory.web.languages import EASY, Manner, _, current, manner, ngettext
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.voice import voice
from directory.wording import (
    distance_words,
    is_fresh,
    month_words,
    need_words,
    place_words,
    price_sentence,
    single_line,
    slot_line,
    status_line,
)

SHOWN_NEEDS = (Need.STEP_FREE, Need.TOILET, Need.COMPANION, Need.TRIAL)
"""What a card says in any case."""

MOST_FACTS = 6

MOST_TIMES = 2


class CardFact(Struct, frozen=True):
    label: str
    value: str
    word: str


class Card(Struct, frozen=True):
    """One offer in a list, in the words of ``components/offer_card.html``.

    ``stale``: nobody has checked it for half a year; ``sunk``: for so long that lists on paper
    leave it out. ``id`` is that of the offer. ``number``: the
    same as on the map. ``sport`` is for pages of others, where nothing around says it.
    """

    title: str
    href: str
    picture: str
    place: str
    distance: str
    when: tuple[str, ...]
    cost: str
    status: str
    facts: tuple[CardFact, ...]
    checked: tuple[str, ...]
    stale: bool
    sunk: bool
    example: bool
    id: str
    number: str = ""
    sport: str = ""
    point: Point | None = None
    pieces: dict[tuple[bool, bool], Pieces] = field(default_factory=dict)

    def told(self, *, distance: str | None = None, number: str | None = None) -> "Card":
        """The same card in another list."""
        return replace(
            self,
            distance=self.distance if distance is None else distance,
            number=self.number if number is None else number,
        )


@dataclass(frozen=True, slots=True)
class ClubCard:
    """One club of which no inclusive offer is known."""

    title: str
    href: str
    sports: str
    place: str
    distance: str
    example: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """A choice with picture and word."""

    words: str
    href: str
    picture: str = ""
    more: str = ""


def offers_words(count: int) -> str:
    return _offers_words(count, manner())


@lru_cache(maxsize=2_000)
def _offers_words(count: int, _manner: Manner) -> str:
    """Thirty choices of a page say it, and mostly of the same few numbers."""
    return ngettext("{count} Angebot", "{count} Angebote", count)


def counted_words(total: int, confirmed: int) -> Iterator[str]:
    """How many offers search shows in a part of the country, and how many of them are confirmed."""
    if not total:
        yield _("Hier kennen wir noch kein Angebot.")
        return
    yield _("Wir zeigen {count}.", count=offers_words(total))
    yield _("Davon sind geprüft: {count}.", count=offers_words(confirmed))


def picture_address(file: str | None) -> str:
    """The address of a picture below ``static/``; nothing where there is none."""
    return asset(file) if file and file in assets() else ""


def card_of(
    hit: Hit, sports: Mapping[str, Sport], today: date, wanted: Iterable[Need] = ()
) -> Card:
    """``wanted`` needs were asked for and stand first."""
    needs = tuple(wanted)
    card = kept_card(hit, lambda: _card(hit, sports, today, needs), needs)
    return card.told(distance=distance_of(hit))


def _card(hit: Hit, sports: Mapping[str, Sport], today: date, wanted: tuple[Need, ...]) -> Card:
    """What is the same in every list."""
    card = hit.card
    sport = next((sports[key] for key in card.get("sports", ()) if key in sports), None)
    place, when, cost = place_line(card), tuple(_first_times(card)), _cost(card)
    verified_at = card.get("verified_at")
    verified_on = date.fromisoformat(verified_at) if verified_at else None
    missing = tuple(_missing(place, when, cost))
    return Card(
        title=easy_name(card),
        href=of_one("finder.offer", "slug", card["slug"]),
        picture=picture_address(sport.picture if sport else None),
        place=place,
        distance="",
        when=when,
        cost=cost,
        status=_status(card.get("status", "")),
        facts=tuple(_facts(card, wanted, missing)),
        checked=tuple(_checked(verified_on, today)),
        stale=not is_fresh(verified_on, today),
        sunk=_is_sunk(card, today),
        example=bool(card.get("example")),
        id=hit.id,
        sport=sport_name(sport) if sport else "",
        point=_point(card),
    )


def club_card_of(hit: Hit, sports: Mapping[str, Sport]) -> ClubCard:
    card = hit.card
    names = [sport_name(sports[key]) for key in card.get("sports", ()) if key in sports]
    return ClubCard(
        title=card["name"],
        href=of_one("finder.club", "slug", card["slug"]),
        sports=", ".join(names),
        place=place_line(card),
        distance=distance_of(hit),
        example=bool(card.get("example")),
    )


def place_line(card: Mapping[str, Any]) -> str:
    """ "Stadtbad, Halle Saale", as far as it is known."""
    place = card.get("place") or {}
    parts, said = (place.get("venue"), place.get("part_of_town"), place.get("name")), voice()
    return ", ".join(dict.fromkeys([place_words(part, said) for part in parts if part]))


def _point(card: Mapping[str, Any]) -> Point | None:
    """Longitude and latitude, as far as both are known."""
    place = card.get("place") or {}
    longitude, latitude = place.get("lon"), place.get("lat")
    return None if longitude is None or latitude is None else (longitude, latitude)


def easy_name(card: Mapping[str, Any]) -> str:
    easy = card.get("name_easy") if current() is EASY else ""
    return str(easy or card["name"])


def _first_times(card: Mapping[str, Any]) -> Iterable[str]:
    times = list(_times(card))
    yield from times[:MOST_TIMES]
    if len(times) > MOST_TIMES:
        yield _("Es gibt noch mehr Termine.")


def _times(card: Mapping[str, Any]) -> Iterable[str]:
    now = manner()
    for session in card.get("sessions", ()):
        words = _slot_words(tuple(map(session.get, _OF_A_SLOT)), now)
        if words:
            yield words
    for single in card.get("dates", ()):
        last = single.get("last_day")
        day = SingleDate(
            day=date.fromisoformat(single["day"]),
            start=_clock(single.get("start")),
            end=_clock(single.get("end")),
            last_day=date.fromisoformat(last) if last else None,
        )
        yield single_line(day, voice())


_OF_A_SLOT = ("weekday", "start", "end", "every_weeks", "nth_in_month")


# Many offers are on Monday from 17 to 18 o'clock.
@lru_cache(maxsize=2_000)
def _slot_words(plain: tuple[Any, ...], manner: Manner) -> str:
    """From the plain values of a card, in the order of ``_OF_A_SLOT``."""
    weekday, start, end, every_weeks, nth_in_month = plain
    slot = Slot(
        weekday=None if weekday is None else Weekday(weekday),
        start=_clock(start),
        end=_clock(end),
        every_weeks=every_weeks or 1,
        nth_in_month=nth_in_month,
    )
    return slot_line(slot, manner.voice)


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _cost(card: Mapping[str, Any]) -> str:
    if Need.FREE.value in card.get("yes", ()):
        return _("Das kostet nichts.")
    price = card.get("lowest_price")
    if not price:
        return ""
    return price_sentence(Decimal(price["amount"]), PricePeriod(price["per"]), voice())


_UNUSUAL = {status.value for status in Status} - {Status.RUNNING.value}


def _status(status: str) -> str:
    """Nothing for an offer that runs as usual."""
    return status_line(Status(status), voice()) if status in _UNUSUAL else ""


def _missing(place: str, when: Iterable[str], cost: str) -> Iterable[str]:
    """What a card would say in its lines, if only somebody knew."""
    if not place:
        yield _("Ort")
    if not when:
        yield _("Tag und Uhrzeit")
    if not cost:
        yield _("Preis")


def _facts(
    card: Mapping[str, Any], wanted: tuple[Need, ...], missing: tuple[str, ...]
) -> Iterable[CardFact]:
    """What is known, one by one; all that is unknown in one line, so that cards stay short."""
    unknown, yes, no = list(missing), card.get("yes", ()), card.get("no", ())
    for need, words in _needs_told(wanted, manner()):
        if need in yes:
            yield CardFact(words, "yes", _("ja"))
        elif need in no:
            yield CardFact(words, "no", _("nein"))
        else:
            unknown.append(words)
    if unknown:
        yield CardFact(_("Das wissen wir nicht"), "unknown", ", ".join(unknown))


# People ask for few needs at once, and most for none.
@lru_cache(maxsize=200)
def _needs_told(wanted: tuple[Need, ...], manner: Manner) -> tuple[tuple[Need, str], ...]:
    """The needs of which each card of a list tells, with their words."""
    needs = list(dict.fromkeys((*wanted, *SHOWN_NEEDS)))[:MOST_FACTS]
    return tuple((need, need_words(need, manner.voice)) for need in needs)


def _is_sunk(card: Mapping[str, Any], today: date) -> bool:
    day = card.get("counts_from")
    counts_from = date.fromisoformat(day) if day else None
    return standing(counts_from, today, parts().ladder) >= Standing.SUNK


def _checked(verified_on: date | None, today: date) -> Iterable[str]:
    """When somebody said that it is true; after half a year with the advice to call first."""
    if verified_on is None:
        yield _("Das hat noch niemand geprüft.")
    else:
        yield _("Geprüft im {month}.", month=month_words(verified_on, voice()))
    if not is_fresh(verified_on, today):
        yield _("Rufen Sie bitte vorher an.")


def distance_of(hit: Hit) -> str:
    """ "etwa 5 Kilometer": rounded, because the points themselves are rough."""
    distance_km = hit.distance_km
    if distance_km is None:
        return ""
    return _distance_words(about_km(distance_km) if distance_km >= 1 else 0, manner())


@lru_cache(maxsize=500)
def _distance_words(kilometres: int, manner: Manner) -> str:
    return distance_words(kilometres, manner.voice)


def sport_name(sport: Sport | Category) -> str:
    """As in the language of this request."""
    if current() is EASY:
        return sport.name
    return {"de": sport.name_de, "en": sport.name_en}.get(current().key, sport.name)


def sport_labels(labels: Iterable[str], sports: Sports) -> Iterator[str]:
    """What search calls a sport, a group or a few at once, in the language of this request."""
    if current() is EASY:
        yield from labels
        return
    known = {group.name: sport_name(group) for group in sports.categories.values()}
    known |= {sport.name: sport_name(sport) for sport in sports.all()}
    for label in labels:
        yield known.get(label) or ", ".join(known.get(name, name) for name in label.split(", "))


def sport_tile(sport: Sport, count: int | None = None) -> Tile:
    return Tile(
        words=sport_name(sport),
        href=url_for("finder.sport", sport_id=sport.id),
        picture=picture_address(sport.picture),
        more=offers_words(count) if count else "",
    )


def home() -> Link:
    return Link(_("Startseite"), url_for("finder.start"))

"""Words for cards, lists of sports and lists of places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from flask import url_for

from directory.catalogue.criteria import Hit
from directory.content import Sport
from directory.model import Need, PricePeriod, SingleDate, Slot, Status, Weekday
from directory.web.assets import asset, assets
from directory.web.languages import EASY, _, current, ngettext
from directory.web.page import Link
from directory.web.spoken import (
    date_words,
    distance_words,
    month_words,
    place_words,
    price_words,
    slot_words,
)

SHOWN_NEEDS = (Need.STEP_FREE, Need.TOILET, Need.COMPANION, Need.TRIAL)
"""What a card says in any case."""

MOST_FACTS = 6

FRESH_FOR = timedelta(days=183)
"""Half a year: what is older may have changed, so we advise to ask."""

MOST_TIMES = 2


@dataclass(frozen=True, slots=True)
class CardFact:
    label: str
    value: str
    word: str


@dataclass(frozen=True, slots=True)
class Card:
    """One offer in a list, in the words of ``components/offer_card.html``."""

    title: str
    href: str
    picture: str
    place: str
    distance: str
    when: tuple[str, ...]
    cost: str
    status: str
    facts: tuple[CardFact, ...]
    checked: str
    example: bool


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


def need_words(need: Need) -> str:
    return {
        Need.STEP_FREE: _("Ohne Stufen"),
        Need.TOILET: _("WC für Rollstühle"),
        Need.COMPANION: _("Begleitung darf mit"),
        Need.TRIAL: _("Einmal probieren"),
        Need.FREE: _("Kostet nichts"),
        Need.QUIET: _("Ruhig"),
        Need.BEGINNERS: _("Für Anfänger und Anfängerinnen"),
        Need.TOGETHER: _("Menschen mit und ohne Behinderung zusammen"),
        Need.OWN_GROUP: _("Gruppe nur für Menschen mit Behinderung"),
        Need.WOMEN: _("Nur für Frauen"),
    }[need]


def offers_words(count: int) -> str:
    return ngettext("{count} Angebot", "{count} Angebote", count)


def picture_address(file: str | None) -> str:
    """The address of a picture below ``static/``; nothing where there is none."""
    return asset(file) if file and file in assets() else ""


def card_of(
    hit: Hit, sports: Mapping[str, Sport], today: date, wanted: Iterable[Need] = ()
) -> Card:
    """``wanted`` needs were asked for and stand first."""
    card = hit.card
    sport = next((sports[key] for key in card.get("sports", ()) if key in sports), None)
    return Card(
        title=easy_name(card),
        href=url_for("finder.offer", slug=card["slug"]),
        picture=picture_address(sport.picture if sport else None),
        place=place_line(card),
        distance="" if hit.distance_km is None else distance_words(hit.distance_km),
        when=tuple(_times(card))[:MOST_TIMES],
        cost=_cost(card),
        status=_status(card.get("status", "")),
        facts=tuple(_facts(card, tuple(wanted))),
        checked=_checked(card.get("verified_at"), today),
        example=bool(card.get("example")),
    )


def club_card_of(hit: Hit, sports: Mapping[str, Sport]) -> ClubCard:
    card = hit.card
    names = [sports[key].name for key in card.get("sports", ()) if key in sports]
    return ClubCard(
        title=card["name"],
        href=url_for("finder.club", slug=card["slug"]),
        sports=", ".join(names),
        place=place_line(card),
        distance="" if hit.distance_km is None else distance_words(hit.distance_km),
        example=bool(card.get("example")),
    )


def place_line(card: Mapping[str, Any]) -> str:
    """ "Stadtbad, Halle Saale", as far as it is known."""
    place = card.get("place") or {}
    parts = (place.get("venue"), place.get("part_of_town"), place.get("name"))
    return ", ".join(dict.fromkeys(place_words(part) for part in parts if part))


def easy_name(card: Mapping[str, Any]) -> str:
    easy = card.get("name_easy") if current() is EASY else ""
    return str(easy or card["name"])


def _times(card: Mapping[str, Any]) -> Iterable[str]:
    for session in card.get("sessions", ()):
        words = slot_words(slot_of(session))
        if words:
            yield words
    for single in card.get("dates", ()):
        last = single.get("last_day")
        yield date_words(
            SingleDate(
                day=date.fromisoformat(single["day"]),
                start=_clock(single.get("start")),
                end=_clock(single.get("end")),
                last_day=date.fromisoformat(last) if last else None,
            )
        )


def slot_of(session: Mapping[str, Any]) -> Slot:
    """A slot from the plain values of a card."""
    weekday = session.get("weekday")
    return Slot(
        weekday=None if weekday is None else Weekday(weekday),
        start=_clock(session.get("start")),
        end=_clock(session.get("end")),
        every_weeks=session.get("every_weeks") or 1,
        nth_in_month=session.get("nth_in_month"),
    )


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _cost(card: Mapping[str, Any]) -> str:
    if Need.FREE.value in card.get("yes", ()):
        return _("Das kostet nichts.")
    price = card.get("lowest_price")
    if not price:
        return ""
    return price_words(Decimal(price["amount"]), PricePeriod(price["per"]))


def _status(status: str) -> str:
    return {
        Status.PLANNED.value: _("Das Angebot beginnt bald."),
        Status.PAUSED.value: _("Das Angebot macht gerade Pause."),
        Status.FULL.value: _("Hier ist gerade kein Platz frei."),
        Status.ENDED.value: _("Das Angebot gibt es nicht mehr."),
    }.get(status, "")


def _facts(card: Mapping[str, Any], wanted: tuple[Need, ...]) -> Iterable[CardFact]:
    """What is known, one by one; all that is unknown in one line, so that cards stay short."""
    unknown = []
    for need in list(dict.fromkeys((*wanted, *SHOWN_NEEDS)))[:MOST_FACTS]:
        if need.value in card.get("yes", ()):
            yield CardFact(need_words(need), "yes", _("ja"))
        elif need.value in card.get("no", ()):
            yield CardFact(need_words(need), "no", _("nein"))
        else:
            unknown.append(need_words(need))
    if unknown:
        yield CardFact(_("Das wissen wir nicht"), "unknown", ", ".join(unknown))


def _checked(verified_at: str | None, today: date) -> str:
    if not verified_at:
        return _("Das hat noch niemand geprüft.")
    day = date.fromisoformat(verified_at)
    if today - day > FRESH_FOR:
        return _("Geprüft im {month}. Fragen Sie bitte vorher nach.", month=month_words(day))
    return _("Geprüft im {month}.", month=month_words(day))


def sport_name(sport: Sport) -> str:
    """As in the language of this request."""
    return {"de": sport.name_de, "en": sport.name_en}.get(current().key, sport.name)


def sport_tile(sport: Sport, count: int | None = None) -> Tile:
    return Tile(
        words=sport.name,
        href=url_for("finder.sport", sport_id=sport.id),
        picture=picture_address(sport.picture),
        more=offers_words(count) if count else "",
    )


def home() -> Link:
    return Link(_("Startseite"), url_for("finder.start"))

"""What the pages of the corner have in common: for whom they are, what was just done."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from flask import make_response, redirect, request
from werkzeug.wrappers import Response

from directory.model import Listing
from directory.model.team import Duty, Person
from directory.web.addresses import url_for
from directory.web.finder.offer_words import offer_name
from directory.web.finder.present import home
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.templating import render
from directory.web.voice import voice
from directory.wording import day_words, place_words

FOR: Final = (Duty.ADVISOR, Duty.EDITOR)
SAID: Final = "fertig"


def said() -> tuple[str, ...]:
    """The address carries only a word of this table."""
    words = {
        "bestaetigt": (_("Danke."), _("Auf der Seite steht jetzt: Das Angebot ist geprüft.")),
        "notiert": (_("Danke."), _("Ihre Notiz ist gespeichert.")),
        "beendet": (_("Danke."), _("Auf der Seite steht jetzt: Das gibt es nicht mehr.")),
        "gesendet": (_("Das hat geklappt."), _("Der Verein bekommt jetzt eine E-Mail.")),
        "erledigt": (_("Der Wunsch ist erledigt."),),
        "gespeichert": (_("Das ist gespeichert."),),
    }
    return words.get(request.args.get(SAID, ""), ())


@dataclass(frozen=True, slots=True)
class Entry:
    """One offer, wish or question of a list."""

    link: Link
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CornerPage:
    """What each page has; ``said`` is what was just done."""

    title: str
    lines: tuple[str, ...] = ()
    trail: tuple[Link, ...] = ()
    said: tuple[str, ...] = field(default_factory=said)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(CornerPage):
    """Words for ``advising/list.html``."""

    entries: tuple[Entry, ...]
    nothing: str
    nothing_kind: str = "saved"
    ways: tuple[Link, ...] = ()


def corner() -> Link:
    return Link(_("Meine Beratung"), url_for("advising.today"))


def trail(*more: Link) -> tuple[Link, ...]:
    return (home(), corner(), *more)


def shown(template: str, page: CornerPage, status: int = 200) -> Response:
    return make_response(render(template, page=page), status)


def onward(endpoint: str, done: str, **values: object) -> Response:
    """To the page that follows, which says what was done."""
    return redirect(url_for(endpoint, **values, **{SAID: done}), 303)


def region_names(person: Person) -> tuple[str, ...]:
    """How one's own regions are called; the whole country for who is there for everywhere."""
    regions = person.regions(*FOR)
    if regions is None:
        return (_("Deutschland"),)
    found = map(parts().gazetteer.by_ags, regions)
    return tuple(place_words(place.name, voice()) for place in found if place)


def title_of(listing: Listing) -> str:
    """Its name in the language of this request."""
    return offer_name(listing.offer) if listing.offer else listing.name


def about(listing: Listing) -> Iterator[str]:
    """Whose offer it is, and in which town."""
    yield listing.club.name
    if listing.venue and listing.venue.address.town:
        yield listing.venue.address.town


def since_words(day: date) -> str:
    return _("Zuletzt geprüft: {day}", day=day_words(day, voice()))

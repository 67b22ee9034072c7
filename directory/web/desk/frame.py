"""What all pages of the desk have in common: their language, their menu, what was just done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from flask import make_response, redirect, request
from werkzeug.wrappers import Response

from directory.model.team import Duty, Person
from directory.web import languages
from directory.web.addresses import url_for
from directory.web.desk import blueprint
from directory.web.languages import LANGUAGES, manner_for
from directory.web.page import Link
from directory.web.team.guard import me
from directory.web.templating import render
from directory.web.voice import voice
from directory.web.word_separator import Separator
from directory.wording import day_words

Answer = str | Response
# Said on the page that follows; the address carries only a word of this table.
DONE: Final = {
    "veroeffentlicht": "Das Angebot ist veröffentlicht. Der Verein bekommt eine E-Mail.",
    "betreut": "Die Person betreut jetzt den Verein. Sie bekommt eine E-Mail.",
    "gefragt": "Ihre Frage geht an den Verein.",
    "abgelehnt": "Das Angebot ist abgelehnt. Der Verein bekommt eine E-Mail.",
    "mehrere": "Die gewählten Einträge sind veröffentlicht.",
    "bestaetigt": "Das Angebot ist bestätigt. Das Datum auf der Seite ist neu.",
    "notiert": "Ihre Notiz ist gespeichert.",
    "beendet": "Das Angebot ist beendet. Die Seite bleibt mit einem Hinweis stehen.",
    "erledigt": "Die Meldung ist erledigt.",
    "gespeichert": "Gespeichert.",
    "eingeladen": "Die Person gehört jetzt zum Team und bekommt eine E-Mail.",
    "entfernt": "Die Person gehört nicht mehr zum Team und ist überall abgemeldet.",
    "letzte-leitung": "Das ist die letzte Person mit der Rolle Leitung. Das geht nicht.",
    "schon-entschieden": "Jemand anders hat schon entschieden.",
    "zurueckgeholt": "Die Fassung ist wieder öffentlich.",
    "zusammengelegt": "Aus zwei Angeboten ist eins geworden. Alte Adressen führen hierher.",
    "getrennt": "Gespeichert: Das sind zwei Angebote.",
    "nichts-gewaehlt": "Sie haben nichts ausgewählt.",
}
_WARNINGS = frozenset({"letzte-leitung", "schon-entschieden", "nichts-gewaehlt"})
SAID: Final = "fertig"
_GERMAN = next(language for language in LANGUAGES if language.key == "de")


@dataclass(frozen=True, slots=True)
class DeskPage:
    """What ``desk/layout.html`` needs; each page adds its own."""

    title: str
    trail: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = field(default_factory=lambda: menu_of(me()))
    said: str = field(default_factory=lambda: DONE.get(request.args.get(SAID, ""), ""))
    is_warning: bool = field(default_factory=lambda: request.args.get(SAID, "") in _WARNINGS)


@blueprint.before_request
def _in_german() -> None:
    languages.use(manner_for(_GERMAN, Separator.NONE))


def menu_of(person: Person) -> tuple[Link, ...]:
    """The groups of pages that this person may open."""
    found = [Link("Heute", url_for("desk.today"))]
    if person.has(Duty.EDITOR):
        found.append(Link("Eingang", url_for("desk.queue", key="eingang")))
    found.append(Link("Angebote", url_for("desk.offers")))
    found.append(Link("Beratung", url_for("advising.today")))
    if person.is_admin:
        found.append(Link("Team", url_for("desk.people")))
    found.append(Link("Konto", url_for("team.myself")))
    found.append(Link("Hilfe", url_for("help.page", name="hilfe")))
    return tuple(found)


def trail(*more: Link) -> tuple[Link, ...]:
    return (Link("Heute", url_for("desk.today")), *more)


def shown(template: str, page: DeskPage, status: int = 200) -> Response:
    return make_response(render(template, page=page), status)


def onward(endpoint: str, said: str, **values: object) -> Response:
    """To the page that follows, which says what was done."""
    return redirect(url_for(endpoint, **values, **{SAID: said}), 303)


def day(moment: date | datetime) -> str:
    """A day as it is read aloud."""
    on = moment.astimezone().date() if isinstance(moment, datetime) else moment
    return day_words(on, voice())


def age_words(days: int | None) -> str:
    """How long something waits."""
    if days is None:
        return ""
    if days <= 0:
        return "heute"
    return "seit 1 Tag" if days == 1 else f"seit {days} Tagen"


def chosen(names: Sequence[str], given: str) -> str:
    """One of the names, or nothing."""
    return given if given in names else ""

"""A wish that nobody fulfils yet: which sport, where, and what is important; never who."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from werkzeug.datastructures import MultiDict

from directory.catalogue.criteria import Criteria
from directory.catalogue.query import NEEDS, WIDEST_KM, Args, OfferQuery
from directory.catalogue.understanding import DEFAULT_RADIUS_KM
from directory.geo import Place
from directory.model.inbox import Wish
from directory.web.finder.places_page import STATES
from directory.web.finder.present import picture_address, sport_name
from directory.web.form_guard import form_key
from directory.web.forms import Kept, Typed
from directory.web.languages import _, current, ngettext
from directory.web.messages.forms import EQUAL, NeedsForm, PlaceForm, SportForm, places_called
from directory.web.messages.present import (
    FormPage,
    Option,
    Row,
    picture,
    progress,
    start_trail,
)
from directory.web.messages.sending import Hold, stamp_of
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.steps import CHECK, HERE, TO, Step, Stop, carried
from directory.web.voice import voice
from directory.wording import need_words, place_words

STEPS = (Step("sport", SportForm), Step("wo", PlaceForm), Step("wichtig", NeedsForm))
RADIUS = "umkreis"

SEEN = 6
FOLDED = 18
MOST_SHOWN = 7


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a wish: a municipality, a district, a state, or nowhere in particular."""

    name: str = ""
    ags: str = ""
    state: str = ""


def from_search(args: Args) -> Typed:
    """The answers that an address of the search gives, named as there; none without any.

    A point on the map is where a person is, so only its town is kept.
    """
    query = OfferQuery.from_args(args)
    found = parts().understanding.understand(query, parts().today())
    answers: Typed = MultiDict()
    answers.setlist("sport", list(found.sports))
    if found.place:
        answers["ort"] = found.place.municipality or found.place.name
        answers["welcher"] = found.place.ags
    elif query.state:
        answers["land"] = query.state
    answers.setlist("brauche", [key for key, need in NEEDS.items() if need in found.needs])
    if query.radius_km:
        answers[RADIUS] = str(query.radius_km)
    known = bool(answers.getlist("sport") or found.place or query.state)
    if known:
        # Whoever comes from a search has said all this; it is shown to be sent or changed.
        answers[TO] = CHECK
        answers[HERE] = ""
    return answers if known else MultiDict()


def page(at: Stop, answers: Typed, hold: Hold | None = None) -> FormPage:
    form = at.form
    return FormPage(
        title=_titles()[at.key],
        here=_("Das wünsche ich mir"),
        trail=start_trail(),
        action=url_for("messages.wish"),
        step=at.key,
        stamp=hold.stamp if hold else stamp_of(answers),
        button=_("Wunsch abschicken") if at.is_check else _("Weiter"),
        way_out=Link(_("Neu suchen"), url_for("finder.search")),
        form=form,
        errors=form.faults if form else (),
        kept=(*carried(STEPS, at, answers), *_radius(answers)),
        lead=_lead() if at.number == 1 or at.is_check else (),
        hold=hold.lines if hold else (),
        progress=progress(at.number, at.count),
        back=at.back,
        options=tuple(_options(at, answers)),
        more=tuple(_more(at, answers)),
        rows=tuple(_rows(answers)) if at.is_check else (),
    )


def _radius(answers: Typed) -> tuple[Kept, ...]:
    return (Kept(RADIUS, answers[RADIUS]),) if answers.get(RADIUS) else ()


def _titles() -> dict[str, str]:
    return {
        "sport": _("Welchen Sport wünschen Sie sich?"),
        "wo": _("Wo möchten Sie Sport machen?"),
        "wichtig": _("Was ist Ihnen wichtig?"),
        "pruefen": _("Ist das Ihr Wunsch?"),
    }


def _lead() -> tuple[str, ...]:
    return (
        _("Sie finden kein Angebot?"),
        _("Dann sagen Sie uns Ihren Wunsch."),
        _("Wir speichern nur den Wunsch."),
        _("Wir fragen nicht nach Ihrem Namen."),
    )


def _options(at: Stop, answers: Typed) -> Iterator[Option]:
    if at.key == "sport":
        yield from (_sport(key, answers) for key in _sports_shown(answers)[:SEEN])
        chosen = EQUAL in answers.getlist("sport")
        yield Option(EQUAL, _("Das weiß ich nicht"), picture("question"), chosen)
    if at.key == "wo":
        for place in places_called(answers.get("ort", "")):
            chosen = answers.get("welcher") == place.ags
            yield Option(place.ags, _place_title(place), "", chosen)
    if at.key == "wichtig":
        yield from (_need(key, answers) for key in list(NEEDS)[:SEEN])
        chosen = EQUAL in answers.getlist("brauche")
        yield Option(EQUAL, _("Das weiß ich nicht"), picture("question"), chosen)


def _more(at: Stop, answers: Typed) -> Iterator[Option]:
    if at.key == "sport":
        yield from (_sport(key, answers) for key in _sports_shown(answers)[SEEN:])
    if at.key == "wo":
        for code, (_ags, name) in STATES.items():
            yield Option(code, name, "", answers.get("land") == code)
    if at.key == "wichtig":
        yield from (_need(key, answers) for key in list(NEEDS)[SEEN:])


def _sports_shown(answers: Typed) -> list[str]:
    """Chosen ones first, then those that most offers have."""
    counts = parts().finder.find(Criteria(page_size=1)).facets.sports
    most = sorted(counts, key=lambda key: (-counts[key], key))
    known = [key for key in (*answers.getlist("sport"), *most) if key in parts().sports.by_id]
    return list(dict.fromkeys(known))[: SEEN + FOLDED]


def _sport(key: str, answers: Typed) -> Option:
    sport = parts().sports.by_id[key]
    shown = picture_address(sport.picture)
    return Option(key, sport_name(sport), shown, key in answers.getlist("sport"))


def _need(key: str, answers: Typed) -> Option:
    pictures = parts().pictures
    found = pictures.need(NEEDS[key].value) if pictures else None
    words = need_words(NEEDS[key], voice())
    shown = picture_address(found.file if found else None)
    return Option(key, words, shown, key in answers.getlist("brauche"))


def _place_title(place: Place) -> str:
    names = (place.name, place.municipality, place.district, place.state)
    return ", ".join(dict.fromkeys(place_words(name, voice()) for name in names if name))


def _rows(answers: Typed) -> Iterator[Row]:
    titles = _titles()
    names = [sport_name(parts().sports.by_id[key]) for key in _sport_ids(answers)]
    more = len(names) - MOST_SHOWN
    lines = [*names[:MOST_SHOWN]]
    if more > 0:
        words = ngettext("Und noch {count} Sportart", "Und noch {count} Sportarten", more)
        lines.append(words)
    yield Row(titles["sport"], tuple(lines) or (_("Das weiß ich nicht"),), "sport")
    yield Row(titles["wo"], (_where_words(answers),), "wo")
    needs = [need_words(NEEDS[key], voice()) for key in _need_keys(answers)]
    yield Row(titles["wichtig"], tuple(needs) or (_("Das weiß ich nicht"),), "wichtig")


def _where_words(answers: Typed) -> str:
    name = where(answers).name
    return place_words(name, voice()) if name else _("Das ist egal.")


def where(answers: Typed) -> Where:
    form = PlaceForm.of(answers)
    place = form.place
    if place:
        return Where(place.name, place.ags, place.state_code)
    code = form.land.data
    return Where(STATES[code][1], STATES[code][0], code) if code else Where()


def _sport_ids(answers: Typed) -> tuple[str, ...]:
    form = SportForm.of(answers)
    return tuple(dict.fromkeys((*form.chosen, *form.typed)))


def _need_keys(answers: Typed) -> tuple[str, ...]:
    return tuple(key for key in NeedsForm.of(answers).brauche.data if key != EQUAL)


def send(answers: Typed, advisor_id: str = "") -> None:
    """``advisor_id`` is who of the team notes it for somebody."""
    inbox = parts().inbox
    if inbox is None:
        raise RuntimeError("nothing can be wished without an inbox")
    place = where(answers)
    wish = Wish(
        sports=_sport_ids(answers),
        place_name=place.name,
        ags=place.ags,
        state=place.state,
        needs=tuple(NEEDS[key] for key in _need_keys(answers)),
        radius_km=_radius_km(answers),
        at=parts().now(),
        language=current().key,
    )
    said = (wish.sports, wish.ags, wish.needs, wish.radius_km)
    inbox.wish(wish, form_key(answers, "wish", *said), advisor_id)


def _radius_km(answers: Typed) -> int:
    typed = answers.get(RADIUS, "")
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < 5
    return min(max(int(typed), 1), WIDEST_KM) if is_number else DEFAULT_RADIUS_KM

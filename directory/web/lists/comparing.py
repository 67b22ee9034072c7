"""Up to three offers beside each other, question by question, in words and pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flask import make_response, request, url_for
from werkzeug.wrappers import Response

from directory.model import Listing, Offer, Status
from directory.web.explaining import Explaining
from directory.web.finder.offer_topics import picture_of
from directory.web.finder.offer_words import offer_name, offer_picture, school_holidays_of
from directory.web.finder.own_list import OwnList
from directory.web.finder.present import home
from directory.web.finder.remembering import MOST_COMPARED, entries_of
from directory.web.finder.short_code import ids_of
from directory.web.languages import _
from directory.web.lists import blueprint
from directory.web.page import FactLine, Line, Link
from directory.web.parts import parts
from directory.web.templating import render
from directory.web.voice import voice
from directory.wording import OfferText, Sign, Topic, TopicSaid, tell

Answer = str | Response | tuple[str, int]
FEWEST: Final = 2
# What decides between offers, in the order in which people ask.
_QUESTIONS: Final = (
    ("clock", (Topic.WHEN,)),
    ("place", (Topic.WHERE,)),
    ("bus", (Topic.WAY,)),
    ("money", (Topic.COST,)),
    ("greeting", (Topic.TRIAL,)),
    ("companion", (Topic.COMPANION,)),
    ("wheelchair", (Topic.ACCESS,)),
    ("group", (Topic.WHO,)),
    ("bag", (Topic.BRING, Topic.WEAR)),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """An offer at the head of its column."""

    link: Link
    picture: str
    club: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one offer answers to a question; never empty."""

    name: str
    lines: tuple[Line, ...]
    facts: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One question with the answers of all offers."""

    key: str
    title: str
    picture: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An offer of the own list that can be chosen."""

    value: str
    words: str
    picture: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Words for ``lists/comparison.html``; without ``rows`` somebody still has to choose."""

    title: str
    trail: tuple[Link, ...]
    notice: tuple[str, ...]
    error: str
    offers: tuple[Compared, ...]
    rows: tuple[Row, ...]
    choices: tuple[Choice, ...]


@blueprint.get("/vergleichen")
def compare() -> Answer:
    """Two or three offers; else a choice from the own list."""
    codes = list(dict.fromkeys(request.args.getlist("angebot")))[: 2 * MOST_COMPARED]
    found = [one for code in codes for one in _offers(code)]
    gone = len(codes) > len(found)
    notice = (_("Ein Angebot gibt es nicht mehr."),) if gone else ()
    error = ""
    if codes and len(found) > MOST_COMPARED:
        error = _("Wählen Sie bitte höchstens {count} Angebote.", count=MOST_COMPARED)
    elif codes and len(found) < FEWEST:
        error = _("Wählen Sie bitte mindestens {count} Angebote.", count=FEWEST)
    is_shown = FEWEST <= len(found) <= MOST_COMPARED
    page = ComparisonPage(
        title=_("Angebote vergleichen"),
        trail=(home(), Link(_("Mein Merkzettel"), url_for("finder.remembered"))),
        notice=notice,
        error=error,
        offers=tuple(_compared(offer, listing) for offer, listing in found) if is_shown else (),
        rows=tuple(_rows(found)) if is_shown else (),
        choices=() if is_shown else tuple(_choices([offer.id for offer, _listing in found])),
    )
    answer = make_response(render("lists/comparison.html", page=page), 422 if error else 200)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _offers(code: str) -> Iterator[tuple[Offer, Listing]]:
    """By short number as on paper, or by id as in the own list: two may share a number."""
    store, ids = parts().store, ids_of(code)
    named = store.listing(code) if ids is None else None
    for listing in store.offers_between(ids.first, ids.end) if ids else (named,):
        if listing and listing.offer and listing.offer.status is not Status.ENDED:
            yield listing.offer, listing


def _compared(offer: Offer, listing: Listing) -> Compared:
    return Compared(
        Link(offer_name(offer), url_for("finder.offer", slug=offer.slug)),
        offer_picture(offer),
        listing.club.name,
        offer.example,
    )


def _rows(found: Sequence[tuple[Offer, Listing]]) -> Iterator[Row]:
    told = [(offer_name(offer), _text(listing)) for offer, listing in found]
    for thing, topics in _QUESTIONS:
        if any(text.topic(topic) for _name, text in told for topic in topics):
            cells = tuple(_cell(name, text, topics) for name, text in told)
            yield Row(
                topics[0].value,
                _title(topics[0], [text for _name, text in told]),
                picture_of(parts().pictures, thing),
                cells,
            )
    checked = tuple(
        Cell(name, tuple(Line(said.words, said.lang) for said in text.checked[:2]), ())
        for name, text in told
    )
    yield Row("geprueft", _("Ist das geprüft?"), picture_of(parts().pictures, "yes"), checked)


def _text(listing: Listing) -> OfferText:
    return tell(listing, voice(), parts().today(), is_school_holiday=school_holidays_of(listing))


def _title(topic: Topic, texts: Sequence[OfferText]) -> str:
    return next(found.heading for text in texts if (found := text.topic(topic)))


def _cell(name: str, text: OfferText, topics: Sequence[Topic]) -> Cell:
    explaining = Explaining.on_page((name,))
    lines: list[Line] = []
    facts: list[FactLine] = []
    for topic in topics:
        found = text.topic(topic)
        if found and found.tells:
            lines += _lines(found)
            facts += explaining.fact_lines(found.facts)
    if not lines and not facts:
        facts.append(FactLine(_("Das wissen wir nicht."), Sign.UNKNOWN.value))
    return Cell(name, tuple(lines), tuple(facts))


def _lines(topic: TopicSaid) -> Iterator[Line]:
    for said in (*topic.lines, *topic.sentences):
        yield Line(said.words, said.lang)
    for item in topic.items:
        if item.label:
            yield Line(f"{item.label.words}:", item.label.lang)
        for said in item.sentences:
            yield Line(said.words, said.lang)


def _choices(chosen: Sequence[str]) -> Iterator[Choice]:
    own = OwnList.of_cookie()
    for entry in entries_of(own.ids, {}):
        if entry.card:
            yield Choice(entry.id, entry.card.title, entry.card.picture, entry.id in chosen)

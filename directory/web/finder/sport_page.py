"""The page of one sport: what it is, where one wants to do it, offers, clubs, and ways on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directory.catalogue.criteria import Answer, Criteria
from directory.catalogue.record import Kind
from directory.content import Sport, Sports
from directory.content.glossary import Glossary
from directory.web import languages
from directory.web.addresses import url_for
from directory.web.finder.present import (
    Card,
    ClubCard,
    card_of,
    club_card_of,
    home,
    offers_words,
    picture_address,
    sport_name,
)
from directory.web.finder.ways_on import WaysOn
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import Finds
from directory.web.searching import CLUBS_SHOWN
from directory.web.word_separator import words


@dataclass(frozen=True, slots=True)
class SportPage:
    """Words for ``finder/sport.html``."""

    title: str
    trail: tuple[Link, ...]
    sport_id: str
    picture: str
    lead: str
    what: tuple[str, ...]
    cards: tuple[Card, ...]
    all_href: str
    all_words: str
    clubs: tuple[ClubCard, ...]
    ways_on: WaysOn

    @classmethod
    def of(
        cls,
        sport: Sport,
        finder: Finds,
        sports: Sports,
        today: date,
        glossary: Glossary | None = None,
    ) -> "SportPage":
        asked = frozenset({sport.id})
        answer = finder.find(Criteria(sports=asked))
        clubs = finder.find(Criteria(kind=Kind.CLUB, sports=asked, page_size=CLUBS_SHOWN))
        more = answer.total > len(answer.hits)
        return cls(
            title=sport_name(sport),
            trail=(home(), Link(_("Alle Sportarten"), url_for("finder.sports"))),
            sport_id=sport.id,
            picture=picture_address(sport.picture),
            lead=_lead(answer),
            what=tuple(_what_it_is(sport, glossary)),
            cards=tuple(card_of(hit, sports.by_id, today) for hit in answer.hits),
            all_href=url_for("finder.search", sport=sport.id) if more else "",
            all_words=_("Alle {count} zeigen", count=offers_words(answer.total)),
            clubs=tuple(club_card_of(hit, sports.by_id) for hit in clubs.hits),
            ways_on=WaysOn.for_sport(sport.id),
        )


def _lead(answer: Answer) -> str:
    if answer.total:
        return _("Wir kennen {count} für diesen Sport.", count=offers_words(answer.total))
    return _("Wir kennen noch kein Angebot für diesen Sport.")


def _what_it_is(sport: Sport, glossary: Glossary | None) -> Iterator[str]:
    """What the dictionary says; it is written in easy language only."""
    if glossary is None or languages.current() is not languages.EASY:
        return
    names = (sport.name, sport.name_de, *sport.synonyms)
    entry = next(filter(None, map(glossary.of, names)), None)
    if entry:
        yield from map(words, entry.sentences)

"""What stands below all results, so that nobody ends here: people to ask, a wish, other ways."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.catalogue.query import OfferQuery
from directory.content.regions import Advisor, Region
from directory.geo import Place, PlaceKind
from directory.model import Words
from directory.web.addresses import url_for
from directory.web.finder.contacts import ContactLines
from directory.web.finder.places_page import STATES
from directory.web.finder.search_filters import address
from directory.web.languages import _
from directory.web.page import Line, Link, lines_of
from directory.web.parts import parts
from directory.web.searching import Found
from directory.wording import dial_words, phone_words

# A wish for one sport helps the network; a whole group of sports is told by its words.
_MOST_SPORTS = 3


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody to ask; ``example`` marks a person whom we invented."""

    contact: ContactLines
    example: bool = False


@dataclass(frozen=True, slots=True)
class WaysOn:
    """Words for ``finder/ways_on.html``."""

    helpers: tuple[Helper, ...]
    wish_href: str
    links: tuple[Link, ...]

    @classmethod
    def of(cls, found: Found) -> "WaysOn":
        region = _region(found)
        return cls(
            helpers=tuple(_helpers(region)),
            wish_href=_wish_address(_wish(found)),
            links=tuple(_other_ways(found.query)),
        )

    @classmethod
    def for_sport(cls, sport_id: str) -> "WaysOn":
        """On the page of one sport nobody has said where."""
        query = OfferQuery(sports=(sport_id,))
        return cls(tuple(_helpers(None)), _wish_address(query), tuple(_other_ways(query)))


def _region(found: Found) -> Region | None:
    regions, place, query = parts().regions, found.understood.place, found.query
    if regions is None:
        return None
    state = STATES[query.state][0] if query.state else ""
    return regions.for_place((place.ags if place else "") or query.ags or state)


def _helpers(region: Region | None) -> Iterator[Helper]:
    """The advisors of the region, else the operator's own help."""
    advisors = region.advisors_shown(parts().today()) if region else ()
    if advisors:
        yield from (Helper(_advisor(one), one.example) for one in advisors)
        return
    site = parts().site
    lines = (Line(_("Wir suchen zusammen mit Ihnen.")),)
    if site.help_phone:
        phone = site.help_phone
        name = _("Hilfetelefon")
        yield Helper(ContactLines(name, lines, dial_words(phone), phone_words(phone)))
    elif site.help_email:
        yield Helper(ContactLines(site.operator or site.name, lines, email=site.help_email))


def _advisor(advisor: Advisor) -> ContactLines:
    return ContactLines(
        name=advisor.first_name,
        lines=lines_of(*(Words(easy=answer) for answer in advisor.answers)),
        phone_href=dial_words(advisor.phone),
        phone=phone_words(advisor.phone),
        email=advisor.email,
    )


def _wish(found: Found) -> OfferQuery:
    """Sport, place and needs as they were understood; nothing about a person."""
    understood, query = found.understood, found.query
    few = len(understood.sports) <= _MOST_SPORTS
    place = understood.place
    return OfferQuery(
        what="" if few and understood.sports else " ".join(understood.words) or query.what,
        where=_where(place) if place else query.where,
        sports=understood.sports if few else (),
        needs=understood.needs,
    )


def _where(place: Place) -> str:
    """A place that others can read; where a device is, only the town."""
    if place.kind is PlaceKind.POINT:
        return place.municipality
    return f"{place.postcode} {place.name}" if place.kind is PlaceKind.POSTCODE else place.name


def _wish_address(query: OfferQuery) -> str:
    return address(query, "messages.wish")


def _other_ways(query: OfferQuery) -> Iterator[Link]:
    if query.is_empty or query.text:
        yield Link(_("Mit Bildern suchen"), url_for("questions.liking"))
    else:
        # Whoever comes from the questions finds all answers there.
        last = address(query.with_(page=1), "questions.needs")
        yield Link(_("Zurück zu den Fragen mit Bildern"), last)
    yield Link(_("Alle Sportarten ansehen"), url_for("finder.sports"))
    yield Link(_("Alle Orte ansehen"), url_for("finder.places"))
    if not query.is_empty:
        yield Link(_("Alle Angebote ansehen"), url_for("finder.search"))

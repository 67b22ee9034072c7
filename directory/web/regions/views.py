"""All regions, and the page of one: who is there, what there is, whom to ask."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask import abort
from werkzeug.wrappers import Response

from directory.catalogue.criteria import Criteria, Facets, Sort
from directory.content.regions import Advisor, Field, Region, RegionEvent
from directory.formats.atom import MEDIA_TYPE
from directory.model import Words
from directory.web.addresses import asked, url_for
from directory.web.file_words import file_words
from directory.web.finder.contacts import ContactLines
from directory.web.finder.present import (
    Card,
    Tile,
    card_of,
    counted_words,
    home,
    offers_words,
    picture_address,
    sport_name,
)
from directory.web.finder.telling import alternates_of, files_of
from directory.web.languages import _
from directory.web.machine_head import Alternate, Told
from directory.web.maps import MapDrawing, Numbered, places_map
from directory.web.page import Line, Link, lines_of
from directory.web.parts import parts
from directory.web.regions import blueprint
from directory.web.scope import region_called
from directory.web.templating import render
from directory.web.voice import voice
from directory.wording import clock_words, day_words, dial_words, phone_words, place_words

Answer = str | Response
MOST_CARDS = 5
MOST_TILES = 8


@dataclass(frozen=True, slots=True)
class RegionCard:
    """One region in the list; ``number`` is that of the map."""

    number: str
    link: Link
    lines: tuple[str, ...]
    example: bool


@dataclass(frozen=True, slots=True)
class RegionsPage:
    """Words for ``regions/regions.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    regions: tuple[RegionCard, ...]
    map: MapDrawing | None


@dataclass(frozen=True, slots=True)
class ShownPartner:
    """A partner of the network, with its ways."""

    name: str
    lines: tuple[Line, ...]
    url: str
    phone: str
    phone_href: str


@dataclass(frozen=True, slots=True)
class PartnerGroup:
    """All partners from one field."""

    title: str
    partners: tuple[ShownPartner, ...]


@dataclass(frozen=True, slots=True)
class ShownAdvisor:
    """Somebody to ask; ``photo`` with the words for who does not see it."""

    contact: ContactLines
    photo: str
    photo_alt: str
    photo_author: str
    example: bool


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """Something that takes place."""

    title: str
    lines: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class RegionPage:
    """Words for ``regions/region.html``."""

    title: str
    trail: tuple[Link, ...]
    example: bool
    logo: str
    intro: tuple[Line, ...]
    host_town: str
    offers: tuple[str, ...]
    cards: tuple[Card, ...]
    tiles: tuple[Tile, ...]
    all_offers: str
    groups: tuple[PartnerGroup, ...]
    advisors: tuple[ShownAdvisor, ...]
    contact: ContactLines | None
    events: tuple[ShownEvent, ...]
    calendar: str
    documents: tuple[Link, ...]
    files: tuple[Link, ...]
    ways: tuple[Link, ...]
    source: str


@blueprint.get("/regionen")
def regions() -> Answer:
    """All regions, by name and on a map."""
    known = parts().regions
    found = sorted(known.by_key.values(), key=lambda one: one.name) if known else []
    numbered = tuple(_numbered(found))
    marked = {one.number for one in numbered}
    page = RegionsPage(
        title=_("Regionen"),
        trail=(home(),),
        lines=(
            _("In diesen Regionen gibt es Netzwerke für Sport."),
            _("Menschen und Gruppen arbeiten dort zusammen."),
        ),
        regions=tuple(
            RegionCard(
                str(number) if number in marked else "",
                Link(place_words(one.name, voice()), url_for("regions.region", key=one.key)),
                (offers_words(count_of(one)),),
                one.example,
            )
            for number, one in enumerate(found, 1)
        ),
        map=places_map(_("Karte mit den Regionen"), numbered) if numbered else None,
    )
    return render("regions/regions.html", page=page)


@blueprint.get("/region/<key>")
def region(key: str) -> Answer:
    """One region."""
    found = region_called(key) or abort(404)
    return render("regions/region.html", page=page_of(found), told=told_of(found))


def page_of(region: Region) -> RegionPage:
    """Also the first page of a site under the name of the region."""
    today = parts().today()
    hits = [parts().finder.find(_criteria(key)) for key in region.ags]
    cards = [card_of(hit, parts().sports.by_id, today) for one in hits for hit in one.hits]
    events = [one for one in region.events if one.day >= today]
    total, confirmed = (
        sum(one.total for one in hits),
        sum(one.facets.confirmed for one in hits),
    )
    name = place_words(region.name, voice())
    return RegionPage(
        title=_("Sport für alle: {region}", region=name),
        trail=(home(), Link(_("Regionen"), url_for("regions.regions"))),
        example=region.example,
        logo=_file_address(region, region.logo),
        intro=lines_of(*(Words(easy=line) for line in region.intro)),
        host_town=_("Die Stadt war Host Town im Jahr {year}.", year=region.host_town)
        if region.host_town
        else "",
        offers=tuple(counted_words(total, confirmed)),
        cards=tuple(cards[:MOST_CARDS]),
        tiles=tuple(_tiles(region, (one.facets for one in hits))),
        all_offers=_search(region) if total else "",
        groups=tuple(_groups(region)),
        advisors=tuple(_advisor(region, one) for one in region.advisors_shown(today)),
        contact=_contact(region),
        events=tuple(map(_event, sorted(events, key=lambda one: one.day))),
        calendar=url_for("regions.calendar", key=region.key) if events else "",
        documents=tuple(_documents(region)),
        files=files_of(_pairs(region)) if total else (),
        ways=tuple(_ways(region)),
        source=region.source,
    )


def told_of(region: Region) -> Told:
    """What the head of its page tells machines."""
    news = Alternate(MEDIA_TYPE, url_for("regions.feed", key=region.key), region.name)
    return Told(alternates=(news, *alternates_of(_pairs(region))))


def _pairs(region: Region) -> list[tuple[str, str]]:
    return [("region", region.key)]


def count_of(region: Region) -> int:
    """How many offers search shows there."""
    return sum(parts().finder.find(_criteria(key)).total for key in region.ags)


def _criteria(ags: str) -> Criteria:
    return Criteria(ags=ags, sort=Sort.FRESHNESS, page_size=MOST_CARDS)


def _search(region: Region, *more: tuple[str, str]) -> str:
    """Search knows one place at a time; a region of several begins with its first."""
    return asked("finder.search", (("ags", region.ags[0]), *more))


def _numbered(regions: Sequence[Region]) -> Iterator[Numbered]:
    for number, one in enumerate(regions, 1):
        place = parts().gazetteer.by_ags(one.ags[0])
        if place:
            yield Numbered(number, place.longitude, place.latitude)


def _tiles(region: Region, found: Iterable[Facets]) -> Iterator[Tile]:
    """The sports that there are most of."""
    counts: dict[str, int] = {}
    for one in found:
        for sport, count in one.sports.items():
            counts[sport] = counts.get(sport, 0) + count
    known = parts().sports.by_id
    most = sorted(counts, key=lambda key: (-counts[key], key))
    for key in [one for one in most if one in known][:MOST_TILES]:
        href = _search(region, ("sport", key))
        shown = picture_address(known[key].picture)
        yield Tile(sport_name(known[key]), href, shown, offers_words(counts[key]))


def field_names() -> dict[Field, str]:
    return {
        Field.SPORT: _("Sport"),
        Field.SUPPORT: _("Hilfen für Menschen mit Behinderung"),
        Field.CULTURE: _("Kultur"),
        Field.EDUCATION: _("Bildung"),
        Field.BUSINESS: _("Firmen"),
        Field.POLITICS: _("Politik"),
    }


def _groups(region: Region) -> Iterator[PartnerGroup]:
    for field, title in field_names().items():
        partners = tuple(
            ShownPartner(
                one.name,
                lines_of(*(Words(easy=line) for line in one.about)),
                one.url,
                phone_words(one.phone),
                dial_words(one.phone),
            )
            for one in region.partners
            if one.field is field
        )
        if partners:
            yield PartnerGroup(title, partners)


def _advisor(region: Region, one: Advisor) -> ShownAdvisor:
    contact = ContactLines(
        name=one.first_name,
        lines=lines_of(*(Words(easy=answer) for answer in one.answers)),
        phone_href=dial_words(one.phone),
        phone=phone_words(one.phone),
        email=one.email,
    )
    photo = _file_address(region, one.photo)
    return ShownAdvisor(contact, photo, one.photo_alt, one.photo_author, one.example)


def _contact(region: Region) -> ContactLines | None:
    if not (region.phone or region.email):
        return None
    return ContactLines(
        name=place_words(region.name, voice()),
        lines=(),
        phone_href=dial_words(region.phone),
        phone=phone_words(region.phone),
        email=region.email,
    )


def event_lines(event: RegionEvent) -> Iterator[str]:
    yield day_words(event.day, voice())
    if event.start and event.end:
        start, end = clock_words(event.start, voice()), clock_words(event.end, voice())
        yield _("Von {start} bis {end}", start=start, end=end)
    elif event.start:
        yield _("Ab {start}", start=clock_words(event.start, voice()))
    if event.place:
        yield event.place


def _event(event: RegionEvent) -> ShownEvent:
    return ShownEvent(event.title, tuple(event_lines(event)), event.url)


def _documents(region: Region) -> Iterator[Link]:
    for one in region.documents:
        if one.url:
            yield Link(one.title, one.url)
        else:
            path = region.files[one.file]
            kind = path.suffix.removeprefix(".").upper()
            words = file_words(one.title, kind, path.stat().st_size)
            yield Link(words, _file_address(region, one.file))


def _file_address(region: Region, name: str) -> str:
    return url_for("regions.file", key=region.key, name=name) if name else ""


def _ways(region: Region) -> Iterator[Link]:
    yield Link(_("Ein Heft mit allen Angeboten"), url_for("papers.booklet", key=region.key))
    own_site = asked("embedding.choose", [("ags", region.ags[0])])
    yield Link(_("Die Angebote auf Ihrer eigenen Seite zeigen"), own_site)
    yield Link(_("Wo fehlt Sport?"), url_for("gaps.region", key=region.key))
    yield Link(_("Einen Wunsch schicken"), url_for("messages.wish"))
    yield Link(_("Meine Gemeinde will auch mitmachen"), url_for("regions.join"))

"""The page on which a club or a town chooses what to show, and gets the text to copy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from directory.catalogue.criteria import DISTANCE_STEPS_KM
from directory.catalogue.query import NEEDS, Args, OfferQuery
from directory.content import Sport
from directory.web.addresses import asked as address_of
from directory.web.addresses import url_for
from directory.web.elsewhere import SEARCH, whole
from directory.web.embedding import CHOOSE
from directory.web.embedding.asked import COUNTS, FrameQuery
from directory.web.embedding.oembed import FEW
from directory.web.embedding.snippets import html_to_copy
from directory.web.finder.places_page import STATES
from directory.web.finder.present import SHOWN_NEEDS, home, offers_words, sport_name
from directory.web.finder.search_filters import Field, chosen
from directory.web.languages import _, current
from directory.web.messages.present import Option
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.voice import voice
from directory.wording import need_words, place_words

# Without a script in the page around, a frame is as high as its address says.
USUAL_HEIGHT: Final = 700
HEIGHTS: Final = (400, 700, 1_000)
PREVIEW: Final = "vorschau"


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """Words for ``embedding/choose.html``. ``height`` is that of the frame; ``adapts``: as high as
    what it shows. ``chips`` take away what the form does not ask, and ``kept`` carries it along."""

    title: str
    trail: tuple[Link, ...]
    action: str
    query: OfferQuery
    chips: tuple[Link, ...]
    kept: tuple[Field, ...]
    sport: str
    sports: tuple[Option, ...]
    radius: str
    radii: tuple[Option, ...]
    regions: tuple[Option, ...]
    needs: tuple[Option, ...]
    more_needs: tuple[Option, ...]
    more_open: bool
    counts: tuple[Option, ...]
    heights: tuple[Option, ...]
    colours: tuple[Option, ...]
    looks_open: bool
    frame: Link
    height: int
    adapts: bool
    script: str
    address: str
    html: str

    @classmethod
    def of(cls, args: Args) -> "ChoosePage":
        asked = _asked(args)
        query, by_id = asked.query, parts().sports.by_id
        height = _height(args)
        needs = tuple(_needs(query))
        frame_href = address_of("embedding.frame", asked.to_args())
        frame_title = _("Angebote für Sport: {site}", site=parts().site.name)
        rest = _not_in_the_form(query)
        return cls(
            title=_("Angebote auf Ihrer Seite zeigen"),
            trail=(home(), Link(_("Für Vereine"), url_for("clubs.why"))),
            action=f"{url_for(CHOOSE)}#{PREVIEW}",
            query=query,
            chips=tuple(_chips(asked, rest, by_id, height)),
            kept=tuple(Field(name, value) for name, value in rest.to_args()),
            sport=next(iter(query.sports), ""),
            sports=tuple(_sports(query, by_id)),
            radius=str(query.radius_km or ""),
            radii=tuple(_radii(query)),
            regions=tuple(_regions(query)),
            needs=needs[: len(SHOWN_NEEDS)],
            more_needs=needs[len(SHOWN_NEEDS) :],
            more_open=any(one.chosen for one in needs[len(SHOWN_NEEDS) :]),
            counts=tuple(
                Option(str(count), offers_words(count), "", count == asked.count)
                for count in COUNTS
            ),
            heights=tuple(_heights(height)),
            colours=tuple(_colours(asked.colours)),
            looks_open=bool(height or asked.colours),
            frame=Link(frame_title, frame_href),
            height=height or USUAL_HEIGHT,
            adapts=height is None,
            script=url_for("embedding.script"),
            address=whole(address_of(SEARCH, asked.to_args(FEW)), current()),
            html=html_to_copy(
                frame_href,
                frame_title,
                address_of(SEARCH, query.to_args()),
                _("Alle Angebote zeigen: {site}", site=parts().site.name),
                height or USUAL_HEIGHT,
                adapts=height is None,
            ),
        )


def _asked(args: Args) -> FrameQuery:
    """A state is asked for by its key, as all other regions."""
    found = FrameQuery.from_args(args).at_page(1)
    query = found.query
    if query.state:
        query = query.with_(ags=query.ags or STATES[query.state][0], state="")
    return FrameQuery(query, found.count, found.colours)


def _height(args: Args) -> int | None:
    known = {str(height): height for height in HEIGHTS}
    return known.get(next(iter(args.getlist("hoehe")), ""))


def _not_in_the_form(query: OfferQuery) -> OfferQuery:
    """The form asks for one sport; an address may hold more."""
    rest = query.without("text", "where", "radius_km", "needs", "ags")
    return rest.with_(sports=rest.sports[1:])


def _chips(
    asked: FrameQuery, rest: OfferQuery, by_id: Mapping[str, Sport], height: int | None
) -> Iterator[Link]:
    """Each link takes one thing away and says so."""
    first = asked.query.sports[:1]
    for words, without in chosen(rest, by_id):
        query = asked.query.with_(
            sports=(*first, *without.sports),
            days=without.days,
            times=without.times,
            age=without.age,
            confirmed=without.confirmed,
        )
        pairs = FrameQuery(query, asked.count, asked.colours).to_args()
        more = [("hoehe", str(height))] if height else []
        yield Link(_("Wegnehmen: {choice}", choice=words), address_of(CHOOSE, [*pairs, *more]))


def _sports(query: OfferQuery, by_id: Mapping[str, Sport]) -> Iterator[Option]:
    yield Option("", _("Alle Sportarten"))
    names = sorted((sport_name(sport), key) for key, sport in by_id.items())
    for name, key in names:
        yield Option(key, name, "", key in query.sports[:1])


def _radii(query: OfferQuery) -> Iterator[Option]:
    yield Option("", _("Egal"))
    steps = {*DISTANCE_STEPS_KM, *([query.radius_km] if query.radius_km else [])}
    for kilometres in sorted(steps):
        words = _("Bis {km} Kilometer", km=kilometres)
        yield Option(str(kilometres), words, "", kilometres == query.radius_km)


def _regions(query: OfferQuery) -> Iterator[Option]:
    """Regions with a network, the states, and whatever else the address names."""
    names: dict[str, str] = {}
    known = parts().regions
    for region in known.by_key.values() if known else ():
        if len(region.ags) == 1:
            names[region.ags[0]] = place_words(region.name, voice())
    names |= dict(STATES.values())
    place = parts().gazetteer.by_ags(query.ags) if query.ags else None
    if place:
        names.setdefault(query.ags, place_words(place.name, voice()))
    yield Option("", _("Keine Region"))
    for ags, name in sorted(names.items(), key=lambda one: one[1]):
        yield Option(ags, name, "", ags == query.ags)


def _needs(query: OfferQuery) -> Iterator[Option]:
    """What cards say in any case stands first."""
    for key, need in sorted(NEEDS.items(), key=lambda one: one[1] not in SHOWN_NEEDS):
        yield Option(key, need_words(need, voice()), "", need in query.needs)


def _heights(chosen_height: int | None) -> Iterator[Option]:
    words = (_("Niedrig"), _("Mittel"), _("Hoch"))
    yield Option("", _("So hoch wie die Liste"), "", chosen_height is None)
    for height, said in zip(HEIGHTS, words, strict=True):
        yield Option(str(height), said, "", height == chosen_height)


def _colours(chosen_colours: str) -> Iterator[Option]:
    yield Option("", _("Wie das Gerät es möchte"), "", not chosen_colours)
    yield Option("hell", _("Immer hell"), "", chosen_colours == "hell")
    yield Option("dunkel", _("Immer dunkel"), "", chosen_colours == "dunkel")

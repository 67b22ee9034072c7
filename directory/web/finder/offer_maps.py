"""Maps of offers: results with the numbers of their cards, and where one offer takes place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from directory.geo import Place
from directory.model import Listing
from directory.model.venue import Precision
from directory.web.finder.present import Card
from directory.web.languages import _
from directory.web.maps import Here, MapDrawing, Numbered, map_source, places_map, sketch
from directory.web.voice import voice
from directory.wording import place_words

# Half as high as a page on the screen shows it, so that a whole offer fits on one sheet.
PAPER_HEIGHT = 150.0


def numbered_points(cards: Iterable[Card], first: int = 1) -> tuple[Numbered, ...]:
    """Where results lie, with the numbers of their cards."""
    return tuple(
        Numbered(number, *card.point)
        for number, card in enumerate(cards, start=first)
        if card.point
    )


def numbered_cards(cards: Iterable[Card], first: int = 1) -> tuple[Card, ...]:
    """The cards with the numbers that the map shows; those without a point have none."""
    return tuple(
        card.told(number=str(number) if card.point else "")
        for number, card in enumerate(cards, start=first)
    )


def results_map(cards: Sequence[Card], first: int, place: Place | None) -> MapDrawing | None:
    """The results of one page around the place that was asked for; None without any point."""
    numbered = numbered_points(cards, first)
    if not numbered:
        return None
    here = None
    if place and not place.is_area:
        words = _("Hier suchen Sie: {place}", place=place_words(place.name, voice()))
        here = Here(place.longitude, place.latitude, words)
    return places_map(_("Karte mit den Angeboten"), numbered, here)


def map_source_words() -> str:
    """The source of maps in words, for paper, which has no links."""
    return "".join(piece.words for piece in map_source())


def venue_map(listing: Listing, *, on_paper: bool = False) -> MapDrawing | None:
    """Where an offer takes place; None where nobody knows the point."""
    venue = listing.venue
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    name = venue.name or place_words(venue.address.town, voice())
    notes: tuple[str, ...] = ()
    if venue.precision in (Precision.POSTCODE, Precision.TOWN):
        notes = (_("Der Punkt ist nur ungefähr richtig."),)
    here = Here(venue.longitude, venue.latitude, _("Hier ist der Sport: {place}", place=name))
    title = _("Karte: {place}", place=name)
    if on_paper:
        # The sheet names the source at its foot, where lines are longer.
        short = replace(here, words=_("Hier ist der Sport."))
        drawn = sketch(title, short, height=PAPER_HEIGHT)
        return replace(drawn, source=()) if drawn else None
    return sketch(title, here, notes)

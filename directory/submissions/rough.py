"""Finds something with plain SQL while there is no index; exact ranking is not its business."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_

from directory.model import Club, Offer, Venue
from directory.spelling import fold
from directory.submissions.tables import ClubRow, OfferRow, VenueRow


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees."""

    south: float
    west: float
    north: float
    east: float


def rough_words(thing: Club | Offer | Venue) -> str:
    """Folded words of one record; sports are kept by their id between bars."""
    match thing:
        case Offer():
            texts = [text.words for text in (thing.what.easy, thing.what.de) if text]
            return _rough(thing.name, thing.name_easy, *texts, sports=thing.sports)
        case Club():
            return _rough(thing.name, sports=thing.sports)
        case Venue():
            place = thing.address
            return _rough(
                thing.name, place.postcode, place.town, place.part_of_town, place.district
            )


def narrowed(
    query: Select[*tuple[Any, ...]],
    words: Sequence[Collection[str]],
    sports: Collection[str],
    box: Box | None,
    *,
    of_offers: bool,
) -> Select[*tuple[Any, ...]]:
    """The query with every word (one of its forms), one of the sports, and within the box."""
    own = OfferRow.rough if of_offers else ClubRow.rough
    columns = [ClubRow.rough, func.coalesce(VenueRow.rough, "")]
    if of_offers:
        columns.append(own)
    for forms in words:
        query = query.where(or_(*(_holds(column, form) for column in columns for form in forms)))
    if sports:
        query = query.where(or_(*(own.contains(f"|{id}|", autoescape=True) for id in sports)))
    if box:
        query = query.where(
            and_(
                VenueRow.latitude.between(box.south, box.north),
                VenueRow.longitude.between(box.west, box.east),
            )
        ).order_by(_far(box))
    return query


def _rough(*texts: str, sports: Collection[str] = ()) -> str:
    return fold(" ".join(texts)) + "".join(f"|{id}|" for id in sports)


def _holds(column: Any, form: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.contains(form, autoescape=True)
    return found


def _far(box: Box) -> ColumnElement[Any]:
    """Something that grows with the distance from the middle."""
    north = VenueRow.latitude - (box.south + box.north) / 2
    east = VenueRow.longitude - (box.west + box.east) / 2
    # A degree to the east is about two thirds of a degree to the north in Germany.
    return north * north + east * east * 0.4

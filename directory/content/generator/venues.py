"""Invents halls and fields in real towns, with the gaps that real offers have."""

from directory.content.generator.dice import Dice
from directory.content.generator.gaps import MISSING, missing_although
from directory.content.generator.places import Town
from directory.content.generator.words import STREETS, VENUE_NAMES
from directory.model import Access, Address, PinBy, Precision, Source, Venue

_FARTHEST_KM = 1.0


def draw_venue(dice: Dice, town: Town) -> Venue:
    """A point up to 1 km from the middle of a postcode; hall and street are often not told."""
    spot = dice.one_of(town.spots).nearby(dice, _FARTHEST_KM)
    is_named = not dice.chance(MISSING["venue"])
    has_number = is_named and not dice.chance(missing_although("house_number", "venue"))
    has_point = not dice.chance(MISSING["point"])
    postcode = "" if dice.chance(MISSING["postcode"]) else spot.postcode
    return Venue(
        id=dice.new_id(),
        name=f"Beispiel-Ort {dice.one_of(VENUE_NAMES)}" if is_named else "",
        address=Address(
            street=dice.one_of(STREETS) if has_number else "",
            house_number=str(1 + dice.below(120)) if has_number else "",
            postcode=postcode,
            town=town.name,
            district=town.district,
            state_code=town.state_code,
            ags=town.ags,
        ),
        latitude=spot.latitude if has_point else None,
        longitude=spot.longitude if has_point else None,
        pin_by=PinBy.GEOCODER if has_point else None,
        precision=_precision(has_number, postcode) if has_point else None,
        access=_access(dice),
        source=Source(name="generated"),
        example=True,
    )


def _precision(has_number: bool, postcode: str) -> Precision:
    if has_number:
        return Precision.ADDRESS
    return Precision.POSTCODE if postcode else Precision.TOWN


def _access(dice: Dice) -> Access:
    return Access(
        step_free_entrance=dice.fact(MISSING["step_free"]),
        step_free_hall=dice.fact(0.95),
        toilet=dice.fact(MISSING["toilet"], yes=0.7),
        parking=dice.fact(0.95, yes=0.7),
    )

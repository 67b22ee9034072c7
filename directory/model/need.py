"""What people filter by: needs, never diagnoses, each answered yes, no or unknown."""

from enum import StrEnum

from directory.model.fact import Fact, Known
from directory.model.listing import Listing
from directory.model.offer import Form, Level, Offer
from directory.model.venue import Access


class Need(StrEnum):
    """The order is the order on the page; search keeps one bit for each."""

    STEP_FREE = "step_free"
    TOILET = "toilet"
    COMPANION = "companion"
    TRIAL = "trial"
    FREE = "free"
    QUIET = "quiet"
    BEGINNERS = "beginners"
    TOGETHER = "together"
    OWN_GROUP = "own_group"
    WOMEN = "women"


def needs_of(listing: Listing) -> dict[Need, Known]:
    """What is known about each need; a club without a known offer answers unknown to most."""
    access = listing.venue.access if listing.venue else Access()
    answers = dict.fromkeys(Need, Known.UNKNOWN)
    answers[Need.STEP_FREE] = _both(access.step_free_entrance, access.step_free_hall)
    answers[Need.TOILET] = access.toilet.value
    if listing.offer:
        answers.update(_of_offer(listing.offer))
    return answers


def _both(entrance: Fact, hall: Fact) -> Known:
    """Step-free is what is step-free at the door and not known to have steps inside."""
    if entrance.is_no or hall.is_no:
        return Known.NO
    return Known.YES if entrance.is_yes else Known.UNKNOWN


def _of_offer(offer: Offer) -> dict[Need, Known]:
    return {
        Need.COMPANION: offer.companion.may_come.value,
        Need.TRIAL: offer.trial.possible.value,
        Need.FREE: _free(offer),
        Need.QUIET: offer.senses.quiet.value,
        Need.BEGINNERS: _one_of(offer.levels, Level.TRY_IT),
        Need.TOGETHER: _form(offer.form, Form.TOGETHER),
        Need.OWN_GROUP: _form(offer.form, Form.OWN_GROUP),
        Need.WOMEN: _women(offer),
    }


def _free(offer: Offer) -> Known:
    if not offer.is_free.is_unknown or not offer.prices:
        return offer.is_free.value
    return Known.NO if all(price.amount > 0 for price in offer.prices) else Known.UNKNOWN


def _one_of(levels: tuple[Level, ...], level: Level) -> Known:
    if not levels:
        return Known.UNKNOWN
    return Known.YES if level in levels else Known.NO


def _form(form: Form, wanted: Form) -> Known:
    if form is Form.UNKNOWN:
        return Known.UNKNOWN
    return Known.YES if form in (wanted, Form.BOTH) else Known.NO


def _women(offer: Offer) -> Known:
    match offer.audience.gender.value:
        case "women":
            return Known.YES
        case "unknown":
            return Known.UNKNOWN
        case _:
            return Known.NO

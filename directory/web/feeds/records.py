"""Whole records for programs: offers, clubs, places, regions, and what has changed."""

from flask import abort

from directory.content.regions import Region
from directory.formats.api import answers, records, venue, whole_club, whole_offer, whole_venue
from directory.formats.api.filling import club
from directory.formats.api.questions import ChangesQuestion, NoQuestion, PageQuestion, WrongQuestion
from directory.formats.openly import openly_one
from directory.model import Listing
from directory.submissions import UnknownPosition
from directory.web.feeds import blueprint
from directory.web.feeds.views import asking, next_page
from directory.web.found_today import is_found_today
from directory.web.house import house
from directory.web.parts import parts
from directory.web.public_address import public_address
from directory.web.regions.views import count_of
from directory.web.scope import region_called


@blueprint.get("/offers/<id>")
@asking(NoQuestion)
def offer(_question: NoQuestion, id: str) -> records.WholeOffer:
    """By its id, or by a former one."""
    listing = parts().store.listing(id)
    if listing is None or listing.offer is None:
        abort(404)
    return whole_offer(listing, house())


@blueprint.get("/clubs")
@asking(PageQuestion)
def clubs(question: PageQuestion) -> answers.Clubs:
    """All clubs in the order of their ids."""
    found, ours = parts().store.clubs_after(question.after or "", question.limit), house()
    return answers.Clubs(
        tuple(club(openly_one(one, ours.today), ours) for one in found),
        _next("feeds.clubs", tuple(one.id for one in found), question),
        ours.licence.url,
        tuple(ours.attribution()),
    )


@blueprint.get("/clubs/<id>")
@asking(NoQuestion)
def one_club(_question: NoQuestion, id: str) -> records.WholeClub:
    """By its id; the ids of its offers stand beside it."""
    store = parts().store
    found = store.club(id) or abort(404)
    at = store.venue(found.venue_id) if found.venue_id else None
    return whole_club(Listing(found, None, at), _ids(store.offers_of_club(id)), house())


@blueprint.get("/venues")
@asking(PageQuestion)
def venues(question: PageQuestion) -> answers.Venues:
    """All places in the order of their ids."""
    found, ours = parts().store.venues_after(question.after or "", question.limit), house()
    return answers.Venues(
        tuple(venue(one, ours) for one in found),
        _next("feeds.venues", tuple(one.id for one in found), question),
        ours.licence.url,
        tuple(ours.attribution()),
    )


@blueprint.get("/venues/<id>", endpoint="venue")
@asking(NoQuestion)
def one_venue(_question: NoQuestion, id: str) -> records.WholeVenue:
    """By its id; the ids of the offers there stand beside it."""
    found = parts().store.public_venue(id) or abort(404)
    return whole_venue(found, _ids(parts().store.offers_at_venue(id)), house())


@blueprint.get("/regions")
@asking(NoQuestion)
def regions(_question: NoQuestion) -> answers.RegionsAnswer:
    """All regions by name."""
    known = parts().regions
    found = sorted(known.by_key.values(), key=lambda one: one.name) if known else []
    return answers.RegionsAnswer(tuple(map(_region, found)))


@blueprint.get("/regions/<key>")
@asking(NoQuestion)
def region(_question: NoQuestion, key: str) -> answers.Region:
    """One region."""
    return _region(region_called(key) or abort(404))


@blueprint.get("/changes")
@asking(ChangesQuestion)
def changes(question: ChangesQuestion) -> answers.ChangesAnswer:
    """What has changed since a position; a position of another time is answered with 409."""
    store = parts().store
    try:
        page = store.changes_page(question.after or f"0.0.{store.era()}", question.limit)
    except UnknownPosition as problem:
        raise WrongQuestion("after", "This position is of another time: begin again.", 409) from (
            problem
        )
    listed = store.listed({row.id for row in page.happenings})
    return answers.ChangesAnswer(
        tuple(
            answers.Change(row.id, row.kind.value, row.what, row.at, row.id not in listed)
            for row in page.happenings
        ),
        page.position,
        not page.is_all,
        next_page("feeds.changes", page.position, question.limit),
    )


def _ids(listings: tuple[Listing, ...]) -> tuple[str, ...]:
    return tuple(one.id for one in listings if is_found_today(one))


def _next(endpoint: str, ids: tuple[str, ...], question: PageQuestion) -> str | None:
    return next_page(endpoint, ids[-1], question.limit) if len(ids) == question.limit else None


def _region(found: Region) -> answers.Region:
    key = found.key
    return answers.Region(
        key=key,
        name=found.name,
        ags=found.ags,
        url=public_address("regions.region", key=key),
        feed=public_address("regions.feed", key=key),
        offers=count_of(found),
        example=found.example,
    )

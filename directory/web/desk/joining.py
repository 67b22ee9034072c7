"""Two offers that may be one, side by side: an editor joins them, or says that they are two."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import abort, request

from directory.model import Listing, Offer
from directory.model.joining import GROUPS, better_in, differing_groups
from directory.model.team import Duty
from directory.submissions import ChangedMeanwhile, NotStored
from directory.submissions.joining import Joining, StillWaiting, Two
from directory.web.addresses import url_for
from directory.web.desk import blueprint
from directory.web.desk.compare import Row, compared
from directory.web.desk.frame import Answer, DeskPage, onward, shown, trail
from directory.web.desk.places import is_mine
from directory.web.desk.queues import DOUBLES, place_of
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.team.guard import me, needs

FIRST, SECOND = "erstes", "zweites"
LABELS: Final[Mapping[str, str]] = {
    "club": "Verein",
    "venue": "Ort",
    "name": "Name",
    "sports": "Sport-Arten",
    "what": "Beschreibung",
    "form": "Wer mitmacht",
    "audience": "Für wen",
    "support": "Unterstützung",
    "companion": "Begleitung",
    "trial": "Probe-Stunde",
    "first_visit": "Mein erstes Mal",
    "senses": "Licht und Geräusche",
    "schedule": "Zeiten",
    "status": "Stand",
    "costs": "Kosten",
    "contacts": "Kontakt",
    "languages": "Sprachen",
    "pictures": "Fotos",
    "network": "Netzwerk",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One field in which the two differ; ``stays`` is the side that is chosen."""

    name: str
    label: str
    first: str
    second: str
    stays: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two offers."""

    title: str
    lines: tuple[str, ...]
    public: str
    desk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoublePage(DeskPage):
    """Words for ``desk/double.html``."""

    address: str
    first: Part
    second: Part
    stays: str
    choices: tuple[Choice, ...]
    same: tuple[Row, ...]
    versions: str
    asks_for_clubs: bool
    clubs_too: bool
    faults: tuple[Link, ...] = ()


@blueprint.get("/doppelt/<first>/<second>")
@needs(Duty.EDITOR)
def double(first: str, second: str) -> Answer:
    """What is the same and what is not, with a choice for each difference."""
    return shown("desk/double.html", _page(_mine(first, second)))


@blueprint.post("/doppelt/<first>/<second>")
@needs(Duty.EDITOR)
def join(first: str, second: str) -> Answer:
    """They are one, or they are two."""
    two = _mine(first, second)
    step = request.form.get("schritt", "")
    if step == "zwei":
        _joining().tell_apart(first, second, person=me().id)
        return onward("desk.queue", "getrennt", key=DOUBLES)
    if step == "eins":
        return _join(two)
    return onward("desk.double", "nichts-gewaehlt", first=first, second=second)


def _join(two: Two) -> Answer:
    first, second = two.listings
    answers = request.form
    stays, goes = (first, second) if answers.get("bleibt", FIRST) == FIRST else (second, first)
    clubs_too = answers.get("vereine") == "ja"
    if clubs_too and not _may_join_clubs(two):
        abort(403)
    other = SECOND if stays is first else FIRST
    preset = _preset(two)
    taken = {group for group in preset if answers.get(group, preset[group]) == other}
    numbers = _versions(answers.get("stand", ""))
    by_id = dict(zip((first.id, second.id), numbers, strict=True)) if numbers else {}
    versions = (by_id[stays.id], by_id[goes.id]) if by_id else None
    if versions is None:
        return onward("desk.double", "nichts-gewaehlt", first=first.id, second=second.id)
    try:
        _joining().join(
            stays.id, goes.id, taken, person=me().id, versions=versions, clubs_too=clubs_too
        )
    except StillWaiting:
        words = "Eine Änderung wartet noch. Entscheiden Sie bitte zuerst im Eingang."
        return _refused(two, Link(words, url_for("desk.queue", key="eingang")))
    except ChangedMeanwhile:
        words = "Jemand hat eines der Angebote gerade geändert. Sehen Sie bitte noch einmal hin."
        return _refused(_mine(first.id, second.id), Link(words, "#unterschiede"))
    except NotStored:
        return onward("desk.queue", "schon-entschieden", key=DOUBLES)
    return onward("desk.offer", "zusammengelegt", offer_id=stays.id)


def _refused(two: Two, fault: Link) -> Answer:
    return shown("desk/double.html", _page(two, (fault,)), 409)


def _mine(first: str, second: str) -> Two:
    """Both are public, and this person looks after both places."""
    two = _joining().two(first, second)
    if two is None:
        abort(404)
    if not all(is_mine(me(), one, Duty.EDITOR) for one in two.listings):
        abort(403)
    return two


def _joining() -> Joining:
    return Joining(parts().store.database, parts().now)


def _may_join_clubs(two: Two) -> bool:
    """Whether all offers of both clubs lie where this person looks after them."""
    clubs = {one.club.id for one in two.listings}
    return len(clubs) == 2 and all(
        is_mine(me(), listing, Duty.EDITOR)
        for club in clubs
        for listing in parts().store.offers_of_club(club)
    )


def _preset(two: Two) -> dict[str, str]:
    """For each difference the side that is trusted more."""
    one, other = two.sides
    better = set(better_in(one, other))
    groups = differing_groups(one.offer, other.offer)
    return {group: SECOND if group in better else FIRST for group in groups}


def _page(two: Two, faults: tuple[Link, ...] = ()) -> DoublePage:
    first, second = two.listings
    answers, preset = request.form, _preset(two)
    usual = SECOND if list(preset.values()).count(SECOND) > len(preset) / 2 else FIRST
    return DoublePage(
        title=f"Vielleicht doppelt: {_offer(first).name}",
        trail=trail(Link("Vielleicht doppelt", url_for("desk.queue", key=DOUBLES))),
        address=url_for("desk.double", first=first.id, second=second.id),
        first=_part(first),
        second=_part(second),
        stays=answers.get("bleibt", usual),
        choices=tuple(_choices(two, preset, answers)),
        same=tuple(row for row in compared(first, second) if not row.differs),
        versions=f"{_offer(first).version} {_offer(second).version}",
        asks_for_clubs=_may_join_clubs(two),
        clubs_too=answers.get("vereine") == "ja",
        faults=faults,
    )


def _part(listing: Listing) -> Part:
    offer = _offer(listing)
    return Part(
        offer.name,
        tuple(filter(None, (listing.club.name, place_of(listing)))),
        url_for("finder.offer", slug=offer.slug),
        url_for("desk.offer", offer_id=offer.id),
    )


def _choices(two: Two, preset: Mapping[str, str], answers: Mapping[str, str]) -> Iterator[Choice]:
    """What nobody sees on a page is no choice: there the preset holds."""
    for group, usual in preset.items():
        first, second = _said(two, group)
        if first or second:
            stays = answers.get(group, usual)
            yield Choice(group, LABELS[group], first, second, stays)


def _said(two: Two, group: str) -> tuple[str, str]:
    """What each side says there: the sentences that change when only this field is changed."""
    first, second = two.listings
    changes: dict[str, Any] = {name: getattr(_offer(second), name) for name in GROUPS[group]}
    if group == "club":
        variant = replace(first, club=second.club, offer=replace(_offer(first), **changes))
    elif group == "venue":
        variant = replace(first, venue=second.venue, offer=replace(_offer(first), **changes))
    else:
        variant = replace(first, offer=replace(_offer(first), **changes))
    rows = compared(first, variant)
    before = (line.words for row in rows for line in row.before if line.mark)
    after = (line.words for row in rows for line in row.after if line.mark)
    return " ".join(before), " ".join(after)


def _offer(listing: Listing) -> Offer:
    if listing.offer is None:
        raise ValueError("only offers are compared")
    return listing.offer


def _versions(text: str) -> tuple[int, int] | None:
    numbers = text.split()
    if len(numbers) != 2 or not all(one.isascii() and one.isdecimal() for one in numbers):
        return None
    return int(numbers[0][:18]), int(numbers[1][:18])

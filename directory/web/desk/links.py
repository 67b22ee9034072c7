"""Web addresses of offers and clubs that no longer answer, and how to mend them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from directory.model import Listing
from directory.submissions.link_checks import LinkCheck, RecordKind, Why
from directory.web.addresses import url_for
from directory.web.desk import blueprint
from directory.web.desk.frame import Answer, DeskPage, day, shown, trail
from directory.web.desk.places import is_mine
from directory.web.desk.queues import place_of
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.team.guard import me, needs

MOST_SHOWN: Final = 200
WHY_WORDS: Final = {
    Why.GONE: "Die Seite gibt es nicht mehr.",
    Why.ILL: "Die Seite meldet einen Fehler.",
    Why.SLOW: "Die Seite antwortet nicht in 5 Sekunden.",
    Why.SILENT: "Die Seite antwortet nicht.",
    Why.NO_NAME: "Den Namen kennt im Internet niemand.",
    Why.INSIDE: "Die Adresse führt nicht ins Internet, sondern in ein eigenes Netz.",
    Why.WRONG: "Das ist keine richtige Internet-Adresse.",
    Why.CERTIFICATE: "Der Browser warnt vor dieser Seite: Das Zertifikat stimmt nicht.",
    Why.CIRCLE: "Die Seite leitet immer weiter und kommt nie an.",
}
# Nobody should be led to these by a press.
_NO_LINK: Final = frozenset({Why.INSIDE, Why.WRONG})


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """An address, where it stands, and what is wrong; ``href`` only where one may look."""

    record: Link
    place: str
    url: str
    href: str
    why: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksPage(DeskPage):
    """Words for ``desk/links.html``."""

    found: tuple[BrokenLink, ...]
    left_out: int
    last: str


@blueprint.get("/links")
@needs()
def links() -> Answer:
    """What failed on different days, in one's own regions, the longest first."""
    checks = parts().link_checks
    last = checks.last() if checks else None
    found = tuple(_broken(checks.broken())) if checks else ()
    page = LinksPage(
        title="Internet-Adressen, die nicht gehen",
        trail=trail(),
        found=found[:MOST_SHOWN],
        left_out=max(0, len(found) - MOST_SHOWN),
        last=day(last) if last else "",
    )
    return shown("desk/links.html", page)


def _broken(checks: tuple[LinkCheck, ...]) -> Iterator[BrokenLink]:
    person = me()
    known = {one.id: one for one in parts().store.listings_by_id([_id(one) for one in checks])}
    for one in checks:
        listing = known.get(_id(one)) or _of_club(one)
        if listing and is_mine(person, listing):
            yield _told(one, listing)


def _id(check: LinkCheck) -> str:
    return check.link.record_id


def _of_club(check: LinkCheck) -> Listing | None:
    """The first offer of a club whose own entry readers do not see, because it has offers."""
    if check.link.kind is not RecordKind.CLUB:
        return None
    return next(iter(parts().store.offers_of_club(_id(check))), None)


def _told(check: LinkCheck, listing: Listing) -> BrokenLink:
    url, why = check.link.url, check.verdict.why
    is_web = url.lower().startswith(("https://", "http://")) and why not in _NO_LINK
    days = f"Ging an {check.fails} Tagen nacheinander nicht, zuletzt am {day(check.checked_at)}."
    return BrokenLink(
        _record(check, listing), place_of(listing), url, url if is_web else "", WHY_WORDS[why], days
    )


def _record(check: LinkCheck, listing: Listing) -> Link:
    """The page at the desk where there is an offer, else the public page of the club."""
    if listing.offer is None:
        return Link(listing.club.name, url_for("finder.club", slug=listing.club.slug))
    is_club = check.link.kind is RecordKind.CLUB
    words = listing.club.name if is_club else listing.offer.name
    return Link(words, url_for("desk.offer", offer_id=listing.offer.id))

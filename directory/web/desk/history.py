"""Every version of an offer: who changed what, any two side by side, and bringing one back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flask import abort, request

from directory.model import Listing, Role
from directory.model.team import Duty
from directory.submissions import ChangedMeanwhile, NotStored
from directory.submissions.history import History, RevisionInfo
from directory.submissions.tables import RecordKind, What
from directory.web.addresses import url_for
from directory.web.desk import blueprint
from directory.web.desk.compare import Row, compared
from directory.web.desk.frame import Answer, DeskPage, day, onward, shown, trail
from directory.web.desk.places import own_offer
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.team.guard import me, needs

KINDS: Final = {
    RecordKind.OFFER: "Angebot",
    RecordKind.CLUB: "Verein",
    RecordKind.VENUE: "Ort",
}
ROLES: Final = {
    Role.CLUB: "Verein",
    Role.ADVISOR: "Beratung",
    Role.EDITOR: "Redaktion",
    Role.IMPORT: "Datenquelle",
}
# What editors call the fields of offers, clubs and places; the rest is "Anderes".
FIELDS: Final = {
    "name": "Name",
    "name_easy": "Name",
    "slug": "Adresse der Seite",
    "club_id": "Verein",
    "venue_id": "Ort",
    "sports": "Sport-Arten",
    "what": "Beschreibung",
    "form": "Wer mitmacht",
    "unified": "Wer mitmacht",
    "levels": "Können",
    "audience": "Für wen",
    "support": "Unterstützung",
    "companion": "Begleitung",
    "trial": "Probe-Stunde",
    "first_visit": "Mein erstes Mal",
    "senses": "Licht und Geräusche",
    "schedule": "Zeiten",
    "status": "Stand",
    "paused_until": "Stand",
    "notice": "Hinweis",
    "is_free": "Kosten",
    "prices": "Kosten",
    "cost_help": "Kosten",
    "contacts": "Kontakt",
    "languages": "Sprachen",
    "pictures": "Fotos",
    "former_ids": "Zusammengelegt",
    "verification": "Bestätigung",
    "source": "Quelle",
    "website": "Internet-Seite",
    "logo": "Logo",
    "address": "Adresse",
    "latitude": "Punkt auf der Karte",
    "longitude": "Punkt auf der Karte",
    "pin_by": "Punkt auf der Karte",
    "precision": "Punkt auf der Karte",
    "access": "Zugang",
    "transport": "Bus und Bahn",
    "pickup": "Abholen",
    "way_in": "Weg zum Eingang",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One version in a box where one of all is chosen."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Past:
    """One version in the list."""

    title: str
    lines: tuple[str, ...]
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage(DeskPage):
    """Words for ``desk/history.html``; ``first`` and ``second`` are numbers of revisions."""

    address: str
    past: tuple[Past, ...]
    options: tuple[Choice, ...]
    first: str
    second: str
    left: str
    right: str
    rows: tuple[Row, ...]
    can_restore: bool
    is_shared: bool
    version: int
    faults: tuple[Link, ...] = ()


@blueprint.get("/angebot/<offer_id>/verlauf")
@needs(Duty.EDITOR)
def history(offer_id: str) -> Answer:
    """All versions, and two of them side by side."""
    return shown("desk/history.html", _page(own_offer(offer_id, Duty.EDITOR).listing))


@blueprint.post("/angebot/<offer_id>/verlauf")
@needs(Duty.EDITOR)
def restore(offer_id: str) -> Answer:
    """What one version says is public again, as a new version."""
    listing = own_offer(offer_id, Duty.EDITOR).listing
    number, version = (request.form.get(name, "") for name in ("nummer", "stand"))
    if not (_is_number(number) and _is_number(version)):
        return onward("desk.history", "nichts-gewaehlt", offer_id=listing.id)
    try:
        _history().restore(listing.id, int(number), person=me().id, version=int(version))
    except NotStored:
        return onward("desk.history", "nichts-gewaehlt", offer_id=listing.id)
    except ChangedMeanwhile:
        words = "Jemand hat das Angebot gerade geändert. Sehen Sie den Unterschied noch einmal an."
        fresh = own_offer(offer_id, Duty.EDITOR).listing
        return shown("desk/history.html", _page(fresh, (Link(words, "#unterschied"),)), 409)
    return onward("desk.history", "zurueckgeholt", offer_id=listing.id)


def _history() -> History:
    return History(parts().store.database, parts().now)


def _page(listing: Listing, faults: tuple[Link, ...] = ()) -> HistoryPage:
    past = _history().of_offer(listing.id)
    if not past:
        abort(404)
    given = request.values
    first = _chosen(past, given.get("von") or given.get("nummer", ""), past[min(1, len(past) - 1)])
    second = _chosen(past, given.get("bis", ""), past[0])
    before, after = (_history().listing_at(listing.id, one.number) for one in (first, second))
    newest = next(one for one in past if one.kind is first.kind)
    return HistoryPage(
        title=f"Verlauf: {listing.name}",
        trail=trail(
            Link("Angebote", url_for("desk.offers")),
            Link(listing.name, url_for("desk.offer", offer_id=listing.id)),
        ),
        address=url_for("desk.history", offer_id=listing.id),
        past=tuple(_past(listing.id, one) for one in past),
        options=tuple(
            Choice(str(one.number), f"{_title(one)}: {', '.join(_lines(one))}") for one in past
        ),
        first=str(first.number),
        second=str(second.number),
        left=_title(first),
        right=_title(second),
        rows=compared(before, after),
        can_restore=first.number != newest.number,
        is_shared=first.kind is not RecordKind.OFFER,
        version=newest.version,
        faults=faults,
    )


def _past(offer_id: str, one: RevisionInfo) -> Past:
    link = Link("", url_for("desk.history", offer_id=offer_id, von=one.number))
    return Past(_title(one), tuple(_lines(one)), link)


def _lines(one: RevisionInfo) -> Iterator[str]:
    yield _what(one)
    yield f"{ROLES[one.role]}: {one.person}" if one.person else ROLES[one.role]


def _what(one: RevisionInfo) -> str:
    if one.what is What.WITHDRAWN:
        return "Aus dem Verzeichnis genommen"
    if one.confirms:
        return "Bestätigt"
    topics = tuple(dict.fromkeys(FIELDS.get(name, "Anderes") for name in one.names))
    if one.what is What.PUBLISHED:
        return "Veröffentlicht"
    return f"Geändert: {', '.join(topics)}" if topics else "Gespeichert"


def _title(one: RevisionInfo) -> str:
    at = one.at.astimezone()
    clock = f"{at.hour} Uhr {at.minute}" if at.minute else f"{at.hour} Uhr"
    return f"{KINDS[one.kind]}, Fassung {one.version} vom {day(at)}, {clock}"


def _chosen(past: Sequence[RevisionInfo], given: str, otherwise: RevisionInfo) -> RevisionInfo:
    return next((one for one in past if str(one.number) == given), otherwise)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18

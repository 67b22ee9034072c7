"""The printed directory of a part of the country: made aside, while a page says how far it is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask import abort, make_response, redirect, request
from werkzeug.wrappers import Response

from directory.catalogue.criteria import Criteria
from directory.catalogue.understanding import confirmed_since
from directory.model import Listing, Offer
from directory.model.paper import JobState, PaperJob, PaperOrder
from directory.submissions import PaperJobs
from directory.submissions.limits import network
from directory.web.addresses import url_for
from directory.web.file_words import file_words
from directory.web.finder.offer_maps import map_source_words
from directory.web.finder.offer_words import first_sport, offer_name, offer_picture
from directory.web.finder.present import home, offers_words, sport_name
from directory.web.languages import _, current
from directory.web.maps import Numbered, places_map
from directory.web.messages.present import picture
from directory.web.page import Link
from directory.web.papers import blueprint
from directory.web.papers.answer import Drawings, as_pdf
from directory.web.papers.sheets import Drawing, Sheet, qr_of, sheet_of, town_of
from directory.web.parts import parts
from directory.web.public_address import public_address, without_scheme
from directory.web.scope import Scope, scope_of
from directory.web.templating import render
from directory.web.voice import voice
from directory.wording import day_words

Answer = str | Response
MOST_STARTED_AN_HOUR: Final = 10
# Each takes a minute, one after the other.
MOST_IN_ALL_AN_HOUR: Final = 60
# A longer one would fill a folder; a smaller region serves people better.
MOST_OFFERS: Final = 1_000
REFRESH_SECONDS: Final = 5
_AT_ONCE: Final = 200
# More numbers would lie upon each other.
_MOST_MARKS: Final = 40
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """An offer in a list of contents; its anchor knows the number of the page."""

    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Entries under a sport, a place or a club; ``number`` is that of the map."""

    title: str
    entries: tuple[Entry, ...]
    picture: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Booklet:
    """Words for ``papers/booklet.html``."""

    title: str
    region: str
    day: str
    picture: str
    example: bool
    help: tuple[str, ...]
    steps: tuple[str, ...]
    sports: tuple[Chapter, ...]
    map: Drawing | None
    places: tuple[Chapter, ...]
    sheets: tuple[Sheet, ...]
    sources: tuple[str, ...]
    map_source: str
    qr: Drawing
    address: str


@dataclass(frozen=True, slots=True)
class BookletPage:
    """Words for ``papers/order.html`` and ``papers/progress.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    action: str = ""
    file: Link | None = None
    again: str = ""
    done: int = 0
    total: int = 0


@blueprint.get("/heft/<key>")
def booklet(key: str) -> Answer:
    """What the booklet will be, and a button."""
    scope = scope_of(key) or abort(404)
    count = _count(scope)
    lines = [_("In dem Heft stehen Angebote für Sport.")]
    if count:
        lines += [
            _("In dem Heft stehen: {count}.", count=offers_words(min(count, MOST_OFFERS))),
            _("Alle Angebote in dem Heft sind geprüft."),
            _("Jedes Angebot hat 1 Seite."),
        ]
    else:
        lines.append(_("Hier kennen wir noch kein geprüftes Angebot."))
    if count > MOST_OFFERS:
        lines.append(_("Mehr Angebote passen nicht in das Heft."))
    page = BookletPage(
        title=_("Ein Heft für {region}", region=scope.name),
        trail=(home(),),
        lines=tuple(lines),
        action=url_for("papers.order", key=scope.key) if count else "",
    )
    return render("papers/order.html", page=page)


@blueprint.post("/heft/<key>")
def order(key: str) -> Answer:
    """Begins the work, or leads to the same work of somebody else."""
    scope = scope_of(key) or abort(404)
    total = min(_count(scope), MOST_OFFERS)
    if not total:
        return redirect(url_for("papers.booklet", key=key), 303)
    limits, who, hour = parts().limits, network(request.remote_addr or ""), timedelta(hours=1)
    if limits and not (
        limits.allow("booklet", who, MOST_STARTED_AN_HOUR, hour)
        and limits.allow("booklets", "", MOST_IN_ALL_AN_HOUR, hour)
    ):
        abort(429)
    made = PaperOrder(scope.key, current().key)
    id = jobs().order(_state_of(made), made, total)
    return redirect(url_for("papers.progress", key=key, job=id), 303)


@blueprint.get("/heft/<key>/<job>")
def progress(key: str, job: str) -> Answer:
    """How far it is; the page comes again by itself until the file is there."""
    found = _job(key, job)
    scope = scope_of(key) or abort(404)
    page = _progress_page(scope, found)
    answer = make_response(render("papers/progress.html", page=page))
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    if page.again and "halt" not in request.args:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer


@blueprint.get("/heft/<key>/<job>.pdf")
def file(key: str, job: str) -> Answer:
    """The booklet."""
    found = _job(key, job)
    body = jobs().file(found.id) or abort(404)
    name = re.sub(r"[^a-z0-9-]", "-", key)
    answer = as_pdf(body, f"heft-{name}")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


def jobs() -> PaperJobs:
    found = parts().paper_jobs
    if found is None:
        raise RuntimeError("no booklet is made without a place for it")
    return found


def _job(key: str, job: str) -> PaperJob:
    found = jobs().find(job)
    if found is None or found.order.scope != key:
        abort(404)
    return found


def _progress_page(scope: Scope, job: PaperJob) -> BookletPage:
    start = Link(
        _("Ein Heft für {region}", region=scope.name), url_for("papers.booklet", key=scope.key)
    )
    trail = (home(), start)
    here = url_for("papers.progress", key=scope.key, job=job.id)
    if job.state is JobState.DONE:
        href = url_for("papers.file", key=scope.key, job=job.id)
        return BookletPage(
            title=_("Das Heft ist fertig"),
            trail=trail,
            lines=(
                _("Das Heft ist für: {region}", region=scope.name),
                _("Wir heben das Heft 7 Tage auf."),
            ),
            file=Link(file_words(_("Das Heft öffnen"), "PDF", job.size), href),
        )
    if job.state is JobState.FAILED:
        return BookletPage(
            title=_("Das Heft ist nicht fertig geworden"),
            trail=trail,
            lines=(_("Versuchen Sie es bitte noch einmal."),),
            action=url_for("papers.order", key=scope.key),
        )
    lines = [_("Das dauert ungefähr 1 Minute."), _("Die Seite lädt von selbst neu.")]
    if job.done:
        lines.append(_("Fertig: {done} von {total} Angeboten.", done=job.done, total=job.total))
    return BookletPage(
        title=_("Wir machen Ihr Heft"),
        trail=trail,
        lines=tuple(lines),
        again=here,
        done=job.done,
        total=job.total,
    )


def _state_of(made: PaperOrder) -> str:
    """All that a booklet depends on."""
    state = parts().finder.state() or parts().now().isoformat()
    return ":".join((made.scope, made.language, parts().today().isoformat(), state))[:200]


def _count(scope: Scope) -> int:
    return sum(parts().finder.find(_criteria(key)).total for key in scope.keys or ("",))


def _criteria(key: str, page: int = 1, size: int = 1) -> Criteria:
    since = confirmed_since(parts().today())
    return Criteria(ags=key, verified_since=since, page=page, page_size=size)


# What stands in it


def booklet_of(
    scope: Scope, drawings: Drawings, progress: Progress = lambda _done: None
) -> Booklet:
    """In the language of this request; ``progress`` is told how many offers are written."""
    found = sorted(_offers(scope), key=_order)
    sheets = []
    for number, (listing, offer) in enumerate(found, 1):
        sheets.append(sheet_of(listing, offer, drawings))
        if number % 20 == 0:
            progress(number)
    places, drawn = _places(found, drawings)
    address = public_address("finder.search", ags=scope.keys[0] if len(scope.keys) == 1 else None)
    return Booklet(
        title=_("Sport für alle: {region}", region=scope.name),
        region=scope.name,
        day=day_words(parts().today(), voice()),
        picture=picture("together"),
        example=scope.example or any(offer.example for _listing, offer in found),
        help=tuple(_help()),
        steps=_steps(),
        sports=tuple(_sports(found)),
        map=drawn,
        places=places,
        sheets=tuple(sheets),
        sources=tuple(_sources(found)),
        map_source=map_source_words(),
        qr=qr_of(address, without_scheme(address), drawings),
        address=without_scheme(address),
    )


def _offers(scope: Scope) -> Iterator[tuple[Listing, Offer]]:
    """Confirmed ones alone, each once."""
    ids: dict[str, None] = {}
    for key in scope.keys or ("",):
        page = 1
        while len(ids) < MOST_OFFERS:
            hits = parts().finder.find(_criteria(key, page, _AT_ONCE)).hits
            ids.update(dict.fromkeys(hit.id for hit in hits))
            if len(hits) < _AT_ONCE:
                break
            page += 1
    wanted = list(ids)[:MOST_OFFERS]
    for listing in parts().store.listings_by_id(wanted):
        if listing.offer:
            yield listing, listing.offer


def _order(one: tuple[Listing, Offer]) -> tuple[str, str, str, str]:
    listing, offer = one
    return (_sport_of(offer).casefold(), town_of(listing), offer_name(offer).casefold(), offer.id)


def _sport_of(offer: Offer) -> str:
    sport = first_sport(offer, parts().sports.by_id)
    return sport_name(sport) if sport else _("Anderer Sport")


def _entry(listing: Listing, offer: Offer) -> Entry:
    town = town_of(listing)
    words = f"{offer_name(offer)}, {town}" if town else offer_name(offer)
    return Entry(words, f"#angebot-{offer.id}")


def _sports(found: Sequence[tuple[Listing, Offer]]) -> Iterator[Chapter]:
    groups: dict[str, list[tuple[Listing, Offer]]] = {}
    for listing, offer in found:
        groups.setdefault(_sport_of(offer), []).append((listing, offer))
    for sport, many in groups.items():
        entries = tuple(_entry(listing, offer) for listing, offer in many)
        yield Chapter(sport, entries, offer_picture(many[0][1]))


def _places(
    found: Sequence[tuple[Listing, Offer]], drawings: Drawings
) -> tuple[tuple[Chapter, ...], Drawing | None]:
    """Towns by name, and a map with their numbers; of more than it can hold the biggest."""
    groups: dict[str, list[tuple[Listing, Offer]]] = {}
    for listing, offer in found:
        groups.setdefault(town_of(listing) or _("Ohne festen Ort"), []).append((listing, offer))
    names = sorted(groups, key=str.casefold)
    marked = set(sorted(names, key=lambda name: -len(groups[name]))[:_MOST_MARKS])
    chapters, numbered = [], []
    for number, name in enumerate(names, 1):
        points = [
            (listing.venue.longitude, listing.venue.latitude)
            for listing, _offer in groups[name]
            if listing.venue and listing.venue.longitude is not None
        ]
        is_marked = bool(points) and name in marked
        if is_marked:
            longitude = sum(point[0] or 0.0 for point in points) / len(points)
            latitude = sum(point[1] or 0.0 for point in points) / len(points)
            numbered.append(Numbered(number, longitude, latitude))
        entries = tuple(
            Entry(f"{offer_name(offer)}, {listing.club.name}", f"#angebot-{offer.id}")
            for listing, offer in groups[name]
        )
        chapters.append(Chapter(name, entries, number=str(number) if is_marked else ""))
    drawn = places_map(_("Karte mit den Orten"), numbered)
    if drawn is None:
        return tuple(chapters), None
    svg = render("papers/map.svg", drawing=drawn)
    return tuple(chapters), Drawing(drawings.add(svg.encode()), drawn.name)


def _steps() -> tuple[str, ...]:
    return (
        _("Suchen Sie zuerst einen Sport oder einen Ort."),
        _("Hinter dem Namen steht eine Zahl."),
        _("Die Zahl ist die Seite im Heft."),
        _("Auf der Seite steht alles über das Angebot."),
        _("Rufen Sie vorher im Verein an."),
        _("Halten Sie die Kamera von einem Handy vor das schwarze Bild."),
        _("Dann sehen Sie das Angebot im Internet."),
    )


def _help() -> Iterator[str]:
    site = parts().site
    if site.help_phone:
        yield _("Telefon: {number}", number=site.help_phone)
    if site.help_email:
        yield _("E-Mail: {address}", address=site.help_email)


def _sources(found: Sequence[tuple[Listing, Offer]]) -> Iterator[str]:
    used = {offer.source.name for _listing, offer in found}
    for source in parts().sources:
        if source.key in used and source.attribution:
            yield source.attribution

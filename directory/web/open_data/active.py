"""The feeds of OpenActive, and the page of their data set."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from flask import Response, abort, request

from directory.formats.openactive import ENCODING, Item, Kind, dataset_site, rpde_page
from directory.web.addresses import url_for
from directory.web.assets import site_logo
from directory.web.finder.present import home
from directory.web.house import house
from directory.web.languages import _
from directory.web.machine_head import Told
from directory.web.open_data import blueprint
from directory.web.open_data.streaming import file_answer, json
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.public_address import public_address, public_asked
from directory.web.templating import render

ROWS: Final = 500
_FEEDS: Final = {"session-series": Kind.SESSION_SERIES, "event-series": Kind.EVENT_SERIES}
# As the standard says: a full page never changes, the last one may at any time.
_FULL: Final = "public, max-age=3600"
_LAST: Final = "public, max-age=8"
# SQLite and PostgreSQL count no further.
_HIGHEST: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class DataSetPage:
    """Words for ``open_data/active.html``."""

    title: str
    trail: tuple[Link, ...]
    feeds: tuple[Link, ...]
    licence: Link


@blueprint.get("/openactive")
def active() -> str:
    """The data set with its feeds; machines read what stands in its head."""
    ours, era = house(), parts().store.era()
    feeds = {
        kind: public_address("open_data.active_feed", era=era, feed=name)
        for name, kind in _FEEDS.items()
    }
    here = public_address("open_data.active")
    described = dataset_site(
        ours,
        feeds,
        public_address("open_data.interface"),
        url=here,
        discussion_url=public_address("help.page", name="kontakt"),
        logo_url=urljoin(here, site_logo().address),
        name=f"{ours.name}: Sessions",
        description="Sport for people with and without disability in Germany.",
        keywords=("Sport", "Inclusion", "Intellectual disability", "Germany"),
    )
    page = DataSetPage(
        title=_("Angebote für OpenActive"),
        trail=(home(), Link(_("Unsere Daten zum Mitnehmen"), url_for("open_data.files"))),
        feeds=tuple(Link(kind.value, address) for kind, address in feeds.items()),
        licence=Link(ours.licence.name, ours.licence.url),
    )
    return render("open_data/active.html", page=page, told=Told(apart=described))


@blueprint.get("/openactive/<era>/<feed>")
def active_feed(era: str, feed: str) -> Response:
    """A page of a feed (RPDE): each offer once, where it changed last; gone ones as deleted.

    After a restored backup the numbers begin anew: then the address is another one, which the page
    of the data set names, and this one is gone.
    """
    kind, store = _FEEDS.get(feed) or abort(404), parts().store
    if era != store.era():
        abort(410)
    after = _number(request.args.get("afterTimestamp", "0")), request.args.get("afterId", "")
    rows = store.latest_changes(after, ROWS)
    found = {one.id: one for one in store.listings_by_id([row.id for row in rows])}
    items = [Item(row.id, row.modified, found.get(row.id)) for row in rows]
    if rows:
        after = rows[-1].modified, rows[-1].id
    answer = file_answer(json(rpde_page(items, _next(era, feed, after), house(), kind)), ENCODING)
    answer.headers["Cache-Control"] = _FULL if len(rows) == ROWS else _LAST
    return answer


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and int(typed) <= _HIGHEST):
        abort(400)
    return int(typed)


def _next(era: str, feed: str, after: tuple[int, str]) -> str:
    pairs = (("afterTimestamp", str(after[0])), ("afterId", after[1]))
    return public_asked("open_data.active_feed", pairs, era=era, feed=feed)

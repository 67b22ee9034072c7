"""Handing a list over by a code: making it, opening it on any device, taking it, deleting it."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final

from flask import abort, make_response, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from directory.content.code_words import CodeWords
from directory.model.handed import MOST_ENTRIES, HandedList, ListEntry, OfferList
from directory.submissions import Lists
from directory.submissions.limits import network
from directory.web.addresses import url_for
from directory.web.finder.own_list import OwnList
from directory.web.finder.present import home
from directory.web.finder.remembering import Remembered, entries_of, mail_lines
from directory.web.finder.sharing import mail_to_somebody, qr_drawing
from directory.web.form_guard import form_key
from directory.web.languages import _
from directory.web.lists import blueprint
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.public_address import public_address, without_scheme
from directory.web.team.guard import id_here
from directory.web.templating import render
from directory.web.typed import one_line
from directory.web.voice import voice
from directory.wording import day_words

Answer = str | Response | tuple[str, int]
NEW: Final = "neu"
LONGEST_TYPED: Final = 60
MOST_MADE_A_DAY: Final = 60
# A million codes cannot be walked: so often may one network open lists, right or wrong.
MOST_OPENED_AN_HOUR: Final = 150
MOST_WRONG_AN_HOUR: Final = 1_000
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class CodePage:
    """Words for ``lists/code.html``: where one types a code."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    typed: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class HandedPage:
    """Words for ``lists/handed.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    entries: tuple[Remembered, ...]
    figures: str
    words: tuple[str, ...]
    address: str
    spoken: str
    type_at: str
    ends: str
    qr: Markup
    mail: str
    take: str
    drop: str
    paper: str
    large_paper: str
    is_new: bool

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(entry.id for entry in self.entries if entry.card)


@dataclass(frozen=True, slots=True)
class DropPage:
    """Words for ``lists/drop.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    action: str
    back: str


@blueprint.post("/merkzettel/weitergeben")
def hand_over() -> Answer:
    """Keeps the list of this visitor, or the one that the form names, under a new code."""
    own = OwnList.of_cookie()
    entries = entries_of(own.ids, own.notes)
    shown = [entry for entry in entries if entry.card]
    if not shown:
        return redirect(url_for("finder.remembered"), 303)
    if not _may("list made", MOST_MADE_A_DAY, timedelta(days=1)):
        return _too_often()
    content = OfferList(
        own.name, tuple(ListEntry(entry.id, entry.note, entry.name) for entry in shown)
    )
    made = lists().hand_over(content, id_here(), form_key(request.form, "list", content))
    return redirect(url_for("lists.handed", code=made.code, **{NEW: "ja"}), 303)


@blueprint.get("/zettel")
def ask_code() -> Answer:
    """One field for figures or words."""
    typed = one_line(request.args.get("code", ""))[:LONGEST_TYPED]
    if not typed:
        return _private(render("lists/code.html", page=_code_page()))
    code = code_words().code(typed)
    if code:
        return redirect(url_for("lists.handed", code=code), 303)
    page = _code_page(typed, _("Schreiben Sie bitte 6 Zahlen oder 3 Wörter."))
    return _private(render("lists/code.html", page=page), 422)


@blueprint.get("/zettel/<code>")
def handed(code: str) -> Answer:
    """The list as it is today."""
    found = _found(code)
    if isinstance(found, Response):
        return found
    return _private(render("lists/handed.html", page=_page(found)))


@blueprint.post("/zettel/<code>/merken")
def take(code: str) -> Answer:
    """Onto the own list, with its notes, as far as there is room."""
    found = _found(code)
    if isinstance(found, Response):
        return found
    own = OwnList.of_cookie()
    entries = found.content.entries
    public = parts().store.listed([one.offer_id for one in entries])
    new = [one for one in entries if one.offer_id in public and one.offer_id not in own.ids]
    room = MOST_ENTRIES - len(own.ids)
    ids = (*own.ids, *(one.offer_id for one in new[:room]))
    theirs = {one.offer_id: one.note for one in new[:room] if one.note}
    kept = OwnList(ids, own.name or found.content.name, {**theirs, **own.notes})
    if not kept.fits:
        kept = OwnList(ids, own.name, own.notes)
    said = {"voll": "ja"} if len(new) > room else {"gemerkt": "ja"}
    answer = redirect(url_for("finder.remembered", **said), 303)
    kept.keep(answer)
    return answer


@blueprint.get("/zettel/<code>/loeschen")
def ask_drop(code: str) -> Answer:
    """Shows one button; opening an address deletes nothing."""
    found = _found(code)
    if isinstance(found, Response):
        return found
    page = DropPage(
        title=_("Die Liste löschen?"),
        trail=(home(), _code_link(), Link(_title(found), url_for("lists.handed", code=found.code))),
        lines=(
            _("Dann kann niemand die Liste mehr öffnen."),
            _("Die Angebote bleiben auf unserer Seite."),
        ),
        action=url_for("lists.drop", code=found.code),
        back=url_for("lists.handed", code=found.code),
    )
    return _private(render("lists/drop.html", page=page))


@blueprint.post("/zettel/<code>/loeschen")
def drop(code: str) -> Answer:
    """Whoever holds the code may delete the list."""
    found = _found(code)
    if isinstance(found, Response):
        return found
    lists().drop(found.code)
    page = CodePage(
        title=_("Die Liste ist gelöscht"),
        trail=(home(), _code_link()),
        lines=(_("Niemand kann die Liste mehr öffnen."),),
    )
    return _private(render("lists/code.html", page=page))


def lists() -> Lists:
    found = parts().lists
    if found is None:
        raise RuntimeError("no list is handed over without a place for it")
    return found


def code_words() -> CodeWords:
    content = parts().content
    if content is None:
        raise RuntimeError("codes have no words without a content folder")
    return _loaded(content)


@cache
def _loaded(content: Path) -> CodeWords:
    return CodeWords.load(content)


def _found(code: str) -> HandedList | Response:
    """The list; else the kind page that says how to go on. Guessing is slow."""
    figures = code_words().code(code[:LONGEST_TYPED])
    if not _may("list opened", MOST_OPENED_AN_HOUR, _HOUR):
        return _too_often()
    found = lists().find(figures) if figures else None
    if found is not None:
        return found
    if not _allowed("wrong list code", "", MOST_WRONG_AN_HOUR, _HOUR):
        return _too_often()
    page = CodePage(
        title=_("Diese Liste gibt es nicht"),
        trail=(home(), _code_link()),
        lines=(
            _("Vielleicht ist der Code anders."),
            _("Oder die Liste ist älter als 90 Tage."),
            _("Oder jemand hat die Liste gelöscht."),
        ),
        typed=one_line(code)[:LONGEST_TYPED],
    )
    return _private(render("lists/code.html", page=page), 404)


def _may(purpose: str, most: int, per: timedelta) -> bool:
    return _allowed(purpose, network(request.remote_addr or ""), most, per)


def _allowed(purpose: str, key: str, most: int, per: timedelta) -> bool:
    limits = parts().limits
    return limits is None or limits.allow(purpose, key, most, per)


def _too_often() -> Response:
    page = CodePage(
        title=_("Bitte warten Sie"),
        trail=(home(), _code_link()),
        lines=(
            _("Gerade öffnen sehr viele Menschen Listen."),
            _("Versuchen Sie es bitte in 1 Stunde noch einmal."),
        ),
    )
    return _private(render("lists/code.html", page=page), 429)


def _code_page(typed: str = "", error: str = "") -> CodePage:
    return CodePage(
        title=_("Eine Liste öffnen"),
        trail=(home(),),
        lines=(
            _("Haben Sie einen Code bekommen?"),
            _("Der Code hat 6 Zahlen oder 3 Wörter."),
        ),
        typed=typed,
        error=error,
    )


def _code_link() -> Link:
    return Link(_("Eine Liste öffnen"), url_for("lists.ask_code"))


def _title(found: HandedList) -> str:
    return found.content.name or _("Eine Liste für Sie")


def _page(found: HandedList) -> HandedPage:
    entries = found.content.entries
    address = public_address("lists.handed", code=found.code)
    shown = entries_of(
        [one.offer_id for one in entries],
        {one.offer_id: one.note for one in entries},
        {one.offer_id: one.name for one in entries},
    )
    words = code_words().said(found.code)
    return HandedPage(
        title=_title(found),
        trail=(home(), _code_link()),
        lines=(_("Jemand hat diese Liste gemacht."), _("So ist es heute:")),
        entries=shown,
        figures=f"{found.code[:3]} {found.code[3:]}",
        words=words,
        address=address,
        spoken=without_scheme(address),
        type_at=without_scheme(public_address("lists.ask_code")),
        ends=day_words(found.expires_at.astimezone().date(), voice()),
        qr=qr_drawing(address),
        mail=mail_to_somebody(_("Angebote für Sport"), *mail_lines(shown), address),
        take=url_for("lists.take", code=found.code),
        drop=url_for("lists.ask_drop", code=found.code),
        paper=url_for("papers.handed_list", code=found.code),
        large_paper=url_for("papers.handed_list", code=found.code, art="gross"),
        is_new=NEW in request.args,
    )


def _private(page: str, status: int = 200) -> Response:
    """A list is for who holds its code: nobody keeps it, tells it to other sites or finds it."""
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def listings_of(code: str) -> HandedList:
    """For papers of a list; 404 where there is none."""
    found = _found(code)
    if isinstance(found, Response):
        abort(found)
    return found

"""Who is there, and may they? Private pages are closed unless they say for whom they are open.

Each view of a private group carries :func:`needs`; one without it is a fault of ours and stays
closed. Who may do something at a place, :func:`require` asks for the place of the record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, g, make_response, redirect, request
from werkzeug.wrappers import Response as Answer

from directory.model.team import Duty, Person
from directory.submissions import SignedIn, Team
from directory.submissions.team import LONGEST
from directory.web.addresses import url_for
from directory.web.forms import Kept
from directory.web.headers import SECRET
from directory.web.languages import ROOT, _
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.same_origin import TEAM_COOKIES
from directory.web.team.device import device_of
from directory.web.templating import render

PLAIN_COOKIE, SECURE_COOKIE = TEAM_COOKIES
TO = "zu"
_LONGEST_WAY = 300
_MOST_KEPT = 300

View = TypeVar("View", bound=Callable[..., Any])


def needs(*duties: Duty) -> Callable[[View], View]:
    """Opens a view for people with one of these duties, anywhere; administrators always. Without
    a duty it is open for everybody of the team."""

    def mark(view: View) -> View:
        view.duties = duties  # type: ignore[attr-defined]
        return view

    return mark


def close(blueprint: Blueprint) -> None:
    """Makes a group of pages private."""
    blueprint.before_request(_let_in)
    blueprint.after_request(_keep_private)


def team() -> Team:
    found = parts().team
    if found is None:
        raise RuntimeError("nobody signs in without a team")
    return found


def who() -> SignedIn | None:
    """Who is signed in; asked once for each request."""
    if "signed_in" not in g:
        secret = request.cookies.get(cookie_name(), "")
        g.signed_in = team().who(secret) if secret else None
    return cast(SignedIn | None, g.signed_in)


def me() -> Person:
    """Who is signed in, on a page that is open only for such."""
    found = who()
    if found is None:
        abort(403)
    return found.person


def is_here_for(*duties: Duty) -> bool:
    """Whether somebody is signed in who has one of these duties anywhere. Who brings no cookie is
    nobody, and asks the database for nothing."""
    person = _anybody()
    return person is not None and any(map(person.has, duties))


def id_here() -> str:
    """The id of who is signed in, on a page for everybody; empty for a visitor."""
    person = _anybody()
    return person.id if person else ""


def _anybody() -> Person | None:
    found = who() if parts().team else None
    return found.person if found else None


def require(duty: Duty, ags: str) -> Person:
    """Who is signed in, when they have this duty at this place; everybody else is refused."""
    person = me()
    if not person.may(duty, ags):
        abort(403)
    return person


def cookie_name() -> str:
    """Browsers take the safer name only over HTTPS."""
    return SECURE_COOKIE if _is_secure() else PLAIN_COOKIE


def keep_signed_in(answer: Answer, secret: str) -> None:
    answer.set_cookie(
        cookie_name(),
        secret,
        max_age=LONGEST,
        secure=_is_secure(),
        httponly=True,
        samesite="Lax",
        path="/" if _is_secure() else _mount(),
    )


def forget(answer: Answer) -> None:
    path = "/" if _is_secure() else _mount()
    answer.delete_cookie(
        cookie_name(), secure=_is_secure(), httponly=True, samesite="Lax", path=path
    )


def safe_way(given: str) -> str:
    """A page of ours to go on to; nothing for every other address."""
    pieces = urlsplit(given) if len(given) <= _LONGEST_WAY and given.isprintable() else None
    if pieces is None or pieces.scheme or pieces.netloc or "\\" in given:
        return ""
    return given if given.startswith("/") and not given.startswith("//") else ""


def sign_in_address(way: str) -> str:
    """Where one signs in; afterwards the way goes on to this page."""
    return url_for("team.ask", **({TO: way} if safe_way(way) else {}))


def begin_session(person_id: str) -> str | None:
    """The secret of a new session on this device; None for who does not belong to the team. A
    session that was there before ends: nobody slips into a foreign one."""
    secret = team().sign_in(person_id, device_of(request.user_agent.string))
    before = who() if secret else None
    if before:
        team().sign_out(before.person.id, before.session.id)
    return secret


def way_on(person_id: str) -> str:
    """Where somebody goes after signing in: the page that the address names, else where their work
    is. Ways are kept without the path below which the site lies."""
    way = safe_way(request.args.get(TO, ""))
    if way:
        return request.root_path.rstrip("/") + way
    person = team().get(person_id)
    advises_only = person and not person.has(Duty.EDITOR)
    return url_for("advising.today" if advises_only else "desk.today")


def _is_secure() -> bool:
    return request.is_secure or parts().site.public_url.startswith("https://")


def _mount() -> str:
    return str(request.environ.get(ROOT, "")).rstrip("/") or "/"


def _let_in() -> Answer | None:
    view = current_app.view_functions[request.endpoint or ""]
    duties: tuple[Duty, ...] | None = getattr(view, "duties", None)
    if duties is None:
        abort(403)
    found = who()
    if found is None:
        return _ask_to_sign_in()
    if duties and not any(map(found.person.has, duties)):
        abort(403)
    return None


def _ask_to_sign_in() -> Answer:
    """A page is opened after signing in; a form waits, with everything that was typed."""
    if request.method in ("GET", "HEAD"):
        query = request.query_string.decode("ascii", "replace")
        way = f"{request.path}?{query}" if query else request.path
        return _private(redirect(sign_in_address(way), 303))
    kept = tuple(Kept(name, value) for name, value in request.form.items(multi=True))
    page = LockedPage(
        title=_("Bitte melden Sie sich noch einmal an"),
        lines=(
            _("Sie waren lange nicht hier."),
            _("Darum sind Sie jetzt abgemeldet."),
            _("Ihre Antworten sind noch da."),
        ),
        sign_in=sign_in_address(""),
        action=request.full_path.rstrip("?"),
        kept=kept[:_MOST_KEPT],
    )
    return _private(make_response(render("team/locked.html", page=page), 401))


@dataclass(frozen=True, slots=True)
class LockedPage:
    """Words for ``team/locked.html``."""

    title: str
    lines: tuple[str, ...]
    sign_in: str
    action: str
    kept: tuple[Kept, ...]
    trail: tuple[Link, ...] = ()


def _keep_private(answer: Response) -> Response:
    return cast(Response, _private(answer))


def _private(answer: Answer) -> Answer:
    answer.headers.update(SECRET)
    return answer

"""Kind pages for everything that can go wrong, without a word about our insides."""

from dataclasses import dataclass, replace
from typing import Final

from flask import Flask, Response, abort, current_app, jsonify, request
from jinja2 import TemplateError
from werkzeug.exceptions import HTTPException, SecurityError

from directory.submissions import StoringFailed
from directory.watching import asking_now
from directory.web.languages import _, current
from directory.web.page import Link
from directory.web.templating import render

# The server says so of what is no request, or too large to be one; see cli/patient_worker.py.
REFUSED: Final = "directory.refused"


@dataclass(frozen=True, slots=True)
class Again:
    """A button that sends the same once more; ``fields`` holds everything that was typed."""

    href: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Words for ``error.html``."""

    title: str
    lines: tuple[str, ...]
    trail: tuple[Link, ...] = ()
    # Under which the log tells what happened; only where the fault is ours.
    number: str = ""
    again: Again | None = None


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(StoringFailed, _not_stored)
    app.before_request(_refuse)


def _refuse() -> None:
    if code := request.environ.get(REFUSED):
        abort(code)


def _answer(error: HTTPException) -> Response | HTTPException:
    """Keeps the headers of the error, such as ``Allow``; a redirect is no error."""
    code = error.code or 500
    if code < 400:
        return error
    answer = Response(status=code)
    original = error.get_response().headers
    for name, value in original:
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    page = _page(code)
    asking = asking_now()
    if code >= 500 and asking:
        page = replace(page, number=asking.number)
    if request.path.startswith("/api/"):
        number = {"number": page.number} if page.number else {}
        answer.data = jsonify(error={"status": code, "message": page.title, **number}).data
        answer.mimetype = "application/json"
        return answer
    answer.mimetype = "text/html"
    # Nobody knows the addresses of a foreign host, so that page has no links to others.
    answer.data = _bare(page) if isinstance(error, SecurityError) else _html(page)
    return answer


def _not_stored(error: StoringFailed) -> Response:
    """The database is locked, full or gone: nothing that somebody typed may be lost for that."""
    rule = request.url_rule.rule if request.url_rule else ""
    # Only its kind: its text may hold what somebody typed.
    current_app.logger.error("%s cannot reach the database: %s", rule, type(error).__name__)
    page = _storing_page() if request.method == "POST" else _reading_page()
    if asking := asking_now():
        page = replace(page, number=asking.number)
    answer = Response(status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"})
    if request.path.startswith("/api/"):
        number = {"number": page.number} if page.number else {}
        answer.data = jsonify(error={"status": 503, "message": page.title, **number}).data
        answer.mimetype = "application/json"
        return answer
    answer.mimetype = "text/html"
    answer.data = _html(page)
    return answer


def _storing_page() -> ErrorPage:
    return ErrorPage(
        _("Wir können gerade nichts speichern"),
        (
            _("Ihre Antworten sind noch da."),
            _("Drücken Sie bitte in 1 Minute noch einmal auf den Knopf."),
        ),
        again=Again(_here(), tuple(request.form.items(multi=True))),
    )


def _reading_page() -> ErrorPage:
    return ErrorPage(_("Das geht gerade nicht"), (_("Versuchen Sie es in 1 Minute noch einmal."),))


def _here() -> str:
    query = request.query_string.decode("ascii", "replace")
    return request.script_root + request.path + (f"?{query}" if query else "")


def _html(page: ErrorPage) -> str:
    try:
        return render("error.html", page=page)
    except (TemplateError, StoringFailed):
        # A broken template, or the database, must not break the page that says so.
        current_app.logger.exception("the page of an error could not be made")
        return _bare(page)


def _bare(page: ErrorPage) -> str:
    told = (*page.lines, f"{_('Fehler-Nummer')}: {page.number}") if page.number else page.lines
    lines = "".join(f"<p>{line}</p>" for line in told)
    return (
        f'<!doctype html><html lang="{current().tag}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{page.title}</title></head><body><main><h1>{page.title}</h1>{lines}"
        "</main></body></html>"
    )


def _page(code: int) -> ErrorPage:
    match code:
        case 404 | 410:
            return ErrorPage(
                _("Diese Seite gibt es nicht"),
                (_("Vielleicht ist die Adresse falsch."), _("Vielleicht ist die Seite weg.")),
            )
        case 405:
            return ErrorPage(
                _("Das geht hier nicht"), (_("Gehen Sie bitte zurück zur Startseite."),)
            )
        case 413:
            return ErrorPage(
                _("Das war zu viel auf einmal"),
                (_("Schicken Sie bitte weniger."), _("Zum Beispiel: ein kleineres Bild.")),
            )
        case 429:
            return ErrorPage(
                _("Bitte warten Sie kurz"), (_("Versuchen Sie es in 1 Minute noch einmal."),)
            )
        case _ if code >= 500:
            return ErrorPage(
                _("Bei uns ist ein Fehler"),
                (
                    _("Das ist nicht Ihre Schuld."),
                    _("Versuchen Sie es bitte später noch einmal."),
                ),
            )
        case _:
            return ErrorPage(
                _("Das hat nicht geklappt"),
                (_("Wir haben die Anfrage nicht verstanden."), _("Versuchen Sie es bitte neu.")),
            )

"""Kind pages for everything that can go wrong, without a word about our insides."""

from dataclasses import dataclass

from flask import Flask, Response, current_app, jsonify, request
from jinja2 import TemplateError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BuildError

from directory.web.languages import _
from directory.web.page import Link
from directory.web.templating import render

_BARE = (
    '<!doctype html><html lang="de-simple"><meta charset="utf-8"><title>{title}</title>'
    '<h1>{title}</h1><p><a href="/">Zur Startseite</a></p></html>'
)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Words for ``error.html``."""

    title: str
    lines: tuple[str, ...]
    trail: tuple[Link, ...] = ()


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, _answer)


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
    if request.path.startswith("/api/"):
        answer.data = jsonify(error={"status": code, "message": page.title}).data
        answer.mimetype = "application/json"
        return answer
    answer.mimetype = "text/html"
    answer.data = _html(page)
    return answer


def _html(page: ErrorPage) -> str:
    try:
        return render("error.html", page=page)
    except (TemplateError, BuildError, LookupError, RuntimeError):
        # A foreign host has no addresses, and a broken template must not break its own error.
        current_app.logger.debug("The full error page could not be made", exc_info=True)
        return _BARE.format(title=page.title)


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

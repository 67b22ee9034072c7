"""Reading the mails that lie in a folder; only on the machine itself, and for nobody else."""

from ipaddress import ip_address
from pathlib import Path

from flask import abort, make_response, request
from werkzeug.wrappers import Response

from directory.web.mails import blueprint
from directory.web.mails.present import MailPage, MailsPage, mails_in, read_mail
from directory.web.parts import parts
from directory.web.templating import render

# Whoever asks through another machine leaves one of these.
_OF_PROXIES = ("Forwarded", "Via", "X-Real-Ip", "Cf-Connecting-Ip", "True-Client-Ip")
# A foreign site can let its own name point to this machine, but not one of these.
_OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


@blueprint.get("/betrieb/mails")
def mails() -> Response:
    """The mails, newest first."""
    return _shown("mails/mails.html", MailsPage.of(mails_in(_folder())))


@blueprint.get("/betrieb/mails/<name>")
def mail(name: str) -> Response:
    """One mail as text; its links can be followed."""
    found = next((file for file in mails_in(_folder()) if file.name == name), None)
    read = read_mail(found) if found else None
    return _shown("mails/mail.html", MailPage.of(read or abort(404)))


def _folder() -> Path:
    """Secret links stand in mails: for everybody else there is no such page."""
    folder = parts().mails
    if folder is None or not _is_on_this_machine():
        abort(404)
    return folder


def _is_on_this_machine() -> bool:
    through_others = any(
        name in _OF_PROXIES or name.startswith("X-Forwarded") for name, _ in request.headers
    )
    host = request.host
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return not through_others and name in _OWN_NAMES and _is_loopback(request.remote_addr)


def _is_loopback(address: str | None) -> bool:
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False


def _shown(template: str, page: object) -> Response:
    answer = make_response(render(template, page=page))
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer

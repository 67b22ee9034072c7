"""The address under which everybody finds a page, for paper, mails and QR codes."""

from collections.abc import Iterable
from urllib.parse import urlsplit

import flask
from flask import request

from directory.web.addresses import question_of, url_for
from directory.web.languages import ROOT
from directory.web.parts import parts


def public_address(endpoint: str, **values: object) -> str:
    """With scheme and host, in the language of this request.

    The operator's public address counts, never the host that was called: paper is read elsewhere.
    Only without a public address it is the host of this request.
    """
    return _public(flask.url_for(endpoint, **values))  # type: ignore[arg-type]


def _public(path: str) -> str:
    public = parts().site.public_url
    if not public:
        return request.host_url.rstrip("/") + path
    mount = str(request.environ.get(ROOT, "")).rstrip("/")
    if mount and urlsplit(public).path.rstrip("/") == mount:
        path = path.removeprefix(mount)
    return public + path


def public_asked(endpoint: str, pairs: Iterable[tuple[str, str]], /, **values: object) -> str:
    """A page with a question: the pairs are kept in their order."""
    return _public(url_for(endpoint, **values)) + question_of(pairs)


def without_scheme(address: str) -> str:
    """As people say and type it: "sport.example/a/123-456-789"."""
    return address.partition("://")[2]

"""The address under which everybody finds a page, for paper, mails and QR codes."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

import flask
from werkzeug.sansio.utils import get_current_url

from directory.web.addresses import question_of, url_for
from directory.web.languages import ROOT
from directory.web.now import this_request
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
        return host_url() + path
    mount = str(this_request().environ.get(ROOT, "")).rstrip("/")
    if mount and urlsplit(public).path.rstrip("/") == mount:
        path = path.removeprefix(mount)
    return public + path


def host_url() -> str:
    """As ``request.host_url``, which takes a tenth of a millisecond; no stroke at its end."""
    here = this_request()
    return _host_url(here.scheme, here.host)


@lru_cache(maxsize=64)
def _host_url(scheme: str, host: str) -> str:
    return get_current_url(scheme, host).rstrip("/")


def public_asked(endpoint: str, pairs: Iterable[tuple[str, str]], /, **values: object) -> str:
    """A page with a question: the pairs are kept in their order."""
    return _public(url_for(endpoint, **values)) + question_of(pairs)


def without_scheme(address: str) -> str:
    """As people say and type it: "sport.example/a/123-456-789"."""
    return address.partition("://")[2]

"""Addresses of pages. A page has forty, and Flask takes 15 microseconds for each: they are kept."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, quote_plus

import flask
from flask import Flask

from directory.web.now import this_app, this_request

# As Werkzeug writes them, so that one address looks the same wherever it was made.
_SAFE = "!$'()*,/:;?@"


def url_for(endpoint: str, /, **values: object) -> str:
    """As Flask's, for pages of this site."""
    return _built(this_app(), this_request().script_root, endpoint, tuple(values.items()))


@lru_cache(maxsize=4_096)
def _built(_app: Flask, _root: str, endpoint: str, values: tuple[tuple[str, object], ...]) -> str:
    return flask.url_for(endpoint, **dict(values))  # type: ignore[arg-type]


# Stands in an address for a name that is filled in.
GAP = "hier-steht-der-name"


def of_one(endpoint: str, name: str, value: str) -> str:
    """The address of one of thousands, such as an offer: the router is asked once for all."""
    return filled(url_for(endpoint, **{name: GAP}), value)


def filled(address: str, value: str) -> str:
    return address.replace(GAP, quote(value, safe=""))


def asked(endpoint: str, pairs: Iterable[tuple[str, str]], /, **values: object) -> str:
    """A page with a question: the pairs are kept in their order."""
    return url_for(endpoint, **values) + question_of(pairs)


def question_of(pairs: Iterable[tuple[str, str]]) -> str:
    """What stands behind the path, with its mark; nothing where nothing is asked."""
    return _question(tuple(pairs))


# A page leads to ten addresses with the same question; then it is forgotten.
@lru_cache(maxsize=8)
def _question(pairs: tuple[tuple[str, str], ...]) -> str:
    words = "&".join([f"{_quoted(name)}={_quoted(value)}" for name, value in pairs])
    return f"?{words}" if words else ""


@lru_cache(maxsize=64)
def _quoted(words: str) -> str:
    """As ``urlencode`` writes it; names and values stand in ten addresses of a page."""
    return quote_plus(words, safe=_SAFE)

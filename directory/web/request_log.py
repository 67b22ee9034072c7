"""One line for each request, which says what was asked for, and never by whom or with which words.

Secret links stand in paths and search words in query strings, so a line names the pattern of the
address and nothing that somebody filled in.
"""

import logging
from collections.abc import Callable, Iterable
from time import perf_counter
from types import TracebackType
from typing import Any, Final

from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from directory.web.languages import LANGUAGE

FIELDS: Final = "fields"
NO_PAGE: Final = "-"
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})

_log = logging.getLogger("directory.requests")

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Site(Flask):
    """Flask, which would write whole paths into the log when a page fails."""

    def log_exception(self, exc_info: _ExcInfo) -> None:
        rule = request.url_rule.rule if request.url_rule else NO_PAGE
        self.logger.error("a page failed: %s [%s]", rule, request.method, exc_info=exc_info)


class RequestLog:
    """Around everything; kept pages, which no view makes, are seen too."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], app: Flask) -> None:
        self._inner = inner
        self._app = app
        self._adapter = app.url_map.bind("")
        _log.setLevel(logging.INFO)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        begun = perf_counter()
        status = ""

        def start(line: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            nonlocal status
            status = line[:3]
            return start_response(line, headers, *more)

        try:
            return self._inner(environ, start)
        finally:
            self._write(environ, status or "500", (perf_counter() - begun) * 1000)

    def _write(self, environ: dict[str, Any], status: str, milliseconds: float) -> None:
        method = environ.get("REQUEST_METHOD", "")
        fields = {
            "method": method if method in _METHODS else "other",
            "route": self._route(environ),
            "language": environ.get(LANGUAGE, ""),
            "status": int(status),
            "ms": round(milliseconds, 1),
        }
        _log.info("request", extra={FIELDS: fields})

    def _route(self, environ: dict[str, Any]) -> str:
        """``/vereine/l/<token>``. Inside, the prefix of the language has been taken off."""
        try:
            rule, _ = self._adapter.match(
                environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"], return_rule=True
            )
        except (HTTPException, RequestRedirect):
            return NO_PAGE
        return rule.rule

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
from werkzeug.wsgi import ClosingIterator

from directory.watching import (
    CELLS,
    FIELDS,
    Asking,
    Event,
    asked_by,
    asking_now,
    counted,
    is_slow_page,
    tell_slow,
    told_with,
)
from directory.web.languages import LANGUAGE
from directory.web.page_groups import group_of, status_of
from directory.web.unchanged import MADE, STREAMED

NO_PAGE: Final = "-"
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})

_log = logging.getLogger("directory.requests")

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Site(Flask):
    """Flask, which would write whole paths into the log when a page fails."""

    def log_exception(self, exc_info: _ExcInfo) -> None:
        rule = request.url_rule.rule if request.url_rule else NO_PAGE
        asking = asking_now()
        number = {"request": asking.number} if asking else {}
        self.logger.error(
            "a page failed: %s [%s]",
            rule,
            request.method,
            exc_info=exc_info,
            extra=told_with(Event.PAGE_FAILED, page=rule, method=request.method, **number),
        )


class RequestLog:
    """Around everything; kept pages, which no view makes, are seen too.

    Every request is counted. A line is written of each where ``tells_all``; else only of those
    that failed or were slow.
    """

    def __init__(
        self, inner: Callable[..., Iterable[bytes]], app: Flask, *, tells_all: bool = True
    ) -> None:
        self._inner = inner
        self._adapter = app.url_map.bind("")
        self._tells_all = tells_all
        _log.setLevel(logging.INFO)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        begun = perf_counter()
        path = environ.get("PATH_INFO", "")
        status = ""

        def start(line: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            nonlocal status
            status = line[:3]
            return start_response(line, headers, *more)

        def end() -> None:
            self._note(environ, asking, path, status or "500", perf_counter() - begun)

        with asked_by(Asking(lambda: self._route(environ))) as asking:
            try:
                answer = self._inner(environ, start)
                if STREAMED in environ:
                    return ClosingIterator(answer, end)
            except BaseException:
                end()
                raise
            end()
            return answer

    def _note(
        self, environ: dict[str, Any], asking: Asking, path: str, status: str, seconds: float
    ) -> None:
        group = group_of(path)
        counted.REQUESTS.add(group, status_of(status))
        counted.REQUEST_SECONDS.note(seconds, group)
        if made := environ.get(MADE):
            counted.MADE.add(made)
        # What watches the site is told by a status of 503 that somebody should look.
        has_failed = status >= "500" and group != "watch"
        if self._tells_all or has_failed:
            self._write(environ, asking, status, seconds, has_failed=has_failed)
        if is_slow_page(seconds):
            tell_slow(Event.SLOW_PAGE, seconds, status=int(status), made=made or "-")
        CELLS.write()

    def _write(
        self,
        environ: dict[str, Any],
        asking: Asking,
        status: str,
        seconds: float,
        *,
        has_failed: bool,
    ) -> None:
        method = environ.get("REQUEST_METHOD", "")
        fields = {
            "method": method if method in _METHODS else "other",
            "route": asking.name,
            "language": environ.get(LANGUAGE, ""),
            "status": int(status),
            "ms": round(seconds * 1000, 1),
        }
        if has_failed:
            # The number that the page of the error shows.
            fields["request"] = asking.number
        _log.log(logging.ERROR if has_failed else logging.INFO, "request", extra={FIELDS: fields})

    def _route(self, environ: dict[str, Any]) -> str:
        """``/vereine/l/<token>``. Inside, the prefix of the language has been taken off."""
        try:
            rule, _ = self._adapter.match(
                environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"], return_rule=True
            )
        except (HTTPException, RequestRedirect):
            return NO_PAGE
        return rule.rule

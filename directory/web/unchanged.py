"""Answers "you have it already", or with a page made before, at less than an empty page costs."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from flask import Flask

from directory.web.counting import NOTED, SHOWN, Notes
from directory.web.parts import EXTENSION, Parts

TAG = "directory.tag"
# How index and database were when the request came: its page is made from that state.
MOMENT = "directory.moment"
# Set by an answer that is sent bit by bit: it must not be gathered to be kept.
STREAMED = "directory.streamed"
# How an answer came about, for who counts.
MADE = "directory.made"
PACKAGE = Path(__file__).parent.parent
FOR_PROGRAMS = ("/api/", "/daten/", "/openactive/", "/hsds/", "/oembed", "/einbetten.js")
ALIKE_FOR_ALL = (*FOR_PROGRAMS, "/eingebettet")
"""Answers for programs and frames in pages of others: what a visitor chose changes nothing."""


def kept_by_visitors(path: str) -> dict[str, str]:
    """What an answer and its 304 both say; what visitors chose changes pages, but no data."""
    depends_on = "Accept-Language, Accept-Encoding"
    if not path.startswith(ALIKE_FOR_ALL):
        depends_on += ", Cookie"
    return {"Cache-Control": "no-cache", "Vary": depends_on}


OF_NOW = frozenset({"/healthz", "/readyz", "/metrics", "/zustand"})
"""They tell how the site is, so they must not ask first in which state its pages are."""

# Pages of one process; a page is about 50 kB, pressed about 8.
KEPT_BYTES = 8_000_000
LONGEST_KEPT = 200_000


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was sent; ``shown`` are the offers on it and ``noted`` what else to count."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    shown: tuple[str, ...] = ()
    noted: Notes = ()

    def tell(self, environ: dict[str, Any]) -> None:
        """To who counts: this page is seen once more."""
        environ[SHOWN] = self.shown
        environ[NOTED] = self.noted


class KeptPages:
    """The pages asked last, by state and encoding; the oldest go first. Threads may share it."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: tuple[str, str]) -> Kept | None:
        with self._lock:
            found = self._pages.get(key)
            if found:
                self._pages.move_to_end(key)
            return found

    def keep(self, key: tuple[str, str], page: Kept) -> None:
        if len(page.body) > LONGEST_KEPT:
            return
        with self._lock:
            before = self._pages.pop(key, None)
            self._bytes += len(page.body) - (len(before.body) if before else 0)
            self._pages[key] = page
            while self._bytes > KEPT_BYTES:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= len(oldest.body)


class Unchanged:
    """Names the state that a public page depends on: program, texts, recordings, index, database,
    day, the address, and what the visitor chose (cookies). The name is the ETag of the page.

    It is taken before the page is made. So a change that comes meanwhile makes at worst one page
    too many, never one too few.
    """

    def __init__(
        self,
        inner: Callable[..., Iterable[bytes]],
        app: Flask,
        headers: Callable[[str], Mapping[str, str]],
    ) -> None:
        """``headers`` are those of every answer at a path."""
        self._inner = inner
        self._app = app
        self._headers = headers
        self._build = ""
        self._kept = KeptPages()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and not self._app.debug
            and environ.get("PATH_INFO") not in OF_NOW
        ):
            tag = self._tag(environ)
            if tag:
                environ[TAG] = tag
                if f'"{tag}"' in environ.get("HTTP_IF_NONE_MATCH", ""):
                    path = environ["PATH_INFO"]
                    kept = kept_by_visitors(path)
                    headers = {**self._headers(path), **kept, "ETag": f'W/"{tag}"'}
                    # Only if this process has the page that the visitor has.
                    if same := self._kept.get(_key(environ, tag)):
                        same.tell(environ)
                    environ[MADE] = "unchanged"
                    start_response("304 NOT MODIFIED", list(headers.items()))
                    return ()
                return self._page(environ, start_response, tag)
        return self._inner(environ, start_response)

    def _page(self, environ: dict[str, Any], start_response: Any, tag: str) -> Iterable[bytes]:
        """The page of this state, made now or before."""
        method = environ["REQUEST_METHOD"]
        key = _key(environ, tag)
        kept = self._kept.get(key)
        if kept:
            environ[MADE] = "kept"
            kept.tell(environ)
            start_response(kept.status, kept.headers)
            return (kept.body,)
        environ[MADE] = "new"
        made: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            made.update(status=status, headers=headers)
            return start_response(status, headers, *more)

        answer = self._inner(environ, start)
        # Only a page that names this very state; cookies and forms carry other names or none.
        known = dict(made.get("headers", ()))
        is_whole = made.get("status", "").startswith("200") and known.get("ETag") == f'W/"{tag}"'
        if not is_whole or "Set-Cookie" in known or method != "GET" or STREAMED in environ:
            return answer
        try:
            body = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close:
                close()
        shown, noted = environ.get(SHOWN, ()), environ.get(NOTED, ())
        self._kept.keep(key, Kept(made["status"], made["headers"], body, shown, noted))
        return (body,)

    def _tag(self, environ: dict[str, Any]) -> str:
        """Empty while nobody can say what state the answers are in."""
        parts: Parts = self._app.extensions[EXTENSION]
        moment = parts.finder.moment()
        if moment is None:
            return ""
        environ[MOMENT] = moment
        self._build = self._build or build_of(parts)
        path = environ.get("PATH_INFO", "")
        chosen = "" if path.startswith(ALIKE_FOR_ALL) else environ.get("HTTP_COOKIE", "")
        named = (
            self._build,
            moment.state,
            parts.today().isoformat(),
            parts.recordings.state if parts.recordings else "",
            environ.get("wsgi.url_scheme", ""),
            environ.get("HTTP_HOST", ""),
            environ.get("SCRIPT_NAME", ""),
            path,
            environ.get("QUERY_STRING", ""),
            chosen,
        )
        return hashlib.blake2b(
            "\n".join(named).encode("utf-8", "replace"), digest_size=12
        ).hexdigest()


def _key(environ: dict[str, Any], tag: str) -> tuple[str, str]:
    return f"{environ['REQUEST_METHOD']} {tag}", environ.get("HTTP_ACCEPT_ENCODING", "")


def build_of(parts: Parts) -> str:
    """Program, texts and settings; another one after an upgrade or an edited text and a restart."""
    seen = [repr(parts.site), repr(parts.ladder)]
    for folder in (PACKAGE, parts.content) if parts.content else (PACKAGE,):
        seen.extend(_files(folder))
    return hashlib.blake2b("\n".join(seen).encode(), digest_size=12).hexdigest()


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            known = path.stat()
            yield f"{path} {known.st_size} {known.st_mtime_ns}"

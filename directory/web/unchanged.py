"""Answers "you have it already" before a page is made, which costs less than an empty page."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from directory.web.parts import EXTENSION, Parts

TAG = "directory.tag"
PACKAGE = Path(__file__).parent.parent
FOR_PROGRAMS = "/api/"


def kept_by_visitors(path: str) -> dict[str, str]:
    """What an answer and its 304 both say; what visitors chose changes pages, but no data."""
    depends_on = "Accept-Language" if path.startswith(FOR_PROGRAMS) else "Accept-Language, Cookie"
    return {"Cache-Control": "no-cache", "Vary": depends_on}


class Unchanged:
    """Names the state that a public page depends on: program, texts, index, database, day, the
    address, and what the visitor chose (cookies). The name is the ETag of the page.

    It is taken before the page is made. So a change that comes meanwhile makes at worst one page
    too many, never one too few.
    """

    def __init__(
        self, inner: Callable[..., Iterable[bytes]], app: Flask, headers: Mapping[str, str]
    ) -> None:
        self._inner = inner
        self._app = app
        self._headers = headers
        self._build = ""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD") and not self._app.debug:
            tag = self._tag(environ)
            if tag:
                environ[TAG] = tag
                if f'"{tag}"' in environ.get("HTTP_IF_NONE_MATCH", ""):
                    kept = kept_by_visitors(environ["PATH_INFO"])
                    headers = {**self._headers, **kept, "ETag": f'W/"{tag}"'}
                    start_response("304 NOT MODIFIED", list(headers.items()))
                    return ()
        return self._inner(environ, start_response)

    def _tag(self, environ: dict[str, Any]) -> str:
        """Empty while nobody can say what state the answers are in."""
        parts: Parts = self._app.extensions[EXTENSION]
        state = parts.finder.state()
        if not state:
            return ""
        self._build = self._build or build_of(parts)
        path = environ.get("PATH_INFO", "")
        chosen = "" if path.startswith(FOR_PROGRAMS) else environ.get("HTTP_COOKIE", "")
        named = (
            self._build,
            state,
            parts.today().isoformat(),
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


def build_of(parts: Parts) -> str:
    """Program, texts and settings; another one after an upgrade or an edited text and a restart."""
    seen = [repr(parts.site)]
    for folder in (PACKAGE, parts.content) if parts.content else (PACKAGE,):
        seen.extend(_files(folder))
    return hashlib.blake2b("\n".join(seen).encode(), digest_size=12).hexdigest()


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            known = path.stat()
            yield f"{path} {known.st_size} {known.st_mtime_ns}"

"""Headers that every answer carries, and the memory of browsers for public pages."""

from collections.abc import Callable, Mapping
from typing import Final

from flask import Flask, Response, request

from directory.web.parts import EXTENSION, Parts, parts
from directory.web.unchanged import FOR_PROGRAMS, TAG, kept_by_visitors

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
ON_EVERY_ANSWER = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRICT_TRANSPORT = "max-age=63072000; includeSubDomains"
SECRET: Final = {
    "Cache-Control": "no-store",
    # With "no-referrer" browsers hide even from us where a form comes from ("Origin: null"), and
    # those from before 2023 tell nothing else: every form would be refused.
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
"""Where the address is the key: nobody between us keeps it, and no page hears of it."""
_SECRET_PLACES: Final = (
    "/anmelden/",
    "/beratung/",
    "/redaktion/",
    "/vereine/entwurf/",
    "/vereine/l/",
    "/vereine/link",
    "/vereine/meine/",
    "/vereine/stimmt/",
    "/vereine/tabelle/",
    "/vereine/uebernehmen/",
)

FRAMES: Final = "/eingebettet"
"""Here and below lie the pages that may stand in pages of others, and no other pages."""
_IN_A_FRAME: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'none'; frame-ancestors *; base-uri 'none'; object-src 'none'"
)
# This page shows one of our own frames, as it will stand elsewhere.
_PREVIEW: Final = "/einbetten"
# A frame that its host locks up has no origin: even our own style and letters are foreign to it.
_FOR_OTHER_PAGES: Final = (
    *FOR_PROGRAMS,
    "/assets/",
    "/sitemap",
    "/robots.txt",
    "/opensearch.xml",
    "/.well-known/",
)
# What calendars and readers of feeds ask for, wherever it lies.
_FOR_READERS: Final = (".ics", ".atom")
_OPEN: Final = {
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
}

OF_ONE_STATE = frozenset(
    {
        "embedding",
        "finder",
        "questions",
        "help",
        "feeds",
        "health",
        "papers",
        "regions",
        "open_data",
    }
)
"""Groups of pages that show only what index, database, texts and the visitor's choices say."""


def protecting(path: str) -> Mapping[str, str]:
    """The headers of every answer at this address, also of one that says "you have it already"."""
    if path == FRAMES or path.startswith(f"{FRAMES}/"):
        return {**ON_EVERY_ANSWER, **_OPEN, "Content-Security-Policy": _IN_A_FRAME}
    if path.startswith(_FOR_OTHER_PAGES) or path.endswith(_FOR_READERS):
        return {**ON_EVERY_ANSWER, **_OPEN}
    if path.startswith(_SECRET_PLACES):
        # A view may say it more strictly; none can forget it, nor can an error or a redirect.
        return {**ON_EVERY_ANSWER, **SECRET}
    if path == _PREVIEW:
        policy = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
        return {**ON_EVERY_ANSWER, "Content-Security-Policy": policy}
    return ON_EVERY_ANSWER


def protecting_on(app: Flask) -> Callable[[str], Mapping[str, str]]:
    """The same for this site, which may be there over HTTPS alone."""

    def protecting_here(path: str) -> Mapping[str, str]:
        found: Parts = app.extensions[EXTENSION]
        if not found.site.public_url.startswith("https://"):
            return protecting(path)
        return {**protecting(path), "Strict-Transport-Security": STRICT_TRANSPORT}

    return protecting_here


def register(app: Flask) -> None:
    protecting_here = protecting_on(app)

    def protect(response: Response) -> Response:
        said = {name.lower() for name, _ in response.headers}
        ours = protecting_here(request.path).items()
        response.headers.extend((name, value) for name, value in ours if name.lower() not in said)
        return response

    app.after_request(_mark)
    app.after_request(protect)


def _mark(response: Response) -> Response:
    """An ETag and 304 for public answers; browsers ask each time and mostly hear "the same".

    Files with hashed names carry their own rule and are left alone.
    """
    if "Cache-Control" in response.headers:
        return response
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        response.headers["Cache-Control"] = (
            "no-store" if response.status_code >= 400 else "no-cache"
        )
        return response
    response.headers.update(kept_by_visitors(request.path))
    tag = request.environ.get(TAG, "")
    # Asked again, because the index may have turned out damaged while the page was made.
    if tag and request.blueprint in OF_ONE_STATE and parts().finder.is_sound:
        response.set_etag(tag, weak=True)
    else:
        response.add_etag()
        response.make_conditional(request)
    return response

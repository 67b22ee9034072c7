"""Lets only our own pages change something: requests that other sites trigger are refused."""

from urllib.parse import urlsplit

from flask import Flask, abort, request

from directory.web.parts import parts

UNCHANGING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
TEAM_COOKIES = ("redaktion", "__Host-redaktion")
"""Over HTTP and over HTTPS: so browsers refuse a cookie that another host has set."""


def register(app: Flask) -> None:
    app.before_request(_refuse_other_sites)


def _refuse_other_sites() -> None:
    if request.method not in UNCHANGING and not _is_from_our_pages():
        abort(403)


def _is_from_our_pages() -> bool:
    """The best witness decides: browsers send the first, older ones only one of the others."""
    headers = request.headers
    if "Sec-Fetch-Site" in headers:
        return headers["Sec-Fetch-Site"] in ("same-origin", "none")
    ours = _our_origins()
    if "Origin" in headers:
        return _origin_of(headers["Origin"]) in ours
    if "Referer" in headers:
        return _host_of(headers["Referer"]) in {_host_of(origin) for origin in ours}
    # Very old browsers tell nothing; that is fine as long as nobody's rights are at stake.
    return not any(name in request.cookies for name in TEAM_COOKIES)


def _our_origins() -> set[str]:
    """The public address, and the one that was called when that is another host: behind a proxy
    that hides the public one, or on the operator's own machine."""
    called = _origin_of(request.host_url)
    public = parts().site.public_url
    if not public:
        return {called}
    if urlsplit(public).hostname == urlsplit(called).hostname:
        return {_origin_of(public)}
    return {_origin_of(public), called}


def _origin_of(address: str) -> str:
    """Scheme, host and port."""
    scheme = address.partition("://")[0]
    return f"{scheme}://{_host_of(address)}"


def _host_of(address: str) -> str:
    """Host and port of an address, without the usual port; nothing for what is no address."""
    try:
        pieces = urlsplit(address)
    except ValueError:
        return ""
    usual = {"http": ":80", "https": ":443"}.get(pieces.scheme, "")
    return pieces.netloc.lower().removesuffix(usual)

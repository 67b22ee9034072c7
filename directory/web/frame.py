"""What the frame of every page says about this request: the way to the settings, its address."""

from flask import g, request

from directory.web.addresses import asked
from directory.web.public_address import public_asked

BACK = "zurueck"
"""The name in addresses and forms for the page to go back to."""
LONGEST_WAY = 300
# So an address names what opens something for whoever has it.
_SECRET = {"key", "token"}
# Here a key is the name of a region or of a place.
_KEYS_ARE_NAMES = {"regions", "gaps", "papers"}
SETTINGS = "help.settings"


def settings_address() -> str:
    """The settings, with the way back to this page unless that is long or the settings."""
    way = request.args.get(BACK, "") if request.endpoint == SETTINGS else _path()
    keeps = way and len(way) <= LONGEST_WAY and request.routing_exception is None
    # Never kept like other addresses: what somebody searched stands in it.
    return asked(SETTINGS, [(BACK, way)] if keeps else [])


def _path() -> str:
    """Without mount and language, so that it also fits after changing the language."""
    query = request.query_string.decode("ascii", "replace")
    return f"{request.path}?{query}" if query else request.path


def page_address() -> str:
    """Where this page is found by those who have it on paper; nothing for a page of an error, and
    for a secret address."""
    if request.endpoint is None or request.routing_exception is not None:
        return ""
    is_named = request.blueprint in _KEYS_ARE_NAMES
    if _SECRET & (request.view_args or {}).keys() and not is_named:
        return ""
    if "page_address" not in g:
        # Never as values of an address: Flask would follow some of these names, such as _scheme.
        fixed = request.view_args or {}
        asked_here = [
            (name, value)
            for name, values in request.args.lists()
            if name not in fixed
            for value in values
        ]
        address = public_asked(request.endpoint, asked_here, **fixed)
        g.page_address = address if len(address) <= LONGEST_WAY else ""
    return str(g.page_address)

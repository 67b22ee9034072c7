"""What the frame of every page says about this request: the way to the settings, its address."""

from flask import Request

from directory.web.addresses import asked
from directory.web.now import this_request
from directory.web.public_address import public_asked

BACK = "zurueck"
"""The name in addresses and forms for the page to go back to."""
LONGEST_WAY = 300
# So an address names what opens something for whoever has it.
_SECRET = {"key", "token"}
# Here a key is the name of a region or of a place.
_KEYS_ARE_NAMES = {"regions", "gaps", "papers"}
SETTINGS = "help.settings"
# Where a request keeps the address of its page.
_ADDRESS = "directory.address"


def settings_address() -> str:
    """The settings, with the way back to this page unless that is long or the settings."""
    here = this_request()
    way = here.args.get(BACK, "") if here.endpoint == SETTINGS else _path(here)
    keeps = way and len(way) <= LONGEST_WAY and here.routing_exception is None
    # Never kept like other addresses: what somebody searched stands in it.
    return asked(SETTINGS, [(BACK, way)] if keeps else [])


def _path(here: Request) -> str:
    """Without mount and language, so that it also fits after changing the language."""
    query = here.query_string.decode("ascii", "replace")
    return f"{here.path}?{query}" if query else here.path


def page_address() -> str:
    """Where this page is found by those who have it on paper; nothing for a page of an error, and
    for a secret address."""
    here = this_request()
    known: str | None = here.environ.get(_ADDRESS)
    if known is None:
        known = here.environ[_ADDRESS] = _address_of(here)
    return known


def _address_of(here: Request) -> str:
    if here.endpoint is None or here.routing_exception is not None:
        return ""
    # Never as values of an address: Flask would follow some of these names, such as _scheme.
    fixed = here.view_args or {}
    if _SECRET & fixed.keys() and here.blueprint not in _KEYS_ARE_NAMES:
        return ""
    asked_here = [
        (name, value) for name, values in here.args.lists() if name not in fixed for value in values
    ]
    address = public_asked(here.endpoint, asked_here, **fixed)
    return address if len(address) <= LONGEST_WAY else ""

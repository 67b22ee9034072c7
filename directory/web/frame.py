"""What the frame of every page says about this request: the way to the settings, its address."""

from flask import request

from directory.web.addresses import url_for
from directory.web.public_address import public_address

BACK = "zurueck"
"""The name in addresses and forms for the page to go back to."""
LONGEST_WAY = 300
SETTINGS = "help.settings"


def settings_address() -> str:
    """The settings, with the way back to this page unless that is long or the settings."""
    way = request.args.get(BACK, "") if request.endpoint == SETTINGS else _path()
    keeps = way and len(way) <= LONGEST_WAY and request.routing_exception is None
    return url_for(SETTINGS, zurueck=way if keeps else None)


def _path() -> str:
    """Without mount and language, so that it also fits after changing the language."""
    asked = request.query_string.decode("ascii", "replace")
    return f"{request.path}?{asked}" if asked else request.path


def page_address() -> str:
    """Where this page is found by those who have it on paper; nothing for a page of an error."""
    if request.endpoint is None or request.routing_exception is not None:
        return ""
    address = public_address(
        request.endpoint, **{**request.args.to_dict(flat=False), **(request.view_args or {})}
    )
    return address if len(address) <= LONGEST_WAY else ""

"""The catalogue as files: tables, calendars, feeds, maps, and what search engines ask for."""

from typing import Final

from flask import Blueprint, request

from directory.web.languages import use_plain_words

blueprint = Blueprint("open_data", __name__)

PAGES: Final = frozenset({"open_data.files", "open_data.interface", "open_data.active"})
"""What people read; all else is read by programs."""


@blueprint.before_request
def plain_words() -> None:
    if request.endpoint not in PAGES:
        use_plain_words()


from directory.web.open_data import (  # noqa: E402, F401
    active,
    files,
    pages,
    services,
    site_files,
    standards,
)

"""The catalogue as files: tables, calendars, feeds, maps, and what search engines ask for."""

from flask import Blueprint

blueprint = Blueprint("open_data", __name__)

from directory.web.open_data import (  # noqa: E402, F401
    active,
    files,
    pages,
    services,
    site_files,
    standards,
)

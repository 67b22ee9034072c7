"""Pages for people who look for sport."""

from flask import Blueprint

blueprint = Blueprint("finder", __name__)

from directory.web.finder import offer_views, places_views, views  # noqa: E402, F401  (they fill it)

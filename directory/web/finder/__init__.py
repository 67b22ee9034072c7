"""Pages for people who look for sport."""

from flask import Blueprint

blueprint = Blueprint("finder", __name__)

from directory.web.finder import views  # noqa: E402, F401  (the views fill the blueprint)

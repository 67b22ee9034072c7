"""Pages that keep offers true: does all still fit, and how true is the whole directory."""

from flask import Blueprint

blueprint = Blueprint("truth", __name__)

from directory.web.truth import views  # noqa: E402, F401  (the views fill the blueprint)

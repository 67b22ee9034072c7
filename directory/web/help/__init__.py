"""Pages about the site itself."""

from flask import Blueprint

blueprint = Blueprint("help", __name__)

from directory.web.help import views  # noqa: E402, F401  (the views fill the blueprint)

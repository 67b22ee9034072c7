"""Finding with pictures: one question on each page."""

from flask import Blueprint

blueprint = Blueprint("questions", __name__)

from directory.web.questions import views  # noqa: E402, F401  (the views fill the blueprint)

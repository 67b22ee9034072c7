"""Answers for programs."""

from flask import Blueprint

blueprint = Blueprint("feeds", __name__, url_prefix="/api/v1")

from directory.web.feeds import views  # noqa: E402, F401  (the views fill the blueprint)

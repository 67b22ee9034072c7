"""Answers for programs, as JSON (``/api/v1``)."""

from flask import Blueprint

blueprint = Blueprint("feeds", __name__, url_prefix="/api/v1")

from directory.web.feeds import records, views  # noqa: E402, F401  (they fill the blueprint)

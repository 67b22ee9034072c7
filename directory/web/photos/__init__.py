"""Photos of offers: sent to browsers, and put on pages."""

from flask import Blueprint

blueprint = Blueprint("photos", __name__)

from directory.web.photos import views  # noqa: E402, F401

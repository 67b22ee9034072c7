"""Regions and their networks: a page for each, their dates and news, and a way to join."""

from flask import Blueprint

blueprint = Blueprint("regions", __name__)

from directory.web.regions import files, joining, views  # noqa: E402, F401  (they fill it)

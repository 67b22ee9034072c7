"""Signing in without a password, and what somebody of the team sees about themselves."""

from flask import Blueprint

blueprint = Blueprint("team", __name__)

from directory.web.team import views  # noqa: E402, F401  (the views fill the blueprint)

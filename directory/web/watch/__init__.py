"""Answers for programs that watch over the site, and for proxies that choose among machines."""

from flask import Blueprint

blueprint = Blueprint("watch", __name__)

from directory.web.watch import views  # noqa: E402, F401  (the views fill the blueprint)

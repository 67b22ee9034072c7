"""Lists that one person hands to another by a code, and offers beside each other."""

from flask import Blueprint

blueprint = Blueprint("lists", __name__)

from directory.web.lists import comparing, handing, words  # noqa: E402, F401  (they fill it)

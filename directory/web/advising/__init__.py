"""The corner of advisors: what they do for a region and with people, all of it in easy language."""

from flask import Blueprint

from directory.web.team.guard import close

blueprint = Blueprint("advising", __name__, url_prefix="/beratung")
close(blueprint)

from directory.web.advising import (  # noqa: E402, F401  (the views fill the blueprint)
    offers,
    questions,
    today,
    wishes,
)

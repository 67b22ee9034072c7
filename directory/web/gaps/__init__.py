"""The gap report: who has sport within reach, where it is missing, whom to talk to next."""

from flask import Blueprint

from directory.web.team.guard import close

blueprint = Blueprint("gaps", __name__)
private = Blueprint("gap_calls", __name__, url_prefix="/beratung")
close(private)

from directory.web.gaps import calls, views  # noqa: E402, F401  (the views fill the blueprints)

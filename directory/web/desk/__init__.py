"""The desk of editors and advisors: what is to do today, and each thing on a page of its own.

Its texts are plain German and stand where they are used: no reader of the directory sees them.
"""

from flask import Blueprint

from directory.web.team.guard import close

blueprint = Blueprint("desk", __name__, url_prefix="/redaktion")
close(blueprint)

from directory.web.desk import (  # noqa: E402, F401  (the views fill the blueprint)
    content,
    frame,
    history,
    joining,
    links,
    networks,
    numbers,
    offers,
    people,
    review,
    views,
)

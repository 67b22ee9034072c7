"""What visitors send: questions to clubs, wishes, reports."""

from flask import Blueprint

blueprint = Blueprint("messages", __name__)

from directory.web.messages import views  # noqa: E402, F401  (the views fill the blueprint)

"""The mails of a machine without a mail server, for whoever tries the site on it."""

from flask import Blueprint

blueprint = Blueprint("mails", __name__)

from directory.web.mails import views  # noqa: E402, F401  (the views fill the blueprint)

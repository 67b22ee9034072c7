"""Pages for clubs: send in an offer, and keep it true."""

from flask import Blueprint

blueprint = Blueprint("clubs", __name__)

from directory.web.clubs import link_views, own_views, people_views, views  # noqa: E402, F401
from directory.web.clubs.table import views as table_views  # noqa: E402, F401

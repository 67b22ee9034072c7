"""Pages for clubs: send in an offer, and keep it true."""

from flask import Blueprint

blueprint = Blueprint("clubs", __name__)

from directory.web.clubs import (  # noqa: E402
    link_views,  # noqa: F401
    own_views,  # noqa: F401
    people_views,  # noqa: F401
    photo_views,  # noqa: F401
    views,  # noqa: F401
)
from directory.web.clubs.table import views as table_views  # noqa: E402, F401

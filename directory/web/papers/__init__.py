"""Papers as tagged PDF files: sheets of offers, lists, posters, and the booklet of a region."""

from flask import Blueprint

blueprint = Blueprint("papers", __name__)

from directory.web.papers import booklets, views  # noqa: E402, F401  (the views fill the blueprint)

"""Sends the photos of a draft to those who have its secret address."""

from flask import Response, abort

from directory.web.clubs import blueprint
from directory.web.clubs.drafting import opened
from directory.web.headers import SECRET
from directory.web.parts import parts
from directory.web.photos.views import sent


@blueprint.get("/vereine/entwurf/<key>/foto/<file>")
def photo(key: str, file: str) -> Response:
    """A photo that was uploaded here, or that the offer has which is changed here."""
    photos, this = parts().photos, opened(key)
    if photos is None or this is None:
        abort(404)
    found = photos.of_draft(file, this.draft.id, this.draft.record_id)
    answer = sent(found or abort(404))
    answer.headers.update(SECRET)
    return answer

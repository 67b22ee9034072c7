"""Sends photos of public offers; all others do not exist for readers."""

from flask import Response, abort, request

from directory.submissions import Photo
from directory.web.parts import parts
from directory.web.photos import blueprint

# A name never gets another content. Not for ever, because a person may take back their yes.
KEPT = "public, max-age=2592000, immutable"


@blueprint.get("/fotos/<file>")
def photo(file: str) -> Response:
    """A photo that a public offer shows."""
    photos = parts().photos
    answer = sent((photos.public(file) if photos else None) or abort(404))
    answer.headers["Cache-Control"] = KEPT
    answer.set_etag(file)
    answer.make_conditional(request)
    return answer


def sent(photo: Photo) -> Response:
    """Its bytes, called what they are; we made them, so they are nothing else."""
    return Response(photo.content, mimetype="image/webp")

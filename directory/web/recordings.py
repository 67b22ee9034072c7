"""Recordings of a text in the words of a page, and the file itself in pieces that browsers want."""

from dataclasses import dataclass

from flask import Response, abort, send_file

from directory.content.recordings import Recording
from directory.web.file_words import file_words
from directory.web.languages import _
from directory.web.parts import parts

KEPT_SECONDS = 3600
"""A new recording has the same address, so browsers ask again after an hour."""


@dataclass(frozen=True, slots=True)
class ShownRecording:
    """A recording on a page; ``download`` says type, size and length."""

    src: str
    kind: str
    download: str

    @classmethod
    def of(cls, found: Recording, src: str) -> "ShownRecording":
        ending = found.ending.upper()
        download = file_words(_("Aufnahme speichern"), ending, found.size_bytes, found.seconds)
        return cls(src, found.kind, download)


def of_page(name: str, language: str) -> Recording | None:
    ours = parts().recordings
    return ours.of_page(name, language) if ours else None


def of_offer(offer_id: str, language: str) -> Recording | None:
    ours = parts().recordings
    return ours.of_offer(offer_id, language) if ours else None


def sound(found: Recording | None, ending: str) -> Response:
    """The file, or the page for what does not exist."""
    if found is None or found.ending != ending:
        abort(404)
    answer = send_file(found.file, found.kind, conditional=True, max_age=KEPT_SECONDS)
    answer.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return answer

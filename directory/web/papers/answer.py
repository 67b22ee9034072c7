"""Renders a template of papers and answers with a PDF file; nothing leaves the house for it."""

from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock
from typing import Final
from urllib.parse import urlsplit

from flask import make_response
from werkzeug.wrappers import Response

from directory.printing import NoPaper, Piece, pdf_of
from directory.web.assets import PREFIX, assets
from directory.web.finder.present import home
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.templating import render

PHOTOS: Final = "/fotos/"
DRAWINGS: Final = "/zeichnung/"
# A PDF takes a processor for a part of a second: one after the other leaves the rest to other
# pages, and so few may wait that threads are left for them too.
_one_at_a_time = Lock()
_may_wait = BoundedSemaphore(3)
_WAIT_SECONDS: Final = 10.0


@dataclass
class Drawings:
    """Pictures that were drawn for one paper, each once; ``add`` answers with its address."""

    known: dict[bytes, str] = field(default_factory=dict)
    by_address: dict[str, bytes] = field(default_factory=dict)

    def add(self, svg: bytes) -> str:
        found = self.known.get(svg)
        if found is None:
            found = f"{DRAWINGS}{len(self.known) + 1}.svg"
            self.known[svg] = found
            self.by_address[found] = svg
        return found

    def piece(self, url: str) -> Piece | None:
        """A drawing, a file of ours or a public photo; nothing for every other address."""
        path = urlsplit(url).path
        if drawn := self.by_address.get(path):
            return Piece(drawn, "image/svg+xml")
        _before, found, name = path.partition(PREFIX)
        if found:
            asset = assets().find(name)
            return Piece(asset.body, asset.kind) if asset else None
        _before, found, name = path.partition(PHOTOS)
        photos = parts().photos
        photo = photos.public(name) if found and photos else None
        return Piece(photo.content, "image/webp") if photo else None


@dataclass(frozen=True, slots=True)
class NoPaperPage:
    """Words for ``papers/none.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    back: Link


def pdf_answer(
    template: str, page: object, filename: str, drawings: Drawings | None = None
) -> Response:
    """``filename`` has no ending; where no PDF can be made, a kind page says how to print."""
    try:
        body = pdf_file(template, page, drawings or Drawings())
    except NoPaper:
        words = NoPaperPage(
            title=_("Das geht gerade nicht"),
            trail=(home(),),
            lines=(
                _("Wir können gerade keine PDF-Datei machen."),
                _("Sie können die Seite auch so drucken."),
                _("Wählen Sie im Browser: Drucken."),
            ),
            back=home(),
        )
        return make_response(render("papers/none.html", page=words), 503)
    return as_pdf(body, filename)


def as_pdf(body: bytes, filename: str) -> Response:
    """A file that browsers show and no search engine keeps."""
    answer = make_response(body)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{filename}.pdf"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def pdf_file(template: str, page: object, drawings: Drawings) -> bytes:
    """Raises ``NoPaper``, also when too many want one at the same time."""
    html = render(template, page=page)
    if not _may_wait.acquire(blocking=False):
        raise NoPaper("others want papers too")
    try:
        if not _one_at_a_time.acquire(timeout=_WAIT_SECONDS):
            raise NoPaper("others want papers too")
        try:
            return pdf_of(html, drawings.piece)
        finally:
            _one_at_a_time.release()
    finally:
        _may_wait.release()

"""One HTML document becomes one tagged PDF; nothing is fetched from anywhere."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

VARIANT: Final = "pdf/ua-1"
BASE: Final = "paper://ours/"
"""Below it lies all that a document may name."""


class NoPaper(Exception):
    """No PDF can be made here; the text says why, for operators."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that a document names: a picture, a font or a style sheet."""

    content: bytes
    mime_type: str


def pdf_of(html: str, piece_of: Callable[[str], Piece | None]) -> bytes:
    """``html`` is a whole document with title and language; ``piece_of(url)`` gives each file that
    it names (``BASE`` with its path), and None for what is not ours. Raises ``NoPaper``."""
    try:
        import weasyprint
    except (ImportError, OSError) as problem:
        raise NoPaper(f"WeasyPrint or Pango is missing: {problem}") from problem

    class Ours(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            piece = piece_of(url)
            if piece is None:
                raise ValueError(f"not one of our files: {url}")
            return weasyprint.urls.URLFetcherResponse(
                url, io.BytesIO(piece.content), {"Content-Type": piece.mime_type}
            )

    document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=Ours())
    return bytes(document.write_pdf(pdf_variant=VARIANT, pdf_tags=True))

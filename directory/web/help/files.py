"""What visitors can save from the pages about the site: texts, files of the operator, films."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from flask import Response, abort, make_response, send_file, url_for

from directory.content.pages import Pages
from directory.web.file_words import file_words
from directory.web.help import blueprint
from directory.web.help.text_page import Filler, Piece, ShownFilm, Words, all_pages, text_page
from directory.web.languages import _
from directory.web.page import Link, line_of
from directory.web.templating import render

_CAPTIONS = "-untertitel"


def documents(pages: Pages) -> Piece:
    return Piece("links", links=tuple(_document_links(pages)))


def films_or_words(pages: Pages) -> Piece:
    """The films, or the honest words that there are none yet."""
    if pages.films:
        return Piece("films", films=tuple(_shown_films(pages)))
    missing = (_("Es gibt noch keine Filme."), _("Lesen Sie bitte den Text."))
    return Piece("missing", tuple((Words(sentence),) for sentence in missing))


FILES: Mapping[str, Filler] = MappingProxyType({"documents": documents, "films": films_or_words})
"""What fills the gaps of those names."""


def _document_links(pages: Pages) -> Iterator[Link]:
    """Each document with its type and size in the words of the link."""
    for name in pages.documents:
        key = name.partition("/")[2]
        size = len(_as_html(name).encode())
        yield Link(
            file_words(text_page(name).title, "HTML", size), url_for("help.document", key=key)
        )
    for one in pages.files:
        said = line_of(one.title)
        title = said.words if said else one.key
        yield Link(
            file_words(title, one.kind, one.size_bytes), url_for("help.document", key=one.key)
        )


def _as_html(name: str) -> str:
    """One file that needs nothing else: it is opened and printed without the internet."""
    return render("help/document.html", page=text_page(name))


@blueprint.get("/dokumente/<key>")
def document(key: str) -> Response:
    """A document to save."""
    pages = all_pages()
    name = f"dokumente/{key}"
    if name in pages.documents:
        answer = make_response(_as_html(name))
        answer.headers["Content-Disposition"] = f'attachment; filename="{key}.html"'
        return answer
    found = next((one for one in pages.files if one.key == key), None) or abort(404)
    return send_file(found.file, as_attachment=True, conditional=True)


def _shown_films(pages: Pages) -> Iterator[ShownFilm]:
    titles = {
        "inhalt": _("Film: Das finden Sie hier"),
        "navigation": _("Film: So finden Sie sich zurecht"),
        "barrierefreiheit": _("Film: So barrierefrei ist die Seite"),
    }
    for film in pages.films:
        yield ShownFilm(
            film.key,
            titles[film.key],
            url_for("help.film", name=film.key),
            url_for("help.film", name=film.key + _CAPTIONS),
            film.width,
            film.height,
            file_words(titles[film.key], "MP4", film.size_bytes, film.seconds),
        )


@blueprint.get("/gebaerdensprache/<name>")
def film(name: str) -> Response:
    """A film in sign language, in pieces if the browser asks for pieces; or its captions."""
    key = name.removesuffix(_CAPTIONS)
    found = next((one for one in all_pages().films if one.key == key), None) or abort(404)
    if key == name:
        return send_file(found.file, mimetype="video/mp4", conditional=True)
    return send_file(found.captions, mimetype="text/vtt", conditional=True)

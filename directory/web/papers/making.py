"""Writes a booklet outside of any request, ready to be printed by a process of its own."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask

from directory.model.paper import PaperOrder
from directory.printing import pack
from directory.web.languages import LANGUAGES, manner_for, use
from directory.web.papers.answer import Drawings
from directory.web.papers.booklets import booklet_of
from directory.web.scope import scope_of
from directory.web.templating import render
from directory.web.word_separator import USUAL


def write_booklet(
    app: Flask,
    order: PaperOrder,
    base_url: str,
    folder: Path,
    progress: Callable[[int], None],
) -> bool:
    """Into the folder, with all pictures and fonts; False where no confirmed offer is known."""
    wanted = next((one for one in LANGUAGES if one.key == order.language), LANGUAGES[0])
    with app.test_request_context("/", base_url=base_url):
        use(manner_for(wanted, USUAL))
        scope = scope_of(order.scope)
        drawings = Drawings()
        booklet = booklet_of(scope, drawings, progress) if scope else None
        if booklet is None or not booklet.sheets:
            return False
        pack(render("papers/booklet.html", page=booklet), drawings.piece, folder)
        return True

"""What the script that reads aloud needs to know: which words we part, and how they are said."""

import json

from flask import Flask

from directory.web import assets
from directory.web.parts import EXTENSION, Parts

WORDS = "scripts/words.json"


def register(app: Flask) -> None:
    """Adds the list of words to the static files."""
    parts: Parts = app.extensions[EXTENSION]
    terms = parts.word_parts.terms if parts.word_parts else ()
    words = {term.parted: term.plain for term in terms if term.parted != term.plain}
    body = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    found: assets.Assets = app.extensions[assets.EXTENSION]
    found.add(assets.Asset.of(WORDS, body.encode()))

"""Refuses forms that are far bigger than any of ours, before they are taken apart.

Flask limits only forms with files; of all others it would read a million fields.
"""

from typing import Final

from flask import Flask, abort, current_app, request

MOST_FIELDS: Final = 2_000
_PLAIN_FORM: Final = "application/x-www-form-urlencoded"


def register(app: Flask) -> None:
    app.before_request(_refuse_too_much)


def _refuse_too_much() -> None:
    if request.mimetype != _PLAIN_FORM:
        return
    most = current_app.config["MAX_FORM_MEMORY_SIZE"]
    if (request.content_length or 0) > most:
        abort(413)
    # Kept, so that the form is read from it.
    body = request.get_data(cache=True)
    if len(body) > most or body.count(b"&") >= MOST_FIELDS:
        abort(413)

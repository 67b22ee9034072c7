"""What no request of ours holds: far too big forms are refused before they are taken apart, and
the sign that ends a text is taken out of addresses.

Flask limits only forms with files; of all others it would read a million fields. It happens when a
view reads the form, so that a page of questions can be shown again, with all other answers.
"""

from typing import Final

from flask import Flask, Request, current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

MOST_FIELDS: Final = 2_000
_PLAIN_FORM: Final = "application/x-www-form-urlencoded"


class BoundedRequest(Request):
    """Raises ``RequestEntityTooLarge`` for a form that nobody can have filled in."""

    def _load_form_data(self) -> None:
        if "form" not in self.__dict__ and self.mimetype == _PLAIN_FORM:
            self._refuse_too_much()
        super()._load_form_data()

    def _refuse_too_much(self) -> None:
        most = current_app.config["MAX_FORM_MEMORY_SIZE"]
        if (self.content_length or 0) > most:
            raise RequestEntityTooLarge
        # Kept, so that the form is read from it.
        body = self.get_data(cache=True)
        if len(body) > most or body.count(b"&") >= MOST_FIELDS:
            raise RequestEntityTooLarge


def register(app: Flask) -> None:
    app.request_class = BoundedRequest
    app.before_request(_know_no_end_of_text)


def _know_no_end_of_text() -> None:
    """Nothing of ours has the sign that ends a text, which PostgreSQL takes for a fault. With
    another sign in its place the address is one that we do not know."""
    for name, value in (request.view_args or {}).items():
        if isinstance(value, str) and "\0" in value:
            request.view_args[name] = value.replace("\0", "\N{REPLACEMENT CHARACTER}")  # type: ignore[index]

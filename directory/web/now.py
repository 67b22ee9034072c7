"""The app and the request of now, themselves.

``flask.request`` looks for the real one whenever an attribute is read, which takes a microsecond;
what every page does dozens of times asks here once.
"""

from flask import Flask, Request, current_app, request


def this_app() -> Flask:
    found: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return found


def this_request() -> Request:
    found: Request = request._get_current_object()  # type: ignore[attr-defined]
    return found

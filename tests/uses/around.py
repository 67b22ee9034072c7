"""The layers around a site."""

from typing import Any

from flask import Flask

from directory.web.counting import Counting


def counting_around(site: Flask) -> Counting:
    """Wherever it stands."""
    around: Any = site.wsgi_app
    while not isinstance(around, Counting):
        around = getattr(around, "app", None) or around._inner
    return around

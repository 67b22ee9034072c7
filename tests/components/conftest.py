"""An app with all templates; components need no data."""

from datetime import date
from typing import Any, cast

import pytest
from flask import Flask

from directory.web import gallery, register
from directory.web.parts import EXTENSION, Parts, SiteFacts

NOTHING: Any = None


class NoFinder:
    """Finds nothing and cannot say what state it is in."""

    def find(self, *_: object) -> Any:
        raise AssertionError("components ask nobody")

    def moment(self) -> None:
        return None


@pytest.fixture(scope="session")
def site() -> Flask:
    app = Flask("directory")
    app.testing = True
    app.extensions[EXTENSION] = Parts(
        store=NOTHING,
        finder=NoFinder(),
        understanding=NOTHING,
        gazetteer=NOTHING,
        sports=NOTHING,
        school_holidays=NOTHING,
        sources=(),
        today=lambda: date(2026, 11, 24),
        site=SiteFacts(help_phone="0345 1234567"),
    )
    register(app)
    gallery.register(app)
    return cast(Flask, app)

"""A site with real parts and example offers, and somebody who opens its pages."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from directory.app import create_app
from directory.catalogue.criteria import Answer, Criteria
from directory.cli.starting import fill
from directory.config import Settings
from directory.content import Pictures, example_listings, osm_clubs
from directory.model import Listing
from directory.web import gallery
from directory.web.headers import protecting_on
from directory.web.languages import LanguagePrefix
from directory.web.parts import EXTENSION
from directory.web.unchanged import Unchanged
from tests.databases import environ_of, new_database
from tests.page_checks import Page, look_over
from tests.without_scripts import WithoutScripts

TODAY = date(2026, 11, 24)
PUBLIC_URL = "https://sport.example"


def settings_in(folder: Path, public_url: str) -> Settings:
    return Settings.from_environment(
        {
            **environ_of(folder),
            "DIRECTORY_PUBLIC_URL": public_url,
            "DIRECTORY_OPERATOR": "Netzwerk Sport für alle",
            "DIRECTORY_HELP_PHONE": "0345 1234567",
            "DIRECTORY_HELP_EMAIL": "hilfe@sport.example",
        }
    )


def built_site(folder: Path, *more: Listing, public_url: str = PUBLIC_URL) -> Flask:
    """The examples, some real clubs and more listings, on a Tuesday in November."""
    folder.mkdir(parents=True, exist_ok=True)
    new_database(folder, datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    settings = settings_in(folder, public_url)
    clubs = osm_clubs(settings.content / "clubs" / "berlin_osm.csv")
    fill(settings, chain(islice(clubs, 60), _examples(settings.content), more))
    app = create_app(settings)
    app.testing = True
    gallery.register(app)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    parts = app.extensions[EXTENSION]
    app.extensions[EXTENSION] = replace(
        parts, today=lambda: TODAY, pictures=Pictures.load(settings.content)
    )
    return app


@cache
def _examples(content: Path) -> tuple[Listing, ...]:
    """They never change, and reading them takes a fifth of what a site takes."""
    return tuple(example_listings(content))


def start_anew(app: Flask) -> None:
    """As after a start: pages that were kept are forgotten, and the parts are looked at again."""
    pages = Unchanged(partial(Flask.wsgi_app, app), app, protecting_on(app))
    app.wsgi_app = LanguagePrefix(pages)  # type: ignore[method-assign]


@dataclass
class Visitor:
    """Opens pages like a person; each one is looked over."""

    client: FlaskClient

    def open(self, address: str, status: int = 200, **options: Any) -> Page:
        answer = self.client.get(address, base_url=PUBLIC_URL, **options)
        page = Page(
            address, answer.status_code, answer.get_data(as_text=True), dict(answer.headers)
        )
        assert page.status == status, f"{address} answers {page.status}, expected {status}"
        look_over(page)
        return page

    def ask(self, address: str, **options: Any) -> Any:
        """What a program gets."""
        answer = self.client.get(address, base_url=PUBLIC_URL, **options)
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        return answer.get_json()


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of the site on this machine, for browsers."""
    server = make_server("127.0.0.1", 0, WithoutScripts(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def answer_always(answer: Answer, site: Flask, patch: pytest.MonkeyPatch) -> None:
    """Whatever somebody searches."""

    class Always:
        def find(self, _criteria: Criteria, _since: object = None) -> Answer:
            return answer

        def one_moment(self, _begun: object = None) -> AbstractContextManager[None]:
            return nullcontext()

        def moment(self) -> None:
            return None

    parts = replace(site.extensions[EXTENSION], finder=Always())
    patch.setitem(site.extensions, EXTENSION, parts)

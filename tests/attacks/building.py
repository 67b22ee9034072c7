"""A small site in which every kind of record is there, under addresses that tests know."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, abort

from directory.app import create_app
from directory.cli.starting import fill
from directory.config import Settings
from directory.content import Pictures
from directory.model import Listing
from directory.submissions import init
from directory.web.parts import EXTENSION, Parts
from tests.advising.states import prepare as prepare_corner
from tests.clubs.own_states import prepare as prepare_own
from tests.clubs.states import prepare as prepare_drafts
from tests.lists.states import prepare as prepare_lists
from tests.messages.offers import ALL
from tests.papers.states import prepare as prepare_papers
from tests.photos.states import prepare as prepare_photos
from tests.team.states import prepare as prepare_team
from tests.truth.states import prepare as prepare_truth
from tests.visiting import PUBLIC_URL, TODAY, settings_in
from tests.web.listings import bare_listing, full_listing

SECRETS = (
    prepare_own,
    prepare_drafts,
    prepare_photos,
    prepare_truth,
    prepare_team,
    prepare_corner,
    prepare_lists,
    prepare_papers,
)


def parts_of(app: Flask) -> Parts:
    found: Parts = app.extensions[EXTENSION]
    return found


def a_site(folder: Path, listings: Iterable[Listing], public_url: str = PUBLIC_URL) -> Flask:
    """Only these listings: without the examples a site is there in 3 seconds instead of 10."""
    settings = settings_in(folder, public_url)
    folder.mkdir(parents=True, exist_ok=True)
    init(settings.database_url, datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    fill(settings, iter(tuple(listings)))
    return opened(settings)


def opened(settings: Settings) -> Flask:
    """On a Tuesday in November, and as it answers visitors: no error comes through."""
    app = create_app(settings)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    pictures = Pictures.load(settings.content)
    app.extensions[EXTENSION] = replace(parts_of(app), today=lambda: TODAY, pictures=pictures)
    return app


def a_whole_site(folder: Path, public_url: str = PUBLIC_URL) -> Flask:
    """With drafts, links, lists, papers and people, and a page for each kind of error."""
    app = a_site(folder, (full_listing(), bare_listing(), *ALL), public_url)
    for prepare in SECRETS:
        prepare(app)
    app.add_url_rule("/fehler/<int:code>", "error", abort)
    return app

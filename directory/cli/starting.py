"""Sets up a new directory: database, real clubs, examples, index."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain

import click

from directory.cli.copying import back_up
from directory.cli.logs import say, tells_programs
from directory.cli.opening import kindly, read_settings, workshop
from directory.config import Settings
from directory.content.examples import example_listings
from directory.content.osm_clubs import osm_clubs
from directory.disk import write_whole
from directory.model import Listing
from directory.publishing import catch_up
from directory.submissions.database import Database
from directory.submissions.errors import DatabaseExists, OlderVersion
from directory.submissions.store import Store
from directory.submissions.upgrading import init as make_database
from directory.submissions.upgrading import upgrade

# Written into the instance folder, so that a lost database is told from a first start, and so that
# a first start that was interrupted goes on.
MARK = "first-start"
MARK_MODE = 0o666  # no secret: whoever may look into the folder may read it
BEGUN, DONE = "begun", "done"


@click.command()
@kindly
def init() -> None:
    """Set up database, real clubs, examples and index, if they are not there."""
    make_ready(read_settings())


def make_ready(settings: Settings) -> None:
    """Does what is still missing; quick when nothing is.

    Raises ``NoDatabase`` where there was a database and now is none.
    """
    settings.instance.mkdir(parents=True, exist_ok=True)
    mark = settings.instance / MARK
    state = mark.read_text(encoding="utf-8") if mark.exists() else ""
    if state == DONE:
        _bring_up_to_date(settings)
        return
    say("First start: making the database ...")
    write_whole(mark, BEGUN.encode(), MARK_MODE)
    with suppress(DatabaseExists):
        make_database(settings.database_url, datetime.now(UTC))
    fill(
        settings,
        chain(osm_clubs(settings.content / "clubs" / "berlin_osm.csv"), _examples(settings)),
    )
    write_whole(mark, DONE.encode(), MARK_MODE)


def _bring_up_to_date(settings: Settings) -> None:
    try:
        Store(settings.database_url).close()
    except OlderVersion:
        if Database(settings.database_url).file:
            say(f"Backup: {back_up(settings)}")
        say("Bringing the database to this version ...")
        upgrade(settings.database_url)
        Store(settings.database_url).close()


def _examples(settings: Settings) -> Iterator[Listing]:
    if settings.examples:
        yield from example_listings(settings.content)


def fill(settings: Settings, listings: Iterator[Listing]) -> None:
    """Publishes listings with a line that tells how far it is, then lets the index follow."""
    with workshop(settings) as parts:
        count = parts.store.publish_many(_told(listings), replaces=True)
        if not tells_programs():
            click.echo("\r", nl=False)
        say(f"{count} entries stored. Building the search index ...")
        catch_up(parts.store, parts.index, parts.builder, parts.record_of)
    say("The directory is ready.")


def _told(listings: Iterator[Listing]) -> Iterator[Listing]:
    for number, listing in enumerate(listings, start=1):
        if number % 100 == 0 and not tells_programs():
            click.echo(f"\r{number} entries ...", nl=False)
        yield listing

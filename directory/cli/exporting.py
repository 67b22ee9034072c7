"""Writes the whole catalogue into open files, and fills an empty directory with them."""

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from directory.cli.opening import kindly, read_settings, workshop
from directory.cli.starting import DONE, MARK
from directory.config import Settings
from directory.content import Sports
from directory.content.errors import ContentError
from directory.content.sources import add_source, sources
from directory.exchange import ExchangeError, Export, Exporter, opened
from directory.formats import LICENCES
from directory.publishing import catch_up
from directory.submissions import DatabaseExists, Store
from directory.submissions import init as make_database
from directory.submissions.whole import Whole


@click.command("export")
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--with-personal-data",
    is_flag=True,
    help="Also hidden records, all contacts, and who looks after clubs: to move a directory.",
)
@kindly
def export(target: Path, with_personal_data: bool) -> None:
    """Write the whole catalogue into the new folder TARGET, or into a new file TARGET.zip.

    JSON Lines for programs, two tables for people, photos, sources and licences. An empty
    directory is filled with it by "directory import TARGET".
    """
    settings = read_settings()
    names = {sport.id: sport.name_de for sport in Sports.load(settings.content).all()}
    store = Store(settings.database_url)
    try:
        exporter = Exporter(
            store,
            sources(settings.content),
            names,
            datetime.now(UTC),
            personal=with_personal_data,
            licence=LICENCES[settings.licence].url,
        )
        counts = exporter.write(target)
    except ExchangeError as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
    finally:
        store.close()
    click.echo(", ".join(f"{count} in {name}" for name, count in counts.items()))
    if with_personal_data:
        click.echo("It holds personal data: keep it as you keep the database.")


def fill_from(path: Path, settings: Settings, *, dry_run: bool) -> None:
    """Fills an empty directory. Raises ``ExchangeError``."""
    with opened(path) as found:
        if dry_run:
            click.echo(f"{_counted(found)}. Nothing was stored.")
            return
        settings.instance.mkdir(parents=True, exist_ok=True)
        with suppress(DatabaseExists):
            make_database(settings.database_url, datetime.now(UTC))
        with workshop(settings) as parts:
            found.fill(Whole(parts.store.database, lambda: datetime.now(UTC)))
            # Else the first start would add examples.
            (settings.instance / MARK).write_text(DONE, encoding="utf-8")
            _add_sources(settings, found)
            click.echo(f"{_counted(found)}. Building the search index ...")
            catch_up(parts.store, parts.index, parts.builder, parts.record_of)
    click.echo("The directory is ready.")


def _add_sources(settings: Settings, found: Export) -> None:
    known = {source.key for source in sources(settings.content)}
    for source in found.sources():
        if source.key not in known:
            try:
                add_source(settings.content, source)
            except ContentError as problem:
                click.echo(f"{problem} Add it by hand: {source.attribution}", err=True)


def _counted(found: Export) -> str:
    return ", ".join(f"{count} in {name}" for name, count in found.counts.items())

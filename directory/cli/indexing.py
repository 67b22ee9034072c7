"""Builds the search index anew, or lets it follow the database."""

import logging

import click

from directory.cli.opening import kindly, read_settings, workshop
from directory.publishing import follow as follow_changes
from directory.publishing import rebuild, stop_on_signals


@click.command()
@kindly
def index() -> None:
    """Build the search index anew from the database."""
    with workshop(read_settings()) as parts:
        count = rebuild(parts.store, parts.builder, parts.record_of)
    click.echo(f"{count} entries are in the new index.")


@click.command()
@kindly
def follow() -> None:
    """Keep the search index in step with the database until stopped."""
    logging.basicConfig(format="%(levelname)s %(name)s %(message)s", level=logging.WARNING)
    with workshop(read_settings()) as parts:
        stop = stop_on_signals()
        follow_changes(parts.store, parts.index, parts.builder, parts.record_of, stop)

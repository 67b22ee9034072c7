"""Takes in catalogues of others, and tells what became of each record."""

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from directory.cli.exporting import fill_from
from directory.cli.importing import import_table
from directory.cli.opening import kindly, read_settings
from directory.config import Settings
from directory.content import Sports
from directory.content.sources import DataSource, add_source, sources
from directory.exchange import ExchangeError, FileKind, Listings, Reader, take_in
from directory.geo import Gazetteer
from directory.model import Trust
from directory.submissions import Store
from directory.submissions.imports import Imports

_KEY: Final = re.compile(r"[a-z][a-z0-9_]{1,39}")
_PURPOSE: Final = "Diese Daten zeigen Vereine und Hallen."
_LICENCES: Final = {
    "ODbL 1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "dl-de/by-2-0": "https://www.govdata.de/dl-de/by-2-0",
    "dl-de/zero-2-0": "https://www.govdata.de/dl-de/zero-2-0",
}


@click.command("import")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--source", help="Key of the source, such as halle_osm; see content/sources.yaml.")
@click.option("--title", help="For a new source: its name as readers see it.")
@click.option("--licence", help=f"For a new source: {', '.join(_LICENCES)}, or another one.")
@click.option("--source-url", default="", help="For a new source: where it comes from.")
@click.option("--attribution", help="For a new source: the line that its licence wants to see.")
@click.option(
    "--trust",
    type=click.Choice([one.value for one in Trust]),
    default=Trust.IMPORT.value,
    help="How far it is to be trusted; a lower one never changes what a higher one said.",
)
@click.option("--also-alike", is_flag=True, help="Also what looks like a club that is known.")
@click.option("--email", help="For a table of offers: who looks after them; gets the mail.")
@click.option(
    "--answer",
    type=click.Path(dir_okay=False, path_type=Path),
    help="For a table of offers: where to write the table with what is wrong.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.pass_context
@kindly
def import_file(
    context: click.Context,
    *,
    file: Path,
    source: str | None,
    title: str | None,
    licence: str | None,
    source_url: str,
    attribution: str | None,
    trust: str,
    also_alike: bool,
    email: str | None,
    answer: Path | None,
    dry_run: bool,
) -> None:
    """Take in clubs and halls of another catalogue, or update those of an earlier import.

    FILE is GeoJSON or an answer of Overpass (OpenStreetMap), or a table (.csv, .xlsx) with a
    column "id" and a column "name". Any other table is one of offers, as for import-table. What a
    person has said or confirmed is never overwritten.

    What "directory export" wrote (a folder or a .zip) fills an empty directory; the database is
    made where there is none.
    """
    settings = read_settings()
    try:
        sports = Sports.load(settings.content)
        reader = Reader.of(file, sports)
        if reader.kind is FileKind.EXPORT:
            fill_from(file, settings, dry_run=dry_run)
            return
        if reader.kind is FileKind.OFFERS:
            if not email:
                raise ExchangeError(
                    f"{file.name} is a table of offers; name who looks after them with --email."
                )
            context.invoke(import_table, file=file, email=email, dry_run=dry_run, answer=answer)
            return
        if not source or not _KEY.fullmatch(source):
            raise ExchangeError(
                "Name the source with --source: small letters, figures and _, such as halle_osm."
            )
        ready = _ready(
            settings,
            source,
            title=title or source,
            licence=licence,
            url=source_url,
            attribution=attribution,
        )
        _take_in(
            settings,
            reader,
            source=source,
            trust=Trust(trust),
            ready=ready,
            also_alike=also_alike,
            dry_run=dry_run,
        )
    except ExchangeError as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)


def _take_in(
    settings: Settings,
    reader: Reader,
    *,
    source: str,
    trust: Trust,
    ready: Callable[[], None],
    also_alike: bool,
    dry_run: bool,
) -> None:
    gazetteer = Gazetteer.load(settings.content / "places")
    store = Store(settings.database_url)
    try:
        report = take_in(
            reader,
            Listings(source, trust, gazetteer),
            Imports(store.database, lambda: datetime.now(UTC)),
            dry_run=dry_run,
            also_alike=also_alike,
            ready=ready,
        )
    finally:
        store.close()
    for line in report.lines():
        click.echo(line)
    if dry_run:
        click.echo("Nothing was stored.")


def _ready(
    settings: Settings,
    key: str,
    *,
    title: str,
    licence: str | None,
    url: str,
    attribution: str | None,
) -> Callable[[], None]:
    """What makes the source known to readers; it does nothing for one that is."""
    if any(known.key == key for known in sources(settings.content)):
        return lambda: None
    if not licence:
        raise ExchangeError(
            f"The source {key} is new. Name its licence with --licence, and where it comes from"
            " with --source-url; both will stand on the page of sources."
        )
    if url and not url.startswith(("https://", "http://")):
        raise ExchangeError(f"--source-url is {url!r}; it must begin with https://.")
    new = DataSource(
        key=key,
        name=title,
        purpose=_PURPOSE,
        licence=licence,
        licence_url=_LICENCES.get(licence, ""),
        attribution=attribution or f"{title} ({licence})",
        links=((title, url),) if url and title in (attribution or title) else (),
        date=datetime.now(UTC).date().isoformat(),
        files=(),
        static_files=(),
    )

    def add() -> None:
        add_source(settings.content, new)
        click.echo(f"{key} is added to sources.yaml; readers see it when the site starts again.")

    return add

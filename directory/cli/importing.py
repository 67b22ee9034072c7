"""Takes in a table of offers that an operator has, such as the list of a federation."""

import sys
from importlib import import_module
from pathlib import Path

import click

from directory.cli.opening import kindly, read_settings


@click.command("import-table")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--email", required=True, help="Who looks after these offers; gets the mail.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option(
    "--answer",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the table with what is wrong, and with the numbers of its offers.",
)
@kindly
def import_table(file: Path, email: str, dry_run: bool, answer: Path | None) -> None:
    """Take in a table of offers (.xlsx or .csv) for the editors, or update those it knows.

    Columns are known by their headings; the answer may be corrected and taken in again.
    """
    # The pages stand beside the commands in the house, so the application is named, not imported.
    app = import_module("directory.app").create_app(read_settings())
    take_in = app.extensions["directory.import_table"]
    try:
        told, made = take_in(app, file.read_bytes(), file.name, email, dry_run=dry_run)
    except ValueError as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
    for line in told:
        click.echo(line)
    if answer:
        answer.write_bytes(made)
        click.echo(f"The answer lies in {answer}.")

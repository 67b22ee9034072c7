"""Booklets on paper: one at once into a file, or those that somebody ordered on the site.

One process writes a booklet, another prints it, and neither has to hold what the other needs.
"""

import subprocess
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from directory.cli.opening import base_address, kindly, read_settings
from directory.cli.own_process import OwnProcess
from directory.model.paper import PaperOrder
from directory.printing import NoPaper, print_folder
from directory.submissions import PaperJobs, Store

LANGUAGES: Final = ("easy", "de", "en")
PRINTED: Final = "printed.pdf"
# What the process that writes a booklet says where there is nothing to write.
_NOTHING: Final = 3


@click.command()
@click.argument("key")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="A PDF file.")
@click.option("--language", type=click.Choice(LANGUAGES), default="easy", show_default=True)
@kindly
def booklet(key: str, output: Path, language: str) -> None:
    """Write the printed directory of a region, a state or a town (KEY) into a file."""
    try:
        made = _made(key, language)
    except NoPaper as problem:
        click.echo(f"The booklet cannot be printed: {problem}", err=True)
        sys.exit(1)
    if made is None:
        click.echo(f"There is no region and no place {key!r} with a confirmed offer.", err=True)
        sys.exit(1)
    output.write_bytes(made)
    click.echo(f"{output} is written: {len(made) / 1_000_000:.1f} MB.")


@click.command()
@kindly
def papers() -> None:
    """Make the booklets that somebody ordered on the site, one after the other."""
    store = Store(read_settings().database_url)
    try:
        jobs = PaperJobs(store.database, lambda: datetime.now(UTC))
        while job := jobs.claim():
            made = None
            try:
                made = _made(job.order.scope, job.order.language, job.id)
            except NoPaper as problem:
                click.echo(f"A booklet cannot be printed: {problem}", err=True)
            finally:
                jobs.finish(job.id, made)
    finally:
        store.close()


@click.command("write-booklet", hidden=True)
@click.argument("key")
@click.argument("language", type=click.Choice(LANGUAGES))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--job", default="", help="The job that is told how far it is.")
@kindly
def write_booklet(key: str, language: str, folder: Path, job: str) -> None:
    """Write a booklet into a folder, ready to be printed."""
    settings = read_settings()
    # cli stands below app in the house, so the application is named, not imported.
    app = import_module("directory.app").create_app(settings)
    jobs: PaperJobs = app.extensions["directory"].paper_jobs

    def progress(done: int) -> None:
        if job:
            jobs.note(job, done)

    write = import_module("directory.web.papers.making").write_booklet
    order = PaperOrder(key, language)
    if not write(app, order, base_address(settings), folder, progress):
        sys.exit(_NOTHING)


class PaperMaker:
    """Starts ``directory papers`` as a process of its own where work waits, one at a time."""

    def __init__(self, jobs: PaperJobs) -> None:
        self._jobs = jobs
        self._process = OwnProcess("papers")

    def __call__(self) -> None:
        if not self._process.is_running and self._jobs.are_waiting():
            self._process.start()

    def wait(self) -> None:
        self._process.wait()


def _made(key: str, language: str, job: str = "") -> bytes | None:
    """None for a key without any confirmed offer. Raises ``NoPaper``."""
    with TemporaryDirectory(prefix="booklet-") as name:
        folder = Path(name)
        words = ["write-booklet", key, language, name, *(["--job", job] if job else [])]
        # "--" is not needed: a key that begins with a dash is no key, and click says so.
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "directory", *words], check=False, capture_output=True, text=True
        )
        if done.returncode == _NOTHING:
            return None
        if done.returncode:
            raise NoPaper(done.stderr.strip()[-500:])
        print_folder(folder, folder / PRINTED)
        return (folder / PRINTED).read_bytes()

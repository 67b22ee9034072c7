"""Keeps the catalogues of standard German and English in step with the easy texts."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
TRANSLATIONS = PACKAGE / "translations"
# Easy language is the source: the message itself. These two are translations of it.
LANGUAGES = ("de", "en")
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
_KEPT_BLOCKS = "directory.web.kept_blocks.KeptBlocks"
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false", "extensions": _KEPT_BLOCKS}}


@click.command()
@click.option("--check", is_flag=True, help="Only say whether a catalogue is out of step.")
def texts(check: bool) -> None:
    """Refresh the catalogues from templates and code."""
    found = extracted()
    stale = [file for file, catalogue in refreshed(found) if not _is_in_step(file, catalogue)]
    if not check:
        for file, catalogue in refreshed(found):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_as_bytes(catalogue))
        click.echo(f"{len(found)} texts in {len(LANGUAGES)} catalogues.")
    elif stale:
        names = ", ".join(str(file.relative_to(PACKAGE.parent)) for file in stale)
        click.echo(f"Out of step with the texts: {names}. Please type: make texts", err=True)
        sys.exit(1)


def extracted() -> Catalog:
    """Every text that is marked for translation, in templates and in code."""
    catalogue = Catalog(charset="utf-8")
    rows = extract_from_dir(
        PACKAGE,
        method_map=METHODS,
        options_map=OPTIONS,
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "N_": None},
        comment_tags=("For translators:",),
        strip_comment_tags=True,
    )
    for _file, _line, message, comments, _context in rows:
        catalogue.add(message, auto_comments=comments)
    return catalogue


def refreshed(template: Catalog) -> Iterator[tuple[Path, Catalog]]:
    """Each catalogue file with what it should hold: its translations, and no text too many."""
    for language in LANGUAGES:
        file = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
        catalogue = Catalog(locale=language, charset="utf-8")
        if file.exists():
            with file.open("rb") as lines:
                catalogue = read_po(lines, locale=language)
        # No fuzzy guesses: a wrong translation is worse than a missing one, which a test finds.
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        yield file, catalogue


def _as_bytes(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalogue, width=100, no_location=True, omit_header=False, sort_output=True)
    lines = written.getvalue().decode().splitlines(keepends=True)
    # Dates and versions in the header would change the file without any change of a text.
    unsteady = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By')
    return "".join(line for line in lines if not line.startswith(unsteady)).encode()


def _is_in_step(file: Path, catalogue: Catalog) -> bool:
    return file.exists() and file.read_bytes() == _as_bytes(catalogue)

"""Looks the installation over and says what is wrong and what to do."""

import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import click

from directory.catalogue.faults import IndexUnusable
from directory.catalogue.index import Index
from directory.cli import archive
from directory.cli.opening import kindly, read_settings
from directory.cli.ticking import now, require_mail_settings
from directory.config import PREFIX, Settings
from directory.content.declaration import Declaration
from directory.content.pages import FACTS_OF_LAW
from directory.content.sports import Sports
from directory.submissions import Outbox
from directory.submissions.store import Store

LEAST_FREE_BYTES = 500_000_000
# Later than the third try: then it is no short disturbance any more.
LONGEST_WAIT = timedelta(minutes=25)
OLDEST_BACKUP = timedelta(days=2)


@click.command()
@kindly
def doctor() -> None:
    """Say what is wrong with this installation, or that all is well."""
    settings = read_settings()
    faults = list(examine(settings))
    # The site works without these, but it should not be public.
    warnings = [
        *missing_facts(settings),
        *old_declaration(settings, datetime.now(UTC).date()),
        *old_backup(settings, datetime.now(UTC)),
    ]
    for line in (*faults, *warnings):
        click.echo(line, err=True)
    if faults:
        sys.exit(1)
    if not warnings:
        click.echo("All is well.")


def examine(settings: Settings) -> Iterator[str]:
    """One sentence for each fault; raises where the database itself cannot be opened."""
    free = shutil.disk_usage(settings.instance).free
    if free < LEAST_FREE_BYTES:
        yield f"Only {free // 1_000_000} MB are free where {settings.instance} lies."
    Sports.load(settings.content)
    require_mail_settings(settings)
    store = Store(settings.database_url)
    try:
        position = store.position()
        yield from _mails(Outbox(store.database, now), settings)
    finally:
        store.close()
    try:
        indexed = Index(settings.index).searcher().position
    except IndexUnusable as problem:
        yield f"The search index cannot be used ({problem}). Type: directory index"
        return
    if indexed != position:
        yield "The search index is behind the database. Is `directory follow` running?"
    if not settings.help_phone and not settings.help_email:
        yield "Nobody is named whom readers can ask. Set DIRECTORY_HELP_PHONE or _EMAIL."


def missing_facts(settings: Settings) -> Iterator[str]:
    """One line with all facts about the operator that the law wants to see and nobody has set."""
    missing = [fact for fact in FACTS_OF_LAW if not getattr(settings, fact)]
    if missing:
        names = ", ".join(f"{PREFIX}{fact.upper()}" for fact in missing)
        yield f"A public site needs these facts for the pages of law; please set: {names}"


def old_backup(settings: Settings, now: datetime) -> Iterator[str]:
    """A reminder where a public site has no backup of the last two days."""
    if not settings.public_url or not settings.database_url.startswith("sqlite"):
        return
    newest = next(iter(archive.in_folder(settings.backups)), None)
    made_at = archive.moment_of(newest) if newest else None
    if made_at is None:
        yield f"There is no backup in {settings.backups}. Type: directory backup"
    elif now - made_at > OLDEST_BACKUP:
        days = (now - made_at).days
        yield f"The last backup is {days} days old. Is directory-backup.timer running?"


def _mails(outbox: Outbox, settings: Settings) -> Iterator[str]:
    """Whether mails leave."""
    if settings.mail_server and not settings.mail_from:
        yield "Mails come from nobody. Set DIRECTORY_MAIL_FROM."
    health = outbox.health()
    if health.oldest > LONGEST_WAIT:
        hours, minutes = divmod(int(health.oldest.total_seconds()) // 60, 60)
        reason = f" The last try said: {health.reason}." if health.reason else ""
        yield (
            f"Mails that wait: {health.waiting}, the oldest for {hours} h {minutes} min.{reason}"
            " Is `directory follow` or `directory tick` running?"
        )
    if health.failed:
        yield f"Mails of the last 7 days that could not be delivered: {health.failed}"
        for failure in outbox.failures(limit=min(health.failed, 5)):
            yield f"- {failure.key} to {failure.to}: {failure.reason}"


def old_declaration(settings: Settings, today: date) -> Iterator[str]:
    """A reminder when the declaration of accessibility is older than a year."""
    if Declaration.load(settings.content).is_old(today):
        yield (
            "The declaration of accessibility is older than a year. Test the site, read the "
            "declaration, and write the day into content/pages/barrierefreiheit/state.yaml."
        )

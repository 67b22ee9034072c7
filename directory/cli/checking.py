"""Looks the installation over and says what is wrong and what to do."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

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
from directory.publishing.state import Sight, SiteState, Trouble
from directory.submissions import Outbox
from directory.submissions.store import Store

# Whoever else is changing something should have ended by then.
LOCK_SECONDS = 5.0
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
        *old_failures(settings),
    ]
    for line in (*faults, *warnings):
        click.echo(line, err=True)
    if faults:
        sys.exit(1)
    if not warnings:
        click.echo("All is well.")


def examine(settings: Settings) -> Iterator[str]:
    """One sentence for each fault; raises where the database itself cannot be opened."""
    Sports.load(settings.content)
    require_mail_settings(settings)
    store = Store(settings.database_url)
    try:
        found = _sight(settings, store).look(LOCK_SECONDS)
        outbox = Outbox(store.database, now)
        for trouble in found.troubles:
            if trouble is Trouble.TICK_LATE and found.tick_ago is None:
                continue  # nobody has started the site yet
            yield _SENTENCES[trouble].format(**_values(settings, found))
            if trouble is Trouble.MAILS_FAIL:
                yield from _failures(outbox, found.mails.failed)
    finally:
        store.close()
    if settings.mail_server and not settings.mail_from:
        yield "Mails come from nobody. Set DIRECTORY_MAIL_FROM."
    if found.index_behind and Trouble.INDEX_LATE not in found.troubles:
        yield "The search index is behind the database. Is `directory follow` running?"
    if not settings.help_phone and not settings.help_email:
        yield "Nobody is named whom readers can ask. Set DIRECTORY_HELP_PHONE or _EMAIL."


_SENTENCES: Final = {
    Trouble.DATABASE: "The database does not answer.",
    Trouble.UPGRADE_MISSING: "The database is older than the program. Type: directory upgrade",
    Trouble.NOT_STORING: "Nothing can be stored: the database or its disk takes no changes.",
    Trouble.LOCKED: "The database has been locked for more than 5 seconds by somebody else.",
    Trouble.DISK_NEARLY_FULL: "Only {free} MB are free where {disk} lies.",
    Trouble.INDEX_UNUSABLE: "The search index cannot be used. Type: directory index",
    Trouble.INDEX_LATE: "The search index has been behind the database for {behind} min."
    " Is `directory follow` running?",
    Trouble.MAILS_WAIT: "Mails that wait: {waiting}, the oldest for {hours} h {minutes} min."
    "{reason} Is `directory follow` or `directory tick` running?",
    Trouble.MAILS_FAIL: "Mails of the last 7 days that could not be delivered: {failed}",
    Trouble.TICK_LATE: "What is due was last done {tick} min ago. Is `directory follow` running?",
    Trouble.CLOCK_WRONG: "The clock of this machine is {off} s away from that of the database.",
}


def _values(settings: Settings, found: SiteState) -> dict[str, object]:
    hours, minutes = divmod(int(found.mails.oldest.total_seconds()) // 60, 60)
    reason = found.mails.reason
    return {
        "free": (found.free_bytes or 0) // 1_000_000,
        "disk": settings.instance,
        "behind": int((found.index_behind or timedelta(0)).total_seconds()) // 60,
        "waiting": found.mails.waiting,
        "hours": hours,
        "minutes": minutes,
        "reason": f" The last try said: {reason}." if reason else "",
        "failed": found.mails.failed,
        "tick": int((found.tick_ago or timedelta(0)).total_seconds()) // 60,
        "off": int(found.clock_off.total_seconds()),
    }


def _sight(settings: Settings, store: Store) -> Sight:
    index = Index(settings.index)

    def indexed() -> str:
        try:
            return index.searcher().position
        except IndexUnusable:
            return ""

    return Sight(
        store=store,
        indexed=indexed,
        clock=now,
        disk=settings.instance,
        least_free_bytes=settings.least_free_bytes,
    )


def old_failures(settings: Settings) -> Iterator[str]:
    """Mails that nobody took, and that no fault of today tells of."""
    store = Store(settings.database_url)
    try:
        outbox = Outbox(store.database, now)
        health = outbox.health()
        if health.failed and not health.failed_today:
            yield f"Mails of the last 7 days that could not be delivered: {health.failed}"
            yield from _failures(outbox, health.failed)
    finally:
        store.close()


def _failures(outbox: Outbox, count: int) -> Iterator[str]:
    for failure in outbox.failures(limit=min(count, 5)):
        yield f"- {failure.key} to {failure.to}: {failure.reason}"


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


def old_declaration(settings: Settings, today: date) -> Iterator[str]:
    """A reminder when the declaration of accessibility is older than a year."""
    if Declaration.load(settings.content).is_old(today):
        yield (
            "The declaration of accessibility is older than a year. Test the site, read the "
            "declaration, and write the day into content/pages/barrierefreiheit/state.yaml."
        )

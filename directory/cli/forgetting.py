"""Shows what is kept about a person, and takes it out everywhere when asked to."""

import sys
from pathlib import Path

import click

from directory.cli import erased
from directory.cli.erased import Erased
from directory.cli.opening import kindly, read_settings
from directory.cli.ticking import now
from directory.config import Settings
from directory.submissions import Forgetting, LastAdmin, Store


@click.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Take all of it out. This cannot be undone.")
@kindly
def forget(email: str, yes: bool) -> None:
    """Show everything that is kept about EMAIL; with --yes take it out everywhere.

    Offers stay: only the contact with this address goes.
    """
    settings = read_settings()
    store = Store(settings.database_url)
    try:
        forgetting = Forgetting(store.database, now)
        try:
            kept = forgetting.kept(email)
        except ValueError as problem:
            raise click.UsageError(f"{email} is no address of mail.") from problem
        files = _mails_in(settings.instance / "mails", email)
        for one in kept:
            click.echo(" ".join(filter(None, (f"- {one.what}", one.id, one.word))))
        for file in files:
            click.echo(f"- file {file}")
        count = len(kept) + len(files)
        if not yes:
            click.echo(_shown(count, email))
            return
        _forget(settings, forgetting, email, files)
    finally:
        store.close()
    click.echo(f"Taken out: {count}. {_elsewhere(settings)}")


def _forget(settings: Settings, forgetting: Forgetting, email: str, files: list[Path]) -> None:
    # First the list: whoever is on it and not yet forgotten is found by the next try.
    erased.remember(settings.backups, Erased.of(email.strip().lower(), now()))
    try:
        forgetting.forget(email)
    except LastAdmin:
        click.echo(
            "This is the last administrator, without whom nobody could let anybody in."
            " Add another one first: directory user add EMAIL",
            err=True,
        )
        sys.exit(1)
    for file in files:
        file.unlink(missing_ok=True)


def _mails_in(folder: Path, email: str) -> list[Path]:
    """Without a mail server mails lie as files."""
    found = sorted(folder.rglob("*.eml")) if folder.is_dir() else []
    wanted = email.strip().lower().encode()
    return [file for file in found if wanted in file.read_bytes().lower()]


def _shown(count: int, email: str) -> str:
    if not count:
        return f"Nothing is kept about {email}."
    return f"Kept: {count}. Nothing was changed; `directory forget {email} --yes` takes it out."


def _elsewhere(settings: Settings) -> str:
    return (
        f"Backups made before still hold it, for five weeks; {settings.backups / erased.NAME}"
        " sees to it that a restored one forgets it again."
    )

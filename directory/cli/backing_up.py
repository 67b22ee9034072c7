"""Copies the whole directory into one file while it runs, brings it back, and upgrades it."""

import shutil
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from directory.cli import archive, erased
from directory.cli.archive import BadArchive
from directory.cli.copying import back_up, for_servers
from directory.cli.logs import say
from directory.cli.opening import kindly, read_settings, workshop
from directory.cli.starting import DONE, MARK
from directory.config import Settings
from directory.publishing import rebuild
from directory.submissions import Forgetting, LastAdmin, Store
from directory.submissions.backup import (
    begin_again,
    contents,
    last_alive,
    require_not_newer,
)
from directory.submissions.database import Database
from directory.submissions.upgrading import upgrade as migrate
from directory.watching import Event, tell


def now() -> datetime:
    return datetime.now(UTC)


@click.command()
@click.option("--keep-all", is_flag=True, help="Remove no older backup.")
@kindly
def backup(keep_all: bool) -> None:
    """Copy everything into one new file, also while the site runs, and look the copy over.

    Kept are all backups of the last day, one a day for 7 days and one a week for 4 weeks.
    """
    settings = read_settings()
    file = back_up(settings)
    if not keep_all:
        for old in archive.outdated(archive.in_folder(settings.backups), now()):
            old.unlink(missing_ok=True)
            say(f"Removed: {old.name}")
    say(f"Backup: {file}")


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--replace", is_flag=True, help="There is a database already: put it aside and restore."
)
@click.option("--finish", is_flag=True, help="For PostgreSQL: what is to be done after pg_restore.")
@kindly
def restore(file: Path | None, replace: bool, finish: bool) -> None:
    """Bring everything back from the backup FILE, also on an empty machine.

    A database that is there is never overwritten. People who were forgotten since stay forgotten.
    """
    settings = read_settings()
    if finish:
        _finish(settings, erased.read_in(settings.backups), last_alive(settings.database_url))
        return
    if file is None:
        newest = archive.in_folder(settings.backups)
        said = f"The newest one: {newest[0]}" if newest else f"None lies in {settings.backups}."
        raise click.UsageError(f"Name the backup. {said}")
    if Database(settings.database_url).file is None:
        _stop(for_servers("pg_restore, then `directory restore --finish`"))
    try:
        _restore(settings, file, replace=replace)
    except BadArchive as problem:
        _stop(f"{file} cannot be restored: {problem}. Nothing was changed.")


@click.command()
@click.option("--without-backup", is_flag=True, help="You have made one by other means.")
@kindly
def upgrade(without_backup: bool) -> None:
    """After a new version of the program: back up, bring the database up to date, index anew."""
    settings = read_settings()
    is_server = Database(settings.database_url).file is None
    if is_server and not without_backup:
        _stop(for_servers("pg_dump, then `directory upgrade --without-backup`"))
    if not without_backup:
        say(f"Backup: {back_up(settings)}")
    migrate(settings.database_url)
    _index_anew(settings)
    tell(Event.UPGRADED)
    say("The directory is up to date. Start the site again.")


def _restore(settings: Settings, file: Path, *, replace: bool) -> None:
    target = Database(settings.database_url).file
    if target is None:
        raise AssertionError("asked before")
    if _has_content(target) and not replace:
        _stop(
            f"There is a database at {target}. With --replace it is put aside, and the backup"
            " takes its place. Nothing was changed."
        )
    if target.exists() and Database(settings.database_url).is_in_use():
        _stop(f"Something works with {target}: stop the site first. Nothing was changed.")
    target.parent.mkdir(parents=True, exist_ok=True)
    settings.instance.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restored-", dir=target.parent) as folder:
        about = archive.unpack(file, Path(folder))
        copy = Path(folder) / archive.DATABASE
        require_not_newer(about.contents)
        if contents(copy) != about.contents:
            raise BadArchive("its database is another one than it says")
        url = f"sqlite:///{copy}"
        migrate(url)
        begin_again(url, now())
        listed = erased.read_in(Path(folder))
        listed |= erased.read_in(file.parent) | erased.read_in(settings.backups)
        _forget_again(url, listed, about.made_at)
        if Database(url).is_in_use():
            raise BadArchive("its copy is still open")
        _put_in_place(settings, Path(folder), target)
    (settings.instance / MARK).write_text(DONE, encoding="utf-8")
    tell(Event.RESTORED)
    say(f"Restored: the directory of {about.made_at.astimezone():%Y-%m-%d %H:%M}.")
    _index_anew(settings)
    say("Look through `directory user list`: who left since that day is back again.")


def _put_in_place(settings: Settings, restored: Path, target: Path) -> None:
    """What was there stays beside it, under a name that says until when it was used."""
    aside = f"before-{now().strftime('%Y-%m-%dT%H-%M-%SZ')}"
    for ending in ("", "-wal", "-shm", "-journal"):
        old = target.with_name(target.name + ending)
        if old.exists():
            old.rename(target.with_name(f"{target.name}.{aside}{ending}"))
            if not ending:
                say(f"Put aside: {target.name}.{aside}")
    recordings = settings.instance / "recordings"
    if recordings.is_dir() and any(recordings.iterdir()):
        recordings.rename(recordings.with_name(f"recordings.{aside}"))
        say(f"Put aside: recordings.{aside}")
    # Unlike renaming this never overwrites; the folder of the copy lies on the same disk.
    target.hardlink_to(restored / archive.DATABASE)
    if (restored / archive.RECORDINGS).is_dir():
        shutil.copytree(restored / archive.RECORDINGS, recordings, dirs_exist_ok=True)


def _finish(settings: Settings, listed: Iterable[erased.Erased], made_at: datetime | None) -> None:
    begin_again(settings.database_url, now())
    _forget_again(settings.database_url, listed, made_at)
    _index_anew(settings)


def _forget_again(url: str, listed: Iterable[erased.Erased], made_at: datetime | None) -> None:
    """Only who was forgotten after the backup: whoever came back before wants to be there."""
    since = [one for one in listed if made_at is None or one.at >= made_at.replace(microsecond=0)]
    store = Store(url)
    try:
        forgetting = Forgetting(store.database, now)
        found = erased.known_again(since, forgetting.addresses()) if since else ()
        for email in found:
            with suppress(LastAdmin):
                forgetting.forget(email)
        left = [email for email in found if forgetting.kept(email)]
    finally:
        store.close()
    if found:
        say(f"Forgotten again: {len(found) - len(left)}")
    for email in left:
        say(f"{email} is the last administrator: add another one, then forget {email}.")


def _index_anew(settings: Settings) -> None:
    with workshop(settings) as parts:
        count = rebuild(parts.store, parts.builder, parts.record_of)
    say(f"{count} entries are in the new index.")


def _has_content(file: Path) -> bool:
    return file.is_file() and file.stat().st_size > 0


def _stop(words: str) -> None:
    say(words, is_fault=True)
    sys.exit(1)

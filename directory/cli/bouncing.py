"""Feeds in mails that came back, and lists whom somebody should ring."""

import mailbox
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from directory.cli.opening import kindly, read_settings
from directory.cli.ticking import now
from directory.mailing.delivery_status import LONGEST, delivery_report
from directory.publishing.caring import why_to_ring
from directory.submissions import Bounces, Care, Store


@click.command()
@click.argument("file", type=click.File("rb"), required=False)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A Maildir, or a folder with one mail in each file.",
)
@kindly
def bounce(file: BinaryIO | None, folder: Path | None) -> None:
    """Note addresses whose mail came back: FILE is one such mail, - for standard input.

    Mailboxes on a server (IMAP) are fetched by a program such as fetchmail or mbsync.
    """
    if (file is None) == (folder is None):
        raise click.UsageError("name a FILE or a --folder")
    mails = _in_folder(folder) if folder else iter([file.read(LONGEST + 1)] if file else [])
    read, gone, tasks = 0, 0, 0
    with _opened() as store:
        noted = Bounces(store.database, now)
        for raw in mails:
            read += 1
            report = delivery_report(raw)
            done = noted.take_report(report) if report else None
            if done:
                gone += done.addresses
                tasks += done.offers
    click.echo(
        f"{read} mails read, {gone} addresses take no mail, {tasks} offers to be rung about."
    )


@click.command("phone-tasks")
@kindly
def phone_tasks() -> None:
    """List the offers that somebody should ring about, the longest waiting first."""
    with _opened() as store:
        tasks = Care(store.database, now).phone_tasks()
        listings = {one.id: one for one in store.listings_by_id([task.offer_id for task in tasks])}
    shown = 0
    for task in tasks:
        listing = listings.get(task.offer_id)
        if listing is None or listing.offer is None:
            continue
        shown += 1
        contacts = (*listing.offer.contacts, *listing.club.contacts)
        phone = next((one.phone for one in contacts if one.phone), "no number")
        click.echo(
            f"{task.since}  {phone}  {listing.offer.name} ({listing.club.name}):"
            f" {why_to_ring()[task.reason]}, last confirmed or changed {task.counts_from}"
        )
    click.echo(f"{shown} calls to make.")
    sys.stdout.flush()


@contextmanager
def _opened() -> Iterator[Store]:
    store = Store(read_settings().database_url)
    try:
        yield store
    finally:
        store.close()


def _in_folder(folder: Path) -> Iterator[bytes]:
    """Every mail of a Maildir, or every file of a plain folder; a mail that is read stays there."""
    if (folder / "cur").is_dir() and (folder / "new").is_dir():
        for _key, mail in mailbox.Maildir(folder, create=False).iteritems():
            yield mail.as_bytes()
        return
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            with path.open("rb") as opened:
                yield opened.read(LONGEST + 1)

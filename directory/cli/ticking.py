"""What is due again and again, for timers of the operator; and a mail for trying the settings."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from secrets import token_hex
from urllib.parse import urlsplit

import click

from directory.cli.gaps import MonthlyFigures
from directory.cli.logs import say
from directory.cli.opening import base_address, kindly, ladder_of, read_settings
from directory.cli.papers import PaperMaker
from directory.config import SettingError, Settings
from directory.content import SchoolHolidays
from directory.mailing import (
    FolderSender,
    NotSent,
    Sender,
    WrongMailServer,
    message,
    sender_for,
)
from directory.mailing.club_mails import Site
from directory.model.mail import OutgoingMail, is_address
from directory.publishing import Addresses, CareDone, Caring, Chores
from directory.publishing import tick as do_what_is_due
from directory.submissions import (
    AskedTogether,
    Bounces,
    Care,
    Counts,
    Drafts,
    GapMonths,
    Heartbeats,
    Inbox,
    Keepers,
    Limits,
    Links,
    Lists,
    NetworkRequests,
    OldContacts,
    Outbox,
    PaperJobs,
    Photos,
    Store,
    Team,
    Uses,
    Workflow,
)

TEST_TEXT = """\
Guten Tag!

Das ist eine Test-Mail.
Die Mail kommt von: {name}
Sie haben die Mail bekommen?
Dann funktioniert der Mail-Versand.
"""


@click.command()
@kindly
def tick() -> None:
    """Ask clubs, send mails that are due, forget what has had its time; may run at any time."""
    with opened_chores(read_settings("tick")) as chores:
        done = do_what_is_due(chores)
        for run in chores.runs:
            run.wait()
    say(
        f"Mails: {done.sent} sent, {done.postponed} postponed, {done.failed} failed."
        f" Forgotten: {done.erased}."
    )
    if done.cared != CareDone():
        say(
            f"Clubs: {done.cared.asked} asked, {done.cared.phone_tasks} to be rung,"
            f" {done.cared.archived} offers archived."
        )


@click.command("mail-test")
@click.argument("address")
@kindly
def mail_test(address: str) -> None:
    """Send one mail to ADDRESS at once, to try the settings."""
    if not is_address(address):
        raise click.BadParameter("is no address of mail", param_hint="ADDRESS")
    settings = read_settings()
    name = settings.site_name
    mail = OutgoingMail("test", address, f"Test-Mail von {name}", TEST_TEXT.format(name=name))
    sender = sender_of(settings)
    written = message(mail, from_of(settings), message_id=token_hex(16), date=now())
    try:
        sender.send(written)
    except NotSent as problem:
        click.echo(f"The mail was not taken: {problem.reason}", err=True)
        sys.exit(1)
    if isinstance(sender, FolderSender):
        click.echo(f"No mail server is set: the mail lies in {sender.folder}.")
    else:
        click.echo(f"The mail server has taken the mail to {address}.")


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def opened_chores(settings: Settings) -> Iterator[Chores]:
    """With a store of its own; raises ``SettingError`` where mails cannot be sent like this."""
    sender, from_ = sender_of(settings), from_of(settings)
    store = Store(settings.database_url)
    try:
        database = store.database
        yield Chores(
            outbox=Outbox(database, now),
            inbox=Inbox(database, now),
            limits=Limits(database, now),
            sender=sender,
            from_=from_,
            uses=Uses(database, now),
            caring=_caring(settings, store),
            bounces=Bounces(database, now),
            # Photos after the drafts to which they belong.
            forgets=(
                Links(database, now).erase,
                Drafts(database, now).erase,
                Workflow(database, now).erase,
                Photos(database, now).erase,
                OldContacts(database, now).erase,
                Team(database, now).erase,
                Counts(database, now).erase,
                AskedTogether(database, now).erase,
                Lists(database, now).erase,
                PaperJobs(database, now).erase,
                NetworkRequests(database, now).erase,
            ),
            heart=Heartbeats(database, now),
            runs=(PaperMaker(PaperJobs(database, now)), MonthlyFigures(GapMonths(database))),
        )
    finally:
        store.close()


def _caring(settings: Settings, store: Store) -> Caring:
    database = store.database
    return Caring(
        store=store,
        care=Care(database, now),
        keepers=Keepers(database, now),
        inbox=Inbox(database, now),
        holidays=SchoolHolidays.load(settings.content),
        ladder=ladder_of(settings),
        site=Site(settings.site_name, settings.help_phone, settings.help_email),
        addresses=Addresses(base_address(settings)),
        clock=now,
    )


def require_mail_settings(settings: Settings) -> None:
    """Raises ``SettingError`` where mails cannot be sent with these settings."""
    sender_of(settings)
    from_of(settings)


def sender_of(settings: Settings) -> Sender:
    folder = settings.instance / "mails"
    try:
        return sender_for(settings.mail_server, settings.mail_password, folder)
    except WrongMailServer as problem:
        raise SettingError(f"DIRECTORY_MAIL_SERVER {problem}.") from problem


def from_of(settings: Settings) -> str:
    """Whom mails come from; without a setting an address that is good enough for the folder."""
    host = urlsplit(settings.public_url).hostname or "localhost"
    given = settings.mail_from or f"directory@{host}"
    _, found, address = given.rpartition("<")
    if not is_address(address.strip(" >")):
        raise SettingError(
            f"DIRECTORY_MAIL_FROM is {given!r}; it must be an address, or: Name <address>."
        )
    if found:
        return given
    name = re.sub(r"[^\w !?.-]", "", settings.site_name)
    return f'"{name}" <{given}>'

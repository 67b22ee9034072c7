"""Builds the search index anew, or lets it follow the database."""

import os
from threading import Event as Flag
from threading import Thread

import click

from directory.cli.logs import say
from directory.cli.opening import kindly, read_settings, workshop
from directory.cli.ticking import opened_chores
from directory.publishing import follow as follow_changes
from directory.publishing import keep_ticking, rebuild, stop_on_signals
from directory.watching import Event, tell

PARENT_CHECK_SECONDS = 1.0
# A mail that is just leaving may do so; else it leaves again when its lease has ended.
LAST_MAIL_SECONDS = 15.0


@click.command()
@kindly
def index() -> None:
    """Build the search index anew from the database."""
    with workshop(read_settings()) as parts:
        count = rebuild(parts.store, parts.builder, parts.record_of)
    say(f"{count} entries are in the new index.")


@click.command()
@click.option("--with-server", type=int, help="End when the server with this number ends.")
@kindly
def follow(with_server: int | None) -> None:
    """Keep the index in step with the database, and send mails, until stopped."""
    settings = read_settings("follower", for_long=True)
    tell(Event.FOLLOWER_STARTED)
    # Opening takes a while, and who is asked to end meanwhile ends in order too.
    stop = stop_on_signals()
    with opened_chores(settings) as chores, workshop(settings) as parts:
        if with_server:
            _stop_without(with_server, stop)
        # Beside the index: a mail server that hangs must not hold up the search.
        mails = Thread(target=keep_ticking, args=(chores, stop), name="mails", daemon=True)
        mails.start()
        follow_changes(parts.store, parts.index, parts.builder, parts.record_of, stop)
        mails.join(LAST_MAIL_SECONDS)


def _stop_without(server: int, stop: Flag) -> None:
    """A server that is killed cannot say goodbye: its follower sees that it has a new parent."""

    def watch() -> None:
        while os.getppid() == server and not stop.wait(PARENT_CHECK_SECONDS):
            pass
        stop.set()

    Thread(target=watch, name="parent", daemon=True).start()

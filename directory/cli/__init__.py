"""Commands for operators: ``directory serve`` and others; also as ``flask directory …``."""

import click

from directory.cli.asking_links import links
from directory.cli.backing_up import backup, restore, upgrade
from directory.cli.bouncing import bounce, phone_tasks
from directory.cli.checking import doctor
from directory.cli.easy import easy_language
from directory.cli.exchanging import import_file
from directory.cli.exporting import export
from directory.cli.forgetting import forget
from directory.cli.gaps import gap_figures
from directory.cli.importing import import_table
from directory.cli.indexing import follow, index
from directory.cli.locating import locate
from directory.cli.papers import booklet, papers, write_booklet
from directory.cli.reviewing import approve, decline, review, send_back
from directory.cli.serving import demo, serve
from directory.cli.starting import init
from directory.cli.team import user
from directory.cli.ticking import mail_test, tick
from directory.cli.translating import texts


@click.group("directory")
def directory_group() -> None:
    """The directory of inclusive sport."""


for command in (
    init,
    serve,
    upgrade,
    backup,
    restore,
    forget,
    demo,
    index,
    follow,
    tick,
    booklet,
    papers,
    write_booklet,
    gap_figures,
    mail_test,
    links,
    bounce,
    phone_tasks,
    review,
    approve,
    send_back,
    decline,
    export,
    import_file,
    import_table,
    user,
    doctor,
    locate,
    texts,
    easy_language,
):
    directory_group.add_command(command)
# The name that operators look for, beside the one that it had first.
directory_group.add_command(doctor, "check")


def main() -> None:
    directory_group(prog_name="directory")

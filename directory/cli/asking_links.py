"""The command that asks whether web addresses of offers and clubs still answer."""

import sys
from datetime import UTC, datetime

import click

from directory.cli.opening import kindly, read_settings
from directory.publishing.web_asking import Asker
from directory.publishing.web_links import ask_links, links_of
from directory.submissions import Store
from directory.submissions.link_checks import LinkChecks


def the_asker(agent: str) -> Asker:
    """Over the real net; tests put another one here."""
    return Asker(agent=agent)


@click.command()
@kindly
def links() -> None:
    """Ask the web addresses of public offers and clubs; once a day is enough."""
    settings = read_settings()
    store = Store(settings.database_url)
    try:
        checks = LinkChecks(store.database, lambda: datetime.now(UTC))
        agent = f"directory-links {settings.public_url}".strip()
        done = ask_links(links_of(store.listings()), checks, the_asker(agent))
    finally:
        store.close()
    if not done.has_net:
        click.echo(
            f"None of {done.asked} addresses answers: this machine seems to have no net."
            " Nothing was noted.",
            err=True,
        )
        sys.exit(1)
    click.echo(
        f"Links: {done.asked} asked, {done.failed} failed, {done.broken} broken on more than one"
        f" day, {done.forgotten} forgotten. The desk lists them: /redaktion/links"
    )

"""Who belongs to the team: the first administrator is made here, all others may be."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import click

from directory.cli.opening import base_address, kindly, read_settings
from directory.cli.reviewing import now
from directory.config import Settings
from directory.geo import Gazetteer
from directory.mailing.club_mails import Post, Site
from directory.mailing.team_mails import invitation_mail
from directory.model.mail import OutgoingMail
from directory.model.team import Duty, Person, grants_of
from directory.submissions import LastAdmin, Links, Purpose, Store, Team

LINK_LASTS = timedelta(minutes=10)


@click.group()
def user() -> None:
    """People of the team: add, list, end, or make a link to sign in."""


@user.command()
@click.argument("email")
@click.option("--name", default="", help="What the history calls this person.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice([duty.value for duty in Duty]),
    default=(Duty.ADMIN.value,),
    show_default=True,
    help="May be given several times.",
)
@click.option(
    "--region",
    "regions",
    multiple=True,
    help="A municipality key (AGS) or its beginning: 15 is a state, 15002 a district. None: all.",
)
@kindly
def add(email: str, name: str, roles: tuple[str, ...], regions: tuple[str, ...]) -> None:
    """Let EMAIL in, with these roles, and tell the person by mail."""
    with _opened() as (settings, _store, team):
        _look_over(regions, settings)
        site = Site(settings.site_name, settings.help_phone, settings.help_email)
        sign_in = f"{base_address(settings)}/anmelden"

        def letter(person: Person, key: str) -> OutgoingMail:
            return invitation_mail(Post(key, person.email, person.id), site, link=sign_in)

        try:
            grants = grants_of(map(Duty, roles), regions)
            person = team.add(email, name, grants, letter=letter)
        except ValueError as problem:
            raise click.UsageError(f"{problem}.") from problem
        click.echo(f"{_line(person)}\nSign in at {sign_in}")


@user.command("list")
@kindly
def list_people() -> None:
    """Everybody of the team, with what they may do."""
    with _opened() as (_settings, _store, team):
        people = team.people()
        for person in people:
            click.echo(_line(person))
        click.echo(f"{len(people)} in the team.")


@user.command()
@click.argument("email")
@kindly
def end(email: str) -> None:
    """EMAIL no longer belongs to the team, and is signed out everywhere."""
    with _opened() as (_settings, _store, team):
        person = _known(team, email)
        try:
            team.end(person.id)
        except LastAdmin:
            _stop("This is the last administrator. Add another one first.")
        click.echo(f"{person.email} no longer belongs to the team.")


@user.command("link")
@click.argument("email")
@kindly
def sign_in_link(email: str) -> None:
    """Make a link to sign in, good for 10 minutes, for when no mail arrives."""
    with _opened() as (settings, store, team):
        person = _known(team, email)
        links = Links(store.database, now)
        token = links.make(Purpose.SIGN_IN, person.id, person.email, LINK_LASTS)
        click.echo(f"{base_address(settings)}/anmelden/{token}")


@contextmanager
def _opened() -> Iterator[tuple[Settings, Store, Team]]:
    settings = read_settings()
    store = Store(settings.database_url)
    try:
        yield settings, store, Team(store.database, now)
    finally:
        store.close()


def _known(team: Team, email: str) -> Person:
    found = team.by_email(email)
    if found is None:
        _stop(f"{email} does not belong to the team.")
        raise AssertionError
    return found


def _look_over(regions: tuple[str, ...], settings: Settings) -> None:
    """A typing error would let somebody in nowhere."""
    if not regions:
        return
    gazetteer = Gazetteer.load(settings.content / "places")
    for region in regions:
        if not region.isdecimal() or not gazetteer.towns_in(region):
            _stop(f"No municipality key begins with {region}.")


def _line(person: Person) -> str:
    grants = "; ".join(
        f"{one.duty} ({', '.join(one.regions) or 'everywhere'})" for one in person.grants
    )
    return f"{person.email}  {person.name or '-'}  {grants}"


def _stop(words: str) -> None:
    click.echo(words, err=True)
    sys.exit(1)

"""What clubs have sent in, until there is a desk with pages: look, approve, ask, decline."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import click

from directory.cli.opening import base_address, kindly, ladder_of, read_settings
from directory.config import Settings
from directory.content import Sports
from directory.easy_language import check
from directory.mailing.club_mails import Site
from directory.mailing.decision_mails import (
    approved_mails,
    declined_mails,
    question_mails,
)
from directory.model import Listing, Offer, Submission, WrongStep
from directory.model.doubt import Doubt
from directory.model.merging import differing, value_at
from directory.submissions import ChangedTwice, Drafts, NotStored, Store, Workflow
from directory.wording import plain_lines, tell, voice_of

LONGEST_LINE = 100

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Desk:
    """What an editor needs at the command line."""

    settings: Settings
    workflow: Workflow
    drafts: Drafts

    @property
    def site(self) -> Site:
        settings = self.settings
        return Site(settings.site_name, settings.help_phone, settings.help_email)

    def address(self, path: str) -> str:
        """Of a page, for a mail."""
        return base_address(self.settings) + path


@click.command()
@click.argument("id", required=False, default="")
@kindly
def review(id: str) -> None:
    """List what clubs have sent in and what waits, or show ID with all its facts.

    The first letters of an id are enough.
    """
    with opened_desk() as desk:
        if id:
            click.echo("\n".join(_whole(_found(desk, id), desk.settings)))
            return
        waiting = desk.workflow.waiting()
        for submission in waiting:
            click.echo("\n".join(_short(submission)))
        click.echo(f"{len(waiting)} waiting.")
        for submission in desk.workflow.live_changes(now() - timedelta(days=7)):
            click.echo(f"Live already: {submission.listing.name} ({_changed(submission)})")


@click.command()
@click.argument("id")
@click.option("--keeper/--no-keeper", default=None, help="Whether the sender looks after the club.")
@kindly
def approve(id: str, keeper: bool | None) -> None:
    """Publish what was sent in as ID, and tell the club."""
    with opened_desk() as desk:
        submission = _found(desk, id)
        mails = approved_mails(submission, desk.site, desk.address)
        published = _step(lambda: desk.workflow.approve(submission.id, mails=mails, keeper=keeper))
        if published.offer:
            click.echo(f"Published: {desk.address(f'/angebot/{published.offer.slug}')}")
        else:
            click.echo(f"{submission.email} looks after {published.club.name} now.")


@click.command("send-back")
@click.argument("id")
@click.argument("text")
@kindly
def send_back(id: str, text: str) -> None:
    """Ask the club for something: TEXT is mailed, with the way back into its answers."""
    with opened_desk() as desk:
        submission = _found(desk, id)
        _warn_about(text)
        draft = desk.drafts.of_submission(submission.id)
        key = desk.drafts.new_key(draft.id) if draft else ""
        mails = question_mails(submission, desk.site, desk.address, text, key)
        _step(lambda: desk.workflow.send_back(submission.id, text, mails))
        click.echo(f"Asked: {submission.email or 'nobody, because no address is known'}")


@click.command()
@click.argument("id")
@click.argument("text")
@kindly
def decline(id: str, text: str) -> None:
    """Do not publish what was sent in as ID; TEXT says why, and is mailed."""
    with opened_desk() as desk:
        submission = _found(desk, id)
        _warn_about(text)
        mails = declined_mails(submission, desk.site, text)
        _step(lambda: desk.workflow.decline(submission.id, text, mails))
        click.echo(f"Declined; told: {submission.email or 'nobody'}")


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def opened_desk() -> Iterator[Desk]:
    settings = read_settings()
    store = Store(settings.database_url)
    try:
        workflow = Workflow(store.database, now, ladder_of(settings))
        yield Desk(settings, workflow, Drafts(store.database, now))
    finally:
        store.close()


def _found(desk: Desk, id: str) -> Submission:
    exact = desk.workflow.get(id)
    found = [exact] if exact else [one for one in desk.workflow.waiting() if one.id.startswith(id)]
    if len(found) == 1:
        return found[0]
    if found:
        problem = f"{len(found)} submissions begin with {id}; give more letters."
    else:
        problem = f"Nothing that was sent in has the id {id}."
    click.echo(problem, err=True)
    sys.exit(1)


def _step(step: Callable[[], Result]) -> Result:
    try:
        return step()
    except WrongStep as problem:
        click.echo(f"Somebody has decided already: {problem}.", err=True)
    except NotStored as problem:
        click.echo(f"It is gone: {problem}.", err=True)
    except ChangedTwice as problem:
        click.echo("The offer was changed meanwhile, in the same places:", err=True)
        for name in problem.names:
            now_there, wanted = _value(problem.current, name), _value(problem.proposed, name)
            click.echo(f"  {name}: {now_there} -> {wanted}", err=True)
    sys.exit(1)


def _short(submission: Submission) -> Iterator[str]:
    listing = submission.listing
    age = now() - submission.created_at
    what = "change" if submission.before else "new"
    if Doubt.TAKE_OVER in submission.doubts:
        what = "wants to look after the club"
    yield f"{submission.id[:8]}  {_age(age)}  {what}: {submission.listing.name}"
    yield f"    {listing.club.name} · {_sports(listing.offer)} · {_place(listing)}"
    if submission.before:
        yield f"    changes: {_changed(submission)}"
    if submission.doubts:
        yield f"    doubts: {', '.join(submission.doubts)}"
    if worst := _worst_sentence(listing.offer):
        yield f"    hard: {worst}"


def _whole(submission: Submission, settings: Settings) -> Iterator[str]:
    yield from _short(submission)
    yield f"    sent by {submission.email or 'nobody'}, state: {submission.state}"
    if submission.note:
        yield f"    note: {submission.note}"
    sports = {sport.id: sport.name for sport in Sports.load(settings.content).all()}
    after = _facts(submission.listing, sports)
    if submission.before is None:
        yield ""
        yield from after
        return
    before = _facts(submission.before, sports)
    yield ""
    yield from (f"- {line}" for line in before if line and line not in after)
    yield from (f"+ {line}" for line in after if line and line not in before)
    yield ""
    yield "All places that differ:"
    for name in differing(submission.before, submission.listing):
        old, new = _value(submission.before, name), _value(submission.listing, name)
        yield f"  {name}: {old} -> {new}"


def _facts(listing: Listing, sports: dict[str, str]) -> list[str]:
    told = tell(listing, voice_of("easy"), now().astimezone().date(), sport_names=sports)
    return list(plain_lines(told))


def _value(listing: Listing, name: str) -> str:
    words = repr(value_at(listing, name))
    return words if len(words) <= LONGEST_LINE else f"{words[:LONGEST_LINE]}…"


def _changed(submission: Submission) -> str:
    if submission.before is None:
        return ""
    return ", ".join(differing(submission.before, submission.listing))


def _sports(offer: Offer | None) -> str:
    return ", ".join(offer.sports) if offer else "-"


def _place(listing: Listing) -> str:
    address = listing.venue.address if listing.venue else None
    return f"{address.postcode} {address.town}".strip() if address else "no place"


def _age(age: timedelta) -> str:
    return f"{age.days} d" if age.days else f"{age.seconds // 3600} h"


def _worst_sentence(offer: Offer | None) -> str:
    """The hardest sentence of the easy text, as the easy-language engine sees it."""
    easy = offer.what.easy if offer else None
    if not easy:
        return ""
    faulty = [one for one in check(easy.words).sentences if one.findings]
    worst = max(faulty, key=lambda one: len(one.findings), default=None)
    return f"{worst.text} ({worst.findings[0].reason})" if worst else ""


def _warn_about(text: str) -> None:
    """The club reads it in a mail: easy words help, but nobody is forced."""
    for sentence in check(text).sentences:
        for finding in sentence.findings[:1]:
            click.echo(f"Hard to read: {sentence.text} ({finding.reason})", err=True)

"""What has to be done again and again: clubs are asked, mails leave, old things are forgotten."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event as Flag
from time import monotonic, time
from typing import Protocol

from directory.mailing import Hindrance, NotSent, Sender, message
from directory.publishing.caring import CareDone, Caring
from directory.submissions import (
    DISTURBED,
    MOST_TRIES,
    TICK,
    Bounces,
    Claimed,
    Heartbeats,
    Inbox,
    Limits,
    Outbox,
    Uses,
)
from directory.watching import CELLS, Asking, Event, asked_by, counted, tell, told_with

# So soon after somebody has sent a form its mail leaves.
PAUSE_SECONDS = 3.0
LONGEST_PAUSE_SECONDS = 60.0
# A mail server that hangs ends each try after some seconds; more is told.
LATE_SECONDS = 120.0

_log = logging.getLogger(__name__)


class Aside(Protocol):
    """Work beside the ticks: a call starts what waits and comes back at once."""

    def __call__(self) -> None: ...

    def wait(self) -> None:
        """Until what was started has ended."""
        ...


@dataclass(frozen=True, slots=True)
class Chores:
    """What a tick needs. ``from_`` is whom mails come from: "Name <address>".

    ``caring`` keeps offers true, ``bounces`` notes which addresses are no more; each of
    ``forgets`` erases what has had its time; ``heart`` says when all was last done; ``runs`` is
    work that takes long, in processes of its own.
    """

    outbox: Outbox
    inbox: Inbox
    limits: Limits
    sender: Sender
    from_: str
    uses: Uses | None = None
    caring: Caring | None = None
    bounces: Bounces | None = None
    forgets: tuple[Callable[[], int], ...] = ()
    heart: Heartbeats | None = None
    runs: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticked:
    """How many mails left, wait for another try, or never will; how many things were forgotten."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    erased: int = 0
    cared: CareDone = CareDone()


def tick(chores: Chores, stop: Flag | None = None) -> Ticked:
    """Does all that is due; any number of processes may do so at the same time."""
    with asked_by(Asking("tick")):
        done = _tick(chores, stop)
    counted.TICKS.add()
    counted.TICKED_AT.note(time())
    CELLS.write()
    if done != Ticked():
        tell(
            Event.TICK_DONE,
            sent=done.sent,
            postponed=done.postponed,
            failed=done.failed,
            erased=done.erased,
            asked=done.cared.asked,
        )
    return done


def _tick(chores: Chores, stop: Flag | None) -> Ticked:
    cared = _care(chores)
    counts = {"sent": 0, "postponed": 0, "failed": 0}
    while not (stop and stop.is_set()) and (claimed := chores.outbox.claim()):
        hindrance = _send(chores, claimed)
        counts[_WORDS[hindrance]] += 1
        counted.MAILS.add(_WORDS[hindrance])
        if hindrance is Hindrance.SERVER:
            # The next mail would wait for the same server; it waits in the outbox instead.
            break
    erased = chores.outbox.erase() + chores.inbox.erase() + chores.limits.prune()
    erased += chores.uses.erase() if chores.uses else 0
    erased += sum(forget() for forget in chores.forgets)
    erased += chores.sender.erase()
    for run in chores.runs:
        run()
    if chores.heart:
        chores.heart.beat(TICK)
    return Ticked(**counts, erased=erased, cared=cared)


def _care(chores: Chores) -> CareDone:
    """Whatever goes wrong here must not hold up the mails of others."""
    if chores.caring is None:
        return CareDone()
    try:
        return chores.caring.tick()
    except Exception as error:
        _log.error("clubs are not asked: %s", type(error).__name__)
        return CareDone()


def keep_ticking(chores: Chores, stop: Flag, *, pause_seconds: float = PAUSE_SECONDS) -> None:
    """Ticks until ``stop`` is set. An error is logged once, and tried again ever more rarely."""
    pause, last = pause_seconds, monotonic()
    while not stop.wait(pause):
        try:
            tick(chores, stop)
            if pause != pause_seconds and chores.heart:
                chores.heart.beat(DISTURBED)
            pause, late = pause_seconds, monotonic() - last
            if late > LATE_SECONDS:
                tell(Event.TICK_LATE, seconds=int(late))
            last = monotonic()
        except Exception as error:
            pause = min(max(1.0, pause * 2), LONGEST_PAUSE_SECONDS)
            # Only its kind: its text may hold words of a mail.
            kind = type(error).__name__
            extra = told_with(Event.TICK_FAILED, error=kind, next_try_seconds=int(pause))
            _log.error("mails wait, next try in %d s: %s", pause, kind, extra=extra)


_WORDS = {
    None: "sent",
    Hindrance.SERVER: "postponed",
    Hindrance.LATER: "postponed",
    Hindrance.NEVER: "failed",
}


def _send(chores: Chores, claimed: Claimed) -> Hindrance | None:
    """None when it has left; else why not, as it now stands in the outbox."""
    try:
        written = message(
            claimed.mail,
            chores.from_,
            message_id=claimed.message_id,
            date=claimed.created_at,
        )
        chores.sender.send(written)
    except NotSent as problem:
        if problem.hindrance is Hindrance.NEVER:
            chores.outbox.give_up(claimed, problem.reason)
            tell(Event.MAIL_GIVEN_UP, kind=claimed.mail.kind, tries=claimed.tries)
            if chores.bounces:
                chores.bounces.refused(claimed.mail.to, problem.reason)
        else:
            _postpone(chores, claimed, problem.reason)
        return problem.hindrance
    except Exception as error:
        # A fault of ours in one mail must not keep all others.
        _log.error("a mail of kind %r cannot be sent: %s", claimed.mail.kind, type(error).__name__)
        _postpone(chores, claimed, type(error).__name__)
        return Hindrance.LATER
    chores.outbox.sent(claimed)
    return None


def _postpone(chores: Chores, claimed: Claimed, reason: str) -> None:
    chores.outbox.postpone(claimed, reason)
    event = Event.MAIL_GIVEN_UP if claimed.tries >= MOST_TRIES else Event.MAIL_POSTPONED
    tell(event, kind=claimed.mail.kind, tries=claimed.tries)

"""What stands between a filled form and the inbox: is it a person, and is it not too often?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import request

from directory.submissions.limits import network
from directory.web.form_guard import (
    QUICKEST_SECONDS,
    STAMP,
    Doubt,
    doubt,
    is_stamp,
    new_stamp,
)
from directory.web.forms import Typed
from directory.web.languages import _
from directory.web.parts import parts

# Many people may share one line to the internet: a workshop, a school, a shared home.
MOST_PER_NETWORK = 40
NETWORK_SPAN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """How often something may happen to ``key`` within a span of time."""

    purpose: str
    key: str
    most: int
    per: timedelta


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a form is not sent yet; everything in it stays."""

    lines: tuple[str, ...]
    status: int
    stamp: str


def hold(
    answers: Typed, purpose: str, limits: Sequence[Limit] = (), quickest: int = QUICKEST_SECONDS
) -> Hold | None:
    """Nothing where the form may go on its way; counted only then."""
    now = parts().now().timestamp()
    found = doubt(answers, parts().form_secret, now, quickest)
    if found:
        lost = found is Doubt.UNKNOWN_START
        return Hold(_once_more(found), 200, _fresh_stamp() if lost else stamp_of(answers))
    of_network = Limit(
        f"{purpose} from network",
        network(request.remote_addr or ""),
        MOST_PER_NETWORK,
        NETWORK_SPAN,
    )
    if not all(map(_allowed, (of_network, *limits))):
        lines = (
            _("Gerade kommen sehr viele Nachrichten."),
            _("Ihre Antworten sind noch da."),
            _("Versuchen Sie es bitte in 1 Stunde noch einmal."),
        )
        return Hold(lines, 429, stamp_of(answers))
    return None


def _once_more(found: Doubt) -> tuple[str, ...]:
    again = (_("Drücken Sie bitte noch einmal auf den Knopf."), _("Ihre Antworten sind noch da."))
    return (_("Das ging sehr schnell."), *again) if found is Doubt.TOO_FAST else again


def _allowed(limit: Limit) -> bool:
    counters = parts().limits
    return counters is None or counters.allow(limit.purpose, limit.key, limit.most, limit.per)


def _fresh_stamp() -> str:
    return new_stamp(parts().form_secret, parts().now().timestamp())


def stamp_of(answers: Typed) -> str:
    """That of the form in hand, so that one form stays one form; a new one where there is none."""
    given = answers.get(STAMP, "")
    return given if is_stamp(given) else _fresh_stamp()

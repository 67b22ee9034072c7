"""What came of a call or a visit: read from a form and kept, at the desk and in the corner of
advisors alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from flask import request

from directory.model import How, Role
from directory.model.check import CheckNote
from directory.model.team import Duty
from directory.submissions import Checks
from directory.web.clubs.keeping import workflow
from directory.web.clubs.values import day as day_of
from directory.web.desk.places import OwnOffer
from directory.web.messages.sending import stamp_of
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.team.guard import me

TRUE, OTHER, NOBODY, GONE = "stimmt", "anders", "niemand", "ende"
RESULTS: Final = (TRUE, OTHER, NOBODY, GONE)
LONGEST_NOTE: Final = 2_000
LONGEST_TEAM: Final = 120


class Fault(Enum):
    """What a form about a call or a visit lacks, or what cannot be."""

    NO_RESULT = "no result"
    NO_TEAM = "no team"
    NO_DAY = "no day"
    FUTURE = "future"

    @property
    def href(self) -> str:
        """Its field."""
        if self is Fault.NO_RESULT:
            return "#feld-ergebnis"
        return "#feld-team" if self is Fault.NO_TEAM else "#feld-tag"


@dataclass(frozen=True, slots=True)
class Heard:
    """``day`` is None for words that are no day; ``result`` is one of ``RESULTS`` or empty."""

    how: How
    result: str
    day: date | None
    text: str
    team: str

    @classmethod
    def of_form(cls) -> "Heard":
        given, today = request.form, parts().today()
        typed, result = given.get("tag", ""), given.get("ergebnis", "")
        return cls(
            how=How.VISIT if given.get("wie") == "besuch" else How.PHONE,
            result=result if result in RESULTS else "",
            day=day_of(typed, today) if typed.strip() else today,
            text=given.get("text", "").strip()[:LONGEST_NOTE],
            team=given.get("team", "").strip()[:LONGEST_TEAM],
        )

    def faults(self, words: Mapping[Fault, str]) -> tuple[Link, ...]:
        """In the words of a page, and in their order."""
        found = set(self._faults())
        return tuple(Link(said, fault.href) for fault, said in words.items() if fault in found)

    def _faults(self) -> Iterator[Fault]:
        if not self.result:
            yield Fault.NO_RESULT
        if self.how is How.VISIT and not self.team:
            yield Fault.NO_TEAM
        if self.day is None:
            yield Fault.NO_DAY
        elif self.day > parts().today():
            yield Fault.FUTURE


def keep(found: OwnOffer, heard: Heard) -> None:
    """Confirms, ends, or only notes; the same form sent twice is one note."""
    if heard.day is None or not heard.result:
        raise ValueError("only what has a day and a result can be kept")
    person = me()
    role = Role.EDITOR if person.has(Duty.EDITOR) else Role.ADVISOR
    note = CheckNote(f"check:{stamp_of(request.form)}", heard.text, heard.team)
    id, how, day = found.offer.id, heard.how, heard.day
    if heard.result == TRUE:
        workflow().confirm([id], by=role, how=how, day=day, person=person.id, note=note)
        return
    checks().add(id, person.id, how, day, note)
    if heard.result == GONE:
        workflow().end(id, role, person=person.id)


def checks() -> Checks:
    found = parts().checks
    if found is None:
        raise RuntimeError("no call can be noted without a place for it")
    return found

"""Keeps what a club types on the server, page by page; nothing typed is ever lost."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from werkzeug.datastructures import MultiDict

from directory.geo import distance_km
from directory.model import Listing
from directory.model.draft import Draft
from directory.submissions import Drafts
from directory.web.clubs import values
from directory.web.clubs.duplicates import chosen_club, chosen_venue
from directory.web.clubs.filled import Filled
from directory.web.clubs.flow import BY_KEY, CHANGES, pairs, with_page
from directory.web.clubs.listing_of import listing_of
from directory.web.clubs.venue_of import ADDRESS, PIN, town_of
from directory.web.forms import Typed
from directory.web.parts import parts
from directory.web.steps import HERE, TO

LAST = "zuletzt"
"""The page where somebody was, kept with the answers."""

DUPLICATE = "doppelt"
"""What somebody said about offers that may be the same."""


RESULT = "ergebnis"
"""What became of it, kept with the answers for the page that says thank you."""

TAKEN = "uebernommen"
"""Set when somebody said: a known offer is mine."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft with its secret key and its answers."""

    key: str
    draft: Draft
    answers: Typed

    @property
    def changes(self) -> bool:
        return bool(self.draft.record_id)


def drafts() -> Drafts:
    found = parts().drafts
    if found is None:
        raise RuntimeError("nothing can be sent in without a place for drafts")
    return found


def opened(key: str) -> Opened | None:
    """The draft of this key; None when it is gone or never was."""
    draft = drafts().find(key) if len(key) < 200 else None
    return _opened(key, draft) if draft else None


def begun(posted: Typed, step: str, id: str = "") -> Opened:
    """A new draft with one page of answers; the same form sent twice is one draft."""
    first = pairs(with_page(MultiDict(), step, posted))
    draft, key = drafts().begin((*first, (LAST, step)), id=id)
    kept = saved(key, step, posted)
    return kept or _opened(key, draft)


def saved(key: str, step: str, posted: Typed, last: str = "") -> Opened | None:
    """The draft with the answers of one page put in; those of all other pages stay."""

    def put(before: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        old: Typed = MultiDict(before)
        answers = with_page(old, step, posted) if step in BY_KEY else old
        stale: tuple[str, ...] = (
            OF_THE_PLACE if any(_differ(old, answers, name) for name in ADDRESS) else ()
        )
        if pairs(answers) != pairs(old):
            # Whoever changes something after sending is on the way again.
            stale += (RESULT, TAKEN)
        return (*pairs(answers, without=(LAST, *stale)), (LAST, last or step))

    draft = drafts().fill(key, put)
    return _opened(key, draft) if draft else None


_FARTHEST_KM = 30

# What was said about one address says nothing about another.
OF_THE_PLACE = (*PIN, "ort_id")


def _differ(old: Typed, new: Typed, name: str) -> bool:
    return old.get(name, "").strip() != new.get(name, "").strip()


def located(this: Opened) -> Opened:
    """The draft with the point of its address, where the operator has a geocoder that knows it.

    It takes at most 3 seconds; without an answer the postcode says roughly where it is.
    """
    ask, filled = parts().locate, Filled(this.answers, None, parts().today())
    town = town_of(filled)
    if ask is None or town is None or this.answers.get("breite") or not filled.line("strasse"):
        return this
    street = f"{filled.line('strasse')} {filled.line('hausnummer')}".strip()
    place = f"{filled.line('plz')} {town.municipality or town.name}".strip()
    point = ask(f"{street}, {place}")
    if point is None or distance_km(values.Spot(*point), town) > _FARTHEST_KM:
        return this
    kept = noted(this.key, "breite", (values.point_text(point[0]),))
    return noted(this.key, "laenge", (values.point_text(point[1]),)) or kept or this


def noted(key: str, name: str, values: tuple[str, ...]) -> Opened | None:
    """The draft with one more answer that stands on no page of questions."""

    def put(before: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        kept = tuple(pair for pair in before if pair[0] != name)
        return (*kept, *((name, value) for value in values if value))

    draft = drafts().fill(key, put)
    return _opened(key, draft) if draft else None


def _opened(key: str, draft: Draft) -> Opened:
    answers: Typed = MultiDict(draft.answers)
    if draft.record_id:
        answers[CHANGES] = "ja"
        # Who came by a link need not say again who it is.
        answers.setdefault("meine_mail", draft.keeper or draft.email)
    return Opened(key, draft, answers)


def at_step(answers: Typed, **control: str) -> Typed:
    """The answers with where somebody is and wants to go, as ``steps.stop`` reads it."""
    found: Typed = MultiDict(list(answers.items(multi=True)))
    for name in (HERE, TO):
        found.poplist(name)
    for name, value in control.items():
        if value:
            found[name] = value
    return found


def listing_so_far(this: Opened, *, scored: bool = False) -> Listing:
    """The offer that the answers make now; its ids stay the same for one draft."""
    more = {} if scored else {"score": _no_score}
    return listing_of(
        this.answers,
        today=parts().today(),
        new_id=lambda kind: str(uuid5(NAMESPACE_URL, f"{this.draft.id}/{kind}")),
        before=this.draft.before,
        club=None if this.changes else chosen_club(this.answers),
        venue=None if this.changes else chosen_venue(this.answers),
        **more,
    )


def _no_score(_text: str) -> float | None:
    """Easy language takes a second to load; a page that only shows the text needs no figure."""
    return None

"""What is to do today, and each queue on a page of its own."""

from dataclasses import dataclass
from datetime import date

from flask import abort

from directory.model.team import Duty, Person
from directory.web.addresses import url_for
from directory.web.desk import blueprint
from directory.web.desk.frame import Answer, DeskPage, age_words, shown, trail
from directory.web.desk.queues import BY_KEY, MOST_SHOWN, Item, Queue, for_me
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.team.guard import me, needs


@dataclass(frozen=True, slots=True)
class Count:
    """A queue on the first page: how many wait in it, and how long the oldest."""

    link: Link
    hint: str
    count: int
    oldest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do in a list."""

    link: Link
    lines: tuple[str, ...]
    since: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage(DeskPage):
    """Words for ``desk/today.html``."""

    name: str
    regions: str
    queues: tuple[Count, ...]
    done: tuple[Link, ...]
    more: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage(DeskPage):
    """Words for ``desk/queue.html``."""

    hint: str
    entries: tuple[Entry, ...]
    left_out: int
    can_approve: bool


@blueprint.get("")
@needs()
def today() -> Answer:
    """Everything that waits, counted; what has nothing is named in one line."""
    person = me()
    counts = [_count(queue) for queue in for_me(person)]
    regions = person.regions(*Duty)
    page = TodayPage(
        title="Heute zu tun",
        name=person.name or person.email,
        regions="überall" if regions is None else ", ".join(map(region_name, regions)),
        queues=tuple(one for one in counts if one.count),
        done=tuple(one.link for one in counts if not one.count),
        more=_more(person),
    )
    return shown("desk/today.html", page)


@blueprint.get("/liste/<key>")
@needs()
def queue(key: str) -> Answer:
    """One queue, the oldest first."""
    found = BY_KEY.get(key) or abort(404)
    person = me()
    if not any(map(person.has, found.duties)):
        abort(403)
    items = _oldest_first(list(found.items(person)))
    page = QueuePage(
        title=found.title,
        trail=trail(),
        hint=found.hint,
        entries=tuple(map(_entry, items[:MOST_SHOWN])),
        left_out=max(0, len(items) - MOST_SHOWN),
        can_approve=key in ("eingang", "neu", "geaendert"),
    )
    return shown("desk/queue.html", page)


def region_name(key: str) -> str:
    """The name of a municipality, a district or a state."""
    place = parts().gazetteer.by_ags(key)
    return place.name if place else key


def _more(person: Person) -> tuple[Link, ...]:
    """Pages that say how things are; a menu has room for seven links only."""
    broken = Link("Internet-Adressen, die nicht gehen", url_for("desk.links"))
    if not person.has(Duty.EDITOR):
        return (broken,)
    return (
        broken,
        Link("Zahlen", url_for("desk.numbers")),
        Link("Inhalte", url_for("desk.content")),
    )


def _count(queue: Queue) -> Count:
    items = list(queue.items(me()))
    days = [one.since for one in items if one.since]
    return Count(
        Link(queue.title, url_for("desk.queue", key=queue.key)),
        queue.hint,
        len(items),
        _age(min(days)) if days else "",
    )


def _entry(item: Item) -> Entry:
    return Entry(item.link, item.lines, _age(item.since) if item.since else "", item.id)


def _age(since: date) -> str:
    return age_words((parts().today() - since).days)


def _oldest_first(items: list[Item]) -> list[Item]:
    """Those without a day keep their order: the hardest texts come first."""
    return sorted(items, key=lambda one: one.since or date.min)

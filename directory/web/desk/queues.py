"""What waits for somebody at the desk: each sort in a queue, the oldest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, cast

from flask import g

from directory.model import Listing, Submission
from directory.model.doubt import Doubt
from directory.model.inbox import Wrong
from directory.model.ladder import Reason, oldest_day
from directory.model.team import Duty, Person
from directory.submissions import PhoneTask, StoredReport
from directory.submissions.joining import Joining
from directory.web.addresses import url_for
from directory.web.desk.doubles import Double, watch
from directory.web.desk.frame import day
from directory.web.desk.places import is_mine
from directory.web.desk.texts import hardest
from directory.web.page import Link
from directory.web.parts import parts

LOOKED_BACK: Final = timedelta(days=7)
STALE_MONTHS: Final = 6
MOST_SHOWN: Final = 200
DOUBLES: Final = "doppelt"
NETWORKS: Final = "kommunen"
# Who has looked at so many pairs gets the next ones.
MOST_PAIRS: Final = 400

WRONG_WORDS: Final = {
    Wrong.TIME: "Die Uhrzeit stimmt nicht",
    Wrong.PLACE: "Der Ort stimmt nicht",
    Wrong.CONTACT: "Der Kontakt stimmt nicht",
    Wrong.COST: "Der Preis stimmt nicht",
    Wrong.ACCESS: "Der Zugang stimmt nicht",
    Wrong.GONE: "Das Angebot gibt es nicht mehr",
    Wrong.OTHER: "Etwas anderes stimmt nicht",
}
REASON_WORDS: Final = {
    Reason.BOUNCED: "E-Mails kommen zurück",
    Reason.NO_ADDRESS: "Keine E-Mail-Adresse bekannt",
    Reason.SILENT: "Keine Antwort auf die E-Mails",
    Reason.AGE: "Lange nicht bestätigt",
}
DOUBT_WORDS: Final[Mapping[str, str]] = {
    Doubt.LOOK_ALIKE: "Buchstaben, die nur aussehen wie unsere",
    Doubt.LINK: "Im Text steht eine Internet-Adresse",
    Doubt.OTHER_ADDRESS: "Der Verein ist bekannt, aber mit einer anderen Adresse",
    Doubt.NOT_KEEPER: "Die Person betreut diesen Verein bisher nicht",
    Doubt.TAKE_OVER: "Möchte den Verein betreuen",
    "too_fast": "Sehr schnell abgeschickt",
    "trap": "Ein verstecktes Feld war ausgefüllt",
    "unknown_start": "Das Formular war sehr alt",
    "takes-over": "Die Person sagt: Das Angebot kennen wir schon",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. ``id`` is that of a submission where it can be approved from the list."""

    link: Link
    lines: tuple[str, ...]
    since: date | None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """A sort of things to do, for people with one of these duties."""

    key: str
    title: str
    hint: str
    duties: tuple[Duty, ...]
    items: Callable[[Person], Iterator[Item]]


def _sent(submission: Submission) -> Item:
    listing = submission.listing
    lines = [listing.club.name, place_of(listing)]
    lines += [doubt_words(doubt) for doubt in submission.doubts]
    return Item(
        Link(listing.name, url_for("desk.review", id=submission.id)),
        tuple(filter(None, lines)),
        submission.created_at.astimezone().date(),
        submission.id,
    )


def doubt_words(doubt: str) -> str:
    return DOUBT_WORDS.get(doubt, DOUBT_WORDS.get(doubt.partition(":")[0], doubt))


def place_of(listing: Listing) -> str:
    address = listing.venue.address if listing.venue else None
    return f"{address.postcode} {address.town}".strip() if address else ""


def waiting(person: Person) -> tuple[Submission, ...]:
    """What this person may decide, oldest first; read once for all queues of a page."""
    if "desk_waiting" not in g:
        workflow = parts().workflow
        found = workflow.waiting() if workflow else ()
        g.desk_waiting = tuple(one for one in found if is_mine(person, one.listing, Duty.EDITOR))
    return cast(tuple[Submission, ...], g.desk_waiting)


def _incoming(person: Person) -> Iterator[Item]:
    yield from map(_sent, waiting(person))


def _new(person: Person) -> Iterator[Item]:
    for one in waiting(person):
        if one.before is None and Doubt.TAKE_OVER not in one.doubts:
            yield _sent(one)


def _changed(person: Person) -> Iterator[Item]:
    yield from (_sent(one) for one in waiting(person) if one.before is not None)


def _taken_over(person: Person) -> Iterator[Item]:
    yield from (_sent(one) for one in waiting(person) if Doubt.TAKE_OVER in one.doubts)


def _live(person: Person) -> Iterator[Item]:
    workflow = parts().workflow
    for one in workflow.live_changes(parts().now() - LOOKED_BACK) if workflow else ():
        if is_mine(person, one.listing, Duty.EDITOR):
            yield _sent(one)


def _reported(person: Person) -> Iterator[Item]:
    inbox = parts().inbox
    by_offer: dict[str, list[StoredReport]] = {}
    for one in inbox.reports() if inbox else ():
        by_offer.setdefault(one.report.offer_id, []).append(one)
    for listing in _in_order(list(by_offer)):
        if is_mine(person, listing):
            reports = by_offer[listing.id]
            told = (f"{WRONG_WORDS[one.report.what]}. {one.report.note}".strip() for one in reports)
            yield offer_item(listing, told, reports[0].report.at.astimezone().date())


def _calls(person: Person) -> Iterator[Item]:
    yield from _to_be_rung(person, _phone_tasks())


def _bounced(person: Person) -> Iterator[Item]:
    yield from _to_be_rung(
        person, tuple(one for one in _phone_tasks() if one.reason is Reason.BOUNCED)
    )


def _phone_tasks() -> tuple[PhoneTask, ...]:
    """Read once for all queues of a page."""
    if "desk_phone_tasks" not in g:
        care = parts().care
        g.desk_phone_tasks = care.phone_tasks() if care else ()
    return cast(tuple[PhoneTask, ...], g.desk_phone_tasks)


def _to_be_rung(person: Person, tasks: Iterable[PhoneTask]) -> Iterator[Item]:
    for listing, task in to_be_rung(person, tasks):
        yield offer_item(listing, [REASON_WORDS[task.reason]], task.since)


def to_be_rung(
    person: Person, tasks: Iterable[PhoneTask] | None = None
) -> Iterator[tuple[Listing, PhoneTask]]:
    """The calls of one's own regions, of these tasks or of all."""
    by_id = {one.offer_id: one for one in (_phone_tasks() if tasks is None else tasks)}
    for listing in _in_order(list(by_id)):
        if is_mine(person, listing):
            yield listing, by_id[listing.id]


def _stale(person: Person) -> Iterator[Item]:
    for listing, since in stale(person):
        yield offer_item(listing, [f"Zuletzt bestätigt: {day(since)}"], since)


def stale(person: Person) -> Iterator[tuple[Listing, date]]:
    """The offers of one's own regions that nobody has confirmed for long, and since when."""
    care = parts().care
    border = oldest_day(STALE_MONTHS, parts().today())
    old = {one.offer_id: one for one in care.not_archived(border)} if care else {}
    for listing in _in_order(list(old)):
        if is_mine(person, listing):
            yield listing, old[listing.id].asked.counts_from


def _hard(person: Person) -> Iterator[Item]:
    for listing, count, sentence in hardest(lambda one: is_mine(person, one, Duty.EDITOR)):
        words = "1 schwerer Satz" if count == 1 else f"{count} schwere Sätze"
        yield offer_item(listing, [words, sentence], None)


def _doubled(person: Person) -> Iterator[Item]:
    """The most alike first; only where this person looks after both places."""
    store = parts().store
    two = Joining(store.database, parts().now).different()
    found = [
        one
        for one in watch(store, parts().sports).doubles()
        if one.ids not in two
        and all(person.may(Duty.EDITOR, its.ags) for its in (one.one, one.other))
    ][:MOST_PAIRS]
    public = store.listed({id for one in found for id in one.ids})
    for one in found:
        if public.issuperset(one.ids):
            yield _pair(one)


def _pair(double: Double) -> Item:
    one, other = double.one, double.other
    names = one.name if one.name == other.name else f"{one.name} – {other.name}"
    clubs = tuple(dict.fromkeys(f"{its.club}, {its.town}" for its in (one, other)))
    first, second = double.ids
    return Item(Link(names, url_for("desk.double", first=first, second=second)), clubs, None)


def _networks(person: Person) -> Iterator[Item]:
    kept = parts().network_requests
    for one in kept.open_ones() if kept else ():
        asked = one.request
        if person.is_admin or person.may(Duty.EDITOR, asked.ags):
            link = Link(asked.place, url_for("desk.network", id=one.id))
            yield Item(link, (asked.first_name, asked.role), asked.at.astimezone().date())


def offer_item(listing: Listing, lines: Sequence[str] | Iterator[str], since: date | None) -> Item:
    link = Link(listing.name, url_for("desk.offer", offer_id=listing.id))
    return Item(link, (f"{listing.club.name}, {place_of(listing)}", *lines), since)


def _in_order(ids: Sequence[str]) -> Iterator[Listing]:
    """The public listings of these ids, in this order."""
    known = {one.id: one for one in parts().store.listings_by_id(ids)}
    yield from (known[id] for id in ids if id in known)


_EDITORS = (Duty.EDITOR,)
_ALL = (Duty.EDITOR, Duty.ADVISOR)
QUEUES: Final = (
    Queue("neu", "Neue Angebote", "Vereine haben sie eingeschickt.", _EDITORS, _new),
    Queue(
        "geaendert",
        "Geänderte Angebote",
        "Die alte Fassung bleibt öffentlich, bis Sie entscheiden.",
        _EDITORS,
        _changed,
    ),
    Queue(
        "betreuung",
        "Möchten betreuen",
        "Personen fragen nach einem Verein.",
        _EDITORS,
        _taken_over,
    ),
    Queue(
        "gemeldet",
        "Gemeldete Fehler",
        "Das haben Leserinnen und Leser gemeldet.",
        _ALL,
        _reported,
    ),
    Queue("anrufe", "Anrufe", "Bitte anrufen und fragen, ob noch alles stimmt.", _ALL, _calls),
    Queue(
        "zurueck",
        "Zurückgekommene E-Mails",
        "Die Adresse gibt es nicht mehr. Bitte anrufen.",
        _ALL,
        _bounced,
    ),
    Queue("alt", "Lange nicht bestätigt", "Seit mehr als 6 Monaten.", _ALL, _stale),
    Queue(
        "sofort",
        "Sofort geändert",
        "Kleine Änderungen der letzten 7 Tage. Sie sind schon öffentlich.",
        _EDITORS,
        _live,
    ),
    Queue(
        DOUBLES,
        "Vielleicht doppelt",
        "Ähnliche Angebote am gleichen Ort. Ist es eins, oder sind es zwei?",
        _EDITORS,
        _doubled,
    ),
    Queue(
        NETWORKS,
        "Kommunen, die mitmachen wollen",
        "Bitte antworten. Danach ist die Anfrage erledigt.",
        _EDITORS,
        _networks,
    ),
    Queue(
        "texte",
        "Schwere Texte",
        "Texte mit vielen schweren Sätzen.",
        _EDITORS,
        _hard,
    ),
)
INCOMING: Final = Queue(
    "eingang", "Eingang", "Alles, was auf eine Entscheidung wartet.", _EDITORS, _incoming
)
BY_KEY: Final = {queue.key: queue for queue in (*QUEUES, INCOMING)}


def for_me(person: Person) -> tuple[Queue, ...]:
    return tuple(queue for queue in QUEUES if any(map(person.has, queue.duties)))

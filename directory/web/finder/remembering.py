"""Remembered offers: a list in one cookie, and only for those who remember; or in an address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import redirect, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from directory.catalogue.criteria import Hit
from directory.catalogue.recording import record_of
from directory.model import Listing
from directory.model.handed import MOST_ENTRIES
from directory.web.finder.own_list import OwnList, name_of, note_of
from directory.web.finder.present import Card, card_of, home
from directory.web.finder.sharing import mail_to_somebody, qr_drawing
from directory.web.finder.short_code import ids_of, short_code
from directory.web.form_guard import new_stamp
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.public_address import public_address

Values = MultiDict[str, str]
# So many offers fit beside each other.
MOST_COMPARED = 3


@dataclass(frozen=True, slots=True)
class Remembered:
    """One entry of the list; without a ``card`` the offer does not exist any more, and ``name`` is
    how it was called where that is known."""

    id: str
    card: Card | None = None
    note: str = ""
    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class RememberedPage:
    """Words for ``finder/remembered.html``. ``given`` marks a list that came with the address;
    ``again`` are the ids of what was just forgotten."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    entries: tuple[Remembered, ...]
    given: bool
    notice_kind: str
    notice: tuple[str, ...]
    again: tuple[str, ...]
    address: str
    mail: str
    calendar: str
    qr: Markup | None
    stamp: str

    @property
    def ids(self) -> tuple[str, ...]:
        """All that can be remembered."""
        return tuple(entry.id for entry in self.entries if entry.card)

    @property
    def has_words(self) -> bool:
        """Whether somebody wrote anything of their own."""
        return any(entry.note for entry in self.entries)

    @property
    def can_compare(self) -> bool:
        return len(self.ids) > 1

    @classmethod
    def of(cls, args: Values) -> "RememberedPage":
        codes = args.getlist("angebot")
        own = OwnList.of_cookie()
        notes = args.getlist("notiz")
        entries = _given(codes, notes) if codes else entries_of(own.ids, own.notes)
        name = name_of(args.get("name", "")) if codes else own.name
        again = tuple(id for code in args.getlist("weg")[:MOST_ENTRIES] for id in _ids_with(code))
        kind, notice = _notice(args, again)
        address = _address_of_list(name, entries)
        usual = _("Ein Merkzettel für Sie") if codes else _("Mein Merkzettel")
        return cls(
            title=name or usual,
            trail=(home(),),
            lines=tuple(_lead(entries, given=bool(codes))),
            entries=entries,
            given=bool(codes),
            notice_kind=kind,
            notice=notice,
            again=again,
            address=address,
            mail=mail_to_somebody(_("Angebote für Sport"), *mail_lines(entries), address),
            calendar=_calendar_of(entries),
            qr=qr_drawing(address) if address else None,
            stamp=new_stamp(parts().form_secret, parts().now().timestamp()),
        )


def remembered_ids() -> tuple[str, ...]:
    """What this visitor remembers, in their order; broken parts are left out."""
    return OwnList.of_cookie().ids


def list_address(id: str) -> str:
    """A list with this one offer, for browsers that keep no cookie."""
    return url_for("finder.remembered", angebot=short_code(id))


def changed(form: Values) -> Response:
    """Adds, forgets, moves, and leads back to where the visitor was, with the list in a cookie."""
    own = OwnList.of_cookie()
    before = own.ids
    for steps, way in ((-1, "hoch"), (1, "runter")):
        if id := form.get(way, ""):
            answer = redirect(f"{url_for('finder.remembered')}#{entry_anchor(id)}", 303)
            own.moved(id, steps).keep(answer)
            return answer
    wanted = parts().store.listed(form.getlist("merken")[:MOST_ENTRIES])
    forgotten = frozenset(before if "alles" in form else form.getlist("vergessen"))
    kept = [id for id in before if id not in forgotten]
    added = [id for id in dict.fromkeys(form.getlist("merken")) if id in wanted and id not in kept]
    answer = redirect(_next(form, [id for id in before if id in forgotten]), 303)
    if len(kept) + len(added) > MOST_ENTRIES:
        answer = redirect(url_for("finder.remembered", voll="ja"), 303)
    own.with_ids((*kept, *added)[:MOST_ENTRIES]).keep(answer)
    return answer


def entry_anchor(id: str) -> str:
    """Where an entry stands on the page, so that who moves it stays beside it."""
    return f"angebot-{id}"


def _next(form: Values, forgotten: Sequence[str]) -> str:
    back = form.get("zurueck", "")
    ids = (form.getlist("merken") or list(forgotten))[:1]
    if back == "angebot" and ids:
        listing = parts().store.listing(ids[0])
        if listing and listing.offer:
            what = "gemerkt" if form.getlist("merken") else "vergessen"
            return url_for("finder.offer", slug=listing.offer.slug, merkzettel=what)
    if form.getlist("merken"):
        return url_for("finder.remembered", gemerkt="ja")
    return url_for("finder.remembered", weg=[code for id in forgotten if (code := short_code(id))])


def entries_of(
    ids: Sequence[str], notes: Mapping[str, str], names: Mapping[str, str] | None = None
) -> tuple[Remembered, ...]:
    """The offers as they are today, in this order; ``names`` are how they were called."""
    store = parts().store
    found: dict[str, Listing] = {one.id: one for one in store.listings_by_id(ids)}
    return tuple(
        _entry(id, found.get(id) or store.listing(id), notes.get(id, ""), (names or {}).get(id, ""))
        for id in ids
    )


def _given(codes: Sequence[str], notes: Sequence[str]) -> tuple[Remembered, ...]:
    """The offers of an address, each with the note at its place; a number that leads nowhere
    stands there as gone."""
    found: dict[str, Remembered] = {}
    pairs = zip(codes, notes, strict=True) if len(codes) == len(notes) else ()
    given = {code: note for code, note in pairs if note}
    for code in list(dict.fromkeys(codes))[:MOST_ENTRIES]:
        ids, note = ids_of(code), note_of(given.get(code, ""))
        listings = parts().store.offers_between(ids.first, ids.end) if ids else ()
        for listing in listings:
            found[listing.id] = _entry(listing.id, listing, note)
        if not listings:
            found[code] = Remembered(code, note=note)
    return tuple(found.values())


def _ids_with(code: str) -> Iterator[str]:
    ids = ids_of(code)
    if ids:
        yield from (one.id for one in parts().store.offers_between(ids.first, ids.end))


def _entry(id: str, listing: Listing | None, note: str = "", name: str = "") -> Remembered:
    """The card is made as search makes it, but from the truth, so it is never late."""
    if listing is None or listing.offer is None:
        return Remembered(id, note=note, name=name)
    names: Mapping[str, str] = {}
    hit = Hit(listing.id, record_of(listing, names).card, 0)
    card = card_of(hit, parts().sports.by_id, parts().today())
    return Remembered(listing.id, card, note, card.title, short_code(listing.id))


def _lead(entries: Sequence[Remembered], *, given: bool) -> Iterator[str]:
    if given:
        yield _("Jemand hat diese Liste für Sie gemacht.")
    elif not entries:
        yield _("Auf Ihrem Merkzettel steht noch nichts.")
        yield _("So merken Sie sich ein Angebot:")
        yield _("Öffnen Sie ein Angebot und drücken Sie auf Merken.")
    else:
        yield _("Der Merkzettel bleibt 3 Monate auf diesem Gerät.")
        yield _("Nur Sie sehen diesen Merkzettel.")


def _notice(args: Values, again: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    if "voll" in args:
        most = _("Auf den Merkzettel passen {count} Angebote.", count=MOST_ENTRIES)
        return "status", (_("Ihr Merkzettel ist voll."), most)
    for key, words in (
        ("notiert", _("Ihre Notizen sind gespeichert.")),
        ("gemerkt", _("Das steht jetzt auf Ihrem Merkzettel.")),
    ):
        if key in args:
            return ("saved", (words,)) if remembered_ids() else ("status", no_cookie_words())
    if len(again) > 1:
        return "saved", (_("Ihr Merkzettel ist jetzt leer."),)
    if again:
        return "saved", (_("Das Angebot steht nicht mehr auf Ihrem Merkzettel."),)
    return "", ()


def no_cookie_words() -> tuple[str, ...]:
    """For browsers that take no cookies."""
    return (_("Das hat nicht geklappt."), _("Ihr Browser erlaubt kein Cookie."))


def _address_of_list(name: str, entries: Sequence[Remembered]) -> str:
    """With name and notes, where there are any."""
    shown = [entry for entry in entries if entry.card and entry.code]
    if not shown:
        return ""
    more: dict[str, object] = {"name": name} if name else {}
    if any(entry.note for entry in shown):
        more["notiz"] = [entry.note for entry in shown]
    return public_address("finder.remembered", angebot=[entry.code for entry in shown], **more)


def _calendar_of(entries: Sequence[Remembered]) -> str:
    codes = [entry.code for entry in entries if entry.card and entry.code]
    return url_for("open_data.calendar_of_list", angebot=codes) if codes else ""


def mail_lines(entries: Sequence[Remembered]) -> Iterator[str]:
    """What stands above the address, when the list goes to somebody by mail."""
    yield _("Hallo,")
    yield _("hier ist eine Liste mit Angeboten für Sport:")
    yield from (f"- {entry.card.title}" for entry in entries if entry.card)

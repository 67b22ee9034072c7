"""Remembered offers: a list in one cookie, and only for those who remember; or in an address."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import redirect, request, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from directory.catalogue.criteria import Hit
from directory.catalogue.recording import record_of
from directory.model import Listing
from directory.web.finder.present import Card, card_of, home
from directory.web.finder.sharing import mail_to_somebody, qr_drawing
from directory.web.finder.short_code import ids_of, short_code
from directory.web.languages import ROOT, _
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.public_address import public_address

COOKIE = "merkzettel"
MOST = 15  # more would make a page of more than 100 KB, and choosing hard
KEPT_SECONDS = 90 * 24 * 60 * 60
_ID = re.compile(r"[0-9A-Za-z-]{1,40}")

Values = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Remembered:
    """One entry of the list; without a ``card`` the offer does not exist any more."""

    id: str
    card: Card | None = None


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
    qr: Markup | None

    @property
    def ids(self) -> tuple[str, ...]:
        """All that can be remembered."""
        return tuple(entry.id for entry in self.entries if entry.card)

    @classmethod
    def of(cls, args: Values) -> "RememberedPage":
        codes = args.getlist("angebot")
        entries = _given(codes) if codes else _entries(remembered_ids())
        again = tuple(id for code in args.getlist("weg")[:MOST] for id in _ids_with(code))
        kind, notice = _notice(args, again)
        address = _address_of_list(entries)
        return cls(
            title=_("Ein Merkzettel für Sie") if codes else _("Mein Merkzettel"),
            trail=(home(),),
            lines=tuple(_lead(entries, given=bool(codes))),
            entries=entries,
            given=bool(codes),
            notice_kind=kind,
            notice=notice,
            again=again,
            address=address,
            mail=mail_to_somebody(_("Angebote für Sport"), *_mail_lines(entries), address),
            qr=qr_drawing(address) if address else None,
        )


def remembered_ids() -> tuple[str, ...]:
    """What this visitor remembers, in the order of adding; broken parts are left out."""
    found = dict.fromkeys(request.cookies.get(COOKIE, "").split("."))
    return tuple(id for id in found if _ID.fullmatch(id))[:MOST]


def list_address(id: str) -> str:
    """A list with this one offer, for browsers that keep no cookie."""
    return url_for("finder.remembered", angebot=short_code(id))


def changed(form: Values) -> Response:
    """Adds, forgets, and leads back to where the visitor was, with the list in a cookie."""
    before = remembered_ids()
    wanted = parts().store.listed(form.getlist("merken")[:MOST])
    forgotten = frozenset(before if "alles" in form else form.getlist("vergessen"))
    kept = [id for id in before if id not in forgotten]
    added = [id for id in dict.fromkeys(form.getlist("merken")) if id in wanted and id not in kept]
    after = (*kept, *added)[:MOST]
    answer = redirect(_next(form, [id for id in before if id in forgotten]), 303)
    if len(kept) + len(added) > MOST:
        answer = redirect(url_for("finder.remembered", voll="ja"), 303)
    _keep(answer, after)
    return answer


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


def _keep(answer: Response, ids: Sequence[str]) -> None:
    path = request.environ.get(ROOT) or "/"
    secure = request.is_secure or parts().site.public_url.startswith("https://")
    if ids:
        answer.set_cookie(
            COOKIE,
            ".".join(ids),
            max_age=KEPT_SECONDS,
            path=path,
            secure=secure,
            httponly=True,
            samesite="Lax",
        )
    elif COOKIE in request.cookies:
        answer.delete_cookie(COOKIE, path=path, secure=secure, httponly=True, samesite="Lax")


def _entries(ids: Sequence[str]) -> tuple[Remembered, ...]:
    store = parts().store
    found: dict[str, Listing] = {one.id: one for one in store.listings_by_id(ids)}
    return tuple(_entry(id, found.get(id) or store.listing(id)) for id in ids)


def _given(codes: Iterable[str]) -> tuple[Remembered, ...]:
    """The offers of an address; a number that leads nowhere stands there as gone."""
    found: dict[str, Remembered] = {}
    for code in list(dict.fromkeys(codes))[:MOST]:
        ids = ids_of(code)
        listings = parts().store.offers_between(ids.first, ids.end) if ids else ()
        for listing in listings:
            found[listing.id] = _entry(listing.id, listing)
        if not listings:
            found[code] = Remembered(code)
    return tuple(found.values())


def _ids_with(code: str) -> Iterator[str]:
    ids = ids_of(code)
    if ids:
        yield from (one.id for one in parts().store.offers_between(ids.first, ids.end))


def _entry(id: str, listing: Listing | None) -> Remembered:
    """The card is made as search makes it, but from the truth, so it is never late."""
    if listing is None or listing.offer is None:
        return Remembered(id)
    names: Mapping[str, str] = {}
    hit = Hit(listing.id, record_of(listing, names).card, 0)
    return Remembered(listing.id, card_of(hit, parts().sports.by_id, parts().today()))


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
        most = _("Auf den Merkzettel passen {count} Angebote.", count=MOST)
        return "status", (_("Ihr Merkzettel ist voll."), most)
    if "gemerkt" in args and not remembered_ids():
        return "status", no_cookie_words()
    if "gemerkt" in args:
        return "saved", (_("Das steht jetzt auf Ihrem Merkzettel."),)
    if len(again) > 1:
        return "saved", (_("Ihr Merkzettel ist jetzt leer."),)
    if again:
        return "saved", (_("Das Angebot steht nicht mehr auf Ihrem Merkzettel."),)
    return "", ()


def no_cookie_words() -> tuple[str, ...]:
    """For browsers that take no cookies."""
    return (_("Das hat nicht geklappt."), _("Ihr Browser erlaubt kein Cookie."))


def _address_of_list(entries: Sequence[Remembered]) -> str:
    codes = [code for entry in entries if entry.card and (code := short_code(entry.id))]
    return public_address("finder.remembered", angebot=codes) if codes else ""


def _mail_lines(entries: Sequence[Remembered]) -> Iterator[str]:
    yield _("Hallo,")
    yield _("hier ist eine Liste mit Angeboten für Sport:")
    yield from (f"- {entry.card.title}" for entry in entries if entry.card)

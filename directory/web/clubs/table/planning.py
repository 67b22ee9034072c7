"""What would happen to each row of a table; nothing is stored by it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from werkzeug.datastructures import MultiDict

from directory.catalogue.criteria import Circle, Criteria
from directory.content.slug import slug_of
from directory.model import Club, Listing, Offer, Venue
from directory.spelling import fold, words
from directory.spreadsheet import (
    NUMBER,
    STATE,
    Headings,
    Reading,
    Understanding,
    is_sample,
    laid_over,
)
from directory.spreadsheet.columns import SETS
from directory.spreadsheet.time_cells import TIME
from directory.web.clubs.answers_of import answers_of
from directory.web.clubs.duplicates import known_offers
from directory.web.clubs.flow import pairs
from directory.web.clubs.listing_of import listing_of
from directory.web.clubs.table.faults import faults_of, misread_words
from directory.web.clubs.venue_of import ADDRESS, PIN, towns_meant
from directory.web.finder.short_code import Ids, ids_of, short_code
from directory.web.forms import Typed
from directory.web.languages import _
from directory.web.parts import parts

_NEAR_KM = 10.0
_TIMES = re.compile(r"(?:tag|von|bis|datum|uhr)_\d")
# What two offers of one sender differ in; a typing fault in another field makes no new offer.
_TELLS_APART = ("verein", "sport", "anderer", "name", "plz", "stadt", "strasse", "halle")
_OF_THE_PLACE = re.compile(
    r"zugang_.*|halle|strasse|hausnummer|plz|stadt|teil|weg|bus_art|haltestelle|linie|fussweg"
)


_DAYS = ("zeiten", "termine", "absprache", *(f"tag_{number}" for number in range(1, SETS + 1)))


class Verdict(StrEnum):
    """``MAYBE_KNOWN``: new, but an offer like this is known already."""

    NEW = "new"
    CHANGED = "changed"
    EQUAL = "equal"
    FAULTY = "faulty"
    MAYBE_KNOWN = "maybe_known"


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` is that of the file; ``cells`` by the keys of their columns."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Planned:
    """One row and what would happen to it.

    ``faults`` stand at columns, ``sentences`` are about the whole row. ``listing`` is what would be
    sent; ``is_public`` says that readers see an older state of it. ``known`` is the id of an offer
    that may be the same.
    """

    row: Row
    verdict: Verdict
    faults: Mapping[str, str] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    listing: Listing | None = None
    is_public: bool = False
    known: str = ""

    @property
    def code(self) -> str:
        """The number by which this row is known again."""
        if self.listing is None:
            return ""
        return short_code(self.listing.id)

    @property
    def is_sent(self) -> bool:
        return self.verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.MAYBE_KNOWN)


@dataclass(frozen=True, slots=True)
class _Before:
    """What a row is about: an offer that is public, one that waits, or nothing yet (``id``)."""

    listing: Listing | None = None
    is_public: bool = False
    id: str = ""
    fault: str = ""


def rows_of(rows: Sequence[Sequence[str]], headings: Headings, first: int = 1) -> tuple[Row, ...]:
    """All rows below the headings that hold anything, without those that show how it goes."""
    keys = [column.key for column in headings.columns]
    found = []
    for number, texts in enumerate(rows, start=first):
        cells = {key: text for key, text in zip(keys, texts, strict=False) if key and text}
        is_offer = number > headings.row + first and bool(cells.keys() - {STATE})
        if is_offer and not is_sample(cells):
            found.append(Row(number, cells))
    return tuple(found)


def understanding() -> Understanding:
    return Understanding(parts().sports)


def cells_of(listing: Listing) -> dict[str, str]:
    """The row of an offer that is there already, with its number and its state."""
    cells = understanding().cells(pairs(answers_of(listing)))
    version = str(listing.offer.version) if listing.offer else ""
    return {**cells, NUMBER: short_code(listing.id), STATE: version}


class Planner:
    """Plans the rows of one table; rows of one club share a club, rows of one place a venue."""

    def __init__(self, email: str) -> None:
        self._email = email.lower()
        self._understanding = understanding()
        self._clubs: dict[tuple[str, str], Club] = {}
        self._venues: dict[tuple[tuple[str, str], ...], Venue] = {}
        self._rows: dict[str, int] = {}
        self._known_clubs: dict[str, Club | None] = {}
        self._public: dict[str, Listing] = {}
        self._waiting: dict[str, Listing] = {}

    def plan(self, rows: Iterable[Row]) -> tuple[Planned, ...]:
        """Asks for all offers at once: one by one a long table would take minutes."""
        read = [(row, self._understanding.read(row.cells)) for row in rows]
        ids = {self._id_of(reading) for _row, reading in read}
        found = parts().store.listings_by_id(ids)
        self._public = {one.id: one for one in found if one.offer}
        self._waiting = self._sent_before()
        return tuple(self._row(row, reading) for row, reading in read)

    def _sent_before(self) -> dict[str, Listing]:
        """New offers of this address that nobody has decided about."""
        workflow = parts().workflow
        sent = workflow.of_email(self._email) if workflow and self._email else ()
        return {one.offer_id: one.listing for one in sent if one.before is None}

    def _id_of(self, reading: Reading) -> str:
        return self._id("offer", _tells_apart(laid_over((), reading)))

    def _row(self, row: Row, reading: Reading) -> Planned:
        before = self._before(row.cells, reading)
        if before.fault:
            return Planned(row, Verdict.FAULTY, {NUMBER: before.fault})
        if before.listing:
            return self._known(row, before)
        return self._new(row, reading, before.id)

    # A row about an offer that we have

    def _known(self, row: Row, before: _Before) -> Planned:
        old = before.listing
        if old is None or old.offer is None:
            raise ValueError("a known row needs an offer")
        said = pairs(answers_of(old))
        touched = self._touched(row.cells, self._understanding.cells(said))
        reading = self._understanding.read(touched)
        answers = _typed(laid_over(said, reading))
        if any(answers.get(name, "") != dict(said).get(name, "") for name in ADDRESS):
            for name in PIN:
                answers.poplist(name)
        faults = misread_words(reading.misread)
        faults |= faults_of(answers, row.cells, reading.names, is_new=False)
        if twice := self._twice(old.id, row):
            return Planned(row, Verdict.FAULTY, faults, (twice,), old, before.is_public)
        if faults:
            return Planned(row, Verdict.FAULTY, faults, (), old, before.is_public)
        listing = listing_of(answers, today=parts().today(), new_id=_any_id, before=old)
        if _said(listing) == _said(old):
            return Planned(row, Verdict.EQUAL, listing=old, is_public=before.is_public)
        return Planned(
            row,
            Verdict.CHANGED,
            sentences=tuple(_is_older(row.cells, old.offer)),
            listing=_made_from(listing, row.cells, old.offer) if before.is_public else listing,
            is_public=before.is_public,
        )

    def _touched(self, cells: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
        """The cells that say something else than we would write there.

        Times go together: a row that names days names all of them.
        """
        touched = {key: text for key, text in cells.items() if not _same(text, before.get(key, ""))}
        if TIME & touched.keys():
            names_days = any(key in cells for key in _DAYS)
            kept = {"alle", "ab"} if names_days else TIME
            touched |= {key: before[key] for key in kept & before.keys() if key not in cells}
            touched |= {key: cells[key] for key in TIME & cells.keys()}
        return touched

    # A row about an offer that is new

    def _new(self, row: Row, reading: Reading, id: str) -> Planned:
        answers = _typed(laid_over((), reading))
        if "zeigen" not in answers and answers.get("telefon"):
            answers["zeigen"] = "telefon"
        faults = misread_words(reading.misread)
        faults |= faults_of(answers, row.cells, reading.names, is_new=True)
        if twice := self._twice(id, row):
            return Planned(row, Verdict.FAULTY, faults, (twice,))
        if faults:
            return Planned(row, Verdict.FAULTY, faults)
        place = tuple(
            sorted(
                (name, v) for name, v in answers.items(multi=True) if _OF_THE_PLACE.fullmatch(name)
            )
        )
        listing = listing_of(
            answers,
            today=parts().today(),
            new_id=partial(self._new_id, id, answers, place),
            club=self._club(answers),
            venue=self._venues.get(place),
        )
        self._clubs.setdefault(self._club_key(listing), listing.club)
        if listing.venue:
            self._venues.setdefault(place, listing.venue)
        if known := _maybe_known(answers, listing):
            return Planned(
                row,
                Verdict.MAYBE_KNOWN,
                sentences=_known_words(known),
                listing=listing,
                known=known.id,
            )
        return Planned(row, Verdict.NEW, listing=listing)

    def _new_id(
        self, id: str, answers: Typed, place: tuple[tuple[str, str], ...], kind: str
    ) -> str:
        """The same table gives the same ids, so that a second import knows its offers again."""
        of_what = {"offer": id, "club": fold(answers.get("verein", "")), "venue": repr(place)}
        return id if kind == "offer" else self._id(kind, of_what[kind], answers.get("plz", ""))

    def _id(self, *names: str) -> str:
        return str(uuid5(NAMESPACE_URL, "\n".join(("table", self._email, *names))))

    def _club(self, answers: Typed) -> Club | None:
        """One of this table, or a known one of exactly this name in this town."""
        name = fold(answers.get("verein", ""))
        town = _first_town(answers)
        if ours := self._clubs.get((name, _district(town))):
            return ours
        slug = slug_of(answers.get("verein", ""))
        if slug not in self._known_clubs:
            self._known_clubs[slug] = parts().store.club_by_slug(slug)
        club = self._known_clubs[slug]
        if club is None or fold(club.name) != name:
            return None
        return club if town in _towns_of(club) else None

    def _club_key(self, listing: Listing) -> tuple[str, str]:
        return fold(listing.club.name), _district(_ags(listing.venue))

    # Which offer a row is about

    def _before(self, cells: Mapping[str, str], reading: Reading) -> _Before:
        code = cells.get(NUMBER, "")
        if not code:
            return self._by_id(self._id_of(reading))
        ids = ids_of(code)
        if ids is None:
            return _Before(fault=_("Diese Nummer kennen wir nicht. Löschen Sie bitte die Nummer."))
        return self._by_number(ids, code, cells.get("verein", ""))

    def _by_id(self, id: str) -> _Before:
        if public := self._public.get(id):
            return _Before(public, is_public=True, id=id)
        return _Before(self._waiting.get(id), id=id)

    def _by_number(self, ids: Ids, code: str, club: str) -> _Before:
        public = [one for one in parts().store.offers_between(ids.first, ids.end) if one.offer]
        if len(public) > 1:
            public = [one for one in public if fold(one.club.name) == fold(club)]
            if len(public) != 1:
                return _Before(
                    fault=_("Diese Nummer gehört zu 2 Angeboten. Rufen Sie uns bitte an.")
                )
        if public:
            return _Before(public[0], is_public=True, id=public[0].id)
        for id, waiting in self._waiting.items():
            if ids.first <= id < ids.end:
                return _Before(waiting, id=id)
        # Given out by us, but never sent.
        rest = self._id("number", code)
        return self._by_id(str(UUID(ids.first + rest.replace("-", "")[8:])))

    def _twice(self, id: str, row: Row) -> str:
        """Two rows about one offer: only the first counts."""
        first = self._rows.setdefault(id, row.number)
        if first == row.number:
            return ""
        return _("Das gleiche Angebot steht auch in Zeile {number}.", number=first)


def _typed(answers: Iterable[tuple[str, str]]) -> Typed:
    return MultiDict([(name, value) for name, value in answers if value])


def _same(one: str, other: str) -> bool:
    return " ".join(one.lower().split()) == " ".join(other.lower().split())


def _said(listing: Listing) -> list[tuple[str, str]]:
    return sorted(pairs(answers_of(listing)))


def _any_id(_kind: str) -> str:
    return str(uuid4())


def _tells_apart(answers: Iterable[tuple[str, str]]) -> str:
    told = [
        f"{name}={fold(value)}"
        for name, value in answers
        if value and (name in _TELLS_APART or _TIMES.fullmatch(name))
    ]
    return "\n".join(sorted(told))


def _is_older(cells: Mapping[str, str], offer: Offer) -> Iterator[str]:
    if _version(cells, offer) < offer.version:
        yield _("Das Angebot ist neuer als Ihre Tabelle.")
        yield _("Was andere geändert haben, bleibt so.")


def _version(cells: Mapping[str, str], offer: Offer) -> int:
    said = cells.get(STATE, "")
    known = said.isascii() and said.isdecimal() and len(said) < 10
    return min(int(said), offer.version) if known and int(said) > 0 else offer.version


def _made_from(listing: Listing, cells: Mapping[str, str], offer: Offer) -> Listing:
    """Says from which state the row was made, so that newer changes of others stay."""
    if listing.offer is None:
        return listing
    return replace(listing, offer=replace(listing.offer, version=_version(cells, offer)))


def _ags(venue: Venue | None) -> str:
    return venue.address.ags if venue else ""


def _district(ags: str) -> str:
    return ags[:5]


def _first_town(answers: Typed) -> str:
    towns = towns_meant(answers.get("plz", ""), answers.get("stadt", ""))
    return towns[0].ags if towns else ""


def _towns_of(club: Club) -> set[str]:
    store = parts().store
    venues = [one.venue for one in store.offers_of_club(club.id)]
    if club.venue_id:
        venues.append(store.venue(club.venue_id))
    return {_ags(venue) for venue in venues if venue} - {""}


def _maybe_known(answers: Typed, listing: Listing) -> Listing | None:
    """A public offer of a club with a name like this, near, for the same sport.

    The index is asked first, because reading all offers around takes a hundred times longer.
    """
    offer, venue = listing.offer, listing.venue
    if offer is None or venue is None or venue.latitude is None or venue.longitude is None:
        return None
    circle = Circle(venue.latitude, venue.longitude, _NEAR_KM)
    near = Criteria(sports=frozenset(offer.sports), circle=circle, page_size=50)
    ours = set(words(listing.club.name))
    for hit in parts().finder.find(near).hits:
        theirs = set(words(hit.card.get("club", {}).get("name", "")))
        if any(len(word) > 2 for word in ours & theirs):
            found = known_offers(answers, venue, listing.id)
            return found[0] if found else None
    return None


def _known_words(known: Listing) -> tuple[str, ...]:
    name = known.name
    code = short_code(known.id)
    return (
        _("Vielleicht kennen wir das Angebot schon: {name}", name=f"{name}, {known.club.name}"),
        _("Ist es dieses Angebot? Dann schreiben Sie diese Nummer dazu: {code}", code=code),
    )

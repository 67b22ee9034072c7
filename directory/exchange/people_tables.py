"""The same catalogue as two tables that every program opens; nothing in them is a formula."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TextIO

from directory.model import Contact, Fact, Listing, Schedule, Slot, Venue
from directory.spreadsheet.formulas import no_formula

_DAYS: Final = ("mo", "di", "mi", "do", "fr", "sa", "so")

_PLACE: Final[Mapping[str, Callable[[Venue], object]]] = {
    "place": lambda venue: venue.name,
    "street": lambda venue: f"{venue.address.street} {venue.address.house_number}".strip(),
    "postcode": lambda venue: venue.address.postcode,
    "town": lambda venue: venue.address.town,
    "district": lambda venue: venue.address.district,
    "state": lambda venue: venue.address.state_code,
    "ags": lambda venue: venue.address.ags,
    "latitude": lambda venue: venue.latitude,
    "longitude": lambda venue: venue.longitude,
    "step_free_entrance": lambda venue: venue.access.step_free_entrance,
    "toilet": lambda venue: venue.access.toilet,
}
_OFFER: Final[Mapping[str, Callable[[Any], object]]] = {
    "name": lambda offer: offer.name,
    "name_easy": lambda offer: offer.name_easy,
    "form": lambda offer: offer.form,
    "status": lambda offer: offer.status,
    "times": lambda offer: _times(offer.schedule),
    "age_min": lambda offer: offer.audience.age_min,
    "age_max": lambda offer: offer.audience.age_max,
    "gender": lambda offer: offer.audience.gender,
    "free": lambda offer: offer.is_free,
    "prices": lambda offer: " | ".join(f"{one.amount} EUR {one.per}" for one in offer.prices),
    "trial": lambda offer: offer.trial.possible,
    "companion": lambda offer: offer.companion.may_come,
}
CLUB_COLUMNS: Final = ("id", "address", "name", "kind", "sports", "website", *_PLACE)
OFFER_COLUMNS: Final = ("id", "address", "club", *_OFFER, "sports", "contact", *_PLACE)
_LAST: Final = ("verified_on", "verified_by", "changed_on", "source", "source_id", "example")


def cell(value: object) -> str:
    """A text of one line that no program takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, Fact):
        return value.value.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return no_formula(" ".join(str(value).split()))


@dataclass
class PeopleTables:
    """Writes line by line; ``sports`` are German names by id."""

    folder: Path
    sports: Mapping[str, str]
    _files: list[TextIO] = field(default_factory=list)
    _writers: dict[str, Any] = field(default_factory=dict)

    def __enter__(self) -> Self:
        for name, columns in (("offers", OFFER_COLUMNS), ("clubs", CLUB_COLUMNS)):
            # With the mark at its beginning Excel, too, takes it for UTF-8.
            file = (self.folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="")
            self._files.append(file)
            self._writers[name] = csv.writer(file, lineterminator="\r\n")
            self._writers[name].writerow((*columns, *_LAST))
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for file in self._files:
            file.close()

    def add(self, listing: Listing, today: date) -> None:
        """An offer, or a club without one. Contacts are those that readers see today."""
        thing = listing.offer or listing.club
        place = [read(listing.venue) if listing.venue else "" for read in _PLACE.values()]
        own = self._of_offer(listing, today) if listing.offer else self._of_club(listing)
        checked = thing.verification
        last = (
            checked.verified_on,
            checked.by,
            thing.changed_at.date() if thing.changed_at else "",
            thing.source.name,
            thing.source.record_id,
            thing.example,
        )
        writer = self._writers["offers" if listing.offer else "clubs"]
        writer.writerow([cell(value) for value in (*own, *place, *last)])

    def _of_club(self, listing: Listing) -> list[object]:
        club = listing.club
        address = f"/verein/{club.slug}"
        return [club.id, address, club.name, club.kind, self._names(club.sports), club.website]

    def _of_offer(self, listing: Listing, today: date) -> list[object]:
        offer = listing.offer
        assert offer is not None  # noqa: S101  (the one who calls has looked)
        contacts = (*offer.contacts, *listing.club.contacts)
        return [
            offer.id,
            f"/angebot/{offer.slug}",
            listing.club.name,
            *(read(offer) for read in _OFFER.values()),
            self._names(offer.sports),
            next((_contact(one) for one in contacts if one.may_be_shown(today)), ""),
            # What follows is the place.
        ]

    def _names(self, ids: tuple[str, ...]) -> str:
        return " | ".join(self.sports.get(id, id) for id in ids)


def _contact(contact: Contact) -> str:
    words = (contact.first_name, contact.role.de or contact.role.easy, contact.phone, contact.email)
    return ", ".join(filter(None, words))


def _times(schedule: Schedule) -> str:
    slots = (_slot(slot) for slot in schedule.slots)
    dates = (one.day.isoformat() for one in schedule.single_dates)
    return " | ".join(filter(None, (*slots, *dates)))


def _slot(slot: Slot) -> str:
    if slot.weekday is None:
        return ""
    start = f"{slot.start:%H:%M}" if slot.start else ""
    end = f"-{slot.end:%H:%M}" if slot.end else ""
    often = f" ({slot.every_weeks})" if slot.every_weeks > 1 else ""
    nth = f" (nr {slot.nth_in_month})" if slot.nth_in_month else ""
    return f"{_DAYS[slot.weekday]} {start}{end}{often}{nth}".strip()

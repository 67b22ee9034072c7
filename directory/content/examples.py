"""Reads the invented clubs of ``content/examples/``, one file for each, as listings."""

from collections.abc import Mapping
from pathlib import Path

from directory.content.entry import Entry
from directory.content.errors import ContentError
from directory.content.example_contacts import read_contacts
from directory.content.example_facts import changed, example_id, source, verification
from directory.content.example_offers import NAME, read_offer
from directory.content.example_venues import chosen_venue, read_venue
from directory.model import Club, ClubKind, Listing, Venue


def example_listings(folder: Path) -> tuple[Listing, ...]:
    """Every example offer below ``folder/examples``, in the order of the files.

    ``folder`` is ``content/``. Raises ``ContentError`` for the first fault.
    """
    files = sorted((folder / "examples").glob("*/*.yaml"))
    states: dict[str, str] = {}
    listings: list[Listing] = []
    for file in files:
        key = f"{file.parent.name}/{file.stem}"
        if file.stem in states:
            other = states[file.stem]
            raise ContentError(f"examples/{key}.yaml: a club of this name stands in {other} too.")
        states[file.stem] = file.parent.name
        listings.extend(_listings(file, key))
    return tuple(listings)


def _listings(file: Path, key: str) -> list[Listing]:
    entry = Entry.read(file, f"examples/{key}.yaml")
    if not NAME.fullmatch(file.stem):
        raise ContentError(f"{entry.file}: the file name may hold a-z, 0-9 and hyphens only.")
    venues = {
        name: read_venue(venue, f"{key}#venue/{name}") for name, venue in entry.named("venues")
    }
    club = _club(entry.section("club"), key, venues)
    offers = [read_offer(offer, name, club, key, venues) for name, offer in entry.named("offers")]
    entry.nothing_else()
    if not offers:
        raise entry.fault("offers", "is missing")
    by_id = {venue.id: venue for venue in venues.values()}
    return [Listing(club, offer, by_id.get(offer.venue_id)) for offer in offers]


def _club(entry: Entry, key: str, venues: Mapping[str, Venue]) -> Club:
    home = chosen_venue(entry, "home", venues) if "home" in entry or len(venues) == 1 else None
    club = Club(
        id=example_id(key),
        slug=key.partition("/")[2],
        name=entry.text("name"),
        kind=entry.choice("kind", ClubKind, ClubKind.CLUB),
        legal_form=entry.text("legal_form", ""),
        federation_ids=entry.texts("federation_ids"),
        website=entry.text("website", ""),
        charter_signed_on=entry.day("charter"),
        contacts=read_contacts(entry),
        sports=entry.texts("sports"),
        venue_id=home.id if home else None,
        former_ids=tuple(example_id(former) for former in entry.texts("formerly")),
        usual_answer_days=entry.number("answers_in_days"),
        verification=verification(entry),
        changed_at=changed(entry),
        source=source(entry, key),
        example=True,
    )
    entry.nothing_else()
    return club

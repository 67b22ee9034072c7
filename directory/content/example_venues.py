"""Reads where an example takes place: address, point, access, the way there."""

import re
from collections.abc import Mapping

from directory.content.entry import Entry
from directory.content.example_facts import example_id, fact, facts, source, words
from directory.model import Access, Address, PinBy, Precision, Transport, Venue

# The first two digits of a municipality key, from 01 on.
# fmt: off
_STATES = (
    "SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW",
    "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH",
)
# fmt: on
_TRANSPORT = ("mode", "stop", "line", "minutes", "step_free")


def read_venue(entry: Entry, key: str) -> Venue:
    latitude, longitude = _point(entry)
    pickup = fact(entry, "pickup")
    venue = Venue(
        id=example_id(key),
        name=entry.text("name", ""),
        address=_address(entry),
        latitude=latitude,
        longitude=longitude,
        pin_by=entry.choice("pin_by", PinBy, PinBy.CLUB) if latitude else None,
        precision=entry.choice("precision", Precision, Precision.ADDRESS) if latitude else None,
        osm_id=entry.text("osm", ""),
        access=_access(entry.section("access")),
        transport=tuple(_transport(item) for item in entry.sections("transport", *_TRANSPORT)),
        pickup=pickup,
        way_in=words(entry, "way_in"),
        source=source(entry, key),
        example=True,
    )
    entry.nothing_else()
    return venue


def chosen_venue(entry: Entry, key: str, venues: Mapping[str, Venue]) -> Venue | None:
    """The venue named at a key, else the only one; ``none`` says that there is no place."""
    name = entry.text(key, "")
    if name == "none" or not (name or venues):
        return None
    if name and name not in venues:
        raise entry.fault(key, f"must be one of {', '.join(venues)}, or none")
    if not name and len(venues) > 1:
        raise entry.fault(key, "must say which venue, as there are several")
    return venues[name or next(iter(venues))]


def _point(entry: Entry) -> tuple[float | None, float | None]:
    text = entry.text("point", "")
    if not text:
        return None, None
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError as error:
        raise entry.fault("point", "must look like 51.4969, 11.9688") from error
    return latitude, longitude


def _address(entry: Entry) -> Address:
    street, house_number = _street(entry)
    postcode, _, town = entry.text("town").partition(" ")
    if not (len(postcode) == 5 and postcode.isdecimal() and town):
        raise entry.fault("town", "must look like 06108 Halle (Saale)")
    ags = entry.text("ags")
    if not (re.fullmatch(r"\d{8}", ags) and 1 <= int(ags[:2]) <= len(_STATES)):
        raise entry.fault("ags", "must be a municipality key of 8 digits")
    return Address(
        street=street,
        house_number=house_number,
        postcode=postcode,
        town=town,
        part_of_town=entry.text("part", ""),
        district=entry.text("district", ""),
        state_code=_STATES[int(ags[:2]) - 1],
        ags=ags,
    )


def _street(entry: Entry) -> tuple[str, str]:
    text = entry.text("street", "")
    found = re.fullmatch(r"(\D+?) (\d.*)", text)
    return (found[1], found[2]) if found else (text, "")


def _access(section: Entry) -> Access:
    access = Access(**facts(section, Access))
    section.nothing_else()
    return access


def _transport(section: Entry) -> Transport:
    transport = Transport(
        mode=section.text("mode"),
        stop=section.text("stop", ""),
        line=section.text("line", ""),
        minutes_on_foot=section.number("minutes"),
        step_free=fact(section, "step_free"),
    )
    section.nothing_else()
    return transport

"""HSDS 3.1: the published schemas find no fault, ids are UUIDs, and unknown is an answer."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from directory.formats import hsds
from directory.formats.hsds_ids import uuid_of
from directory.model import (
    Fact,
    Known,
    Listing,
    Schedule,
    SingleDate,
    Slot,
    Source,
    Status,
    Weekday,
)
from tests.formats.houses import demonstration, hostile, house
from tests.formats.outside import STANDARDS
from tests.web.listings import full_listing

LISTINGS = (*demonstration(), *hostile())
OFFERS = tuple(one for one in LISTINGS if one.offer)
SCHEMAS = STANDARDS / "hsds-3.1"
# The seven keys of a page and the list itself.
PAGE_KEYS = {
    "total_items",
    "total_pages",
    "page_number",
    "size",
    "first_page",
    "last_page",
    "empty",
    "contents",
}


@cache
def schemas() -> dict[str, Any]:
    files = SCHEMAS.glob("*.json")
    return {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}


@cache
def validator(name: str) -> Draft202012Validator:
    """The schemas name each other by their file names and say no draft."""
    registry: Registry[Any] = Registry().with_resources(
        (file, Resource(contents=schema, specification=DRAFT202012))
        for file, schema in schemas().items()
    )
    return Draft202012Validator(
        {"$ref": f"{name}.json"}, registry=registry, format_checker=FormatChecker()
    )


def faults(name: str, written: dict[str, Any]) -> list[str]:
    written = json.loads(json.dumps(written))
    found = validator(name).iter_errors(written)
    return [f"{one.json_path}: {one.message}" for one in found] + list(unknown(name, written))


def unknown(name: str, written: Any) -> Iterator[str]:
    """Names that the standard does not know; its schemas let them pass."""
    yield from _unknown(schemas()[f"{name}.json"], written, name)


def _unknown(schema: dict[str, Any], written: Any, path: str) -> Iterator[str]:
    if "$ref" in schema:
        schema = schemas()[schema["$ref"]]
    if isinstance(written, list):
        for one in written:
            yield from _unknown(schema.get("items", {}), one, path)
    elif isinstance(written, dict):
        for key, value in written.items():
            if key in schema.get("properties", {}):
                yield from _unknown(schema["properties"][key], value, f"{path}.{key}")
            else:
                yield f"{path}.{key} is unknown"


def ids(written: Any) -> Iterator[str]:
    if isinstance(written, dict):
        for key, value in written.items():
            if key == "id" or key.endswith("_id"):
                yield value
            else:
                yield from ids(value)
    elif isinstance(written, list):
        for one in written:
            yield from ids(one)


def with_offer(**fields: Any) -> Listing:
    listing = full_listing()
    assert listing.offer
    return replace(listing, offer=replace(listing.offer, **fields))


def facts(written: dict[str, Any]) -> dict[str, str]:
    attributes = written["attributes"]
    return {
        one["taxonomy_term"]["code"]: one["value"]
        for one in attributes
        if one["taxonomy_term"]["taxonomy"] == "facts"
    }


@pytest.mark.parametrize("voice", ["easy", "en"])
def test_the_schemas_find_no_fault(voice: str) -> None:
    found = []
    for one in OFFERS:
        found += faults("service", hsds.service(one, house(voice)))
        found += faults("service_list", hsds.service_small(one, house(voice)))
    for one in LISTINGS:
        found += faults("organization", hsds.organization(one, house(voice)))
        found += faults("organization_list", hsds.organization_small(one, house(voice)))
        if one.venue:
            found += faults("location", hsds.location(one.venue, house(voice)))
    assert found == []


def test_the_schemas_see_faults() -> None:
    """Also deep inside, where one schema names another; else the test above would tell nothing."""
    written = hsds.service(full_listing(), house())
    written["service_at_locations"][0]["location"]["id"] = "no-uuid"
    written["last_modified"] = "yesterday"
    written["organization"].pop("description")
    written["surprise"] = 1
    found = " ".join(faults("service", written))
    assert "'no-uuid' is not a 'uuid'" in found
    assert "'yesterday' is not a 'date-time'" in found
    assert "'description' is a required property" in found
    assert "service.surprise is unknown" in found


@pytest.mark.parametrize("listing", OFFERS, ids=lambda one: one.id)
def test_ids_are_uuids_and_stay(listing: Listing) -> None:
    written = hsds.service(listing, house())
    found = list(ids(written))
    assert all(str(UUID(id)) == id for id in found)
    assert written == hsds.service(listing, house())
    assert written["id"] == listing.id
    parts = [
        part["id"]
        for key in ("schedules", "cost_options", "contacts", "attributes", "languages")
        for part in written.get(key, [])
    ]
    assert len(set(parts)) == len(parts)


def test_what_is_no_uuid_gets_one() -> None:
    assert uuid_of("verein-1", "club") == uuid_of("verein-1", "club")
    assert uuid_of("verein-1", "club") != uuid_of("verein-1", "offer")
    assert UUID(uuid_of("verein-1", "club")).version == 5


@pytest.mark.parametrize("value", Known)
def test_each_fact_says_yes_no_or_unknown(value: Known) -> None:
    listing = full_listing(value)
    written = hsds.service(listing, house())
    place = written["service_at_locations"][0]["location"]
    said = facts(written) | facts(place)
    assert set(said.values()) == {value.value}
    assert said["access.toilet"] == said["support.easy_words"] == value.value
    assert ("accessibility" in place) is (value is not Known.UNKNOWN)


def test_steps_are_told_as_steps() -> None:
    place = hsds.service(full_listing(Known.NO), house())["service_at_locations"][0]["location"]
    assert "Am Eingang gibt es Stufen." in place["accessibility"][0]["description"]
    assert "Notiz Access toilet." in place["accessibility"][0]["details"]


def test_what_nobody_told_is_left_out() -> None:
    (nothing,) = (one for one in hostile() if one.offer and not one.venue)
    assert set(hsds.service_small(nothing, house())) == {
        "id",
        "organization_id",
        "name",
        "url",
        "status",
        "organization",
    }
    assert set(facts(hsds.service(nothing, house())).values()) == {"unknown"}


def test_an_offer_is_told_whole() -> None:
    written = hsds.service(full_listing(), house())
    assert written["name"] == "Schwimmen Voll Standard"
    assert written["alternate_name"] == "Schwimmen Voll"
    assert "Wir schwimmen im Becken." in written["description"]
    assert (written["minimum_age"], written["maximum_age"]) == (14, 67)
    assert written["assured_date"] == "2026-10-05"
    assert written["last_modified"] == "2026-09-08T07:06:00.000+00:00"
    assert written["email"] == "buero@voll.example"
    assert "Das Wasser ist gerade kalt." in written["alert"]
    assert "5 Euro 50 im Monat" in written["fees_description"]
    assert "Alle Frauen sind willkommen." in written["eligibility_description"]
    assert written["cost_options"][0] | {"id": ""} == {
        "id": "",
        "option": "Für Kinder",
        "currency": "EUR",
        "amount": 5.5,
        "amount_description": "Das kostet 5 Euro 50 im Monat.\nDer Eintritt",
    }
    assert [one["document"] for one in written["required_documents"]] == ["Ausweis für das Bad"]
    assert [one["code"] for one in written["languages"]] == ["de", "gsg", "uk"]
    assert [one["name"] for one in written["contacts"]] == ["Amira"]
    assert written["metadata"][0]["updated_by"] == "Beispiele: erfunden für diese Seite"
    assert written["organization"]["legal_status"] == "Genossenschaft"
    codes = [one["taxonomy_term"]["code"] for one in written["attributes"]]
    assert {"schwimmen", "tanzen", "both", "women", "try_it", "competition"} <= set(codes)
    assert "Verborgen" not in json.dumps(written)
    assert "Abgelaufen" not in json.dumps(written)


def test_the_number_of_a_person_stands_with_the_person() -> None:
    written = hsds.service(full_listing(), house())
    assert "phones" not in written
    assert written["contacts"][0]["phones"][0]["number"] == "+493451234567"
    assert "amira@voll.example" not in json.dumps(hsds.service_small(full_listing(), house()))


def test_a_club_without_an_offer_tells_its_place() -> None:
    listing = full_listing()
    assert "locations" not in hsds.organization(listing, house())
    alone = replace(listing, offer=None)
    assert hsds.organization(alone, house())["locations"][0]["name"] == "Halle Voll"
    with pytest.raises(ValueError, match="no service"):
        hsds.service(alone, house())


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        (
            Slot(Weekday.TUESDAY, time(17), time(18, 30)),
            {
                "freq": "WEEKLY",
                "interval": 1,
                "byday": "TU",
                "opens_at": "17:00+01:00",
                "closes_at": "18:30+01:00",
                "timezone": 1,
            },
        ),
        (
            Slot(Weekday.FRIDAY, every_weeks=2, starts_on=date(2026, 11, 6)),
            {
                "freq": "WEEKLY",
                "interval": 2,
                "byday": "FR",
                "dtstart": "2026-11-06",
                "valid_from": "2026-11-06",
            },
        ),
        (
            Slot(Weekday.SUNDAY, nth_in_month=-1, ends_on=date(2027, 6, 27)),
            {"freq": "MONTHLY", "byday": "-1SU", "until": "2027-06-27", "valid_to": "2027-06-27"},
        ),
        (Slot(), {}),
    ],
)
def test_a_slot_is_a_rule(slot: Slot, expected: dict[str, Any]) -> None:
    (written,) = hsds.service(with_offer(schedule=Schedule((slot,))), house())["schedules"]
    said = {key: value for key, value in written.items() if key not in ("id", "description")}
    assert said == expected


def test_hours_carry_the_offset_of_today() -> None:
    summer = replace(house(), now=datetime(2026, 7, 1, tzinfo=UTC))
    schedule = Schedule(single_dates=(SingleDate(date(2027, 5, 1), time(10)),))
    (written,) = hsds.service(with_offer(schedule=schedule), summer)["schedules"]
    assert written["opens_at"] == "10:00+02:00"
    assert written["timezone"] == 2
    assert (written["dtstart"], written["count"]) == ("2027-05-01", 1)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.RUNNING, "active"),
        (Status.FULL, "active"),
        (Status.PLANNED, "inactive"),
        (Status.PAUSED, "temporarily closed"),
        (Status.ENDED, "defunct"),
    ],
)
def test_the_status_is_told(status: Status, expected: str) -> None:
    assert hsds.service_small(with_offer(status=status), house())["status"] == expected


def test_an_unknown_price_is_no_price() -> None:
    unknown_price = hsds.service(with_offer(prices=(), is_free=Fact()), house())
    assert "cost_options" not in unknown_price
    free = hsds.service(with_offer(prices=(), is_free=Fact(Known.YES)), house())
    assert [one["amount"] for one in free["cost_options"]] == [0]


def test_the_attribution_of_a_foreign_source_stays() -> None:
    listing = with_offer(source=Source("berlin_osm", "way/1"))
    written = hsds.service(listing, house())
    assert "OpenStreetMap-Mitwirkende" in written["description"]
    assert written["metadata"][0]["replacement_value"] == "berlin_osm way/1"


@pytest.mark.parametrize(
    ("number", "size", "total", "expected"),
    [
        (1, 2, 5, (3, True, False, False)),
        (2, 2, 5, (3, False, False, False)),
        (3, 1, 5, (3, False, True, False)),
        (1, 0, 0, (1, True, True, True)),
        (4, 0, 5, (3, False, True, True)),
    ],
)
def test_a_page_says_where_it_stands(
    number: int, size: int, total: int, expected: tuple[int, bool, bool, bool]
) -> None:
    written = hsds.page([{}] * size, number, 2, total)
    assert set(written) == PAGE_KEYS
    names = ("total_pages", "first_page", "last_page", "empty")
    assert tuple(written[name] for name in names) == expected
    assert (written["total_items"], written["page_number"], written["size"]) == (
        total,
        number,
        size,
    )


def test_the_root_says_which_version_it_is() -> None:
    root = hsds.api_root("https://sport.example/hsds/openapi.json")
    assert set(root) == {"version", "profile", "openapi_url"}
    assert root["version"] == "3.1"

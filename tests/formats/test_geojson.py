"""Maps find every entry at its place, longitude first."""

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import cycle, islice
from typing import Any

import pytest

from directory.formats.geojson import feature, geojson_chunks
from directory.model import Known, Listing, Offer, Venue, facts_of
from tests.formats.houses import demonstration, hostile, house
from tests.formats.outside import by_node, needs_node
from tests.web.listings import full_listing

CATALOGUES = {"demonstration": demonstration, "hostile": hostile, "empty": tuple}
each_catalogue = pytest.mark.parametrize("catalogue", CATALOGUES)
CHECK = """
import { check } from "@placemarkio/check-geojson";
import { text } from "node:stream/consumers";
const issues = (text) => { try { check(text); return []; } catch (problem) {
  return problem.issues ? problem.issues.map((one) => one.message) : [String(problem)]; } };
console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(issues)));
"""


def written(listings: Iterable[Listing]) -> str:
    return b"".join(geojson_chunks(listings, house())).decode()


def issues(*texts: str) -> Any:
    return by_node(CHECK, texts)


@needs_node
def test_another_program_finds_nothing_wrong() -> None:
    broken = written(demonstration()).replace('"type":"Point"', '"type":"Spot"', 1)
    *found, of_broken = issues(*(written(make()) for make in CATALOGUES.values()), broken)
    assert found == [[], [], []]
    assert of_broken


@each_catalogue
def test_every_entry_is_there_at_its_place(catalogue: str) -> None:
    listings = CATALOGUES[catalogue]()
    whole = json.loads(written(listings))
    assert [one["id"] for one in whole["features"]] == [one.id for one in listings]
    for found, listing in zip(whole["features"], listings, strict=True):
        place = listing.venue
        if place is None or place.latitude is None or place.longitude is None:
            assert found["geometry"] is None
            continue
        longitude, latitude = found["geometry"]["coordinates"]
        assert (longitude, latitude) == pytest.approx((place.longitude, place.latitude), abs=1e-7)
        assert 5.8 < longitude < 15.1 and 47.2 < latitude < 55.1


def test_licence_and_attribution_stand_in_the_file_and_in_each_feature() -> None:
    whole = json.loads(written(demonstration()))
    assert whole["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert any("OpenStreetMap-Mitwirkende" in line for line in whole["attribution"])
    by_source = {one["properties"]["source"]: one["properties"] for one in whole["features"]}
    osm = by_source["berlin_osm"]
    assert osm["licence"] == "https://opendatacommons.org/licenses/odbl/1-0/"
    assert any("OpenStreetMap-Mitwirkende" in line for line in osm["attribution"])
    assert not any("OpenStreetMap" in line for line in by_source["examples"]["attribution"])


def test_what_a_feature_says() -> None:
    said = feature(full_listing(), house())["properties"]
    assert said["url"] == "https://sport.example/angebot/schwimmen-voll"
    assert (said["name"], said["name_easy"]) == ("Schwimmen Voll Standard", "Schwimmen Voll")
    assert said["sports"] == ["Schwimmen", "Tanzen"]
    assert said["address"] == ["Halle Voll", "Vollstraße 12a", "06366 Köthen (Anhalt)"]
    assert (said["status"], said["example"]) == ("full", True)
    assert said["kind"] == "offer"
    club = feature(replace(full_listing(), offer=None), house())["properties"]
    assert club["url"] == "https://sport.example/verein/verein-voll"
    assert (club["kind"], club["status"]) == ("club", None)


@pytest.mark.parametrize("value", Known)
def test_every_fact_is_yes_no_or_unknown(value: Known) -> None:
    said = feature(full_listing(value), house())["properties"]
    paths = {
        path for thing in (Offer("", "", "", "", ""), Venue("")) for path, _ in facts_of(thing)
    }
    assert {said[path] for path in paths} == {value.value}
    assert said["needs.toilet"] == said["needs.trial"] == value.value


def test_no_contact_of_a_person_leaves_with_the_map() -> None:
    text = written([full_listing()])
    for word in ("Amira", "Verborgen", "4933", "voll.example"):
        assert word not in text


def test_it_is_written_in_pieces() -> None:
    pieces = geojson_chunks(islice(cycle(demonstration()), 2_000), house())
    sizes = [len(piece) for piece in pieces]
    assert len(sizes) > 10
    assert max(sizes) < 200_000

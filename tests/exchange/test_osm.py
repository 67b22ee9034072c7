"""OpenStreetMap as GeoJSON and as an answer of Overpass: the same objects are the same records."""

import json
from pathlib import Path
from typing import Any

import pytest

from directory.exchange import ExchangeError, FileKind, kind_of
from directory.model import ClubKind
from directory.submissions import Store
from tests.exchange.conftest import BERLIN, Take, sums

TAGS = {
    "name": "Turnverein Süd",
    "club": "sport",
    "sport": "judo;quidditch;swimming;judo",
    "addr:street": "Parkstraße",
    "addr:housenumber": "3",
    "addr:postcode": "06108",
    "addr:city": "Halle (Saale)",
    "wheelchair": "designated",
    "toilets:wheelchair": "limited",
    "website": "https://tv-sued.example",
}
HALL = {"name": "Sporthalle Nord", "leisure": "sports_hall"}


def overpass(path: Path, *elements: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"version": 0.6, "elements": elements}), encoding="utf-8")
    return path


def geojson(path: Path, *features: dict[str, Any]) -> Path:
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    return path


def way(number: int, **tags: str) -> dict[str, Any]:
    return {"type": "way", "id": number, "center": {"lat": 51.48, "lon": 11.97}, "tags": tags}


def feature(reference: str, tags: dict[str, str], geometry: Any = None) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [11.97, 51.48]}
    return {
        "type": "Feature",
        "id": reference,
        "properties": {"@id": reference, **tags},
        "geometry": geometry or point,
    }


def test_each_file_is_known_by_what_stands_in_it(tmp_path: Path) -> None:
    assert kind_of(overpass(tmp_path / "a.txt", way(1, **TAGS))) is FileKind.OVERPASS
    assert kind_of(geojson(tmp_path / "b", feature("way/1", TAGS))) is FileKind.GEOJSON
    assert kind_of(BERLIN) is FileKind.PLACES
    (tmp_path / "c.csv").write_text("Verein;Sport;Tag\nBlau;Judo;Mo\n", encoding="utf-8")
    assert kind_of(tmp_path / "c.csv") is FileKind.OFFERS


def test_tags_become_facts(store: Store, take: Take, tmp_path: Path) -> None:
    report = take(overpass(tmp_path / "a.json", way(7, **TAGS)), "halle_osm")
    assert sums(report) == (1, 0, 0, 0, 0)
    listing = next(store.listings())
    club, venue = listing.club, listing.venue
    assert venue
    assert (club.name, club.kind, club.sports) == (
        "Turnverein Süd",
        ClubKind.CLUB,
        ("judo", "schwimmen"),
    )
    assert (club.source.name, club.source.record_id) == ("halle_osm", "way/7")
    assert (venue.address.ags, venue.address.state_code) == ("15002000", "ST")
    assert venue.access.step_free_entrance.is_yes
    assert venue.access.toilet.is_unknown and venue.access.toilet.note.easy == "Zum Teil."


def test_geojson_and_overpass_name_the_same_record(
    store: Store, take: Take, tmp_path: Path
) -> None:
    take(overpass(tmp_path / "a.json", way(7, **TAGS), way(8, **HALL)), "halle_osm")
    again = geojson(tmp_path / "b.geojson", feature("way/7", TAGS), feature("way/8", HALL))
    assert sums(take(again, "halle_osm")) == (0, 0, 2, 0, 0)


def test_a_building_lies_in_its_middle(store: Store, take: Take, tmp_path: Path) -> None:
    ring = [[11.0, 51.0], [11.2, 51.0], [11.2, 51.4], [11.0, 51.4], [11.0, 51.0]]
    polygon = {"type": "Polygon", "coordinates": [ring]}
    take(geojson(tmp_path / "b.geojson", feature("way/8", HALL, polygon)), "halle_osm")
    venue = next(store.listings()).venue
    assert venue and (venue.latitude, venue.longitude) == (51.2, 11.1)
    # Nobody wrote a town; its postcode would be a guess.
    assert venue.address.town and venue.address.ags and not venue.address.postcode


@pytest.mark.parametrize(
    ("element", "why"),
    [
        ({"type": "way", "id": 1, "tags": TAGS}, "has no point"),
        (way(1, leisure="sports_centre"), "has no name"),
        (way(1, name="Rathaus"), "neither a club nor a place for sport"),
        ({"type": "area", "id": 1, "tags": TAGS}, "no node, way or relation"),
        ({"type": "way", "id": "x", "tags": TAGS, "center": {"lat": 51, "lon": 11}}, "no id"),
        (way(1, **{**TAGS, "addr:postcode": "1234"}), "no German postcode"),
        ({**way(1, **TAGS), "center": {"lat": 0, "lon": 0}}, "outside Germany"),
        ("text", "no node, way or relation"),
    ],
)
def test_what_is_no_use_is_named_and_the_rest_is_taken_in(
    store: Store, take: Take, tmp_path: Path, element: Any, why: str
) -> None:
    report = take(overpass(tmp_path / "a.json", element, way(8, **HALL)), "halle_osm")
    assert sums(report) == (1, 0, 0, 1, 0)
    assert report.skipped[0].startswith("element 1") and why in report.skipped[0]


def test_nodes_that_only_draw_are_passed_over(store: Store, take: Take, tmp_path: Path) -> None:
    node = {"type": "node", "id": 5, "lat": 51.48, "lon": 11.97}
    report = take(overpass(tmp_path / "a.json", node, way(8, **HALL)), "halle_osm")
    assert sums(report) == (1, 0, 0, 0, 0)


def test_the_same_object_twice_is_taken_in_once(store: Store, take: Take, tmp_path: Path) -> None:
    report = take(overpass(tmp_path / "a.json", way(8, **HALL), way(8, **HALL)), "halle_osm")
    assert sums(report) == (1, 0, 0, 1, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n",
        b'{"type": "FeatureCollection", "features": [',
        b'{"type": "Feature"}',
        b"[1, 2]",
        b'{"elements": [{"type": "node", "id": 1, "tags": {"name": "\xff"}}]}',
        b"[" * 100_000,
        b'{"elements": ' + b"[" * 100_000,
    ],
)
def test_a_broken_file_is_refused_in_one_sentence(
    store: Store, take: Take, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(ExchangeError, match=r"^a\.json: ") as refusal:
        take(path, "halle_osm")
    assert "\n" not in str(refusal.value)
    assert store.count() == 0


def test_what_looks_like_a_known_club_is_held_back(
    store: Store, take: Take, tmp_path: Path
) -> None:
    take(BERLIN)
    known = next(one for one in store.listings() if one.venue and one.venue.osm_id)
    assert known.venue
    place = {"lat": known.venue.latitude, "lon": known.venue.longitude}
    same = {**way(9, name=known.club.name, club="sport"), "center": place}
    far = {**way(10, name=known.club.name, club="sport")}
    path = overpass(tmp_path / "a.json", same, far)
    report = take(path, "halle_osm")
    assert sums(report) == (1, 0, 0, 0, 1)
    assert known.club.id in report.doubtful[0]
    assert sums(take(path, "halle_osm", also_alike=True)) == (1, 0, 1, 0, 0)
    slugs = [one.club.slug for one in store.listings() if one.club.name == known.club.name]
    assert len(slugs) == len(set(slugs)) == 3

"""Our own list of parts of towns fits the official lists."""

import csv

from directory.spelling import fold
from tests.geo.places_for_tests import FOLDER, the_gazetteer


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_each_local_name_has_a_postcode_of_its_town():
    towns = {row["plz"]: row["municipalities"].split("|") for row in rows("plz.csv")}
    wrong = [
        r["name"] for r in rows("local_names.csv") if r["municipality"] not in towns[r["postcode"]]
    ]
    assert wrong == []


def test_no_local_name_stands_twice():
    keys = [(row["ags"], fold(row["name"])) for row in rows("local_names.csv")]
    assert len(keys) == len(set(keys))


def test_each_local_name_is_found_with_its_town():
    gazetteer = the_gazetteer()
    lost = [
        row["name"]
        for row in rows("local_names.csv")
        if not any(
            place.ags == row["ags"]
            for place in gazetteer.named(f"{row['name']} {row['municipality']}")
        )
    ]
    assert lost == []

"""What lies in content/ is complete: names, pictures, sources, licences."""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from directory.content import DataSource, Pictures, SchoolHolidays, Sports, sources
from directory.content.pictures import GROUPS
from directory.content.table import rows
from directory.model import Need, Weekday

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
STATIC = ROOT / "directory" / "static"
SOURCES = sources(CONTENT)
SPORTS = Sports.load(CONTENT)
PICTURES = Pictures.load(CONTENT)
# Written for this directory, under the licence of the program.
OURS = (
    "LICENCES.md",
    "advice.yaml",
    "sources.yaml",
    "pictures.yaml",
    "questions.yaml",
    "sports/categories.csv",
    "vocabulary/",
)
OURS += ("pages/", "regions/", "places/local_names.csv", "places/README.md", "examples/")
STATES = {"BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV"}
STATES |= {"NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"}


def test_there_are_174_sports_in_18_categories() -> None:
    assert len(SPORTS.all()) == 174
    assert len(SPORTS.categories) == 18
    assert {sport.category for sport in SPORTS.all()} == set(SPORTS.categories)


def test_every_sport_has_names_and_a_picture_that_exists() -> None:
    for sport in SPORTS.all():
        assert sport.name and sport.name_de and sport.name_en, sport.id
        assert sport.picture and (STATIC / sport.picture).is_file(), sport.id


def test_no_sport_has_its_own_name_among_the_synonyms() -> None:
    assert [sport.id for sport in SPORTS.all() if sport.name in sport.synonyms] == []


def test_every_category_has_a_picture() -> None:
    for category in SPORTS.categories.values():
        assert category.picture and (STATIC / category.picture).is_file(), category.id


def test_a_sport_that_is_on_no_list_is_unknown_and_not_a_no() -> None:
    assert SPORTS.by_id["boccia"].is_special_olympics is True
    assert SPORTS.by_id["ballett"].is_special_olympics is None
    assert sum(sport.is_special_olympics is True for sport in SPORTS.all()) == 52


def test_needs_and_weekdays_have_pictures() -> None:
    assert [need for need in Need if PICTURES.need(need) is None] == []
    assert [day for day in Weekday if PICTURES.weekday(day) is None] == []


def test_every_picture_is_there_in_colour_and_in_black_with_words_and_a_source() -> None:
    keys = {source.key for source in SOURCES}
    for group in GROUPS:
        for pictogram in PICTURES.groups[group].values():
            assert (STATIC / pictogram.file).is_file(), pictogram.file
            assert (STATIC / pictogram.black).is_file(), pictogram.black
            assert pictogram.alt, pictogram.file
            assert pictogram.source in keys, pictogram.file


def test_no_picture_lies_around_without_use() -> None:
    used = {
        name
        for group in PICTURES.groups.values()
        for pictogram in group.values()
        for name in (pictogram.file, pictogram.black)
    }
    drawn = {str(file.relative_to(STATIC)) for file in STATIC.glob("pictures/**/*.svg")}
    assert drawn - used == set()


@pytest.mark.parametrize("folder", ["pictures", "icons"])
def test_pictures_are_small_drawings_that_load_nothing(folder: str) -> None:
    for file in STATIC.glob(f"{folder}/**/*.svg"):
        drawing = ElementTree.fromstring(file.read_bytes())
        assert drawing.get("viewBox"), file.name
        assert not re.search(r"href|url\(|<script|<style|<image", file.read_text()), file.name
        assert file.stat().st_size < 12_000, file.name


def test_black_pictures_have_no_colour() -> None:
    for file in STATIC.glob("pictures/**/black/*.svg"):
        colours = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", file.read_text()))
        assert {colour.lower() for colour in colours} <= {"#000", "#fff", "#ffffff"}, file.name


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_every_source_has_words_licence_and_files(source: DataSource) -> None:
    assert source.name and source.purpose and source.licence and source.attribution and source.date
    assert len(source.purpose.split()) <= 12
    for name in source.files:
        assert (CONTENT / name).exists(), name
    for name in source.static_files:
        assert (STATIC / name).exists(), name


def test_lines_that_licences_demand_are_word_for_word() -> None:
    lines = {source.key: source.attribution for source in SOURCES}
    assert lines["places"] == (
        "Orte und Postleitzahlen: © OpenStreetMap-Mitwirkende (Lizenz ODbL 1.0, "
        "openstreetmap.org/copyright), GeoNames (geonames.org, CC BY 4.0), "
        "Statistisches Bundesamt (Destatis), 2025 (Daten verändert)"
    )
    assert lines["map"] == (
        "Karte: © GeoBasis-DE / BKG 2021 (Daten verändert), "
        "Datenlizenz Deutschland Namensnennung 2.0"
    )
    assert lines["berlin_osm"] == "Sport-Orte in Berlin: © OpenStreetMap-Mitwirkende (ODbL 1.0)"
    assert lines["sports"] == (
        "Sport-Liste: OpenActive Activity List und Accessibility Support (CC BY 4.0)"
    )
    assert lines["openmoji"] == "Bilder: OpenMoji (openmoji.org, CC BY-SA 4.0)"
    assert lines["material_design_icons"] == "Symbole: Material Design Icons (Apache 2.0)"


def test_bkg_is_a_link() -> None:
    links = {source.key: dict(source.links) for source in SOURCES}
    assert links["map"]["BKG"] == "http://www.bkg.bund.de"


def test_every_content_file_belongs_to_a_source_or_is_ours() -> None:
    from_sources = tuple(name for source in SOURCES for name in source.files)
    nobodys = [
        name
        for file in CONTENT.rglob("*")
        if file.is_file() and not file.name.startswith(".")
        if not (name := file.relative_to(CONTENT).as_posix()).startswith(from_sources + OURS)
    ]
    assert nobodys == [], "say in content/sources.yaml where it is from, or name it under OURS"


def test_no_key_of_a_table_stands_twice() -> None:
    for name, column in {
        "places/plz.csv": "plz",
        "places/places.csv": "id",
        "clubs/berlin_osm.csv": "id",
        "sports/sports.csv": "id",
        "sports/accessibility_support.csv": "openactive_id",
    }.items():
        counted = Counter(row.needed(column) for row in rows(CONTENT / name, (column,)))
        assert [key for key, count in counted.items() if count > 1] == [], name


def test_counted_sports_and_club_sports_stand_in_the_list() -> None:
    counted = rows(CONTENT / "sports" / "sports_distribution.csv", ("sport_id",))
    clubs = rows(CONTENT / "clubs" / "berlin_osm.csv", ("sport_ids",))
    named = {row.text("sport_id") for row in counted} - {""}
    named |= {sport for row in clubs for sport in row.texts("sport_ids")}
    assert named - set(SPORTS.by_id) == set()


def test_holidays_are_known_for_all_states_and_two_summers() -> None:
    holidays = SchoolHolidays.load(CONTENT)
    assert set(holidays.by_state) == STATES
    for state in STATES:
        summers = [h for h in holidays.by_state[state] if h.name == "Sommerferien"]
        assert [h.first.year for h in summers] == [2026, 2027, 2028], state
        # All states give six weeks or a little more.
        assert all(37 <= (h.last - h.first).days + 1 <= 46 for h in summers), state

"""What a file says of the house that wrote it."""

from dataclasses import replace

from directory.formats.house import NOT_OF_RECORDS
from tests.formats.houses import house


def test_a_source_that_an_import_added_is_named_in_every_file() -> None:
    known = house()
    added = replace(known.sources["berlin_osm"], key="hamburg", attribution="Hallen: Hamburg")
    ours = replace(known, sources={**known.sources, "hamburg": added})
    assert "Hallen: Hamburg (ODbL 1.0)" in list(ours.attribution())
    assert "Hallen: Hamburg (ODbL 1.0)" in list(ours.attribution({"hamburg"}))
    assert "Hallen: Hamburg (ODbL 1.0)" not in list(ours.attribution({"berlin_osm"}))


def test_pictures_and_letters_are_no_sources_of_records() -> None:
    assert house().sources.keys() >= NOT_OF_RECORDS
    lines = " ".join(house().attribution())
    assert "OpenMoji" not in lines
    assert "OpenStreetMap" in lines

"""Whom one can ask where: the narrowest region counts, and a fault in a file is said plainly."""

from pathlib import Path

import pytest

from directory.config import CHECKOUT
from directory.content import ContentError
from directory.content.regions import Regions

HALLE = "15002000"
CALLED = (
    "name: Ort\nadvisors:\n"
    "  - {first_name: Ada, phone: +49 171 3920077, consent_until: 2030-12-31}\n"
)


def regions(folder: Path, **files: str) -> Regions:
    (folder / "regions").mkdir()
    for name, text in files.items():
        (folder / "regions" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Regions.load(folder)


@pytest.mark.parametrize(
    ("ags", "key"),
    [
        ("15002000", "town"),
        ("15088365", "district"),
        ("15088", "district"),
        ("15003000", "state"),
        ("15002", "state"),
        ("15", "state"),
        ("05315000", None),
        ("", None),
    ],
)
def test_the_narrowest_region_around_a_place_counts(
    tmp_path: Path, ags: str, key: str | None
) -> None:
    found = regions(
        tmp_path,
        town=CALLED + f'ags: ["{HALLE}"]\n',
        district=CALLED + 'ags: ["15088", "15087"]\n',
        state=CALLED + 'ags: ["15"]\n',
    ).for_place(ags)
    assert (found.key if found else None) == key


def test_our_regions_are_examples_with_numbers_that_nobody_has() -> None:
    ours = Regions.load(CHECKOUT / "content").by_key.values()
    assert {"halle-saale", "berlin"} <= {region.key for region in ours}
    for region in ours:
        assert region.example
        for advisor in region.advisors:
            assert advisor.example
            assert advisor.phone.startswith(("+4917139200", "+493023125", "+492214710"))
            assert advisor.email.endswith("@example.org") or not advisor.email


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name: Ort\n", "ags is missing"),
        ("ags: [15]\n", "name is missing"),
        ("name: Ort\nags: [150]\n", "ags must be keys of 2, 5 or 8 digits"),
        ("name: Ort\nags: [15]\ntelefon: 1\n", "telefon is not a key that belongs here"),
        ("name: Ort\nags: [15]\nexample: vielleicht\n", "example must be true or false"),
        ("name: Ort\nags: [15]\nadvisors: [{first_name: Ada}]\n", "needs a phone or an email"),
        ("name: [Ort\n", "line 2 is not valid YAML"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ContentError) as fault:
        regions(tmp_path, here=text)
    assert "regions/here.yaml" in str(fault.value)
    assert problem in str(fault.value)


def test_one_municipality_is_not_in_two_regions(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"regions/b\.yaml: ags 15 belongs to a already"):
        regions(tmp_path, a=CALLED + "ags: [15]\n", b=CALLED + "ags: [15]\n")


def test_a_folder_without_regions_has_none(tmp_path: Path) -> None:
    assert Regions.load(tmp_path).for_place(HALLE) is None

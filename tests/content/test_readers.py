"""Readers say file and line of what is broken, and never guess."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from directory.content import ContentError, Pictures, SchoolHolidays, Sports, osm_clubs, sources
from directory.content.slug import slug_of
from directory.content.table import rows
from directory.model import Known

CONTENT = Path(__file__).parents[2] / "content"


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """A content folder in which one thing is different."""
    for part in ("sports", "school_holidays", "clubs"):
        shutil.copytree(CONTENT / part, folder / part, dirs_exist_ok=True)
    for file in ("pictures.yaml", "sources.yaml"):
        shutil.copy(CONTENT / file, folder / file)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\nfutsal,", "\nfussball,", 'sports.csv, line 4: the id "fussball" stands twice.'),
        ("id,name,", "id,title,", "sports.csv, line 1: the column name is missing."),
        (
            ",ball,yes,SO list,yes,DBS national (Football ID)",
            ",bal,yes,SO list,yes,DBS national (Football ID)",
            'sports.csv, line 2: the category "bal" does not stand in categories.csv.',
        ),
        (
            "Goalball,Goalball,Goalball,",
            "Goalball,Goalball,",
            "sports.csv, line 18: 13 values stand under 14 columns.",
        ),
        ("futsal,Futsal,", "futsal,,", "sports.csv, line 4: name is empty."),
        (
            ",yes,SO list,yes,DBS national (Football ID)",
            ",maybe,SO list,yes,DBS national (Football ID)",
            'sports.csv, line 2: special_olympics must be one of yes, empty, not "maybe".',
        ),
    ],
)
def test_a_broken_sport_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ContentError) as raised:
        Sports.load(changed(tmp_path, "sports/sports.csv", old, new))
    assert str(raised.value) == message


def test_a_missing_or_foreign_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"none\.csv: the file cannot be read"):
        list(rows(tmp_path / "none.csv", ()))
    (tmp_path / "latin.csv").write_bytes("id\nfußball\n".encode("latin-1"))
    with pytest.raises(ContentError, match=r"latin\.csv: the file is not a table in UTF-8"):
        list(rows(tmp_path / "latin.csv", ("id",)))


def test_an_unknown_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        Pictures.load(changed(tmp_path, "pictures.yaml", "  boule: boccia", "  boule: kugel"))
    assert str(raised.value) == 'pictures.yaml: sports.boule names the unknown picture "kugel".'


def test_a_source_without_a_licence_is_named(tmp_path: Path) -> None:
    folder = changed(tmp_path, "sources.yaml", "  licence: ODbL 1.0\n", "")
    with pytest.raises(ContentError) as raised:
        sources(folder)
    assert str(raised.value) == "sources.yaml: berlin_osm.licence is missing."


def test_a_sport_without_a_picture_shows_that_of_its_category() -> None:
    sports = Sports.load(CONTENT)
    assert sports.by_id["showdown"].picture == sports.category("racket").picture


@pytest.mark.parametrize(
    ("state", "day", "is_holiday", "covered"),
    [
        ("ST", date(2027, 2, 1), True, True),
        ("ST", date(2027, 2, 6), True, True),
        ("ST", date(2027, 2, 7), False, True),
        ("ST", date(2027, 1, 31), False, True),
        ("BY", date(2026, 11, 18), True, True),
        ("BY", date(2026, 11, 19), False, True),
        ("ST", date(2020, 7, 20), False, False),
        ("ST", date(2031, 7, 20), False, False),
        ("XX", date(2027, 7, 20), False, False),
    ],
)
def test_school_holidays_of_a_state(state: str, day: date, is_holiday: bool, covered: bool) -> None:
    holidays = SchoolHolidays.load(CONTENT)
    assert holidays.is_holiday(state, day) is is_holiday
    assert holidays.covers(state, day) is covered


def test_an_empty_holiday_file_covers_no_day(tmp_path: Path) -> None:
    (tmp_path / "school_holidays").mkdir()
    file = tmp_path / "school_holidays" / "school_holidays.csv"
    file.write_text("state_code,name,first,last\n", encoding="utf-8")
    holidays = SchoolHolidays.load(tmp_path)
    assert not holidays.covers("ST", date(2027, 2, 1))
    assert not holidays.is_holiday("ST", date(2027, 2, 1))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "BW,Osterferien,2026-03-30,2026-04-11",
            "BW,Osterferien,30.03.2026,2026-04-11",
            "school_holidays.csv, line 3: first must be a day such as 2026-03-31, "
            'not "30.03.2026".',
        ),
        (
            "BW,Osterferien,2026-03-30,2026-04-11",
            "BW,Osterferien,2026-03-30,2026-03-11",
            "school_holidays.csv, line 3: the last day lies before the first.",
        ),
        (
            "BW,Osterferien,2026-03-30,2026-04-11",
            "BW,Osterferien,2026-01-05,2026-04-11",
            "school_holidays.csv, line 3: the holidays begin before the ones above have ended.",
        ),
    ],
)
def test_broken_holidays_are_named_with_their_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    folder = changed(tmp_path, "school_holidays/school_holidays.csv", old, new)
    with pytest.raises(ContentError) as raised:
        SchoolHolidays.load(folder)
    assert str(raised.value) == message


def test_820_rows_of_berlin_are_820_clubs_without_an_offer() -> None:
    listings = list(osm_clubs(CONTENT / "clubs" / "berlin_osm.csv"))
    assert len(listings) == 820
    assert all(listing.offer is None for listing in listings)
    assert not any(listing.club.example for listing in listings)
    assert len({listing.club.id for listing in listings}) == 820
    assert len({listing.club.slug for listing in listings}) == 820
    assert len({listing.venue.id for listing in listings if listing.venue}) == 820
    for listing in listings:
        assert listing.venue is not None
        assert listing.club.venue_id == listing.venue.id
        assert listing.venue.address.ags == "11000000"
        assert listing.club.source.name == "berlin_osm"
        assert listing.club.source.record_id


def test_the_same_file_gives_the_same_ids() -> None:
    file = CONTENT / "clubs" / "berlin_osm.csv"
    assert list(osm_clubs(file)) == list(osm_clubs(file))


def test_limited_access_stays_unknown_and_says_in_part() -> None:
    listings = list(osm_clubs(CONTENT / "clubs" / "berlin_osm.csv"))
    entrances = [listing.venue.access.step_free_entrance for listing in listings if listing.venue]
    counted = {known: sum(fact.value is known for fact in entrances) for known in Known}
    assert counted == {Known.YES: 119, Known.NO: 60, Known.UNKNOWN: 641}
    assert sum(fact.note.easy == "Zum Teil." for fact in entrances) == 33
    assert all(fact.is_unknown for fact in entrances if fact.note.easy == "Zum Teil.")


def test_a_guessed_postcode_is_not_taken_over() -> None:
    listings = list(osm_clubs(CONTENT / "clubs" / "berlin_osm.csv"))
    postcodes = [listing.venue.address.postcode for listing in listings if listing.venue]
    assert sum(bool(postcode) for postcode in postcodes) == 356


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "b0001,,1. Berliner Bogenschützen e.V.,club,",
            "b0001,,1. Berliner Bogenschützen e.V.,pub,",
            "berlin_osm.csv, line 2: kind must be one of club, sports_centre, dojo, "
            'fitness_centre, other, not "pub".',
        ),
        (
            ",52.396587,",
            ",52 Grad,",
            'berlin_osm.csv, line 2: lat must be a number, not "52 Grad".',
        ),
        (",52.396587,", ",12.396587,", "berlin_osm.csv, line 2: lat lies outside Germany."),
        ("\nb0002,", "\nb0001,", 'berlin_osm.csv, line 3: the id "b0001" stands twice.'),
    ],
)
def test_a_broken_club_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    folder = changed(tmp_path, "clubs/berlin_osm.csv", old, new)
    with pytest.raises(ContentError) as raised:
        list(osm_clubs(folder / "clubs" / "berlin_osm.csv"))
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("1. FC Lübars", "1-fc-luebars"),
        ("Fußball & Spaß", "fussball-spass"),
        ("Café René", "cafe-rene"),
        ("Spor Kulübü", "spor-kuluebue"),
        ("«»", "name"),
    ],
)
def test_slugs_are_plain(name: str, slug: str) -> None:
    assert slug_of(name) == slug

"""The reader of the example clubs, with small files of its own, and the 200 examples themselves."""

from datetime import date, time
from pathlib import Path

import pytest

from directory.content.errors import ContentError
from directory.content.examples import example_listings
from directory.model import Known, Listing, Period, SingleDate, Slot, Weekday

CLUB = """
club: {name: Sport-Verein Beispiel}
venues:
  halle:
    street: Beispielstraße 5 a
    town: 06108 Halle (Saale)
    ags: 15002000
    point: 51.4870, 11.9690
    access: {step_free_entrance: yes, toilet: [no, Im Keller.]}
offers:
  boccia:
    name: Boccia
    sport: boccia
"""


@pytest.fixture
def read(tmp_path: Path):
    def read_one(text: str) -> Listing:
        folder = tmp_path / "examples" / "st"
        folder.mkdir(parents=True)
        (folder / "ein-verein.yaml").write_text(text, encoding="utf-8")
        return example_listings(tmp_path)[0]

    return read_one


def test_yes_and_no_and_what_is_not_said_are_three_values(read):
    access = read(CLUB).venue.access
    assert access.step_free_entrance.value is Known.YES
    assert (access.toilet.value, access.toilet.note.easy) == (Known.NO, "Im Keller.")
    assert access.parking.value is Known.UNKNOWN


def test_an_address_keeps_its_leading_zero_and_its_house_number(read):
    address = read(CLUB).venue.address
    assert (address.street, address.house_number) == ("Beispielstraße", "5 a")
    assert (address.postcode, address.town) == ("06108", "Halle (Saale)")
    assert address.state_code == "ST"


def test_ids_stay_the_same_and_slugs_can_be_read(read):
    listing = read(CLUB)
    assert listing.id == "1e31143a-9418-5948-9c5d-744951430716"
    assert listing.offer.slug == "boccia-ein-verein"
    assert listing.offer.venue_id == listing.venue.id
    assert listing.offer.club_id == listing.club.id


@pytest.mark.parametrize(
    ("written", "slot"),
    [
        ("di 17:00-18:30", Slot(Weekday.TUESDAY, time(17), time(18, 30))),
        ("sa", Slot(Weekday.SATURDAY)),
        ("9:30", Slot(None, time(9, 30))),
        ("jeden 2. mi im monat", Slot(Weekday.WEDNESDAY, nth_in_month=2)),
        ("jeden letzten so im monat 10:00", Slot(Weekday.SUNDAY, time(10), nth_in_month=-1)),
        (
            "alle 2 wochen do 18:00 ab 2026-09-03",
            Slot(Weekday.THURSDAY, time(18), every_weeks=2, starts_on=date(2026, 9, 3)),
        ),
        ("fr bis 2026-12-18", Slot(Weekday.FRIDAY, ends_on=date(2026, 12, 18))),
    ],
)
def test_a_short_german_time_is_a_slot(read, written, slot):
    assert read(CLUB + f"    times: ['{written}']").offer.schedule.slots == (slot,)


def test_days_and_pauses_of_several_days(read):
    schedule = read(
        CLUB
        + "    dates: [2027-06-04 bis 2027-06-06 10:00-16:00]\n"
        + "    pauses: [2026-12-20 bis 2027-01-05]\n"
        + "    except: [2027-02-09]\n"
    ).offer.schedule
    assert schedule.single_dates == (
        SingleDate(date(2027, 6, 4), time(10), time(16), date(2027, 6, 6)),
    )
    assert schedule.pauses == (Period(date(2026, 12, 20), date(2027, 1, 5)),)
    assert schedule.exceptions == (date(2027, 2, 9),)


SPORT = "    sport: boccia\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[no, Im", "[nein, Im", 'toilet.is must be one of yes, no, unknown, not "nein".'),
        ("toilet:", "toilette:", "venues.halle.access.toilette is not a key that belongs here."),
        (SPORT, "", "offers.boccia.sport is missing."),
        (SPORT, SPORT + "    sport: judo", '"sport" stands twice, again in line 14.'),
        (SPORT, SPORT + "    venue: bad", "offers.boccia.venue must be one of halle, or none."),
        (SPORT, SPORT + "    times: [di 25:00]", 'names a time that no clock shows: "25:00".'),
        (SPORT, SPORT + "    times: [alle 2 wochen do]", 'when needs "ab" and a day, or'),
        (SPORT, SPORT + "    prices: [8 Euro]", "price must be one of once, month, quarter, year"),
        (SPORT, SPORT + "    dates: [2027-13-01]", "must be a day such as 2026-03-31, not"),
        ("06108 Halle", "6108 Halle", "venues.halle.town must look like 06108 Halle (Saale)."),
        ("51.4870, 11.9690", "51.4870", "venues.halle.point must look like 51.4969, 11.9688."),
        ("club: {", "club: [", "line 2 is not valid YAML."),
    ],
)
def test_a_fault_names_file_and_key_in_one_sentence(read, old, new, message):
    with pytest.raises(ContentError) as fault:
        read(CLUB.replace(old, new))
    assert str(fault.value).startswith("examples/st/ein-verein.yaml: ")
    assert message in str(fault.value)
    assert str(fault.value).count("\n") == 0


def test_two_clubs_cannot_share_a_file_name(tmp_path):
    for state in ("sn", "st"):
        folder = tmp_path / "examples" / state
        folder.mkdir(parents=True)
        (folder / "ein-verein.yaml").write_text(CLUB, encoding="utf-8")
    with pytest.raises(ContentError, match=r"^examples/st/ein-verein.yaml: .* stands in sn too"):
        example_listings(tmp_path)

"""The 820 real clubs and halls of Berlin: taken in, again, and again with changes."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete

from directory.content import osm_clubs
from directory.model import Fact, How, Known, Role, Trust, Verification
from directory.submissions import Store, Workflow
from directory.submissions.tables import ClubRow
from tests.exchange.conftest import (
    BERLIN,
    NOW,
    TODAY,
    Take,
    berlin_rows,
    revisions,
    sums,
    write_csv,
)
from tests.submissions.examples import an_offer


def twenty_changed(path: Path) -> Path:
    """A new name for the first five, and so on; each of 20 rows differs in one thing."""
    rows = berlin_rows()
    for row in rows[:5]:
        row["name"] += " (neu)"
    for row in rows[100:105]:
        row["website"] = "https://neu.example/"
    for row in rows[200:205]:
        row["wheelchair"] = "no" if row["wheelchair"] == "yes" else "yes"
    for row in rows[300:305]:
        row["street"], row["housenumber"] = "Neue Straße", "1a"
    return write_csv(path, rows)


def by_record(store: Store, row: int) -> str:
    """The id of the club of a row, counted from 0."""
    return list(osm_clubs(BERLIN))[row].club.id


def test_820_rows_then_again_then_20_changed(store: Store, take: Take, tmp_path: Path) -> None:
    assert sums(take(BERLIN)) == (820, 0, 0, 0, 0)
    assert store.count() == 820
    before, position = revisions(store), store.position()

    assert sums(take(BERLIN)) == (0, 0, 820, 0, 0)
    assert revisions(store) == before
    assert store.position() == position

    changed = twenty_changed(tmp_path / "new.csv")
    assert sums(take(changed)) == (0, 20, 800, 0, 0)
    assert revisions(store) == before + 20
    assert sums(take(changed)) == (0, 0, 820, 0, 0)
    found = store.club(by_record(store, 0))
    assert found and found.name.endswith("(neu)")


def test_what_the_first_start_stored_is_known(store: Store, take: Take) -> None:
    store.publish_many(osm_clubs(BERLIN), replaces=True)
    before = revisions(store)
    assert sums(take(BERLIN)) == (0, 0, 820, 0, 0)
    assert revisions(store) == before


def test_a_dry_run_says_the_same_and_stores_nothing(
    store: Store, take: Take, tmp_path: Path
) -> None:
    assert sums(take(BERLIN, dry_run=True)) == (820, 0, 0, 0, 0)
    assert store.count() == 0
    take(BERLIN)
    position = store.position()
    changed = twenty_changed(tmp_path / "new.csv")
    assert sums(take(changed, dry_run=True)) == (0, 20, 800, 0, 0)
    assert store.position() == position


def test_20_changed_rows_do_not_touch_what_people_said(
    store: Store, take: Take, tmp_path: Path
) -> None:
    """Of the 20 rows an editor has renamed one and moved one, and a club has confirmed one."""
    take(BERLIN)
    renamed, moved, confirmed = (by_record(store, row) for row in (0, 300, 200))

    listing = store.listing(renamed)
    assert listing
    store.publish(replace(listing, club=replace(listing.club, name="Unser Name")))

    listing = store.listing(moved)
    assert listing and listing.venue
    address = replace(listing.venue.address, street="Wahre Straße")
    store.publish(replace(listing, venue=replace(listing.venue, address=address)))

    listing = store.listing(confirmed)
    assert listing and listing.venue
    offer = an_offer(club_id=confirmed, venue_id=listing.venue.id)
    store.publish(replace(listing, offer=offer), role=Role.IMPORT)
    entrance = listing.venue.access.step_free_entrance
    workflow = Workflow(store.database, lambda: NOW)
    workflow.confirm([offer.id], by=Role.CLUB, how=How.LINK, day=TODAY)

    report = take(twenty_changed(tmp_path / "new.csv"))
    assert sums(report) == (0, 17, 803, 0, 3)
    told = "\n".join(report.doubtful)
    assert "line 2: Unser Name: kept as a person said or confirmed: club.name." in told
    assert "venue.address.street, venue.address.house_number" in told
    assert "venue.access.step_free_entrance" in told

    club = store.club(renamed)
    assert club and club.name == "Unser Name"
    still = store.listing(moved)
    assert still and still.venue and still.venue.address == address
    hall = store.venue(listing.venue.id)
    assert hall and hall.access.step_free_entrance == entrance

    again = take(tmp_path / "new.csv")
    assert sums(again) == (0, 0, 820, 0, 3)
    # The old file repeats what was corrected: nothing new, so nobody has to look at it.
    old = take(BERLIN)
    assert sums(old) == (0, 17, 803, 0, 0)
    assert old.corrected == 2


def test_other_fields_of_a_corrected_record_are_updated(
    store: Store, take: Take, tmp_path: Path
) -> None:
    take(BERLIN)
    listing = store.listing(by_record(store, 0))
    assert listing
    store.publish(replace(listing, club=replace(listing.club, name="Unser Name")))
    rows = berlin_rows()
    rows[0] |= {"name": "Ganz anders", "website": "https://neu.example/"}
    report = take(write_csv(tmp_path / "new.csv", rows))
    assert sums(report) == (0, 1, 819, 0, 1)
    club = store.club(listing.club.id)
    assert club and (club.name, club.website) == ("Unser Name", "https://neu.example/")
    rows[0]["name"] = "Unser Name"
    assert sums(take(write_csv(tmp_path / "new.csv", rows))) == (0, 0, 820, 0, 0)


def test_what_a_person_has_hidden_stays_hidden(store: Store, take: Take, tmp_path: Path) -> None:
    take(BERLIN)
    store.withdraw(by_record(store, 0))
    report = take(twenty_changed(tmp_path / "new.csv"))
    assert sums(report) == (0, 19, 800, 1, 0)
    assert "a person has hidden it" in report.skipped[0]
    assert store.club(by_record(store, 0)) is None


@pytest.mark.parametrize("is_kept_hidden", [True, False])
def test_what_a_person_has_joined_is_not_made_again(
    store: Store, take: Take, is_kept_hidden: bool
) -> None:
    take(BERLIN)
    first, second = by_record(store, 0), by_record(store, 1)
    listing = store.listing(first)
    assert listing
    joined = replace(listing.club, id="one", slug="one", former_ids=(first, second))
    if is_kept_hidden:
        store.withdraw(first)
        store.withdraw(second)
    else:
        with store.database.writing() as connection:
            connection.execute(delete(ClubRow).where(ClubRow.id.in_([first, second])))
    store.publish(replace(listing, club=joined))
    report = take(BERLIN)
    assert sums(report) == (0, 0, 818, 2, 0)
    assert "joined it with one" in report.skipped[0]


def test_a_lower_trust_changes_nothing_that_a_higher_one_said(
    store: Store, take: Take, tmp_path: Path
) -> None:
    take(BERLIN, trust=Trust.CLUB)
    assert sums(take(BERLIN)) == (0, 0, 820, 0, 0)
    assert sums(take(twenty_changed(tmp_path / "new.csv"))) == (0, 0, 820, 0, 20)
    club = store.club(by_record(store, 0))
    assert club and club.source.trust is Trust.CLUB
    assert sums(take(BERLIN, trust=Trust.PERSON)) == (0, 820, 0, 0, 0)


def test_what_is_no_longer_in_the_file_stays_and_is_named(
    store: Store, take: Take, tmp_path: Path
) -> None:
    take(BERLIN)
    rows = berlin_rows()
    fewer = write_csv(tmp_path / "fewer.csv", rows[3:])
    report = take(fewer)
    assert sums(report) == (0, 0, 817, 0, 0)
    assert sorted(report.gone) == sorted(row["name"] for row in rows[:3])
    assert store.count() == 820


def test_a_fact_that_a_person_checked_stays(store: Store, take: Take, tmp_path: Path) -> None:
    take(BERLIN)
    listing = store.listing(by_record(store, 200))
    assert listing and listing.venue
    checked = Fact(Known.NO, checked_on=TODAY, checked_by=Role.ADVISOR)
    access = replace(listing.venue.access, step_free_entrance=checked)
    store.publish(replace(listing, venue=replace(listing.venue, access=access)), role=Role.ADVISOR)
    rows = berlin_rows()
    rows[200]["wheelchair"] = "yes"
    report = take(write_csv(tmp_path / "new.csv", rows))
    kept = store.venue(listing.venue.id)
    assert kept and kept.access.step_free_entrance == checked
    assert report.updated == 0


def test_a_club_that_was_confirmed_as_a_whole_is_left_alone(
    store: Store, take: Take, tmp_path: Path
) -> None:
    take(BERLIN)
    listing = store.listing(by_record(store, 0))
    assert listing
    checked = Verification(TODAY, Role.EDITOR, How.PHONE)
    store.publish(replace(listing, club=replace(listing.club, verification=checked)))
    report = take(twenty_changed(tmp_path / "new.csv"))
    assert sums(report) == (0, 19, 801, 0, 1)

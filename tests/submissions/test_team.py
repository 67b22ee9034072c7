"""Who belongs to the team, where they are signed in, and a log that nobody can change."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from directory.model.team import Duty, Grant, Person, grants_of
from directory.submissions import Audit, LastAdmin, Links, Purpose, Store, Team
from directory.submissions.secret import hash_of
from directory.submissions.team import IDLE, LONGEST, SEEN_EVERY
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW

EVERYWHERE = grants_of([Duty.EDITOR])
IN_HALLE = grants_of([Duty.EDITOR], ["15002"])
ADMIN = grants_of([Duty.ADMIN])


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def team(store: Store, clock: Clock) -> Team:
    return Team(store.database, clock)


@pytest.fixture
def audit(store: Store, clock: Clock) -> Audit:
    return Audit(store.database, clock)


# What somebody may do


@pytest.mark.parametrize(
    ("regions", "ags", "expected"),
    [
        ((), "15002000", True),
        ((), "", True),
        (("15002",), "15002000", True),
        (("15",), "15002000", True),
        (("15002000",), "15002000", True),
        (("15003",), "15002000", False),
        (("15003", "15002"), "15002000", True),
        (("15002",), "", False),
        (("15002",), "1500", False),
    ],
)
def test_a_duty_counts_in_its_regions(regions: tuple[str, ...], ags: str, expected: bool) -> None:
    somebody = Person("1", "a@b.example", grants=(Grant(Duty.EDITOR, regions),))
    assert somebody.may(Duty.EDITOR, ags) is expected
    assert somebody.may(Duty.ADVISOR, ags) is False
    assert somebody.may(Duty.ADMIN, ags) is False


def test_an_administrator_may_do_everything_everywhere() -> None:
    somebody = Person("1", "a@b.example", grants=grants_of([Duty.ADMIN], ["15"]))
    assert all(somebody.may(duty, ags) for duty in Duty for ags in ("", "09162000"))
    assert somebody.regions(Duty.EDITOR) is None


def test_regions_of_several_duties_add_up() -> None:
    grants = (Grant(Duty.EDITOR, ("15002",)), Grant(Duty.ADVISOR, ("15003", "15002")))
    somebody = Person("1", "a@b.example", grants=grants)
    assert somebody.regions(Duty.EDITOR) == ("15002",)
    assert somebody.regions(Duty.EDITOR, Duty.ADVISOR) == ("15002", "15003")
    assert somebody.regions(Duty.ADMIN) == ()


# Who belongs to the team


def test_somebody_is_added_and_found_by_any_spelling_of_the_address(team: Team) -> None:
    eva = team.add(" Eva@Stadt.Example", "Eva", IN_HALLE)
    assert eva == team.by_email("eva@stadt.example") == team.get(eva.id)
    assert eva.grants == IN_HALLE
    assert team.people() == (eva,)


def test_what_is_no_address_is_refused(team: Team) -> None:
    with pytest.raises(ValueError, match="no address"):
        team.add("eva", "Eva", EVERYWHERE)


def test_added_again_somebody_has_the_new_grants_and_the_same_id(team: Team) -> None:
    eva = team.add("eva@stadt.example", "Eva", IN_HALLE)
    again = team.add("EVA@stadt.example", "", EVERYWHERE)
    assert (again.id, again.name, again.grants) == (eva.id, "Eva", EVERYWHERE)


def test_who_leaves_can_no_longer_sign_in_but_the_history_knows_the_name(
    team: Team, store: Store, clock: Clock
) -> None:
    eva = team.add("eva@stadt.example", "Eva", EVERYWHERE)
    cookie = team.sign_in(eva.id, "Handy")
    assert cookie
    links = Links(store.database, clock)
    token = links.make(Purpose.SIGN_IN, eva.id, eva.email, timedelta(minutes=10))
    team.end(eva.id)
    assert team.by_email(eva.email) is None
    assert team.people() == ()
    assert team.who(cookie) is None
    assert team.sign_in(eva.id, "Handy") is None
    assert links.look(token, Purpose.SIGN_IN) is None
    (known,) = team.people(also_ended=True)
    assert (known.name, known.ended_at) == ("Eva", NOW)
    assert team.add(eva.email, "", EVERYWHERE).ended_at is None


def test_the_last_administrator_stays(team: Team) -> None:
    eva = team.add("eva@stadt.example", "Eva", ADMIN)
    with pytest.raises(LastAdmin):
        team.end(eva.id)
    with pytest.raises(LastAdmin):
        team.change(eva.id, "Eva", EVERYWHERE)
    ben = team.add("ben@stadt.example", "Ben", ADMIN)
    assert team.change(eva.id, "Eva", EVERYWHERE).grants == EVERYWHERE
    with pytest.raises(LastAdmin):
        team.end(ben.id)


def test_a_link_to_sign_in_opens_nothing_that_clubs_have(
    team: Team, store: Store, clock: Clock
) -> None:
    eva = team.add("eva@stadt.example", "Eva", EVERYWHERE)
    links = Links(store.database, clock)
    token = links.make(Purpose.SIGN_IN, eva.id, eva.email, timedelta(minutes=10))
    assert links.look(token) is links.was(token) is links.use(token) is None
    assert links.use(token, Purpose.SIGN_IN)
    assert links.use(token, Purpose.SIGN_IN) is None


# Sessions


def test_only_a_hash_of_the_cookie_is_kept(team: Team, store: Store) -> None:
    eva = team.add("eva@stadt.example", "Eva", EVERYWHERE)
    cookie = team.sign_in(eva.id, "Handy")
    assert cookie
    with store.database.reading() as connection:
        (row,) = connection.execute(text("SELECT * FROM session")).all()
    assert cookie not in map(str, row)
    assert hash_of(cookie) in row
    assert team.who("x" * 43) is team.who("") is None


def test_a_session_ends_when_nobody_was_there_for_a_week(team: Team, clock: Clock) -> None:
    eva = team.add("eva@stadt.example", "Eva", EVERYWHERE)
    cookie = team.sign_in(eva.id, "Handy") or ""
    clock.go(seconds=IDLE.total_seconds() - 1)
    assert team.who(cookie)
    clock.go(seconds=IDLE.total_seconds() - 1)
    assert team.who(cookie)
    clock.go(seconds=IDLE.total_seconds())
    assert team.who(cookie) is None
    assert team.sessions(eva.id) == ()
    assert team.erase() == 1


def test_after_a_month_everybody_signs_in_again(team: Team, clock: Clock) -> None:
    eva = team.add("eva@stadt.example", "Eva", EVERYWHERE)
    cookie = team.sign_in(eva.id, "Handy") or ""
    for _ in range(LONGEST.days - 1):
        clock.go(days=1)
        assert team.who(cookie)
    clock.go(days=1)
    assert team.who(cookie) is None


def test_looking_writes_only_now_and_then(team: Team, clock: Clock) -> None:
    eva = team.add("eva@stadt.example", "Eva", EVERYWHERE)
    cookie = team.sign_in(eva.id, "Handy") or ""
    clock.go(seconds=SEEN_EVERY.total_seconds() - 1)
    team.who(cookie)
    assert team.sessions(eva.id)[0].seen_at == NOW
    clock.go(seconds=1)
    team.who(cookie)
    assert team.sessions(eva.id)[0].seen_at == NOW + SEEN_EVERY


def test_sessions_are_ended_one_by_one_and_only_ones_own(team: Team) -> None:
    eva = team.add("eva@stadt.example", "Eva", EVERYWHERE)
    ben = team.add("ben@stadt.example", "Ben", EVERYWHERE)
    here, there = (team.sign_in(eva.id, device) or "" for device in ("Handy", "Büro"))
    others = team.sign_in(ben.id, "Handy") or ""
    assert {one.device for one in team.sessions(eva.id)} == {"Handy", "Büro"}
    assert not team.sign_out(eva.id, hash_of(others))
    assert team.sign_out(eva.id, hash_of(there))
    assert not team.sign_out(eva.id, hash_of(there))
    assert team.who(there) is None
    assert team.who(here)
    assert team.who(others)
    again = team.sign_in(eva.id, "Büro") or ""
    assert team.sign_out_everywhere(eva.id, but=hash_of(here)) == 1
    assert team.who(again) is None
    assert team.who(here)


# The log


def test_who_did_what_is_written_down(team: Team, audit: Audit) -> None:
    eva = team.add("eva@stadt.example", "Eva", ADMIN)
    ben = team.add("ben@stadt.example", "Ben", EVERYWHERE, by=eva.id)
    team.change(ben.id, "Benno", IN_HALLE, by=eva.id)
    team.sign_in(ben.id, "Handy")
    team.end(ben.id, by=eva.id)
    entries = audit.of_record("person", ben.id)
    assert [(one.person, one.action) for one in entries] == [
        ("Eva", "person_ended"),
        ("Benno", "signed_in"),
        ("Eva", "person_changed"),
        ("Eva", "person_added"),
    ]
    assert audit.latest(most=2) == entries[:2]
    assert audit.latest(before=entries[1].number, most=1) == entries[2:3]
    assert audit.of_person(ben.id) == entries[1:2]


@pytest.mark.parametrize("act", ["UPDATE audit SET action = 'nothing'", "DELETE FROM audit"])
def test_the_application_cannot_change_the_log(
    team: Team, audit: Audit, store: Store, act: str
) -> None:
    team.add("eva@stadt.example", "Eva", ADMIN)
    with pytest.raises(DatabaseError, match="never changed"), store.database.writing() as writing:
        writing.execute(text(act))
    assert len(audit.latest()) == 1

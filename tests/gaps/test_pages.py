"""The gap report as pages, tables and files; what only the team sees."""

import csv
import io
from dataclasses import replace

import pytest
from sqlalchemy import delete

from directory.model import Contact, Listing
from directory.model.inbox import Wish
from directory.model.need import Need
from directory.submissions.tables import GapMonthRow, WishRow
from directory.web.gaps.months import keep_figures
from tests.messages.filling import Person
from tests.papers.structure import faults_of, pages_of, text_of, text_outside
from tests.team.conftest import Crew, sign_in
from tests.team.places import BERLIN, HALLE, at
from tests.visiting import PUBLIC_URL


@pytest.fixture(autouse=True)
def emptied(person: Person) -> None:
    with person.parts.store.database.writing() as connection:
        for table in (WishRow, GapMonthRow):
            connection.execute(delete(table))


def wish(person: Person, times: int = 1, ags: str = "15002000") -> None:
    inbox = person.parts.inbox
    assert inbox
    for _number in range(times):
        made = Wish(("boccia",), "Halle (Saale)", ags, "ST", (Need.STEP_FREE,), 10, person.clock())
        inbox.wish(made)


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/luecken", "Wo fehlt Sport? Deutschland"),
        ("/luecken/15", "Wo fehlt Sport? Sachsen-Anhalt"),
        ("/luecken/halle-saale", "Wo fehlt Sport? Halle Saale"),
        (
            "/luecken/15002000?sport=boccia&brauche=stufenlos&weite=20",
            "Wo fehlt Sport? Halle Saale",
        ),
        ("/luecken/15?brauche=kinder", "Wo fehlt Sport? Sachsen-Anhalt"),
        ("/luecken/15?sport=%3Cb%3E&brauche=x&weite=-1", "Wo fehlt Sport? Sachsen-Anhalt"),
        ("/en/luecken/15", "Where is sport missing? Sachsen-Anhalt"),
    ],
)
def test_it_opens(person: Person, address: str, heading: str) -> None:
    page = person.open(address)
    assert page.heading == heading
    assert "So rechnen wir" in page.text or address.startswith("/en")


@pytest.mark.parametrize("address", ["/luecken/15.csv", "/luecken/15/rat.pdf"])
def test_files_are_files(person: Person, address: str) -> None:
    answer = person.client.get(address, base_url=PUBLIC_URL)
    assert answer.status_code == 200
    assert answer.content_type in ("text/csv; charset=utf-8", "application/pdf")


@pytest.mark.parametrize("key", ["99", "1500", "quatsch", "%00", "15002000x"])
def test_a_place_that_nobody_knows_is_not_there(person: Person, key: str) -> None:
    for address in (f"/luecken/{key}", f"/luecken/{key}.csv", f"/luecken/{key}/rat.pdf"):
        assert person.client.get(address, base_url=PUBLIC_URL).status_code == 404


def test_a_new_offer_is_counted_at_once(person: Person) -> None:
    def within(page: object) -> str:
        rows = page.texts("//section[@aria-labelledby='naehe']//td")  # type: ignore[attr-defined]
        return " ".join(rows[0].split())

    far = replace(HALLE, town="Arendsee (Altmark)", ags="15081030")
    assert within(person.open("/luecken/15081030")) == "0 von 100 Menschen"
    listing = at(far, "desk-arendsee")
    assert listing.venue
    venue = replace(listing.venue, latitude=None, longitude=None)
    person.parts.store.publish(replace(listing, venue=venue))
    assert within(person.open("/luecken/15081030")) == "100 von 100 Menschen"
    person.parts.store.withdraw("desk-arendsee")
    assert within(person.open("/luecken/15081030")) == "0 von 100 Menschen"


def test_few_wishes_are_told_to_the_team_alone(person: Person, crew: Crew) -> None:
    wish(person, 4)
    assert "4 Mal" not in person.open("/luecken/15").text
    sign_in(person, crew.ida)
    page = person.open("/luecken/15")
    assert "Boccia, Halle Saale: 4 Mal" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "4 Mal" not in person.open("/luecken/11").text
    assert person.parts.inbox
    person.parts.inbox.close_wish(person.parts.inbox.open_wishes()[0].number)
    assert "Boccia, Halle Saale: 3 Mal" in person.open("/luecken/15").text


def test_many_wishes_are_told_to_everybody(person: Person) -> None:
    wish(person, 5)
    assert "Boccia, Halle Saale: 5 Mal" in person.open("/luecken/15").text


def test_the_table_is_one_that_programs_read(person: Person) -> None:
    answer = person.client.get("/luecken/15.csv?sport=boccia", base_url=PUBLIC_URL)
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == len({row["ags"] for row in rows}) > 200
    assert {row["sport"] for row in rows} == {"boccia"}
    small = person.client.get("/luecken/15002000.csv", base_url=PUBLIC_URL)
    cube = list(csv.DictReader(io.StringIO(small.text.removeprefix("\ufeff")), delimiter=";"))
    assert {row["need"] for row in cube} > {"all", "step_free", "children"}
    assert all(row["municipality"] == "Halle (Saale)" for row in cube)


def test_the_sheet_for_a_council_is_one_page_for_everybody(person: Person) -> None:
    for key in ("deutschland", "15", "11", "halle-saale", "07232026"):
        answer = person.client.get(f"/luecken/{key}/rat.pdf", base_url=PUBLIC_URL)
        assert answer.status_code == 200
        title = text_of(answer.data).splitlines()[0].strip()
        assert title.startswith("Sport für alle: ")
        assert faults_of(answer.data, "de", title) == []
        assert pages_of(answer.data) == 1, key
        assert text_outside(answer.data) == []


def test_whom_to_talk_to_next_is_for_the_team(person: Person, crew: Crew) -> None:
    contact = Contact(phone="+493012345", is_public=True)
    listing = at(BERLIN, "desk-ask")
    club = replace(
        listing.club, id="club-ask", slug="verein-ask", name="Ruderclub", sports=("rudern",),
        contacts=(contact,), venue_id=listing.venue.id if listing.venue else "",
    )  # fmt: skip
    person.parts.store.publish(Listing(club=club, venue=listing.venue, offer=None))
    assert (
        "/anmelden"
        in person.client.get("/beratung/vereine/11", base_url=PUBLIC_URL).headers["Location"]
    )
    sign_in(person, crew.ida)
    page = person.open("/beratung/vereine/11")
    assert page.heading == "Diese Vereine ansprechen: Berlin"
    assert any(words.endswith("Ruderclub") for words in page.texts("//main//h2"))
    assert "Telefon: 030 1 23 45" in page.text
    assert person.client.get("/beratung/vereine/99", base_url=PUBLIC_URL).status_code == 404


def test_figures_are_kept_once_a_month(person: Person) -> None:
    kept = person.parts.gap_months
    assert kept
    assert not kept.has("2026-11", "15")
    assert keep_figures(person.site) >= 17
    assert kept.has("2026-11", "15")
    before = kept.of("15")
    keep_figures(person.site)
    assert kept.of("15") == before
    page = person.open("/luecken/15")
    assert "2026-11" in " ".join(page.texts("//section[@aria-labelledby='frueher']//th"))

"""The page that says how true the directory is: its counts are those of search, its words plain."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from directory.content import example_listings
from directory.model import Address, Listing, Status, Venue, Verification
from directory.web.parts import EXTENSION
from directory.web.truth.health_page import Counts, of_one_state, percent, states
from tests.page_checks import by_class
from tests.submissions.examples import a_club, an_offer
from tests.visiting import TODAY, Visitor, built_site, start_anew

# Today is 2026-11-24. Six months ago is 2026-05-24: who said so on that day is too old.
LAST_OLD, FIRST_FRESH = date(2026, 5, 24), date(2026, 5, 25)
HIDDEN = date(2025, 11, 24)


def an_offer_in(ags: str, state: str, verified: date | None, number: int = 0) -> Listing:
    id = f"h-{ags}-{verified}-{number}"
    venue = Venue(
        f"v-{ags}", "Halle am Park", Address("00000", "Ort", state_code=state, ags=ags), 50, 10
    )
    offer = an_offer(id, club_id=f"c-{ags}", venue_id=venue.id, verification=Verification(verified))
    return Listing(a_club(f"c-{ags}"), offer, venue)


MORE = (
    an_offer_in("10041100", "SL", FIRST_FRESH),
    an_offer_in("10041100", "SL", TODAY),
    an_offer_in("10041100", "SL", LAST_OLD),
    an_offer_in("10042113", "SL", LAST_OLD),
    an_offer_in("10042113", "SL", HIDDEN),
)


@pytest.fixture(scope="module")
def health_site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Offers of Saarland in two districts, besides the examples."""
    return built_site(tmp_path_factory.mktemp("health"), *MORE)


def counted(ags: str) -> tuple[int, int]:
    """Shown and confirmed offers of a place, counted by hand: examples never grow too old."""
    shown = [
        one.offer.verification.verified_on
        for one in (*example_listings(Path("content")), *MORE)
        if one.offer
        and one.offer.status is not Status.ENDED
        and one.venue
        and one.venue.address.ags.startswith(ags)
        and (one.offer.example or one.offer.verification.verified_on != HIDDEN)
    ]
    return len(shown), sum(day is not None and day >= FIRST_FRESH for day in shown)


def said(ags: str) -> str:
    shown, confirmed = counted(ags)
    return f"{confirmed} von {shown}"


@pytest.fixture
def visitor(health_site: Flask) -> Iterator[Visitor]:
    yield Visitor(health_site.test_client())


def rows(visitor: Visitor, address: str) -> dict[str, str]:
    page = visitor.open(address)
    heads = page.texts("//th[@scope='row']")
    return dict(zip(heads, page.texts("//td"), strict=True))


def read(visitor: Visitor, address: str) -> list[dict[str, str]]:
    answer = visitor.client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_each_state_says_how_many_of_its_offers_are_confirmed(visitor: Visitor) -> None:
    found = rows(visitor, "/wie-aktuell")
    assert len(found) >= 16
    assert found["Saarland"] == said("10"), "what is hidden from search does not count"
    assert found["Bayern"] == said("09")


def test_a_state_shows_its_districts(visitor: Visitor) -> None:
    found = rows(visitor, "/wie-aktuell/sl")
    links = {str(a.get("href")) for a in visitor.open("/wie-aktuell/sl").all("//th//a")}
    keys = {one.venue.address.ags[:5] for one in MORE if one.venue}
    assert {link[-5:] for link in links} >= keys
    assert sorted(found.values()) == sorted(said(link[-5:]) for link in links)


def test_the_sum_is_said_in_words(visitor: Visitor) -> None:
    text = visitor.open("/wie-aktuell/sl").text
    shown, confirmed = counted("10")
    assert f"Wir zeigen {shown} Angebote." in text
    assert f"Davon sind geprüft: {confirmed} Angebote." in text
    assert f"Das sind {round(100 * confirmed / shown)} von 100." in text


def test_the_counts_are_those_of_search(visitor: Visitor) -> None:
    sums = rows(visitor, "/wie-aktuell")
    for state in ("Saarland", "Berlin", "Sachsen-Anhalt"):
        code = {"Saarland": "SL", "Berlin": "BE", "Sachsen-Anhalt": "ST"}[state]
        confirmed, total = (int(word) for word in sums[state].split(" von "))
        for address, count in (("", total), ("&geprueft=1", confirmed)):
            got = visitor.client.get(f"/api/v1/offers?land={code}{address}").json
            assert got and got["total"] == count, (state, address)


def test_bars_are_as_long_as_shares(visitor: Visitor) -> None:
    page = visitor.open("/wie-aktuell/sl")
    bars = [bar[1].get("width") for bar in page.all("//main//table//*[local-name()='svg']")]
    numbers = [[int(word) for word in words.split(" von ")] for words in page.texts("//td")]
    assert bars == [str(round(100 * confirmed / shown)) for confirmed, shown in numbers]
    assert "0" in bars


def test_programs_get_the_same_as_a_file(visitor: Visitor) -> None:
    states = {row["place"]: row for row in read(visitor, "/wie-aktuell/alle.csv")}
    shown, confirmed = counted("10")
    assert states["Saarland"] == {
        "key": "10",
        "place": "Saarland",
        "offers": str(shown),
        "confirmed": str(confirmed),
        "percent": str(round(100 * confirmed / shown)),
        "day": "2026-11-24",
    }
    districts = read(visitor, "/wie-aktuell/sl.csv")
    assert [(int(row["offers"]), int(row["confirmed"])) for row in districts] == [
        counted(row["key"]) for row in districts
    ]


@pytest.mark.parametrize("address", ["/wie-aktuell/xx", "/wie-aktuell/xx.csv"])
def test_other_states_do_not_exist(visitor: Visitor, address: str) -> None:
    assert visitor.client.get(address).status_code == 404


def test_a_state_has_one_address(visitor: Visitor) -> None:
    answer = visitor.client.get("/wie-aktuell/SL")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/wie-aktuell/sl")


def test_the_page_is_kept_by_state_like_others(visitor: Visitor) -> None:
    first = visitor.client.get("/wie-aktuell")
    again = visitor.client.get("/wie-aktuell", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_state_without_offers_says_so_kindly(health_site: Flask) -> None:
    parts = health_site.extensions[EXTENSION]
    with health_site.test_request_context("/"):
        page = of_one_state("HB", Counts(0, 0, {}, {}), parts.gazetteer, parts.ladder, TODAY)
    assert page.result == ("Hier kennen wir noch kein Angebot.",)
    assert page.rows == ()


def test_what_has_no_place_is_a_row_of_its_own(health_site: Flask) -> None:
    counts = Counts(5, 3, {"ST": 4}, {"ST": 2})
    with health_site.test_request_context("/"):
        *_states, last = states(counts)
        assert (last.words, last.more, last.href) == ("Ohne festen Ort", "1 von 1", "")


def test_the_steps_are_those_of_the_ladder(health_site: Flask) -> None:
    parts = health_site.extensions[EXTENSION]
    other = replace(parts, ladder=replace(parts.ladder, ask_months=4))
    health_site.extensions[EXTENSION] = other
    start_anew(health_site)
    try:
        text = Visitor(health_site.test_client()).open("/wie-aktuell/sl").text
    finally:
        health_site.extensions[EXTENSION] = parts
        start_anew(health_site)
    assert "Nach 4 Monaten fragen wir den Verein." in text


def test_it_is_linked_from_where_the_data_come_from(visitor: Visitor) -> None:
    page = visitor.open("/quellen")
    assert page.all("//main//a[@href='/wie-aktuell']" + by_class("way-on"))


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 0, 0), (0, 5, 0), (5, 5, 100), (999, 1000, 99), (1, 1000, 1), (2, 3, 67)],
)
def test_only_all_is_a_hundred_and_only_none_is_nothing(
    part: int, whole: int, expected: int
) -> None:
    assert percent(part, whole) == expected

"""Pages are counted whether they are made, kept or unchanged; programs are not, nor are people."""

import gzip
import json
import sqlite3
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from directory.catalogue.criteria import Criteria
from directory.submissions import Counts, Store, UseCounts, Used, Uses
from directory.submissions.counts import Sums
from directory.web import counting
from directory.web.counting import Numbers
from directory.web.parts import EXTENSION, Parts
from tests.databases import url_in
from tests.live_site import running_site
from tests.uses.around import counting_around
from tests.visiting import PUBLIC_URL, TODAY, built_site
from tests.web.listings import full_listing

BROWSER = {
    "Accept-Language": "de",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept-Encoding": "gzip, br",
}
OFFER = "/angebot/schwimmen-voll"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return built_site(tmp_path_factory.mktemp("counting") / "instance", full_listing())


@pytest.fixture(autouse=True)
def numbers(site: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Numbers]:
    """Those of the site; stored only when a test says so."""
    monkeypatch.setattr(counting, "SECONDS", 3600.0)
    found = counting_around(site).numbers
    found.store()
    yield found
    found.store()


def parts_of(site: Flask) -> Parts:
    found: Parts = site.extensions[EXTENSION]
    return found


def uses_of(site: Flask) -> Uses:
    uses = parts_of(site).uses
    assert uses
    return uses


def counted(site: Flask, numbers: Numbers) -> UseCounts:
    assert numbers.store()
    return uses_of(site).of_offer(our_offer(), TODAY)


def our_offer() -> str:
    listing = full_listing()
    assert listing.offer
    return listing.offer.id


def ask(site: Flask, address: str, method: str = "GET", **headers: str) -> Any:
    asked = {**BROWSER, **{name.replace("_", "-"): value for name, value in headers.items()}}
    client = site.test_client()
    return client.open(
        address,
        base_url=PUBLIC_URL,
        method=method,
        headers={name: value for name, value in asked.items() if value},
    )


def test_an_offer_is_opened_however_it_is_answered(site: Flask, numbers: Numbers) -> None:
    before = counted(site, numbers)
    first = ask(site, OFFER)
    assert ask(site, OFFER).data == first.data, "kept"
    again = ask(site, OFFER, If_None_Match=first.headers["ETag"])
    assert again.status_code == 304
    ask(site, f"/de{OFFER}")
    assert counted(site, numbers).opened == before.opened + 4
    for other in (
        f"{OFFER}/teilen",
        f"{OFFER}/qr.svg",
        f"{OFFER}/fragen",
        f"{OFFER}-gibt-es-nicht",
    ):
        ask(site, other)
    ask(site, f"{OFFER}?merkzettel=gemerkt")
    assert counted(site, numbers).opened == before.opened + 4


@pytest.mark.parametrize("address", ["/suche?q=schwimmen+voll", "/en/sport/schwimmen"])
def test_results_show_offers_however_they_are_answered(
    site: Flask, numbers: Numbers, address: str
) -> None:
    before = counted(site, numbers)
    first = ask(site, address)
    assert "schwimmen-voll" in first_text(first)
    ask(site, address)
    assert ask(site, address, If_None_Match=first.headers["ETag"]).status_code == 304
    after = counted(site, numbers)
    assert (after.shown, after.opened) == (before.shown + 3, before.opened)


def first_text(answer: Any) -> str:
    data = answer.data
    if answer.headers.get("Content-Encoding") == "gzip":
        data = gzip.decompress(data)
    return str(data, "utf-8")


@pytest.mark.parametrize(
    "unlike",
    [
        {"Accept_Language": ""},
        {"User_Agent": " "},
        {"User_Agent": "python-requests/2.32"},
        {"User_Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User_Agent": "curl/8.5.0"},
        {"Sec_Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"method": "HEAD"},
    ],
)
def test_programs_and_pages_loaded_ahead_do_not_count(
    site: Flask, numbers: Numbers, unlike: dict[str, str]
) -> None:
    before = counted(site, numbers)
    for address in (OFFER, "/suche?q=schwimmen+voll", OFFER):
        ask(site, address, **unlike)
    assert counted(site, numbers) == before


def test_a_telephone_with_bot_in_its_name_counts(site: Flask, numbers: Numbers) -> None:
    before = counted(site, numbers)
    ask(site, OFFER, User_Agent="Mozilla/5.0 (Linux; Android 13; CUBOT P80) Chrome/140.0")
    assert counted(site, numbers).opened == before.opened + 1


def test_printing_is_told_by_our_own_page_only(site: Flask, numbers: Numbers) -> None:
    before = counted(site, numbers)
    address = "/angebot/schwimmen-voll/gedruckt"
    own = ask(site, address, "POST", Sec_Fetch_Site="same-origin")
    assert (own.status_code, own.data) == (204, b"")
    assert "Set-Cookie" not in own.headers
    assert ask(site, address, "POST", Sec_Fetch_Site="cross-site").status_code == 403
    assert ask(site, "/angebot/nein/gedruckt", "POST", Sec_Fetch_Site="none").status_code == 404
    assert ask(site, address).status_code == 405
    after = counted(site, numbers)
    assert (after.printed, after.opened) == (before.printed + 1, before.opened)


def test_counting_does_not_make_a_page_anew(site: Flask, numbers: Numbers) -> None:
    etag = ask(site, OFFER).headers["ETag"]
    stamp = parts_of(site).store.stamp()
    assert numbers.store()
    # Only SQLite has a stamp; everywhere the page must stay what it was.
    assert stamp is None or parts_of(site).store.stamp() != stamp, "something was stored"
    assert ask(site, OFFER, If_None_Match=etag).status_code == 304


def test_a_locked_database_breaks_no_page_and_loses_no_number(
    site: Flask, numbers: Numbers, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counted(site, numbers)
    uses = uses_of(site)

    def locked(*_: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(Uses, "add", locked)
        assert ask(site, OFFER).status_code == 200
        assert not numbers.store()
        assert not numbers.store()
        assert ask(site, OFFER).status_code == 200
    assert uses is uses_of(site)
    assert counted(site, numbers).opened == before.opened + 2


def test_a_fault_in_counting_breaks_no_page(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken for a test")

    monkeypatch.setattr(Numbers, "count", broken)
    assert ask(site, OFFER).status_code == 200


def test_numbers_do_not_fill_the_memory(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_NUMBERS", 3)
    numbers = Numbers(lambda: parts_of(site))
    for slug in "abcdeab":
        numbers.count(Used.OPENED, (slug,))
    assert sorted(numbers._counts.values()) == [1, 2, 2]
    numbers._counts.clear()


def test_threads_count_each_once(site: Flask, numbers: Numbers) -> None:
    before = counted(site, numbers)

    def read() -> None:
        for _ in range(50):
            ask(site, OFFER)
            numbers.store()

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted(site, numbers).opened == before.opened + 200


def test_numbers_are_stored_by_a_thread_after_a_while(
    site: Flask, numbers: Numbers, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counted(site, numbers)
    monkeypatch.setattr(counting, "SECONDS", 1.0)
    ask(site, OFFER)
    timer = numbers._timer
    assert timer and timer.daemon
    timer.join(60)
    assert uses_of(site).of_offer(our_offer(), TODAY).opened == before.opened + 1
    assert numbers._timer is None, "nothing runs while nothing is counted"


def test_nothing_of_a_person_is_stored(site: Flask, numbers: Numbers) -> None:
    ask(site, OFFER, X_Forwarded_For="203.0.113.77", Cookie="lesen=gross", User_Agent="Zeuge/1.0")
    assert numbers.store()
    database = parts_of(site).store.database
    with database.reading() as connection:
        columns = [column["name"] for column in inspect(connection).get_columns("use")]
    assert columns == ["day", "offer_id", "what", "count"]
    file = database.file
    for path in file.parent.glob(f"{file.name}*") if file else ():
        for trace in (b"203.0.113.77", b"Zeuge/1.0", b"lesen=gross"):
            assert trace not in path.read_bytes()


def test_the_server_stores_its_numbers_when_it_stops(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    with running_site(instance, DIRECTORY_WORKERS="2") as address:
        with urllib.request.urlopen(f"{address}/api/v1/offers") as answer:
            slug = json.load(answer)["offers"][0]["url"].rsplit("/", 1)[1]
        for _ in range(5):
            asked = urllib.request.Request(f"{address}/angebot/{slug}", headers=BROWSER)
            urllib.request.urlopen(asked).close()
    store = Store(url_in(instance))
    with store.database.reading() as connection:
        query = text("SELECT sum(count) FROM use WHERE what = 'opened'")
        assert connection.execute(query).scalar() == 5
    store.close()


def test_an_older_day_keeps_its_numbers(site: Flask, numbers: Numbers) -> None:
    before = parts_of(site)
    ask(site, OFFER)
    site.extensions[EXTENSION] = replace(before, today=lambda: TODAY + timedelta(1))
    try:
        ask(site, OFFER)
        numbers.store()
    finally:
        site.extensions[EXTENSION] = before
    tomorrow = uses_of(site).of_offer(our_offer(), TODAY + timedelta(1)).opened
    assert tomorrow == 1


def sums_of(site: Flask, numbers: Numbers) -> Sums:
    assert numbers.store()
    counts = parts_of(site).counts
    assert counts
    return counts.between(TODAY, TODAY)


def rows_of(site: Flask, numbers: Numbers) -> dict[tuple[str, str], int]:
    """What stands in the database, also words that no page tells."""
    assert numbers.store()
    with parts_of(site).store.database.reading() as connection:
        rows = connection.execute(text("SELECT what, word, count FROM daily_count"))
        return {(what, word): count for what, word, count in rows}


def grown(site: Flask, numbers: Numbers, address: str, **asked: str) -> dict[tuple[str, str], int]:
    """What one request adds."""
    before = rows_of(site, numbers)
    ask(site, address, **asked)
    after = rows_of(site, numbers)
    return {key: n - before.get(key, 0) for key, n in after.items() if n != before.get(key, 0)}


@pytest.mark.parametrize("path", ["/suche", "/en/suche", "/api/v1/offers"])
def test_a_search_is_counted_however_it_is_answered(
    site: Flask, numbers: Numbers, path: str
) -> None:
    address = f"{path}?q=schwimmen&tag=mo&tag=di&brauche=stufenlos&ort=Halle&sortierung=frisch"
    search = {
        ("search", ""): 1,
        ("filter", "tag"): 1,
        ("filter", "brauche stufenlos"): 1,
        ("place", "municipality"): 1,
    }
    before = rows_of(site, numbers)
    first = ask(site, address)
    assert ask(site, address).data == first.data, "kept"
    assert ask(site, address, If_None_Match=first.headers["ETag"]).status_code == 304
    after = rows_of(site, numbers)
    assert {key: after[key] - before.get(key, 0) for key in search} == dict.fromkeys(search, 3)


def test_further_pages_and_an_empty_question_are_no_search(site: Flask, numbers: Numbers) -> None:
    assert grown(site, numbers, "/suche") == {}
    assert grown(site, numbers, "/suche?q=schwimmen&seite=2") == {}
    assert grown(site, numbers, "/suche?q=schwimmen")[("search", "")] == 1


def test_programs_search_without_being_counted(site: Flask, numbers: Numbers) -> None:
    address = "/suche?q=schwimmen+quidditchkurs"
    assert grown(site, numbers, address, User_Agent="python-requests/2.32") == {}
    assert grown(site, numbers, address, Accept_Language="") == {}
    assert grown(site, numbers, address, Sec_Purpose="prefetch") == {}


def test_words_that_fit_nothing_are_noted_alone_and_once_a_day(
    site: Flask, numbers: Numbers
) -> None:
    found = grown(site, numbers, "/suche?q=Xylimbo+Quäxbert+Halle+0345998877")
    assert found[("nothing", "")] == 1
    words = {word: count for (what, word), count in found.items() if what == "nothing-word"}
    assert words == {"xylimbo": 1, "quaxbert": 1}
    again = grown(site, numbers, "/suche?q=xylimbo+quäxbert")
    assert again[("nothing", "")] == 1
    assert ("nothing-word", "xylimbo") not in again
    assert sums_of(site, numbers).words == {}


def test_an_address_of_mail_leaves_no_word(site: Flask, numbers: Numbers) -> None:
    found = grown(site, numbers, "/suche?q=zorbaxia@wumpel.example")
    assert found[("search", "")] == 1
    assert not [word for what, word in found if what == "nothing-word"]


def test_a_sport_that_nobody_offers_is_noted(site: Flask, numbers: Numbers) -> None:
    sports = parts_of(site).sports
    offered = parts_of(site).finder.find(Criteria(page_size=1)).facets.sports
    missing = next(one for one in sports.all() if one.id not in offered)
    found = grown(site, numbers, f"/suche?sport={missing.id}")
    assert found[("nothing-sport", missing.id)] == 1


def test_a_fault_while_notes_are_stored_counts_no_offer_twice(
    site: Flask, numbers: Numbers, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, searches = counted(site, numbers), sums_of(site, numbers).days[0].searches

    def locked(*_: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(Counts, "add", locked)
        ask(site, OFFER)
        ask(site, "/suche?q=schwimmen+voll")
        assert not numbers.store()
    assert counted(site, numbers).opened == before.opened + 1
    assert sums_of(site, numbers).days[0].searches == searches + 1

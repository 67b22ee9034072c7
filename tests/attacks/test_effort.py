"""Rows 60, 62 and 64: nobody takes all the work of the site, and nobody honest is shut out."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from directory.submissions import Limits
from directory.web.effort import FILE, PAPER, PURPOSE, Ledger, points
from directory.web.parts import EXTENSION
from tests.attacks.building import a_site, opened, parts_of
from tests.page_checks import Page, look_over
from tests.submissions.clock import Clock
from tests.visiting import PUBLIC_URL, settings_in
from tests.web.listings import full_listing

MOST = 40
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
# Of three networks that nobody has.
SCHOOL, NEIGHBOUR, ELSEWHERE, SIXTH = "192.0.2.7", "192.0.2.99", "198.51.100.7", "2001:db8:1::7"
CHOICE = {"worttrenner": "punkt"}
_new = count()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("effort") / "instance"


@pytest.fixture(scope="module")
def built(folder: Path) -> Flask:
    return a_site(folder, (full_listing(),))


@pytest.fixture
def clock() -> Clock:
    """Another day for each test, so that none finds what another counted."""
    return Clock(NOON + timedelta(days=next(_new)))


@pytest.fixture
def site(built: Flask, clock: Clock) -> Flask:
    return on_this_clock(built, clock)


def on_this_clock(app: Flask, clock: Clock, most: int = MOST) -> Flask:
    parts = parts_of(app)
    limits = Limits(parts.store.database, clock)
    app.extensions[EXTENSION] = replace(parts, now=clock, limits=limits, points_a_minute=most)
    return app


def search(app: Flask, who: str, address: str = "/suche", **headers: str) -> TestResponse:
    """A question that nobody has asked before."""
    return app.test_client(use_cookies=False).get(
        f"{address}?q=neu{next(_new)}",
        base_url=PUBLIC_URL,
        headers=headers,
        environ_base={"REMOTE_ADDR": who},
    )


def codes(app: Flask, who: str, times: int, address: str = "/suche", **headers: str) -> list[int]:
    return [search(app, who, address, **headers).status_code for _ in range(times)]


@pytest.fixture(autouse=True)
def only_when_told(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests say when a process tells what it counted."""
    monkeypatch.setattr(Ledger, "_tell_soon", lambda _self: None)
    yield


def ledger_of(app: Flask) -> Ledger:
    """Found where it stands: around the pages, inside of what keeps them."""
    inner: Any = app.wsgi_app
    while not hasattr(inner, "ledger"):
        inner = getattr(inner, "_inner", None) or inner.app
    found: Ledger = inner.ledger
    return found


def test_so_much_in_a_minute_and_then_a_kind_page_that_says_when(site: Flask, clock: Clock) -> None:
    clock.go(seconds=13)
    assert codes(site, SCHOOL, MOST) == [200] * MOST
    answer = search(site, SCHOOL)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "47")
    assert answer.headers["Cache-Control"] == "no-store"
    page = Page("/suche", 429, answer.text)
    look_over(page)
    assert page.heading == "Bitte warten Sie kurz"
    # Being refused costs nothing: in the next minute all is well.
    clock.go(seconds=47)
    assert codes(site, SCHOOL, MOST) == [200] * MOST


def test_programs_get_it_as_json(site: Flask) -> None:
    codes(site, SCHOOL, MOST)
    answer = search(site, SCHOOL, "/api/v1/offers")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert answer.get_json()["error"]["status"] == 429


def test_neighbours_share_and_others_notice_nothing(site: Flask) -> None:
    codes(site, SCHOOL, MOST)
    assert codes(site, NEIGHBOUR, 1) == [429]
    assert codes(site, ELSEWHERE, 1) == [200]
    assert codes(site, SIXTH, 1) == [200]


def test_what_is_kept_or_known_is_given_to_everybody(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that everybody reads after television is made once; it does not even ask."""
    client = site.test_client(use_cookies=False)

    def ask(**headers: str) -> TestResponse:
        return client.get(
            "/", base_url=PUBLIC_URL, headers=headers, environ_base={"REMOTE_ADDR": SCHOOL}
        )

    tag = ask().headers["ETag"]
    codes(site, SCHOOL, MOST)
    assert search(site, SCHOOL).status_code == 429
    monkeypatch.setattr(Ledger, "spend", lambda *_: 1 / 0)
    assert ask().status_code == 200
    assert ask(**{"If-None-Match": tag}).status_code == 304


def test_forms_pictures_and_those_who_watch_are_not_counted(site: Flask) -> None:
    assert [points("GET", path) for path in ("/assets/x.css", "/healthz", "/readyz")] == [0, 0, 0]
    assert points("POST", "/vereine/angebot") == 0
    codes(site, SCHOOL, MOST)
    client = site.test_client(use_cookies=False)
    environ = {"REMOTE_ADDR": SCHOOL}
    assert client.get("/healthz", base_url=PUBLIC_URL, environ_base=environ).status_code == 200
    sent = client.post("/einstellungen", data=CHOICE, base_url=PUBLIC_URL, environ_base=environ)
    assert sent.status_code == 303


def test_what_takes_longer_counts_more() -> None:
    assert points("GET", "/daten/angebote.csv") == FILE
    assert points("GET", "/angebot/x/papier.pdf") == PAPER
    assert 1 == points("GET", "/suche") < PAPER < FILE


def test_a_made_up_address_does_not_get_round_it(site: Flask) -> None:
    """Row 62: without a proxy nobody is believed."""
    made_up = [{"X-Forwarded-For": f"203.0.113.{n}", "X-Real-IP": f"10.0.0.{n}"} for n in range(9)]
    codes(site, SCHOOL, MOST)
    assert [search(site, SCHOOL, **one).status_code for one in made_up] == [429] * 9


def test_behind_a_proxy_only_its_own_word_counts(folder: Path, built: Flask, clock: Clock) -> None:
    """What the visitor wrote stands before it, and is another one each time."""
    behind = on_this_clock(opened(replace(settings_in(folder, PUBLIC_URL), proxies=1)), clock)
    found = [
        search(behind, "127.0.0.1", **{"X-Forwarded-For": f"203.0.113.{n}, {SCHOOL}"}).status_code
        for n in range(MOST + 3)
    ]
    assert found == [200] * MOST + [429] * 3


def test_it_holds_for_all_processes_and_machines(folder: Path, site: Flask, clock: Clock) -> None:
    other = on_this_clock(opened(settings_in(folder, PUBLIC_URL)), clock)
    codes(site, SCHOOL, MOST - 10)
    ledger_of(site).tell()
    codes(other, SCHOOL, 10)
    ledger_of(other).tell()
    assert codes(other, SCHOOL, 1) == [429]
    # The first learns it with the next thing that it has to tell.
    codes(site, SCHOOL, 2)
    ledger_of(site).tell()
    assert codes(site, SCHOOL, 1) == [429]


def test_many_threads_lose_no_number(site: Flask) -> None:
    ledger = ledger_of(site)
    site.extensions[EXTENSION] = replace(parts_of(site), points_a_minute=1_000_000)

    def spend() -> None:
        for number in range(2_000):
            ledger.spend(SCHOOL, 1)
            if number % 500 == 0:
                ledger.tell()

    threads = [threading.Thread(target=spend) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert list(ledger._spent.values()) == [8_000]


def test_without_a_database_pages_come_and_each_counts_for_itself(
    site: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object) -> Any:
        raise OperationalError("INSERT", {}, Exception("away"))

    monkeypatch.setattr(Limits, "add", away)
    assert codes(site, SCHOOL, MOST - 1) == [200] * (MOST - 1)
    ledger_of(site).tell()
    assert codes(site, SCHOOL, 2) == [200, 429]
    assert "limits wait for the database: OperationalError" in caplog.text
    assert SCHOOL not in caplog.text


def test_nothing_tells_who_asked_and_who_asks_little_is_not_written_down(site: Flask) -> None:
    def rows() -> list[Any]:
        with parts_of(site).store.database.reading() as connection:
            return list(connection.execute(text("SELECT * FROM limit_count")))

    codes(site, ELSEWHERE, 1)
    before = rows()
    ledger_of(site).tell()
    assert rows() == before
    codes(site, SCHOOL, MOST)
    ledger_of(site).tell()
    assert len(rows()) == 1
    assert not any(word in str(rows()) for word in (SCHOOL, "192.0.2", "c00002", PURPOSE))


def test_the_machine_itself_and_a_proxy_that_nobody_named_are_never_shut_out(site: Flask) -> None:
    for who in ("127.0.0.1", "::1", ""):
        assert codes(site, who, MOST + 5) == [200] * (MOST + 5)


def test_it_can_be_switched_off(site: Flask) -> None:
    site.extensions[EXTENSION] = replace(parts_of(site), points_a_minute=0)
    assert codes(site, SCHOOL, MOST + 5) == [200] * (MOST + 5)


def test_no_flood_of_networks_fills_the_memory(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.web.effort.MOST_NETWORKS", 100)
    ledger = ledger_of(site)
    assert not any(ledger.spend(f"10.{n // 250}.{n % 250}.1", 1) for n in range(1_000))
    assert len(ledger._spent) == 100


def test_what_was_counted_is_told_by_itself(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("directory.web.effort.SECONDS", 0.01)
    site.extensions[EXTENSION] = replace(parts_of(site), points_a_minute=MOST)
    told = threading.Event()
    monkeypatch.setattr(Limits, "add", lambda *_: told.set() or {})
    codes(site, SCHOOL, MOST // 2)
    assert told.wait(60)
    # What was counted since is told now, and not in the midst of the next test.
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer) and thread.function == ledger_of(site).tell:
            thread.join(60)


def test_counts_of_a_minute_that_is_over_are_forgotten(site: Flask, clock: Clock) -> None:
    limits = parts_of(site).limits
    assert limits
    minute = timedelta(minutes=1)
    assert limits.add(PURPOSE, {"a": 3, "b": 5}, minute) == {"a": 3, "b": 5}
    assert limits.add(PURPOSE, {"b": 1, "a": 1}, minute) == {"a": 4, "b": 6}
    clock.go(minutes=1)
    assert limits.add(PURPOSE, {"a": 1}, minute) == {"a": 1}
    with parts_of(site).store.database.reading() as connection:
        assert len(list(connection.execute(text("SELECT * FROM limit_count")))) == 2

"""Whoever watches over the site learns how it is, and nothing about people."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from directory.app import create_app
from directory.config import SettingError, Settings
from directory.model.mail import OutgoingMail
from directory.submissions import Outbox, Store
from directory.submissions.database import Database
from directory.web.parts import EXTENSION
from tests.databases import environ_of
from tests.operating.conftest import Run, now
from tests.submissions.examples import a_listing

On = Callable[[Path], Run]


@pytest.fixture
def site(run: Run, instance: Path, store: Store) -> Flask:
    """With an index, and with a tick that was just there."""
    store.publish(a_listing())
    run("index")
    run("tick")
    return create_app(Settings.from_environment(environ_of(instance)))


def asked(site: Flask, address: str) -> tuple[int, dict[str, Any]]:
    answer = site.test_client().get(address, base_url="http://127.0.0.1")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers and "Set-Cookie" not in answer.headers
    found: dict[str, Any] = answer.get_json()
    return answer.status_code, found


def later(site: Flask, **span: float) -> Flask:
    """For the pages it is so much later."""
    parts = site.extensions[EXTENSION]
    site.extensions[EXTENSION] = replace(parts, now=lambda: now() + timedelta(**span))
    return site


@contextmanager
def without_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def fails(_self: Database) -> None:
        raise OperationalError("SELECT 1", {}, Exception("disk I/O error"))

    with monkeypatch.context() as patch:
        patch.setattr(Database, "reading", fails)
        yield


def test_all_is_well(site: Flask) -> None:
    assert asked(site, "/healthz") == (200, {"alive": True})
    status, document = asked(site, "/readyz")
    assert (status, document["ready"], document["attention"]) == (200, True, [])
    assert document["index_seconds_behind"] == 0 and document["tick_seconds_ago"] < 30
    assert asked(site, "/readyz?strict=1")[0] == 200


def test_visitors_get_words_where_programs_get_figures(site: Flask) -> None:
    answer = site.test_client().get("/zustand", base_url="http://127.0.0.1")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "Ja, alles geht." in answer.text


def test_without_the_database_it_is_alive_but_not_ready(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without_database(monkeypatch):
        assert asked(site, "/healthz")[0] == 200
        status, document = asked(site, "/readyz")
    assert (status, document["ready"], document["attention"]) == (503, False, ["database"])
    assert "I/O" not in str(document)
    assert asked(site, "/readyz")[0] == 200


def test_what_waits_or_stands_still_wants_attention(site: Flask, store: Store) -> None:
    mail = OutgoingMail("mail:1", "anna@verein.example", "Frage", "Guten Tag!")
    Outbox(store.database, now).post(mail)
    store.publish(a_listing("new"))
    status, document = asked(site, "/readyz?strict=1")
    assert (status, document["mails_waiting"]) == (200, 1)
    late = later(site, minutes=30)
    status, document = asked(late, "/readyz")
    assert (status, document["ready"]) == (200, True)
    assert document["attention"] == ["index_late", "mails_wait", "tick_late"]
    assert document["index_seconds_behind"] >= 1800 and document["mails_oldest_seconds"] >= 1800
    assert asked(late, "/readyz?strict=1")[0] == 503
    assert "anna" not in str(document)


def test_an_index_that_is_gone_wants_attention_but_pages_go_on(
    run: Run, instance: Path, store: Store
) -> None:
    run("tick")
    site = create_app(Settings.from_environment(environ_of(instance)))
    status, document = asked(site, "/readyz")
    assert (status, document["attention"]) == (200, ["index_unusable"])
    assert document["index_seconds_behind"] is None


def test_a_new_era_makes_everything_wait(store: Store) -> None:
    store.publish(a_listing())
    assert store.waiting_since(store.position()) is None
    place = store.position().rpartition(".")[0]
    assert store.waiting_since(f"{place}.another") is not None


def test_watching_counts_nothing(site: Flask, store: Store) -> None:
    position = store.position()
    for _ in range(3):
        site.test_client().get(
            "/readyz", headers={"Accept-Language": "de"}, base_url="http://127.0.0.1"
        )
    assert store.position() == position


class TestNumbers:
    """Only for the networks that the operator names."""

    @pytest.fixture
    def watched(self, site: Flask, instance: Path) -> Flask:
        environ = {
            **environ_of(instance),
            "DIRECTORY_METRICS": "127.0.0.1, 10.0.0.0/8",
        }
        return create_app(Settings.from_environment(environ))

    def test_they_tell_the_state(self, watched: Flask, store: Store) -> None:
        mail = OutgoingMail("mail:1", "anna@verein.example", "Frage", "Guten Tag!")
        Outbox(store.database, now).post(mail)
        answer = watched.test_client().get("/metrics", base_url="http://127.0.0.1")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
        told = dict(line.split() for line in lines)
        assert told["directory_ready"] == told["directory_listings"] == "1"
        assert told["directory_mails_waiting"] == told["directory_index_usable"] == "1"
        assert told["directory_submissions_waiting"] == told["directory_attention"] == "0"
        assert "anna" not in answer.text

    @pytest.mark.parametrize(
        ("address", "status"), [("10.1.2.3", 200), ("192.0.2.7", 404), ("::1", 404), ("", 404)]
    )
    def test_others_find_no_such_page(self, watched: Flask, address: str, status: int) -> None:
        environ = {"REMOTE_ADDR": address}
        client = watched.test_client()
        answer = client.get("/metrics", base_url="http://127.0.0.1", environ_overrides=environ)
        assert answer.status_code == status

    def test_without_the_setting_nobody_finds_it(self, site: Flask) -> None:
        answer = site.test_client().get("/metrics", base_url="http://127.0.0.1")
        assert answer.status_code == 404

    def test_without_the_database_they_say_so(
        self, watched: Flask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with without_database(monkeypatch):
            answer = watched.test_client().get("/metrics", base_url="http://127.0.0.1")
        assert "directory_ready 0" in answer.text

    def test_a_wrong_network_is_named(self) -> None:
        with pytest.raises(SettingError, match="DIRECTORY_METRICS is 'home'"):
            Settings.from_environment({"DIRECTORY_METRICS": "home"})

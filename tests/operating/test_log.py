"""The log says what was asked for, and never by whom or with which words."""

import json
import logging
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, abort

from directory.app import create_app
from directory.cli.logs import AsJson, AsText
from directory.config import Settings
from directory.submissions import Store
from directory.watching import Event, Slowness, set_slowness
from directory.web.parts import EXTENSION
from directory.web.request_log import Site
from tests.databases import environ_of, only_sqlite
from tests.live_site import ROOT, running_site
from tests.operating.conftest import Run
from tests.submissions.examples import a_listing
from tests.waiting import until

SECRETS = ("anna@verein.example", "Trisomie", "geheimnis123", "192.0.2.7", "Rollstuhl-Anna")


def requests_in(lines: list[dict[str, Any]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for line in lines:
        if line["logger"] == "directory.requests":
            assert set(line) - {"time", "level", "logger", "message"} == {
                "method",
                "route",
                "language",
                "status",
                "ms",
            }
            found.setdefault(line["route"], []).append(line["status"])
    return found


def ask(address: str, path: str, body: bytes | None = None) -> int:
    headers = {"X-Forwarded-For": "192.0.2.7", "User-Agent": "Rollstuhl-Anna"}
    request = urllib.request.Request(address + path, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_running_site_logs_each_request_without_people(tmp_path: Path) -> None:
    """Row 66, with kept pages, secret links, faults and requests that are none."""
    instance = tmp_path / "instance"
    with running_site(
        instance, DIRECTORY_LOG="json", DIRECTORY_EXAMPLES="no", DIRECTORY_PROXIES="1"
    ) as site:
        for _ in range(2):
            assert ask(site, "/suche?q=Trisomie+anna@verein.example") == 200
        assert ask(site, "/de/suche?q=Trisomie") == 200
        assert ask(site, "/vereine/l/geheimnis123") in (404, 410)
        assert ask(site, "/vereine/link", b"email=anna%40verein.example") in (200, 303, 403)
        assert ask(site, "/geheimnis123") == 404
        port = int(site.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(b"geheimnis123 Trisomie\r\n\r\n")
            line.recv(1000)
        log = instance / "log.txt"
        # The follower starts beside the workers, and these warm up while they serve.
        until(lambda: Event.FOLLOWER_STARTED in log.read_text(), log=log.read_text)
        until(lambda: log.read_text().count('"/suche"') >= 4, log=log.read_text)
    text = log.read_text()
    for secret in SECRETS:
        assert secret not in text
    # From the first line of the first start on, of every process.
    lines = [json.loads(line) for line in text.splitlines()]
    told = {line["event"] for line in lines if "event" in line}
    assert told >= {"site_started", "follower_started", "index_rebuilt"}
    assert "The directory is ready." in [line["message"] for line in lines]
    found = requests_in(lines)
    # One more by the server itself, which warms up.
    assert found["/suche"] == [200, 200, 200, 200]
    assert found["/vereine/l/<token>"] in ([404], [410])
    # The second is no request at all; the site answers it too.
    assert found["-"] == [404, 400]


def test_an_error_is_told_by_its_kind_and_place() -> None:
    try:
        float("anna@verein.example")
    except ValueError:
        record = logging.getLogger("x").makeRecord(
            "x", logging.ERROR, "f", 1, "a page failed", (), exc_info=sys.exc_info()
        )
    said = json.loads(AsJson().format(record))
    assert said["error"] == "ValueError" and said["level"] == "error"
    assert said["at"][0].startswith("tests/operating/test_log.py:")
    assert "anna" not in json.dumps(said)


def test_a_page_that_fails_names_its_pattern(caplog: pytest.LogCaptureFixture) -> None:
    app = Site("pages")

    @app.get("/link/<token>")
    def page(token: str) -> str:
        raise RuntimeError

    assert app.test_client().get("/link/geheimnis123?q=Trisomie").status_code == 500
    assert [record.getMessage() for record in caplog.records] == [
        "a page failed: /link/<token> [GET]"
    ]


class TestFailure:
    """Whoever meets a fault of ours reads a number, and the log tells under it what happened."""

    @pytest.fixture
    def site(self, run: Run, instance: Path) -> Flask:
        run("index")
        app = create_app(Settings.from_environment(environ_of(instance)))

        @app.get("/kaputt/<token>")
        def page(token: str) -> str:
            raise ValueError(f"anna@verein.example {token}")

        @app.get("/besetzt")
        def busy() -> str:
            abort(503)

        return app

    @pytest.mark.parametrize(
        ("address", "route", "lines"),
        [("/kaputt/geheimnis123", "/kaputt/<token>", 2), ("/de/besetzt", "/besetzt", 1)],
    )
    def test_the_number_on_the_page_stands_in_the_log(
        self,
        site: Flask,
        caplog: pytest.LogCaptureFixture,
        address: str,
        route: str,
        lines: int,
    ) -> None:
        client = site.test_client()
        invented = {"X-Request-ID": "geheimnis123"}
        answer = client.get(address, base_url="http://127.0.0.1", headers=invented)
        assert answer.status_code >= 500 and "anna@verein.example" not in answer.text
        (number,) = re.findall(r"\b\d{3}-\d{3}\b", answer.text)
        for form in (AsText(), AsJson()):
            told = [form.format(record) for record in caplog.records]
            ours = [line for line in told if number in line and route in line]
            assert len(ours) == lines
            assert not any(secret in line for line in told for secret in SECRETS)
        other = client.get(address, base_url="http://127.0.0.1")
        assert number not in other.text

    def test_what_is_nobodys_fault_has_no_number(self, site: Flask) -> None:
        answer = site.test_client().get("/gibt-es-nicht", base_url="http://127.0.0.1")
        assert answer.status_code == 404
        assert not re.findall(r"\b\d{3}-\d{3}\b", answer.text)

    def test_programs_get_the_number_too(self, site: Flask) -> None:
        @site.get("/api/kaputt")
        def answer_of_programs() -> str:
            raise ValueError

        answer = site.test_client().get("/api/kaputt", base_url="http://127.0.0.1")
        assert re.fullmatch(r"\d{3}-\d{3}", answer.get_json()["error"]["number"])


def test_slow_pages_are_told_by_their_pattern(
    run: Run, instance: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run("index")
    environ = {**environ_of(instance), "DIRECTORY_SLOW_PAGE_MS": "1"}
    app = create_app(Settings.from_environment(environ))
    app.test_client().get("/suche?q=Trisomie", base_url="http://127.0.0.1")
    told = [json.loads(AsJson().format(record)) for record in caplog.records]
    (slow,) = [line for line in told if line.get("event") == "slow_page"]
    assert (slow["by"], slow["made"], slow["status"]) == ("/suche", "new", 200)
    assert "Trisomie" not in json.dumps(told)


def test_slow_searches_are_told_by_their_kind(
    run: Run, instance: Path, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.publish(a_listing())
    run("index")
    caplog.clear()
    app = create_app(Settings.from_environment(environ_of(instance)))
    searcher = app.extensions[EXTENSION].finder._index.searcher()
    search = searcher.search

    def slowly(*given: Any) -> Any:
        time.sleep(0.05)
        return search(*given)

    set_slowness(Slowness(query_ms=40))
    searcher.search = slowly
    app.test_client().get("/suche?q=Trisomie&ort=Halle", base_url="http://127.0.0.1")
    told = [json.loads(AsJson().format(record)) for record in caplog.records]
    slow = [line for line in told if line.get("event") == "slow_search"]
    assert slow and slow[0]["by"] == "/suche" and slow[0]["words"] >= 0
    assert "Trisomie" not in json.dumps(told) and "Halle" not in json.dumps(told)


@only_sqlite("backups are files of it")
def test_commands_tell_programs_what_they_did(run: Run, instance: Path) -> None:
    """Each line of a command is one of the log; in a process of its own, as a timer runs it."""
    environ = {**os.environ, "DIRECTORY_INSTANCE": str(instance), "DIRECTORY_LOG": "json"}
    for words, event in (
        (["index"], "index_rebuilt"),
        (["tick"], None),
        (["backup"], "backup_made"),
        (["upgrade"], "upgraded"),
        (["init"], None),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "directory", *words],
            env=environ,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        lines = [json.loads(line) for line in done.stderr.splitlines()]
        assert done.stdout == "" and (lines or words == ["init"])
        if event:
            assert event in [line.get("event") for line in lines]
    environ |= {"DIRECTORY_DATABASE_URL": "sqlite:////nowhere/at-all.sqlite"}
    done = subprocess.run(
        [sys.executable, "-m", "directory", "index"],
        env=environ,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    (line,) = map(json.loads, done.stderr.splitlines())
    assert (done.returncode, line["level"]) == (1, "error") and "no database" in line["message"]


def test_without_the_setting_no_request_is_logged(
    run: Run, instance: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run("index")
    caplog.set_level(logging.INFO)
    for log, count in (("text", 0), ("json", 1)):
        caplog.clear()
        environ = {**environ_of(instance), "DIRECTORY_LOG": log}
        client = create_app(Settings.from_environment(environ)).test_client()
        assert client.get("/healthz").status_code == 200
        named = [one for one in caplog.records if one.name == "directory.requests"]
        assert len(named) == count

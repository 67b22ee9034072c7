"""The log says what was asked for, and never by whom or with which words."""

import json
import logging
import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from directory.app import create_app
from directory.cli.logs import AsJson
from directory.config import Settings
from directory.web.request_log import Site
from tests.databases import environ_of
from tests.live_site import running_site
from tests.operating.conftest import Run

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
    text = (instance / "log.txt").read_text()
    for secret in SECRETS:
        assert secret not in text
    # What comes before the first request is for the person who starts the site.
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
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

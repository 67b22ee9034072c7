"""What the script beside a text asks."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from directory.submissions import Limits, Store
from directory.web.clubs import text_views
from directory.web.parts import EXTENSION
from tests.clubs.probe import probe_site
from tests.databases import new_database

ADDRESS = "/vereine/text-pruefen"
TEXT = "Wir haben zwei Bälle."


@pytest.fixture(scope="module")
def probe() -> Flask:
    return probe_site()


def test_the_answer_is_the_piece_of_the_page_without_script(probe: Flask) -> None:
    client = probe.test_client()
    answer = client.post("/vereine/text-pruefen", data={"text": TEXT})
    page = client.post("/probe", data={"text_leicht": TEXT, "pruefe": "ja"}).text
    piece = page[page.index('<div class="text-findings"') :].partition("</ol>")[0]
    assert answer.text.strip().partition("</ol>")[0] == piece.replace('tabindex="-1" autofocus', "")
    assert answer.mimetype == "text/html"
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_speaks_the_language_of_the_page_and_marks_german(probe: Flask) -> None:
    answer = probe.test_client().post(f"/en{ADDRESS}", data={"text": TEXT})
    assert '<strong lang="de">2</strong>' in answer.text


def test_what_looks_like_html_stays_text(probe: Flask) -> None:
    text = 'Wir haben zwei "><script>alert(1)</script> Bälle &lt;b&gt;.'
    answer = probe.test_client().post(ADDRESS, data={"text": text})
    assert "<script" not in answer.text and "<b>" not in answer.text


@pytest.mark.parametrize(
    "data", [{}, {"text": ""}, {"text": "\x00\ud800" * 9}, {"text": "a" * 9999}]
)
def test_nothing_that_is_sent_breaks_it(probe: Flask, data: dict[str, str]) -> None:
    sent = {key: value.encode("utf-8", "surrogatepass") for key, value in data.items()}
    assert probe.test_client().post(ADDRESS, data=sent).status_code == 200


def test_reading_it_is_not_possible_and_other_sites_are_refused(probe: Flask) -> None:
    client = probe.test_client()
    assert client.get(ADDRESS).status_code == 405
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(ADDRESS, data={"text": TEXT}, headers=headers).status_code == 403


def test_a_network_may_ask_only_so_often(
    probe: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    store = Store(new_database(tmp_path, now))
    before = probe.extensions[EXTENSION]
    monkeypatch.setitem(
        probe.extensions, EXTENSION, replace(before, limits=Limits(store.database, lambda: now))
    )
    monkeypatch.setattr(text_views, "MOST_CHECKS", 3)
    client = probe.test_client()
    codes = [client.post(ADDRESS, data={"text": TEXT}).status_code for _ in range(5)]
    store.close()
    assert codes == [200, 200, 200, 429, 429]

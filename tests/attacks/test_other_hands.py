"""Row 55: with what one club or one region has nobody reads or changes what another one has."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from directory.model.team import Duty, grants_of
from tests.attacks.addresses import COOKIE
from tests.attacks.asking import ask, send
from tests.attacks.building import a_site, parts_of
from tests.attacks.other_hands import (
    MARK,
    OF_ONESELF,
    OF_THE_TEAM,
    PRESSED,
    THEIRS,
    Others,
    Ours,
    Try,
    classified,
    has_to_be_classified,
    the_other_club,
    tries,
)
from tests.attacks.test_requests import all_rows
from tests.web.listings import full_listing

# How often somebody did something, and what is used up by whoever has it.
COUNTED = ("limit_count", "limit_key", "use", "daily_count", "heartbeat")

Rows = Counter[tuple[Any, ...]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return a_site(tmp_path_factory.mktemp("hands") / "instance", (full_listing(),))


def test_every_address_that_names_something_is_classified(site: Flask) -> None:
    """A new one has to be written down, in ``other_hands.py``, or it is not tried below."""
    assert classified(site) == has_to_be_classified(site)


def test_what_one_has_opens_nothing_of_another(site: Flask) -> None:
    parts = parts_of(site)
    others = the_other_club(parts)
    assert parts.team
    people = [
        parts.team.add(f"{duty}@eigen.example", duty, grants_of([duty], ["15002"]))
        for duty in (Duty.EDITOR, Duty.ADVISOR)
    ]
    before = rows_of(site)
    ours = Ours(parts)
    opened = Counter[str]()
    for one in tries(site, ours, others):
        of_team = one.endpoint.startswith(OF_THE_TEAM) or one.endpoint in OF_ONESELF
        for person in people if of_team else (None,):
            secret = parts.team.sign_in(person.id, "Firefox, Linux") if person else ""
            cookie = {"Cookie": f"{COOKIE}={secret}"} if secret else {}
            for answer in answers(site, one, others, cookie):
                assert answer.status_code < 500, one
                assert MARK not in words_of(answer), one
                assert others.photo not in answer.data, one
                opened[one.endpoint] += answer.status_code == 200
    after = rows_of(site)
    assert before - after == Counter(), "something of another club has changed or is gone"
    new = [row for row in after - before if MARK in repr(row) or f"'{THEIRS}-" in repr(row)]
    assert new == []
    # Else nothing was tried: with our own words our own pages open.
    assert {"keeping.own_offers", "clubs.draft", "clubs.table_check", "truth.confirm"} <= {
        endpoint for endpoint, times in opened.items() if times
    }


def answers(
    site: Flask, one: Try, others: Others, cookie: dict[str, str]
) -> Iterator[TestResponse]:
    client = site.test_client(use_cookies=False)
    if one.method == "GET":
        yield ask(client, one.path, **cookie)
        return
    # A word that does not fit is refused before anybody looks at the form.
    for pressed in PRESSED if one.fits else PRESSED[:1]:
        form = {**others.form, "tun-1": pressed, "tun": pressed, "schritt": pressed}
        yield send(client, one.path, form, {"Sec-Fetch-Site": "same-origin", **cookie})


def words_of(answer: TestResponse) -> str:
    """Also those of a workbook."""
    if not answer.data.startswith(b"PK"):
        return f"{answer.headers}{answer.data.decode(errors='replace')}".lower()
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        return "".join(book.read(name).decode() for name in book.namelist()).lower()


def rows_of(site: Flask) -> Rows:
    return Counter(
        (table, *row)
        for table, rows in all_rows(site).items()
        if table not in COUNTED
        for row in rows
    )

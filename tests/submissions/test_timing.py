"""Slow statements are told with gaps, the time and who asked; never with a value."""

import json
import time

import pytest
from sqlalchemy import text

from directory.cli.logs import AsJson
from directory.submissions import Store
from directory.submissions.database import Database
from directory.submissions.timing import without_values
from directory.watching import Asking, Slowness, asked_by, set_slowness


@pytest.fixture(autouse=True)
def everything_is_slow() -> None:
    set_slowness(Slowness(query_ms=50))


@pytest.fixture
def database(store: Store) -> Database:
    """Its `slow(x)` takes a tenth of a second."""
    with store.database.reading() as connection:
        driver = connection.connection.driver_connection
        if hasattr(driver, "create_function"):
            driver.create_function("pg_sleep", 1, time.sleep)
    return store.database


def lines(caplog: pytest.LogCaptureFixture, by: str) -> list[dict[str, object]]:
    """Not those of other threads of this process, such as of a site that an earlier test made."""
    told = [
        json.loads(AsJson().format(record))
        for record in caplog.records
        if record.name == "directory.events"
    ]
    return [line for line in told if line.get("by") == by]


def test_a_slow_statement_is_told_once_without_values(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    sql = text("SELECT pg_sleep(0.1), :who WHERE 'geheim' <> :other")
    with asked_by(Asking("/suche")), database.reading() as connection:
        connection.execute(sql, {"who": "anna@verein.example", "other": "Trisomie"})
    *statements, transaction = lines(caplog, "/suche")
    # On a busy machine others may be slow too.
    (told,) = (one for one in statements if "pg_sleep" in str(one["sql"]))
    assert (told["event"], told["by"]) == ("slow_statement", "/suche")
    assert 100 <= float(str(told["ms"])) < 5000
    assert str(told["sql"]).startswith("SELECT pg_sleep(?), ")
    assert (transaction["event"], transaction["kind"]) == ("slow_transaction", "read")
    assert not any(secret in caplog.text + str(told) for secret in ("anna", "Trisomie", "geheim"))


def test_a_slow_transaction_of_quick_statements_is_told(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with asked_by(Asking("tick")), database.writing():
        time.sleep(0.1)
    # On a busy machine the statement that begins it may be slow too.
    (told,) = (one for one in lines(caplog, "tick") if one["event"] != "slow_statement")
    assert (told["event"], told["kind"], told["by"]) == ("slow_transaction", "write", "tick")


def test_quick_ones_are_not_told(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    set_slowness(Slowness(query_ms=5000))
    with asked_by(Asking("/suche")), database.reading() as connection:
        connection.execute(text("SELECT pg_sleep(0.1)"))
    set_slowness(Slowness(query_ms=0))
    with asked_by(Asking("/suche")), database.reading() as connection:
        connection.execute(text("SELECT pg_sleep(0.1)"))
    assert lines(caplog, "/suche") == []


def test_sql_is_told_with_gaps_on_one_line() -> None:
    assert without_values("SELECT a\n FROM t1 WHERE b = 'x''y' AND c IN (?, ?, ?, ?) LIMIT 10") == (
        "SELECT a FROM t1 WHERE b = ? AND c IN (?, …) LIMIT ?"
    )
    postgres = "WHERE id IN (%(id_1_1)s::VARCHAR, %(id_1_2)s::VARCHAR, %(id_1_3)s::VARCHAR)"
    assert without_values(postgres) == "WHERE id IN (?, …)"
    assert len(without_values("SELECT " + "a, " * 1000)) < 700

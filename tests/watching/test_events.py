"""Events have names and fields, and fields hold no word of a person."""

import ast
import json
import logging
from pathlib import Path

import pytest

from directory.cli.logs import AsJson, AsText
from directory.publishing.away import DatabaseWatch
from directory.watching import Asking, Event, asked_by, tell
from directory.watching.events import _WORDS
from directory.watching.sparing import Sparing

HOUSE = Path(__file__).parents[2] / "directory"
# What a field may be called; whoever adds a name has thought about what stands in it.
FIELDS = {
    "asked",
    "by",
    "bytes",
    "count",
    "error",
    "erased",
    "failed",
    "kind",
    "made",
    "method",
    "ms",
    "needs",
    "next_try_seconds",
    "of",
    "order",
    "page",
    "postponed",
    "purpose",
    "radius_km",
    "rows",
    "seconds",
    "sent",
    "sports",
    "sql",
    "status",
    "terms",
    "threads",
    "total",
    "tries",
    "trouble",
    "words",
    "workers",
}


def calls() -> list[tuple[str, ast.Call]]:
    """Each place where an event is told."""
    return [
        (file.relative_to(HOUSE).as_posix(), node)
        for file in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.args[0])[:6] == "Event."
    ]


def test_every_event_has_words_and_somebody_tells_it() -> None:
    assert set(_WORDS) == set(Event)
    named = {
        node.args[0].attr for _, node in calls() if isinstance(node.args[0], ast.Attribute)
    } | {"LINES_LEFT_OUT", "MAIL_POSTPONED"}
    assert {event.name for event in Event} - named == set()


def test_every_field_is_known() -> None:
    assert len(calls()) > 15
    for file, node in calls():
        names = {word.arg for word in node.keywords if word.arg}
        assert names <= FIELDS, f"{file}: {names - FIELDS}"


def told(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(AsJson().format(record)) for record in caplog.records]


def test_a_line_for_programs_and_one_for_people(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "directory.events"):
        tell(Event.INDEX_REBUILT, count=820, seconds=1.5)
    (line,) = told(caplog)
    assert (line["event"], line["count"], line["seconds"]) == ("index_rebuilt", 820, 1.5)
    assert (line["level"], line["message"]) == ("info", "the index was built anew")
    text = AsText().format(caplog.records[0])
    assert text.endswith(
        "INFO directory.events the index was built anew event=index_rebuilt count=820 seconds=1.5"
    )


def test_what_goes_wrong_for_a_page_carries_the_number_that_it_shows(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with asked_by(Asking("/suche")) as asking:
        logging.getLogger("directory.anything").error("broken")
        (line,) = told(caplog)
        assert line["request"] == asking.number
        assert f"request={asking.number}" in AsText().format(caplog.records[0])


def test_no_form_tells_the_text_of_an_error(caplog: pytest.LogCaptureFixture) -> None:
    try:
        float("anna@verein.example")
    except ValueError:
        logging.getLogger("directory.anything").exception("broken")
    for form in (AsText(), AsJson()):
        line = form.format(caplog.records[0])
        assert "ValueError" in line and "test_events.py" in line and "anna" not in line


def test_a_database_that_goes_and_comes_is_told_once_each(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "directory.events")
    watch = DatabaseWatch()
    for _ in range(3):
        watch.is_away(OSError("anna@verein.example"))
    watch.is_back()
    watch.is_back()
    away, back = told(caplog)
    assert (away["event"], away["error"]) == ("database_away", "OSError")
    assert back["event"] == "database_back" and float(str(back["seconds"])) >= 0
    assert "anna" not in str(away)


def test_numbers_can_be_told_by_telephone() -> None:
    numbers = {Asking("x").number for _ in range(100)}
    assert len(numbers) > 95
    assert all(len(n) == 7 and n[3] == "-" and n.replace("-", "").isdigit() for n in numbers)
    asking = Asking("x")
    assert asking.number == asking.number


def test_a_flood_of_lines_is_spared_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    sparing = Sparing(3, lambda: now)
    first = [sparing.left_out_before_now() for _ in range(5)]
    now = 61.0
    assert (first, sparing.left_out_before_now()) == ([0, 0, 0, None, None], 2)
    for _ in range(100):
        tell(Event.LIMIT_MET, purpose="text check")
    assert len(caplog.records) <= 61

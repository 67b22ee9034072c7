"""Only people can check Leichte Sprache: no text promises it, and one place says who did."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from directory.content import example_listings
from directory.model import Text
from directory.model.seal import Seal, seal
from directory.web.seal import seal_words

ROOT = Path(__file__).parents[2]
PROMISE = re.compile(r"(?:geprüft|zertifiziert)\w*\s+(?:in\s+)?Leichte\w*\s+Sprache", re.IGNORECASE)
SEAL = re.compile(r"Menschen mit Lern-?schwierigkeiten geprüft", re.IGNORECASE)
CHECKED = Text("Wir spielen.", checked_on=date(2026, 10, 2), checked_by_team="Prüf-Gruppe Bonn")


def test_a_check_by_readers_gives_the_seal() -> None:
    assert seal(CHECKED) == Seal(date(2026, 10, 2), "Prüf-Gruppe Bonn")


@pytest.mark.parametrize(
    "text",
    [
        None,
        Text("Wir spielen."),
        # No score of a program and no half of a record is a check.
        Text("Wir spielen.", rule_score=1.0),
        replace(CHECKED, checked_on=None),
        replace(CHECKED, checked_by_team=""),
        replace(CHECKED, checked_by_team="  "),
    ],
)
def test_nothing_else_gives_the_seal(text: Text | None) -> None:
    assert seal(text) is None


def test_the_seal_says_who_and_when() -> None:
    with Flask("seal").app_context():
        assert seal_words(Seal(date(2026, 10, 2), "Prüf-Gruppe Bonn")) == (
            "Von Menschen mit Lernschwierigkeiten geprüft",
            "Die Prüfung war am 2. Oktober 2026.",
            "Die Gruppe heißt: Prüf-Gruppe Bonn.",
        )


def test_an_invented_offer_says_that_nobody_checked_it() -> None:
    found = seal(CHECKED, example=True)
    assert found is not None
    assert seal_words(found) == ("Das ist nur ein Beispiel.", "Niemand hat diesen Text geprüft.")


def test_every_example_is_marked_so_that_no_seal_of_it_looks_real() -> None:
    offers = [listing.offer for listing in example_listings(ROOT / "content") if listing.offer]
    checked = [offer for offer in offers if offer.what.easy and offer.what.easy.checked_on]
    assert checked
    for offer in checked:
        found = seal(offer.what.easy, example=offer.example)
        assert found is not None
        assert found.example
        assert "Beispiel" in found.team


def said() -> Iterator[tuple[str, str]]:
    """Whatever a visitor might read: templates, content, and the words in code."""
    for folder in ("directory/templates", "directory/static", "directory/translations", "content"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".html", ".yaml", ".csv", ".md", ".po", ".js", ".svg"}:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "directory").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        words = " | ".join(
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        yield path.relative_to(ROOT).as_posix(), words


def test_nothing_says_that_a_text_is_checked_easy_language() -> None:
    found = {where for where, words in said() if PROMISE.search(words)}
    # Its docstring says what the verdict never is.
    assert found <= {"directory/easy_language/findings.py"}


def test_the_words_of_the_seal_stand_in_one_place() -> None:
    places = {where for where, words in said() if SEAL.search(words)}
    assert {where for where in places if not where.endswith(".po")} == {"directory/web/seal.py"}

"""Every requirement of accessibility has a test that names it, or a person who looks."""

import ast
import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from tests.house.rows import ROWS, Row

ROOT = Path(__file__).parents[2]
HOW_MANY = {"A": 10, "B": 9, "C": 13, "D": 15, "E": 13, "F": 6, "G": 5, "H": 3, "J": 6}


@cache
def functions(file: str) -> dict[str, str]:
    """Name and docstring of each function of a file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {
        node.name: ast.get_docstring(node) or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }


def test_all_80_rows_are_there() -> None:
    ids = [f"{part}{number + 1}" for part, most in HOW_MANY.items() for number in range(most)]
    assert len(ids) == 80
    assert [row.id for row in ROWS] == ids


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_has_a_check_that_names_it_or_a_reason(row: Row) -> None:
    assert row.checks or row.by_hand, f"{row.id}: nobody checks that {row.line}"
    for check in row.checks:
        file, _, name = check.partition("::")
        assert name in functions(file), f"{check} is gone; who checks {row.id} now?"
        said = f"{name.replace('_', ' ')} {functions(file)[name]}"
        assert re.search(rf"\b{row.id}\b", said, re.IGNORECASE), f"{check} does not say {row.id}"


def test_what_checks_all_pages_is_really_run() -> None:
    """A rule that stands in no list of rules checks nothing."""
    from tests.browser.walks import WALKS
    from tests.page_checks import RULES

    run = {rule.__name__ for rule in chain(RULES, WALKS)}
    for row in ROWS:
        for check in row.checks:
            name = check.partition("::")[2]
            if not name.startswith("test_"):
                assert name in run, check

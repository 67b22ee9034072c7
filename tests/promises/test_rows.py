"""The table of faults and attacks: each row is a promise, and names the tests that hold it."""

import ast
import csv
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
with (Path(__file__).parent / "rows.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@cache
def _tests_in(file: str) -> set[str]:
    path = TESTS / file
    if not path.is_file():
        return set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}


def test_rows_are_numbered_and_each_stands_once() -> None:
    numbers = [int(row["row"]) for row in ROWS]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["row"])
def test_a_row_says_what_it_promises_and_which_tests_hold_it(row: dict[str, str]) -> None:
    assert row["what"] and row["figure"]
    named = row["tests"].split()
    assert named
    for one in named:
        file, _, name = one.partition("::")
        assert name in _tests_in(file), f"there is no {one}"

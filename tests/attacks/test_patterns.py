"""ReDoS: no pattern of the program takes ever longer over a text that was made for it."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import directory

ROOT = Path(directory.__file__).parent
SEARCHING = frozenset(
    {"compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
)
# What explodes does so long before; in long runs as long as the longest text of a form.
LONGEST, LONGEST_OF_ALL = 500, 8_000
# A pattern that backtracks without end needs years for the longest; this is generous.
MOST_SECONDS = 1.0
# Below this a clock says nothing about growth.
WORTH_COMPARING_SECONDS = 0.02
# Twice the text: twice the time, or four times where each place of the text is a new beginning.
MOST_GROWTH = 5.5


def patterns() -> dict[str, re.Pattern[str]]:
    """Those that modules keep, and those that stand in the middle of a function."""
    found = {kept.pattern: kept for kept in _kept() if isinstance(kept.pattern, str)}
    for text, flags in _written():
        found.setdefault(text, re.compile(text, flags))
    return found


def _kept() -> Iterator[re.Pattern[str]]:
    for module in pkgutil.walk_packages([str(ROOT)], "directory."):
        if ".migrations" in module.name or module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            yield from _inside(value, 0)


def _inside(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth < 2:
        for one in value.values():
            yield from _inside(one, depth + 1)
    elif isinstance(value, tuple | list | frozenset | set) and depth < 3 and len(value) < 500:
        for one in value:
            yield from _inside(one, depth + 1)
    elif type(value).__module__.startswith(("directory.", "wtforms.")) and depth < 3:
        for name in getattr(type(value), "__slots__", ()) or getattr(value, "__dict__", ()):
            yield from _inside(getattr(value, name, None), depth + 1)


def _written() -> Iterator[tuple[str, re.RegexFlag]]:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name_of(node.func) in SEARCHING and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, re.RegexFlag(0)


def _name_of(called: ast.expr) -> str:
    is_re = (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id == "re"
    )
    return called.attr if is_re and isinstance(called, ast.Attribute) else ""


@cache
def all_patterns() -> dict[str, re.Pattern[str]]:
    return patterns()


def pumps(pattern: str) -> list[str]:
    """What is repeated: signs of the pattern itself, alone and two by two, and usual ones."""
    own = list(dict.fromkeys(re.sub(r"\\[a-zA-Z]|[\\^$*+?()\[\]{}|]", "", pattern)))[:5]
    usual = ["a", "A", "1", " ", "-", ".", "a ", "1."]
    pairs = [a + b for a, b in pairwise(own)]
    return list(dict.fromkeys([*usual, *own, *pairs]))


def seconds(pattern: re.Pattern[str], text: str) -> float:
    begun = time.process_time()
    pattern.search(text)
    pattern.fullmatch(text)
    return time.process_time() - begun


def slow(pattern: re.Pattern[str], longest: int = LONGEST) -> str:
    """The text that it takes too long for; empty where there is none."""
    for pump in pumps(pattern.pattern):
        # From 15 signs on, in small steps: what explodes is seen before the clock waits for ever.
        size, before = 15, 0.0
        while size <= longest:
            text = (pump * size)[:size] + "\x00"
            taken = seconds(pattern, text)
            if taken > MOST_SECONDS or _grows(before, taken):
                # Once more, because something else may have held us up.
                again = seconds(pattern, text)
                if again > MOST_SECONDS or _grows(before, again):
                    return f"{pump!r} x {size}: {taken:.2f} s after {before:.2f} s"
            size, before = (size * 2 if size > 60 else size + 5), taken
    return ""


def _grows(before: float, taken: float) -> bool:
    return before > WORTH_COMPARING_SECONDS and taken > before * MOST_GROWTH


def test_patterns_are_found_wherever_they_stand() -> None:
    found = all_patterns()
    assert len(found) > 120
    assert r"[0-9]{1,12}\.[0-9a-f]{16}\.[0-9a-f]{32}" in found


def test_a_pattern_that_explodes_would_be_noticed() -> None:
    assert slow(re.compile(r"(?:[a-z]+[ -]?)+$"))


def test_no_pattern_takes_ever_longer() -> None:
    assert {text: found for text, one in all_patterns().items() if (found := slow(one))} == {}


@pytest.mark.soak
def test_no_pattern_takes_ever_longer_over_a_long_text() -> None:
    """Where each place of a text may be a beginning, the time grows with the square."""
    for text, one in all_patterns().items():
        found = slow(one, LONGEST_OF_ALL)
        taken = float(found.partition(": ")[2].partition(" ")[0] or 0)
        assert taken < 10 * MOST_SECONDS, (text, found)

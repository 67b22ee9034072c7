"""Which tests can open a database: those that reach the one place from which all come."""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SOURCE = TESTS / "databases.py"
# It imports the source for all; what it gives to each test opens none.
_FOR_ALL = TESTS / "conftest.py"


def reaches_a_database(test: pytest.Item) -> bool:
    """Whether its file, or that of a fixture which it asks for, imports `tests.databases`, itself
    or by what it imports."""
    return any(map(_reaches, {test.path, *_files_of_fixtures(test)} - {_FOR_ALL}))


def is_far(file: Path) -> bool:
    """Whether no test in this file can reach one, whatever fixture of its room it asks for."""
    if not (file.name.startswith("test_") and file.suffix == ".py"):
        return False
    rooms = [room / "conftest.py" for room in file.parents if TESTS in room.parents]
    return not any(map(_reaches, (file, *filter(Path.exists, rooms))))


def _files_of_fixtures(test: pytest.Item) -> Iterator[Path]:
    fixtures = getattr(test, "_fixtureinfo", None)  # what pytest calls a test may have none
    for found in fixtures.name2fixturedefs.values() if fixtures else ():
        for fixture in found:
            yield Path(inspect.unwrap(fixture.func).__code__.co_filename)


@cache
def _reaches(file: Path) -> bool:
    seen, left = set(), [file]
    while left:
        here = left.pop()
        if here == SOURCE:
            return True
        if here not in seen and here.is_relative_to(TESTS):
            seen.add(here)
            left += _imported(here)
    return False


@cache
def _imported(file: Path) -> tuple[Path, ...]:
    """The files of tests that it names, also inside a function; a package is its first file."""
    found = []
    for line in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(line, ast.Import):
            found += [name.name for name in line.names]
        elif isinstance(line, ast.ImportFrom) and line.module and not line.level:
            # What is imported may itself be a module.
            found += [line.module, *(f"{line.module}.{name.name}" for name in line.names)]
    return tuple(file for name in found for file in _files(name))


def _files(module: str) -> Iterator[Path]:
    place = TESTS.parent.joinpath(*module.split("."))
    for file in (place.with_suffix(".py"), place / "__init__.py"):
        if file.is_relative_to(TESTS) and file.is_file():
            yield file

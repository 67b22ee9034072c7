"""The house keeps its shape: what may lie where, and what may never be written down."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    # For those who run it, who read nothing else; and what they copy.
    "OPERATING.md",
    "README.md",
    "content",
    "directory",
    "operating",
    "pyproject.toml",
    # Scanners for known holes and newcomers look for these two at the top.
    "requirements-dev.txt",
    "requirements.txt",
    "search_index",
    "tests",
}
TEXT_ENDINGS = {".py", ".md", ".txt", ".toml", ".yaml", ".html", ".css", ".js", ".csv", ""}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [Path(line) for line in listed.stdout.splitlines()]


def test_nothing_lies_at_the_top_without_a_reason() -> None:
    assert {path.parts[0] for path in tracked()} <= TOP_LEVEL


def test_search_index_holds_the_built_index_only() -> None:
    inside = [path for path in tracked() if path.parts[0] == "search_index"]
    assert inside == [Path("search_index/.gitkeep")]


@pytest.mark.parametrize(
    "forbidden",
    [
        r"/(?:root|work|home)/\w+/",  # a path of somebody's machine
        r"--(?:extra-)?index-url \S",
        r"files\.pythonhosted\.org|registry\.npmjs\.org|pypi\.org/simple",
    ],
)
def test_no_file_names_a_machine_or_a_registry(forbidden: str) -> None:
    here = Path(__file__).relative_to(ROOT)
    found = [
        str(path)
        for path in tracked()
        if path != here
        and path.suffix in TEXT_ENDINGS
        and (ROOT / path).is_file()
        and re.search(forbidden, (ROOT / path).read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_every_package_is_pinned_with_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        pins = [line for line in lines if re.match(r"^[a-z0-9]", line, re.IGNORECASE)]
        assert pins
        for line in pins:
            assert "==" in line, line
            assert line.endswith("\\"), f"{line}: its hashes must follow"


def python_files() -> list[Path]:
    return sorted((ROOT / "directory").rglob("*.py"))


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_each_module_opens_with_one_sentence(path: Path) -> None:
    text = path.read_text(encoding="utf-8").strip()
    if "migrations/versions" in str(path):
        return
    assert text.startswith('"""'), "the first line says what the module is for"
    assert re.match(r'"""[^\n]+[.:]', text), "one sentence that ends with a full stop"


def test_no_room_is_named_for_nothing() -> None:
    empty_names = {"utils", "helpers", "common", "misc", "manager", "handler", "data", "info"}
    assert [path for path in python_files() if path.stem in empty_names] == []


def test_special_sql_stands_in_one_place() -> None:
    special = re.compile(
        r"PRAGMA|pg_current|pg_snapshot|BEGIN IMMEDIATE|VACUUM|fts5", re.IGNORECASE
    )
    found = {
        path.relative_to(ROOT).as_posix()
        for path in python_files()
        if special.search(path.read_text(encoding="utf-8"))
    }
    assert found <= {"directory/submissions/database.py"}

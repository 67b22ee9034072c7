"""Rows 39, 49 and 50: what we take from others is pinned, and what we write opens no door."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.app import create_app
from directory.config import SettingError
from tests.visiting import PUBLIC_URL, settings_in

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
# Text that is markup already: our own, or made safe in the line before. Another place needs a
# reason of its own, so it is written down here.
MADE_MARKUP = {
    "web/finder/sharing.py",
    "web/gallery.py",
    "web/kept_cards.py",
    "web/machine_head.py",
    "web/templating.py",
}
# Each of these runs what it is given.
RUNNING = frozenset({"eval", "exec", "compile", "__import__", "render_template_string"})
STATEMENTS = frozenset({"text", "exec_driver_sql", "executescript"})
# What PostgreSQL calls a server that takes no changes.
OWN_WORDS = frozenset({"refused"})
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}"
    r"|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30}|xox[abp]-[0-9]{8}"
    r"|eyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}"
    r"|://[^/\s:@\"'{}<>]+:(?!secret|password|geheim|x|\$)[^/\s:@\"'{}<>]{12,}@"
)


def pins(file: str) -> list[str]:
    """One for each package, with its hashes."""
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    return [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_every_package_is_pinned_by_version_and_hash(file: str) -> None:
    """And nobody is told where to get it: a line of the file cannot lead to another registry."""
    found = pins(file)
    assert len(found) > 30
    for line in found:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,-]+\])?==[\w.!+]+ ", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}(\s|$)", line), line
        assert not re.search(r"https?:|git\+|file:|--(extra-)?index-url|--find-links| @ ", line), (
            line
        )


def test_no_secret_lies_in_the_repository() -> None:
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if files.returncode:
        pytest.skip("this is no checkout of git")
    found = [
        name
        for name in files.stdout.decode().split("\0")
        if name and SECRETS.search(_text_of(ROOT / name))
    ]
    assert found == []


def test_a_secret_would_be_noticed() -> None:
    key = "-----BEGIN PRIVATE" + " KEY-----\n" + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEA"
    for secret in (
        key,
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "smtp://user:" + "kJ8vQ2mXr7Lp" + "@mail.example",
    ):
        assert SECRETS.search(secret)


def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore") if path.is_file() else ""


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Each call of the program: its file, itself, and the last name of what is called."""
    package = ROOT / "directory"
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else ""
                name = called.id if isinstance(called, ast.Name) else name
                yield str(path.relative_to(package)), node, name


def test_markup_is_made_of_our_own_words_only() -> None:
    for file, call, name in calls():
        if name == "Markup" and call.args and not isinstance(call.args[0], ast.Constant):
            assert file in MADE_MARKUP, f"{file}:{call.lineno}"


def test_nothing_that_somebody_sends_is_run_or_followed() -> None:
    for file, call, name in calls():
        place = f"{file}:{call.lineno}"
        is_of_re = isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "re.compile"
        assert name not in RUNNING or is_of_re, place
        assert not (name == "redirect" and "request." in ast.unparse(call.args[0])) or (
            "sign_in_address(" in ast.unparse(call.args[0])
        ), place
        assert not any(one.arg == "shell" for one in call.keywords), place
        loads = isinstance(call.func, ast.Attribute) and ast.unparse(call.func) in (
            "pickle.loads",
            "pickle.load",
            "yaml.load",
            "marshal.loads",
        )
        assert not loads, place


def test_no_statement_of_the_database_is_glued_together() -> None:
    """Constants of the program may stand in one; what somebody sent is handed over beside it."""
    for file, call, name in calls():
        if not file.startswith("submissions/") or name not in STATEMENTS or not call.args:
            continue
        for node in ast.walk(call.args[0]):
            if isinstance(node, ast.FormattedValue):
                glued = ast.unparse(node.value)
                assert glued.strip("_").isupper() or glued in OWN_WORDS, f"{file}:{call.lineno}"


@pytest.mark.parametrize(
    "sign",
    [r"\|\s*safe\b", r"autoescape\s+false", r"\sstyle=", r"\son[a-z]+=[\"']", "javascript:"],
)
def test_no_template_lets_words_become_markup(sign: str) -> None:
    for path in sorted((ROOT / "directory/templates").rglob("*.html")):
        found = re.search(sign, path.read_text(encoding="utf-8"))
        assert found is None, f"{path.name}: {found.group() if found else ''}"


def test_a_public_site_does_not_start_in_debug_mode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    with pytest.raises(SettingError, match="FLASK_DEBUG"):
        create_app(settings_in(tmp_path, PUBLIC_URL))

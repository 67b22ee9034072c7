"""The files that operators copy fit the program and the manual."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from directory.config import CHECKOUT, Settings
from tests.house.test_commands import SETTINGS
from tests.operating.manual import MANUAL

FOLDER = CHECKOUT / "operating"
EXAMPLE = (FOLDER / "settings.env").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", SETTINGS)
def test_each_setting_stands_in_the_example(setting: str) -> None:
    name = setting if setting == "PORT" else f"DIRECTORY_{setting}"
    assert re.search(rf"^#?{name}(_FILE)?=", EXAMPLE, re.MULTILINE)


def test_the_example_is_read_without_a_fault(tmp_path: Path) -> None:
    """With every line switched on, and read as a shell reads it."""
    lines = re.findall(r"^#?((?:DIRECTORY_\w+|PORT)=.*)$", EXAMPLE, re.MULTILINE)
    environ = dict(shlex.split(line)[0].split("=", 1) for line in lines)
    secret = tmp_path / "mail-password"
    secret.write_text("secret\n")
    environ["DIRECTORY_MAIL_PASSWORD_FILE"] = str(secret)
    settings = Settings.from_environment(environ)
    assert (settings.mail_password, settings.log, settings.proxies) == ("secret", "json", 1)


def test_no_line_of_the_example_holds_a_secret() -> None:
    assert not re.search(r"^#?DIRECTORY_MAIL_PASSWORD=", EXAMPLE, re.MULTILINE)


def test_each_file_is_explained_in_the_manual() -> None:
    for file in FOLDER.iterdir():
        stem = file.name if "backup" not in file.name else "directory-backup.timer"
        assert stem in MANUAL or "directory*.service" in MANUAL, file.name


def test_each_file_that_the_manual_names_is_there() -> None:
    for name in re.findall(r"\]\((operating/[^)]+|[A-Z]+\.md)[#)]", MANUAL):
        assert (CHECKOUT / name).is_file(), name


def test_the_container_is_made_of_files_that_are_there() -> None:
    text = (FOLDER / "Containerfile").read_text(encoding="utf-8")
    for line in re.findall(r"^COPY (.+)$", text, re.MULTILINE):
        for name in line.split()[:-1]:
            assert (CHECKOUT / name).exists(), name


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for file in FOLDER.glob("directory*"):
        text = file.read_text(encoding="utf-8")
        # The program does not lie there on this machine.
        text = text.replace("/srv/directory/venv/bin/directory", "/bin/true")
        (tmp_path / file.name).write_text(text)
    names = [str(file) for file in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        ["systemd-analyze", "verify", *names], capture_output=True, text=True, check=False
    )
    about_ours = [line for line in done.stderr.splitlines() if "directory" in line]
    assert about_ours == []

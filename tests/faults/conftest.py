"""Sites that run, on folders that were set up once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.databases import ON_POSTGRESQL
from tests.live_site import ROOT


@pytest.fixture(scope="session")
def _set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first start takes most of the time of a test; its outcome is copied."""
    folder = tmp_path_factory.mktemp("set_up") / "instance"
    environ = {**os.environ, "DIRECTORY_INSTANCE": str(folder), "DIRECTORY_EXAMPLES": "yes"}
    subprocess.run(
        [sys.executable, "-m", "directory", "init"],
        env=environ,
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder


@pytest.fixture(scope="session")
def copy_of_an_instance(_set_up: Path) -> Callable[[Path], Path]:
    """Puts database and index of a set-up directory into a folder, which may be there already."""

    def copied(target: Path) -> Path:
        if not ON_POSTGRESQL:  # whose database lies elsewhere; the site sets it up itself
            shutil.copytree(_set_up, target, dirs_exist_ok=True)
        return target

    return copied

"""The secret of the forms: made once, kept, and never one that anybody can guess."""

from pathlib import Path

import pytest

from directory.app import _form_secret
from directory.config import Settings


def secret_in(folder: Path) -> bytes:
    return _form_secret(Settings.from_environment({"DIRECTORY_INSTANCE": str(folder)}))


def test_it_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = secret_in(tmp_path)
    assert len(first) == 32 and secret_in(tmp_path) == first
    file = tmp_path / "form_secret"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_site_that_has_one_starts_with_a_disk_that_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = secret_in(tmp_path)

    def nothing(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("directory.app.create_whole", nothing)
    assert secret_in(tmp_path) == made


@pytest.mark.parametrize("left", [b"", b"half of it"])
def test_what_a_power_cut_has_left_of_it_is_no_secret(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "form_secret").write_bytes(left)
    made = secret_in(tmp_path)
    assert len(made) == 32 and not made.startswith(b"half")
    assert secret_in(tmp_path) == made

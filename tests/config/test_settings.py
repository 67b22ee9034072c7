"""Settings come from the environment and say kindly what is wrong."""

from pathlib import Path

import pytest

from directory.cli.opening import ladder_of
from directory.config import CHECKOUT, SettingError, Settings
from directory.model.ladder import Ladder


def test_without_any_setting_everything_lies_in_the_checkout() -> None:
    settings = Settings.from_environment({})
    assert settings.instance == CHECKOUT / "instance"
    assert settings.index == CHECKOUT / "search_index"
    assert settings.content == CHECKOUT / "content"
    assert settings.port == 8000
    assert settings.examples


def test_an_own_instance_folder_holds_the_index_too(tmp_path: Path) -> None:
    settings = Settings.from_environment({"DIRECTORY_INSTANCE": str(tmp_path)})
    assert settings.index == tmp_path / "search_index"
    assert settings.database_url == f"sqlite:///{tmp_path / 'directory.sqlite'}"


def test_a_value_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgresql://somewhere/x\n")
    settings = Settings.from_environment({"DIRECTORY_DATABASE_URL_FILE": str(secret)})
    assert settings.database_url == "postgresql://somewhere/x"


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"PORT": "eighty"}, "PORT is 'eighty'; it must be a number from 1 to 65535."),
        ({"PORT": "0"}, "PORT is '0'"),
        ({"DIRECTORY_WORKERS": "-1"}, "DIRECTORY_WORKERS is '-1'"),
        ({"DIRECTORY_EXAMPLES": "maybe"}, "it must be yes or no"),
        ({"DIRECTORY_GEOCODER": "google"}, "it must be offline or nominatim or photon"),
        ({"DIRECTORY_OPERATOR_FILE": "/nowhere"}, "which cannot be read"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(environ: dict[str, str], words: str) -> None:
    with pytest.raises(SettingError, match=words.replace("(", r"\(")):
        Settings.from_environment(environ)


def test_steps_of_the_ladder_must_come_one_after_the_other() -> None:
    settings = Settings.from_environment({"DIRECTORY_HIDE_MONTHS": "20"})
    with pytest.raises(SettingError, match="HIDE_MONTHS"):
        ladder_of(settings)
    assert ladder_of(Settings.from_environment({})) == Ladder()

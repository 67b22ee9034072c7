"""The first start sets everything up; later ones notice what is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from directory.submissions.store import Store
from tests.cli.conftest import Run
from tests.databases import only_sqlite

REAL_CLUBS = 820
EXAMPLES = 200


def test_the_first_start_brings_real_clubs_and_marked_examples(
    run: Run, store: Callable[[], Store]
) -> None:
    result = run("init")
    assert result.exit_code == 0, result.output
    assert result.output.rstrip().endswith("The directory is ready.")
    listings = list(store().listings())
    offers = [listing for listing in listings if listing.offer]
    assert len(offers) == EXAMPLES
    assert all(listing.offer.example for listing in offers if listing.offer)
    real = [listing for listing in listings if not listing.offer and not listing.club.example]
    assert len(real) == REAL_CLUBS
    assert run("doctor").output == "All is well.\n"


def test_examples_can_be_left_out(
    run: Run, store: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_EXAMPLES", "no")
    assert run("init").exit_code == 0
    assert not [listing for listing in store().listings() if listing.offer]


def test_a_first_start_that_was_interrupted_goes_on(
    run: Run, instance: Path, store: Callable[[], Store]
) -> None:
    assert run("init").exit_code == 0
    (instance / "first-start").write_text("begun")
    store().withdraw(next(iter(store().listings())).id)
    result = run("init")
    assert result.exit_code == 0, result.output
    assert (instance / "first-start").read_text() == "done"


@only_sqlite("its file can be lost")
def test_a_database_that_is_lost_is_not_made_again_in_silence(run: Run, instance: Path) -> None:
    assert run("init").exit_code == 0
    (instance / "directory.sqlite").unlink()
    result = run("init")
    assert result.exit_code == 1
    assert "directory.sqlite" in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert not (instance / "directory.sqlite").exists()


def test_the_doctor_says_when_the_index_is_gone_and_how_to_mend_it(
    run: Run, instance: Path
) -> None:
    assert run("init").exit_code == 0
    shutil.rmtree(instance / "search_index")
    result = run("doctor")
    assert result.exit_code == 1
    assert "Type: directory index" in result.output
    assert run("index").output == f"{REAL_CLUBS + EXAMPLES} entries are in the new index.\n"
    assert run("doctor").exit_code == 0


@pytest.mark.parametrize("command", ["init", "doctor", "index", "follow", "serve", "demo"])
def test_a_wrong_setting_ends_every_command_with_one_sentence(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "door")
    result = run(command)
    assert result.exit_code == 1
    assert result.output == "PORT is 'door'; it must be a number from 1 to 65535.\n"


def test_nobody_is_asked_to_open_a_site_that_does_not_start(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_EXAMPLES", "no")
    assert run("init").exit_code == 0
    monkeypatch.setenv("DIRECTORY_COLOUR", "#ffee00")
    result = run("serve")
    assert result.exit_code == 1
    assert result.output.startswith("DIRECTORY_COLOUR: #ffee00 has a contrast of 1.2 : 1")
    assert len(result.output.splitlines()) == 1

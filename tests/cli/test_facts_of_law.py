"""What the law wants to see is asked for by name, by the doctor and when the site starts."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from directory.cli import serving
from directory.cli.checking import old_declaration
from directory.config import CHECKOUT, Settings
from directory.content.declaration import Declaration
from tests.cli.conftest import Run
from tests.databases import environ_of

CONTENT = CHECKOUT / "content"


@pytest.fixture
def ready(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DIRECTORY_EXAMPLES", "no")
    assert run("init").exit_code == 0
    return run


def test_the_doctor_names_every_missing_fact_in_one_line(
    ready: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIRECTORY_OPERATOR_ADDRESS")
    monkeypatch.delenv("DIRECTORY_ENFORCEMENT_BODY")
    result = ready("doctor")
    assert result.exit_code == 0, "the site works all the same"
    (line,) = result.output.splitlines()
    assert line.endswith("DIRECTORY_OPERATOR_ADDRESS, DIRECTORY_ENFORCEMENT_BODY")


def test_the_start_of_the_site_warns_once_and_goes_on(
    ready: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving._Server, "run", lambda _self: None)
    assert "please set" not in ready("serve").output
    monkeypatch.delenv("DIRECTORY_HOST_COMPANY")
    result = ready("serve")
    assert result.exit_code == 0, result.output
    (line,) = (one for one in result.output.splitlines() if "please set" in one)
    assert line.endswith("DIRECTORY_HOST_COMPANY")


def test_a_declaration_of_more_than_a_year_is_to_be_renewed(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {**environ_of(tmp_path), "DIRECTORY_CONTENT": str(CONTENT)}
    )
    declared_on = Declaration.load(CONTENT).declared_on
    assert list(old_declaration(settings, declared_on + timedelta(days=365))) == []
    (reminder,) = old_declaration(settings, declared_on + timedelta(days=366))
    assert "state.yaml" in reminder


def test_our_own_declaration_is_not_dated_ahead() -> None:
    assert Declaration.load(CONTENT).declared_on >= date(2026, 11, 22)

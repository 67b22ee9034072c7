"""The commands about mails: they send what is due, say what is wrong, and may run at any time."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from directory.cli import archive
from directory.cli.starting import MARK
from directory.model.mail import OutgoingMail
from directory.submissions import Outbox, Store
from tests.cli.conftest import Run
from tests.databases import new_database, only_sqlite
from tests.mailing.servers import Postbox, mail_server
from tests.ports import free_port

# What the first version of the database had.
FIRST_TABLES = {
    "alembic_version",
    "change",
    "club",
    "era",
    "former_address",
    "offer",
    "revision",
    "sqlite_sequence",
    "venue",
}


@pytest.fixture
def instance(instance: Path) -> Path:
    """With an empty database: nothing here asks for clubs or for an index."""
    instance.mkdir()
    new_database(instance, datetime.now(UTC))
    (instance / MARK).write_text("done")
    return instance


@pytest.fixture
def outbox(store: Callable[[], Store]) -> Outbox:
    return Outbox(store().database, lambda: datetime.now(UTC))


def a_mail(number: int = 1) -> OutgoingMail:
    return OutgoingMail(f"mail:{number}", "verein@sport.example", "Frage", "Guten Tag!")


def test_without_a_mail_server_mails_lie_in_the_instance_folder(
    run: Run, instance: Path, outbox: Outbox
) -> None:
    outbox.post(a_mail())
    assert run("tick").output == "Mails: 1 sent, 0 postponed, 0 failed. Forgotten: 0.\n"
    assert run("tick").output == "Mails: 0 sent, 0 postponed, 0 failed. Forgotten: 0.\n"
    [file] = (instance / "mails").iterdir()
    assert message_from_bytes(file.read_bytes())["From"] == "Mach mit! <directory@localhost>"


def test_with_a_mail_server_they_leave(
    run: Run, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    postbox = Postbox()
    outbox.post(a_mail())
    with mail_server(postbox) as port:
        monkeypatch.setenv("DIRECTORY_MAIL_SERVER", f"smtp://127.0.0.1:{port}")
        monkeypatch.setenv("DIRECTORY_MAIL_FROM", "Sport für alle <post@sport.example>")
        assert run("tick").output.startswith("Mails: 1 sent")
    assert str(postbox.mails[0]["From"]) == "Sport für alle <post@sport.example>"


def test_a_tick_without_the_mail_server_says_so_and_ends_well(
    run: Run, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.post(a_mail())
    monkeypatch.setenv("DIRECTORY_MAIL_SERVER", f"smtp://127.0.0.1:{free_port()}")
    result = run("tick")
    assert (result.exit_code, result.output[:29]) == (0, "Mails: 0 sent, 1 postponed, 0")


def test_a_test_mail_lies_in_the_folder_or_arrives(
    run: Run, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "lies in" in run("mail-test", "anna@haus.example").output
    assert len(list((instance / "mails").iterdir())) == 1
    postbox = Postbox()
    with mail_server(postbox) as port:
        monkeypatch.setenv("DIRECTORY_MAIL_SERVER", f"smtp://127.0.0.1:{port}")
        assert "has taken the mail" in run("mail-test", "anna@haus.example").output
    assert "Test-Mail" in postbox.mails[0]["Subject"]


def test_a_test_mail_that_is_refused_says_why(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server(Postbox(at_recipient="550 nobody here")) as port:
        monkeypatch.setenv("DIRECTORY_MAIL_SERVER", f"smtp://127.0.0.1:{port}")
        result = run("mail-test", "anna@haus.example")
    assert (result.exit_code, result.output) == (1, "The mail was not taken: 550 nobody here\n")


def test_a_test_mail_goes_to_one_plain_address(run: Run) -> None:
    assert run("mail-test", "Anna <anna@haus.example>").exit_code == 2


@pytest.mark.parametrize("command", ["tick", "doctor", "follow", "serve", "mail-test a@b.de"])
@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        (("DIRECTORY_MAIL_SERVER", "mail.example"), "must look like smtp://user@host:587"),
        (("DIRECTORY_MAIL_FROM", "Sport"), "it must be an address, or: Name <address>."),
        (("DIRECTORY_MAIL_FROM", "a@b.de, c@d.de"), "it must be an address, or: Name <address>."),
    ],
)
def test_a_wrong_setting_ends_with_one_sentence(
    run: Run,
    command: str,
    setting: tuple[str, str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(*setting)
    result = run(*command.split())
    assert result.exit_code == 1
    assert sentence in result.output and len(result.output.splitlines()) == 1


def test_the_doctor_names_mails_that_wait_for_long_and_that_failed(
    run: Run, store: Callable[[], Store]
) -> None:
    opened = store()
    early = Outbox(opened.database, lambda: datetime.now(UTC) - timedelta(hours=3))
    early.post(a_mail())
    early.post(a_mail(2))
    early.postpone(early.claim(), "connection refused")  # type: ignore[arg-type]
    Outbox(opened.database, lambda: datetime.now(UTC)).give_up(early.claim(), "550 no")  # type: ignore[arg-type]
    told = run("doctor").output
    assert (
        "Mails that wait: 1, the oldest for 3 h 0 min. The last try said: connection refused."
        in told
    )
    assert "- mail:2 to verein@sport.example: 550 no" in told


def test_the_doctor_says_nothing_of_mails_that_wait_shortly(run: Run, outbox: Outbox) -> None:
    outbox.post(a_mail())
    assert "Mails" not in run("doctor").output


def test_a_mail_server_needs_somebody_from_whom_mails_come(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_MAIL_SERVER", "smtp://mail.example")
    assert "Set DIRECTORY_MAIL_FROM." in run("doctor").output


@only_sqlite("its file is backed up on the way")
def test_an_older_database_is_brought_up_to_date_at_the_start(
    run: Run, store: Callable[[], Store], instance: Path
) -> None:
    opened = store()
    with opened.database.writing() as connection:
        for table in {*inspect(connection).get_table_names()} - FIRST_TABLES:
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("ALTER TABLE revision DROP COLUMN person_id"))
        connection.execute(text("UPDATE alembic_version SET version_num='0001'"))
    assert run("tick").exit_code == 1
    assert "to this version" in run("init").output
    # What was there before can be brought back.
    [file] = archive.in_folder(instance / "backups")
    assert archive.check(file).contents.schema == "0001"
    assert run("tick").exit_code == 0


def test_the_follower_beside_the_server_sends_mails_too(
    instance: Path, outbox: Outbox, tmp_path: Path
) -> None:
    outbox.post(a_mail())
    words = [sys.executable, "-m", "directory", "follow"]
    with (tmp_path / "log").open("wb") as log:
        follower = subprocess.Popen(words, stdout=log, stderr=log)
        try:
            while outbox.health().waiting:
                assert follower.poll() is None, (tmp_path / "log").read_text()
                time.sleep(0.1)
            follower.send_signal(signal.SIGTERM)
            assert follower.wait() == 0
        finally:
            follower.kill()
            follower.wait()
    assert len(list((instance / "mails").iterdir())) == 1

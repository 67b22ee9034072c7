"""A real conversation with mail servers: those that work, refuse, hang, and hang up."""

import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from directory.mailing import (
    FolderSender,
    Hindrance,
    NotSent,
    SmtpSender,
    WrongMailServer,
    message,
    sender_for,
)
from directory.model.mail import OutgoingMail
from tests.mailing.certificate import self_made
from tests.mailing.servers import CLOSE, DRIP, HANG, Postbox, mail_server, rude_server
from tests.ports import free_port


def a_message(**rest: object) -> EmailMessage:
    values = {"subject": "Grüße 🏊", "text": "Guten Tag!\n.\nÄpfel\n"}
    mail = OutgoingMail("key", "info@sv-süd.example", **{**values, **rest})  # type: ignore[arg-type]
    now = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
    return message(mail, "Mach mit! <post@sport.example>", message_id="abc", date=now)


def sender(port: int, **rest: Any) -> SmtpSender:
    return SmtpSender("127.0.0.1", port, **rest)


def hindrance(port: int, **rest: Any) -> Hindrance:
    with pytest.raises(NotSent) as problem:
        sender(port, **rest).send(a_message())
    assert "Guten Tag" not in problem.value.reason
    return problem.value.hindrance


def test_a_mail_arrives_whole() -> None:
    postbox = Postbox()
    with mail_server(postbox) as port:
        sender(port).send(a_message())
    [envelope], [mail] = postbox.envelopes, postbox.mails
    assert envelope.mail_from == "post@sport.example"
    assert envelope.rcpt_tos == ["info@xn--sv-sd-nva.example"]
    assert str(mail["Subject"]) == "Grüße 🏊"
    assert mail.get_content().replace("\r\n", "\n") == "Guten Tag!\n.\nÄpfel\n"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"at_recipient": "550 nobody here"}, Hindrance.NEVER),
        ({"at_recipient": "450 come later"}, Hindrance.LATER),
        ({"at_recipient": "421 closing"}, Hindrance.LATER),
        ({"at_end": "554 looks like spam"}, Hindrance.NEVER),
        ({"at_end": "451 try again"}, Hindrance.LATER),
    ],
)
def test_a_refusal_of_this_mail_is_lasting_or_not(
    answers: dict[str, str], expected: Hindrance
) -> None:
    with mail_server(Postbox(**answers)) as port:
        assert hindrance(port) is expected


def test_the_reason_is_what_the_server_said() -> None:
    with (
        mail_server(Postbox(at_recipient="550 nobody here")) as port,
        pytest.raises(NotSent, match=r"^550 nobody here$"),
    ):
        sender(port).send(a_message())


def test_nobody_at_the_door() -> None:
    assert hindrance(free_port()) is Hindrance.SERVER


def test_a_server_of_which_nobody_knows() -> None:
    with pytest.raises(NotSent) as problem:
        SmtpSender("mail.invalid", 25).send(a_message())
    assert problem.value.hindrance is Hindrance.SERVER


@pytest.mark.parametrize("manner", [HANG, CLOSE, DRIP])
@pytest.mark.parametrize("step", ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "end"])
def test_a_server_that_hangs_drips_or_hangs_up_does_not_hold_us(step: str, manner: str) -> None:
    with rude_server(step, manner) as port:
        assert hindrance(port, step_seconds=0.5, longest_seconds=1.5) is Hindrance.SERVER


@pytest.mark.parametrize("manner", [HANG, CLOSE, DRIP])
def test_what_was_taken_stays_taken_without_a_goodbye(manner: str) -> None:
    with rude_server("QUIT", manner) as port:
        sender(port, step_seconds=4, longest_seconds=5).send(a_message())


class TestPasswords:
    @pytest.fixture
    def certificate(self, tmp_path: Path) -> ssl.SSLContext:
        return self_made(tmp_path)

    def test_login_over_an_encrypted_line(self, certificate: ssl.SSLContext) -> None:
        postbox = Postbox()
        options = login("robot", "right") | {
            "tls_context": certificate,
            "require_starttls": True,
            "auth_require_tls": True,
            "auth_required": True,
        }
        with mail_server(postbox, **options) as port:
            sender(port, user="robot", password="right").send(a_message())
        assert len(postbox.mails) == 1

    def test_encrypted_from_the_beginning(self, certificate: ssl.SSLContext) -> None:
        postbox = Postbox()
        with mail_server(postbox, ssl_context=certificate) as port:
            sender(port, is_tls=True).send(a_message())
        assert len(postbox.mails) == 1

    def test_a_certificate_that_nobody_vouches_for_is_refused(
        self, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("directory.mailing.smtp._AT_HOME", ())
        postbox = Postbox()
        with mail_server(postbox, tls_context=certificate) as port:
            assert hindrance(port) is Hindrance.SERVER
        assert postbox.mails == []

    def test_a_wrong_password_is_no_fault_of_the_mail(self) -> None:
        with mail_server(Postbox(), **login("robot", "right")) as port:
            assert hindrance(port, user="robot", password="wrong") is Hindrance.SERVER

    def test_a_password_never_travels_unencrypted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("directory.mailing.smtp._AT_HOME", ())
        postbox, heard = Postbox(), []
        options = login("robot", "right", heard)
        with mail_server(postbox, **options) as port:
            assert hindrance(port, user="robot", password="right") is Hindrance.SERVER
        assert (heard, postbox.mails) == ([], [])


def login(user: str, password: str, heard: list[object] | None = None) -> dict[str, Any]:
    def check(_s: object, _n: object, _e: object, _m: object, given: LoginPassword) -> AuthResult:
        if heard is not None:
            heard.append(given)
        right = given == LoginPassword(user.encode(), password.encode())
        return AuthResult(success=right)

    return {"authenticator": check, "auth_require_tls": False}


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        ("smtp://mail.example", ("mail.example", 25, "", False)),
        ("smtp://robot@mail.example", ("mail.example", 587, "robot", False)),
        ("smtp://robot@mail.example:2525", ("mail.example", 2525, "robot", False)),
        ("smtps://robot@mail.example", ("mail.example", 465, "robot", True)),
        ("smtps://a%40b.de@mail.example", ("mail.example", 465, "a@b.de", True)),
        ("smtp://a@b.de@mail.example", ("mail.example", 587, "a@b.de", False)),
        ("smtp://[::1]:25", ("::1", 25, "", False)),
    ],
)
def test_the_setting_says_which_server(
    server: str, expected: tuple[object, ...], tmp_path: Path
) -> None:
    made = sender_for(server, "secret", tmp_path)
    assert isinstance(made, SmtpSender)
    assert (made.host, made.port, made.user, made.is_tls) == expected


def test_without_a_server_mails_lie_in_a_folder(tmp_path: Path) -> None:
    assert isinstance(sender_for("", "", tmp_path), FolderSender)


@pytest.mark.parametrize("server", ["mail.example", "http://x", "smtp://", "smtp://a:99999", "x"])
def test_a_setting_that_means_nothing_is_refused(server: str, tmp_path: Path) -> None:
    with pytest.raises(WrongMailServer):
        sender_for(server, "", tmp_path)

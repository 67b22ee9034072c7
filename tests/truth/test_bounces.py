"""Mail that comes back: who is believed, and what then happens to the offers of the address."""

import mailbox
from dataclasses import dataclass, replace
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from directory.cli import directory_group
from directory.mailing import Hindrance, NotSent
from directory.mailing.delivery_status import LONGEST, Refused, delivery_report
from directory.model.ladder import Reason
from directory.publishing import tick
from directory.submissions import Purpose
from tests.truth.conftest import Loop, an_aged

ANNA = "anna@verein.example"


def block(recipient: str, *, status: str = "5.1.1", action: str = "failed") -> str:
    return (
        f"Original-Recipient: rfc822;{recipient}\nFinal-Recipient: rfc822; {recipient}\n"
        f"Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 no such user\n"
    )


def report(*blocks: str, message_id: str = "", whole: bool = True) -> bytes:
    """As Postfix writes it; ``whole``: with the mail that came back, else only with its head."""
    returned = f"Message-ID: <{message_id}@sport.example>\nSubject: Stimmt noch alles?\n"
    kind = "message/rfc822" if whole else "text/rfc822-headers"
    lines = [
        "From: MAILER-DAEMON@verein.example",
        "To: post@sport.example",
        "Subject: Undelivered Mail Returned to Sender",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="cut"',
        "",
        "--cut",
        "Content-Type: text/plain",
        "",
        "I am sorry.",
        "",
        "--cut",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.verein.example",
        "",
        "\n".join(blocks),
        "--cut",
        f"Content-Type: {kind}",
        "",
        returned,
        "--cut--",
    ]
    return "\n".join(lines).encode()


@pytest.fixture
def asked(loop: Loop) -> Loop:
    """Three offers, of which two are Anna's, and she has been asked about hers."""
    loop.store.publish_many(
        [
            an_aged("a", date(2026, 6, 20), ANNA),
            an_aged("b", date(2026, 11, 1), ANNA),
            an_aged("c", date(2026, 11, 1), "ben@verein.example"),
        ]
    )
    tick(loop.chores)
    assert [mail["To"] for mail in loop.sender.mails] == [ANNA]
    return loop


def id_of(mail: EmailMessage) -> str:
    return str(mail["Message-ID"]).strip("<>").partition("@")[0]


def tasks(loop: Loop) -> list[tuple[str, Reason]]:
    return [(task.offer_id, task.reason) for task in loop.care.phone_tasks()]


def feed(loop: Loop, raw: bytes) -> int | None:
    found = delivery_report(raw)
    done = loop.bounces.take_report(found) if found else None
    return done.offers if done else None


@pytest.mark.parametrize("whole", [True, False])
def test_all_offers_of_a_dead_address_are_to_be_rung_about(asked: Loop, whole: bool) -> None:
    raw = report(block(ANNA), message_id=id_of(asked.sender.mails[0]), whole=whole)
    assert feed(asked, raw) == 2
    assert tasks(asked) == [("a", Reason.BOUNCED), ("b", Reason.BOUNCED)]


def test_nobody_writes_to_a_dead_address_again(asked: Loop) -> None:
    feed(asked, report(block(ANNA), message_id=id_of(asked.sender.mails[0])))
    for _ in range(400):
        asked.clock.go(days=1)
        tick(asked.chores)
    assert [mail["To"] for mail in asked.sender.mails].count(ANNA) == 1


@pytest.mark.parametrize(
    "blocks",
    [
        (block(ANNA, status="4.2.2", action="delayed"),),
        (block(ANNA, status="4.4.7", action="failed"),),
        (block(ANNA, status="2.0.0", action="delivered"),),
        (block(ANNA, status="5.1.1", action="delayed"),),
        (block(ANNA, status="kaputt"),),
    ],
)
def test_what_may_still_arrive_is_no_bounce(asked: Loop, blocks: tuple[str, ...]) -> None:
    assert feed(asked, report(*blocks, message_id=id_of(asked.sender.mails[0]))) == 0
    assert tasks(asked) == []


def test_a_report_without_one_of_our_mails_is_not_believed(asked: Loop) -> None:
    assert feed(asked, report(block(ANNA), message_id="0" * 32)) is None
    assert feed(asked, report(block(ANNA))) is None
    assert tasks(asked) == []


def test_who_got_one_mail_cannot_have_others_silenced(asked: Loop) -> None:
    """The report names Ben, the mail that it returns went to Anna: only hers is in doubt."""
    raw = report(block("ben@verein.example"), message_id=id_of(asked.sender.mails[0]))
    assert feed(asked, raw) == 2
    assert {offer for offer, _reason in tasks(asked)} == {"a", "b"}


def test_of_several_recipients_only_ours_counts(asked: Loop) -> None:
    blocks = [block("x@y.example"), block(ANNA, status="4.2.2"), block("ben@verein.example")]
    raw = report(*blocks, block(ANNA, status="5.1.1"), message_id=id_of(asked.sender.mails[0]))
    assert feed(asked, raw) == 2
    assert {offer for offer, _reason in tasks(asked)} == {"a", "b"}


def test_the_same_report_again_changes_nothing(asked: Loop) -> None:
    raw = report(block(ANNA), message_id=id_of(asked.sender.mails[0]))
    assert [feed(asked, raw), feed(asked, raw)] == [2, 0]


def test_an_old_mail_proves_nothing_about_anybody(asked: Loop) -> None:
    """After a week the outbox has forgotten whom it wrote to; who got it could name anybody."""
    message_id = id_of(asked.sender.mails[0])
    asked.clock.go(days=8)
    asked.outbox.erase()
    for email in (ANNA, "ben@verein.example"):
        assert feed(asked, report(block(email), message_id=message_id)) == 0
    assert not asked.bounces.known()


def test_whoever_uses_a_later_link_is_alive_and_old_reports_do_not_count(asked: Loop) -> None:
    raw = report(block(ANNA), message_id=id_of(asked.sender.mails[0]))
    feed(asked, raw)
    asked.clock.go(days=1)
    token = asked.links.make(Purpose.OWN, "", ANNA, timedelta(days=1))
    assert asked.links.use(token)
    assert not asked.bounces.known()
    assert feed(asked, raw) == 0
    assert not asked.bounces.known()


@dataclass
class Refuses:
    """A mail server that does not take any mail."""

    words: str

    def send(self, _mail: EmailMessage) -> None:
        raise NotSent(self.words, Hindrance.NEVER)

    def erase(self) -> int:
        return 0


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        ("550 5.1.1 <anna@verein.example> unknown", ["a", "b"]),
        ("550-5.1.10 no such domain", ["a", "b"]),
        ("554 5.7.1 looks like spam", []),
        ("552 5.2.2 mailbox full", []),
        ("550 we do not like you", []),
    ],
)
def test_a_server_that_refuses_the_address_at_once_is_believed_too(
    loop: Loop, words: str, offers: list[str]
) -> None:
    loop.store.publish_many([an_aged(id, date(2026, 6, 20), ANNA) for id in "ab"])
    tick(replace(loop.chores, bounces=loop.bounces, sender=Refuses(words)))
    assert [offer for offer, _reason in tasks(loop)] == offers


@pytest.mark.parametrize(
    ("named", "email"),
    [
        ("rfc822;Anna@Verein.Example", ANNA),
        ("RFC822; <anna@verein.example>", ANNA),
        ("rfc822; anna@xn--mnchen-3ya.example", "anna@münchen.example"),
        ("utf-8; anna@münchen.example", "anna@münchen.example"),
        ("x400; c=de;s=anna", ""),
        ("rfc822; a@b.example, c@d.example", ""),
        ("rfc822; anna@verein.example\x00", ""),
        ("anna@verein.example", ""),
    ],
)
def test_reads_addresses_as_we_write_them(named: str, email: str) -> None:
    blocks = f"Final-Recipient: {named}\nAction: failed\nStatus: 5.0.0\n"
    found = delivery_report(report(blocks))
    expected = (Refused(email, "5.0.0"),) if email else ()
    assert found and found.refused == expected


DEEP = b"".join(
    b'Content-Type: multipart/report; boundary="%d"\n\n--%d\n' % (depth, depth)
    for depth in range(3000)
)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 5000,
        b"From: anna@verein.example\n\nGuten Tag!\n",
        b"Content-Type: multipart/report; boundary=\n\n--\n",
        b"Content-Type: multipart/report; boundary=a\n\nno parts",
        b"Content-Type: multipart/report; boundary=a\n\n--a\nContent-Type: text/plain\n\nx\n--a--",
        b"Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822;a@b.de\n",
        b"Content-Type: \xff\xfe; boundary*=a'b'c\n\n",
        DEEP,
        report(block(ANNA)) + b"x" * LONGEST,
    ],
)
def test_what_is_no_report_is_left_alone(raw: bytes) -> None:
    found = delivery_report(raw)
    assert found is None or found.refused == ()


def test_the_command_reads_a_file_a_folder_and_a_maildir(
    asked: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", asked.url)
    monkeypatch.setenv("DIRECTORY_INSTANCE", str(tmp_path / "instance"))
    raw = report(block(ANNA), message_id=id_of(asked.sender.mails[0]))
    folder, one = tmp_path / "folder", tmp_path / "one.eml"
    folder.mkdir()
    (folder / "1.eml").write_bytes(b"From: x@y.example\n\nHallo\n")
    (folder / "2.eml").write_bytes(raw)
    one.write_bytes(raw)
    maildir = mailbox.Maildir(tmp_path / "maildir")
    maildir.add(raw)

    def run(*words: str) -> str:
        result = CliRunner().invoke(directory_group, ["bounce", *words])
        assert result.exit_code == 0, result.output
        return result.output.strip()

    assert run(str(one)) == ("1 mails read, 1 addresses take no mail, 2 offers to be rung about.")
    done = "addresses take no mail, 0 offers to be rung about."
    assert run("--folder", str(folder)) == f"2 mails read, 0 {done}"
    assert run("--folder", str(tmp_path / "maildir")) == f"1 mails read, 0 {done}"
    listed = CliRunner().invoke(directory_group, ["phone-tasks"]).output
    assert listed.count("mail comes back") == 2
    assert "2 calls to make." in listed

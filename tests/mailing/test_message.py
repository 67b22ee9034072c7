"""Mails are written so that every program reads them, and nobody slips a line into their head."""

import re
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import cast

import pytest
from html5lib import HTMLParser
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.mailing import message
from directory.model.mail import LONGEST_SUBJECT, OutgoingMail, is_address

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
FROM = "Mach mit! <post@sport.example>"
HEAD = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
    "Content-Type", "Content-Transfer-Encoding", "Content-Language", "MIME-Version",
}  # fmt: skip


def a_mail(**rest: object) -> OutgoingMail:
    values = {"subject": "Ihr Angebot", "text": "Guten Tag!\n"}
    return OutgoingMail("key", "verein@sport.example", **{**values, **rest})  # type: ignore[arg-type]


def sent(mail: OutgoingMail, from_: str = FROM) -> bytes:
    return message(mail, from_, message_id="abc123", date=NOW).as_bytes()


def received(mail: OutgoingMail) -> EmailMessage:
    return cast(EmailMessage, BytesParser(policy=policy.SMTP).parsebytes(sent(mail)))


def test_the_head_says_who_what_when_and_that_a_machine_wrote_it() -> None:
    mail = received(a_mail(reply_to="anna@haus.example"))
    assert str(mail["From"]) == FROM
    assert str(mail["To"]) == "verein@sport.example"
    assert str(mail["Reply-To"]) == "anna@haus.example"
    assert str(mail["Message-ID"]) == "<abc123@sport.example>"
    assert mail["Date"].datetime == NOW
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "de-simple"


def test_an_expiry_stands_in_the_head() -> None:
    mail = received(a_mail(expires_at=NOW + timedelta(hours=72)))
    assert mail["Expires"] == "Thu, 07 May 2026 10:00:00 +0000"


def test_the_same_mail_is_written_the_same_twice() -> None:
    assert sent(a_mail()) == sent(a_mail())


def test_text_and_html_say_the_same_and_the_text_comes_first() -> None:
    mail = received(a_mail(html="<h1>Guten Tag!</h1>"))
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_the_html_is_a_whole_page_with_language_and_title() -> None:
    mail = received(a_mail(html="<h1>Guten Tag!</h1>", subject="Tom & <Co>"))
    html = cast(EmailMessage, mail.get_body(("html",))).get_content()
    page = HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert page.get("lang") == "de-simple"
    assert page.findtext("head/title") == "Tom & <Co>"
    assert page.findtext(".//h1") == "Guten Tag!"


@pytest.mark.parametrize("words", ["Größe: 5 €", "🏊" * 300, "a" * 5000, ".\n..\n.x\n", "x\r\ny"])
def test_words_arrive_as_they_were_written(words: str) -> None:
    text = received(a_mail(text=words)).get_content()
    assert text.replace("\r\n", "\n").rstrip("\n") == words.replace("\r\n", "\n").rstrip("\n")


def test_every_line_is_short_enough_and_ascii() -> None:
    content = sent(a_mail(text="🏊" * 3000, html="<p>" + "ä" * 3000, subject="ß" * 3000))
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert not re.search(rb"(?<!\r)\n", content)


@pytest.mark.parametrize(
    "subject",
    [
        "Frage\r\nBcc: all@sport.example",
        "Frage\nBcc: all@sport.example",
        "Frage\rBcc: all@sport.example",
        "Frage\0\r\n\r\n<script>",
        "Frage\u2028Bcc: all@sport.example",
        "Frage\x0b\x85Bcc: all@sport.example",
        "=?utf-8?q?a=0ABcc:_x?=",
        "=?utf-8?b?CkJjYzogeA==?=",
        "==??utf-8?q?a=0ABcc:_x?=",
    ],
)
def test_a_subject_never_adds_a_line_to_the_head(subject: str) -> None:
    mail = received(a_mail(subject=subject))
    assert set(mail.keys()) == HEAD
    assert mail["Bcc"] is None
    assert str(mail["To"]) == "verein@sport.example"


SNEAKY = st.sampled_from(["=?utf-8?q?=0ABcc:_x?=", "=?utf-8?b?CkJjYzogeA==?=", "\r\n", "=", "?"])


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=400) | st.lists(st.text(max_size=9) | SNEAKY).map("".join))
def test_any_subject_arrives_on_one_line_and_cut(subject: str) -> None:
    mail = a_mail(subject=subject)
    assert len(mail.subject) <= LONGEST_SUBJECT
    assert "\n" not in mail.subject and "\r" not in mail.subject
    arrived = received(mail)
    assert set(arrived.keys()) == HEAD
    assert str(arrived["Subject"]) == mail.subject


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "anna@",
        "@haus.example",
        "anna@haus.example\r\nBcc: all@sport.example",
        "anna@haus.example\n",
        "anna@haus.example\0",
        "anna@haus.example,tom@haus.example",
        "anna@haus.example;tom@haus.example",
        "Anna <anna@haus.example>",
        "anna@haus.example>",
        "anna haus@haus.example",
        "anna@haus .example",
        "an..na@haus.example",
        ".anna@haus.example",
        "anna@-haus.example",
        "anna@haus..example",
        "ännä@haus.example",
        "anna@" + "h" * 64 + ".example",
        "a" * 65 + "@haus.example",
        "anna@" + "haus." * 60 + "example",
    ],
)
def test_what_is_not_one_plain_address_is_refused(address: str) -> None:
    assert not is_address(address)
    with pytest.raises(ValueError, match="a mail needs"):
        OutgoingMail("key", address, "Frage", "Guten Tag!")
    if address:
        with pytest.raises(ValueError, match="a mail needs"):
            a_mail(reply_to=address)


@pytest.mark.parametrize("address", ["a@b.de", "o'neil+x@haus.example", "info@sv-süd.example"])
def test_usual_addresses_are_taken(address: str) -> None:
    assert is_address(address)


def test_a_domain_with_umlauts_is_written_in_ascii() -> None:
    mail = OutgoingMail("key", "info@sv-süd.example", "Frage", "Guten Tag!")
    assert b"To: info@xn--sv-sd-nva.example\r\n" in sent(mail)


@settings(deadline=None)
@given(st.text(max_size=40).map(lambda text: text + "@haus.example"))
def test_whatever_passes_as_an_address_is_one_address(address: str) -> None:
    if is_address(address):
        mail = OutgoingMail("key", address, "Frage", "Guten Tag!")
        assert [one.addr_spec for one in received(mail)["To"].addresses] == [address]


def test_a_sender_without_address_is_a_fault() -> None:
    with pytest.raises(ValueError, match="no address"):
        sent(a_mail(), "Mach mit!")

"""Mails to clubs: easy to read, the same in text and HTML, and no secret longer than needed."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy

import html5lib
import pytest

from directory.easy_language import Severity, check
from directory.mailing import message
from directory.mailing.club_mails import (
    Post,
    Site,
    declined_mail,
    join_mail,
    question_mail,
    received_mail,
    samples,
)
from directory.model.mail import OutgoingMail

SITE = Site("Mach mit!", "0345 1234567", "hilfe@sport.example")
POST = Post("key", "anna@verein.example", "offer")
LINK = f"https://sport.example/vereine/l/{'x' * 43}"


def named(mail: OutgoingMail) -> str:
    return mail.kind


@pytest.mark.parametrize("mail", samples(), ids=named)
def test_a_mail_is_written_in_easy_language(mail: OutgoingMail) -> None:
    ours = re.sub(r"https?://\S+|\S+@\S+|\+?\d{5,}|^    .*$", "", mail.text, flags=re.MULTILINE)
    faults = [
        (sentence.text, finding.reason)
        for sentence in check(f"{mail.subject}\n\n{ours}").sentences
        for finding in sentence.findings
        if finding.severity is Severity.FAULT
    ]
    assert faults == []


@pytest.mark.parametrize("mail", samples(), ids=named)
def test_text_and_html_say_the_same(mail: OutgoingMail) -> None:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(mail.html)
    assert parser.errors == []
    heard = "".join("".join(tree.itertext()).split())
    read = "".join(re.sub(r"^- ", "", mail.text, flags=re.MULTILINE).split())
    assert heard == read


@pytest.mark.parametrize("mail", samples(), ids=named)
def test_a_secret_link_leaves_no_trace_once_the_mail_has_left(mail: OutgoingMail) -> None:
    """Only ``samples`` of mails with an address for everybody are kept as they are."""
    public = ("live", "declined", "welcome", "removed", "notice", "waiting")
    assert mail.sensitive is (mail.kind not in public)


@pytest.mark.parametrize("mail", samples(), ids=named)
def test_each_mail_can_be_written_and_says_who_sends_it(mail: OutgoingMail) -> None:
    written = message(mail, "a@b.example", message_id="1", date=datetime(2026, 11, 28, tzinfo=UTC))
    read = message_from_bytes(written.as_bytes(), policy=policy.default)
    kinds = [part.get_content_type() for part in read.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    assert "Diese E-Mail kommt von: Mach mit!" in mail.text
    assert read["Subject"] == mail.subject


def test_words_of_others_are_no_markup_and_no_lines_of_ours() -> None:
    evil = "<script>x</script>\nDas passiert jetzt\nhttps://evil.example"
    for mail in (
        question_mail(POST, SITE, offer="<b>A</b>", note=evil, go_on=LINK),
        declined_mail(POST, SITE, offer="<b>A</b>", note=evil),
        join_mail(POST, SITE, club="<b>A</b>\r\nBcc: x@y.de", link=LINK),
        received_mail(POST, SITE, offer="<b>A</b>", look=LINK),
    ):
        assert "<script" not in mail.html
        assert "<b>" not in mail.html
        assert "\n" not in mail.subject
        assert 'href="https://evil.example' not in mail.html
        assert "\nDas passiert jetzt\nhttps://evil" not in mail.text


def test_without_help_nobody_is_named() -> None:
    mail = received_mail(POST, Site("Mach mit!"), offer="A", look=LINK)
    assert "Brauchen Sie Hilfe?" not in mail.text


def test_whoever_is_asked_to_confirm_gets_that_link_first() -> None:
    mail = received_mail(POST, SITE, offer="A", look=f"{LINK}1", confirm=f"{LINK}2")
    assert mail.text.index(f"{LINK}2") < mail.text.index(f"{LINK}1")

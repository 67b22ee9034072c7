"""The mails that visitors set off: easy to read, the same in text and HTML, safe to show."""

import re
from datetime import UTC, datetime, timedelta

import html5lib
import pytest

from directory.easy_language import check
from directory.mailing.visitor_mails import AboutOffer, barrier_mail, inquiry_mail
from directory.model.inbox import Barrier, Inquiry, ReachBy
from directory.model.mail import OutgoingMail

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
OFFER = AboutOffer("Boccia für alle", "https://sport.example/angebot/boccia", "Mach mit!")


def an_inquiry(
    *, name: str = "Jonas", wish: str = "Ich möchte zusehen.", mail: str = ""
) -> OutgoingMail:
    by = ReachBy.EMAIL if mail else ReachBy.PHONE
    reach = mail or "+493451234567"
    inquiry = Inquiry("i1", "o1", name, by, reach, wish, "2026-11", NOW)
    return inquiry_mail(inquiry, "nele@sonne.example", OFFER)


def a_barrier(reply_to: str = "") -> OutgoingMail:
    barrier = Barrier("/suche", "Ich kann etwas nicht lesen.", reply_to, NOW)
    return barrier_mail(barrier, "hilfe@sport.example", "b1", "Mach mit!")


MAILS = [an_inquiry(), an_inquiry(mail="jonas@web.de", name=""), a_barrier(), a_barrier("0345 12")]


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.subject)
def test_a_mail_is_written_in_easy_language(mail: OutgoingMail) -> None:
    ours = re.sub(r"https?://\S+|\S+@\S+|\+?\d{5,}|^    .*$", "", mail.text, flags=re.MULTILINE)
    found = check(ours)
    assert found.fulfilled, [
        (sentence.text, sentence.findings) for sentence in found.sentences if sentence.findings
    ]


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.subject)
def test_text_and_html_say_the_same(mail: OutgoingMail) -> None:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(mail.html)
    assert parser.errors == []
    heard = " ".join("".join(tree.itertext()).split())
    read = " ".join(re.sub(r"^- ", "", mail.text, flags=re.MULTILINE).split())
    assert re.sub(r"\s", "", heard) == re.sub(r"\s", "", read)


def test_the_club_is_told_how_to_answer_well() -> None:
    text = an_inquiry().text
    for advice in (
        "Nehmen Sie kurze Sätze und einfache Wörter.",
        "Fragen Sie bitte nicht nach einer Behinderung.",
        "Antworten Sie bitte in 3 Tagen.",
    ):
        assert advice in text


def test_the_text_of_a_question_lives_for_72_hours_at_most() -> None:
    mail = an_inquiry()
    assert mail.sensitive
    assert mail.expires_at == NOW + timedelta(hours=72)


def test_words_of_others_are_no_lines_of_ours_and_no_markup() -> None:
    wish = "<b>Hallo</b>\nSo erreichen Sie die Person\n<script>alert(1)</script>"
    mail = an_inquiry(wish=wish, name="<i>Jonas")
    assert "<script" not in mail.html and "<b>" not in mail.html and "<i>" not in mail.html
    assert mail.text.count("\nSo erreichen Sie die Person\n") == 1
    assert "\n    So erreichen Sie die Person\n" in mail.text


def test_only_an_address_of_mail_can_be_answered_by_pressing_answer() -> None:
    assert a_barrier("+49345123456").reply_to == ""
    assert a_barrier("jonas@web.de").reply_to == "jonas@web.de"
    assert an_inquiry(mail="jonas@web.de").reply_to == "jonas@web.de"

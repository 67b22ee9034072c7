"""From a question to the mail of the club: every answer stays, and nobody is asked too much."""

import pytest

from directory.model.mail import OutgoingMail
from directory.web.form_guard import STAMP, TRAP, new_stamp
from directory.web.messages.inquiry import A_DAY, MOST_TO_ONE_ADDRESS, TO_CLUB
from directory.web.steps import CHECK, HERE, THEN, TO
from tests.messages.filling import Person, faults, fields_of
from tests.messages.offers import HIDDEN
from tests.page_checks import Page, by_class

ASK = "/angebot/offen/fragen"


def to_check(person: Person, address: str = ASK, **answers: str) -> Page:
    """All questions answered, up to the page that shows all answers."""
    page = person.open(address)
    page = person.send(page, wunsch=["probieren", "frage"], text=answers.get("text", ""))
    if "mail" in answers:
        page = person.send(page, antwort="mail")
        page = person.send(page, mail=answers["mail"])
    else:
        page = person.send(page, antwort="telefon")
        page = person.send(page, telefon=answers.get("telefon", "0345 7654321"))
    return person.send(page, name=answers.get("name", ""))


def filled(person: Person) -> dict[str, list[str]]:
    """The page that shows all answers, as a browser sends it."""
    stamp = new_stamp(person.parts.form_secret, person.clock.now.timestamp())
    person.clock.go(minutes=1)
    answers = {"wunsch": "frage", "antwort": "mail", "mail": "jonas@web.de", "name": "Jonas"}
    return {name: [value] for name, value in (answers | {HERE: CHECK, STAMP: stamp}).items()}


def only(mails: list[OutgoingMail]) -> OutgoingMail:
    (mail,) = mails
    return mail


def test_a_question_becomes_one_mail_to_the_club(person: Person) -> None:
    page = to_check(person, name="Jonas", text="Ist der Ball weich?")
    assert person.mails() == []
    page = person.send(page, ja="ja")
    assert page.heading == "Ihre Frage ist abgeschickt"
    assert page.address == "/danke/frage?angebot=offen"
    mail = only(person.mails())
    assert (mail.to, mail.reply_to, mail.sensitive) == ("nele@sonne.example", "", True)
    for said in ("Jonas", "Ich möchte einmal probieren.", "Ist der Ball weich?", "+493457654321"):
        assert said in mail.text
        assert said in mail.html


def test_an_answer_by_mail_goes_straight_to_the_person(person: Person) -> None:
    person.send(to_check(person, mail="jonas (at) web.de"), ja="ja")
    mail = only(person.mails())
    assert mail.reply_to == "jonas@web.de"
    assert "So heißt die Person" not in mail.text


def test_a_hidden_mailbox_gets_the_question_and_stays_hidden(person: Person) -> None:
    page = person.open("/angebot/verborgen/fragen")
    assert HIDDEN not in page.html
    page = to_check(person, "/angebot/verborgen/fragen")
    assert HIDDEN not in page.html
    page = person.send(page, ja="ja")
    assert HIDDEN not in page.html
    assert only(person.mails()).to == HIDDEN


def test_nobody_is_asked_about_a_disability(person: Person) -> None:
    page = person.open(ASK)
    assert "Über Ihre Behinderung müssen Sie nichts schreiben." in page.text
    assert not [label for label in page.texts("//main//label") if "ehinder" in label]


def test_each_page_asks_one_question_which_is_its_heading(person: Person) -> None:
    """D1"""
    page = person.open(ASK)
    seen = [page]
    for typed in ({"wunsch": "frage"}, {"antwort": "mail"}, {"mail": "a@web.de"}):
        seen.append(person.send(seen[-1], **typed))
    assert [one.heading for one in seen] == [
        "Was möchten Sie dem Verein sagen?",
        "Wie soll der Verein antworten?",
        "Wie ist Ihre E-Mail-Adresse?",
        "Wie ist Ihr Vorname?",
    ]
    for number, one in enumerate(seen, start=1):
        assert one.texts("//main/p")[0] == f"Frage {number} von 4"
        assert one.texts("//main//form//h1") == [one.heading]


@pytest.mark.parametrize(
    ("step", "field", "kind"),
    [("telefon", "telefon", "tel"), ("mail", "mail", "email"), ("name", "name", "given-name")],
)
def test_browsers_may_fill_in_what_they_know_of_the_person(
    person: Person, step: str, field: str, kind: str
) -> None:
    """D7"""
    page = to_check(person, **({"mail": "a@web.de"} if step == "mail" else {}))
    page = person.send(page, zu=step)
    assert page.all(f"//input[@name='{field}'][@autocomplete='{kind}']")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({}, "Wählen Sie bitte mindestens 1 Bild."),
        ({"wunsch": "erfunden"}, "Wählen Sie bitte mindestens 1 Bild."),
        ({"text": " \r\n "}, "Wählen Sie bitte mindestens 1 Bild."),
        ({"wunsch": "frage", "text": "x" * 1001}, "Schreiben Sie bitte höchstens 1000 Zeichen."),
    ],
)
def test_a_first_page_with_a_fault_says_what_to_do(
    person: Person, typed: dict[str, str], fault: str
) -> None:
    page = person.send(person.open(ASK), **typed)
    assert page.heading == "Was möchten Sie dem Verein sagen?"
    assert faults(page) == [fault]
    assert fields_of(page)["text"] == [typed.get("text", "").strip()]


@pytest.mark.parametrize(
    ("antwort", "typed", "fault"),
    [
        ("telefon", "", "Schreiben Sie bitte Ihre Telefon-Nummer."),
        ("telefon", "12", "Schreiben Sie bitte die ganze Nummer mit der Vorwahl."),
        ("telefon", "nele@web.de", "Schreiben Sie bitte die ganze Nummer mit der Vorwahl."),
        ("mail", "", "Schreiben Sie bitte Ihre E-Mail-Adresse."),
        ("mail", "0345 123456", "Schreiben Sie bitte eine Adresse mit @ und mit Punkt."),
        ("mail", "n" * 10_000, "Schreiben Sie bitte höchstens 254 Zeichen."),
    ],
)
def test_a_way_to_answer_with_a_fault_keeps_what_was_typed(
    person: Person, antwort: str, typed: str, fault: str
) -> None:
    page = person.send(person.open(ASK), wunsch="zusehen")
    page = person.send(page, antwort=antwort)
    page = person.send(page, **{antwort: typed})
    assert faults(page) == [fault]
    (box,) = page.all(f"//input[@id='feld-{antwort}'][@aria-invalid='true']")
    assert box.get("value") == typed
    described = (box.get("aria-describedby") or "").split()
    assert page.texts(f"//*[@id='{described[-1]}']") == [fault]
    assert page.all(f"//*{by_class('error-list')}//a[@href='#feld-{antwort}']")
    assert fields_of(page)["wunsch"] == ["zusehen"], "the answers of other pages stay"


def test_without_a_yes_nothing_is_sent(person: Person) -> None:
    page = person.send(to_check(person))
    assert faults(page) == ["Kreuzen Sie bitte das Ja an."]
    assert person.mails() == []


def test_back_keeps_every_answer_also_wrong_ones(person: Person) -> None:
    """A9"""
    page = person.send(person.open(ASK), wunsch="begleitung", text="Mit Oma")
    page = person.send(page, antwort="telefon")
    page = person.send(page, telefon="12", zu="antwort")
    assert faults(page) == []
    page = person.send(page, zu="wunsch")
    assert page.all("//input[@value='begleitung'][@checked]")
    assert fields_of(page)["text"] == ["Mit Oma"]
    page = person.send(person.send(page))
    assert page.all("//input[@name='telefon'][@value='12']")


def test_one_answer_is_changed_and_all_others_stay(person: Person) -> None:
    """D9"""
    page = to_check(person, name="Jonas")
    page = person.send(page, zu="name")
    page = person.send(page, name="Jona")
    assert page.heading == "Ist alles richtig?"
    assert "Jona" in page.text and "Jonas" not in page.text
    assert "0345 7 65 43 21" in page.text
    page = person.send(person.send(page, zu="wunsch"), wunsch="zusehen")
    assert page.heading == "Ist alles richtig?", "the first answer leads straight back too"
    assert "Ich möchte zusehen." in page.text and "Jona" in page.text


def test_another_way_to_answer_is_asked_for_before_sending(person: Person) -> None:
    page = person.send(to_check(person), zu="antwort")
    page = person.send(page, antwort="mail")
    assert (page.heading, faults(page)) == ("Wie ist Ihre E-Mail-Adresse?", [])
    page = person.send(page, mail="jonas@web.de")
    assert page.heading == "Ist alles richtig?"
    person.send(page, ja="ja")
    assert "+493457654321" not in only(person.mails()).text


def test_the_same_form_sent_twice_is_one_mail(person: Person) -> None:
    page = to_check(person)
    person.send(page, ja="ja")
    person.send(page, ja="ja")
    assert len(person.mails()) == 1


def test_who_goes_back_and_asks_something_else_is_heard_again(person: Person) -> None:
    page = to_check(person)
    person.send(page, ja="ja")
    person.send(page, ja="ja", text="Noch etwas")
    assert len(person.mails()) == 2


def test_a_program_that_fills_the_trap_is_asked_once_more(person: Person) -> None:
    """D14"""
    page = person.send(to_check(person, name="Jonas"), ja="ja", **{TRAP: "http://spam.example"})
    assert "Drücken Sie bitte noch einmal auf den Knopf." in page.text
    assert person.mails() == []
    # Perhaps a browser filled it in: then a person presses again, and nothing is lost.
    assert fields_of(page)["ja"] == ["ja"]
    person.send(page)
    assert "Jonas" in only(person.mails()).text


def test_what_is_sent_faster_than_people_can_is_asked_for_once_more(person: Person) -> None:
    answers = filled(person)
    quick = {STAMP: fields_of(person.open(ASK))[STAMP], "ja": ["ja"]}
    page = person.post(ASK, answers | quick)
    assert "Das ging sehr schnell." in page.text
    assert person.mails() == []
    person.send(page)
    assert len(person.mails()) == 1


@pytest.mark.parametrize("stamp", ["", "0.0.0", "1.2", "x", "ü.ü.ü", "9" * 5000])
def test_a_start_that_we_did_not_sign_is_no_start(person: Person, stamp: str) -> None:
    page = person.post(ASK, filled(person) | {"ja": ["ja"], STAMP: [stamp]})
    assert "Drücken Sie bitte noch einmal auf den Knopf." in page.text
    assert person.mails() == []
    person.send(page)
    assert len(person.mails()) == 1


def test_nobody_has_to_hurry(person: Person) -> None:
    """D13"""
    page = to_check(person)
    person.clock.go(days=9)
    person.send(page, ja="ja")
    assert len(person.mails()) == 1


def test_a_club_does_not_drown_and_who_comes_too_late_loses_nothing(person: Person) -> None:
    limits = person.parts.limits
    assert limits
    for _ in range(MOST_TO_ONE_ADDRESS):
        limits.allow(TO_CLUB, "nele@sonne.example", MOST_TO_ONE_ADDRESS, A_DAY)
    late = person.send(to_check(person, name="Jonas"), ja="ja", status=429)
    assert "Gerade kommen sehr viele Nachrichten." in late.text
    assert "Jonas" in late.text
    assert person.mails() == []
    person.clock.go(days=1)
    person.send(late)
    assert len(person.mails()) == 1


HOSTILE = [
    "",
    " ",
    "x" * 10_000,
    "🙂👨‍👩‍👧‍👦",
    "שלום עולם",
    "\u202egnissel\u202c",
    "Nеlе",
    "Nele\r\nBcc: alle@sonne.example\r\n\r\nHallo",
    "nele@web.de\r\nBcc: alle@sonne.example",
    "<script>alert(1)</script>",
    "'; DROP TABLE offer; --",
    "{{7*7}} ${7*7} %s %(x)s",
    "\x00\x01\x7f",
    "=HYPERLINK(1)",
    "../../etc/passwd",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("field", ["text", "telefon", "mail", "name"])
def test_nothing_hostile_breaks_a_page_or_gets_into_the_head_of_a_mail(
    person: Person, field: str, text: str
) -> None:
    way = {"antwort": ["telefon"]} if field == "telefon" else {}
    person.post(ASK, filled(person) | way | {field: [text], "ja": ["ja"]})
    for mail in person.mails():
        assert mail.to == "nele@sonne.example"
        for line in (mail.to, mail.subject, mail.reply_to):
            assert line.isprintable()
        assert "alle@" not in mail.subject + mail.reply_to
        assert "<script" not in mail.html


@pytest.mark.parametrize("name", [HERE, TO, THEN, STAMP, "wunsch", "antwort"])
@pytest.mark.parametrize("text", [*HOSTILE, CHECK, "abschicken", "name"], ids=ascii)
def test_unseen_fields_may_hold_anything(person: Person, name: str, text: str) -> None:
    person.post(ASK, filled(person) | {name: [text]})
    assert person.mails() == []

"""J2: a barrier can be reported from any page, without a name and without an address."""

from dataclasses import replace

import pytest

from directory.model.inbox import Barrier
from directory.web.messages.forms import own_path
from directory.web.parts import EXTENSION
from tests.messages.filling import Person, faults
from tests.page_checks import Page
from tests.visiting import PUBLIC_URL

HERE = "/barriere-melden"


def last(person: Person) -> Barrier:
    inbox = person.parts.inbox
    assert inbox
    return inbox.barriers(1)[0]


def test_j2_it_is_sent_without_name_or_address(person: Person) -> None:
    page = person.open(f"{HERE}?seite=/suche?q=judo")
    assert "/suche?q=judo" in page.text
    page = person.send(page, schwer="lesen")
    assert page.heading == "Danke für Ihre Hilfe"
    found = last(person)
    assert (found.address, found.note) == ("/suche?q=judo", "Ich kann etwas nicht lesen.")
    assert found.reply_to == ""


def test_those_who_help_get_a_mail(person: Person) -> None:
    person.send(person.open(HERE), text="Zu klein", wo="jonas (at) web.de")
    (mail,) = person.mails()
    assert (mail.to, mail.reply_to) == ("hilfe@sport.example", "jonas@web.de")
    assert "Zu klein" in mail.text


def test_without_somebody_who_helps_it_is_kept_all_the_same(person: Person) -> None:
    parts = person.parts
    person.site.extensions[EXTENSION] = replace(parts, site=replace(parts.site, help_email=""))
    person.send(person.open(HERE), text="Niemand da")
    person.site.extensions[EXTENSION] = parts
    assert last(person).note == "Niemand da"
    assert person.mails() == []


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({}, "Wählen Sie bitte 1 Bild, oder schreiben Sie etwas."),
        (
            {"schwer": "lesen", "wo": "irgendwo"},
            "Schreiben Sie bitte eine Telefon-Nummer oder E-Mail-Adresse.",
        ),
        ({"text": "x" * 1001}, "Schreiben Sie bitte höchstens 1000 Zeichen."),
    ],
)
def test_a_fault_says_what_to_do_and_the_page_in_question_stays(
    person: Person, typed: dict[str, str], fault: str
) -> None:
    page = person.send(person.open(f"{HERE}?seite=/orte"), **typed)
    assert faults(page) == [fault]
    assert page.all("//input[@type='hidden'][@name='seite'][@value='/orte']")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/", "/"),
        ("/suche?q=judo&ort=Halle", "/suche?q=judo&ort=Halle"),
        ("//boese.example", ""),
        ("/\\boese.example", ""),
        ("\t//boese.example", ""),
        ("/\t/boese.example", "/ /boese.example"),
        ("https://boese.example", ""),
        ("javascript:alert(1)", ""),
        ("/" + "x" * 9000, "/" + "x" * 199),
        ("/a\r\nBcc: x", "/a Bcc: x"),
    ],
)
def test_only_pages_of_this_site_are_named(text: str, path: str) -> None:
    assert own_path(text) == path


def test_the_way_back_never_leads_to_another_site(person: Person) -> None:
    page = person.open(f"{HERE}?seite=//boese.example")
    assert "boese" not in page.html.partition("<main")[2].partition("</main>")[0]


def test_a_double_press_is_one_report_and_one_mail(person: Person) -> None:
    page = person.open(HERE)
    person.send(page, text="Doppelt")
    person.send(page, text="Doppelt")
    assert len(person.mails()) == 1


@pytest.mark.parametrize(
    ("came_from", "path"),
    [
        (f"{PUBLIC_URL}/suche?ort=51.48,11.97", ["/suche"]),
        (f"{PUBLIC_URL}/de/orte", ["/de/orte"]),
        (f"{PUBLIC_URL}{HERE}", []),
        ("https://boese.example/orte", []),
        ("http://[", []),
        ("", []),
    ],
)
def test_the_page_before_is_named_by_itself(
    person: Person, came_from: str, path: list[str]
) -> None:
    answer = person.client.get(HERE, base_url=PUBLIC_URL, headers={"Referer": came_from})
    page = Page(HERE, answer.status_code, answer.text)
    assert page.status == 200
    assert [one.get("value") for one in page.all("//input[@name='seite']")] == path

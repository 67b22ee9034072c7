"""Each page of this group opens, holds the rules of all pages, and says what it is for."""

import pytest

from tests.messages.filling import Person


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/angebot/offen/fragen", "Was möchten Sie dem Verein sagen?"),
        ("/angebot/verborgen/fragen", "Was möchten Sie dem Verein sagen?"),
        ("/angebot/telefon/fragen", "So fragen Sie den Verein"),
        ("/angebot/abgelaufen/fragen", "So fragen Sie den Verein"),
        ("/angebot/kaputt/fragen", "So fragen Sie den Verein"),
        ("/angebot/vorbei/fragen", "Dieses Angebot gibt es nicht mehr"),
        ("/angebot/gibt-es-nicht/fragen", None),
        ("/angebot/offen/stimmt-nicht", "Was stimmt nicht?"),
        ("/angebot/gibt-es-nicht/stimmt-nicht", None),
        ("/wunsch", "Welchen Sport wünschen Sie sich?"),
        ("/wunsch?q=boccia+in+halle", "Ist das Ihr Wunsch?"),
        ("/barriere-melden", "Was ist auf dieser Seite schwer?"),
        ("/danke/frage", "Ihre Frage ist abgeschickt"),
        ("/danke/frage?angebot=offen", "Ihre Frage ist abgeschickt"),
        ("/danke/hinweis?angebot=gibt-es-nicht", "Danke für Ihren Hinweis"),
        ("/danke/wunsch", "Ihr Wunsch ist gespeichert"),
        ("/danke/barriere", "Danke für Ihre Hilfe"),
        ("/danke/nichts", None),
    ],
)
def test_every_page_opens_and_names_itself(
    person: Person, address: str, heading: str | None
) -> None:
    page = person.open(address, 200 if heading else 404)
    assert page.heading == heading or (heading is None and "gibt es nicht" in page.heading)


@pytest.mark.parametrize("what", ["fragen", "stimmt-nicht"])
def test_a_former_address_leads_to_the_one_of_today(person: Person, what: str) -> None:
    answer = person.client.get(f"/angebot/offen-frueher/{what}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/angebot/offen/{what}")


def test_no_form_sets_a_cookie_or_lets_anybody_between_keep_it(person: Person) -> None:
    page = person.open("/angebot/offen/fragen")
    answer = person.send(page, wunsch="frage")
    for one in (page, answer):
        assert "Set-Cookie" not in one.headers
        assert one.headers["Cache-Control"] == "private, no-cache"


def test_a_club_that_cannot_be_mailed_can_be_called(person: Person) -> None:
    page = person.open("/angebot/telefon/fragen")
    assert page.all("//main//a[@href='tel:+493451234567']")
    assert not page.all("//main//form[@method='post']")


def test_who_no_longer_agrees_is_neither_shown_nor_written_to(person: Person) -> None:
    page = person.open("/angebot/abgelaufen/fragen")
    assert not page.all("//main//a[starts-with(@href, 'tel:') or starts-with(@href, 'mailto:')]")
    assert page.all("//main//a[@href='/verein/verein-abgelaufen']")


def test_after_asking_a_page_says_when_the_club_answers(person: Person) -> None:
    """D12"""
    page = person.open("/danke/frage?angebot=offen")
    assert "Der Verein antwortet meist in 3 Tagen." in page.text
    assert page.texts("//main//h2") == [
        "Das passiert jetzt",
        "Wen kann ich fragen?",
        "So geht es weiter",
    ]

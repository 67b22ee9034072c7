"""Whoever changes the language within a form goes on at the same question, with all answers."""

import pytest

from directory.web.steps import CHECK, HERE
from tests.messages.filling import Person, faults, fields_of
from tests.messages.test_inquiry import ASK, to_check
from tests.page_checks import Page

REPORT, BARRIER, WISH = "/angebot/offen/stimmt-nicht", "/barriere-melden", "/wunsch"


def in_english(person: Person, page: Page, **typed: object) -> Page:
    """What the switch sends: the form as it is, to the address of the other language."""
    (button,) = page.all("//button[@name='sprache'][@lang='en']")
    assert button.get("form") == page.all("//main//form")[0].get("id")
    assert button.get("formnovalidate") is not None
    filled = {**fields_of(page), **typed, "sprache": "en"}
    return person.post(button.get("formaction", ""), filled)


def test_a_step_stays_with_what_was_typed_and_finds_no_fault(person: Person) -> None:
    page = person.send(person.open(ASK), wunsch="zusehen")
    page = person.send(page, antwort="telefon")
    english = in_english(person, page, telefon="12")
    assert english.all("/html/@lang") == ["en"]
    assert fields_of(english)["telefon"] == ["12"]
    assert fields_of(english)["wunsch"] == ["zusehen"]
    assert fields_of(english)[HERE] == ["telefon"]
    assert faults(english) == []


def test_the_page_of_all_answers_is_shown_and_not_sent(person: Person) -> None:
    english = in_english(person, to_check(person, name="Jonas"), ja="ja")
    assert fields_of(english)[HERE] == [CHECK]
    assert fields_of(english)["name"] == ["Jonas"]
    assert faults(english) == []
    assert person.mails() == []


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        (REPORT, {"text": "Die Tür ist zu."}),
        (BARRIER, {"schwer": "lesen", "text": "Zu klein."}),
        (WISH, {"sport": "schwimmen"}),
    ],
)
def test_every_form_keeps_its_answers(person: Person, address: str, typed: dict[str, str]) -> None:
    english = in_english(person, person.open(address), **typed)
    assert english.all("/html/@lang") == ["en"]
    assert english.all("//main//form[@method='post']")
    assert faults(english) == []
    for value in typed.values():
        assert [value] in fields_of(english).values()


def test_the_enter_key_changes_no_language(person: Person) -> None:
    page = person.open(ASK)
    first = page.all("//button[@type='submit'][@form='antworten' or ancestor::form]")[0]
    assert first.get("name") is None
    assert first.get("formaction") is None

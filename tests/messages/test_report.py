"""One press says what is wrong; a note is optional, an account is not needed."""

import pytest

from directory.model.inbox import Report, Wrong
from directory.submissions import network
from directory.web.messages.sending import MOST_PER_NETWORK, NETWORK_SPAN
from tests.messages.filling import Person, faults
from tests.messages.offers import OPEN

HERE = "/angebot/offen/stimmt-nicht"


def reports(person: Person) -> list[Report]:
    inbox = person.parts.inbox
    assert inbox
    return [found.report for found in inbox.reports(offer_id=OPEN.id)]


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("zeit", Wrong.TIME),
        ("ort", Wrong.PLACE),
        ("kontakt", Wrong.CONTACT),
        ("kosten", Wrong.COST),
        ("zugang", Wrong.ACCESS),
        ("weg", Wrong.GONE),
        ("anderes", Wrong.OTHER),
    ],
)
def test_one_press_is_enough(person: Person, value: str, what: Wrong) -> None:
    page = person.open(HERE)
    (button,) = page.all(f"//button[@type='submit'][@name='was'][@value='{value}']")
    assert button.find("img") is not None
    page = person.send(page, was=value)
    assert page.heading == "Danke für Ihren Hinweis"
    assert page.all("//main//a[@href='/angebot/offen']")
    assert (reports(person)[-1].what, reports(person)[-1].note) == (what, "")


def test_at_most_seven_pictures(person: Person) -> None:
    assert len(person.open(HERE).all("//main//form//fieldset//button")) <= 7


def test_a_note_goes_along(person: Person) -> None:
    person.send(person.open(HERE), was="zeit", text="Jetzt um 18 Uhr.\r\nSeit Mai.")
    assert reports(person)[-1].note == "Jetzt um 18 Uhr.\nSeit Mai."


def test_a_note_that_is_too_long_stays_and_is_seen(person: Person) -> None:
    page = person.send(person.open(HERE), was="zeit", text="x" * 1001)
    assert faults(page) == ["Schreiben Sie bitte höchstens 1000 Zeichen."]
    (area,) = page.all("//details[@open]//textarea")
    assert len(area.text or "") == 1001


def test_a_form_without_a_choice_says_what_to_do(person: Person) -> None:
    assert faults(person.send(person.open(HERE))) == ["Drücken Sie bitte auf 1 Bild."]
    assert faults(person.send(person.open(HERE), was="x")) == ["Drücken Sie bitte auf 1 Bild."]


def test_a_double_press_is_one_report(person: Person) -> None:
    before = len(reports(person))
    page = person.open(HERE)
    person.send(page, was="ort")
    person.send(page, was="ort")
    assert len(reports(person)) == before + 1


def test_who_presses_at_once_presses_again_and_loses_nothing(person: Person) -> None:
    before = len(reports(person))
    page = person.send(person.open(HERE), was="ort", text="Bald", waits=False)
    assert "Das ging sehr schnell." in page.text
    assert len(reports(person)) == before
    assert page.texts("//textarea") == ["Bald"]
    person.send(page, was="ort")
    assert len(reports(person)) == before + 1


def test_a_network_that_sends_too_much_waits_and_loses_nothing(person: Person) -> None:
    limits = person.parts.limits
    assert limits
    # All within one hour, because counting begins anew with the next one.
    person.clock.now = person.clock.now.replace(minute=10)
    for _ in range(MOST_PER_NETWORK):
        limits.allow("report from network", network("127.0.0.1"), MOST_PER_NETWORK, NETWORK_SPAN)
    page = person.send(person.open(HERE), was="ort", text="Bald", status=429)
    assert "Versuchen Sie es bitte in 1 Stunde noch einmal." in page.text
    assert (page.texts("//textarea"), reports(person)) == (["Bald"], [])
    person.clock.go(hours=1)
    person.send(page, was="ort")
    assert [one.note for one in reports(person)] == ["Bald"]

"""From an offer to the mail in the club's postbox, by keyboard alone; then no trace is left."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from directory.config import Settings
from directory.model.mailbox import mailbox
from directory.submissions import Store
from tests.databases import environ_of
from tests.journeys.keyboard import go_to, press
from tests.journeys.mail_site import site_with_mail
from tests.mailing.servers import Postbox
from tests.patience import take_time
from tests.visiting import TODAY
from tests.waiting import becomes_true

pytestmark = pytest.mark.browser

# Nobody else writes this, so that it is found wherever it is left.
OWN_WORDS = "Rumpelstilzchen"


@pytest.fixture(scope="module")
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("asking") / "instance"


@pytest.fixture(scope="module")
def address(instance: Path, postbox: Postbox) -> Iterator[str]:
    with site_with_mail(instance, postbox) as site:
        yield site


def offer_with_mailbox(instance: Path) -> tuple[str, str]:
    """The slug of an offer that can be asked, and where its questions go."""
    settings = Settings.from_environment(environ_of(instance))
    store = Store(settings.database_url)
    try:
        for listing in store.listings():
            box = mailbox(listing, TODAY)
            if listing.offer and box:
                return listing.offer.slug, box
    finally:
        store.close()
    raise AssertionError("no example can be asked by mail")


def traces(instance: Path, words: str) -> list[str]:
    """Files of the instance in which the words stand, be it in a deleted row."""
    said = words.encode()
    return [
        file.name for file in instance.rglob("*") if file.is_file() and said in file.read_bytes()
    ]


def test_from_an_offer_to_the_postbox_of_the_club_by_keyboard_alone(
    page: Page, instance: Path, postbox: Postbox
) -> None:
    slug, box = offer_with_mailbox(instance)
    before = len(postbox.mails)
    heading = page.get_by_role("heading", level=1)
    page.goto(f"/angebot/{slug}")
    press(page, "Frage schicken")
    expect(heading).to_have_text("Was möchten Sie dem Verein sagen?")

    # Nothing chosen: the focus is on the list of errors, whose link leads to the first picture.
    press(page, "Weiter")
    expect(page).to_have_title(re.compile("^Fehler: "))
    expect(page.locator(".error-list")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#feld-wunsch")).to_be_focused()
    page.keyboard.press("Space")
    go_to(page, "Möchten Sie noch etwas schreiben?")
    page.keyboard.type(f"{OWN_WORDS} kommt mit.")
    press(page, "Weiter")

    expect(heading).to_have_text("Wie soll der Verein antworten?")
    go_to(page, "Der Verein ruft mich an.")
    page.keyboard.press("ArrowDown")
    press(page, "Weiter")

    expect(heading).to_have_text("Wie ist Ihre E-Mail-Adresse?")
    go_to(page, "Wie ist Ihre E-Mail-Adresse?")
    page.keyboard.type("jonas")
    page.keyboard.press("Enter")
    expect(page.locator(".error-list")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#feld-mail")).to_be_focused()
    expect(page.locator("#feld-mail")).to_have_value("jonas")
    page.keyboard.press("End")
    page.keyboard.type(" @ web.de")
    page.keyboard.press("Enter")

    expect(heading).to_have_text("Wie ist Ihr Vorname?")
    press(page, "Weiter")
    expect(heading).to_have_text("Ist alles richtig?")
    press(page, "Ändern: Wie ist Ihr Vorname?")
    expect(heading).to_have_text("Wie ist Ihr Vorname?")
    go_to(page, "Wie ist Ihr Vorname?")
    page.keyboard.type("Jonas")
    page.keyboard.press("Enter")

    expect(heading).to_have_text("Ist alles richtig?")
    expect(page.locator("main")).to_contain_text("jonas@web.de")
    go_to(page, "Ja, der Verein darf das bekommen.")
    page.keyboard.press("Space")
    take_time(page)
    press(page, "Frage abschicken")
    expect(heading).to_have_text("Ihre Frage ist abgeschickt")

    assert becomes_true(lambda: len(postbox.mails) == before + 1)
    mail = postbox.mails[-1]
    assert (mail["To"], mail["Reply-To"]) == (box, "jonas@web.de")
    text = mail.get_body(("plain",))
    assert text and OWN_WORDS in text.get_content()
    assert becomes_true(lambda: traces(instance, OWN_WORDS) == [])
    assert traces(instance, "jonas@web.de") == []

    # Back and once more: the same form is the same question.
    page.go_back()
    page.reload()
    assert len(postbox.mails) == before + 1
    assert page.context.cookies() == []

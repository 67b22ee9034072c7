"""A day at the desk by keyboard alone: signing in by mail, then ten mixed tasks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from directory.config import Settings
from directory.model import How, Listing, Schedule, Slot, Status, Text, Texts, Weekday
from directory.model.inbox import Report, Wrong
from directory.model.team import Duty, grants_of
from directory.submissions import Care, Inbox, Links, Purpose, Store, Team, Workflow
from directory.submissions.tables import CareRow
from tests.databases import environ_of
from tests.journeys.keyboard import choose, go_to, press
from tests.journeys.mail_site import site_with_mail
from tests.mailing.servers import Postbox
from tests.team.places import BERLIN, HALLE, at
from tests.waiting import becomes_true

pytestmark = pytest.mark.browser

BEN, ANNA = "ben@stadt.example", "anna@verein.example"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk") / "instance"


@pytest.fixture(scope="module")
def address(instance: Path, postbox: Postbox) -> Iterator[str]:
    with site_with_mail(instance, postbox) as site:
        yield site


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Once is enough: no page of the desk has a script."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def store(address: str, instance: Path) -> Iterator[Store]:
    opened = Store(Settings.from_environment(environ_of(instance)).database_url)
    yield opened
    opened.close()


def offer(name: str, **more: object) -> Listing:
    listing = at(HALLE, f"desk-{name.lower()}", **more)
    assert listing.offer
    return replace(listing, offer=replace(listing.offer, name=name))


def a_morning(store: Store) -> None:
    """What came in over night: five offers, a change, a report, a call, and two to be looked at."""
    workflow = Workflow(store.database, now)
    hard = Texts(easy=Text("Die Teilnehmerinnen werden von uns betreut."))
    for name, more in {
        "Rudern": {},
        "Turnen": {"what": hard},
        "Tanzen": {},
        "Werbung": {},
        "Laufen": {},
        "Radfahren": {},
    }.items():
        workflow.submit(offer(name, **more), key=name, email=ANNA)
    before = store.publish(offer("Judo"))
    assert before.offer
    friday = Schedule(slots=(Slot(Weekday.FRIDAY, time(18)),))
    after = replace(before, offer=replace(before.offer, schedule=friday))
    workflow.change(after, key="change", email="fremd@verein.example")
    for name in ("Faustball", "Kegeln", "Segeln"):
        store.publish(offer(name))
    Inbox(store.database, now).report(Report("desk-faustball", Wrong.TIME, "Um 5 Uhr.", now()), "r")
    Care(store.database, now).fill()
    with store.database.writing() as connection:
        day = (now() - timedelta(days=3)).date().isoformat()
        is_it = CareRow.offer_id == "desk-kegeln"
        values = {"phone_task_since": day, "phone_reason": "silent"}
        connection.execute(update(CareRow).where(is_it).values(**values))


def says(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def home(page: Page) -> None:
    press(page, "Heute")
    expect(page.get_by_role("heading", level=1)).to_have_text("Heute zu tun")


def test_ten_tasks_by_keyboard_alone(page: Page, store: Store, postbox: Postbox) -> None:
    a_morning(store)
    Team(store.database, now).add(BEN, "Ben", grants_of([Duty.EDITOR], ["15002"]))

    # The way in: the desk asks who is there, a mail lets in.
    page.goto("/redaktion")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
    go_to(page, "Wie ist die E-Mail-Adresse?")
    page.keyboard.type(BEN)
    page.keyboard.press("Enter")
    says(page, "Sehen Sie bitte in Ihre E-Mails")
    assert becomes_true(lambda: any(BEN in mail["To"] for mail in postbox.mails))
    mail = next(mail for mail in postbox.mails if BEN in mail["To"])
    text = mail.get_body(("plain",)).get_content()
    link = re.search(r"http://127\.0\.0\.1:\d+(/anmelden/\S+)", text)
    assert link
    page.goto(link[1])
    press(page, "Ja, anmelden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Heute zu tun")
    says(page, "Guten Tag, Ben.")

    # 1. A new offer is fine.
    press(page, "Neue Angebote")
    press(page, "Rudern")
    press(page, "So veröffentlichen")
    says(page, "Das Angebot ist veröffentlicht.")

    # 2. A text is hard; it is written better before it is public.
    press(page, "Neue Angebote")
    press(page, "Turnen")
    says(page, "Schwere Sätze")
    press(page, "Vorher Texte verbessern")
    go_to(page, "Text in Leichter Sprache")
    page.keyboard.press("Control+A")
    page.keyboard.type("Wir helfen Ihnen gern.")
    press(page, "Mit diesen Texten veröffentlichen")
    says(page, "Das Angebot ist veröffentlicht.")

    # 3. Something is missing: a ready question goes to the club.
    press(page, "Neue Angebote")
    press(page, "Tanzen")
    go_to(page, "Fertiger Text")
    page.keyboard.type("Uhrzeit")
    press(page, "Frage abschicken")
    says(page, "Ihre Frage geht an den Verein.")

    # 4. An advertisement is declined.
    press(page, "Neue Angebote")
    press(page, "Werbung")
    press(page, "Frage abschicken", key="Tab")
    go_to(page, "Oder Ihr eigener Text")
    page.keyboard.type("Das ist Werbung.")
    press(page, "Ablehnen")
    says(page, "Das Angebot ist abgelehnt.")

    # 5. Two more at once.
    press(page, "Eingang")
    for name in ("Laufen", "Radfahren"):
        press(page, f"Auswählen: {name}", key="Space")
    press(page, "Ausgewählte veröffentlichen")
    says(page, "Die gewählten Einträge sind veröffentlicht.")

    # 6. A change: before and after stand side by side.
    home(page)
    press(page, "Geänderte Angebote")
    press(page, "Judo")
    says(page, "Freitag")
    press(page, "So veröffentlichen")
    says(page, "Das Angebot ist veröffentlicht.")

    # 7. A reader has reported something; it is looked at and done.
    press(page, "Gemeldete Fehler")
    press(page, "Faustball")
    press(page, "Erledigt")
    says(page, "Die Meldung ist erledigt.")

    # 8. A club does not answer mails: a call confirms the offer.
    home(page)
    press(page, "Anrufe")
    press(page, "Kegeln")
    choose(page, "Alles stimmt", "Alles stimmt")
    press(page, "Ergebnis speichern")
    says(page, "Das Angebot ist bestätigt.")

    # 9. Somebody was there.
    press(page, "Angebote")
    go_to(page, "Angebot, Verein oder Ort")
    page.keyboard.type("faustball")
    page.keyboard.press("Enter")
    says(page, "06108 Halle")
    press(page, "Faustball")
    choose(page, "Am Telefon", "Wir waren da")
    choose(page, "Alles stimmt", "Alles stimmt")
    go_to(page, "Wer war da?")
    page.keyboard.type("Netzwerk Halle")
    press(page, "Ergebnis speichern")
    says(page, "Das Angebot ist bestätigt.")
    says(page, "Netzwerk Halle, Ben")

    # 10. An offer is no more.
    press(page, "Angebote")
    go_to(page, "Angebot, Verein oder Ort")
    page.keyboard.type("segeln")
    page.keyboard.press("Enter")
    says(page, "Segeln")
    press(page, "Segeln")
    choose(page, "Alles stimmt", "Das Angebot gibt es nicht mehr")
    press(page, "Ergebnis speichern")
    says(page, "Das Angebot ist beendet.")

    press(page, "Abmelden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sie sind abgemeldet")
    page.goto("/redaktion")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")

    _what_is_true_then(store, postbox)


def _what_is_true_then(store: Store, postbox: Postbox) -> None:
    def of(name: str) -> Listing | None:
        return store.listing(f"desk-{name}")

    for name in ("rudern", "turnen", "laufen", "radfahren"):
        assert of(name), name
    turnen = of("turnen")
    assert turnen
    assert turnen.offer
    assert turnen.offer.what.easy == Text("Wir helfen Ihnen gern.")
    assert of("tanzen") is of("werbung") is None
    judo, kegeln, faustball, segeln = (
        of(name) for name in ("judo", "kegeln", "faustball", "segeln")
    )
    assert judo and judo.offer and judo.offer.schedule.slots[0].weekday is Weekday.FRIDAY
    assert kegeln and kegeln.offer and kegeln.offer.verification.how is How.PHONE
    assert faustball and faustball.offer and faustball.offer.verification.how is How.VISIT
    assert segeln and segeln.offer and segeln.offer.status is Status.ENDED
    assert Workflow(store.database, now).waiting() == ()
    told = [mail["Subject"] for mail in postbox.mails if ANNA in mail["To"]]
    assert becomes_true(lambda: len([m for m in postbox.mails if ANNA in m["To"]]) == 6), told


def test_two_offers_become_one_and_an_old_version_comes_back(page: Page, store: Store) -> None:
    """By keyboard too: joining what is the same, then bringing back what stood there before."""
    eva = Team(store.database, now).add("eva@stadt.example", "Eva", grants_of([Duty.ADMIN]))
    first, second = (
        at(BERLIN, f"desk-{which}", sports=("klettern",)) for which in ("eins", "zwei")
    )
    assert first.offer
    assert second.offer
    same = {"name": "Klettern am Turm"}
    store.publish(replace(first, offer=replace(first.offer, **same)))
    changed = store.publish(
        replace(second, offer=replace(second.offer, **same, what=easy("Wir klettern.")))
    )
    assert changed.offer
    store.publish(replace(changed, offer=replace(changed.offer, what=easy("Wir klettern hoch."))))

    token = Links(store.database, now).make(
        Purpose.SIGN_IN, eva.id, eva.email, timedelta(minutes=9)
    )
    page.goto(f"/anmelden/{token}")
    press(page, "Ja, anmelden")
    press(page, "Vielleicht doppelt")
    press(page, "Klettern am Turm")
    choose(page, "Die vom ", "Die vom zweiten Angebot: /angebot/desk-zwei")
    press(page, "Zusammenlegen")
    says(page, "Klettern am Turm")
    expect(page).to_have_url(re.compile("/redaktion/angebot/desk-zwei"))
    page.goto("/angebot/desk-eins")
    expect(page).to_have_url(re.compile("/angebot/desk-zwei$"))

    page.goto("/redaktion/angebot/desk-zwei/verlauf")
    go_to(page, "Diese Fassung")
    page.keyboard.press("End")
    press(page, "Vergleichen")
    says(page, "Wir klettern hoch.")
    press(page, "Zurückholen")
    expect(page).to_have_url(re.compile("fertig="))
    restored = store.listing("desk-zwei")
    assert restored
    assert restored.offer
    assert restored.offer.what == easy("Wir klettern.")


def easy(words: str) -> Texts:
    return Texts(easy=Text(words))

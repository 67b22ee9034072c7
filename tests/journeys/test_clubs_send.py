"""From an evening on the phone to the search, and in the next school year one tap."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from directory.model import Role
from tests.clubs.browser_person import COMPLETE, FEWEST, Volunteer
from tests.journeys.moved_site import BEGIN, MovedSite, moved_site

pytestmark = pytest.mark.browser

EMAIL = "anna@verein.example"
HARD = "Wir haben zwei Gruppen.\nWir feiern am 3.5. ein Fest."
EASY = "Wir haben 2 Gruppen.\nWir feiern am 3. Mai ein Fest."


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MovedSite]:
    with moved_site(tmp_path / "instance", monkeypatch, BEGIN) as found:
        yield found


@pytest.fixture(params=["with script", "without script"])
def phone(request: pytest.FixtureRequest, browser: Browser, site: MovedSite) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site.address,
        java_script_enabled=request.param == "with script",
        viewport={"width": 360, "height": 740},
    )
    yield context.new_page()
    context.close()


def links_in(mail: EmailMessage) -> list[str]:
    body = mail.get_body(("plain",))
    assert body
    return re.findall(r"https?://\S+", body.get_content())


def link_in(mail: EmailMessage, part: str) -> str:
    return next(link for link in links_in(mail) if part in link)


def no_side_scrolling(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360, f"{page.url} is {width} pixels wide"


def sent(site: MovedSite, phone: Page) -> None:
    """A complete offer by a volunteer who stops in the middle and goes on by the link."""
    somebody = Volunteer(phone)
    phone.goto("/vereine")
    no_side_scrolling(phone)
    phone.locator("main").get_by_role("link", name="Angebot eintragen").first.click()
    somebody.walk(COMPLETE, until="hilfe")
    no_side_scrolling(phone)

    # The phone rings: later.
    somebody.press("Später weitermachen")
    phone.get_by_label("Wie ist Ihre E-Mail-Adresse?").fill(EMAIL)
    site.clock.go(minutes=1)
    phone.locator(".form-ways .button").first.click()
    expect(phone.locator("main")).to_contain_text("Wir haben Ihnen eine E-Mail geschickt.")
    phone.context.clear_cookies()
    phone.goto("about:blank")
    site.go(hours=20)
    (mail,) = site.mails(EMAIL)
    phone.goto(link_in(mail, "/vereine/entwurf/"))
    assert somebody.step == "hilfe"

    somebody.walk(COMPLETE, until="text")
    field = phone.locator("#feld-text_leicht")
    field.fill(HARD)
    phone.get_by_role("button", name="Text prüfen").click()
    told = phone.locator(".text-findings__told")
    expect(told).to_contain_text("2 Sätze sind noch schwer.")
    for left in ("1 Satz ist noch schwer.", "Die Regeln sind erfüllt."):
        phone.get_by_role("button", name="Übernehmen").first.click()
        expect(told).to_contain_text(left)
    expect(field).to_have_value(EASY)
    no_side_scrolling(phone)
    somebody.press("Weiter")
    somebody.walk(COMPLETE)

    expect(phone.get_by_role("heading", level=1)).to_have_text("Ist alles richtig?")
    expect(phone.locator("main")).to_contain_text("SV Welle Halle")
    expect(phone.locator("main")).to_contain_text("Wir haben 2 Gruppen.")
    no_side_scrolling(phone)
    site.clock.go(minutes=1)
    somebody.press("Angebot abschicken")
    if phone.url.endswith("/schon-da"):
        somebody.press("Nein", exact=False)
    expect(phone).to_have_url(re.compile("/danke$"))
    expect(phone.locator("main")).to_contain_text("Das passiert jetzt")
    no_side_scrolling(phone)


def approved(site: MovedSite) -> str:
    """The slug of the offer that an editor has let in."""
    workflow = site.parts.workflow
    assert workflow
    (waiting,) = workflow.waiting()
    offer = workflow.approve(waiting.id, role=Role.EDITOR).offer
    assert offer
    site.tick()
    return offer.slug


def days_until_mail(site: MovedSite, subject: str, most: int) -> EmailMessage:
    """The first mail with these words in its subject, while day after day goes by."""
    for _ in range(most):
        site.go(days=1)
        found = [mail for mail in site.mails(EMAIL) if subject in str(mail["Subject"])]
        if found:
            return found[-1]
    raise AssertionError(f"{subject!r} has not come within {most} days")


def one_tap(phone: Page, mail: EmailMessage) -> None:
    """The link of the mail, and one button; the link alone changes nothing."""
    phone.goto(link_in(mail, "antwort=stimmt"))
    no_side_scrolling(phone)
    phone.get_by_role("button", name="Alles stimmt").first.click()
    expect(phone.locator("main")).to_contain_text("Wir haben gespeichert: Alles stimmt.")


def checked_on(phone: Page, slug: str, day: str) -> None:
    phone.goto(f"/angebot/{slug}")
    expect(phone.locator("main")).to_contain_text(f"Geprüft am {day}.")


@pytest.mark.timeout(600)
def test_from_the_first_question_to_one_tap_in_the_next_school_year(
    site: MovedSite, phone: Page
) -> None:
    sent(site, phone)
    site.go(hours=1)
    received = site.mails(EMAIL)[-1]
    assert "Wir haben Ihr Angebot bekommen" in str(received["Subject"])
    # Nobody finds it before an editor has read it.
    phone.goto("/suche?q=schwimmen+in+halle")
    expect(phone.locator("main")).not_to_contain_text("Schwimmen mit der Welle")

    slug = approved(site)
    phone.goto("/suche?q=schwimmen+in+halle")
    phone.get_by_role("link", name="Schwimmen mit der Welle").first.click()
    expect(phone).to_have_url(re.compile(f"/angebot/{slug}$"))
    page = phone.locator("main")
    for words in ("Schwimmhalle am Park", "Wir haben 2 Gruppen.", "Montag"):
        expect(page).to_contain_text(words)
    checked_on(phone, slug, "25. November 2026")
    no_side_scrolling(phone)

    # After 5 months we ask for the first time.
    site.go(days=140)
    mail = days_until_mail(site, "Stimmt noch alles?", most=20)
    phone.goto(link_in(mail, "antwort=stimmt"))
    checked_on(phone, slug, "25. November 2026")
    one_tap(phone, mail)
    checked_on(phone, slug, _day(site))

    # In Sachsen-Anhalt school begins on 23 August.
    site.clock.now = datetime(2027, 8, 10, 9, tzinfo=UTC)
    mail = days_until_mail(site, "Ein neues Schuljahr", most=40)
    assert date(2027, 8, 23) <= site.clock().date() <= date(2027, 9, 10)
    one_tap(phone, mail)
    checked_on(phone, slug, _day(site))
    no_side_scrolling(phone)

    # The link was for one answer; whoever opens it again is told so, and nothing changes.
    phone.goto(link_in(mail, "antwort=stimmt"))
    expect(phone.locator("main")).to_contain_text("Mit diesem Link haben Sie schon geantwortet.")


def test_what_a_reader_reports_the_club_corrects_and_it_is_live(
    site: MovedSite, phone: Page
) -> None:
    slug = sent_and_approved(site, phone)
    phone.goto(f"/angebot/{slug}")
    expect(phone.locator("main")).to_contain_text("17 Uhr 30")
    phone.get_by_role("link", name="Das stimmt nicht").first.click()
    site.clock.go(minutes=1)
    phone.get_by_role("button", name="Die Zeit").click()
    expect(phone).to_have_url(re.compile("/danke/"))

    site.go(hours=1)
    mail = days_until_mail(site, "Stimmt das noch?", most=3)
    phone.goto(link_in(mail, "antwort=anders"))
    phone.get_by_role("button", name="Etwas ist anders").first.click()
    # The answers that there are stand on one page; the time is changed alone.
    change = phone.locator(".check-list__change > *").filter(has_text="An welchen Tagen")
    change.first.click()
    phone.locator("#feld-von_1").fill("18 Uhr")
    phone.locator(".form-ways .button").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ist alles richtig?")
    site.clock.go(minutes=1)
    Volunteer(phone).press("Änderung abschicken")
    expect(phone).to_have_url(re.compile("/danke$"))

    # The time is of low risk: nobody has to wait for an editor.
    site.tick()
    phone.goto(f"/angebot/{slug}")
    expect(phone.locator("main")).to_contain_text("Von 18 bis 19 Uhr")
    expect(phone.locator("main")).not_to_contain_text("17 Uhr 30")
    assert site.parts.workflow and not site.parts.workflow.waiting()


def sent_and_approved(site: MovedSite, phone: Page) -> str:
    """An offer with a time, as quickly as it goes."""
    somebody = Volunteer(phone)
    phone.goto("/vereine/angebot")
    somebody.walk({**FEWEST, "woche": COMPLETE["woche"]})
    site.clock.go(minutes=1)
    somebody.press("Angebot abschicken")
    if phone.url.endswith("/schon-da"):
        somebody.press("Nein", exact=False)
    expect(phone).to_have_url(re.compile("/danke$"))
    return approved(site)


def _day(site: MovedSite) -> str:
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    today = site.clock().date()
    return f"{today.day}. {months.split()[today.month - 1]} {today.year}"

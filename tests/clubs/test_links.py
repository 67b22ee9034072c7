"""Links by mail: the same for known and unknown, GET shows, POST acts once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest

from directory.submissions import Purpose
from tests.clubs.keeping import (
    ANNA,
    BEN,
    CLUB,
    an_own_offer,
    is_private,
    link_in,
    made,
    publish,
    visit,
)
from tests.messages.filling import Person
from tests.same_work import medians, statements
from tests.visiting import PUBLIC_URL


def test_who_is_known_gets_a_link_that_leads_to_the_offers(person: Person) -> None:
    publish(person)
    page = person.send(person.open("/vereine/link"), mail="ANNA@verein.example.de")
    assert page.heading.startswith("Schauen Sie in Ihre E-Mails")
    (mail,) = person.mails()
    assert (mail.to, mail.kind, mail.sensitive) == (ANNA, "own", True)
    shown = person.open(link_in(mail))
    assert is_private(shown)
    own = person.send(shown)
    assert own.heading.startswith("Meine Angebote")
    assert "Angebot own-offer" in own.text
    assert is_private(own)


def test_a_keeper_is_known_without_any_record(person: Person) -> None:
    publish(person)
    assert person.parts.keepers
    person.parts.keepers.add(CLUB.id, BEN)
    person.send(person.open("/vereine/link"), mail=BEN)
    assert [mail.to for mail in person.mails()] == [BEN]


def test_an_unknown_address_gets_the_same_page_and_no_mail(person: Person) -> None:
    publish(person)
    known = person.send(person.open("/vereine/link"), mail=ANNA)
    assert len(person.mails()) == 1
    unknown = person.send(person.open("/vereine/link"), mail="nobody@verein.example.de")
    assert person.mails() == []
    assert known.html == unknown.html
    without_date = {"Date", "Content-Length"}
    heads = [
        {name: value for name, value in page.headers.items() if name not in without_date}
        for page in (known, unknown)
    ]
    assert heads[0] == heads[1]


def test_known_and_unknown_take_the_same_time(person: Person) -> None:
    """The same questions to the database, and as much time of the processor."""
    from directory.web.clubs.link_views import mail_own_link

    publish(person)
    ways = {email: partial(mail_own_link, email) for email in (ANNA, "nobody@verein.example.de")}
    with person.site.test_request_context("/", base_url=PUBLIC_URL):
        asked = []
        for way in ways.values():
            with statements() as mine:
                way()
            asked.append(mine)
        known, unknown = medians(ways).values()
    assert asked[0] and asked[0] == asked[1]
    # What is left is reading the few records that name the address: well below a network.
    assert abs(known - unknown) < max(0.25 * known, 0.002), (known, unknown)


def test_what_is_no_address_is_said_at_the_field(person: Person) -> None:
    for typed in ("", "anna", "anna@", "a" * 100 + "@web.de", "x@y.de\r\nBcc: z@z.de"):
        page = person.send(person.open("/vereine/link"), mail=typed)
        assert "Schreiben Sie bitte eine Adresse mit @ und mit Punkt." in page.text
    assert person.mails() == []


def test_nobody_fills_the_mailbox_of_somebody_else(person: Person) -> None:
    publish(person)
    person.clock.now = person.clock.now.replace(minute=5)
    for number in range(5):
        page = person.open("/vereine/link")
        person.send(page, mail=ANNA, status=429 if number > 2 else 0)
    assert len(person.mails()) == 3
    person.clock.go(hours=1)
    person.send(person.open("/vereine/link"), mail=ANNA)
    assert len(person.mails()) == 1


def test_the_limit_says_nothing_about_who_is_known(person: Person) -> None:
    person.clock.now = person.clock.now.replace(minute=5)
    for number in range(4):
        page = person.open("/vereine/link")
        person.send(page, mail="nobody@verein.example.de", status=429 if number > 2 else 0)


def test_programs_that_open_links_change_nothing(person: Person) -> None:
    publish(person)
    address = made(person, Purpose.OWN)
    for _ in range(10):
        person.open(address)
        assert person.client.head(address, base_url=PUBLIC_URL).status_code == 200
    assert person.send(person.open(address)).heading.startswith("Meine Angebote")


def test_a_link_goes_once(person: Person) -> None:
    publish(person)
    address = made(person, Purpose.OWN)
    page = person.open(address)
    person.send(page)
    person.open(address, 410)
    assert person.client.post(address, base_url=PUBLIC_URL).status_code == 410


def test_of_many_who_press_at_once_one_gets_in(person: Person) -> None:
    address = made(person, Purpose.OWN)

    def press(_: int) -> int:
        client = person.site.test_client()
        return client.post(address, base_url=PUBLIC_URL).status_code

    with ThreadPoolExecutor(20) as pool:
        assert sorted(pool.map(press, range(20))) == [303] + [410] * 19


@pytest.mark.parametrize("why", ["used", "expired"])
def test_an_old_link_offers_a_new_one_without_saying_to_whom(person: Person, why: str) -> None:
    publish(person)
    address = made(person, Purpose.OWN)
    if why == "used":
        person.send(person.open(address))
    else:
        person.clock.go(days=2)
    page = person.open(address, 410)
    assert is_private(page)
    assert ANNA not in page.html
    answer = person.client.post(f"{address}/neu", data={}, base_url=PUBLIC_URL)
    # Without the form of the page it may be a program: the page asks once more.
    assert answer.status_code in (200, 303)
    sent = person.post(f"{address}/neu", _fields(page))
    assert sent.heading.startswith("Schauen Sie in Ihre E-Mails")
    assert ANNA not in sent.html
    mails = person.mails()
    assert {mail.to for mail in mails} == {ANNA}
    assert person.send(person.open(link_in(mails[-1]))).heading.startswith("Meine Angebote")


def _fields(page: object) -> dict[str, object]:
    from tests.messages.filling import fields_of

    return dict(fields_of(page))  # type: ignore[arg-type]


@pytest.mark.parametrize("token", ["abc", "x" * 43, "..", "%00", "ä" * 50])
def test_what_was_never_a_link_leads_to_a_new_one(person: Person, token: str) -> None:
    page = person.open(f"/vereine/l/{token}", 410)
    assert "/vereine/link" in page.html
    assert person.client.post(f"/vereine/l/{token}/neu", base_url=PUBLIC_URL).status_code == 410


def test_an_invented_link_is_nobody_s(person: Person) -> None:
    person.open("/vereine/l/abc", 410)
    assert person.client.post("/vereine/l/abc/neu", base_url=PUBLIC_URL).status_code == 410


def test_a_secret_address_is_not_printed_and_goes_no_further(person: Person) -> None:
    address = made(person, Purpose.CONFIRM_ADDRESS)
    page = person.open(address)
    assert page.all("//*[contains(@class, 'only-paper')]") == []
    answer = person.client.post(address, base_url=PUBLIC_URL)
    assert address.rpartition("/")[2] not in answer.headers["Location"]


def test_an_address_is_confirmed_by_its_link(person: Person) -> None:
    publish(person)
    assert person.parts.keepers
    person.parts.keepers.add(CLUB.id, BEN)
    page = person.open(made(person, Purpose.CONFIRM_ADDRESS, email=BEN))
    assert page.heading.startswith("Gehört diese E-Mail-Adresse Ihnen?")
    after = person.send(page)
    assert "Das ist Ihre Adresse." in after.text
    keeper = person.parts.keepers.of_club(CLUB.id)[0]
    assert (keeper.email, bool(keeper.confirmed_at)) == (BEN, True)


def test_an_invitation_lets_somebody_in(person: Person) -> None:
    publish(person)
    page = person.open(made(person, Purpose.JOIN, CLUB.id, BEN))
    assert "TSV Eigen" in page.text
    after = person.send(page)
    assert "Sie können jetzt die Angebote ändern." in after.text
    assert person.parts.keepers
    assert person.parts.keepers.clubs_of(BEN) == (CLUB.id,)


def test_the_link_of_a_draft_leads_into_it_again_and_again(person: Person) -> None:
    drafts = person.parts.drafts
    assert drafts
    draft, _ = drafts.begin([("sport", "boccia")])
    key = drafts.new_key(draft.id)
    for _ in range(3):
        answer = person.client.get(f"/vereine/l/{key}", base_url=PUBLIC_URL)
        assert answer.status_code == 303
        assert answer.headers["Location"].endswith(f"/vereine/entwurf/{key}")
    assert drafts.find(key)


def test_changing_the_language_does_not_use_a_link_up(person: Person) -> None:
    address = made(person, Purpose.OWN)
    answer = person.client.post(f"/en{address}", data={"sprache": "en"}, base_url=PUBLIC_URL)
    assert answer.status_code == 200
    person.open(address)


def test_other_sites_cannot_press_the_button(person: Person) -> None:
    address = made(person, Purpose.OWN)
    answer = person.client.post(
        address, base_url=PUBLIC_URL, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    person.open(address)


# Taking over


def test_the_address_on_record_decides_who_takes_over(person: Person) -> None:
    publish(person)
    club = person.open("/verein/eigener-verein")
    asked = str(club.all("//a[contains(., 'Sind Sie von diesem Verein?')]/@href")[0])
    page = person.send(person.open(asked), mail=BEN)
    assert "Wir fragen jetzt nach." in page.text
    (mail,) = person.mails()
    assert (mail.to, mail.kind) == (ANNA, "take_over")
    assert BEN in mail.text
    shown = person.open(link_in(mail))
    assert BEN in shown.text
    person.send(shown)
    assert person.parts.keepers
    assert person.parts.keepers.of_club(CLUB.id)[0].confirmed_at is None
    (welcome,) = person.mails()
    assert (welcome.to, welcome.kind) == (BEN, "welcome")


def test_where_no_address_is_known_an_editor_decides(person: Person) -> None:
    listing = an_own_offer(contacts=())
    publish(person, listing, an_own_offer("own-second", contacts=()))
    page = person.send(person.open("/vereine/uebernehmen/eigener-verein"), mail=BEN)
    assert "Wir fragen jetzt nach." in page.text
    workflow = person.parts.workflow
    assert workflow
    (asked,) = workflow.waiting()
    assert (asked.email, asked.doubts) == (BEN, ("take_over",))
    assert [mail.kind for mail in person.mails()] == ["waiting"]
    workflow.approve(asked.id)
    assert person.parts.keepers
    assert person.parts.keepers.clubs_of(BEN) == (CLUB.id,)


def test_who_belongs_to_the_club_already_gets_in_at_once(person: Person) -> None:
    publish(person)
    before = person.send(person.open("/vereine/uebernehmen/eigener-verein"), mail=BEN)
    person.mails()
    after = person.send(person.open("/vereine/uebernehmen/eigener-verein"), mail=ANNA)
    assert before.html == after.html
    assert [(mail.to, mail.kind) for mail in person.mails()] == [(ANNA, "own")]


def test_a_visit_ends_after_a_day(person: Person) -> None:
    publish(person)
    address = visit(person)
    person.open(address)
    person.clock.now += timedelta(hours=24)
    answer = person.client.get(address, base_url=PUBLIC_URL)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/vereine/link")

"""Pages of regions, their files and feeds, sites under a name of their own, and joining."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import delete

from directory.app import create_app
from directory.cli.starting import fill
from directory.config import CHECKOUT, Settings
from directory.content import ContentError, example_listings
from directory.content.regions import Advisor, Regions
from directory.submissions import Limits, NetworkRequests
from directory.submissions.tables import LimitRow, NetworkRequestRow
from directory.web.parts import EXTENSION
from tests.databases import environ_of, new_database
from tests.messages.filling import Person, faults
from tests.page_checks import Page
from tests.submissions.clock import Clock
from tests.team.conftest import Crew, sign_in
from tests.visiting import PUBLIC_URL

ATOM = "{http://www.w3.org/2005/Atom}"
FILLED = {
    "ort": "06108",
    "name": "Ada",
    "rolle": "Ich arbeite im Rathaus.",
    "kontakt": "ada@stadt.example",
    "schon": ["sport", "politics"],
    "text": "Wir möchten anfangen.",
    "ja": "ja",
}


@pytest.fixture(autouse=True)
def requests(site: Flask, clock: Clock) -> NetworkRequests:
    parts = site.extensions[EXTENSION]
    made = NetworkRequests(parts.store.database, clock)
    with parts.store.database.writing() as connection:
        for table in (NetworkRequestRow, LimitRow):
            connection.execute(delete(table))
    site.extensions[EXTENSION] = replace(
        parts, network_requests=made, limits=Limits(parts.store.database, clock)
    )
    return made


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/regionen", "Regionen"),
        ("/region/halle-saale", "Sport für alle: Halle Saale"),
        ("/region/freiburg", "Sport für alle: Freiburg im Breisgau"),
        ("/regionen/mitmachen", "Meine Gemeinde will mitmachen"),
        ("/en/region/halle-saale", "Sport for all: Halle (Saale)"),
    ],
)
def test_it_opens(person: Person, address: str, heading: str) -> None:
    assert person.open(address).heading == heading


def test_the_page_of_a_region_says_who_is_there(person: Person) -> None:
    page = person.open("/region/halle-saale")
    for said in ("Das ist ein Beispiel.", "Die Stadt war Host Town im Jahr 2023.", "Nele",
                 "Hilfen für Menschen mit Behinderung", "Sportfest für alle", "8. Mai 2027",
                 "Quelle: Special Olympics in Sachsen-Anhalt"):  # fmt: skip
        assert said in page.text, said
    assert page.all("//a[@href='/heft/halle-saale']")
    assert page.all("//a[@href='/luecken/halle-saale']")
    assert page.all("//a[starts-with(@href, '/suche?ags=15002000')]")


@pytest.mark.parametrize(
    "address",
    [
        "/region/nirgendwo",
        "/region/halle-saale/datei/logo.svg",
        "/region/halle-saale/datei/..%2f..%2fREADME.md",
        "/region/nirgendwo/termine.ics",
        "/region/nirgendwo/neu.atom",
    ],
)
def test_what_is_not_there_is_not_there(person: Person, address: str) -> None:
    assert person.client.get(address, base_url=PUBLIC_URL).status_code == 404


def test_dates_come_as_a_calendar(person: Person) -> None:
    answer = person.client.get("/region/halle-saale/termine.ics", base_url=PUBLIC_URL)
    calendar = Calendar.from_ical(answer.data)
    events = {str(one["summary"]): one for one in calendar.walk("VEVENT")}
    assert set(events) == {"Sportfest für alle", "Treffen vom Netzwerk"}
    start = events["Sportfest für alle"].decoded("dtstart")
    assert (start.isoformat(), str(start.tzinfo)) == ("2027-05-08T10:00:00+02:00", "Europe/Berlin")
    assert all(not one.errors for one in calendar.walk())
    person.clock.go(days=120)
    later = person.client.get("/region/halle-saale/termine.ics", base_url=PUBLIC_URL)
    assert len(Calendar.from_ical(later.data).walk("VEVENT")) == 1


def test_news_come_as_atom(person: Person) -> None:
    """The musts of RFC 4287: ids, titles and days; an author; a link to itself."""
    answer = person.client.get("/region/halle-saale/neu.atom", base_url=PUBLIC_URL)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.data)
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"{PUBLIC_URL}/region/halle-saale/neu.atom"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) > 5
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert len(set(ids)) == len(ids)
    for one in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert one.findtext(f"{ATOM}{name}"), name
    days = [one.findtext(f"{ATOM}updated") or "" for one in entries]
    assert days == sorted(days, reverse=True)


def test_whose_consent_is_over_is_shown_no_more() -> None:
    asked = Advisor("Ada", "+49301", "", (), example=False, consent_until=date(2026, 12, 31))
    assert asked.may_be_shown(date(2026, 12, 31))
    assert not asked.may_be_shown(date(2027, 1, 1))


# A name of its own


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A site whose content folder has one more region, with a host."""
    folder = tmp_path_factory.mktemp("named")
    shutil.copytree(CHECKOUT / "content", folder / "content")
    (folder / "content/regions/files").mkdir()
    (folder / "content/regions/files/plan.pdf").write_bytes(b"%PDF-1.7 plan")
    (folder / "content/regions/magdeburg.yaml").write_text(
        'name: Magdeburg\nags: ["15003000"]\nexample: true\nhosts: [sport.magdeburg.example]\n'
        "contact: {phone: +49 391 3920000}\ndocuments:\n  - {title: Unser Plan, file: plan.pdf}\n",
        encoding="utf-8",
    )
    new_database(folder / "instance", datetime.now(UTC))
    settings = Settings.from_environment(
        {
            **environ_of(folder / "instance"),
            "DIRECTORY_CONTENT": str(folder / "content"),
            "DIRECTORY_PUBLIC_URL": PUBLIC_URL,
        }
    )
    fill(settings, example_listings(settings.content))
    return create_app(settings)


def visit(app: Flask, address: str, host: str = "sport.magdeburg.example") -> Page:
    answer = app.test_client().get(address, base_url=f"https://{host}")
    return Page(address, answer.status_code, answer.text, dict(answer.headers))


def test_a_new_file_is_a_new_page_with_its_document(named: Flask) -> None:
    page = visit(named, "/region/magdeburg", "sport.example")
    assert page.heading == "Sport für alle: Magdeburg"
    (link,) = page.all("//section[@aria-labelledby='dokumente']//a")
    assert "".join(link.itertext()) == "Unser Plan, PDF, 1 Kilobyte"
    answer = named.test_client().get(link.get("href"), base_url="https://sport.example")
    assert answer.data == b"%PDF-1.7 plan"


def test_under_its_own_name_the_site_begins_with_the_region(named: Flask) -> None:
    page = visit(named, "/")
    assert page.heading == "Sport für alle: Magdeburg"
    assert "0391 3 92 00 00" in page.text
    assert page.all("//link[@rel='canonical']/@href") == [f"{PUBLIC_URL}/"]
    whole = visit(named, "/", "sport.example")
    assert whole.heading != page.heading
    assert not whole.all("//link[@rel='canonical']")
    assert "0391 3 92 00 00" not in whole.text


def test_under_its_own_name_search_means_the_region(named: Flask) -> None:
    def towns(page: Page) -> str:
        return " ".join(page.texts("//article"))

    own = visit(named, "/suche?q=schwimmen")
    assert "Magdeburg" in towns(own)
    assert "Saale" not in towns(own)
    (everywhere,) = [str(one) for one in own.all("//main//a/@href") if "ueberall" in str(one)]
    assert "Saale" in towns(visit(named, everywhere))
    # Who names a place means that place.
    assert "Saale" in towns(visit(named, "/suche?q=schwimmen+in+halle"))


def test_other_names_are_refused_as_before(named: Flask) -> None:
    assert visit(named, "/", "sport.evil.example").status == 400
    assert visit(named, "/", "sport.magdeburg.example.evil.example").status == 400


# Joining


def test_a_request_is_kept_and_mailed(person: Person, requests: NetworkRequests) -> None:
    page = person.open("/regionen/mitmachen")
    done = person.send(page, **FILLED)
    assert done.heading == "Danke, Ihre Gemeinde möchte mitmachen"
    (one,) = requests.open_ones()
    assert (one.request.place, one.request.ags) == ("Halle (Saale)", "15002000")
    (mail,) = [mail for mail in person.mails() if mail.kind == "network"]
    assert mail.subject == "Eine Gemeinde möchte mitmachen: Halle (Saale)"
    assert mail.reply_to == "ada@stadt.example"
    for said in ("Ada", "Ich arbeite im Rathaus.", "Wir möchten anfangen.", "Politik"):
        assert said in mail.text, said
    # The same form once more is the same request.
    person.send(page, **FILLED)
    assert len(requests.open_ones()) == 1
    assert not [mail for mail in person.mails() if mail.kind == "network"]


def test_what_is_missing_is_asked_for_and_nothing_is_lost(person: Person) -> None:
    page = person.open("/regionen/mitmachen")
    assert faults(person.send(page)) == [
        "Schreiben Sie bitte den Namen von der Gemeinde.",
        "Schreiben Sie bitte Ihren Namen.",
        "Schreiben Sie bitte eine E-Mail-Adresse oder eine Telefon-Nummer.",
        "Kreuzen Sie bitte das Ja an.",
    ]
    again = person.send(page, **{**FILLED, "kontakt": "ada at stadt"})
    assert faults(again) == ["Schreiben Sie bitte eine E-Mail-Adresse oder eine Telefon-Nummer."]
    assert "Wir möchten anfangen." in again.html and "ada at stadt" in again.html
    which = person.send(page, **{**FILLED, "ort": "Neustadt"})
    assert faults(which) == ["Wählen Sie bitte 1 Ort."]
    assert len(which.all("//input[@name='welcher']")) > 1


def test_a_program_is_asked_once_more(person: Person, requests: NetworkRequests) -> None:
    page = person.open("/regionen/mitmachen")
    held = person.send(page, waits=False, **FILLED)
    assert "Das ging sehr schnell." in held.text
    assert requests.open_ones() == ()


def test_after_a_year_it_is_forgotten(
    person: Person, requests: NetworkRequests, clock: Clock
) -> None:
    person.send(person.open("/regionen/mitmachen"), **FILLED)
    clock.go(days=364)
    assert requests.erase() == 0
    clock.go(days=2)
    assert requests.erase() == 1


def test_what_nobody_asked_is_not_there(person: Person, crew: Crew) -> None:
    sign_in(person, crew.eva)
    answer = person.client.get("/redaktion/kommune/none", base_url=PUBLIC_URL)
    assert answer.status_code == 404


def test_files_and_feeds_answer(person: Person) -> None:
    for address in ("/region/halle-saale/termine.ics", "/region/halle-saale/neu.atom"):
        assert person.client.get(address, base_url=PUBLIC_URL).status_code == 200
    missing = person.client.get("/region/halle-saale/datei/none", base_url=PUBLIC_URL)
    assert missing.status_code == 404


def test_an_editor_sees_it_and_says_that_it_is_answered(person: Person, crew: Crew) -> None:
    person.send(person.open("/regionen/mitmachen"), **FILLED)
    person.mails()
    sign_in(person, crew.ben)
    page = person.open("/redaktion/liste/kommunen")
    (link,) = page.all("//main//h2//a/@href")
    request = person.open(str(link))
    assert "ada@stadt.example" in request.text
    assert "Wir möchten anfangen." in request.text
    assert "Hier wartet nichts." in person.send(request).text


# Files that volunteers write

HEAD = 'name: Ort\nags: ["15002000"]\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "must hold keys"),
        ("name: Ort\n", "ags is missing"),
        (HEAD + "ages: x\n", "line 3: ages is not a key"),
        (HEAD + "\tx: 1\n", "line 3 is not valid YAML"),
        (HEAD + "name: Zwei\n", '"name" stands twice, again in line 3'),
        (HEAD + "hosts: [Sport Halle]\n", "line 3: hosts must be names"),
        (HEAD + "host_town: bald\n", "line 3: host_town must be a year"),
        (HEAD + "network:\n  - {field: space, name: X}\n", "line 4: network[1].field must be one"),
        (HEAD + "network:\n  - {name: X, url: 'javascript:alert(1)'}\n", "line 4: network[1].url"),
        (HEAD + "documents:\n  - {title: X}\n", "line 4: documents[1] needs either"),
        (HEAD + "documents:\n  - {title: X, file: ../../etc/passwd}\n", "whose name must be plain"),
        (HEAD + "documents:\n  - {title: X, file: plan.pdf}\n", "which is not in regions/files"),
        (HEAD + "events:\n  - {title: X}\n", "line 4: events[1].day is missing"),
        (HEAD + "events:\n  - {title: X, day: 8. Mai}\n", "line 4: events[1].day must be a day"),
        (HEAD + "events:\n  - {title: X, day: 2027-05-08, start: '25'}\n", "events[1].start must"),
        (
            HEAD + "events:\n  - {title: X, day: 2027-05-08, start: '12:00', end: '10:00'}\n",
            "must be later than start",
        ),
        (HEAD + "advisors:\n  - {first_name: Ada, phone: '1'}\n", "line 4: advisors[1].consent"),
        (
            HEAD + "advisors:\n  - {first_name: Ada, phone: '1', example: true, photo: a.png}\n",
            "line 4: advisors[1].photo_alt is missing",
        ),
        (HEAD + "intro: &a [x]\nnetwork: *a\n", "line 3 is used twice"),
        (HEAD + "intro: [" + "x, " * 200_000 + "]\n", "the file is too long"),
        (HEAD + "logo: logo.gif\n", "whose name must be plain"),
    ],
    ids=range(21),
)  # fmt: skip
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "regions").mkdir()
    (tmp_path / "regions/ort.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as problem:
        Regions.load(tmp_path)
    assert str(problem.value).startswith("regions/ort.yaml")
    assert told in str(problem.value)


def test_a_file_in_another_alphabet_is_told(tmp_path: Path) -> None:
    (tmp_path / "regions").mkdir()
    (tmp_path / "regions/ort.yaml").write_bytes(b"name: K\xf6ln\n")
    with pytest.raises(ContentError, match="must be UTF-8"):
        Regions.load(tmp_path)


def test_no_name_belongs_to_two_regions(tmp_path: Path) -> None:
    (tmp_path / "regions").mkdir()
    for key, ags in (("a", "15"), ("b", "11")):
        (tmp_path / f"regions/{key}.yaml").write_text(
            f'name: {key}\nags: ["{ags}"]\nhosts: [sport.example.org]\n'
        )
    with pytest.raises(ContentError, match=r"b\.yaml: host sport\.example\.org belongs to a"):
        Regions.load(tmp_path)


def test_markup_in_a_file_stays_words(tmp_path: Path) -> None:
    (tmp_path / "regions").mkdir()
    text = HEAD + "example: true\nintro: ['<script>alert(1)</script>']\n"
    (tmp_path / "regions/ort.yaml").write_text(text)
    assert Regions.load(tmp_path).by_key["ort"].intro == ("<script>alert(1)</script>",)

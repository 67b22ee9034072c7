"""Rows 30, 31, 37, 39 and 40: what somebody writes stays words, on each page, in each format."""

import csv
import inspect
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

import icalendar
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, ConsoleMessage, Dialog

from directory.mailing import club_mails, team_mails, truth_mails
from directory.mailing.message import message
from directory.mailing.network_mails import network_mail
from directory.mailing.visitor_mails import AboutOffer, barrier_mail, inquiry_mail
from directory.model import OutgoingMail
from directory.model.inbox import Barrier, Inquiry, ReachBy, Wrong
from directory.model.network import NetworkRequest
from tests.attacks.addresses import SIGNED_IN_COOKIE
from tests.attacks.asking import ask
from tests.attacks.hostile_site import Hostile, hostile_site
from tests.attacks.live import MARK, TEXTS, WORKED_OUT, in_page, in_table, in_xml
from tests.team.states import SIGNED_IN
from tests.visiting import PUBLIC_URL, serving

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HEADERS = {
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Expires",
    "Content-Language",
    "Content-Type",
    "MIME-Version",
    "List-Unsubscribe",
}
LINES = {"jsonl": "/daten/angebote.jsonl"}
DOCUMENTS = (
    "/daten/angebote.geojson",
    "/daten/orte.a11y.json",
    "/api/v1/offers?anzahl=100",
    "/api/v1/clubs",
    "/api/v1/venues",
    "/api/v1/changes",
    "/hsds/services",
    "/hsds/organizations",
)
FEEDS = ("/daten/angebote.atom", "/region/halle-saale/neu.atom", "/sitemap.xml", "/opensearch.xml")
TABLES = ("/daten/angebote.csv", "/daten/vereine.csv", "/wie-aktuell/alle.csv", "/luecken/15.csv")
CALENDARS = (
    "/daten/angebote.ics",
    *(f"/angebot/angebot-{number}/kalender.ics" for number in range(len(TEXTS))),
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return hostile_site(tmp_path_factory.mktemp("hostile") / "instance")


def body_of(hostile: Hostile, address: str) -> bytes:
    answer = ask(hostile.app.test_client(use_cookies=False), address, **SIGNED_IN_COOKIE)
    assert answer.status_code == 200, address
    return answer.get_data()


@pytest.mark.parametrize("kind", ["public", "private", "lists"])
def test_no_text_comes_alive_on_any_page(hostile: Hostile, kind: str) -> None:
    """Public pages, drafts, previews, the desk, the corner of advisors, lists by code."""
    seen = 0
    for address in getattr(hostile, kind):
        html = body_of(hostile, address).decode()
        assert in_page(html) == [], address
        seen += MARK in html
    assert seen >= len(TEXTS)


def test_it_would_be_noticed() -> None:
    """Each of the texts comes alive where somebody forgets to escape it."""
    for text in TEXTS[:6]:
        pages = (f"<p>{text}</p>", f'<a href="x{text}">', f"<a href='x{text}'>", f"<!--{text}-->")
        scripts = (f"<textarea>{text}</textarea>", f'<a href="{text}">')
        assert any(in_page(page) for page in (*pages, *scripts)), text
    assert in_page('<a href=" javascript:live()">') and in_page(f"<p>{WORKED_OUT}</p>")
    assert in_table(iter([["\t=1", "＝1", "-5", "a"]])) == ["\t=1", "＝1"]


@pytest.mark.parametrize("address", [*DOCUMENTS, *LINES.values()])
def test_data_of_programs_is_whole_and_says_what_it_is(hostile: Hostile, address: str) -> None:
    body = body_of(hostile, address)
    for line in body.splitlines() if address in LINES.values() else [body]:
        assert json.loads(line)
    assert WORKED_OUT.encode() not in body


@pytest.mark.parametrize("address", FEEDS)
def test_no_text_becomes_markup_of_a_feed(hostile: Hostile, address: str) -> None:
    assert in_xml(body_of(hostile, address)) == []


@pytest.mark.parametrize("address", TABLES)
def test_no_cell_of_a_table_is_worked_out(hostile: Hostile, address: str) -> None:
    text = body_of(hostile, address).decode("utf-8-sig")
    delimiter = ";" if text.partition("\n")[0].count(";") else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    assert len({len(row) for row in rows}) == 1
    assert in_table(iter(rows)) == []


def test_no_cell_of_a_workbook_is_a_formula(hostile: Hostile) -> None:
    """Read back as another program would read it."""
    book = load_workbook(io.BytesIO(body_of(hostile, "/daten/angebote.xlsx")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d", "b", "inlineStr"}
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("address", CALENDARS)
def test_no_text_begins_a_line_of_a_calendar(hostile: Hostile, address: str) -> None:
    body = body_of(hostile, address)
    entries = icalendar.Calendar.from_ical(body).walk("VEVENT")
    # Lines are folded; what begins one is a name of ours.
    lines = body.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").split(b"\r\n")
    names = {line.partition(b":")[0].partition(b";")[0] for line in lines}
    assert not names & {b"X-LIVE", b"BCC", b"X-Live"}
    assert lines.count(b"BEGIN:VEVENT") == len(entries)
    assert not any("\n" in str(line, "utf-8") or "\r" in str(line, "utf-8") for line in lines)


# What stands in a mail from us: addresses of pages and numbers; all other words are of others.
LINK = f"{PUBLIC_URL}/vereine/l/abc"
OURS = frozenset({"link", "look", "confirm", "own", "page", "go_on"})
WRITERS = [
    writer
    for module in (club_mails, team_mails, truth_mails)
    for name, writer in vars(module).items()
    if name.endswith("_mail") and inspect.getmodule(writer) is module
]


def written(writer: Any, text: str) -> OutgoingMail:
    """A mail of this kind with the text wherever somebody else may write."""
    values: dict[str, Any] = {}
    for name, wanted in inspect.signature(writer).parameters.items():
        if name in OURS:
            values[name] = LINK
        elif name == "offers":
            values[name] = [truth_mails.OfferFacts(text, LINK, (text, text))]
        elif wanted.annotation is str:
            values[name] = text
        elif name in ("changes", "notes"):
            values[name] = (text, text)
        elif name == "offer":
            values[name] = truth_mails.OfferFacts(text, LINK, (text,))
        elif wanted.default is inspect.Parameter.empty:
            values[name] = BY_NAME[name]
    mail: OutgoingMail = writer(**values)
    return mail


BY_NAME: dict[str, Any] = {
    "post": club_mails.Post("key", "anna@verein.example"),
    "site": club_mails.Site("Mach mit!", "0345 1234567", "hilfe@sport.example"),
    "answers": truth_mails.Answers(LINK, LINK, LINK),
    "why": truth_mails.Why.AGE,
    "wrong": (Wrong.TIME, Wrong.OTHER),
}


def of_visitors(text: str) -> Iterator[OutgoingMail]:
    inquiry = Inquiry("i", "o", text, ReachBy.PHONE, text, text, "2026-11", NOW)
    about = AboutOffer(text, LINK, "Mach mit!")
    yield inquiry_mail(inquiry, "nele@sonne.example", about)
    # An address of mail is looked at by the form; what is none is shown as it is.
    answer_to = "" if "@" in text else text
    barrier = Barrier("/suche", text, answer_to, NOW)
    yield barrier_mail(barrier, "hilfe@sport.example", "b", "Mach mit!")
    request = NetworkRequest("15002000", text, text, text, text, (), text, NOW, "x")
    yield network_mail(request, "hilfe@sport.example", "n", "Mach mit!", (text,))


def mails(text: str) -> Iterator[OutgoingMail]:
    yield from (written(writer, text) for writer in WRITERS)
    yield from of_visitors(text)


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_mails_have_exactly_the_headers_that_we_write(number: int) -> None:
    """Row 37: every kind of mail, parsed back as a mail server does."""
    text = TEXTS[number]
    assert len(WRITERS) > 14
    for mail, harmless in zip(mails(text), mails("Boccia"), strict=True):
        whole = message(mail, "Mach mit! <post@sport.example>", message_id="a.b", date=NOW)
        read: Any = message_from_bytes(whole.as_bytes(), policy=policy.default)
        assert set(read.keys()) <= HEADERS
        assert len(read.get_all("To")) == len(read.get_all("Subject")) == 1
        assert read["To"].addresses[0].addr_spec == mail.to
        parts = {part.get_content_type(): part.get_content() for part in read.iter_parts()}
        assert set(parts) == {"text/plain", "text/html"}
        assert in_page(mail.html) == in_page(harmless.html) == []
        # Our own frame around it has a style, because programs for mails know no sheets.
        assert set(in_page(parts["text/html"])) <= {
            "the attribute style of body",
            "the attribute style of div",
        }


def some_pages(hostile: Hostile) -> list[str]:
    """Each text on the page of its offer, and where editors decide about it."""
    offers = [f"/angebot/angebot-{number}" for number in range(len(TEXTS))]
    desk = [address for address in hostile.private if "/eingang/" in address]
    return [*offers[:4], *desk[:6:2], *hostile.lists[:1], "/suche"]


def in_browser(browser: Browser, hostile: Hostile, addresses: list[str]) -> list[str]:
    """What the policy had to stop, and every dialog that a script opened."""
    seen: list[str] = []

    def dialog(opened: Dialog) -> None:
        seen.append(f"dialog {opened.message}")
        opened.dismiss()

    def console(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text or "violates" in said.text:
            seen.append(said.text)

    with serving(hostile.app) as here:
        context = browser.new_context()
        context.add_cookies([{"name": "redaktion", "value": SIGNED_IN["redaktion"], "url": here}])
        page = context.new_page()
        page.on("dialog", dialog)
        page.on("console", console)
        page.expose_function("live", lambda: seen.append("script ran"))
        for address in addresses:
            answer = page.goto(here + address)
            assert answer and answer.status in (200, 303), address
        context.close()
    return seen


@pytest.mark.browser
def test_a_real_browser_runs_nothing_and_refuses_nothing(
    browser: Browser, hostile: Hostile
) -> None:
    """A policy that has something to stop would mean that something came through."""
    assert in_browser(browser, hostile, some_pages(hostile)) == []


@pytest.mark.browser
@pytest.mark.soak
def test_a_real_browser_runs_nothing_on_any_page(browser: Browser, hostile: Hostile) -> None:
    pages = [*hostile.public, *hostile.private, *hostile.lists]
    assert in_browser(browser, hostile, pages) == []

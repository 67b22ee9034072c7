"""Papers: what stands on them, that everybody can read them, and that nothing else is fetched."""

import re
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete

from directory.cli.papers import PaperMaker
from directory.model import Listing
from directory.model.paper import JobState
from directory.printing import NoPaper, Piece, pack, pdf_of, print_folder
from directory.printing.aside import MOST_SECONDS
from directory.submissions import Limits, PaperJobs
from directory.submissions.paper_jobs import LEASE
from directory.submissions.tables import PaperJobRow
from directory.web.papers import answer as answers
from directory.web.parts import EXTENSION
from tests.messages.filling import Person
from tests.papers.structure import faults_of, pages_of, text_of, text_outside
from tests.submissions.clock import Clock
from tests.visiting import PUBLIC_URL
from tests.web.listings import bare_listing, full_listing

FULL = full_listing()
LONG = "Donaudampfschifffahrtsgesellschaft " * 4
HOSTILE = "<b>Sport</b> {{ 7*7 }} \u202eشباب😀 =1+1"


def pdf(person: Person, address: str) -> bytes:
    answer = person.client.get(address, base_url=PUBLIC_URL)
    assert answer.status_code == 200, address
    assert answer.content_type == "application/pdf"
    assert re.fullmatch(
        r'inline; filename="[a-z0-9-]+\.pdf"', answer.headers["Content-Disposition"]
    )
    return answer.data


@pytest.fixture
def strange(person: Person) -> Listing:
    """An offer whose names are as long and as hostile as they may be."""
    made = full_listing()
    assert made.offer
    name = f"{LONG}{HOSTILE}"
    names = {"name": name, "name_easy": name, "slug": "seltsam", "id": f"{FULL.id[:-1]}7"}
    club = replace(made.club, name=LONG, id="club-strange", slug="verein-seltsam")
    made = replace(made, offer=replace(made.offer, club_id=club.id, **names), club=club)
    person.parts.store.publish_many([made], replaces=True)
    return made


# One offer


@pytest.mark.parametrize("kind", ["blatt", "gross", "plakat"])
@pytest.mark.parametrize(
    ("page", "language", "title"),
    [
        ("/angebot/schwimmen-voll", "de-simple", "Schwimmen Voll"),
        ("/de/angebot/schwimmen-voll", "de", "Schwimmen Voll Standard"),
        ("/en/angebot/leer", "en", "<script>alert('Leer')</script>"),
    ],
)
def test_everybody_can_read_it(
    person: Person, page: str, language: str, title: str, kind: str
) -> None:
    body = pdf(person, f"{page}/papier.pdf?art={kind}")
    assert faults_of(body, language, title) == []
    assert pages_of(body) == 1
    assert text_outside(body) == []


def test_what_one_needs_stands_on_the_sheet(person: Person) -> None:
    words = text_of(pdf(person, "/angebot/schwimmen-voll/papier.pdf"))
    for said in ("Von: Verein Voll", "Jeden Dienstag von 17 Uhr bis 18 Uhr 30", "Köthen",
                 "5 Euro 50", "0345 1 23 45 67", "Platz für Notizen", "Das ist ein Beispiel",
                 "sport.example/a/", "Gedruckt am 24. November 2026", "GeoBasis-DE"):  # fmt: skip
        assert said in words, said


def test_a_poster_says_come_along(person: Person) -> None:
    words = text_of(pdf(person, "/angebot/schwimmen-voll/papier.pdf?art=plakat"))
    assert "Machen Sie mit!" in words
    assert "Jeden Dienstag" in words


@pytest.mark.parametrize("kind", ["blatt", "gross", "plakat"])
def test_long_and_hostile_names_are_whole_and_stay_words(
    person: Person, strange: Listing, kind: str
) -> None:
    assert strange.offer
    body = pdf(person, f"/angebot/seltsam/papier.pdf?art={kind}")
    words = "".join(text_of(body).split()).replace("\u00ad", "").replace("\ufffe", "")
    assert words.count("Donaudampfschifffahrtsgesellschaft") >= 7
    assert "<b>Sport</b>" in words and "{{7*7}}" in words
    assert text_outside(body) == []
    assert pages_of(body) <= 2


def test_every_example_fits_on_one_sheet(person: Person) -> None:
    many = [one for one in person.parts.store.listings() if one.offer][::9]
    for one in many:
        assert one.offer
        body = pdf(person, f"/angebot/{one.offer.slug}/papier.pdf")
        assert pages_of(body) == 1, one.offer.slug


def test_the_choice_says_type_and_size(person: Person) -> None:
    page = person.open("/angebot/schwimmen-voll/papier")
    assert page.texts("//main//h2") == [
        f"{words}, PDF-Datei, weniger als 1 Megabyte"
        for words in ("Ein Blatt", "Ein Blatt mit sehr großer Schrift", "Ein Plakat für die Wand")
    ]


@pytest.mark.parametrize(
    "address", ["/angebot/gibt-es-nicht/papier", "/angebot/gibt-es-nicht/papier.pdf"]
)
def test_what_is_not_there_has_no_paper(person: Person, address: str) -> None:
    assert person.client.get(address, base_url=PUBLIC_URL).status_code == 404


def test_without_a_printer_the_page_says_how_to_print(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: Any) -> bytes:
        raise NoPaper("Pango is missing")

    monkeypatch.setattr(answers, "pdf_of", broken)
    page = person.open("/angebot/schwimmen-voll/papier.pdf", 503)
    assert "Wählen Sie im Browser: Drucken." in page.text


# Lists


def test_each_offer_of_a_list_has_a_sheet_and_its_note(person: Person) -> None:
    ids = [FULL.id, bare_listing().id]
    person.post("/merkzettel", {"merken": ids})
    person.send(person.open("/merkzettel/notizen"), **{f"notiz-{FULL.id}": "Das Bad ist warm"})
    for kind in ("blatt", "gross"):
        body = pdf(person, f"/merkzettel/papier.pdf?art={kind}")
        assert pages_of(body) == 2
        assert "Notiz: Das Bad ist warm" in text_of(body)
        assert faults_of(body, "de-simple", "Mein Merkzettel") == []
    handed = person.post("/merkzettel/weitergeben", {"beginn": "paper"})
    code = re.search(r"/zettel/(\d{6})", handed.html)
    assert code
    body = pdf(person, f"/zettel/{code[1]}/papier.pdf")
    assert faults_of(body, "de-simple", "Eine Liste für Sie") == []


def test_an_empty_list_has_no_paper(person: Person) -> None:
    assert person.client.get("/merkzettel/papier.pdf", base_url=PUBLIC_URL).status_code == 303
    answer = person.client.get("/zettel/482915/papier.pdf", base_url=PUBLIC_URL)
    assert answer.status_code == 404


# Booklets


@pytest.fixture
def jobs(site: Flask, clock: Clock) -> PaperJobs:
    parts = site.extensions[EXTENSION]
    made = PaperJobs(parts.store.database, clock)
    with parts.store.database.writing() as connection:
        connection.execute(delete(PaperJobRow))
    site.extensions[EXTENSION] = replace(
        parts, paper_jobs=made, limits=Limits(parts.store.database, clock)
    )
    return made


def test_a_booklet_is_ordered_and_told_how_far_it_is(person: Person, jobs: PaperJobs) -> None:
    page = person.open("/heft/halle-saale")
    assert page.heading.startswith("Ein Heft für Halle")
    waiting = person.send(page)
    assert waiting.heading == "Wir machen Ihr Heft"
    assert waiting.headers["Refresh"] == "5"
    assert waiting.headers["Cache-Control"] == "no-store"
    assert "Refresh" not in person.open(f"{waiting.address}?halt=ja").headers
    # Who orders the same gets the same.
    again = person.send(page)
    assert again.address == waiting.address

    job = jobs.claim()
    assert job and job.state is JobState.WORKING
    assert jobs.claim() is None
    jobs.note(job.id, 3)
    assert f"Fertig: 3 von {job.total} Angeboten." in person.open(waiting.address).text
    jobs.finish(job.id, b"%PDF-1.7 made")
    done = person.open(waiting.address)
    assert done.heading == "Das Heft ist fertig"
    (link,) = done.all("//main//a[contains(@class, 'button')]")
    assert " ".join("".join(link.itertext()).split()) == "Das Heft öffnen, PDF, 1 Kilobyte"
    answer = person.client.get(f"{waiting.address}.pdf", base_url=PUBLIC_URL)
    assert answer.data == b"%PDF-1.7 made"


def test_a_job_that_failed_can_be_tried_again(person: Person, jobs: PaperJobs) -> None:
    waiting = person.send(person.open("/heft/11"))
    job = jobs.claim()
    assert job
    jobs.finish(job.id, None)
    failed = person.open(waiting.address)
    assert failed.heading == "Das Heft ist nicht fertig geworden"
    assert person.send(replace(failed, address="/heft/11")).heading == "Wir machen Ihr Heft"


def test_who_is_killed_leaves_the_job_to_the_next(
    person: Person, jobs: PaperJobs, clock: Clock
) -> None:
    person.send(person.open("/heft/15"))
    first = jobs.claim()
    assert first and not jobs.are_waiting()
    clock.go(seconds=LEASE.total_seconds() - 1)
    assert not jobs.are_waiting()
    clock.go(seconds=1)
    assert jobs.are_waiting()
    second = jobs.claim()
    assert second and second.id == first.id
    clock.go(days=8)
    assert jobs.erase() >= 1
    assert jobs.find(first.id) is None


@pytest.mark.parametrize("address", ["/heft/15/none", "/heft/15/none.pdf"])
def test_a_job_that_nobody_ordered_is_not_there(person: Person, address: str) -> None:
    assert person.client.get(address, base_url=PUBLIC_URL).status_code == 404


@pytest.mark.parametrize("key", ["99", "quatsch", "1500200", "%00", "deutschland2"])
def test_a_place_that_nobody_knows_has_no_booklet(person: Person, key: str) -> None:
    assert person.client.get(f"/heft/{key}", base_url=PUBLIC_URL).status_code == 404
    assert person.client.post(f"/heft/{key}", base_url=PUBLIC_URL).status_code == 404
    assert person.client.get(f"/heft/{key}/abc", base_url=PUBLIC_URL).status_code == 404
    assert person.client.get(f"/heft/{key}/abc.pdf", base_url=PUBLIC_URL).status_code == 404


def test_a_place_without_confirmed_offers_says_so(person: Person, jobs: PaperJobs) -> None:
    page = person.open("/heft/07232026")
    assert "noch kein geprüftes Angebot" in page.text
    assert not page.all("//main//form")
    assert person.post("/heft/07232026", {}).heading.startswith("Ein Heft für")


def test_work_waits_for_one_process_at_a_time(
    person: Person, jobs: PaperJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    class Running:
        def __init__(self, words: list[str], **_more: Any) -> None:
            started.append(words)

        def poll(self) -> None:
            return None

        def wait(self) -> int:
            return 0

    monkeypatch.setattr(subprocess, "Popen", Running)
    maker = PaperMaker(jobs)
    maker()
    assert started == []
    person.send(person.open("/heft/halle-saale"))
    maker()
    maker()
    maker.wait()
    assert len(started) == 1
    assert started[0][-1] == "papers"


def test_nobody_takes_over_a_paper_that_is_still_being_printed() -> None:
    assert timedelta(seconds=MOST_SECONDS) < LEASE


# Nothing is fetched


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "/assets/../../etc/passwd",
        "/assets/%2e%2e/config.py",
        "/fotos/../form_secret",
        "//evil.example/x.svg",
        "data:text/html,x",
        "",
    ],
)
def test_only_our_own_files_come_onto_paper(site: Flask, address: str) -> None:
    with site.test_request_context("/", base_url=PUBLIC_URL):
        assert answers.Drawings().piece(address) is None


def test_a_document_asks_for_nothing_but_its_pieces(tmp_path: Path) -> None:
    asked: list[str] = []

    def piece_of(address: str) -> Piece | None:
        asked.append(address)
        return None

    html = (
        '<!doctype html><html lang="de"><head><title>Probe</title>'
        '<link rel="stylesheet" href="http://evil.example/x.css"></head>'
        '<body><h1>Probe</h1><img src="file:///etc/passwd" alt="x"></body></html>'
    )
    body = pdf_of(html, piece_of)
    assert sorted(asked) == ["file:///etc/passwd", "http://evil.example/x.css"]
    assert "root:" not in text_of(body)
    pack(html, piece_of, tmp_path)
    print_folder(tmp_path, tmp_path / "out.pdf")
    assert text_of((tmp_path / "out.pdf").read_bytes()) == text_of(body)


def test_a_printer_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(NoPaper, match=r"pieces\.json"):
        print_folder(tmp_path, tmp_path / "out.pdf")


def test_so_few_may_wait_that_other_pages_have_threads(person: Person) -> None:
    with answers._may_wait, answers._may_wait, answers._may_wait:
        page = person.open("/angebot/leer/papier.pdf?art=gross", 503)
    assert page.heading == "Das geht gerade nicht"
    assert pages_of(pdf(person, "/angebot/leer/papier.pdf?art=gross")) == 1

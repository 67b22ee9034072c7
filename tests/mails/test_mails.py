"""Mails are read on the machine itself, and nowhere else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from directory.config import Settings
from directory.mailing import FolderSender, message
from directory.mailing.club_mails import Post, Site, own_mail
from directory.model import OutgoingMail
from directory.web.parts import EXTENSION
from tests.databases import environ_of
from tests.page_checks import Page, look_over
from tests.visiting import built_site

HERE = "http://127.0.0.1:8000"
LINK = f"{HERE}/vereine/l/{'x' * 43}"
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return built_site(tmp_path_factory.mktemp("mails") / "instance", public_url="")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mails"


@pytest.fixture
def site(built: Flask, folder: Path) -> Iterator[Flask]:
    parts = built.extensions[EXTENSION]
    assert parts.mails
    built.extensions[EXTENSION] = replace(parts, mails=folder)
    yield built
    built.extensions[EXTENSION] = parts


def laid(folder: Path, mail: OutgoingMail, id: str = "one", at: datetime = NOON) -> None:
    FolderSender(folder).send(message(mail, "directory@localhost", message_id=id, date=at))


def opened(site: Flask, address: str, status: int = 200, **options: Any) -> Page:
    answer = site.test_client().get(address, **{"base_url": HERE, **options})
    page = Page(address, answer.status_code, answer.text, dict(answer.headers))
    assert page.status == status, page.status
    look_over(page)
    return page


def test_mails_are_listed_newest_first_and_links_can_be_followed(site: Flask, folder: Path) -> None:
    own = own_mail(Post("own", "anna@verein.example"), Site("Mach mit!"), link=LINK)
    laid(folder, OutgoingMail("old", "ben@verein.example", "Älter", "Guten Tag."))
    laid(folder, own, "two", NOON.replace(hour=13))
    page = opened(site, "/betrieb/mails")
    links = page.texts("//main//ul//a")
    assert links == ["Ihr Link zu Ihren Angeboten", "Älter"]
    assert "anna@verein.example" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    mail = opened(site, str(page.all("//main//ul//a/@href")[0]))
    assert mail.all(f"//main//a[@href='{LINK}']")
    assert "Der Link geht nur 1 Mal." in mail.text


def test_without_mails_the_page_says_so(site: Flask) -> None:
    assert "Es ist noch keine E-Mail da." in opened(site, "/betrieb/mails").text


@pytest.mark.parametrize(
    "options",
    [
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}},
        {"environ_base": {"REMOTE_ADDR": "10.0.0.5"}},
        {"environ_base": {"REMOTE_ADDR": ""}},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
        {"headers": {"X-Forwarded-Host": "localhost"}},
        {"headers": {"Forwarded": "for=127.0.0.1"}},
        {"headers": {"X-Real-IP": "127.0.0.1"}},
        {"headers": {"Via": "1.1 proxy"}},
        {"base_url": "http://rebound.example"},
        {"base_url": "http://127.0.0.1.rebound.example:8000"},
        {"base_url": "http://localhost.rebound.example"},
    ],
)
def test_for_everybody_else_there_is_no_such_page(
    site: Flask, folder: Path, options: dict[str, Any]
) -> None:
    laid(folder, OutgoingMail("one", "ben@verein.example", "Geheim", "Geheim."))
    name = next(folder.iterdir()).name
    for address in ("/betrieb/mails", f"/betrieb/mails/{name}"):
        page = opened(site, address, 404, **options)
        assert "Geheim" not in page.html


@pytest.mark.parametrize("host", ["http://localhost:8000", "http://[::1]:8000", "http://127.0.0.1"])
def test_the_machine_itself_may_read(site: Flask, host: str) -> None:
    opened(site, "/betrieb/mails", base_url=host)


@pytest.mark.parametrize("name", ["x.eml", "..%2Fform_secret", "../form_secret", "%2e%2e", ".eml"])
def test_only_mails_of_the_folder_are_read(site: Flask, folder: Path, name: str) -> None:
    folder.mkdir()
    (folder.parent / "form_secret").write_text("Geheim")
    assert "Geheim" not in opened(site, f"/betrieb/mails/{name}", 404).html
    opened(site, "/betrieb/mails/no-mail", 404)


@pytest.mark.parametrize("setting", ["MAIL_SERVER", "PUBLIC_URL", "PROXIES"])
def test_no_page_shows_mails_of_a_site_that_others_use(tmp_path: Path, setting: str) -> None:
    given = {
        "MAIL_SERVER": "smtp://mail.example",
        "PUBLIC_URL": "https://x.example",
        "PROXIES": "1",
    }
    environ = environ_of(tmp_path)
    assert Settings.from_environment(environ).readable_mails == tmp_path / "mails"
    more = {f"DIRECTORY_{setting}": given[setting]}
    assert Settings.from_environment({**environ, **more}).readable_mails is None


def test_without_a_folder_there_is_no_page(built: Flask) -> None:
    parts = built.extensions[EXTENSION]
    built.extensions[EXTENSION] = replace(parts, mails=None)
    try:
        opened(built, "/betrieb/mails", 404)
    finally:
        built.extensions[EXTENSION] = parts


def test_what_stands_in_a_mail_is_text(site: Flask, folder: Path) -> None:
    words = '<script>alert(1)</script> javascript:alert(1) https://x.example/"><b>'
    laid(folder, OutgoingMail("one", "ben@verein.example", "<b>Hallo</b>", words, html="<b>x</b>"))
    page = opened(site, "/betrieb/mails")
    mail = opened(site, str(page.all("//main//ul//a/@href")[0]))
    assert mail.all("//main//script") == []
    assert mail.all("//main//b") == []
    assert [str(link) for link in mail.all("//main//div//a/@href")] == ["https://x.example/"]


def test_a_broken_file_hides_no_other(site: Flask, folder: Path) -> None:
    laid(folder, OutgoingMail("one", "ben@verein.example", "Gut", "Guten Tag."))
    (folder / "99991231-000000_broken.eml").write_bytes(b"\xff\xfe\x00Content-Type: x/\r\n\r\n\xff")
    page = opened(site, "/betrieb/mails")
    assert "Gut" in page.text

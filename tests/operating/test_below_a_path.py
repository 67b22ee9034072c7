"""The site below a path of another one: every link, file, redirect and mail names the path."""

import re
from collections import deque
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from directory.app import create_app
from directory.config import Settings
from directory.content import example_listings
from directory.model import Contact, Listing
from directory.submissions import Store
from tests.databases import environ_of
from tests.operating.conftest import Run, url_of
from tests.submissions.examples import a_club

PUBLIC = "https://stadt.example/sport"
# As nginx sends it on: the path is taken away, and named.
HEADERS = {
    "Host": "stadt.example",
    "X-Forwarded-Host": "stadt.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.7",
    "X-Forwarded-Prefix": "/sport",
}
MOST_PAGES = 120


@pytest.fixture
def site(
    run: Run, instance: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    environ = {"DIRECTORY_PUBLIC_URL": PUBLIC, "DIRECTORY_PROXIES": "1"}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    settings = Settings.from_environment({**environ_of(instance), **environ})
    store.publish_many(list(example_listings(settings.content))[:20])
    assert run("index").exit_code == 0
    yield create_app(settings)


def ask(client: FlaskClient, address: str) -> TestResponse:
    """An address as readers see it; nothing outside of ``/sport`` is ours."""
    parts = urlsplit(address)
    assert parts.path.startswith("/sport/") or parts.path == "/sport", address
    path = parts.path.removeprefix("/sport") or "/"
    return client.get(f"{path}?{parts.query}", headers=HEADERS)


def found_in(page: str, base: str) -> Iterator[str]:
    tree = html.document_fromstring(page)
    for name in ("href", "src", "action", "srcset", "content"):
        for element in tree.iterfind(f".//*[@{name}]"):
            value = element.get(name) or ""
            if name == "content" and not value.startswith(("/", "https://stadt")):
                continue
            for one in value.split(",") if name == "srcset" else (value,):
                address = urljoin(base, one.strip().split(" ")[0])
                if urlsplit(address).netloc == "stadt.example":
                    yield urlsplit(address)._replace(fragment="").geturl()


def test_every_link_and_file_lies_below_the_path(site: Flask) -> None:
    client = site.test_client()
    begin = [f"{PUBLIC}{path}" for path in ("/", "/de/", "/en/vereine", "/suche?q=boccia")]
    queue, known = deque(begin), set(begin)
    opened = 0
    kinds: set[str] = set()
    while queue and opened < MOST_PAGES:
        address = queue.popleft()
        answer = ask(client, address)
        opened += 1
        if answer.status_code in (301, 302, 303, 308):
            targets = [urljoin(address, answer.headers["Location"])]
        else:
            assert answer.status_code == 200, (answer.status_code, address)
            kinds.add(answer.mimetype)
            targets = list(found_in(answer.text, address)) if answer.mimetype == "text/html" else []
        for target in targets:
            assert target.startswith(f"{PUBLIC}/") or target == PUBLIC, (address, target)
            # One search of each kind is enough.
            key = re.sub(r"\?.*", "?", target)
            if key not in known:
                known.add(key)
                queue.append(target)
    assert {"text/html", "text/css", "text/javascript", "image/svg+xml"} <= kinds


def test_files_named_in_style_sheets_are_found(site: Flask) -> None:
    client = site.test_client()
    page = ask(client, f"{PUBLIC}/").text
    [sheet] = {one for one in found_in(page, f"{PUBLIC}/") if one.endswith(".css")}
    named = re.findall(r"url\([\"']?([^\"')]+)", ask(client, sheet).text)
    for one in named:
        if not one.startswith("data:"):
            assert ask(client, urljoin(sheet, one)).status_code == 200


def test_redirects_and_mails_name_the_path(site: Flask, run: Run, instance: Path) -> None:
    client = site.test_client()
    moved = client.get("/fuer-vereine", headers=HEADERS)
    assert urlsplit(moved.headers["Location"]).path == "/sport/vereine"
    assert "/sport/anmelden" in client.get("/redaktion", headers=HEADERS).headers["Location"]
    store = Store(url_of(instance))

    store.publish(Listing(a_club(contacts=(Contact(email="anna@verein.example"),))))
    store.close()
    headers = {**HEADERS, "Sec-Fetch-Site": "same-origin"}
    page = client.get("/vereine/link", headers=HEADERS)
    while page.status_code == 200:
        # As quick as a program, so the form asks once more.
        form = html.document_fromstring(page.text).find(".//main//form")
        fields = form.iterfind(".//*[@name]")
        data = {one.get("name"): one.get("value") or "" for one in fields}
        page = client.post(
            "/vereine/link", data={**data, "mail": "anna@verein.example"}, headers=headers
        )
    assert urlsplit(page.headers["Location"]).path.startswith("/sport/vereine/link")
    assert run("tick").output.startswith("Mails: 1 sent")
    assert run("user", "add", "eva@sport.example").exit_code == 0
    run("tick")
    links = set()
    for file in (instance / "mails").rglob("*.eml"):
        mail = message_from_bytes(file.read_bytes(), policy=default)
        body = mail.get_body(("plain",))  # type: ignore[attr-defined]
        links |= set(re.findall(r"https://stadt\.example[^\s>]*", body.get_content()))
    assert links
    assert all(link.startswith(f"{PUBLIC}/") for link in links)
    assert not any("/sport/sport" in link for link in links)
    for link in links:
        assert ask(client, link).status_code == 200


def test_the_cookie_of_settings_is_for_the_path_alone(site: Flask) -> None:
    headers = {**HEADERS, "Sec-Fetch-Site": "same-origin"}
    chosen = {"farben": "dunkel"}
    answer = site.test_client().post("/einstellungen", data=chosen, headers=headers)
    cookie = answer.headers["Set-Cookie"]
    assert re.search(r"Path=/sport/?(;|$)", cookie), cookie
    assert urlsplit(answer.headers["Location"]).path.startswith("/sport")

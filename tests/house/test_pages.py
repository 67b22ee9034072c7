"""Every address is known: it stands in ARCHITECTURE.md and somebody opens it in a test."""

import re
from pathlib import Path

import pytest
from flask import Flask

from directory.web.advising import blueprint as advising
from directory.web.assets import blueprint as assets
from directory.web.clubs import blueprint as clubs
from directory.web.clubs.keeping import blueprint as keeping
from directory.web.clubs.text_views import blueprint as text_help
from directory.web.desk import blueprint as desk
from directory.web.embedding import blueprint as embedding
from directory.web.feeds import blueprint as feeds
from directory.web.finder import blueprint as finder
from directory.web.gaps import blueprint as gaps
from directory.web.gaps import private as gap_calls
from directory.web.help import blueprint as help_pages
from directory.web.lists import blueprint as lists
from directory.web.mails import blueprint as mails
from directory.web.messages import blueprint as messages
from directory.web.open_data import blueprint as open_data
from directory.web.papers import blueprint as papers
from directory.web.photos import blueprint as photos
from directory.web.questions import blueprint as questions
from directory.web.regions import blueprint as regions
from directory.web.team import blueprint as team
from directory.web.truth import blueprint as truth
from directory.web.truth.health_views import blueprint as health
from directory.web.watch import blueprint as watch

ROOT = Path(__file__).parents[2]
# Files with hashed names, and the name that browsers ask for unasked.
NO_PAGES = {"/assets/<hashed_name>", "/favicon.ico"}


def addresses() -> set[str]:
    app = Flask("rules", static_folder=None)
    for blueprint in (
        advising,
        assets,
        finder,
        questions,
        messages,
        help_pages,
        embedding,
        feeds,
        clubs,
        text_help,
        gap_calls,
        gaps,
        keeping,
        lists,
        mails,
        open_data,
        papers,
        photos,
        regions,
        health,
        watch,
        truth,
        team,
        desk,
    ):
        app.register_blueprint(blueprint)
    return {re.sub(r"<\w+:", "<", rule.rule) for rule in app.url_map.iter_rules()}


def documented() -> set[str]:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("## Addresses")[2].partition("\n## ")[0]
    return {found.partition("?")[0] for found in re.findall(r"`(/[^`]*)`", table)}


def without_names(address: str) -> str:
    return re.sub(r"<[^>]+>", "<>", address)


def test_every_address_stands_in_the_table_of_addresses() -> None:
    known = {without_names(address) for address in documented()}
    assert {without_names(a) for a in addresses() - NO_PAGES} - known == set()


def test_every_page_is_opened_in_a_test() -> None:
    opened = (ROOT / "tests/web/test_pages.py").read_text(encoding="utf-8")
    for more in (
        "tests/web/test_api.py",
        "tests/web/test_recordings.py",
        "tests/help/test_pages.py",
        "tests/questions/test_pages.py",
        "tests/messages/test_pages.py",
        "tests/clubs/test_pages.py",
        "tests/clubs/test_text_views.py",
        "tests/uses/test_counting.py",
        "tests/spreadsheet/test_import.py",
        "tests/clubs/test_links.py",
        "tests/clubs/test_own.py",
        "tests/mails/test_mails.py",
        "tests/photos/test_question.py",
        "tests/truth/test_health.py",
        "tests/truth/test_confirm_page.py",
        "tests/team/test_pages.py",
        "tests/operating/test_watch.py",
        "tests/lists/test_pages.py",
        "tests/advising/test_corner.py",
        "tests/papers/test_papers.py",
        "tests/gaps/test_pages.py",
        "tests/regions/test_pages.py",
        "tests/embedding/test_pages.py",
        "tests/open_data/test_interface.py",
        "tests/open_data/test_files.py",
        "tests/open_data/test_services.py",
    ):
        file = ROOT / more
        opened += file.read_text(encoding="utf-8") if file.exists() else ""
    for address in addresses() - NO_PAGES:
        pattern = re.sub(r"<[^>]+>", r"[\\w-]+", address)
        assert re.search(rf'"{pattern}["?]', opened), f"no test opens {address}"


@pytest.mark.parametrize(
    "folder", ["finder", "questions", "messages", "help", "feeds", "embedding"]
)
def test_every_group_of_pages_has_the_same_files(folder: str) -> None:
    files = {path.name for path in (ROOT / "directory/web" / folder).glob("*.py")}
    assert files >= {"__init__.py", "views.py", "present.py"}

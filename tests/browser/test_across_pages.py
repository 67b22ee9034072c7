"""What holds across all pages: none is forgotten, help and links stay in their places."""

import re
from itertools import product

import pytest
from flask import Flask

from directory.content.pages import NAMES
from tests.browser.pages import MODES, PAGES, round_of
from tests.embedding.states import FRAME_STATES
from tests.page_checks import Page, by_class, text_of
from tests.visiting import PUBLIC_URL

# What these answer with is no page: files, drawings, answers for programs, ways on to a page.
NO_PAGES = {
    "assets.favicon",
    "assets.static_file",
    "clubs.former_why",
    "clubs.own_table_template",
    "clubs.photo",
    "desk.numbers_file",
    "desk.photo",
    "clubs.table_answer",
    "clubs.table_template",
    "embedding.oembed",
    "embedding.script",
    "feeds.changes",
    "feeds.clubs",
    "feeds.counts",
    "feeds.description",
    "feeds.offer",
    "feeds.offers",
    "feeds.one_club",
    "feeds.places",
    "feeds.region",
    "feeds.regions",
    "feeds.sports",
    "feeds.start",
    "feeds.venue",
    "feeds.venues",
    "finder.calendar",
    "finder.qr_code",
    "finder.recording",
    "gallery.example",
    "gaps.as_csv",
    "gaps.council",
    "health.all_as_csv",
    "health.state_as_csv",
    "help.document",
    "help.film",
    "help.recording",
    "keeping.new_offer",
    "open_data.access",
    "open_data.active_feed",
    "open_data.calendar",
    "open_data.calendar_of_list",
    "open_data.catalogue_file",
    "open_data.clubs",
    "open_data.clubs_described",
    "open_data.feed",
    "open_data.lines",
    "open_data.map_file",
    "open_data.organization",
    "open_data.organizations",
    "open_data.part_of_map",
    "open_data.search_description",
    "open_data.service",
    "open_data.services",
    "open_data.services_start",
    "open_data.site_map",
    "open_data.table",
    "open_data.table_described",
    "open_data.taxonomies",
    "open_data.walkers",
    "open_data.warning",
    "open_data.warning_of_old",
    "open_data.workbook",
    "papers.file",
    "papers.handed_list",
    "papers.offer",
    "papers.own_list",
    "photos.photo",
    "reading_aloud.words",
    "regions.calendar",
    "regions.feed",
    "regions.file",
    "watch.alive",
    "watch.metrics",
    "watch.ready",
}
# Pages that a state reaches by walking, since their addresses hold a secret that is made anew.
REACHED = {
    "clubs.thanks": "clubs, sent",
    "clubs.table_check": "table, checked",
    "clubs.table_columns": "table, columns",
    "clubs.table_thanks": "table, sent",
    "keeping.part": "own, take away",
}
# Looked over by tests of their own group: the same pages as others, behind another door.
ELSEWHERE = {"desk.network", "desk.person", "clubs.own_table", "clubs.table_confirm", "mails.mail"}
OF_THE_LAW = {
    "/barrierefreiheit": "J1",
    "/barriere-melden": "J2",
    "/leichte-sprache": "J3",
    "/gebaerdensprache": "J3",
    "/impressum": "J5",
    "/datenschutz": "J5",
}


def page_of(site: Flask, name: str) -> Page:
    state = PAGES[name]
    client = site.test_client()
    for cookie, value in state.cookies.items():
        client.set_cookie(cookie, value, domain="sport.example")
    # Over HTTP, as in the browser: cookies of the team have another name over HTTPS.
    answer = client.get(state.address, base_url=PUBLIC_URL.replace("https", "http"))
    return Page(state.address, answer.status_code, answer.text, dict(answer.headers))


def site_of(page: Page) -> tuple[str, str]:
    """The language, and whose pages they are: those of the desk have a menu of their own, and a
    page that an editor sees beforehand is one of readers below the desk."""
    language = page.all("/html")[0].get("lang") or ""
    if page.all("//header/nav[@aria-label='Redaktion']"):
        return language, "desk"
    return language, "preview" if page.address.startswith("/redaktion") else "readers"


@pytest.fixture(scope="module")
def pages(site: Flask) -> dict[str, Page]:
    """Without frames for pages of others: those have neither our menu nor our footer."""
    return {name: page_of(site, name) for name in PAGES if name not in FRAME_STATES}


def test_no_page_of_the_site_is_forgotten(site: Flask) -> None:
    """A new address must be met by the browser too: put it into tests/browser/pages.py."""
    adapter = site.url_map.bind("sport.example")
    met = set()
    for state in PAGES.values():
        if state.status == 200:
            path = re.sub(r"^/(de|en)(?=/)", "", state.address.partition("?")[0])
            met.add(str(adapter.match(path, method="GET")[0]))
    known = {r.endpoint for r in site.url_map.iter_rules() if "GET" in (r.methods or set())}
    assert set(REACHED.values()) <= PAGES.keys()
    assert known - met - NO_PAGES - REACHED.keys() - ELSEWHERE == {"error"}
    assert {f"/{name}" for name in NAMES} <= {state.address for state in PAGES.values()}


def test_every_page_and_every_mode_is_met_once_by_make_test() -> None:
    first = round_of(0)
    assert [name for name, _ in first] == list(PAGES)
    assert {mode for _, mode in first} == set(MODES)


def test_every_page_is_met_in_every_mode_by_make_soak() -> None:
    met = [pair for number in range(len(MODES)) for pair in round_of(number)]
    assert len(met) == len(PAGES) * len(MODES)
    assert set(met) == set(product(PAGES, MODES))


def test_a8_f1_links_and_help_stand_in_the_same_place(pages: dict[str, Page]) -> None:
    """A8, F1: the same words in the same order in header and footer of each language"""
    seen = {}
    for name, page in pages.items():
        for part in ("//header//nav//a", "//footer//a|//footer//h2|//footer//h3"):
            words = page.texts(part)
            assert words == seen.setdefault((*site_of(page), part), words), name
        assert page.all("//footer//section[1][@id='hilfe']//a[starts-with(@href, 'tel:')]"), name


def test_a2_titles_name_one_page_only(pages: dict[str, Page]) -> None:
    """A2: two addresses with one title are the same page in another state"""
    titles: dict[str, set[str]] = {}
    for page in pages.values():
        if page.status == 200:
            path = re.sub(r"^/(de|en)(?=/)|\?.*", "", page.address)
            # One page for each draft and each mail; the secret in its address is another one.
            path = re.sub(r"^/vereine/(entwurf|stimmt)/[^/]+", r"/vereine/\1/…", path)
            # What was sent in has the name of the offer, and so has the page that it will be.
            path = re.sub(r"^(/redaktion/eingang/.*)/vorschau$", r"\1", path)
            titles.setdefault(page.texts("//head/title")[0], set()).add(path)
    same_form = {"/finden", "/finden/sport"}
    assert [paths for paths in titles.values() if len(paths) > 1 and paths != same_form] == []


def test_a9_every_page_says_where_i_am(pages: dict[str, Page]) -> None:
    """A9: by a trail, the mark of the menu, or the number of the question"""
    for name, page in pages.items():
        trail = page.all("//main//*" + by_class("breadcrumbs"))
        marked = page.all("//header//a[@aria-current='page']")
        question = re.search(r"(Frage|Question) \d", page.text)
        is_start = page.address.rstrip("/") in ("", "/de", "/en", "/galerie")
        assert trail or marked or question or is_start or page.status != 200, name
        home = page.all("//header//a" + by_class("site-name"))
        assert home, name


def test_j1_j2_j3_j5_the_law_is_one_link_away(pages: dict[str, Page]) -> None:
    """J1, J2, J3, J5: from every page"""
    for name, page in pages.items():
        links = {re.sub(r"^/(de|en)(?=/)|\?.*", "", h.get("href", "")) for h in page.all("//a")}
        assert OF_THE_LAW.keys() <= links, name


def test_h3_a_link_to_a_file_says_type_and_size(pages: dict[str, Page]) -> None:
    """H3"""
    for name, page in pages.items():
        for link in page.all("//main//a[@download or contains(@href, '.pdf')]"):
            assert re.search(r"\d+ (KB|MB|Kilobyte|Megabyte|kilobytes?)", text_of(link)), name


def test_d1_d4_one_question_and_few_choices(pages: dict[str, Page]) -> None:
    """D1, D4: one question in a form that is sent, at most 7 choices at once"""
    for name, page in pages.items():
        if page.address.startswith("/galerie"):
            continue
        for form in page.all("//main//form[@method='post']"):
            rows = page.all("//main//form//fieldset" + by_class("fact-rows__row"))
            # Facts in rows are one question, answered for one thing after another; and all that is
            # asked about one photo stands in one frame.
            outer = [
                one for one in form.iter("fieldset") if not list(one.iterancestors("fieldset"))
            ]
            others = len(outer) - len(rows)
            assert others + bool(rows) <= 3, name
            assert len(rows) <= 9, name
        for tiles in page.all("//main//ul[li/a" + by_class("picture-tile") + "]"):
            if "/finden" in page.address:
                assert len(tiles) <= 7, name


def test_b8_no_single_key_and_no_drawing_is_ever_needed(pages: dict[str, Page]) -> None:
    """B8, E12: nothing is dragged, no key is a command, nothing runs by itself"""
    for name, page in pages.items():
        assert not page.all("//*[@accesskey or @draggable or @autoplay]"), name
        assert not page.all("//dialog[@open]|//marquee|//blink"), name


def test_e7_menus_are_short(pages: dict[str, Page]) -> None:
    """E7"""
    for name, page in pages.items():
        for nav in page.all("//header//nav"):
            assert len(nav.findall(".//a")) <= 7, name
        groups = page.all("//footer//nav//ul")
        assert all(len(group) <= 7 for group in groups), name


def test_e8_same_words_lead_to_the_same_place_on_all_pages(pages: dict[str, Page]) -> None:
    """E8, A8: in header and footer"""
    targets: dict[tuple[str, ...], set[str]] = {}
    for page in pages.values():
        for link in page.all("//header//nav//a|//footer//nav//a"):
            href = (link.get("href") or "").partition("?")[0]
            targets.setdefault((*site_of(page), text_of(link)), set()).add(href)
    assert [key for key, found in targets.items() if len(found) > 1] == []

"""The texts about the site: each in three languages, with known gaps and links, and no HTML."""

import re
from pathlib import Path

import pytest

from directory.content import ContentError, Pictures
from directory.content.pages import FACTS_OF_LAW, LANGUAGES, NAMES, Pages, PageText, page_text
from directory.web.parts import SiteFacts

CONTENT = Path(__file__).parents[2] / "content"
PAGES = Pages.load(CONTENT)
EVERY_NAME = (*NAMES, *PAGES.documents)


def written(folder: Path, text: str, title: str = "Hilfe") -> PageText:
    file = folder / "easy.md"
    file.write_text(f"---\ntitle: {title}\n---\n\n{text}", encoding="utf-8")
    return page_text(file, "hilfe", "easy")


@pytest.mark.parametrize("name", EVERY_NAME)
def test_every_page_is_there_in_every_language(name: str) -> None:
    texts = [PAGES.texts[name, language] for language in LANGUAGES]
    assert len({len(text.sections) for text in texts}) == 1, "a part is missing in a language"
    assert all(text.lead for text in texts)


@pytest.mark.parametrize("name", EVERY_NAME)
def test_every_language_shows_the_same_facts_pictures_and_links(name: str) -> None:
    def shown(text: PageText) -> list[object]:
        gaps = sorted(block.gap for part in text.sections for block in part.blocks if block.gap)
        pictures = [(part.picture, part.only, part.without) for part in text.sections]
        return [gaps, pictures]

    def links(text: PageText) -> set[str]:
        return {run.href for one in text.all_sentences for run in one.runs if run.href}

    easy, german, english = (PAGES.texts[name, language] for language in LANGUAGES)
    # Law pages in standard German name the address for mail once more.
    gaps_may_differ = name == "datenschutz"
    assert shown(german) == shown(english)
    assert gaps_may_differ or shown(easy) == shown(german)
    assert links(german) == links(english) >= links(easy) - {"/impressum", "/datenschutz"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_known(name: str, language: str) -> None:
    things = Pictures.load(CONTENT).groups["things"]
    wanted = {part.picture for part in PAGES.texts[name, language].sections if part.picture}
    assert wanted - set(things) == set()


@pytest.mark.parametrize("name", NAMES)
def test_easy_language_has_one_sentence_on_each_line(name: str) -> None:
    for sentence in PAGES.texts[name, "easy"].all_sentences:
        assert not re.search(r"[.!?] [A-ZÄÖÜ]", sentence.words), sentence.words


def test_all_facts_of_law_stand_on_the_pages_of_law() -> None:
    """J4"""
    for language in LANGUAGES:
        shown = {
            block.gap
            for name in ("impressum", "datenschutz", "barrierefreiheit")
            for part in PAGES.texts[name, language].sections
            for block in part.blocks
        }
        assert set(FACTS_OF_LAW) - shown == set()


def test_every_fact_of_law_is_a_fact_of_the_site() -> None:
    assert set(FACTS_OF_LAW) <= set(SiteFacts.__dataclass_fields__)


def test_sentences_keep_links_strong_words_gaps_and_their_line(tmp_path: Path) -> None:
    text = written(tmp_path, "Bei {{name}} gibt es [viel **Sport**](/suche).\nKommen Sie.\n")
    first, second = text.lead[0].sentences
    assert [(run.words, run.href, run.is_strong, run.gap) for run in first.runs] == [
        ("Bei ", "", False, ""),
        ("", "", False, "name"),
        (" gibt es ", "", False, ""),
        ("viel ", "/suche", False, ""),
        ("Sport", "/suche", True, ""),
        (".", "", False, ""),
    ]
    assert (first.line, second.line, second.words) == (5, 6, "Kommen Sie.")


def test_parts_have_pictures_conditions_lists_and_smaller_headings(tmp_path: Path) -> None:
    text = written(
        tmp_path,
        "Los.\n\n## Telefon {picture=phone only=help_phone}\n\n{{help_phone}}\n\n"
        "### Zeiten\n\n1. Am Montag.\n   Und am Dienstag.\n2. Nie.\n\n- Immer.\n",
    )
    (part,) = text.sections
    assert (part.key, part.title.words) == ("telefon", "Telefon")
    assert (part.picture, part.only) == ("phone", "help_phone")
    fact, heading, steps, points = part.blocks
    assert fact.gap == "help_phone"
    assert heading.heading and heading.heading.words == "Zeiten"
    assert steps.is_numbered and not points.is_numbered
    assert [[one.words for one in item] for item in steps.items] == [
        ["Am Montag.", "Und am Dienstag."],
        ["Nie."],
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<b>Hallo</b>\n", "line 5: "),
        ("Los.\n\n<script>alert(1)</script>\n", "line 7: html_block may not stand on a page"),
        ("![Bild](/bild.png)\n", "image may not stand in a sentence"),
        ("`code`\n", "code_inline may not stand in a sentence"),
        ("    code\n", "may not stand on a page"),
        ("> Jemand sagt etwas.\n", "blockquote may not stand on a page"),
        ("- eins\n  - zwei\n", "a list inside a list"),
        ("Rufen Sie {{telefon}} an.\n", "{{telefon}} is not known"),
        ("Wir sind {{operator}}.\n", "{{operator}} is not known or must stand alone"),
        ("## Hallo {bild=phone}\n", "['bild'] is not known here"),
        ("## Hallo {only=telefon}\n", "['telefon'] is not known here"),
        ("## Hallo\n\n## Hallo\n", '"Hallo" is a heading twice'),
        ("[Link](javascript:alert(1))\n", ""),
    ],
)
def test_what_is_no_plain_text_is_refused_with_file_and_line(
    tmp_path: Path, text: str, said: str
) -> None:
    if not said:
        # Markdown itself makes no link of it.
        assert all(
            not run.href for one in written(tmp_path, text).all_sentences for run in one.runs
        )
        return
    with pytest.raises(ContentError) as problem:
        written(tmp_path, text)
    assert said in str(problem.value)
    assert str(problem.value).startswith("pages/hilfe/easy.md: line ")


@pytest.mark.parametrize("front", ["", "---\n---\n", "---\ntitel: Hilfe\n---\n", "# Hilfe\n"])
def test_a_page_without_a_title_is_refused(tmp_path: Path, front: str) -> None:
    file = tmp_path / "easy.md"
    file.write_text(f"{front}\nHallo.\n")
    with pytest.raises(ContentError, match="the first lines must be"):
        page_text(file, "hilfe", "easy")


def test_a_language_that_is_missing_falls_back_to_the_nearest() -> None:
    texts = {key: text for key, text in PAGES.texts.items() if key != ("hilfe", "en")}
    pages = Pages(texts, PAGES.declaration, (), (), ())
    assert pages.nearest("hilfe", "en").language == "de"
    del texts["hilfe", "de"]
    assert pages.nearest("hilfe", "en").language == "easy"
    assert pages.nearest("hilfe", "de").language == "easy"
    assert pages.nearest("kontakt", "en").language == "en"

"""The texts of the content folder that visitors read in Leichte Sprache."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from directory.content import Pictures, Sports, sources
from directory.content.advice import AllAdvice
from directory.content.declaration import Declaration
from directory.content.glossary import Glossary
from directory.content.pages import page_text
from directory.content.questions import Questions
from directory.proofreading.visitor_text import Lines, VisitorText, filled, shown

_IN_PAGES = {"name": "Sport für alle", "declared_on": "3. März 2026", "tested_on": "3. März 2026"}


def content_texts(content: Path) -> Iterator[VisitorText]:
    """Of pages and of lists; the same words may come twice."""
    yield from page_texts(content)
    yield from list_texts(content)


def page_texts(content: Path) -> Iterator[VisitorText]:
    """Each line of the easy texts about the site, and what its declaration says is still open."""
    for file in sorted((content / "pages").glob("**/easy.md")):
        text = page_text(file, file.parent.name, "easy")
        yield VisitorText(shown(file), 2, text.title, text.names)
        for sentence in text.all_sentences:
            whole = filled(shown(file), sentence.line, sentence.words, _IN_PAGES)
            inside = tuple(name for name in text.names if name in whole.words)
            yield replace(whole, names=(*whole.names, *inside))
    file = content / "pages" / "barrierefreiheit" / "state.yaml"
    if file.exists():
        lines = Lines(file)
        for point in Declaration.load(content).open_points:
            yield from (lines.text(sentence) for sentence in point.easy)


def list_texts(content: Path) -> Iterator[VisitorText]:
    file = Lines(content / "sources.yaml")
    for source in sources(content):
        yield file.text(source.name)
        yield file.text(source.purpose)
    file = Lines(content / "sports" / "categories.csv")
    all_sports = Sports.load(content)
    yield from (file.text(category.name) for category in all_sports.categories.values())
    file = Lines(content / "sports" / "sports.csv")
    yield from (file.text(sport.name) for sport in all_sports.all())
    file = Lines(content / "questions.yaml")
    questions = Questions.load(content)
    yield from (file.text(liking.name) for liking in questions.likings.values())
    yield from (file.text(way.name) for way in questions.ways.values())
    file = Lines(content / "advice.yaml")
    for advice in AllAdvice.load(content).by_page.values():
        yield from (file.text(sentence) for sentence in (advice.title, *advice.easy))
    file = Lines(content / "pictures.yaml")
    drawings = (one for group in Pictures.load(content).groups.values() for one in group.values())
    yield from (file.text(drawing.alt) for drawing in drawings)
    file = Lines(content / "vocabulary" / "glossary.yaml")
    for entry in Glossary.load(content).entries:
        yield file.text(entry.word)
        yield from (file.text(sentence) for sentence in entry.sentences)

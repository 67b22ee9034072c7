"""Gathers every text that visitors read in Leichte Sprache, with file and line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir

from directory import easy_language
from directory.cli.translating import METHODS, OPTIONS, PACKAGE
from directory.content import Pictures, Sports, example_listings, sources
from directory.content.advice import AllAdvice
from directory.content.declaration import Declaration
from directory.content.glossary import Glossary
from directory.content.pages import page_text
from directory.content.questions import Questions
from directory.mailing import club_mails, team_mails, truth_mails
from directory.model import Address, Club, Contact, Listing, Text, Venue, Words
from directory.wording import tell, voice_of
from directory.wording.said import OfferText

ROOT = PACKAGE.parent
# Sentences about examples name days; any fixed day will do.
_TODAY = date(2026, 11, 24)

# What may stand in a gap. Nothing that is put in is checked, only the words around it.
_SAMPLES = {
    "amount": "5 Euro",
    "age": "12",
    "by": "vom Verein",
    "cents": "50",
    "count": "3",
    "date": "3. März",
    "day": "Dienstag",
    "days": "3",
    "end": "18 Uhr",
    "euros": "5",
    "first": "3. März",
    "high": "60",
    "hour": "17",
    "km": "10",
    "languages": "Deutsch und Englisch",
    "last": "5. März",
    "line": "5",
    "low": "18",
    "minute": "30",
    "month": "März",
    "name": "Anna",
    "number": "2",
    "page": "2",
    "pages": "3",
    "place": "Halle",
    "start": "17 Uhr",
    "state": "Hessen",
    "town": "Halle",
    "where": "Halle",
}
# Modules that offer one sample of each of their mails.
MAILS = (club_mails, truth_mails, team_mails)
_NAMES_IN_MAILS = ("Boccia", "TSV Halle", "Mach mit!")
# Addresses and numbers are not ours to write.
_BESIDE_WORDS = re.compile(r"https?://\S+|\S+@\S+|^[\d +]+$")
_GAP = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
_ONE = {"count": "1"}
_IN_PAGES = {"name": "Sport für alle", "declared_on": "3. März 2026", "tested_on": "3. März 2026"}


@dataclass(frozen=True, slots=True)
class VisitorText:
    """A text and where it stands. ``names`` in it are nobody's fault and are not checked.

    ``ours`` are words that we write ourselves; the others come from clubs or from outside.
    """

    file: str
    line: int
    words: str
    names: tuple[str, ...] = ()
    ours: bool = True


def visitor_texts(content: Path) -> Iterator[VisitorText]:
    """Every text of templates, code and the content folder; the same words may come twice."""
    yield from messages(PACKAGE)
    yield from _mails()
    yield from _pages(content)
    yield from _lists(content)
    listings = example_listings(content)
    yield from _examples(content, listings)
    yield from _sentences_from_facts(content, listings)


def messages(package: Path) -> Iterator[VisitorText]:
    """What is marked for translation below a package folder; gaps are filled with a sample."""
    rows = extract_from_dir(
        package,
        method_map=METHODS,
        options_map=OPTIONS,
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "N_": None},
    )
    for file, line, message, _comments, _context in rows:
        one, *many = message if isinstance(message, tuple) else (message,)
        shown = (package / file).relative_to(package.parent).as_posix()
        yield _filled(shown, line, one, _ONE if many else {})
        yield from (_filled(shown, line, text, {}) for text in many)


def _filled(file: str, line: int, message: str, special: dict[str, str]) -> VisitorText:
    names: list[str] = []

    def sample(gap: re.Match[str]) -> str:
        name = gap[1] or gap[2]
        filled = special.get(name) or _SAMPLES.get(name, "Boccia")
        if not filled[0].isdigit():
            names.append(filled)
        return filled

    words = _GAP.sub(sample, message)
    return VisitorText(file, line, words.replace("%%", "%"), tuple(names))


def _mails() -> Iterator[VisitorText]:
    """Each line of the mails, which are written in easy German only; words of others left out."""
    for module in MAILS:
        file = _Lines(Path(module.__file__ or ""))
        for mail in module.samples():
            for line in (mail.subject, *mail.text.splitlines()):
                words = _BESIDE_WORDS.sub("", line.removeprefix("- ")).strip()
                if words and not line.startswith("    "):
                    yield file.text(words, _NAMES_IN_MAILS)


def _pages(content: Path) -> Iterator[VisitorText]:
    """Each line of the easy texts about the site, and what its declaration says is still open."""
    for file in sorted((content / "pages").glob("**/easy.md")):
        text = page_text(file, file.parent.name, "easy")
        yield VisitorText(_shown(file), 2, text.title, text.names)
        for sentence in text.all_sentences:
            filled = _filled(_shown(file), sentence.line, sentence.words, _IN_PAGES)
            inside = tuple(name for name in text.names if name in filled.words)
            yield replace(filled, names=(*filled.names, *inside))
    file = content / "pages" / "barrierefreiheit" / "state.yaml"
    if file.exists():
        lines = _Lines(file)
        for point in Declaration.load(content).open_points:
            yield from (lines.text(sentence) for sentence in point.easy)


def _lists(content: Path) -> Iterator[VisitorText]:
    file = _Lines(content / "sources.yaml")
    for source in sources(content):
        yield file.text(source.name)
        yield file.text(source.purpose)
    file = _Lines(content / "sports" / "categories.csv")
    all_sports = Sports.load(content)
    yield from (file.text(category.name) for category in all_sports.categories.values())
    file = _Lines(content / "sports" / "sports.csv")
    yield from (file.text(sport.name) for sport in all_sports.all())
    file = _Lines(content / "questions.yaml")
    questions = Questions.load(content)
    yield from (file.text(liking.name) for liking in questions.likings.values())
    yield from (file.text(way.name) for way in questions.ways.values())
    file = _Lines(content / "advice.yaml")
    for advice in AllAdvice.load(content).by_page.values():
        yield from (file.text(sentence) for sentence in (advice.title, *advice.easy))
    file = _Lines(content / "pictures.yaml")
    drawings = (one for group in Pictures.load(content).groups.values() for one in group.values())
    yield from (file.text(drawing.alt) for drawing in drawings)
    file = _Lines(content / "vocabulary" / "glossary.yaml")
    for entry in Glossary.load(content).entries:
        yield file.text(entry.word)
        yield from (file.text(sentence) for sentence in entry.sentences)


def _examples(content: Path, listings: tuple[Listing, ...]) -> Iterator[VisitorText]:
    for listing in listings:
        names = _names(listing)
        file = _Lines(_example_file(content, listing))
        for words in _easy_words(listing):
            for sentence in easy_language.sentences(words):
                yield file.text(sentence, names, ours=False)


def _sentences_from_facts(content: Path, listings: tuple[Listing, ...]) -> Iterator[VisitorText]:
    voice = voice_of("easy")
    sport_names = {sport.id: sport.name for sport in Sports.load(content).all()}
    for listing in listings:
        names = (*_names(listing), *sport_names.values())
        file = _shown(_example_file(content, listing))
        said = tell(listing, voice, _TODAY, sport_names=sport_names, source_name="Beispiele")
        for words in dict.fromkeys(_said_by_us(said)):
            yield VisitorText(file, 1, words, tuple(name for name in names if name in words))


def _said_by_us(text: OfferText) -> Iterator[str]:
    said = [*text.example, *text.contacts_lead, *text.checked, *text.unknown_lead]
    said += text.status.sentences if text.status else ()
    for topic in text.topics:
        yield topic.heading
        said += (one for one in topic.all_said if one not in topic.lines)
        said += (one for question in topic.questions for one in question.all_said)
    for contact in text.contacts:
        said += contact.sentences
    for question in text.questions:
        said += question.all_said
    yield from (one.words for one in said if not one.own and not one.lang)


def _easy_words(thing: Any) -> Iterator[str]:
    """Every easy text inside a part of the model."""
    if isinstance(thing, Words):
        yield thing.easy
    elif isinstance(thing, Text):
        yield thing.words
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _easy_words(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            # ``de`` and ``en`` of long texts are no easy language.
            if field.name not in ("de", "en"):
                yield from _easy_words(getattr(thing, field.name))


def _names(thing: Any) -> tuple[str, ...]:
    """Names of clubs, people, halls and streets; what they are called is not ours to change."""
    return tuple(dict.fromkeys(name for name in _all_names(thing) if len(name) > 2))


def _all_names(thing: Any) -> Iterator[str]:
    match thing:
        case Club() | Venue():
            yield thing.name
        case Address():
            yield from (thing.street, thing.town, thing.part_of_town, thing.district)
        case Contact():
            yield thing.first_name
        case Text():
            yield thing.checked_by_team
    if isinstance(thing, tuple):
        for part in thing:
            yield from _all_names(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            value = getattr(thing, field.name)
            if field.name in ("stop", "legal_form") and value:
                yield value
            yield from _all_names(value)


def _example_file(content: Path, listing: Listing) -> Path:
    key = listing.club.source.record_id.partition("#")[0]
    return content / "examples" / f"{key}.yaml"


class _Lines:
    """Finds the line of a file on which a text begins."""

    def __init__(self, file: Path) -> None:
        self._shown = _shown(file)
        self._lines = file.read_text(encoding="utf-8").splitlines()

    def text(self, words: str, names: tuple[str, ...] = (), *, ours: bool = True) -> VisitorText:
        inside = tuple(name for name in names if name in words)
        return VisitorText(self._shown, self._line(words), words, inside, ours)

    def _line(self, words: str) -> int:
        # Long texts are folded, so only the first words stand on one line.
        for start in (words, words[:40], words[:12]):
            for number, line in enumerate(self._lines, start=1):
                if start in line:
                    return number
        return 1


def _shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else str(file)

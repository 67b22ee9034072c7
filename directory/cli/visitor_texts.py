"""Gathers every text that visitors read in Leichte Sprache, with file and line."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir

from directory import easy_language
from directory.cli.translating import METHODS, OPTIONS, PACKAGE
from directory.content import Sports, example_listings
from directory.mailing import club_mails, team_mails, truth_mails
from directory.model import Address, Club, Contact, Listing, Text, Venue, Words
from directory.proofreading.content_texts import content_texts
from directory.proofreading.visitor_text import ONE, Lines, VisitorText, filled, shown
from directory.wording import tell, voice_of
from directory.wording.said import OfferText

# Sentences about examples name days; any fixed day will do.
_TODAY = date(2026, 11, 24)

# Modules that offer one sample of each of their mails.
MAILS = (club_mails, truth_mails, team_mails)
_NAMES_IN_MAILS = ("Boccia", "TSV Halle", "Mach mit!")
# Addresses and numbers are not ours to write.
_BESIDE_WORDS = re.compile(r"https?://\S+|\S+@\S+|^[\d +]+$")


def visitor_texts(content: Path) -> Iterator[VisitorText]:
    """Every text of templates, code and the content folder; the same words may come twice."""
    yield from messages(PACKAGE)
    yield from _mails()
    yield from content_texts(content)
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
        yield filled(shown, line, one, ONE if many else {})
        yield from (filled(shown, line, text, {}) for text in many)


def _mails() -> Iterator[VisitorText]:
    """Each line of the mails, which are written in easy German only; words of others left out."""
    for module in MAILS:
        file = Lines(Path(module.__file__ or ""))
        for mail in module.samples():
            for line in (mail.subject, *mail.text.splitlines()):
                words = _BESIDE_WORDS.sub("", line.removeprefix("- ")).strip()
                if words and not line.startswith("    "):
                    yield file.text(words, _NAMES_IN_MAILS)


def _examples(content: Path, listings: tuple[Listing, ...]) -> Iterator[VisitorText]:
    for listing in listings:
        names = _names(listing)
        file = Lines(_example_file(content, listing))
        for words in _easy_words(listing):
            for sentence in easy_language.sentences(words):
                yield file.text(sentence, names, ours=False)


def _sentences_from_facts(content: Path, listings: tuple[Listing, ...]) -> Iterator[VisitorText]:
    voice = voice_of("easy")
    sport_names = {sport.id: sport.name for sport in Sports.load(content).all()}
    for listing in listings:
        names = (*_names(listing), *sport_names.values())
        file = shown(_example_file(content, listing))
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

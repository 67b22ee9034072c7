"""Reads the texts about the site from ``content/pages``: Markdown, one file for each language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from markdown_it import MarkdownIt
from markdown_it.token import Token

from directory.content.declaration import Declaration
from directory.content.documents import SavedFile, saved_files, text_keys
from directory.content.errors import ContentError
from directory.content.films import Film, films
from directory.content.slug import slug_of

NAMES = (
    "hilfe",
    "so-geht-das",
    "netzwerk",
    "dokumente",
    "kontakt",
    "fuer-beratung",
    "leichte-sprache",
    "gebaerdensprache",
    "impressum",
    "datenschutz",
    "barrierefreiheit",
)
"""Every page has a folder of this name and is found under this address."""

LANGUAGES = ("easy", "de", "en")

FACTS_OF_LAW = (
    "operator",
    "operator_address",
    "operator_person",
    "help_email",
    "privacy_contact",
    "privacy_authority",
    "host_company",
    "enforcement_body",
)
"""What the law wants to see on a public site; where one is missing, the page says so."""

OTHER_FACTS = ("operator_register", "operator_tax", "responsible", "help_phone")
_FACTS = frozenset(FACTS_OF_LAW + OTHER_FACTS)
_LISTS = frozenset(("documents", "films", "open_points", "write_here"))
_IN_SENTENCES = frozenset(("name", "declared_on", "tested_on"))

_GAP = re.compile(r"\{\{(\w+)\}\}")
_ATTRIBUTES = re.compile(r"\s*\{([^{}]*)\}$")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_FRONT_LINE = re.compile(r"^(\w+):[ \t]*(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a sentence; ``gap`` names what is to be filled in instead of words."""

    words: str
    href: str = ""
    is_strong: bool = False
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the file, with its number there."""

    runs: tuple[Run, ...]
    line: int

    @property
    def words(self) -> str:
        return "".join(f"{{{run.gap}}}" if run.gap else run.words for run in self.runs)


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences; or the items of a list; or a gap that stands alone; or a smaller heading."""

    sentences: tuple[Sentence, ...] = ()
    items: tuple[tuple[Sentence, ...], ...] = ()
    is_numbered: bool = False
    gap: str = ""
    heading: Sentence | None = None

    @property
    def all_sentences(self) -> Iterator[Sentence]:
        if self.heading:
            yield self.heading
        yield from self.sentences
        for item in self.items:
            yield from item


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below a heading.

    ``picture`` is a key of ``things`` in pictures.yaml. A section with ``only`` is left out while
    that fact is missing, and one with ``without`` while it is there.
    """

    key: str
    title: Sentence
    blocks: tuple[Block, ...]
    picture: str = ""
    only: str = ""
    without: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """One page in one language; ``names`` in it are never parted, explained or found fault with."""

    name: str
    language: str
    title: str
    names: tuple[str, ...]
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]

    @property
    def all_sentences(self) -> Iterator[Sentence]:
        for block in self.lead:
            yield from block.all_sentences
        for section in self.sections:
            yield section.title
            for block in section.blocks:
                yield from block.all_sentences


@dataclass(frozen=True, slots=True)
class Pages:
    """All texts by name and language, and what the pages show beside their text.

    Texts of documents have names such as ``dokumente/mein-erstes-mal``.
    """

    texts: dict[tuple[str, str], PageText]
    declaration: Declaration
    documents: tuple[str, ...]
    files: tuple[SavedFile, ...]
    films: tuple[Film, ...]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """``folder`` is the content folder. Easy language is needed, the others may be missing."""
        documents = tuple(f"dokumente/{key}" for key in text_keys(folder))
        texts = {}
        for name in (*NAMES, *documents):
            for language in LANGUAGES:
                file = folder / "pages" / name / f"{language}.md"
                if file.exists():
                    texts[name, language] = page_text(file, name, language)
            if (name, "easy") not in texts:
                raise ContentError(f"pages/{name}/easy.md is missing.")
        return cls(texts, Declaration.load(folder), documents, saved_files(folder), films(folder))

    def nearest(self, name: str, language: str) -> PageText:
        """The text in this language, else standard German for English, else easy language."""
        order = (language, "de", "easy") if language == "en" else (language, "easy")
        return next(self.texts[name, one] for one in order if (name, one) in self.texts)


def page_text(file: Path, name: str, language: str) -> PageText:
    """Raises ``ContentError`` with file and line for all that is no plain text of a page."""
    return _Reader(f"pages/{name}/{file.name}").read(
        file.read_text(encoding="utf-8"), name, language
    )


@dataclass(slots=True)
class _Reader:
    """Turns Markdown into typed pieces; HTML, pictures and code are refused, not cleaned."""

    shown_as: str
    offset: int = 0
    keys: set[str] = field(default_factory=set)

    def read(self, source: str, name: str, language: str) -> PageText:
        front = _FRONT_MATTER.match(source)
        said = dict(_FRONT_LINE.findall(front[1])) if front else {}
        if not front or not said.get("title") or set(said) - {"title", "names"}:
            raise ContentError(
                f"{self.shown_as}: the first lines must be ---, title: …, perhaps names: …, ---."
            )
        names = tuple(name.strip() for name in said.get("names", "").split(",") if name.strip())
        self.offset = front[0].count("\n")
        # HTML is noticed here so that it can be refused; nothing is ever rendered from tokens.
        tokens = MarkdownIt("commonmark", {"html": True}).parse(source[front.end() :])
        lead, sections = self._parts(tokens)
        return PageText(name, language, said["title"].strip(), names, lead, sections)

    def _fault(self, token: Token, problem: str) -> ContentError:
        line = (token.map[0] if token.map else 0) + self.offset + 1
        return ContentError(f"{self.shown_as}: line {line}: {problem}.")

    def _parts(self, tokens: list[Token]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
        lead: list[Block] = []
        sections: list[tuple[Token, list[Block]]] = []
        blocks = lead
        for kind, group in _groups(tokens):
            if kind == "heading_open" and group[0].tag == "h2":
                blocks = []
                sections.append((group[1], blocks))
            else:
                blocks.append(self._block(kind, group))
        return tuple(lead), tuple(self._section(head, blocks) for head, blocks in sections)

    def _section(self, heading: Token, blocks: list[Block]) -> Section:
        title, attributes = self._heading(heading)
        unknown = set(attributes) - {"picture", "only", "without"}
        for fact in (attributes.get("only"), attributes.get("without")):
            unknown |= {fact} - _FACTS if fact else set()
        if unknown:
            raise self._fault(heading, f"{sorted(unknown)} is not known here")
        key = slug_of(title.words)
        if key in self.keys:
            raise self._fault(heading, f'"{title.words}" is a heading twice')
        self.keys.add(key)
        return Section(key, title, tuple(blocks), **attributes)

    def _heading(self, inline: Token) -> tuple[Sentence, dict[str, str]]:
        (sentence,) = self._sentences(inline)
        found = _ATTRIBUTES.search(inline.content)
        if not found:
            return sentence, {}
        pairs = [pair.partition("=") for pair in found[1].split()]
        words = inline.content[: found.start()]
        return Sentence((Run(words),), sentence.line), {key: value for key, _is, value in pairs}

    def _block(self, kind: str, group: list[Token]) -> Block:
        first = group[0]
        if kind == "heading_open" and first.tag == "h3":
            return Block(heading=self._heading(group[1])[0])
        if kind == "paragraph_open":
            sentences = self._sentences(group[1])
            alone = sentences[0].runs[0] if len(sentences) == 1 else Run("")
            if alone.gap in _FACTS | _LISTS and len(sentences[0].runs) == 1:
                return Block(gap=alone.gap)
            self._check_gaps(group[1], sentences)
            return Block(sentences)
        if kind in ("bullet_list_open", "ordered_list_open"):
            return Block(items=tuple(self._items(group)), is_numbered=kind == "ordered_list_open")
        raise self._fault(first, f"{first.type.removesuffix('_open')} may not stand on a page")

    def _check_gaps(self, inline: Token, sentences: tuple[Sentence, ...]) -> None:
        for run in (run for sentence in sentences for run in sentence.runs):
            if run.gap and run.gap not in _IN_SENTENCES:
                raise self._fault(inline, f"{{{{{run.gap}}}}} is not known or must stand alone")

    def _items(self, group: list[Token]) -> Iterator[tuple[Sentence, ...]]:
        depth = 0
        item: list[Sentence] = []
        for token in group:
            if token.type == "list_item_open":
                depth += 1
                if depth > 1:
                    raise self._fault(token, "a list inside a list is hard to read")
                item = []
            elif token.type == "list_item_close":
                depth -= 1
                yield tuple(item)
            elif token.type == "inline":
                sentences = self._sentences(token)
                self._check_gaps(token, sentences)
                item.extend(sentences)
            elif token.type not in _LIST_TOKENS:
                raise self._fault(token, f"{token.type} may not stand in a list")

    def _sentences(self, inline: Token) -> tuple[Sentence, ...]:
        """Each line of the file is a sentence of its own."""
        line = (inline.map[0] if inline.map else 0) + self.offset + 1
        found: list[Sentence] = []
        runs: list[Run] = []
        href, is_strong = "", False
        for token in inline.children or ():
            match token.type:
                case "text":
                    runs.extend(_runs(token.content, href, is_strong=is_strong))
                case "softbreak":
                    found.append(Sentence(tuple(runs), line))
                    runs, line = [], line + 1
                case "strong_open" | "strong_close":
                    is_strong = token.type == "strong_open"
                case "link_open":
                    href = str(token.attrs["href"])
                case "link_close":
                    href = ""
                case _:
                    raise self._fault(inline, f"{token.type} may not stand in a sentence")
        return (*found, Sentence(tuple(runs), line))


_LIST_TOKENS = {
    "bullet_list_open",
    "bullet_list_close",
    "ordered_list_open",
    "ordered_list_close",
    "paragraph_open",
    "paragraph_close",
}


def _groups(tokens: list[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Tokens of one block after another, with the kind of the block."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group[0].type, group
            group = []


def _runs(text: str, href: str, *, is_strong: bool) -> Iterator[Run]:
    for place, piece in enumerate(_GAP.split(text)):
        if place % 2:
            yield Run("", href, is_strong, gap=piece)
        elif piece:
            yield Run(piece, href, is_strong)

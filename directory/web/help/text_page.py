"""Words for a page whose text lies in ``content/pages``: gaps filled, hard words explained."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from flask import request, url_for

from directory.content.pages import FACTS_OF_LAW, Block, Pages, PageText, Section, Sentence
from directory.web import languages
from directory.web.assets import asset
from directory.web.explaining import Explaining
from directory.web.frame import settings_address
from directory.web.languages import LANGUAGES, _
from directory.web.page import Link
from directory.web.parts import SiteFacts, parts
from directory.web.recordings import ShownRecording, of_page
from directory.web.voice import voice
from directory.web.word_separator import words
from directory.wording import day_words, dial_words, phone_words

_MANY_HEADINGS = 4
"""From here on a page has a list of its contents."""

_LAW_PAGES = ("impressum", "datenschutz", "barrierefreiheit")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\+?[\d\s/()-]{6,}")
_TAGS = {language.key: language.tag for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a sentence, which may be markup; a link where ``href`` is given."""

    words: str
    href: str = ""
    is_strong: bool = False


Line = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ShownFilm:
    """A film with the words around it; ``download`` says type, size and length."""

    key: str
    title: str
    src: str
    captions: str
    width: int
    height: int
    download: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page; ``kind`` says which of the values its template shows."""

    kind: str
    lines: tuple[Line, ...] = ()
    entries: tuple[tuple[Line, ...], ...] = ()
    links: tuple[Link, ...] = ()
    films: tuple[ShownFilm, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSection:
    key: str
    title: str
    pieces: tuple[Piece, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class TextPage:
    """Words for ``help/page.html``; ``lang`` only where the text is not in the page's language."""

    name: str
    title: str
    trail: tuple[Link, ...]
    lang: str
    lead: tuple[Piece, ...]
    contents: tuple[Link, ...]
    sections: tuple[PageSection, ...]
    in_standard_german: str
    recording: ShownRecording | None = None


Filler = Callable[[Pages], Piece]
"""Makes what stands in a gap that no fact of the operator fills."""


def all_pages() -> Pages:
    found = parts().pages
    if found is None:
        raise LookupError("this site was built without the texts of content/pages")
    return found


def text_page(name: str, more: Mapping[str, Filler] = MappingProxyType({})) -> TextPage:
    """The page in the language of this request, else in the nearest one.

    ``more`` fills the gaps for documents and films.
    """
    wanted = languages.current()
    found = all_pages()
    text = found.nearest(name, wanted.key)
    filling = _Filling.of(text, found, more)
    lead = tuple(filling.pieces(text.lead))
    sections = tuple(filling.sections(text.sections))
    return TextPage(
        name=name,
        title=filling.plain(text.title),
        trail=(Link(_("Startseite"), url_for("finder.start")),),
        lang="" if text.language == wanted.key else _TAGS[text.language],
        lead=lead,
        contents=_contents(sections),
        sections=sections,
        in_standard_german=_in_standard_german(name),
        recording=_recording(text),
    )


def _recording(text: PageText) -> ShownRecording | None:
    """Of the text that is shown, which may be in another language than the page."""
    found = of_page(text.name, text.language)
    if found is None:
        return None
    src = url_for("help.recording", name=text.name, ending=found.ending)
    return ShownRecording.of(found, src)


def _contents(sections: tuple[PageSection, ...]) -> tuple[Link, ...]:
    if len(sections) < _MANY_HEADINGS:
        return ()
    return tuple(Link(section.title, f"#{section.key}") for section in sections)


def _in_standard_german(name: str) -> str:
    """The same page of the law in everyday German, on the pages in easy language."""
    if name not in _LAW_PAGES or languages.current() is not languages.EASY:
        return ""
    return next((one.href for one in languages.switches() if one.tag == "de"), "")


@dataclass(frozen=True, slots=True)
class _Filling:
    """Fills a text with what the operator said and with the dates of this site."""

    text: PageText
    facts: dict[str, str]
    pages: Pages
    more: Mapping[str, Filler]
    explaining: Explaining

    @classmethod
    def of(cls, text: PageText, found: Pages, more: Mapping[str, Filler]) -> "_Filling":
        site = parts().site
        names = [site.name, site.operator, *text.names]
        # A document that somebody saved has no dictionary beside it.
        is_document = text.name in found.documents
        return cls(
            text,
            _facts(site) | _dates(found),
            found,
            more,
            Explaining(None, ()) if is_document else Explaining.on_page(names),
        )

    def plain(self, words_of_ours: str) -> str:
        if self.text.language != "easy":
            return words_of_ours
        return words(words_of_ours, names=self.text.names)

    def sections(self, sections: tuple[Section, ...]) -> Iterator[PageSection]:
        for section in sections:
            is_missing = section.only and not self.facts[section.only]
            is_needless = section.without and self.facts[section.without]
            if not is_missing and not is_needless:
                yield self._section(section)

    def _section(self, section: Section) -> PageSection:
        pictures = parts().pictures
        picture = pictures.thing(section.picture) if pictures and section.picture else None
        return PageSection(
            f"teil-{section.key}",  # the frame of the page has ids of its own
            self.plain(section.title.words),
            tuple(self.pieces(section.blocks)),
            asset(picture.file) if picture else "",
        )

    def pieces(self, blocks: tuple[Block, ...]) -> Iterator[Piece]:
        for block in blocks:
            if block.gap:
                yield from self._filled(block.gap)
            elif block.heading:
                yield Piece("heading", (self._line(block.heading),))
            elif block.items:
                yield self._list(block)
            else:
                yield Piece("sentences", tuple(self._line(one) for one in block.sentences))

    def _list(self, block: Block) -> Piece:
        entries = tuple(tuple(self._line(one) for one in item) for item in block.items)
        alone = [entry[0][0] for entry in entries if len(entry) == 1 and len(entry[0]) == 1]
        links = tuple(Link(one.words, one.href) for one in alone if one.href)
        if len(links) == len(entries):
            # Links below each other need room for a finger.
            return Piece("links", links=links)
        return Piece("steps" if block.is_numbered else "list", entries=entries)

    def _line(self, sentence: Sentence) -> Line:
        return tuple(
            Words(
                self.facts[run.gap] if run.gap else self._shown(run.words, is_link=bool(run.href)),
                _target(run.href),
                run.is_strong,
            )
            for run in sentence.runs
        )

    def _shown(self, words_of_ours: str, *, is_link: bool) -> str:
        shown = self.plain(words_of_ours)
        # A link inside a link is none.
        return shown if is_link else self.explaining.sentence(shown)

    def _filled(self, gap: str) -> Iterator[Piece]:
        if gap == "open_points":
            yield Piece("list", entries=tuple(self._open_points()))
        elif gap in self.more:
            yield self.more[gap](self.pages)
        elif gap == "write_here":
            yield Piece("write_here")
        elif self.facts.get(gap):
            lines = [line.strip() for line in self.facts[gap].split(";")]
            is_number = gap in ("operator_tax", "operator_register")
            links = (Link(line, "") if is_number else _fact(line) for line in lines if line)
            yield Piece("facts", links=tuple(links))
        elif gap in FACTS_OF_LAW:
            missing = _("Das hat der Betreiber noch nicht eingetragen.")
            yield Piece("missing", ((Words(missing),),))

    def _open_points(self) -> Iterator[tuple[Line, ...]]:
        for point in self.pages.declaration.open_points:
            said = point.sentences(self.text.language)
            yield tuple((Words(self._shown(sentence, is_link=False)),) for sentence in said)


def _facts(site: SiteFacts) -> dict[str, str]:
    return {one.name: str(getattr(site, one.name)) for one in fields(site)}


def _dates(pages: Pages) -> dict[str, str]:
    declared = pages.declaration
    return {
        "declared_on": day_words(declared.declared_on, voice()),
        "tested_on": day_words(declared.tested_on, voice()),
    }


def _fact(line: str) -> Link:
    """What can be called, written to or opened is a link."""
    if _EMAIL.fullmatch(line):
        return Link(line, f"mailto:{line}")
    if _PHONE.fullmatch(line):
        return Link(phone_words(line), f"tel:{dial_words(line)}")
    if line.startswith(("https://", "http://")):
        return Link(line, line)
    return Link(line, "")


def _target(href: str) -> str:
    """Our own addresses keep the language and the folder of the site."""
    if href == "/einstellungen":
        return settings_address()  # the same words in the frame lead back to this page too
    return f"{request.script_root}{href}" if href.startswith("/") else href

"""One text in two shapes: plain for every mail program, and HTML with headings and lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Heading:
    words: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """One sentence to a line."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Points:
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else, set apart; their line ends stay."""

    words: str


@dataclass(frozen=True, slots=True)
class Way:
    """A link whose address is to be read too, because some programs show no links."""

    words: str
    href: str


Piece = Heading | Sentences | Points | Quote | Way


def as_text(pieces: Iterable[Piece]) -> str:
    return "\n\n".join(_text(piece) for piece in pieces) + "\n"


def as_html(pieces: Iterable[Piece]) -> str:
    """The inside of a page's body; whatever it says is escaped."""
    return "\n".join(_html(piece) for piece in pieces)


def _text(piece: Piece) -> str:
    match piece:
        case Heading(words):
            return words
        case Sentences(lines):
            return "\n".join(lines)
        case Points(lines):
            return "\n".join(f"- {line}" for line in lines)
        case Quote(words):
            # Indented, so that no line of it looks like a line of ours.
            return "\n".join(f"    {line}" for line in words.splitlines())
        case Way(words, href):
            return f"{words}\n{href.removeprefix('tel:').removeprefix('mailto:')}"


def _html(piece: Piece) -> str:
    match piece:
        case Heading(words):
            return f"<h2>{escape(words)}</h2>"
        case Sentences(lines):
            return "<p>" + "<br>\n".join(map(escape, lines)) + "</p>"
        case Points(lines):
            return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
        case Quote(words):
            return (
                "<blockquote><p>"
                + "<br>\n".join(map(escape, words.splitlines()))
                + "</p></blockquote>"
            )
        case Way(words, href):
            shown = href.removeprefix("tel:").removeprefix("mailto:")
            return f'<p>{escape(words)}<br>\n<a href="{escape(href)}">{escape(shown)}</a></p>'

"""The language in which something is said: its texts, its dates, and how it splits sentences."""

import gettext as standard
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

CATALOGUES = Path(__file__).parent.parent / "translations"

EASY = "easy"
KEYS = (EASY, "de", "en")
TAGS = {EASY: "de-simple", "de": "de", "en": "en"}

# A point after these ends no sentence: "1. FC", "e. V.", "z. B.", "Dr. Berg", "Str. 5".
_NO_END = re.compile(
    r"(?:\b\d{1,2}|\b[a-zäöü]|\b(?:Nr|St|Str|Dr|Tel|bzw|usw|ca|inkl|evtl))\.$", re.IGNORECASE
)
_MAYBE_END = re.compile(r"(?<=[.!?…])[\"“”»]?\s+(?=[A-ZÄÖÜ0-9„\"»«])")


def plain_sentences(text: str) -> Iterator[str]:
    """The sentences of a text, cut at signs and line ends; enough for short notes."""
    for line in text.splitlines():
        begin = 0
        for gap in _MAYBE_END.finditer(line):
            if _NO_END.search(line[: gap.start()]):
                continue
            yield from _words_of(line[begin : gap.end()])
            begin = gap.end()
        yield from _words_of(line[begin:])


def _words_of(piece: str) -> Iterator[str]:
    words = " ".join(piece.split())
    if words:
        yield words


@dataclass(frozen=True, slots=True)
class Voice:
    """Says the texts of one language.

    The easy German text is the message itself; ``translations`` holds the others. ``split`` cuts
    what clubs wrote into sentences: callers that may use ``easy_language`` hand in its splitter.
    ``part`` shows where long easy words part ("Schul-Ferien"); texts are stored plain. It is used
    on our texts before names are filled in, because names stay as they are.
    """

    key: str
    locale: Locale
    translations: standard.NullTranslations
    split: Callable[[str], Iterable[str]] = plain_sentences
    part: Callable[[str], str] = str

    @property
    def is_easy(self) -> bool:
        return self.key == EASY

    @property
    def tag(self) -> str:
        return TAGS.get(self.key, self.key)

    def gettext(self, text: str, **values: object) -> str:
        """A whole sentence with its ``{names}`` filled in."""
        said = self._parted(self.translations.gettext(text))
        return said.format(**values) if values else said

    def ngettext(self, one: str, many: str, count: int, **values: object) -> str:
        """A whole sentence that depends on a number, which is filled in as ``{count}``."""
        said = self._parted(self.translations.ngettext(one, many, count))
        return said.format(count=count, **values)

    def _parted(self, text: str) -> str:
        return self.part(text) if self.is_easy else text


def N_(text: str) -> str:
    """Marks a text of a table for the catalogues; it is translated when it is said."""
    return text


@cache
def voice_of(key: str) -> Voice:
    """The voice of ``easy``, ``de`` or ``en`` with the catalogue that lies beside the code."""
    return Voice(key, Locale.parse("de" if key == EASY else key), _translations(key))


def _translations(key: str) -> standard.NullTranslations:
    """Read from the .po file, because compiled catalogues are only there after a set-up."""
    file = CATALOGUES / key / "LC_MESSAGES" / "messages.po"
    if key == EASY or not file.exists():
        return NullTranslations()
    with file.open("rb") as lines:
        catalogue = read_po(lines, locale=key)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)

"""Shows the parts of long words with a sign between them, and leaves names and links alone."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from directory.content.terms import Term, Terms, letters_of

Splitter = Callable[[str], Sequence[str]]

# A compound of 12 letters is a fault in Leichte Sprache; shorter ones only by the list of terms.
LONG = 12
_ENDINGS = ("", "innen", "ern", "en", "er", "es", "in", "n", "s", "e")

_KEPT = r"""
      https?://\S+ | www\.\S+ | [\w.+-]+@[\w.-]+                  # links and addresses of mail
    | \b[\w-]+(?:\.[a-z]{2,})+\b(?:/\S*)?                         # names of computers
    | %\(\w+\)s | \{\w*\} | <[^<>]*> | &\#?\w+; | `[^`]*`         # gaps, marks and code
    | \b[\w-]+(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|steig)\ \d+\w?\b
    | \b[\w-]*(?:stra(?:ß|ss)e|allee|gasse|chaussee)\b            # as on the sign
    | \b(?:Frau|Herrn?|Familie)\ [\w-]+(?:\ [A-ZÄÖÜ][\w-]+)?      # people
    | \b[\w-]*(?:verein|club|klub|bund|verband)(?=\ (?:[A-ZÄÖÜ0-9]|e\.))   # names of clubs
    | \b[\w-]*\d[\w-]*\b
"""
_WORD = r"(?P<word>[^\W\d_]+(?:[-·][^\W\d_]+)*)"


class WordParts:
    """Knows where words part: by the list of terms, and long ones by ``split``."""

    def __init__(self, terms: Terms, split: Splitter) -> None:
        self._split = split
        self.terms = terms.terms
        self._terms = {term.letters: term for term in terms.terms}
        self._whole = terms.whole | {letters_of(place) for place in terms.places}
        self._one = lru_cache(maxsize=20_000)(self._word)
        self.shown = lru_cache(maxsize=5_000)(self._shown)

    def _shown(self, text: str, sign: str, names: tuple[str, ...] = ()) -> str:
        """The text with ``sign`` between the parts of its words; ``names`` stay as they are."""

        def one(found: re.Match[str]) -> str:
            word = found["word"]
            return self._one(word, sign) if word else found[0]

        return _pattern(names).sub(one, text)

    def _word(self, word: str, sign: str) -> str:
        if len(word) < 5 or word.isupper() or letters_of(word) in self._whole:
            return word
        known = self._known(word, sign)
        if known:
            return known
        if "-" in word or "·" in word:
            # A hyphen that no term explains is a real one, as in Sachsen-Anhalt.
            pieces = re.split("([-·])", word)
            return "".join(piece if len(piece) < 2 else self._one(piece, sign) for piece in pieces)
        # Without a sign the parts would only be put together again, and finding them takes 100 MB.
        if not sign or len(word) < LONG or not word[0].isupper():
            return word
        parts = self._split(word)
        return Term.of("-".join(parts)).with_sign(sign) if len(parts) > 1 else word

    def _known(self, word: str, sign: str) -> str:
        """The word as its term wants it, with its own ending: Sportarten, Sport-Arten."""
        letters = letters_of(word)
        for ending in _ENDINGS:
            term = self._terms.get(letters.removesuffix(ending))
            if term is None or not letters.endswith(ending):
                continue
            shown = term.with_sign(sign)
            if word[0].isupper():
                return shown[0].upper() + shown[1:] + ending
            return shown + ending if shown[0].islower() else ""
        return ""


@lru_cache(maxsize=2_000)
def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    listed = sorted((name for name in names if name), key=len, reverse=True)
    first = "".join(rf"(?<!\w){re.escape(name)}(?!\w)|" for name in listed)
    return re.compile(f"{first}{_KEPT}|{_WORD}", re.VERBOSE)

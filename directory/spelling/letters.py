"""Brings all spellings of a German word to one form: Füße, FUESSE and Fü·ße are "fusse"."""

import re
import unicodedata

# Nearly all German text needs only these; taking apart by Unicode costs ten times as much.
_GERMAN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "´": "'", "\u00ad": ""})
# What Unicode does not take apart by itself.
_LETTERS = str.maketrans(
    {"ø": "o", "œ": "o", "æ": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
# A sign inside a word that only helps reading: Fuß-Ball, Fuß·Ball, geht's. Between blanks it parts.
_INSIDE = re.compile(r"(?<=[^\W_])[-\u2010-\u2015\u2212·•‧∙⋅'’‘´`]+(?=[^\W_])")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
# "ue" is "ü", but not in neue, Bauer, Quelle. Michael becomes "michal" on both sides: still found.
_UMLAUT = re.compile(r"(?<![aeouq])([aou])e+")


def fold(text: str) -> str:
    """Lower letters and digits without accents, words parted by one blank.

    ß is ss, and ü, ue, u are one letter. Folding twice changes nothing.
    """
    text = simple(text)
    # Nearly no word has one, and to look for three texts is quicker than for a pattern.
    if "ae" in text or "oe" in text or "ue" in text:
        return _UMLAUT.sub(r"\1", text)
    return text


def simple(text: str) -> str:
    """As folded, but "ue" stays: in a slip such as "rduern" it is no ü."""
    text = text.lower().translate(_GERMAN)
    if not text.isascii():
        text = _without_accents(text)
    if text.isascii() and text.isalnum():
        return text  # one word, as nearly all that is folded
    return " ".join(_LETTERS_AND_DIGITS.findall(_INSIDE.sub("", text)))


def words(text: str) -> tuple[str, ...]:
    """The folded words in their order."""
    return tuple(fold(text).split())


def plain(text: str) -> str:
    """Lower letters in which ä, ö, ü are still told from a, o, u; other accents are gone."""
    text = unicodedata.normalize("NFC", text.lower())
    if text.translate(_GERMAN).isascii():
        return text
    return "".join(sign if sign in "äöüß" else _without_accents(sign) for sign in text)


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    # Once more: the lower form of a letter such as İ brings a new accent.
    apart = unicodedata.normalize("NFKD", apart)
    kept = (sign for sign in apart if unicodedata.category(sign) not in {"Mn", "Me", "Cf"})
    return "".join(kept).translate(_LETTERS)

"""Words that a club wrote itself, in the language of the voice or the nearest that there is."""

from directory.model import Text, Texts, Words
from directory.wording.said import Said
from directory.wording.voice import EASY, TAGS, Voice

_NEAREST = {"easy": ("easy", "de", "en"), "de": ("de", "easy", "en"), "en": ("en", "de", "easy")}


def nearest(key: str) -> tuple[str, ...]:
    """In which order texts of clubs are looked for; a further language takes the easiest."""
    return _NEAREST.get(key, ("easy", "de", "en"))


_ENDS = (".", "!", "?", ":", "…")
_QUOTES = "\"“”»«'"


def one_line(words: str) -> str:
    """A name without line ends and without spaces too many."""
    return " ".join(words.split())


def own_sentences(words: Words, voice: Voice) -> tuple[Said, ...]:
    """Each sentence of a note for itself, with a point where the club left it out."""
    found, lang = _nearest(words, voice)
    return _sentences(found, lang, voice)


def own_phrase(words: Words, voice: Voice) -> Said | None:
    """The note as it is, for lists and labels; None where there is none."""
    found, lang = _nearest(words, voice)
    return Said(_shown(one_line(found), lang, voice), lang, own=True) if found else None


def text_of(texts: Texts, voice: Voice) -> tuple[Text, str] | None:
    """A longer text and its language mark; None where there is none."""
    for key in nearest(voice.key):
        text: Text | None = getattr(texts, key)
        if text and text.words.strip():
            return text, _lang(key, voice)
    return None


def text_sentences(text: Text, lang: str, voice: Voice) -> tuple[Said, ...]:
    return _sentences(text.words, lang, voice)


def _sentences(words: str, lang: str, voice: Voice) -> tuple[Said, ...]:
    shown = (_shown(_ended(one), lang, voice) for one in voice.split(words))
    return tuple(Said(one, lang, own=True) for one in shown)


def _shown(words: str, lang: str, voice: Voice) -> str:
    """Easy words are parted, on pages of other languages too."""
    return voice.part(words) if (lang or voice.tag) == TAGS[EASY] else words


def _nearest(words: Words, voice: Voice) -> tuple[str, str]:
    for key in nearest(voice.key):
        found = str(getattr(words, key)).strip()
        if found:
            return found, _lang(key, voice)
    return "", ""


def _lang(key: str, voice: Voice) -> str:
    return "" if key == voice.key else TAGS[key]


def _ended(sentence: str) -> str:
    return sentence if sentence.rstrip(_QUOTES).endswith(_ENDS) else f"{sentence}."

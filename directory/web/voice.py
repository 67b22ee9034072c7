"""The voice in which pages tell about offers: the language of this request, with words parted."""

from functools import cache

from directory.web import languages
from directory.web.languages import Language
from directory.web.page import Line
from directory.web.word_separator import words
from directory.wording import Said, Voice


def voice() -> Voice:
    return _voice(languages.current())


@cache
def _voice(language: Language) -> Voice:
    locale = languages.locale_of(language)
    return Voice(language.key, locale, languages.translations(language), part=words)


def lines(said: tuple[Said, ...]) -> tuple[Line, ...]:
    return tuple(Line(one.words, one.lang) for one in said)

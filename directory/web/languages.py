"""The languages of the site: one table, the prefix of an address, and the texts of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.support import NullTranslations, Translations
from flask import has_request_context, request

from directory.web.word_separator import words

CATALOGUES = Path(__file__).parent.parent / "translations"
LANGUAGE = "directory.language"
ROOT = "directory.root"


@dataclass(frozen=True, slots=True)
class Language:
    """``tag`` is for ``lang`` and ``hreflang``; ``locale`` gives Babel dates and plurals.

    Only a language with a complete catalogue is ``offered``: others have no address.
    """

    key: str
    tag: str
    prefix: str
    name: str
    locale: str
    offered: bool


# Easy language is the source of all texts, so it needs no catalogue.
EASY = Language("easy", "de-simple", "", "Leichte Sprache", "de", offered=True)
LANGUAGES = (
    EASY,
    Language("de", "de", "/de", "Deutsch", "de", offered=False),
    Language("en", "en", "/en", "English", "en", offered=False),
)
_BY_KEY = {language.key: language for language in LANGUAGES}


def offered() -> tuple[Language, ...]:
    return tuple(language for language in LANGUAGES if language.offered)


def current() -> Language:
    """The language of this request; easy language outside of one."""
    if not has_request_context():
        return EASY
    return _BY_KEY[request.environ.get(LANGUAGE, EASY.key)]


@cache
def locale_of(language: Language) -> Locale:
    return Locale.parse(language.locale)


@cache
def translations(language: Language) -> NullTranslations:
    if language is EASY:
        return NullTranslations()
    return Translations.load(CATALOGUES, [language.key])


def _(text: str, **values: object) -> str:
    """A whole sentence in the language of this request, with ``{names}`` filled in.

    Long words are parted in easy language; what is filled in stays as it is.
    """
    translated = parted(translations(current()).gettext(text), current())
    return translated.format(**values) if values else translated


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Like ``_`` for a sentence that depends on a number, which is filled in as ``{count}``."""
    chosen = parted(translations(current()).ngettext(one, many, count), current())
    return chosen.format(count=number(count), **values)


def parted(text: str, language: Language) -> str:
    """Our own text with its long words parted, which only easy language does."""
    return words(text) if language is EASY else text


def number(value: int) -> str:
    """ "12", "1200": without dots, which easy readers and voices stumble over."""
    return str(value)


class LanguagePrefix:
    """Moves ``/de`` from the path to the mount point, so that ``url_for`` keeps the language."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        environ[ROOT] = environ.get("SCRIPT_NAME", "")
        environ[LANGUAGE] = EASY.key
        for language in offered():
            prefix = language.prefix
            if prefix and (path == prefix or path.startswith(f"{prefix}/")):
                environ[LANGUAGE] = language.key
                environ["SCRIPT_NAME"] = environ[ROOT] + prefix
                environ["PATH_INFO"] = path.removeprefix(prefix) or "/"
        return self.app(environ, start_response)

"""The languages of the site: one table, the prefix of an address, and the texts of each."""

from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, Request, current_app, has_app_context, has_request_context, request

from directory.web.now import this_request
from directory.web.word_separator import USUAL, Separator, chosen, parted_by
from directory.wording import Voice, voice_of

CATALOGUES = Path(__file__).parent.parent / "translations"
LANGUAGE = "directory.language"
ROOT = "directory.root"
EXTENSION = "directory.manners"
_SWITCHES = "directory.switches"

Shown = TypeVar("Shown", bound=str)


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

    @property
    def is_from_right(self) -> bool:
        """Whether it is written from right to left, as Arabic is."""
        return locale_of(self).text_direction == "rtl"


# Easy language is the source of all texts, so it needs no catalogue.
EASY = Language("easy", "de-simple", "", "Leichte Sprache", "de", offered=True)
LANGUAGES = (
    EASY,
    Language("de", "de", "/de", "Deutsch", "de", offered=True),
    Language("en", "en", "/en", "English", "en", offered=True),
)
_BY_KEY = {language.key: language for language in LANGUAGES}


def offered() -> tuple[Language, ...]:
    return tuple(language for language in LANGUAGES if language.offered)


def current() -> Language:
    """The language of this request; easy language outside of one."""
    return manner().language


@cache
def locale_of(language: Language) -> Locale:
    return Locale.parse(language.locale)


@cache
def translations(language: Language) -> NullTranslations:
    found = voice_of(language.key).translations
    return found if isinstance(found, NullTranslations) else NullTranslations()


class Manner:
    """How a request is told: its language and where long words part.

    There are only a few, and each keeps its texts: looking up hundreds of them for every page
    took most of the time of a page.
    """

    def __init__(self, language: Language, separator: Separator) -> None:
        self.language = language
        self.separator = separator
        self.is_easy = language is EASY
        self._translations = translations(language)
        self._part = parted_by(separator) if self.is_easy else None
        self._texts: dict[str, str] = {}
        self.voice = Voice(language.key, locale_of(language), self._translations, part=self.words)

    def words(self, text: Shown, names: Sequence[str] = ()) -> Shown:
        """A text in this language with its long words parted, which only easy language does."""
        return type(text)(self._part(str(text), tuple(names))) if self._part else text

    def text(self, message: str) -> str:
        """A message of ours in this language. Only for fixed messages: each is kept."""
        found = self._texts.get(message)
        if found is None:
            found = self._texts[message] = self.words(self._translations.gettext(message))
        return found

    def plural(self, one: str, many: str, count: int) -> str:
        """The message for this number, without the number filled in."""
        return self.words(self._translations.ngettext(one, many, count))


_now: ContextVar[Manner | None] = ContextVar("manner", default=None)


def manner() -> Manner:
    """Of this request; outside of one easy language with the usual separator."""
    found = _now.get()
    if found is None:
        if not has_request_context():
            return manner_for(EASY, USUAL)
        language = _language_of_request()
        found = manner_for(language, chosen() if language is EASY else Separator.NONE)
        _now.set(found)
    return found


def _language_of_request() -> Language:
    return _BY_KEY[request.environ.get(LANGUAGE, EASY.key)]


def manner_for(language: Language, separator: Separator) -> Manner:
    """The one of this app for both; outside of an app a new one that parts nothing."""
    if not has_app_context():
        return Manner(language, separator)
    known: dict[tuple[str, Separator], Manner] = current_app.extensions.setdefault(EXTENSION, {})
    found = known.get((language.key, separator))
    if found is None:
        found = known[language.key, separator] = Manner(language, separator)
    return found


def use(manner: Manner) -> None:
    """For the rest of this request."""
    _now.set(manner)


def use_plain_words() -> None:
    """Programs want words as they are written, whatever a visitor chose."""
    use(manner_for(_language_of_request(), Separator.NONE))


def register(app: Flask) -> None:
    app.teardown_request(_forget)


def _forget(_error: BaseException | None) -> None:
    _now.set(None)


def _(text: str, **values: object) -> str:
    """A whole sentence in the language of this request, with ``{names}`` filled in.

    Long words are parted in easy language; what is filled in stays as it is.
    """
    said = manner().text(text)
    return said.format(**values) if values else said


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Like ``_`` for a sentence that depends on a number, which is filled in as ``{count}``."""
    return manner().plural(one, many, count).format(count=number(count), **values)


def number(value: int) -> str:
    """ "12", "1200": without dots, which easy readers and voices stumble over."""
    return str(value)


@dataclass(frozen=True, slots=True)
class Switch:
    """Leads to the same page, with the same answers, in another language."""

    name: str
    tag: str
    href: str
    is_current: bool


def switches() -> tuple[Switch, ...]:
    """All offered languages for the page of this request; nothing where there is only one."""
    if len(offered()) < 2 or not has_request_context():
        return ()
    here = this_request()
    # The head of a page and its beginning both want them.
    known: tuple[Language, tuple[Switch, ...]] | None = here.environ.get(_SWITCHES)
    if known is None or known[0] is not current():
        known = here.environ[_SWITCHES] = current(), _switches(here)
    return known[1]


def _switches(here: Request) -> tuple[Switch, ...]:
    asked = here.query_string.decode("ascii", "replace")
    # What was sent by a form has no address of its own; its page has.
    path = quote(here.path) + (f"?{asked}" if asked and len(asked) < 4000 else "")
    root = here.environ.get(ROOT, "")
    now = current()
    return tuple(
        Switch(one.name, one.tag, f"{root}{one.prefix}{path}", one is now) for one in offered()
    )


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
        _now.set(None)
        return self.app(environ, start_response)

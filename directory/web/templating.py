"""Templates: one environment for each language, with its texts put in when a template is loaded."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request, url_for
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes, pass_context
from jinja2.ext import InternationalizationExtension
from jinja2.runtime import Context
from markupsafe import Markup

from directory.web import languages
from directory.web.assets import asset, assets
from directory.web.languages import Language
from directory.web.parts import parts
from directory.web.word_separator import words
from directory.wording import dial_words, phone_words

FOLDER = Path(__file__).parent.parent / "templates"
EXTENSION = "directory.templates"


class TranslatedOnLoad(InternationalizationExtension):
    """``{% trans %}`` whose text is already translated when the template is compiled.

    Looking up every text at every page took most of the time of a page (measured: 6 ms of 7).
    Only sentences with a plural are still chosen when the page is made.
    """

    def _make_node(
        self, singular: str, plural: str | None, context: str | None, *rest: Any, **more: Any
    ) -> nodes.Output:
        if plural is None:
            known: Any = self.environment
            singular = known.texts.gettext(singular)
        node: nodes.Output = super()._make_node(singular, plural, context, *rest, **more)
        return node


def environment_for(language: Language, *, debug: bool = False) -> Environment:
    texts = languages.translations(language)
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=debug,
    )
    parted = partial(languages.parted, language=language)
    environment.texts = texts  # type: ignore[attr-defined]
    environment.add_extension(TranslatedOnLoad)
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        parted, lambda *given: parted(texts.ngettext(*given)), newstyle=True
    )
    environment.filters["words"] = _words_filter(language)
    environment.globals.update(
        language=language,
        asset=asset,
        phone_link=dial_words,
        phone_words=phone_words,
        icon=icon,
        address=url_for,
        offered_languages=languages.offered(),
    )
    return environment


def _words_filter(language: Language) -> Callable[..., str]:
    """``{{ text | words }}`` for easy language; other languages write their words as they are."""

    @pass_context  # Else Jinja would part constants when no site is there to ask.
    def part(
        _context: Context,
        text: str,
        separator: str | None = None,
        names: Sequence[str] = (),
    ) -> str:
        return words(text, separator, names) if language is languages.EASY else text

    return part


SIGNS = {
    "alert": "information",
    "back": "arrow-left",
    "calendar": "calendar-plus",
    "clock": "clock-outline",
    "close": "close",
    "email": "email",
    "filter": "filter-variant",
    "forward": "arrow-right",
    "information": "information",
    "money": "currency-eur",
    "phone": "phone",
    "place": "map-marker",
    "print": "printer",
    "remember": "bookmark-outline",
    "remembered": "bookmark",
    "saved": "check",
    "search": "magnify",
    "share": "share-variant",
    "spelling": "information",
}
"""Our names for signs, and the files of ``static/icons`` that show them."""


def icon(name: str) -> Markup:
    """A sign that follows the colour of the text; the words beside it say the same."""
    drawing = assets().text(f"icons/{SIGNS[name]}.svg")
    body = drawing[drawing.index("<svg") + len("<svg") :]
    start = '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false"'
    return Markup(start + body)  # noqa: S704 - our own files


def register(app: Flask) -> None:
    app.extensions[EXTENSION] = {
        language.key: environment_for(language, debug=app.debug) for language in languages.offered()
    }


def macro(name: str) -> Callable[..., str]:
    """A component by its name, in the language of this request."""
    template = _environment().get_template(f"components/{name}.html")
    found: Callable[..., str] = getattr(template.module, name)
    return found


def render(template: str, **values: object) -> str:
    """A page in the language of this request."""
    here = request.script_root + request.path
    return _environment().get_template(template).render(site=parts().site, here=here, **values)


def _environment() -> Environment:
    found: Environment = current_app.extensions[EXTENSION][languages.current().key]
    return found

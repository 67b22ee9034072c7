"""Templates: one environment for each manner, with its texts put in when a template is loaded."""

import re
from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from flask import Flask, current_app, has_app_context, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes, pass_context
from jinja2.ext import InternationalizationExtension
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from directory.web import languages
from directory.web.addresses import url_for
from directory.web.assets import asset, assets, site_logo
from directory.web.elsewhere import oembed_address
from directory.web.frame import page_address, settings_address
from directory.web.kept_blocks import KeptBlocks
from directory.web.kept_cards import markup_of
from directory.web.languages import Language, Manner
from directory.web.machine_head import machine_head
from directory.web.put_together import Components, PutTogether, QuickContext, QuickTemplate
from directory.web.reading import reading
from directory.web.region_here import main_address, site_here
from directory.web.word_separator import USUAL, Separator, words
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
            singular = known.manner.text(singular)
        node: nodes.Output = super()._make_node(singular, plural, context, *rest, **more)
        called = node.nodes[0]
        if plural is None and isinstance(called, nodes.Call):
            called.node = nodes.Name("filled_in", "load")
        return node


def filled_in(text: str, /, **gaps: object) -> Markup:
    """A text that is translated already, with its escaped gaps."""
    return Markup(text) % gaps  # noqa: S704 - our own text


class FixedTexts(NodeTransformer):
    """Puts signs, and words where nothing is filled in, into the compiled template."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        called = node.node
        name = called.name if isinstance(called, nodes.Name) else ""
        given = node.args
        if len(given) != 1 or not isinstance(given[0], nodes.Const) or node.kwargs:
            return self.generic_visit(node)
        if name == "_":
            return _fixed(self._manner.text(given[0].value), node.lineno)
        if name == "filled_in":
            return _fixed(given[0].value, node.lineno)
        if name == "icon" and has_app_context():
            return nodes.MarkSafe(nodes.Const(str(icon(given[0].value))), lineno=node.lineno)
        return self.generic_visit(node)


def _fixed(text: str, line: int) -> nodes.Node:
    return nodes.MarkSafe(nodes.Const(text % {}), lineno=line)


_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class MannerEnvironment(Environment):
    """Compiles templates for one manner."""

    manner: Manner
    template_class = QuickTemplate
    context_class = QuickContext

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        # Indentation is for us: without it a page with many tiles weighs a third less.
        tree = super()._parse(_INDENTATION.sub("", source), name, filename)
        done: nodes.Template = FixedTexts(self.manner).visit(tree)
        # While templates are written, each file is looked at again for every page.
        return done if self.auto_reload else PutTogether(self).visit(done)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same for all templates. Jinja stacks maps, and takes half a millisecond a page to
        walk over them."""
        return {**self.globals, **d} if d else self.globals


def environment_for(
    language: Language, separator: Separator = USUAL, *, debug: bool = False
) -> Environment:
    manner = languages.manner_for(language, separator)
    environment = MannerEnvironment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=debug,
    )
    environment.manner = manner
    environment.add_extension(TranslatedOnLoad)
    environment.add_extension(KeptBlocks)
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        manner.text, manner.plural, newstyle=True
    )
    environment.filters["words"] = _words_filter(manner)
    environment.filters["unbroken"] = unbroken
    # Offers and clubs have German names, also on English pages.
    names_lang = "" if language.locale == "de" else "de"
    component = Components(environment)
    environment.globals.update(
        filled_in=filled_in,
        language=language,
        names_lang=names_lang,
        asset=asset,
        site_logo=site_logo,
        settings_address=settings_address,
        page_address=page_address,
        main_address=main_address,
        oembed_address=oembed_address,
        machine_head=machine_head,
        reading=reading,
        phone_link=dial_words,
        phone_words=phone_words,
        icon=icon,
        address=url_for,
        component=component,
        card_shown=_card_shown(component, names_lang),
        language_switches=languages.switches,
    )
    return environment


def _card_shown(component: Components, lang: str) -> Callable[[Any], Markup]:
    """``{{ card_shown(card) }}``: a card in a list of results."""

    def shown(card: Any) -> Markup:
        def made(number: str, distance: str) -> str:
            return component("components/offer_card.html", "offer_card")(
                card.title,
                card.href,
                card.picture,
                card.place,
                distance,
                card.when,
                card.cost,
                card.status,
                card.facts,
                card.checked,
                card.example,
                card.stale,
                number,
                lang=lang,
            )

        return markup_of(card, made)

    return shown


def _words_filter(manner: Manner) -> Callable[..., str]:
    """``{{ text | words }}`` for easy language; other languages write their words as they are."""

    @pass_context  # Else Jinja would part constants when no site is there to ask.
    def part(
        _context: Context,
        text: str,
        separator: str | None = None,
        names: Sequence[str] = (),
    ) -> str:
        if not manner.is_easy:
            return text
        return manner.words(text, names) if separator is None else words(text, separator, names)

    return part


_IN_A_TIME = re.compile(r"(?<=\d) (?=Uhr\b)|(?<=\bUhr) (?=\d)")


def unbroken(text: str) -> str:
    """``{{ text | unbroken }}``: no line ends inside a time, such as "17 Uhr 30"."""
    return type(text)(_IN_A_TIME.sub("\u00a0", text))


SIGNS = {
    "alert": "information",
    "back": "arrow-left",
    "calendar": "calendar-plus",
    "clock": "clock-outline",
    "close": "close",
    "down": "arrow-down",
    "email": "email",
    "filter": "filter-variant",
    "forward": "arrow-right",
    "help": "help-circle",
    "information": "information",
    "letters": "format-size",
    "money": "currency-eur",
    "near": "crosshairs-gps",
    "pause": "pause",
    "phone": "phone",
    "pictures": "eye",
    "place": "map-marker",
    "play": "play-circle",
    "print": "printer",
    "remember": "bookmark-outline",
    "remembered": "bookmark",
    "saved": "check",
    "search": "magnify",
    "share": "share-variant",
    "sound": "volume-high",
    "spelling": "information",
    "stop": "stop",
    "sport": "run",
    "up": "arrow-up",
}
"""Our names for signs, and the files of ``static/icons`` that show them."""


def icon(name: str) -> Markup:
    """A sign that follows the colour of the text; the words beside it say the same."""
    drawing = assets().text(f"icons/{SIGNS[name]}.svg")
    body = drawing[drawing.index("<svg") + len("<svg") :]
    start = '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false"'
    return Markup(start + body)  # noqa: S704 - our own files


def register(app: Flask) -> None:
    app.extensions[EXTENSION] = {}


def macro(name: str) -> Callable[..., str]:
    """A component by its name, in the language of this request."""
    template = _environment().get_template(f"components/{name}.html")
    found: Callable[..., str] = getattr(template.module, name)
    return found


def render(template: str, **values: object) -> str:
    """A page in the language of this request."""
    here = request.script_root + request.path
    page = _environment().get_template(template)
    return page.render(site=site_here(), here=here, in_menus=_in_menus(here), **values)


def _in_menus(here: str) -> str:
    """The path of this page, where the menu of all pages may lead to it. It leads to no single
    offer or place, so one kept menu serves all of them."""
    is_text = request.blueprint == "help"
    return "" if request.view_args and not is_text else here


def _environment() -> Environment:
    """Made when it is first asked for: most visitors read in the same manner."""
    known: dict[Manner, Environment] = current_app.extensions[EXTENSION]
    manner = languages.manner()
    found = known.get(manner)
    if found is None:
        found = environment_for(manner.language, manner.separator, debug=current_app.debug)
        known[manner] = found
    return found

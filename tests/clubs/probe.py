"""One field with its help on a page by itself, so that the help is tested and nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, request
from markupsafe import Markup

from directory.web import register
from directory.web.assets import asset
from directory.web.clubs.text_help import TextHelp, applied, findings_shown
from directory.web.page import Link
from directory.web.parts import EXTENSION, Parts, SiteFacts
from directory.web.templating import macro, render
from tests.components.conftest import NOTHING, NoFinder


@dataclass(frozen=True, slots=True)
class ProbePage:
    title: str
    shown: Markup
    given: str = ""
    trail: tuple[Link, ...] = ()
    shelf: Any = None


@dataclass(frozen=True, slots=True)
class NoShelf:
    examples: tuple[Link, ...] = (Link("Probe", "/probe"),)


_NO_SHELF = NoShelf()


def probe_site() -> Flask:
    app = Flask("directory", static_folder=None)
    app.extensions[EXTENSION] = Parts(
        store=NOTHING,
        finder=NoFinder(),
        understanding=NOTHING,
        gazetteer=NOTHING,
        sports=NOTHING,
        school_holidays=NOTHING,
        sources=(),
        today=lambda: date(2026, 11, 24),
        site=SiteFacts(help_phone="0345 1234567"),
    )
    register(app)
    app.add_url_rule("/probe", "probe", _probe, methods=["GET", "POST"])
    return app


def _probe() -> str:
    """What a page of questions does with the help."""
    text, press = request.form.get("text_leicht", ""), request.form.get("pruefe", "")
    found: TextHelp | None = None
    if press:
        new = applied(text, press)
        found = findings_shown(new, press, changed=new != text.replace("\r\n", "\n"))
        text = new
    pieces = (
        macro("field")("text_leicht", "Ihr Text", text, kind="long", optional=True),
        macro("text_help")("text_leicht", "/vereine/text-pruefen", found, focus=bool(press)),
        macro("field")("anderes", "Noch etwas", request.form.get("anderes", "")),
    )
    script = f'<script type="module" src="{asset("scripts/text_help.js")}"></script>'
    form = f'{script}<form method="post" action="/probe">{"".join(pieces)}</form>'
    return render("gallery_example.html", page=ProbePage("Probe", Markup(form), shelf=_NO_SHELF))

"""All components with their examples, for those who build pages; only while developing."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from flask import Blueprint, Flask, abort, url_for
from markupsafe import Markup

from directory.web.page import Link
from directory.web.templating import FOLDER, macro, render

COMPONENTS = FOLDER / "components"

blueprint = Blueprint("gallery", __name__, url_prefix="/galerie")


@dataclass(frozen=True, slots=True)
class Example:
    """``values`` are what the macro is given."""

    name: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Component:
    """What stands in the YAML file beside the template."""

    name: str
    about: str
    use: str
    must: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A component with links to its examples."""

    component: Component
    examples: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """Words for ``gallery.html``: all shelves."""

    title: str
    trail: tuple[Link, ...]
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class ExamplePage:
    """Words for ``gallery_example.html``: one example, and the others of its component."""

    title: str
    trail: tuple[Link, ...]
    shelf: Shelf
    shown: Markup
    given: str


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)


def components(folder: Path = COMPONENTS) -> tuple[Component, ...]:
    return tuple(_component(file) for file in sorted(folder.glob("*.yaml")))


def _component(file: Path) -> Component:
    """Read again only when somebody has changed it: all 56 take 0.2 seconds."""
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=500)
def _read(file: Path, _changed: int) -> Component:
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    examples = tuple(Example(one["name"], one["with"]) for one in read["examples"])
    return Component(file.stem, read["about"], read["use"], tuple(read["must"]), examples)


@blueprint.get("/")
def index() -> str:
    """Every component, what it is for, and its examples as links."""
    shelves = tuple(_shelf(component) for component in components())
    return render("gallery.html", page=GalleryPage("Galerie", (), shelves))


@blueprint.get("/<name>/<int:number>")
def example(name: str, number: int) -> str:
    """One example by itself, so that its ids stand alone."""
    component = next((one for one in components() if one.name == name), None)
    if component is None or number >= len(component.examples):
        abort(404)
    chosen = component.examples[number]
    page = ExamplePage(
        f"{component.name}: {chosen.name}",
        (Link("Galerie", url_for("gallery.index")),),
        _shelf(component),
        shown=Markup(macro(name)(**chosen.values)),  # noqa: S704 - a rendered template
        given=yaml.safe_dump(chosen.values, allow_unicode=True, sort_keys=False, width=60),
    )
    return render("gallery_example.html", page=page)


def _shelf(component: Component) -> Shelf:
    return Shelf(
        component,
        tuple(
            Link(
                f"{component.name}: {example.name}",
                url_for("gallery.example", name=component.name, number=number),
            )
            for number, example in enumerate(component.examples)
        ),
    )

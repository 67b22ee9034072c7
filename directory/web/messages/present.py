"""Words for the pages of this group."""

from dataclasses import dataclass

from flask import url_for

from directory.web.finder.present import home, picture_address
from directory.web.forms import Form, Kept
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import parts


@dataclass(frozen=True, slots=True)
class Option:
    """One choice with picture and word."""

    value: str
    words: str
    picture: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One answer on the page that shows all answers; ``value`` is its step."""

    question: str
    lines: tuple[str, ...]
    value: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page of a form, in the words of ``messages/form.html``.

    ``step`` tells the template which questions to show; ``form`` keeps what was typed. ``back`` is
    the step before, ``way_out`` where somebody goes who stops here.
    """

    title: str
    here: str
    trail: tuple[Link, ...]
    action: str
    step: str
    stamp: str
    button: str
    way_out: Link
    form: Form | None = None
    errors: tuple[Link, ...] = ()
    kept: tuple[Kept, ...] = ()
    lead: tuple[str, ...] = ()
    example: tuple[str, ...] = ()
    hold: tuple[str, ...] = ()
    progress: str = ""
    back: str = ""
    options: tuple[Option, ...] = ()
    more: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    about: tuple[str, ...] = ()
    form_id: str = "antworten"
    takes_files: bool = False


def picture(thing: str) -> str:
    """The drawing of an everyday thing, where the editors chose one."""
    pictures = parts().pictures
    found = pictures.thing(thing) if pictures else None
    return picture_address(found.file if found else None)


def progress(number: int, count: int) -> str:
    return _("Frage {number} von {count}", number=number, count=count) if number <= count else ""


def start_trail() -> tuple[Link, ...]:
    return (home(),)


def offer_link(slug: str, name: str) -> Link:
    return Link(name, url_for("finder.offer", slug=slug))

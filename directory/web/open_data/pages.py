"""Two pages for people: which files there are, and how programs ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from directory.formats.api import openapi
from directory.web.addresses import url_for
from directory.web.finder.present import home
from directory.web.house import house
from directory.web.languages import _
from directory.web.open_data import blueprint
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.public_address import public_address
from directory.web.templating import render


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One file with what it is good for; ``kind`` is what experts call it."""

    link: Link
    line: str
    kind: str


@dataclass(frozen=True, slots=True)
class FileGroup:
    title: str
    files: tuple[OpenFile, ...]


@dataclass(frozen=True, slots=True)
class FilesPage:
    """Words for ``open_data/files.html``."""

    title: str
    trail: tuple[Link, ...]
    groups: tuple[FileGroup, ...]
    regions: tuple[Link, ...]
    licence: Link
    attribution: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class ShownParameter:
    """A name of the address; ``values`` are what it may hold."""

    name: str
    about: str
    values: str


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One thing that a program may ask."""

    path: str
    href: str
    summary: str
    about: str
    parameters: tuple[ShownParameter, ...]


@dataclass(frozen=True, slots=True)
class InterfacePage:
    """Words for ``open_data/interface.html``."""

    title: str
    trail: tuple[Link, ...]
    base: str
    example: str
    description: str
    questions: tuple[ShownQuestion, ...]
    licence: Link
    attribution: tuple[str, ...]


@blueprint.get("/daten")
def files() -> str:
    """Every file, with what it is for."""
    ours, known = house(), parts().regions
    regions = sorted(known.by_key.values(), key=lambda one: one.name) if known else []
    page = FilesPage(
        title=_("Unsere Daten zum Mitnehmen"),
        trail=(home(),),
        groups=tuple(_groups()),
        regions=tuple(
            Link(
                _("Neu in: {region}", region=one.name),
                f"{url_for('open_data.feed')}?region={one.key}",
            )
            for one in regions
        ),
        licence=Link(ours.licence.name, ours.licence.url),
        attribution=tuple(ours.attribution()),
        example=f"{public_address('open_data.table')}?sport=schwimmen&ort=Halle&umkreis=25",
    )
    return render("open_data/files.html", page=page)


def _groups() -> Iterator[FileGroup]:
    yield FileGroup(
        _("Für Tabellen"),
        (
            _file("open_data.workbook", _("Alle Angebote für Excel"), "", "Excel, .xlsx"),
            _file("open_data.table", _("Alle Angebote als Tabelle"), "", "CSV, CSVW"),
            _file(
                "open_data.clubs",
                _("Vereine ohne Angebot als Tabelle"),
                _("Diese Vereine kennen wir noch nicht."),
                "CSV, CSVW",
            ),
        ),
    )
    yield FileGroup(
        _("Für Kalender und Neues"),
        (
            _file("open_data.feed", _("Neue Angebote"), _("Das zeigt Ihnen Neues."), "Atom"),
            _file("open_data.calendar", _("Termine"), _("Das liest Ihr Kalender."), "iCalendar"),
        ),
    )
    yield FileGroup(
        _("Für Karten"),
        (
            _file("open_data.map_file", _("Alle Angebote für Karten"), "", "GeoJSON"),
            _file(
                "open_data.access",
                _("Alle Orte für Karten"),
                _("Hier steht: Gibt es dort Stufen?"),
                "A11yJSON",
            ),
        ),
    )
    yield FileGroup(
        _("Für Menschen, die Programme schreiben"),
        (
            _file("open_data.interface", _("So fragen Programme"), "", "JSON API, OpenAPI 3.1"),
            _file("open_data.lines", _("Alles über alle Angebote"), "", "JSON Lines"),
            _file("open_data.active", _("Angebote für OpenActive"), "", "RPDE, SessionSeries"),
            _file("open_data.services_start", _("Angebote für Open Referral"), "", "HSDS 3.1"),
            _file("open_data.catalogue_file", _("Der Katalog von unseren Daten"), "", "DCAT-AP.de"),
        ),
    )


def _file(endpoint: str, words: str, line: str, kind: str) -> OpenFile:
    return OpenFile(Link(words, url_for(endpoint)), line, kind)


@blueprint.get("/api")
def interface() -> str:
    """How programs ask: written from the same table as the description for programs."""
    ours = house()
    base = public_address("feeds.start").rstrip("/")
    page = InterfacePage(
        title=_("So fragen Programme"),
        trail=(home(), Link(_("Unsere Daten zum Mitnehmen"), url_for("open_data.files"))),
        base=base,
        example=f"{base}/offers?was=schwimmen&ort=Halle&umkreis=25",
        description=public_address("feeds.description"),
        questions=tuple(_shown(one, base) for one in openapi.OPERATIONS),
        licence=Link(ours.licence.name, ours.licence.url),
        attribution=tuple(ours.attribution()),
    )
    return render("open_data/interface.html", page=page)


def _shown(operation: openapi.Operation, base: str) -> ShownQuestion:
    return ShownQuestion(
        path=operation.path.replace("{", "‹").replace("}", "›"),
        href="" if operation.path_names else base + operation.path,
        summary=operation.summary,
        about=operation.about,
        parameters=tuple(
            ShownParameter(one["name"], one["schema"].get("description", ""), _values(one))
            for one in openapi.parameters(operation.question)
        ),
    )


def _values(parameter: dict[str, Any]) -> str:
    """What a value may be, in a few words."""
    schema = parameter["schema"]
    one = schema.get("items", schema)
    if "enum" in one:
        words = ", ".join(one["enum"])
    elif one.get("type") == "integer":
        words = f"{one.get('minimum', '')} to {one.get('maximum', '')}"
    elif "maxLength" in one:
        words = f"up to {one['maxLength']} letters"
    else:
        words = "text"
    return f"{words}; may be repeated" if "items" in schema else words

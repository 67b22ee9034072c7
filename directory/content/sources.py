"""Where data and pictures come from, with the lines that their licences want to see."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from directory.content.entry import Entry
from directory.content.errors import ContentError


@dataclass(frozen=True, slots=True)
class DataSource:
    """One entry of the page of sources; ``key`` is what ``model.Source.name`` refers to.

    ``purpose`` is one short sentence in easy German. ``attribution`` is to be shown word for word;
    ``links`` are words in it with their addresses. ``files`` lie below the content folder,
    ``static_files`` (files or folders) below ``directory/static``.
    """

    key: str
    name: str
    purpose: str
    licence: str
    licence_url: str
    attribution: str
    links: tuple[tuple[str, str], ...]
    date: str
    files: tuple[str, ...]
    static_files: tuple[str, ...]


def sources(folder: Path) -> tuple[DataSource, ...]:
    """All entries of ``sources.yaml``, in their order; ``folder`` is the content folder."""
    file = Entry.read(folder / "sources.yaml", "sources.yaml")
    return tuple(_source(key, file.section(key)) for key in file.values)


def add_source(folder: Path, new: DataSource) -> None:
    """Writes one more entry at the end of ``sources.yaml``; what people wrote there stays.

    Raises :class:`ContentError` where it cannot be written.
    """
    entry: dict[str, Any] = {
        "name": new.name,
        "purpose": new.purpose,
        "licence": new.licence,
        "licence_url": new.licence_url,
        "attribution": new.attribution,
        "links": dict(new.links),
        "date": new.date,
    }
    file = folder / "sources.yaml"
    text = file.read_text(encoding="utf-8").rstrip("\n")
    added = yaml.safe_dump({new.key: entry}, allow_unicode=True, sort_keys=False, width=1000)
    beside = file.with_name(f"{file.name}.new")
    try:
        beside.write_text(f"{text}\n\n{added}", encoding="utf-8")
        beside.replace(file)
    except OSError as error:
        raise ContentError(
            f"sources.yaml: {new.key} cannot be written ({error.strerror})."
        ) from error


def _source(key: str, entry: Entry) -> DataSource:
    links = entry.section("links")
    source = DataSource(
        key=key,
        name=entry.text("name"),
        purpose=entry.text("purpose"),
        licence=entry.text("licence"),
        licence_url=entry.text("licence_url", ""),
        attribution=entry.text("attribution"),
        links=tuple((words, links.text(words)) for words in links.values),
        date=entry.text("date"),
        files=entry.texts("files"),
        static_files=entry.texts("static_files"),
    )
    entry.nothing_else()
    for words, _address in source.links:
        if words not in source.attribution:
            raise ContentError(f'sources.yaml: {key}.links names "{words}", which nobody sees.')
    return source

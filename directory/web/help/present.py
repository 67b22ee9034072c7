"""Words for the pages about the site."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from directory.content import DataSource
from directory.web.attribution import pieces
from directory.web.languages import _, manner
from directory.web.page import Link


@dataclass(frozen=True, slots=True)
class Source:
    """``attribution`` in pieces: plain words, and links where ``href`` is given."""

    key: str
    name: str
    purpose: str
    attribution: tuple[Link, ...]
    licence: str
    licence_href: str


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Words for ``help/sources.html``."""

    title: str
    trail: tuple[Link, ...]
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, sources: Sequence[DataSource]) -> "SourcesPage":
        return cls(
            title=_("Woher unsere Angaben kommen"),
            trail=(Link(_("Startseite"), url_for("finder.start")),),
            sources=tuple(
                Source(
                    source.key,
                    manner().words(source.name),
                    manner().words(source.purpose),
                    tuple(pieces(source.attribution, source.links)),
                    source.licence,
                    source.licence_url,
                )
                for source in sources
            ),
        )

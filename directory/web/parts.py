"""What the pages are given from the rest of the house."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, cast

from flask import current_app

from directory.catalogue.criteria import Answer, Criteria
from directory.model import Club, Listing

EXTENSION = "directory"


class Finds(Protocol):
    """Answers each question, also when the index is broken (``Answer.degraded``)."""

    def find(self, criteria: Criteria) -> Answer: ...


class Keeps(Protocol):
    """The published entries."""

    def listing_by_slug(self, slug: str) -> Listing | None: ...

    def club_by_slug(self, slug: str) -> Club | None: ...


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the operator says about the site; an empty value is left out of the pages."""

    name: str = "Mach mit!"
    claim: str = "Sport für alle in Ihrer Nähe"
    operator: str = ""
    public_url: str = ""
    help_phone: str = ""
    help_email: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts of the house that a page may ask; without ``pictures`` only sports have one."""

    store: Any
    finder: Finds
    understanding: Any
    gazetteer: Any
    sports: Any
    school_holidays: Any
    sources: Sequence[Any]
    today: Callable[[], date]
    site: SiteFacts = field(default_factory=SiteFacts)
    pictures: Any = None


def parts() -> Parts:
    """The parts of the app that answers this request."""
    return cast(Parts, current_app.extensions[EXTENSION])

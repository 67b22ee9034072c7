"""What the pages are given from the rest of the house."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any, Protocol

from directory.catalogue.criteria import Answer, Criteria
from directory.catalogue.understanding import Understanding
from directory.content import DataSource, Pictures, SchoolHolidays, Sports
from directory.content.advice import AllAdvice
from directory.content.glossary import Glossary
from directory.content.pages import Pages
from directory.content.questions import Questions
from directory.content.recordings import Recordings
from directory.content.regions import Regions
from directory.content.word_parts import WordParts
from directory.formats import LICENCES, Licence
from directory.geo import Gazetteer
from directory.geo.outlines import Outlines
from directory.model.ladder import Ladder
from directory.submissions import (
    AskedTogether,
    Audit,
    Care,
    Checks,
    Counts,
    Drafts,
    GapMonths,
    Inbox,
    Keepers,
    Limits,
    LinkChecks,
    Links,
    Lists,
    NetworkRequests,
    PaperJobs,
    Passkeys,
    Photos,
    Store,
    Team,
    Uses,
    Workflow,
)
from directory.web.now import this_app

EXTENSION = "directory"


class Moment(Protocol):
    """How index and database were; ``state`` changes whenever an answer may."""

    state: str


class Finds(Protocol):
    """Answers each question, also when the index is broken (``Answer.degraded``)."""

    def find(self, criteria: Criteria, confirmed_since: date | None = None) -> Answer: ...

    def moment(self) -> Moment | None:
        """How index and database are now; None while nobody can say."""
        ...

    def one_moment(self, begun: Any = None) -> AbstractContextManager[None]:
        """Inside, all questions are answered from the same state: from ``begun``, if given."""
        ...

    @property
    def is_sound(self) -> bool:
        """Whether answers come from the index, as far as anybody asked."""
        ...

    def indexed(self) -> str:
        """How far the index has come; empty while there is none."""
        ...

    def state(self) -> str:
        """Changes whenever an answer may; empty while nobody can say."""
        ...


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the operator says about the site; an empty value is left out of the pages."""

    name: str = "Mach mit!"
    claim: str = "Sport für alle in Ihrer Nähe"
    operator: str = ""
    public_url: str = ""
    help_phone: str = ""
    help_email: str = ""
    logo: str = ""
    colour: str = ""
    operator_address: str = ""
    operator_person: str = ""
    operator_register: str = ""
    operator_tax: str = ""
    responsible: str = ""
    privacy_contact: str = ""
    privacy_authority: str = ""
    enforcement_body: str = ""
    host_company: str = ""
    security_contact: str = ""
    contributor: str = ""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Parts:
    """All parts of the house that a page may ask; without ``pictures`` only sports have one,
    without ``glossary`` no word is explained, without ``word_parts`` no word is parted, without
    ``outlines`` no map is drawn, without ``regions`` nobody can be asked but the operator."""

    store: Store
    finder: Finds
    understanding: Understanding
    gazetteer: Gazetteer
    sports: Sports
    school_holidays: SchoolHolidays
    sources: Sequence[DataSource]
    today: Callable[[], date]
    site: SiteFacts = field(default_factory=SiteFacts)
    pictures: Pictures | None = None
    glossary: Glossary | None = None
    word_parts: WordParts | None = None
    regions: Regions | None = None
    inbox: Inbox | None = None
    limits: Limits | None = None
    # Signs when a form was handed out; the same on all machines of one database.
    form_secret: bytes = b""
    now: Callable[[], datetime] = _now
    outlines: Outlines | None = None
    questions: Questions = field(default_factory=lambda: Questions({}, {}))
    content: Path | None = None
    pages: Pages | None = None
    recordings: Recordings | None = None
    # Where an address is, asked at the operator's geocoder; None where there is none.
    locate: Callable[[str], tuple[float, float] | None] | None = None
    advice: AllAdvice | None = None
    uses: Uses | None = None
    counts: Counts | None = None
    # Where mails lie that only this machine may read; None where that would be wrong.
    mails: Path | None = None
    drafts: Drafts | None = None
    links: Links | None = None
    keepers: Keepers | None = None
    workflow: Workflow | None = None
    photos: Photos | None = None
    care: Care | None = None
    team: Team | None = None
    passkeys: Passkeys | None = None
    audit: Audit | None = None
    checks: Checks | None = None
    link_checks: LinkChecks | None = None
    asked_together: AskedTogether | None = None
    lists: Lists | None = None
    paper_jobs: PaperJobs | None = None
    gap_months: GapMonths | None = None
    network_requests: NetworkRequests | None = None
    ladder: Ladder = field(default_factory=Ladder)
    # Under which others may use what clubs told us.
    licence: Licence = LICENCES["cc-by-4.0"]
    # The disk that must not become full, and how much of it must stay free.
    disk: Path | None = None
    least_free_bytes: int = 0
    # From where the numbers of the site may be asked.
    watchers: tuple[IPv4Network | IPv6Network, ...] = ()
    # How much work one network may cause in a minute (`web.effort`); 0 for as much as it likes.
    points_a_minute: int = 0


def parts() -> Parts:
    """The parts of the app that answers this request."""
    found: Parts = this_app().extensions[EXTENSION]
    return found

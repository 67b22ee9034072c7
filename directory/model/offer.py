"""An offer at a place: the one public unit of the directory."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from directory.model.contact import Contact
from directory.model.fact import UNKNOWN, Fact
from directory.model.picture import Picture
from directory.model.schedule import Schedule
from directory.model.source import Source
from directory.model.text import NO_WORDS, Texts, Words
from directory.model.verification import Verification


class Form(StrEnum):
    """Who does sport with whom; called by what it is, no grade."""

    TOGETHER = "together"
    OWN_GROUP = "own_group"
    BOTH = "both"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """OpenActive ``level``: what somebody should already be able to do."""

    TRY_IT = "try_it"
    HOBBY = "hobby"
    COMPETITION = "competition"


class Gender(StrEnum):
    """OpenActive ``genderRestriction``; ``UNKNOWN`` when nobody told us."""

    ALL = "all"
    WOMEN = "women"
    MEN = "men"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """schema.org and OpenActive ``eventStatus``, HSDS ``status``."""

    RUNNING = "running"
    PLANNED = "planned"
    PAUSED = "paused"
    FULL = "full"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the offer is for, in numbers rather than words. HSDS ``eligibility_description``.

    OpenActive ``ageRange``; ``age_strict`` tells whether the ages are a limit or only describe
    who is there now.
    """

    age_min: int | None = None
    age_max: int | None = None
    age_strict: Fact = UNKNOWN
    gender: Gender = Gender.UNKNOWN
    who: Words = NO_WORDS
    needs_referral: Fact = UNKNOWN
    needs_doctor_note: Fact = UNKNOWN
    documents: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """What trainers do so that it works; observable, not a diagnosis.

    OpenActive ``accessibilityInformation``, A11yJSON ``staff``.
    """

    easy_words: Fact = UNKNOWN
    shows_by_doing: Fact = UNKNOWN
    small_group: Fact = UNKNOWN
    picture_plan: Fact = UNKNOWN
    rest_room: Fact = UNKNOWN
    may_watch_first: Fact = UNKNOWN
    help_changing: Fact = UNKNOWN
    speaks_slowly: Fact = UNKNOWN
    knows_aac: Fact = UNKNOWN
    fixed_routine: Fact = UNKNOWN
    staff_trained: Fact = UNKNOWN
    helpers_count: int | None = None
    group_size: int | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """OpenActive draft ``carerPolicy``, A11yJSON ``staff.hasFreeAssistantForVisitors``."""

    may_come: Fact = UNKNOWN
    free: Fact = UNKNOWN
    must_come: Fact = UNKNOWN
    club_can_provide: Fact = UNKNOWN


@dataclass(frozen=True, slots=True)
class Trial:
    """Coming once to try it, without joining the club."""

    possible: Fact = UNKNOWN
    free: Fact = UNKNOWN
    how: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the first visit: ``key`` chooses picture and sentence, ``words`` adds to it.

    Keys: arrive, door, greeted, changing, warm_up, sport, break, end, other.
    """

    key: str
    words: Words = NO_WORDS
    minute: int | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """ "Mein erstes Mal". OpenActive ``attendeeInstructions`` and ``meetingPoint``."""

    steps: tuple[Step, ...] = ()
    greeted_by: str = ""
    meeting_point: Words = NO_WORDS
    bring: tuple[Words, ...] = ()
    wear: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Senses:
    """What one hears and sees there. A11yJSON ``isQuiet``, ``isWellLit``, ``hasBackgroundMusic``,
    ``hasLowStimulusEnvironment``."""

    quiet: Fact = UNKNOWN
    echo: Fact = UNKNOWN
    music: Fact = UNKNOWN
    bright_light: Fact = UNKNOWN
    crowded: Fact = UNKNOWN
    quiet_place: Fact = UNKNOWN


class PricePeriod(StrEnum):
    """What a price is paid for."""

    ONCE = "once"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Price:
    """schema.org ``Offer``, HSDS ``cost_option``; ``amount`` in Euro."""

    amount: Decimal
    per: PricePeriod
    for_whom: Words = NO_WORDS
    includes: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class CostHelp:
    """Ways to pay less: education package (BuT), reduced price, help from the club."""

    education_package: Fact = UNKNOWN
    reduced_price: Fact = UNKNOWN
    club_helps: Fact = UNKNOWN


@dataclass(frozen=True, slots=True)
class Offer:
    """HSDS ``service``, OpenActive ``SessionSeries``, schema.org ``EventSeries``.

    ``id`` is a UUID that is never used again; ``slug`` makes a readable address;
    ``changed_at`` says when somebody saved, ``verification`` when somebody checked.
    ``example`` marks everything that we invented for demonstration.
    """

    id: str
    slug: str
    name: str
    club_id: str
    venue_id: str
    sports: tuple[str, ...] = ()
    name_easy: str = ""
    former_ids: tuple[str, ...] = ()
    what: Texts = Texts()
    form: Form = Form.UNKNOWN
    unified: Fact = UNKNOWN
    levels: tuple[Level, ...] = ()
    audience: Audience = Audience()
    support: Support = Support()
    companion: Companion = Companion()
    trial: Trial = Trial()
    first_visit: FirstVisit = FirstVisit()
    senses: Senses = Senses()
    schedule: Schedule = Schedule()
    status: Status = Status.RUNNING
    paused_until: date | None = None
    notice: Words = NO_WORDS
    is_free: Fact = UNKNOWN
    prices: tuple[Price, ...] = ()
    cost_help: CostHelp = CostHelp()
    contacts: tuple[Contact, ...] = ()
    languages: tuple[str, ...] = ()
    network_id: str = ""
    pictures: tuple[Picture, ...] = ()
    verification: Verification = Verification()
    changed_at: datetime | None = None
    source: Source = Source()
    example: bool = False
    version: int = 1

"""Whole records for programs, version 1: names and meanings stay as they are.

OpenAPI is written from these classes, and so are the answers. They are filled from the model by
name, so a fact that the model knows and a class forgets is found by a test.
"""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct

from directory.model import (
    ClubKind,
    ContactWay,
    Form,
    Gender,
    How,
    Known,
    Level,
    Origin,
    PinBy,
    Precision,
    PricePeriod,
    Role,
    Status,
    Trust,
)

Url = Annotated[str, Meta(description="Whole address, with scheme and host.")]
Id = Annotated[str, Meta(description="Never used again for something else.")]
Clock = Annotated[time, Meta(description="Local time in Germany.")]
Minutes = Annotated[int, Meta(ge=0)]
Degrees = Annotated[float, Meta(description="WGS84.")]


class Words(Struct, frozen=True):
    """A short text in easy German, standard German and English; empty where there is none."""

    easy: str = ""
    de: str = ""
    en: str = ""


class Text(Struct, frozen=True):
    """A longer text. Only with `checked_by_team` people of the target group have read it."""

    words: str
    origin: Origin
    checked_on: date | None = None
    checked_by_team: str = ""


class Texts(Struct, frozen=True):
    """The same text in easy German, standard German and English."""

    easy: Text | None = None
    de: Text | None = None
    en: Text | None = None


class Fact(Struct, frozen=True):
    """Yes, no or unknown; unknown never means no. With when and by whom it was checked."""

    value: Known
    note: Words = Words()
    checked_on: date | None = None
    checked_by: Role | None = None


class Picture(Struct, frozen=True):
    """A photo; keep author and licence with it."""

    file: Annotated[str, Meta(description="Whole address of the photo.")]
    alt: Words
    author: str
    licence: str


class Contact(Struct, frozen=True):
    """Only what the club agreed to show, and only while it agrees."""

    first_name: str
    role: Words
    phone: Annotated[str, Meta(description="E.164, such as +493451234567, or empty.")]
    email: str
    best_time: Words
    answers_by: tuple[ContactWay, ...]
    languages: tuple[str, ...]
    picture: Picture | None = None


class Verification(Struct, frozen=True):
    """When somebody last said: this is true. Not the day of the last change."""

    verified_on: date | None
    by: Role | None
    how: How | None
    fields: Annotated[tuple[str, ...], Meta(description="Empty: all of them.")]


class Source(Struct, frozen=True):
    """Where a record comes from, and what whoever passes it on must keep."""

    name: Annotated[str, Meta(description="Empty: from the club or the editors.")]
    record_id: str
    trust: Trust
    licence: str = ""
    attribution: str = ""


class Address(Struct, frozen=True):
    """A postal address in Germany."""

    street: str
    house_number: str
    postcode: str
    town: str
    part_of_town: str
    district: str
    state_code: str
    ags: Annotated[str, Meta(description="Official key of the municipality, 8 digits.")]


class Access(Struct, frozen=True):
    """What somebody finds at the door and inside."""

    step_free_entrance: Fact
    step_free_hall: Fact
    toilet: Annotated[Fact, Meta(description="A toilet for people in wheelchairs.")]
    changing_room: Fact
    changing_bench: Fact
    shower: Fact
    parking: Fact
    lift: Fact
    signs_with_pictures: Fact


class Transport(Struct, frozen=True):
    """One way to get there by bus or train."""

    mode: str
    stop: str
    line: str
    minutes_on_foot: Minutes | None
    step_free: Fact


class Venue(Struct, frozen=True):
    """A place where sport happens."""

    id: Id
    name: str
    address: Address
    latitude: Degrees | None
    longitude: Degrees | None
    pin_by: PinBy | None
    precision: Precision | None
    osm_id: str
    access: Access
    transport: tuple[Transport, ...]
    pickup: Fact
    way_in: Words
    pictures: tuple[Picture, ...]
    source: Source
    example: bool
    url: Url = ""


class Slot(Struct, frozen=True):
    """A repeated time."""

    weekday: Annotated[int, Meta(ge=0, le=6, description="0 is Monday.")] | None
    start: Clock | None
    end: Clock | None
    every_weeks: Annotated[int, Meta(ge=1)]
    nth_in_month: Annotated[int, Meta(ge=-1, le=5, description="-1 is the last.")] | None
    starts_on: date | None
    ends_on: date | None
    note: Words


class SingleDate(Struct, frozen=True):
    """One event; with `last_day` it lasts several days."""

    day: date
    start: Clock | None
    end: Clock | None
    last_day: date | None
    note: Words


class Period(Struct, frozen=True):
    """From a first to a last day, both included."""

    first: date
    last: date
    note: Words


class Schedule(Struct, frozen=True):
    """All times. In `pauses` and on `exceptions` a slot falls out."""

    slots: tuple[Slot, ...]
    single_dates: tuple[SingleDate, ...]
    in_school_holidays: Fact
    exceptions: tuple[date, ...]
    pauses: tuple[Period, ...]
    by_appointment: Fact


class Audience(Struct, frozen=True):
    """Whom the offer is for."""

    age_min: int | None
    age_max: int | None
    age_strict: Fact
    gender: Gender
    who: Words
    needs_referral: Fact
    needs_doctor_note: Fact
    documents: tuple[Words, ...]


class Support(Struct, frozen=True):
    """What trainers do so that it works."""

    easy_words: Fact
    shows_by_doing: Fact
    small_group: Fact
    picture_plan: Fact
    rest_room: Fact
    may_watch_first: Fact
    help_changing: Fact
    speaks_slowly: Fact
    knows_aac: Fact
    fixed_routine: Fact
    staff_trained: Fact
    helpers_count: int | None
    group_size: int | None


class Companion(Struct, frozen=True):
    """Somebody who comes along."""

    may_come: Fact
    free: Fact
    must_come: Fact
    club_can_provide: Fact


class Trial(Struct, frozen=True):
    """Coming once to try it."""

    possible: Fact
    free: Fact
    how: Words


class Step(Struct, frozen=True):
    """One step of the first visit."""

    key: str
    words: Words
    minute: Minutes | None
    picture: Picture | None


class FirstVisit(Struct, frozen=True):
    """What happens at the first time."""

    steps: tuple[Step, ...]
    greeted_by: str
    meeting_point: Words
    bring: tuple[Words, ...]
    wear: tuple[Words, ...]


class Senses(Struct, frozen=True):
    """What one hears and sees there."""

    quiet: Fact
    echo: Fact
    music: Fact
    bright_light: Fact
    crowded: Fact
    quiet_place: Fact


class Price(Struct, frozen=True):
    """In Euro."""

    amount: Decimal
    per: PricePeriod
    for_whom: Words
    includes: Words


class CostHelp(Struct, frozen=True):
    """Ways to pay less."""

    education_package: Fact
    reduced_price: Fact
    club_helps: Fact


class Club(Struct, frozen=True):
    """Who offers sport. A club without an offer is known, and not said to be inclusive."""

    id: Id
    slug: str
    name: str
    kind: ClubKind
    legal_form: str
    federation_ids: tuple[str, ...]
    website: str
    logo: Picture | None
    charter_signed_on: date | None
    contacts: tuple[Contact, ...]
    sports: Annotated[tuple[str, ...], Meta(description="Ids, see /sports.")]
    venue_id: str | None
    former_ids: tuple[str, ...]
    usual_answer_days: int | None
    verification: Verification
    changed_at: datetime | None
    source: Source
    example: Annotated[bool, Meta(description="Invented for demonstration.")]
    url: Url = ""


class Offer(Struct, frozen=True):
    """Sport at one place by one club, with all that is known."""

    id: Id
    slug: str
    name: str
    club_id: str
    venue_id: str
    sports: Annotated[tuple[str, ...], Meta(description="Ids, see /sports; the first is main.")]
    name_easy: str
    former_ids: tuple[str, ...]
    what: Texts
    form: Form
    unified: Annotated[Fact, Meta(description="People with and without disability in one team.")]
    levels: tuple[Level, ...]
    audience: Audience
    support: Support
    companion: Companion
    trial: Trial
    first_visit: FirstVisit
    senses: Senses
    schedule: Schedule
    status: Status
    paused_until: date | None
    notice: Words
    is_free: Fact
    prices: tuple[Price, ...]
    cost_help: CostHelp
    contacts: tuple[Contact, ...]
    languages: tuple[str, ...]
    network_id: str
    pictures: tuple[Picture, ...]
    verification: Verification
    changed_at: datetime | None
    source: Source
    example: Annotated[bool, Meta(description="Invented for demonstration.")]
    url: Url = ""


class WholeOffer(Struct, frozen=True):
    """An offer with its club and its place, and how it may be passed on."""

    offer: Offer
    club: Club
    venue: Venue | None
    licence: Annotated[str, Meta(description="Of what the club told us.")] = ""
    attribution: tuple[str, ...] = ()


class WholeClub(Struct, frozen=True):
    """A club with the ids of its offers; none means: no inclusive offer is known."""

    club: Club
    venue: Venue | None
    offers: tuple[str, ...] = ()
    licence: str = ""
    attribution: tuple[str, ...] = ()


class WholeVenue(Struct, frozen=True):
    """A place with the ids of the offers there."""

    venue: Venue
    offers: tuple[str, ...] = ()
    licence: str = ""
    attribution: tuple[str, ...] = ()

"""Reads one offer of an example club."""

import re
from collections.abc import Mapping
from decimal import Decimal

from directory.content.entry import Entry
from directory.content.example_contacts import read_contacts
from directory.content.example_facts import (
    changed,
    example_id,
    fact,
    facts,
    many_words,
    source,
    texts,
    verification,
    words,
)
from directory.content.example_times import schedule
from directory.content.example_venues import chosen_venue
from directory.model import (
    Audience,
    Club,
    Companion,
    CostHelp,
    FirstVisit,
    Form,
    Gender,
    Level,
    Offer,
    Price,
    PricePeriod,
    Senses,
    Status,
    Step,
    Support,
    Trial,
    Venue,
)

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_STEPS = ["arrive", "door", "greeted", "changing", "warm_up", "sport", "break", "end", "other"]
_STEP = re.compile(rf"(?:(?P<minute>\d+) )?(?P<key>{'|'.join(_STEPS)})")
_PRICE = ("price", "for_whom", "includes")


def read_offer(
    entry: Entry, name: str, club: Club, club_key: str, venues: Mapping[str, Venue]
) -> Offer:
    if not NAME.fullmatch(name):
        raise entry.fault("", "may hold a-z, 0-9 and hyphens only")
    key = f"{club_key}#{name}"
    venue = chosen_venue(entry, "venue", venues)
    offer = Offer(
        id=example_id(key),
        slug=f"{name}-{club.slug}",
        name=entry.text("name"),
        club_id=club.id,
        venue_id=venue.id if venue else "",
        sports=entry.texts("sports") or (entry.text("sport"),),
        name_easy=entry.text("name_easy", ""),
        former_ids=tuple(example_id(former) for former in entry.texts("formerly")),
        what=texts(entry, "what"),
        form=entry.choice("form", Form, Form.UNKNOWN),
        unified=fact(entry, "unified"),
        levels=tuple(entry.as_choice("levels", level, Level) for level in entry.texts("levels")),
        audience=_audience(entry.section("audience")),
        support=_support(entry.section("support")),
        companion=_companion(entry.section("companion")),
        trial=_trial(entry.section("trial", "possible", "how")),
        first_visit=_first_visit(entry.section("first_visit")),
        senses=_senses(entry.section("senses")),
        schedule=schedule(entry),
        status=entry.choice("status", Status, Status.RUNNING),
        paused_until=entry.day("paused_until"),
        notice=words(entry, "notice"),
        is_free=fact(entry, "free"),
        prices=tuple(_price(item) for item in entry.sections("prices", *_PRICE)),
        cost_help=_cost_help(entry.section("cost_help")),
        contacts=read_contacts(entry),
        languages=entry.texts("languages"),
        network_id=entry.text("network", ""),
        verification=verification(entry),
        changed_at=changed(entry, club.changed_at),
        source=source(entry, key),
        example=True,
    )
    entry.nothing_else()
    return offer


def _audience(section: Entry) -> Audience:
    audience = Audience(
        age_min=section.number("from"),
        age_max=section.number("to"),
        gender=section.choice("gender", Gender, Gender.UNKNOWN),
        who=words(section, "who"),
        documents=many_words(section, "documents"),
        **facts(section, Audience),
    )
    section.nothing_else()
    return audience


def _support(section: Entry) -> Support:
    support = Support(
        helpers_count=section.number("helpers"),
        group_size=section.number("group_size"),
        **facts(section, Support),
    )
    section.nothing_else()
    return support


def _companion(section: Entry) -> Companion:
    companion = Companion(**facts(section, Companion))
    section.nothing_else()
    return companion


def _trial(section: Entry) -> Trial:
    trial = Trial(how=words(section, "how"), **facts(section, Trial))
    section.nothing_else()
    return trial


def _senses(section: Entry) -> Senses:
    senses = Senses(**facts(section, Senses))
    section.nothing_else()
    return senses


def _cost_help(section: Entry) -> CostHelp:
    cost_help = CostHelp(**facts(section, CostHelp))
    section.nothing_else()
    return cost_help


def _first_visit(section: Entry) -> FirstVisit:
    visit = FirstVisit(
        steps=tuple(_step(item) for item in section.sections("steps", "step", "words")),
        greeted_by=section.text("greeted_by", ""),
        meeting_point=words(section, "meeting_point"),
        bring=many_words(section, "bring"),
        wear=many_words(section, "wear"),
    )
    section.nothing_else()
    return visit


def _step(section: Entry) -> Step:
    found = _STEP.fullmatch(section.text("step"))
    if not found:
        raise section.fault("step", f"must be a minute and one of {', '.join(_STEPS)}")
    minute = int(found["minute"]) if found["minute"] else None
    step = Step(found["key"], words(section, "words"), minute)
    section.nothing_else()
    return step


def _price(section: Entry) -> Price:
    """``price: 7.50 month``: Euro and what they are paid for."""
    amount, _, per = section.text("price").partition(" ")
    if not re.fullmatch(r"\d+(\.\d\d)?", amount):
        raise section.fault("price", "must be Euro and a period, such as 7.50 month")
    price = Price(
        Decimal(amount),
        section.as_choice("price", per, PricePeriod),
        words(section, "for_whom"),
        words(section, "includes"),
    )
    section.nothing_else()
    return price

"""Reads the invented clubs of ``content/examples/``, one file for each, as listings."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import NAMESPACE_DNS, uuid5

from directory.content.entry import Entry
from directory.content.errors import ContentError
from directory.content.example_facts import (
    fact,
    facts,
    many_words,
    texts,
    verification,
    words,
)
from directory.content.example_times import period, schedule
from directory.model import (
    Access,
    Address,
    Audience,
    Club,
    ClubKind,
    Companion,
    Consent,
    Contact,
    ContactWay,
    CostHelp,
    FirstVisit,
    Form,
    Gender,
    Level,
    Listing,
    Offer,
    PinBy,
    Precision,
    Price,
    PricePeriod,
    Senses,
    Source,
    Status,
    Step,
    Support,
    Transport,
    Trial,
    Trust,
    Venue,
)

# Ids must be the same after each reading, so they are computed from the place in the files.
_NAMESPACE = uuid5(NAMESPACE_DNS, "beispiel.example")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# The first two digits of a municipality key, from 01 on.
_STATES = (
    "SH",
    "HH",
    "NI",
    "HB",
    "NW",
    "HE",
    "RP",
    "BW",
    "BY",
    "SL",
    "BE",
    "BB",
    "MV",
    "SN",
    "ST",
    "TH",
)
_STEPS = ["arrive", "door", "greeted", "changing", "warm_up", "sport", "break", "end", "other"]
_STEP = re.compile(rf"(?:(?P<minute>\d+) )?(?P<key>{'|'.join(_STEPS)})")
_CONSENT = "Mein Vorname, meine Telefonnummer und meine E-Mail dürfen im Verzeichnis stehen."


def example_listings(folder: Path) -> tuple[Listing, ...]:
    """Every example offer below ``folder/examples``, in the order of the files.

    ``folder`` is ``content/``. Raises ``ContentError`` for the first fault.
    """
    files = sorted((folder / "examples").glob("*/*.yaml"))
    clubs: dict[str, Path] = {}
    listings: list[Listing] = []
    for file in files:
        if file.stem in clubs:
            raise ContentError(f"{file}: a club of this name stands in {clubs[file.stem]} too.")
        clubs[file.stem] = file
        listings.extend(_listings(file, f"{file.parent.name}/{file.stem}"))
    return tuple(listings)


def _listings(file: Path, key: str) -> list[Listing]:
    entry = Entry.read(file, f"examples/{key}.yaml")
    if not _NAME.fullmatch(file.stem):
        raise ContentError(f"{entry.file}: the file name may hold a-z, 0-9 and hyphens only.")
    venues = {name: _venue(venue, f"{key}#venue/{name}") for name, venue in entry.named("venues")}
    club = _club(entry.section("club"), key, venues)
    offers = [_offer(offer, name, club, key, venues) for name, offer in entry.named("offers")]
    entry.nothing_else()
    if not offers:
        raise entry.fault("offers", "is missing")
    by_id = {venue.id: venue for venue in venues.values()}
    return [Listing(club, offer, by_id.get(offer.venue_id)) for offer in offers]


def _id(key: str) -> str:
    return str(uuid5(_NAMESPACE, key))


def _source(entry: Entry, key: str) -> Source:
    return Source("examples", key, entry.choice("trust", Trust, Trust.CLUB))


def _changed(entry: Entry, default: datetime | None = None) -> datetime | None:
    text = entry.text("changed", "")
    if not text:
        return default
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError as error:
        raise entry.fault("changed", "must look like 2026-03-31T17:30") from error


def _club(entry: Entry, key: str, venues: Mapping[str, Venue]) -> Club:
    home = _chosen_venue(entry, "home", venues) if "home" in entry or len(venues) == 1 else None
    club = Club(
        id=_id(key),
        slug=key.partition("/")[2],
        name=entry.text("name"),
        kind=entry.choice("kind", ClubKind, ClubKind.CLUB),
        legal_form=entry.text("legal_form", ""),
        federation_ids=entry.texts("federation_ids"),
        website=entry.text("website", ""),
        charter_signed_on=entry.day("charter"),
        contacts=_contacts(entry),
        sports=entry.texts("sports"),
        venue_id=home.id if home else None,
        former_ids=tuple(_id(former) for former in entry.texts("formerly")),
        usual_answer_days=entry.number("answers_in_days"),
        verification=verification(entry),
        changed_at=_changed(entry),
        source=_source(entry, key),
        example=True,
    )
    entry.nothing_else()
    return club


def _chosen_venue(entry: Entry, key: str, venues: Mapping[str, Venue]) -> Venue | None:
    """The venue named at a key, else the only one; ``none`` says that there is no place."""
    name = entry.text(key, "")
    if name == "none" or not (name or venues):
        return None
    if name and name not in venues:
        raise entry.fault(key, f"must be one of {', '.join(venues)}, or none")
    if not name and len(venues) > 1:
        raise entry.fault(key, "must say which venue, as there are several")
    return venues[name or next(iter(venues))]


def _venue(entry: Entry, key: str) -> Venue:
    latitude, longitude = _point(entry)
    pickup = fact(entry, "pickup")
    venue = Venue(
        id=_id(key),
        name=entry.text("name", ""),
        address=_address(entry),
        latitude=latitude,
        longitude=longitude,
        pin_by=entry.choice("pin_by", PinBy, PinBy.CLUB) if latitude else None,
        precision=entry.choice("precision", Precision, Precision.ADDRESS) if latitude else None,
        osm_id=entry.text("osm", ""),
        access=_access(entry.section("access")),
        transport=tuple(_transport(item) for item in entry.sections("transport", *_TRANSPORT)),
        pickup=pickup,
        way_in=words(entry, "way_in"),
        source=_source(entry, key),
        example=True,
    )
    entry.nothing_else()
    return venue


def _point(entry: Entry) -> tuple[float | None, float | None]:
    text = entry.text("point", "")
    if not text:
        return None, None
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError as error:
        raise entry.fault("point", "must look like 51.4969, 11.9688") from error
    return latitude, longitude


def _address(entry: Entry) -> Address:
    street, house_number = _street(entry)
    postcode, _, town = entry.text("town").partition(" ")
    if not (len(postcode) == 5 and postcode.isdecimal() and town):
        raise entry.fault("town", "must look like 06108 Halle (Saale)")
    ags = entry.text("ags")
    if not (re.fullmatch(r"\d{8}", ags) and 1 <= int(ags[:2]) <= len(_STATES)):
        raise entry.fault("ags", "must be a municipality key of 8 digits")
    return Address(
        street=street,
        house_number=house_number,
        postcode=postcode,
        town=town,
        part_of_town=entry.text("part", ""),
        district=entry.text("district", ""),
        state_code=_STATES[int(ags[:2]) - 1],
        ags=ags,
    )


def _street(entry: Entry) -> tuple[str, str]:
    text = entry.text("street", "")
    found = re.fullmatch(r"(\D+?) (\d.*)", text)
    return (found[1], found[2]) if found else (text, "")


def _access(section: Entry) -> Access:
    access = Access(**facts(section, Access))
    section.nothing_else()
    return access


_TRANSPORT = ("mode", "stop", "line", "minutes", "step_free")


def _transport(section: Entry) -> Transport:
    transport = Transport(
        mode=section.text("mode"),
        stop=section.text("stop", ""),
        line=section.text("line", ""),
        minutes_on_foot=section.number("minutes"),
        step_free=fact(section, "step_free"),
    )
    section.nothing_else()
    return transport


def _contacts(entry: Entry) -> tuple[Contact, ...]:
    return tuple(_contact(section) for section in entry.sections("contacts"))


def _contact(section: Entry) -> Contact:
    """``person`` holds a first name; ``office`` is a role and no person."""
    person = section.text("person", "")
    if not person and "office" not in section:
        raise section.fault("", "needs the key person or office")
    role = words(section, "role" if person else "office")
    contact = Contact(
        first_name=person,
        role=role,
        phone=section.text("phone", "").replace(" ", ""),
        email=section.text("email", ""),
        best_time=words(section, "best_time"),
        answers_by=tuple(
            section.as_choice("answers_by", way, ContactWay) for way in section.texts("answers_by")
        ),
        languages=section.texts("languages"),
        is_person=bool(person),
        is_public=not fact(section, "public").is_no,
        consent=_consent(section),
    )
    section.nothing_else()
    return contact


def _consent(section: Entry) -> Consent | None:
    if "consent" not in section:
        return None
    agreed = period(section.section("consent", "when"))
    return Consent(agreed.first, agreed.last, _CONSENT)


def _offer(
    entry: Entry, name: str, club: Club, club_key: str, venues: Mapping[str, Venue]
) -> Offer:
    if not _NAME.fullmatch(name):
        raise entry.fault("", "may hold a-z, 0-9 and hyphens only")
    key = f"{club_key}#{name}"
    venue = _chosen_venue(entry, "venue", venues)
    offer = Offer(
        id=_id(key),
        slug=f"{name}-{club.slug}",
        name=entry.text("name"),
        club_id=club.id,
        venue_id=venue.id if venue else "",
        sports=entry.texts("sports") or (entry.text("sport"),),
        name_easy=entry.text("name_easy", ""),
        former_ids=tuple(_id(former) for former in entry.texts("formerly")),
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
        contacts=_contacts(entry),
        languages=entry.texts("languages"),
        network_id=entry.text("network", ""),
        verification=verification(entry),
        changed_at=_changed(entry, club.changed_at),
        source=_source(entry, key),
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


_PRICE = ("price", "for_whom", "includes")


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

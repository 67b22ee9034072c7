"""Makes an offer with its club and its place out of the answers of a club."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from directory.catalogue.query import OfferQuery
from directory.content.slug import slug_of
from directory.easy_language import difficulty
from directory.model import (
    Audience,
    Club,
    FirstVisit,
    Form,
    Gender,
    Known,
    Level,
    Listing,
    Offer,
    Origin,
    Picture,
    Price,
    Source,
    Status,
    Step,
    Support,
    Text,
    Texts,
    Trial,
    Trust,
    Venue,
    Words,
)
from directory.web.clubs import values
from directory.web.clubs.answers_of import answers_of
from directory.web.clubs.contacts_of import contacts_of
from directory.web.clubs.filled import Filled, said_words
from directory.web.clubs.names import (
    BRING,
    COMPANION,
    COST_HELP,
    FIRST_STEPS,
    FORMS,
    GENDERS,
    LEVELS,
    LICENCES,
    PERIODS,
    PICTURES,
    SENSES,
    STATES_OF_OFFER,
    SUPPORT,
    TRIAL,
    YES,
)
from directory.web.clubs.schedule_of import schedule_of
from directory.web.clubs.venue_of import town_of, venue_of
from directory.web.forms import Typed
from directory.web.parts import parts

Value = TypeVar("Value")

_OLDEST = 120
_MOST_PEOPLE = 999


def listing_of(
    answers: Typed,
    *,
    today: date,
    new_id: Callable[[str], str],
    before: Listing | None = None,
    club: Club | None = None,
    venue: Venue | None = None,
    score: Callable[[str], float | None] = difficulty,
) -> Listing:
    """The listing that these answers describe; faulty answers count as not given.

    ``new_id`` gives the id of a new "offer", "club" or "venue". ``before`` is the listing that is
    being changed: whatever the answers do not change stays as it was. ``club`` and ``venue`` are
    known ones that are to be used.
    """
    filled = Filled(answers, answers_of(before) if before else None, today)
    of_club = club or _club(filled, before.club if before else None, new_id)
    at = venue or venue_of(filled, before.venue if before else None, new_id("venue"))
    old = before.offer if before else None
    offer = old or Offer(
        id=new_id("offer"), slug="", name="", club_id=of_club.id, venue_id="", source=_SOURCE
    )
    offer = replace(
        _offer(filled, offer, at, score), club_id=of_club.id, venue_id=at.id if at else ""
    )
    return Listing(of_club, offer, at)


_SOURCE = Source(trust=Trust.CLUB)


def sports_of(answers: Typed) -> tuple[str, ...]:
    """The sports that were chosen, and those that are meant by what was typed."""
    known = parts().sports.by_id
    chosen = [key for key in answers.getlist("sport") if key in known]
    words = " ".join(answers.get("anderer", "").split())[:200]
    if words:
        found = parts().understanding.understand(OfferQuery(what=words), parts().today())
        chosen += found.sports
    return tuple(dict.fromkeys(chosen))


def default_name(answers: Typed, today: date) -> str:
    """Schwimmen in Halle, for an offer that has no name of its own."""
    by_id = parts().sports.by_id
    names = [by_id[key].name_de for key in sports_of(answers)[:2]]
    sport = " und ".join(names) or "Sport"
    town = town_of(Filled(answers, None, today))
    return f"{sport} in {_short(town.municipality or town.name)}" if town else sport


def _short(town: str) -> str:
    """Halle (Saale) is Halle to those who live there."""
    return town.partition("(")[0].partition(",")[0].strip()


def _club(filled: Filled, old: Club | None, new_id: Callable[[str], str]) -> Club:
    name = filled.line("verein")
    club = old or Club(id=new_id("club"), slug=slug_of(name), name=name, source=_SOURCE)
    if not filled.unchanged("verein"):
        club = replace(club, name=name)
    if not filled.unchanged("website"):
        club = replace(club, website=web_address(filled.line("website")))
    return club


def web_address(text: str) -> str:
    """With https:// where nothing was said; nothing for what is no address of the web."""
    line = text.strip()
    if not line:
        return ""
    whole = line if line.lower().startswith(("http://", "https://")) else f"https://{line}"
    host = whole.partition("://")[2].partition("/")[0]
    is_host = "." in host.strip(".") and not set(host) & set(" <>\"'@\\")
    return whole if is_host and not set(whole) & set(" <>\"'\\") and len(whole) <= 300 else ""


def _offer(
    filled: Filled, old: Offer, venue: Venue | None, score: Callable[[str], float | None]
) -> Offer:
    named = filled.line("name") or default_name(filled.answers, filled.today)
    name = old.name if old.name and filled.unchanged("name") else named
    town = _short(venue.address.town) if venue else ""
    slug = old.slug or slug_of(name if town in name else f"{name} {town}")
    state = _state(filled, old)
    return replace(
        old,
        name=name,
        slug=slug,
        sports=old.sports if filled.unchanged("sport", "anderer") else sports_of(filled.answers),
        what=_texts(filled, old.what, score),
        form=_choice(filled, "form", FORMS, old.form, Form.UNKNOWN),
        levels=_levels(filled, old),
        audience=_audience(filled, old.audience),
        support=_support(filled, old.support),
        companion=filled.facts(COMPANION, old.companion),
        trial=_trial(filled, old.trial),
        first_visit=_first_visit(filled, old.first_visit),
        senses=filled.facts(SENSES, old.senses),
        schedule=schedule_of(filled, old.schedule),
        status=state,
        paused_until=_paused_until(filled, old, state),
        is_free=filled.fact("kostenlos", old.is_free),
        prices=_prices(filled, old.prices),
        cost_help=filled.facts(COST_HELP, old.cost_help),
        contacts=contacts_of(filled, old.contacts),
        pictures=_pictures(filled, old.pictures),
    )


def _choice(
    filled: Filled, name: str, known: Mapping[str, Value], old: Value, unknown: Value
) -> Value:
    return old if filled.unchanged(name) else known.get(filled.line(name), unknown)


def _state(filled: Filled, old: Offer) -> Status:
    if filled.unchanged("lage"):
        return old.status
    return STATES_OF_OFFER.get(filled.line("lage"), old.status)


def _paused_until(filled: Filled, old: Offer, state: Status) -> date | None:
    if filled.unchanged("lage", "pausebis"):
        return old.paused_until
    return values.day(filled.line("pausebis"), filled.today) if state is Status.PAUSED else None


def _levels(filled: Filled, old: Offer) -> tuple[Level, ...]:
    if filled.unchanged("koennen"):
        return old.levels
    return tuple(LEVELS[key] for key in filled.several("koennen", LEVELS))


def _audience(filled: Filled, old: Audience) -> Audience:
    youngest, oldest = old.age_min, old.age_max
    if not filled.unchanged("alter_von", "alter_bis"):
        youngest, oldest = (_number(filled, n, _OLDEST) for n in ("alter_von", "alter_bis"))
        if youngest is not None and oldest is not None and youngest > oldest:
            youngest, oldest = oldest, youngest
    gender = _choice(filled, "geschlecht", GENDERS, old.gender, Gender.UNKNOWN)
    return replace(old, age_min=youngest, age_max=oldest, gender=gender)


def _number(filled: Filled, name: str, most: int) -> int | None:
    typed = filled.line(name)
    return values.number(typed, most) if typed else None


def _support(filled: Filled, old: Support) -> Support:
    if not filled.unchanged("hilfe"):
        ticked = filled.several("hilfe", SUPPORT)
        was = filled.before.getlist("hilfe") if filled.before else []
        changes: dict[str, Any] = {
            name: filled.known(Known.YES if name in ticked else Known.UNKNOWN)
            for name in SUPPORT
            if (name in ticked) != (name in was)
        }
        old = replace(old, **changes)
    if not filled.unchanged("helfer"):
        old = replace(old, helpers_count=_number(filled, "helfer", _MOST_PEOPLE))
    if not filled.unchanged("gruppe"):
        old = replace(old, group_size=_number(filled, "gruppe", _MOST_PEOPLE))
    return old


def _trial(filled: Filled, old: Trial) -> Trial:
    return replace(filled.facts(TRIAL, old), how=filled.words("probe_wie", old.how))


def _first_visit(filled: Filled, old: FirstVisit) -> FirstVisit:
    steps = old.steps
    if not filled.unchanged("schritt"):
        known = {step.key: step for step in old.steps}
        chosen = filled.several("schritt", FIRST_STEPS)
        steps = tuple(known.get(key, Step(key)) for key in chosen)
        steps += tuple(step for step in old.steps if step.key not in FIRST_STEPS)
    bring = old.bring
    if not filled.unchanged("mitbringen", "mitbringen_mehr"):
        more = filled.text("mitbringen_mehr").splitlines()
        bring = (
            *(BRING[key] for key in filled.several("mitbringen", BRING)),
            *(Words(easy=line.strip()) for line in more if line.strip()),
        )
    return replace(
        old,
        steps=steps,
        bring=bring,
        greeted_by=old.greeted_by if filled.unchanged("empfang") else filled.line("empfang"),
        meeting_point=filled.words("treffpunkt", old.meeting_point),
    )


def _prices(filled: Filled, old: tuple[Price, ...]) -> tuple[Price, ...]:
    if filled.unchanged("kostenlos", "preis", "preis_je", "preis_fuer"):
        return old
    return (*_first_price(filled, old), *old[1:]) if filled.line("kostenlos") != YES else ()


def _first_price(filled: Filled, old: tuple[Price, ...]) -> Iterator[Price]:
    amount = values.money(filled.line("preis"))
    if amount is not None:
        per = PERIODS.get(filled.line("preis_je"), PERIODS["monat"])
        first = old[0] if old else Price(Decimal(0), per)
        whom = filled.words("preis_fuer", first.for_whom)
        yield replace(first, amount=amount, per=per, for_whom=whom)


def _texts(filled: Filled, old: Texts, score: Callable[[str], float | None]) -> Texts:
    texts = old
    if not filled.unchanged("text_leicht"):
        easy = filled.text("text_leicht")
        text = Text(easy, Origin.TYPED, round(score(easy) or 0, 2) or None) if easy else None
        texts = replace(texts, easy=text)
    if not filled.unchanged("text_deutsch"):
        texts = replace(texts, de=_typed(filled.text("text_deutsch")))
    if not filled.unchanged("text_englisch"):
        texts = replace(texts, en=_typed(filled.text("text_englisch")))
    return texts


def _typed(words: str) -> Text | None:
    return Text(words, Origin.TYPED) if words else None


def _pictures(filled: Filled, old: tuple[Picture, ...]) -> tuple[Picture, ...]:
    """Photos may change their places, so a known one is known by its file."""
    known = {picture.file: picture for picture in old}
    found = []
    for number in PICTURES:
        names = (f"bild{part}_{number}" for part in ("", "_alt", "_von", "_lizenz", "_ja"))
        file, alt, author, licence, agreed = map(filled.line, names)
        before = known.get(file, Picture(file))
        words = before.alt if said_words(before.alt) == alt else Words(easy=alt)
        if file:
            by = LICENCES.get(licence, licence)
            found.append(Picture(file, words, author, by, agreed == YES))
    return (*found, *old[len(PICTURES) :])

"""Invents what one offer says about itself, with the gaps that real offers have."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from directory.content.generator.dice import NO, YES, Choice, Dice
from directory.content.generator.gaps import MISSING
from directory.content.generator.times import draw_schedule
from directory.content.generator.words import ABOUT, BRING, FOR_WHOM, GROUP_NAMES
from directory.content.sports import Sport
from directory.model import (
    UNKNOWN,
    Audience,
    Club,
    Companion,
    Fact,
    FirstVisit,
    Form,
    Gender,
    How,
    Level,
    Offer,
    Price,
    PricePeriod,
    Role,
    Senses,
    Source,
    Status,
    Support,
    Text,
    Texts,
    Trial,
    Venue,
    Verification,
)

# No clock: the same seed gives the same offers on every day.
_TODAY = date(2026, 11, 1)
_NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
_FORMS = Choice({Form.TOGETHER: 30, Form.OWN_GROUP: 30, Form.BOTH: 10, Form.UNKNOWN: 30})
_GENDERS = Choice({Gender.UNKNOWN: 85, Gender.ALL: 8, Gender.WOMEN: 5, Gender.MEN: 2})
# One offer in eleven is full, has a break, is planned or has ended.
_STATUS = Choice(
    {
        Status.RUNNING: 910,
        Status.FULL: 35,
        Status.PAUSED: 25,
        Status.PLANNED: 20,
        Status.ENDED: 10,
    }
)
_LEVELS: Choice[tuple[Level, ...]] = Choice(
    {
        (): 50,
        (Level.TRY_IT,): 20,
        (Level.TRY_IT, Level.HOBBY): 15,
        (Level.HOBBY,): 10,
        (Level.HOBBY, Level.COMPETITION): 5,
    }
)
_AGES = ((6, 12), (8, 16), (12, 18), (16, None), (18, None), (18, 65), (50, None), (None, 18))
_AMOUNTS = ("5.00", "6.50", "8.00", "10.00", "12.50", "15.00", "20.00")
# Half of the pages are older than two years.
_AGES_OF_PAGES_IN_DAYS = (20, 90, 200, 400, 700, 800, 1000, 1200, 1600, 2000)


def draw_offer(
    dice: Dice, sport: Sport, club: Club, venue: Venue, *, name: str, slug: str
) -> Offer:
    is_free, prices = _cost(dice)
    return Offer(
        id=dice.new_id(),
        slug=slug,
        name=name,
        club_id=club.id,
        venue_id=venue.id,
        sports=(sport.id,),
        what=_about(dice, sport),
        form=dice.weighted(_FORMS),
        levels=dice.weighted(_LEVELS),
        audience=_audience(dice),
        support=_support(dice),
        companion=_companion(dice),
        trial=_trial(dice),
        first_visit=_first_visit(dice),
        senses=Senses(quiet=dice.fact(0.9, yes=0.7), music=dice.fact(0.95, yes=0.5)),
        schedule=draw_schedule(dice),
        status=dice.weighted(_STATUS),
        is_free=is_free,
        prices=prices,
        verification=_verification(dice),
        changed_at=_NOON - timedelta(days=dice.one_of(_AGES_OF_PAGES_IN_DAYS)),
        source=Source(name="generated"),
        example=True,
    )


def draw_name(dice: Dice, sport: Sport) -> str:
    return f"Beispiel: {sport.name_de} {dice.one_of(GROUP_NAMES)}"


def _about(dice: Dice, sport: Sport) -> Texts:
    """Two to four sentences, each one once."""
    first = dice.below(len(ABOUT))
    step = dice.one_of((1, 2, 5))
    places = range(2 + dice.below(3))
    sentences = " ".join(ABOUT[(first + step * place) % len(ABOUT)] for place in places)
    return Texts(easy=Text(words=sentences.replace("{sport}", sport.name_de)))


def _audience(dice: Dice) -> Audience:
    age_min, age_max = None, None
    if not dice.chance(MISSING["ages"]):
        age_min, age_max = dice.one_of(_AGES)
    return Audience(
        age_min=age_min,
        age_max=age_max,
        gender=dice.weighted(_GENDERS),
        who=dice.one_of(FOR_WHOM),
    )


def _support(dice: Dice) -> Support:
    """Clubs tell more often how they help than what it costs."""
    return Support(
        small_group=dice.fact(0.65),
        fixed_routine=dice.fact(0.8),
        easy_words=dice.fact(0.8),
        shows_by_doing=dice.fact(0.8),
    )


def _companion(dice: Dice) -> Companion:
    may_come = dice.fact(MISSING["companion"])
    return Companion(may_come=may_come, free=dice.fact(0.5) if may_come.is_yes else UNKNOWN)


def _trial(dice: Dice) -> Trial:
    possible = dice.fact(MISSING["trial"])
    return Trial(possible=possible, free=dice.fact(0.5) if possible.is_yes else UNKNOWN)


def _first_visit(dice: Dice) -> FirstVisit:
    if dice.chance(MISSING["bring"]):
        return FirstVisit()
    return FirstVisit(bring=(dice.one_of(BRING),))


def _cost(dice: Dice) -> tuple[Fact, tuple[Price, ...]]:
    if dice.chance(MISSING["price"]):
        return UNKNOWN, ()
    if dice.chance(0.3):
        return YES, ()
    period = dice.one_of((PricePeriod.MONTH, PricePeriod.MONTH, PricePeriod.YEAR, PricePeriod.ONCE))
    return NO, (Price(Decimal(dice.one_of(_AMOUNTS)), period),)


def _verification(dice: Dice) -> Verification:
    """Two of three offers were never confirmed."""
    if dice.chance(0.65):
        return Verification()
    verified_on = _TODAY - timedelta(days=dice.below(900))
    return Verification(
        verified_on=verified_on,
        by=dice.one_of((Role.CLUB, Role.CLUB, Role.ADVISOR, Role.EDITOR)),
        how=dice.one_of((How.LINK, How.PHONE, How.FORM)),
        next_due=verified_on + timedelta(days=365),
    )

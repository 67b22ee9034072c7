"""A house that writes files, and the catalogues that each format is tried on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from itertools import islice

from directory.config import CHECKOUT
from directory.content import example_listings, osm_clubs
from directory.content.school_holidays import SchoolHolidays
from directory.content.sources import sources
from directory.content.sports import Sports
from directory.formats import LICENCES, House
from directory.model import (
    Address,
    Audience,
    Club,
    Consent,
    Contact,
    Fact,
    Known,
    Listing,
    Offer,
    Price,
    PricePeriod,
    Schedule,
    SingleDate,
    Slot,
    Source,
    Status,
    Text,
    Texts,
    Venue,
    Weekday,
    Words,
)
from directory.wording import voice_of
from tests.web.listings import full_listing

CONTENT = CHECKOUT / "content"
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
# What hurts in one format or another: mark-up, quotes, formulas, line ends, signs of the machine,
# letters from right to left and their switches, letters of two parts, and what XML cannot hold.
NASTY = (
    "<script>alert('1')</script>&amp;\"'",
    "=1+1;\"a\",'b'\tund\r\nnoch eine Zeile\n",
    "🏊🏽‍♀️👩‍🦽 Schwimmen für alle ✓",
    "سباحة للجميع \u202eelle rüf\u202c שחייה",
    "e\u0301cole\u200b\ufeff\u00ad\u2028\u2029 a\x00b\x07c\x1b[31m\x7f\x85 \ufffe",
    "BEGIN:VEVENT\\n\\;\\, ]]> --> */ {{ 7*7 }} ${7*7} %0d%0a",
    "x" * 3_000,
)


class SportExample:
    """The addresses of a site that is not there."""

    def start(self) -> str:
        return "https://sport.example/"

    def offer(self, slug: str) -> str:
        return f"https://sport.example/angebot/{slug}"

    def club(self, slug: str) -> str:
        return f"https://sport.example/verein/{slug}"

    def sport(self, sport_id: str) -> str:
        return f"https://sport.example/sport/{sport_id}"

    def venue(self, venue_id: str) -> str:
        return f"https://sport.example/api/v1/venues/{venue_id}"

    def photo(self, file: str) -> str:
        return f"https://sport.example/fotos/{file}"


@cache
def house(voice: str = "easy") -> House:
    holidays: Callable[[str, date], bool] = SchoolHolidays.load(CONTENT).is_holiday
    return House(
        name="Mach mit!",
        operator="Netzwerk Sport für alle",
        host="sport.example",
        addresses=SportExample(),
        licence=LICENCES["cc-by-4.0"],
        voice=voice_of(voice),
        today=TODAY,
        now=NOW,
        sports=Sports.load(CONTENT).by_id,
        sources={one.key: one for one in sources(CONTENT)},
        is_school_holiday=holidays,
        email="hilfe@sport.example",
    )


@cache
def demonstration() -> tuple[Listing, ...]:
    """All examples, some real clubs, and one offer that says everything."""
    clubs = islice(osm_clubs(CONTENT / "clubs" / "berlin_osm.csv"), 60)
    return (*example_listings(CONTENT), *clubs, full_listing())


@cache
def hostile() -> tuple[Listing, ...]:
    """Nothing at all, and everything at its worst."""
    return (_bare(), _nowhere(), *(everywhere(number, text) for number, text in enumerate(NASTY)))


def _id(number: int, kind: int) -> str:
    return f"00000000-0000-4000-8000-{kind:04d}{number:08d}"


def _bare() -> Listing:
    """Only what must be there."""
    offer = Offer(_id(90, 1), "nur-name", "Nur ein Name", _id(90, 2), "")
    return Listing(Club(_id(90, 2), "nur-verein", "Verein"), offer)


def _nowhere() -> Listing:
    """A club without an offer and with a place without a point."""
    place = Venue(_id(91, 3), address=Address(town="Irgendwo"))
    return Listing(Club(_id(91, 2), "nirgends", "Nirgends e. V.", venue_id=place.id), None, place)


def everywhere(number: int, text: str) -> Listing:
    """The text in every place where somebody may write one."""
    words = Words(text, text, text)
    maybe = Fact(list(Known)[number % 3], words, TODAY)
    whole = full_listing()
    assert whole.offer
    assert whole.venue
    club = replace(
        whole.club,
        id=_id(number, 2),
        slug=f"verein-{number}",
        name=text,
        legal_form=text,
        federation_ids=(text,),
        source=Source(text, text),
    )
    venue = replace(
        whole.venue,
        id=_id(number, 3),
        name=text,
        address=Address(text, text, text, text, text, text, "ST", "15002000"),
        way_in=words,
        pickup=maybe,
        osm_id=text,
        latitude=51.4825 if number % 2 else None,
        longitude=11.97 if number % 2 else None,
    )
    contact = Contact(
        text,
        words,
        "+493451234567",
        "a@b.example",
        words,
        is_person=True,
        is_public=True,
        consent=Consent(date(2026, 1, 1), date(2027, 1, 1), "1"),
    )
    offer = replace(
        whole.offer,
        id=_id(number, 1),
        slug=f"angebot-{number}",
        former_ids=(),
        name=text,
        name_easy=text,
        club_id=club.id,
        venue_id=venue.id,
        sports=("schwimmen", "gibt-es-nicht") if number % 2 else (),
        what=Texts(Text(text), Text(text), Text(text)),
        audience=Audience(0, 120, maybe, who=words, needs_referral=maybe, documents=(words, words)),
        schedule=Schedule(
            slots=(
                Slot(Weekday.SUNDAY, time(23, 30), time(0, 30), note=words),
                Slot(None, time(9)),
                Slot(Weekday.MONDAY, None, None, every_weeks=3),
                Slot(Weekday.FRIDAY, time(17), time(18), nth_in_month=5),
                Slot(
                    Weekday.FRIDAY, time(17), starts_on=date(2020, 1, 1), ends_on=date(2020, 2, 1)
                ),
            ),
            single_dates=(SingleDate(date(2028, 2, 29), last_day=date(2028, 3, 2), note=words),),
            exceptions=(date(2026, 12, 27),),
        ),
        status=list(Status)[number % len(Status)],
        notice=words,
        prices=(Price(Decimal("0.10"), PricePeriod.ONCE, words, words),),
        contacts=(contact,),
        network_id=text,
        source=Source("berlin_osm" if number % 2 else "examples", text),
    )
    return Listing(club, offer, venue)

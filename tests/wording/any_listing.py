"""Listings at random: every field of the model, known, unknown or missing."""

from datetime import date, time
from decimal import Decimal

from hypothesis import strategies as st

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
    Fact,
    FirstVisit,
    Form,
    Gender,
    How,
    Known,
    Level,
    Listing,
    Offer,
    Period,
    Price,
    PricePeriod,
    Role,
    Schedule,
    Senses,
    SingleDate,
    Slot,
    Status,
    Step,
    Support,
    Text,
    Texts,
    Transport,
    Trial,
    Venue,
    Verification,
    Weekday,
    Words,
)
from directory.wording.first_visit import STEPS

PLAIN = st.sampled_from(("Wir warten am Tor", "Bitte fragen Sie Eva.", "Kinder", "Am Markt 5"))
"""Short words of a club that no rule finds fault with."""

PEOPLE = st.sampled_from(("Eva", "Herr Berg"))
NAMES = st.sampled_from(("Eva", "Am Markt", "Halle (Saale)", "Bonn"))

STRANGE = st.text(max_size=30).map(str.strip) | st.sampled_from(
    ("{name}", "%s {}", "1. FC e. V.", "<b>fett</b>", "😀 😀", "a\nb\r\nc", "„Los!“ Und dann? Ja.")
)
"""Words that clubs really send, and words that nobody should send."""

DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
TIMES = st.none() | st.builds(time, st.integers(0, 23), st.sampled_from((0, 5, 15, 30, 59)))
COUNTS = st.none() | st.integers(0, 120)


def few(strategy, most=2):
    return st.lists(strategy, max_size=most).map(tuple)


def listings(text=PLAIN, names=NAMES, people=PEOPLE):
    """``text`` gives what clubs wrote themselves, ``names`` clubs, places and stops."""
    person = st.just("") | people
    name = st.just("") | names
    maybe = st.just("") | text
    words = st.builds(Words, maybe, maybe, maybe)
    fact = st.builds(
        Fact, st.sampled_from(Known), words, st.none() | DAYS, st.none() | st.sampled_from(Role)
    )

    def facts(kind, **others):
        """A dataclass of facts with each of them at random."""
        names = [name for name, kept in kind.__dataclass_fields__.items() if kept.type is Fact]
        return st.builds(kind, **dict.fromkeys(names, fact), **others)

    slots = st.builds(
        Slot,
        st.none() | st.sampled_from(Weekday),
        TIMES,
        TIMES,
        st.integers(0, 9),
        st.none() | st.integers(-2, 6),
        st.none() | DAYS,
        st.none() | DAYS,
        words,
    )
    schedule = facts(
        Schedule,
        slots=few(slots),
        single_dates=few(st.builds(SingleDate, DAYS, TIMES, TIMES, st.none() | DAYS, words)),
        exceptions=few(DAYS),
        pauses=few(st.builds(Period, DAYS, DAYS, words)),
    )
    contact = st.builds(
        Contact,
        first_name=person,
        role=words,
        phone=st.sampled_from(("", "+493023125001", "0171 39 200 01", "+43 1 234")),
        email=st.sampled_from(("", "eva@beispiel.example")),
        best_time=words,
        answers_by=few(st.sampled_from(ContactWay), 4),
        languages=few(st.sampled_from(("de", "en", "gsg", "tr", "uk", "xx", "de-simple")), 5),
        is_person=st.booleans(),
        is_public=st.booleans(),
        consent=st.none() | st.builds(Consent, DAYS, DAYS, st.just("")),
    )
    long_text = st.none() | st.builds(
        Text, maybe, checked_on=st.none() | DAYS, checked_by_team=st.just("") | st.just("Blau")
    )
    verification = st.builds(
        Verification,
        st.none() | DAYS,
        st.none() | st.sampled_from(Role),
        st.none() | st.sampled_from(How),
        few(st.just("access.toilet")),
        st.none() | DAYS,
    )
    first_visit = st.builds(
        FirstVisit,
        steps=few(
            st.builds(
                Step,
                st.sampled_from((*STEPS, "no such key")),
                words,
                COUNTS,
            ),
            4,
        ),
        greeted_by=person,
        meeting_point=words,
        bring=few(words),
        wear=few(words),
    )
    offer = facts(
        Offer,
        id=st.just("1"),
        slug=st.just("boccia"),
        name=names.filter(str.strip),
        club_id=st.just("c"),
        venue_id=st.just("v"),
        sports=few(st.sampled_from(("a", "b", "c", "d", "e")), 5),
        name_easy=maybe,
        what=st.builds(Texts, long_text, long_text, long_text),
        form=st.sampled_from(Form),
        levels=few(st.sampled_from(Level), 3),
        audience=facts(
            Audience,
            age_min=COUNTS,
            age_max=COUNTS,
            gender=st.sampled_from(Gender),
            who=words,
            documents=few(words),
        ),
        support=facts(Support, helpers_count=COUNTS, group_size=COUNTS),
        companion=facts(Companion),
        trial=facts(Trial, how=words),
        first_visit=first_visit,
        senses=facts(Senses),
        schedule=schedule,
        status=st.sampled_from(Status),
        paused_until=st.none() | DAYS,
        notice=words,
        prices=few(
            st.builds(
                Price,
                st.decimals(0, 500, places=2).map(Decimal),
                st.sampled_from(PricePeriod),
                words,
                words,
            )
        ),
        cost_help=facts(CostHelp),
        contacts=few(contact),
        languages=few(st.sampled_from(("de", "en", "gsg", "dgs", "ar", "xx")), 5),
        verification=verification,
        changed_at=st.none() | st.datetimes(),
        example=st.booleans(),
    )
    club = st.builds(
        Club,
        id=st.just("c"),
        slug=st.just("verein"),
        name=names.filter(str.strip),
        kind=st.sampled_from(ClubKind),
        charter_signed_on=st.none() | DAYS,
        contacts=few(contact),
        sports=few(st.sampled_from(("a", "b", "c", "d", "e")), 5),
        usual_answer_days=COUNTS,
        verification=verification,
        example=st.booleans(),
    )
    address = st.builds(Address, *([name] * 6))
    venue = facts(
        Venue,
        id=st.just("v"),
        name=name,
        address=address,
        access=facts(Access),
        transport=few(
            facts(
                Transport,
                mode=st.sampled_from(("bus", "tram", "train", "subway", "ferry", "taxi")),
                stop=name,
                line=st.sampled_from(("", "8", "S 3")),
                minutes_on_foot=COUNTS,
            )
        ),
        way_in=words,
    )
    return st.builds(Listing, club, st.none() | offer, st.none() | venue)

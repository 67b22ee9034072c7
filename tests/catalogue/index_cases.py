"""Small invented records and questions that meet every corner of the index."""

from collections.abc import Iterable, Sequence
from datetime import date
from random import Random

from hypothesis import strategies as st

from directory.catalogue.criteria import Circle, Criteria, Sort, Word
from directory.catalogue.record import NEVER_AGES, Kind, Record, Section
from directory.model import Need, TimeOfDay, Weekday

SPORTS = ("boccia", "kegeln", "judo", "schwimmen")
WORDS = ("halle", "ball", "ballett", "ballspiel", "see", "süß", "rollstuhl", "musik", "ruhig")
TERMS = ("hall", "ball", "ballett", "see", "suss", "rollstuhl", "musik", "ruhig", "fehlt")
STATES = (("ST", "15002000"), ("ST", "15003000"), ("BE", "11000000"), ("BB", "12054000"), ("", ""))
COMPOUNDS = {"ballspiel": ("ball", "spiel")}


def split(word: str) -> tuple[str, ...]:
    """The one compound of these texts; the real lists take seconds to load."""
    return COMPOUNDS.get(word.lower(), ())


def optional(strategy: st.SearchStrategy[int]) -> st.SearchStrategy[int | None]:
    return st.one_of(st.none(), strategy)


points = st.one_of(
    st.none(),
    st.tuples(st.integers(51_000_000, 52_000_000), st.integers(11_000_000, 13_000_000)),
    st.just((51_482_600, 11_969_700)),
    st.tuples(
        st.sampled_from((-90_000_000, 0, 89_999_999)), st.integers(-180_000_000, 180_000_000)
    ),
)


@st.composite
def records(draw: st.DrawFn, id: str) -> Record:
    point = draw(points)
    state, ags = draw(st.sampled_from(STATES))
    yes = draw(st.integers(0, 2 ** len(Need) - 1))
    return Record(
        id=id,
        kind=draw(st.sampled_from((Kind.OFFER, Kind.OFFER, Kind.CLUB))),
        sections=draw(
            st.dictionaries(
                st.sampled_from(Section), st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
            )
        ),
        sports=tuple(draw(st.lists(st.sampled_from(SPORTS), max_size=3, unique=True))),
        slots=draw(st.sampled_from((0, 0b111, 0b100000, 2**21 - 1, 0b101010101))),
        yes=yes,
        no=draw(st.integers(0, 2 ** len(Need) - 1)) & ~yes,
        age_min=draw(optional(st.integers(0, 20))),
        age_max=draw(optional(st.integers(0, 99))),
        verified_day=draw(st.sampled_from((0, 739_000, 739_500))),
        changed_day=draw(st.sampled_from((0, 739_000, 739_700))),
        counts_from=draw(st.sampled_from((0, 739_000, 739_500, 739_700, NEVER_AGES))),
        latitude_e6=point[0] if point else None,
        longitude_e6=point[1] if point else None,
        state_code=state,
        ags=ags,
        card={"name": id, "list": [1, None, "ä"]},
    )


# Ids of different lengths whose order is not the order in which they come.
IDS = tuple(f"{'ü' if number % 3 else 'a'}-{number * 7 % 31}" for number in range(31))


@st.composite
def record_lists(draw: st.DrawFn, max_size: int = 31) -> list[Record]:
    count = draw(st.integers(0, max_size))
    return [draw(records(id)) for id in IDS[:count]]


words = st.builds(
    Word,
    terms=st.lists(st.sampled_from(TERMS), min_size=1, max_size=3, unique=True).map(tuple),
    prefix=st.booleans(),
)
circles = st.builds(
    Circle,
    latitude=st.sampled_from((51.4826, 51.9, -89.9, 0.0)),
    longitude=st.sampled_from((11.9697, 12.5, 179.99)),
    radius_km=st.sampled_from((None, 0.0, 5.0, 20.0, 70.0, 300.0, 25_000.0)),
)
questions = st.builds(
    Criteria,
    kind=st.sampled_from((Kind.OFFER, Kind.OFFER, Kind.CLUB)),
    words=st.lists(words, max_size=3).map(tuple),
    sports=st.frozensets(st.sampled_from((*SPORTS, "fehlt")), max_size=2),
    days=st.frozensets(st.sampled_from(Weekday), max_size=2),
    times=st.frozensets(st.sampled_from(TimeOfDay), max_size=2),
    needs=st.frozensets(st.sampled_from(Need), max_size=2),
    unknown_too=st.booleans(),
    age=st.sampled_from((None, None, 0, 12, 30, -5, 10**9)),
    verified_since=st.sampled_from((None, None, date.fromordinal(739_000))),
    shown_since=st.sampled_from((None, date.fromordinal(739_001))),
    fresh_since=st.sampled_from((None, date.fromordinal(739_501))),
    circle=st.one_of(st.none(), circles),
    ags=st.sampled_from(("", "", "15", "15002", "11000000", "x")),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 3),
    page_size=st.sampled_from((2, 10, 100)),
    by_town=st.booleans(),
)


def random_records(count: int, seed: int, first: int = 0) -> list[Record]:
    """Many at once, where a strategy would be slow."""
    random = Random(seed)
    return [_random_record(random, f"r{number:05d}") for number in range(first, first + count)]


def a_record(id: str, text: str = "halle", **fields: object) -> Record:
    return Record(id, Kind.OFFER, {Section.NAME: text}, card={"name": id}, **fields)  # type: ignore[arg-type]


def ids(hits: Iterable[object]) -> list[str]:
    return [hit.id for hit in hits]  # type: ignore[attr-defined]


EVERYTHING = Criteria(page_size=100_000, by_town=True)


def _random_record(random: Random, id: str) -> Record:
    state, ags = random.choice(STATES)
    return Record(
        id=id,
        kind=Kind.OFFER,
        sections={Section.NAME: _words(random, 3), Section.TEXT: _words(random, 30)},
        sports=tuple(random.sample(SPORTS, random.randint(0, 2))),
        slots=random.getrandbits(21),
        yes=random.getrandbits(10),
        verified_day=random.choice((0, 739_000)),
        latitude_e6=random.randint(51_000_000, 52_000_000),
        longitude_e6=random.randint(11_000_000, 13_000_000),
        state_code=state,
        ags=ags,
        card={"name": id},
    )


def _words(random: Random, count: int) -> str:
    rare: Sequence[str] = [f"wort{random.randint(0, 500)}"]
    return " ".join(random.choices((*WORDS, *rare), k=count))

"""Records that are made up from nothing but towns and a few words, with gaps in every field."""

from collections.abc import Iterator
from random import Random

from directory.catalogue.record import Kind, Record, Section
from directory.model import Need
from tests.bench.places import Town, a_town


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SPORTS = _words(
    "schwimmen fussball boccia rollstuhlbasketball tanzen reiten judo kegeln turnen rudern "
    "klettern yoga tischtennis radfahren bogenschiessen blindenfussball wandern segeln"
)
TEXT = _words(
    "alle sind willkommen wir üben ruhig in der halle mit musik und pause unsere gruppe trifft "
    "sich jede woche kommen sie zur probe das wasser ist warm der weg ist breit eine frau hilft "
    "ihnen gern beim umziehen bringen sie bitte ein handtuch mit für anfänger kinder menschen "
    "mit rollstuhl begleitung kostet nichts"
)
TODAY = 739_900  # the ordinal of a day in autumn 2026; the clock must not change a measurement
A_YEAR = 365


def made_up_records(count: int, seed: int = 1) -> Iterator[Record]:
    """As many as wanted, always the same for the same seed; one in ten is a club."""
    random = Random(seed)
    for number in range(count):
        yield _record(random, number)


def _record(random: Random, number: int) -> Record:
    town = a_town(random)
    sports = tuple(random.sample(SPORTS, random.choice((1, 1, 1, 2, 3))))
    latitude, longitude = _point(random, town)
    yes, no = _needs(random)
    youngest = random.choice((None, None, 6, 12, 18, 60))
    name = f"{sports[0].title()} in {town.name}"
    return Record(
        id=f"{random.getrandbits(64):016x}-{number}",
        kind=Kind.CLUB if random.random() < 0.1 else Kind.OFFER,
        sections={
            Section.NAME: name,
            Section.SPORT: " ".join(sports),
            Section.CLUB: f"SV {town.name} {random.randint(1, 99)}",
            Section.PLACE: town.name,
            Section.TEXT: " ".join(random.choices(TEXT, k=random.randint(0, 60))),
        },
        sports=sports,
        slots=_slots(random),
        yes=yes,
        no=no,
        age_min=youngest,
        age_max=random.choice((None, (youngest or 0) + random.randint(1, 40))),
        verified_day=random.choice((0, TODAY - random.randint(0, 3 * A_YEAR))),
        changed_day=TODAY - random.randint(0, 3 * A_YEAR),
        latitude_e6=latitude,
        longitude_e6=longitude,
        state_code=town.state_code,
        ags=town.ags,
        example=True,
        card={"id": number, "name": name, "place": town.name, "text": name * 8},
    )


def _point(random: Random, town: Town) -> tuple[int | None, int | None]:
    if random.random() < 0.03:
        return None, None
    north, east = random.choice((0.0, random.gauss(0, 0.03))), random.gauss(0, 0.03)
    return round((town.latitude + north) * 1e6), round((town.longitude + east) * 1e6)


def _slots(random: Random) -> int:
    slots = 0
    for _ in range(random.choice((0, 1, 1, 2))):
        slots |= 1 << random.randrange(21)
    return slots


def _needs(random: Random) -> tuple[int, int]:
    yes = no = 0
    for order, _ in enumerate(Need):
        match random.choice(("yes", "no", "unknown")):
            case "yes":
                yes |= 1 << order
            case "no":
                no |= 1 << order
    return yes, no

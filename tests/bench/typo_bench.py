"""How long understanding and correcting take, and how often the first answer is right."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from directory.catalogue.query import OfferQuery
from directory.catalogue.understanding import Understanding
from directory.catalogue.vocabulary import Vocabulary
from directory.content import Sports
from directory.geo import Gazetteer
from directory.spelling import Corrector
from tests.bench.clock import Spread, thread_ms
from tests.bench.places import towns
from tests.quality.recovery import SUNDAY, asked, is_recovered

CONTENT = Path("content")
MISSPELT = 349
BIGGEST_TOWNS = 1500
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class TypoResult:
    """``share_right`` is of invented slips; ``share_understood`` of the quality set, held out."""

    entries: int
    misspelt: int
    share_right: float
    correction: Spread
    questions: int
    share_understood: float
    understanding: Spread


def measure() -> TypoResult:
    sports, gazetteer = Sports.load(CONTENT), Gazetteer.load(CONTENT / "places")
    names = _names(sports)
    corrector = Corrector.of(names)
    slips = list(_slips(list(names), Random(3)))
    # The first one waits for what is made when it is needed.
    corrector.correct("schwimen")
    correction = Spread.of([thread_ms(lambda t=typed: corrector.correct(t)) for typed, _ in slips])
    right = sum(_corrected(corrector, typed) == meant for typed, meant in slips)
    understanding = Understanding(sports, Vocabulary.load(CONTENT), gazetteer)
    held_out = asked("held_out")
    understanding.understand(OfferQuery(text="schwimen in haale"), SUNDAY)
    understood = [
        is_recovered(wanted, understanding.understand(OfferQuery(text=wanted.query), SUNDAY))
        for wanted in held_out
    ]
    times = [
        thread_ms(lambda q=question.query: understanding.understand(OfferQuery(text=q), SUNDAY))
        for question in asked("dev") + held_out
    ]
    return TypoResult(
        entries=len(names),
        misspelt=len(slips),
        share_right=right / len(slips),
        correction=correction,
        questions=len(held_out),
        share_understood=sum(understood) / len(understood),
        understanding=Spread.of(times),
    )


def _names(sports: Sports) -> dict[str, float]:
    """All words for sports, and the towns that most people ask for."""
    found = {town.name: float(town.population) for town in towns()[:BIGGEST_TOWNS]}
    for sport in sports.all():
        found |= dict.fromkeys((sport.name_de, *sport.synonyms), 100_000.0)
    return found


def _corrected(corrector: Corrector, typed: str) -> str:
    found = corrector.correct(typed)
    return found.meant if found else ""


def _slips(names: list[str], random: Random) -> Iterator[tuple[str, str]]:
    """One slip each: mostly a letter too few or a single for a double, as pupils write."""
    known = {name.lower() for name in names}
    words = [name for name in names if len(name) >= 5 and name.isalpha()]
    count = 0
    while count < MISSPELT:
        meant = random.choice(words)
        typed = misspelt(meant.lower(), random)
        if typed not in known:
            count += 1
            yield typed, meant


def misspelt(word: str, random: Random) -> str:
    doubles = [at for at in range(1, len(word)) if word[at] == word[at - 1]]
    at = random.randrange(1, len(word) - 1)
    letter = random.choice(LETTERS)
    choice = random.random()
    if doubles and choice < 0.6:
        at = random.choice(doubles)
        return word[:at] + word[at + 1 :]
    if choice < 0.4:
        return word[:at] + word[at + 1 :]
    if choice < 0.6:
        return word[:at] + word[at] + word[at:]
    if choice < 0.75:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if choice < 0.93:
        return word[:at] + letter + word[at + 1 :]
    return letter + word[1:]

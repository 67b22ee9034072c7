"""The mixed questions of the comparison as a visitor's browser sends them: addresses of pages."""

from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import Final
from urllib.parse import urlencode

from directory.content import Sports
from tests.bench.places import a_town
from tests.bench.records import CONTENT
from tests.bench.typo_bench import misspelt
from tests.quality.recovery import asked

RADII_KM: Final = ("5", "10", "25", "50")
NEEDS: Final = ("stufenlos", "wc", "begleitung", "probe")


def page_questions(count: int, seed: int) -> list[tuple[str, str]]:
    """Kind and question of an address, each once, the kinds in turn."""
    found: dict[str, str] = {}
    for kind, question in islice(_each(Random(seed)), 4 * count):
        found.setdefault(question, kind)
    return [(kind, question) for question, kind in islice(found.items(), count)]


def _each(random: Random) -> Iterator[tuple[str, str]]:
    sports = [sport.name_de for sport in Sports.load(CONTENT).all()]
    typed = [question.query for question in asked("dev")]

    def sport() -> str:
        return random.choice(sports)

    def town() -> str:
        return a_town(random).name

    def near() -> dict[str, str]:
        return {"ort": town(), "umkreis": random.choice(RADII_KM)}

    kinds: dict[str, Callable[[], dict[str, str]]] = {
        "text": lambda: {"q": random.choice(typed)},
        "text + radius": lambda: {"q": f"{sport()} {town()}", "umkreis": random.choice(RADII_KM)},
        "radius": near,
        "sport + radius + need": lambda: {
            "was": sport(),
            **near(),
            "brauche": random.choice(NEEDS),
        },
        "misspelt": lambda: {"q": f"{misspelt(sport(), random)} in {town()}"},
        "prefix": lambda: {"q": sport()[: random.randint(3, 6)], "ort": town()},
    }
    while True:
        for kind, asks in kinds.items():
            yield kind, urlencode(asks())

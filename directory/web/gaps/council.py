"""One sheet for a town council, in standard German: what there is, what is missing, what to do."""

from dataclasses import dataclass

from directory.gaps import REACHES
from directory.web.finder.sharing import qr_file
from directory.web.gaps.report import ASKED_NEEDS, Found, people_words, whole, words_of
from directory.web.papers.answer import Drawings
from directory.web.papers.sheets import Drawing
from directory.web.parts import parts
from directory.web.public_address import public_address, without_scheme
from directory.web.voice import voice
from directory.wording import day_words

SHOWN_SPOTS = 6
SHOWN_CLUBS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class CouncilPage:
    """Words for ``gaps/council.html``."""

    title: str
    region: str
    day: str
    example: bool
    offers: int
    people: str
    shares: tuple[Row, ...]
    needs: tuple[Row, ...]
    spots: tuple[Row, ...]
    clubs: tuple[Row, ...]
    reach: int
    qr: Drawing
    address: str


def council_page(found: Found, drawings: Drawings) -> CouncilPage:
    question, world = found.question, found.picture.world
    address = public_address("gaps.region", key=question.scope.key)
    people = int(world.population[found.towns].sum())
    return CouncilPage(
        title=f"Sport für alle: {question.scope.name}",
        region=question.scope.name,
        day=day_words(parts().today(), voice()),
        example=found.picture.only_examples or question.scope.example,
        offers=found.offers(),
        people=people_words(people),
        shares=tuple(
            Row(f"im Umkreis von {reach} km", f"{whole(share)} %")
            for reach, share in zip(REACHES, found.shares, strict=True)
        ),
        needs=tuple(
            Row(words_of(need), f"{found.share(found.by_need[need])} %")
            for need in ASKED_NEEDS.values()
        ),
        spots=tuple(
            Row(one.town.name, people_words(one.town.population))
            for one in found.spots(SHOWN_SPOTS)
        ),
        clubs=tuple(
            Row(f"{club.name}, {club.town}", people_words(gained) if gained else "–")
            for club, gained in found.clubs(SHOWN_CLUBS)
        ),
        reach=question.reach,
        qr=Drawing(drawings.add(qr_file(address)), f"QR-Code für {without_scheme(address)}"),
        address=without_scheme(address),
    )

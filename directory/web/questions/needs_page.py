"""The last question: what is important; needs, never diagnoses, and as many as one likes."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.catalogue.query import NEEDS
from directory.model import Need
from directory.web.finder.present import picture_address
from directory.web.languages import _
from directory.web.parts import parts
from directory.web.questions.journey import Journey, Step
from directory.web.questions.present import Choice, Frame, count_words, egal, frame
from directory.web.voice import voice
from directory.wording import need_words

ON_A_PAGE = 6
# First what decides whether somebody can come at all, then what many ask for.
_ORDER = (
    Need.STEP_FREE,
    Need.TOILET,
    Need.COMPANION,
    Need.BEGINNERS,
    Need.QUIET,
    Need.TRIAL,
    Need.FREE,
    Need.TOGETHER,
    Need.OWN_GROUP,
    Need.WOMEN,
)


@dataclass(frozen=True, slots=True)
class NeedOption:
    """One box to tick, in the words of ``components/choices.html``."""

    value: str
    words: str
    picture: str
    more: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """An answer that the form takes along."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """Words for ``questions/needs.html``; ``next_page`` is empty on the last one."""

    title: str
    trail: tuple[()]
    frame: Frame
    options: tuple[NeedOption, ...]
    carried: tuple[Carried, ...]
    any: Choice
    next_page: str


def needs_page(journey: Journey) -> NeedsPage:
    pages = [_ORDER[start : start + ON_A_PAGE] for start in range(0, len(_ORDER), ON_A_PAGE)]
    page = min(journey.page, len(pages))
    here = pages[page - 1]
    counts = journey.with_(needs=()).facets().needs
    without = journey.with_(needs=())
    return NeedsPage(
        title=_("Was ist Ihnen wichtig?"),
        trail=(),
        frame=frame(journey.seen(page=page), Step.NEEDS),
        options=tuple(_option(journey, need, counts.get(need, 0)) for need in here),
        carried=tuple(_carried(journey, here)),
        any=egal(without.results),
        next_page=str(page + 1) if page < len(pages) else "",
    )


def _option(journey: Journey, need: Need, count: int) -> NeedOption:
    pictures = parts().pictures
    found = pictures.need(need.value) if pictures else None
    return NeedOption(
        value=next(key for key, one in NEEDS.items() if one is need),
        words=need_words(need, voice()),
        picture=picture_address(found.file if found else None),
        more=count_words(count),
        chosen=need in journey.query.needs,
    )


def _carried(journey: Journey, here: tuple[Need, ...]) -> Iterator[Carried]:
    """All other answers, and the needs that were ticked on another page."""
    asked_here = {key for key, need in NEEDS.items() if need in here}
    for name, value in journey.to_args():
        if name != "brauche" or value not in asked_here:
            yield Carried(name, value)

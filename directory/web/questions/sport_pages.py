"""The first question: what somebody likes, and then which sport."""

from dataclasses import dataclass
from functools import partial

from directory.content import Sport
from directory.content.questions import Liking
from directory.web.finder.present import picture_address, sport_name
from directory.web.languages import _
from directory.web.parts import parts
from directory.web.questions.journey import Journey, Step, likings, sports_of
from directory.web.questions.present import (
    Choice,
    Frame,
    count_words,
    egal,
    frame,
    name_of,
    shown,
)


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """Words for ``questions/choose.html``: one question, answered by one choice."""

    title: str
    trail: tuple[()]
    frame: Frame
    choices: tuple[Choice, ...]
    more: str
    more_words: str


def liking_page(journey: Journey) -> ChoosePage:
    """What is fun; likings of which no offer is known stand last."""
    anything = journey.with_(liking="", sports=(), what="")
    counts = anything.facets().sports
    offered = [one for one in likings().values() if any(map(counts.get, sports_of(one.key)))]
    others = [one for one in likings().values() if one not in offered]
    part = shown(
        journey,
        Step.LIKING,
        offered + others,
        partial(_liking, journey),
        egal(anything.address(Step.PLACE)),
    )
    return ChoosePage(
        title=_("Was macht Ihnen Spaß?"),
        trail=(),
        frame=frame(journey, Step.LIKING),
        choices=part.choices,
        more=part.more,
        more_words=_("Mehr Bilder zeigen"),
    )


def _liking(journey: Journey, liking: Liking) -> Choice:
    chosen = journey.with_(liking=liking.key, sports=(), what="")
    is_chosen = journey.liking == liking.key
    # Who comes back to look keeps the sport.
    target = journey.seen() if is_chosen else chosen
    return Choice(
        words=name_of(liking),
        href=target.address(Step.SPORT),
        picture=picture_address(liking.picture),
        more=(count_words(chosen.count()),),
        chosen=is_chosen,
    )


def sport_page(journey: Journey) -> ChoosePage:
    """The sports of a liking, or all where none is named; those with offers first."""
    known = parts().sports.by_id
    whole = journey.with_(sports=(), what="")
    counts = whole.facets().sports
    ordered = sorted(
        (known[key] for key in sports_of(journey.liking) or known),
        key=lambda sport: (-counts.get(sport.id, 0), sport_name(sport)),
    )

    def choice(sport: Sport) -> Choice:
        return Choice(
            words=sport_name(sport),
            href=journey.with_(sports=(sport.id,), what="").address(Step.PLACE),
            picture=picture_address(sport.picture),
            more=(count_words(counts.get(sport.id, 0)),),
            chosen=sport.id in journey.query.sports,
        )

    part = shown(journey, Step.SPORT, ordered, choice, egal(whole.address(Step.PLACE)))
    return ChoosePage(
        title=_("Welcher Sport gefällt Ihnen?"),
        trail=(),
        frame=frame(journey, Step.SPORT),
        choices=part.choices,
        more=part.more,
        more_words=_("Mehr Sportarten zeigen"),
    )

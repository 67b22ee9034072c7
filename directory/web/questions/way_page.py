"""The third question: how somebody comes, which says how far an offer may be."""

from directory.content.questions import Way
from directory.web.finder.present import picture_address
from directory.web.languages import _
from directory.web.parts import parts
from directory.web.questions.journey import Journey, Step
from directory.web.questions.present import Choice, count_words, egal, frame, name_of
from directory.web.questions.sport_pages import ChoosePage


def way_page(journey: Journey) -> ChoosePage:
    """All ways with their kilometres in words; without one we search near by."""
    ways = parts().questions.ways.values()
    anywhere = journey.with_(radius_km=None)
    return ChoosePage(
        title=_("Wie kommen Sie hin?"),
        trail=(),
        frame=frame(journey, Step.WAY),
        choices=(*(_way(journey, way) for way in ways), egal(anywhere.address(Step.NEEDS))),
        more="",
        more_words="",
    )


def _way(journey: Journey, way: Way) -> Choice:
    chosen = journey.with_(radius_km=way.kilometres)
    return Choice(
        words=name_of(way),
        href=chosen.address(Step.NEEDS),
        picture=picture_address(way.picture),
        more=(_("bis {km} Kilometer", km=way.kilometres), count_words(chosen.count())),
        chosen=journey.query.radius_km == way.kilometres,
    )

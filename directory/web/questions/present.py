"""What the question pages have in common: choices by the page, the way back, the answers so far."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from directory.content.questions import Liking, Way
from directory.web.addresses import url_for
from directory.web.finder.present import offers_words, picture_address, sport_name
from directory.web.languages import _, current, manner
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.questions.journey import Journey, Step, likings
from directory.web.questions.naming import answered_place, typed_place
from directory.web.voice import voice
from directory.wording import need_words

Item = TypeVar("Item")

MOST_CHOICES = 7
QUESTIONS = 4
_SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One picture with its word; ``more`` are short lines, such as how many offers there are."""

    words: str
    href: str
    picture: str = ""
    more: tuple[str, ...] = ()
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A question in short, what was answered, and the link that changes just that."""

    label: str
    words: str
    change: Link


@dataclass(frozen=True, slots=True)
class Progress:
    """Question ``number`` of all; ``deeper``: the same question, asked more closely."""

    number: int
    total: int
    deeper: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the choices of every question."""

    progress: Progress
    back: Link
    show: Link
    answers: tuple[GivenAnswer, ...]


_NUMBERS = {Step.LIKING: 1, Step.SPORT: 1, Step.PLACE: 2, Step.WAY: 3, Step.NEEDS: 4}


def frame(journey: Journey, step: Step, back: str = "") -> Frame:
    """``back`` is an address, else the question before with all answers."""
    closer = bool(journey.listed) or step is Step.SPORT
    return Frame(
        progress=Progress(_NUMBERS[step], QUESTIONS, closer),
        back=Link(_("Zurück"), back or _before(journey, step)),
        show=_show(journey, step),
        answers=tuple(_answers(journey, step)),
    )


def _before(journey: Journey, step: Step) -> str:
    """First back through what was seen of this question, then to the question before."""
    if journey.page > 1:
        return journey.seen(journey.listed, journey.page - 1).address(step)
    if journey.listed:
        return journey.seen(journey.listed[:2] if len(journey.listed) > 2 else "").address(step)
    if step is Step.LIKING:
        return url_for("finder.start")
    before = {
        Step.SPORT: Step.LIKING,
        Step.PLACE: Step.SPORT if journey.liking else Step.LIKING,
        Step.WAY: Step.PLACE,
        Step.NEEDS: Step.WAY if has_way(journey) else Step.PLACE,
    }
    return journey.address(before[step])


def has_way(journey: Journey) -> bool:
    """Whether "how far" makes sense: from a town or a point, but not inside a border."""
    place = journey.understood().place
    return place is not None and not place.is_area


def _show(journey: Journey, step: Step) -> Link:
    """The short way to the offers; nothing while they would surprise."""
    is_new = step is Step.LIKING and journey.asked.is_empty
    is_unclear = bool(journey.listed) or not typed_place(journey.query.where).is_clear
    if is_new or is_unclear or step is Step.NEEDS:
        return Link("", "")
    count = journey.count()
    words = (
        _("Jetzt {count} zeigen", count=offers_words(count))
        if count
        else _("Ähnliche Angebote zeigen")
    )
    return Link(words, journey.results)


def _answers(journey: Journey, step: Step) -> Iterator[GivenAnswer]:
    """All answers that were given, and of the questions before this one also "egal"."""
    plain, number = journey.seen(), _NUMBERS[step]
    sport = liked(journey)
    any_words = _("egal")
    if sport or number > 1:
        change = Link(_("Sport ändern"), plain.address(Step.LIKING))
        yield GivenAnswer(_("Sport"), sport or any_words, change)
    place = answered_place(journey)
    if place or number > 2:
        change = Link(_("Ort ändern"), plain.address(Step.PLACE))
        # A place that is not clear yet stands there as it was typed.
        yield GivenAnswer(_("Ort"), place or journey.query.where or any_words, change)
    radius = journey.query.radius_km
    if has_way(journey) and (radius or number > 3):
        change = Link(_("Weg ändern"), plain.address(Step.WAY))
        words = _("bis {km} Kilometer", km=radius) if radius else any_words
        yield GivenAnswer(_("Weg"), words, change)
    needs = journey.query.needs
    if needs:
        change = Link(_("Wünsche ändern"), plain.address(Step.NEEDS))
        words = ", ".join(need_words(need, voice()) for need in needs)
        yield GivenAnswer(_("Wünsche"), words, change)


def liked(journey: Journey) -> str:
    """The sports, or else what somebody likes."""
    if journey.query.sports:
        by_id = parts().sports.by_id
        return ", ".join(sport_name(by_id[key]) for key in journey.query.sports[:_SHOWN_NAMES])
    if journey.query.what:
        return journey.query.what
    return name_of(likings()[journey.liking]) if journey.liking else ""


def name_of(thing: Liking | Way) -> str:
    """As in the language of this request."""
    return {"de": thing.name_de, "en": thing.name_en}.get(current().key, manner().words(thing.name))


def egal(href: str) -> Choice:
    """The way on for whoever does not know or does not mind."""
    return Choice(_("Das ist mir egal"), href, thing("any"), (_("Oder: Ich weiß es nicht."),))


def thing(key: str) -> str:
    """The address of the picture of an everyday thing."""
    pictures = parts().pictures
    found = pictures.thing(key) if pictures else None
    return picture_address(found.file if found else None)


def count_words(count: int) -> str:
    return offers_words(count) if count else _("Noch kein Angebot")


@dataclass(frozen=True, slots=True)
class Shown:
    """The choices of one page, and the address of the next ones."""

    choices: tuple[Choice, ...]
    more: str


def shown(
    journey: Journey,
    step: Step,
    items: Sequence[Item],
    choice_of: Callable[[Item], Choice],
    always: Choice,
) -> Shown:
    """One page of ``items``, and what stands behind them on each page; too far is the last page."""
    size = MOST_CHOICES - 1
    last = max(1, -(-len(items) // size))
    page = min(journey.page, last)
    here = items[(page - 1) * size : page * size]
    more = journey.seen(journey.listed, page + 1).address(step) if page < last else ""
    return Shown((*map(choice_of, here), always), more)

"""What is known about an offer, sorted into few questions in the order in which people ask."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.content import Pictures
from directory.web.explaining import Explaining
from directory.web.finder.present import picture_address
from directory.web.languages import _
from directory.web.page import Entry, FactLine, Line
from directory.web.seal import seal_words
from directory.wording import FactSaid, Item, OfferText, Sign, Topic, TopicSaid

FACTS_AT_ONCE = 5
"""More than these are folded away, if they say nothing that hinders."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens, or that one meets, with its picture."""

    picture: str
    lines: tuple[Line, ...]
    label: Line | None = None
    facts: tuple[FactLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A smaller question inside of a question; without a title it is the question itself."""

    key: str
    title: str
    lines: tuple[Line, ...] = ()
    entries: tuple[Entry, ...] = ()
    facts: tuple[FactLine, ...] = ()
    more_facts: tuple[FactLine, ...] = ()
    steps: tuple[Step, ...] = ()
    ordered: bool = True
    address: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One headed part of the page, in the words of ``components/topic.html``."""

    key: str
    title: str
    picture: str
    parts: tuple[Part, ...]


# The first topic that tells anything gives key and heading, the others become smaller headings.
_QUESTIONS = (
    ("sport", (Topic.WHAT,)),
    ("clock", (Topic.WHEN, Topic.DATES)),
    ("place", (Topic.WHERE, Topic.WAY)),
    ("wheelchair", (Topic.ACCESS,)),
    ("group", (Topic.WHO,)),
    ("money", (Topic.COST,)),
    ("companion", (Topic.COMPANION,)),
    ("heart", (Topic.SUPPORT, Topic.LANGUAGES)),
    ("bag", (Topic.BRING, Topic.WEAR, Topic.PAPERS)),
    ("greeting", (Topic.FIRST_VISIT, Topic.TRIAL, Topic.SENSES)),
)
_OF_STEP = {
    "meeting_point": "place",
    "arrive": "walk",
    "door": "door",
    "greeted": "greeting",
    "changing": "clothes",
    "warm_up": "warm_up",
    "sport": "sport",
    "break": "break",
    "end": "farewell",
    "other": "group",
}
_OF_SENSE = {
    "senses.quiet": "quiet",
    "senses.echo": "sound",
    "senses.music": "music",
    "senses.bright_light": "bright",
    "senses.crowded": "group",
    "senses.quiet_place": "quiet",
}


def questions_answered(
    text: OfferText, pictures: Pictures | None, explaining: Explaining
) -> Iterator[Question]:
    """Only what is known; all that is unknown stands together elsewhere."""
    for thing, topics in _QUESTIONS:
        told = [found for topic in topics if (found := text.topic(topic)) and found.tells]
        if told:
            first = told[0]
            yield Question(
                first.topic.value,
                _title(first),
                picture_of(pictures, thing),
                tuple(_part(one, first, text, pictures, explaining) for one in told),
            )


def picture_of(pictures: Pictures | None, thing: str) -> str:
    """The picture of a thing, where the editors chose one for it."""
    found = pictures.thing(thing) if pictures and thing else None
    return picture_address(found.file if found else None)


def _title(topic: TopicSaid) -> str:
    return _("Mein erstes Mal") if topic.topic is Topic.FIRST_VISIT else topic.heading


def _part(
    topic: TopicSaid,
    first: TopicSaid,
    text: OfferText,
    pictures: Pictures | None,
    explaining: Explaining,
) -> Part:
    address = explaining.lines(topic.lines)
    lines = explaining.lines(topic.sentences)
    if topic.topic is Topic.WHAT and text.seal:
        lines += tuple(Line(words) for words in seal_words(text.seal))
    title = "" if topic is first else topic.heading
    key = topic.topic.value if title else ""
    if topic.topic is Topic.FIRST_VISIT:
        steps = tuple(_step(item, pictures, explaining) for item in topic.items)
        return Part(key, title, lines, steps=steps)
    if topic.topic is Topic.SENSES:
        steps = tuple(_sense(fact, pictures, explaining) for fact in topic.facts)
        return Part(key, title, lines, steps=steps, ordered=False)
    entries = tuple(_entry(item, explaining) for item in topic.items)
    at_once, folded = _folded(topic.facts)
    return Part(
        key,
        title,
        lines,
        entries,
        explaining.fact_lines(at_once),
        explaining.fact_lines(folded),
        address=address,
    )


def _folded(facts: tuple[FactSaid, ...]) -> tuple[tuple[FactSaid, ...], tuple[FactSaid, ...]]:
    """A fold for one or two facts would only be in the way."""
    if len(facts) <= FACTS_AT_ONCE + 2:
        return facts, ()
    folded = tuple(fact for fact in facts[FACTS_AT_ONCE:] if fact.sign is not Sign.NO)
    return tuple(fact for fact in facts if fact not in folded), folded


def _step(item: Item, pictures: Pictures | None, explaining: Explaining) -> Step:
    picture = picture_of(pictures, _OF_STEP.get(item.key, ""))
    label = Line(item.label.words, item.label.lang) if item.label else None
    return Step(picture, explaining.lines(item.sentences), label)


def _sense(fact: FactSaid, pictures: Pictures | None, explaining: Explaining) -> Step:
    picture = picture_of(pictures, _OF_SENSE.get(fact.path, ""))
    if fact.path == "senses.quiet" and fact.value.value == "no":
        picture = picture_of(pictures, "loud")
    return Step(picture, (), facts=explaining.fact_lines((fact,)))


def _entry(item: Item, explaining: Explaining) -> Entry:
    label = Line(item.label.words, item.label.lang) if item.label else None
    return Entry(explaining.lines(item.sentences), label, explaining.fact_lines(item.facts))

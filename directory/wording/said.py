"""What is said about an offer: sentences, facts with their sign, topics in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from directory.model import Known, Status
from directory.model.seal import Seal


class Topic(StrEnum):
    """The topics of an offer in the order in which people ask; values are names in addresses."""

    WHAT = "was"
    WHEN = "wann"
    DATES = "termine"
    WHERE = "wo"
    WAY = "hinkommen"
    ACCESS = "zugang"
    WHO = "wer"
    COST = "kosten"
    TRIAL = "probieren"
    COMPANION = "begleitung"
    SUPPORT = "hilfe-vor-ort"
    SENSES = "umgebung"
    BRING = "mitbringen"
    WEAR = "anziehen"
    PAPERS = "papiere"
    FIRST_VISIT = "erstes-mal"
    LANGUAGES = "sprachen"
    CLUB = "verein"


class Sign(StrEnum):
    """The picture beside a fact: a tick for what helps, a cross for what hinders, a dot for what
    is good for some and bad for others, a question mark for what nobody told us."""

    YES = "yes"
    NO = "no"
    PLAIN = "plain"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence. ``lang`` is set only where it is not in the language of the voice;
    ``own`` marks what the club wrote itself."""

    words: str
    lang: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class FactSaid:
    """One fact in words: a sentence for yes and no, a question for unknown."""

    path: str
    value: Known
    sign: Sign
    words: str
    notes: tuple[Said, ...] = ()

    @property
    def all_said(self) -> tuple[Said, ...]:
        return (Said(self.words), *self.notes)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: a price, a step, a day, a bus. ``key`` chooses a picture."""

    sentences: tuple[Said, ...]
    label: Said | None = None
    facts: tuple[FactSaid, ...] = ()
    key: str = ""

    @property
    def all_said(self) -> Iterator[Said]:
        if self.label:
            yield self.label
        yield from self.sentences
        for fact in self.facts:
            yield from fact.all_said


@dataclass(frozen=True, slots=True)
class TopicSaid:
    """One topic: ``lines`` are an address and not sentences; ``questions`` are what is unknown."""

    topic: Topic
    heading: str
    sentences: tuple[Said, ...] = ()
    lines: tuple[Said, ...] = ()
    items: tuple[Item, ...] = ()
    facts: tuple[FactSaid, ...] = ()
    questions: tuple[FactSaid, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether anything is known; else there are only questions, or nothing at all."""
        return bool(self.sentences or self.lines or self.items or self.facts)

    @property
    def all_said(self) -> Iterator[Said]:
        """Everything that is known, without the heading and the questions."""
        yield from self.sentences
        yield from self.lines
        for item in self.items:
            yield from item.all_said
        for fact in self.facts:
            yield from fact.all_said


@dataclass(frozen=True, slots=True)
class ContactSaid:
    """One person or office that may be shown. ``phone`` is as it is spoken, ``dial`` as dialled."""

    name: Said
    sentences: tuple[Said, ...] = ()
    phone: str = ""
    dial: str = ""
    email: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class StatusSaid:
    """Whether the offer takes place now. ``matters`` when readers must know it first."""

    status: Status
    sentences: tuple[Said, ...]

    @property
    def matters(self) -> bool:
        return self.status is not Status.RUNNING or len(self.sentences) > 1


@dataclass(frozen=True, slots=True)
class OfferText:
    """All that is said about one listing, for a page, a sheet of paper, a mail or a feed.

    ``questions`` are all unknown facts, the most important first; ``unknown_lead`` and
    ``unknown_end`` stand before and after them. ``contacts_lead`` introduces the contacts, or says
    kindly that there are none. ``example`` is empty for what really exists. ``seal`` belongs to the
    text of the club that is told; one place of the house has its words.
    """

    title: Said
    club: str
    example: tuple[Said, ...]
    status: StatusSaid | None
    topics: tuple[TopicSaid, ...]
    seal: Seal | None
    contacts_heading: str
    contacts_lead: tuple[Said, ...]
    contacts: tuple[ContactSaid, ...]
    unknown_heading: str
    unknown_lead: tuple[Said, ...]
    questions: tuple[FactSaid, ...]
    unknown_end: tuple[Said, ...]
    checked_heading: str
    checked: tuple[Said, ...]

    def topic(self, topic: Topic) -> TopicSaid | None:
        return next((said for said in self.topics if said.topic is topic), None)

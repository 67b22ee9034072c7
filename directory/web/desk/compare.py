"""What was and what will be, side by side, topic by topic, in the sentences that readers get."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.model import Listing
from directory.web.finder.offer_words import school_holidays_of
from directory.web.finder.present import sport_name
from directory.web.parts import parts
from directory.wording import OfferText, tell, voice_of
from directory.wording.said import ContactSaid, TopicSaid
from directory.wording.voice import EASY

UNKNOWN = " Das wissen wir nicht."


@dataclass(frozen=True, slots=True)
class Line:
    """``mark``: only before ("weg"), only after ("neu"), or in both (empty)."""

    words: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One topic; without a record before there is only ``after``."""

    title: str
    before: tuple[Line, ...]
    after: tuple[Line, ...]

    @property
    def tells(self) -> bool:
        return bool(self.before or self.after)

    @property
    def differs(self) -> bool:
        return any(line.mark for line in (*self.before, *self.after))


def compared(before: Listing | None, after: Listing) -> tuple[Row, ...]:
    """All topics; those that differ first."""
    new = _topics(after)
    old = _topics(before) if before else {}
    rows = []
    for title in dict.fromkeys((*new, *old)):
        was, is_now = old.get(title, ()), new.get(title, ())
        left = tuple(Line(words, "" if words in is_now else "weg") for words in was)
        mark = "neu" if before else ""
        right = tuple(Line(words, "" if words in was else mark) for words in is_now)
        rows.append(Row(title, _told(left), _told(right)))
    return tuple(sorted((row for row in rows if row.tells), key=lambda row: not row.differs))


def unknown_count(listing: Listing) -> int:
    """How many questions the club has not answered."""
    return sum(words.endswith(UNKNOWN) for lines in _topics(listing).values() for words in lines)


def _told(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Without what nobody knows, unless just that has changed."""
    return tuple(line for line in lines if line.mark or not line.words.endswith(UNKNOWN))


def _topics(listing: Listing) -> dict[str, tuple[str, ...]]:
    house = parts()
    names = {key: sport_name(sport) for key, sport in house.sports.by_id.items()}
    text = tell(
        listing,
        voice_of(EASY),
        house.today(),
        sport_names=names,
        is_school_holiday=school_holidays_of(listing),
    )
    found: dict[str, tuple[str, ...]] = {"Name": (text.title.words, text.club)}
    for topic in text.topics:
        if lines := tuple(dict.fromkeys(_lines(topic))):
            found[topic.heading] = lines
    found[text.contacts_heading] = tuple(_contacts(text))
    found |= dict(_own_texts(listing))
    return {title: lines for title, lines in found.items() if lines}


def _lines(topic: TopicSaid) -> Iterator[str]:
    yield from (said.words for said in topic.all_said)
    yield from (f"{question.words}{UNKNOWN}" for question in topic.questions)


def _contacts(text: OfferText) -> Iterator[str]:
    for contact in text.contacts:
        yield from _contact(contact)


def _contact(contact: ContactSaid) -> Iterator[str]:
    said = (contact.name.words, *(one.words for one in contact.sentences))
    yield ", ".join(filter(None, (*said, contact.phone, contact.email)))


def _own_texts(listing: Listing) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Texts in other languages than the one in which the topics are told."""
    offer = listing.offer
    if offer is None:
        return
    for title, text in (("Text in Standardsprache", offer.what.de), ("Englisch", offer.what.en)):
        if text and text.words:
            yield title, tuple(text.words.splitlines())

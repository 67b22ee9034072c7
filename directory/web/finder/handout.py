"""The sheet of paper of an offer: the most important facts on one A4 page in large letters."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from markupsafe import Markup

from directory.model import Listing, Offer
from directory.web.finder.sharing import Addresses, qr_drawing
from directory.web.languages import _
from directory.web.page import Line
from directory.web.photos.present import ShownPhoto
from directory.web.voice import voice
from directory.wording import OfferText, Said, Topic, TopicSaid, day_words

# Measured with Andika at 14 points in the column of answers (tests/browser/test_handout.py).
LETTERS_IN_A_LINE = 48
LETTERS_IN_A_TITLE_LINE = 24
# What is left of A4 below a title of one line and above notes, map and QR code, in lines of text.
LINES_ON_THE_SHEET = 25.0
# 46 mm, with the space around.
LINES_OF_A_PHOTO = 8
_LINES_OF_A_TITLE_LINE = 1.6
_LINES_OF_A_GAP = 0.35
_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """One question with its answers, one sentence to a line."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """Words for ``components/handout.html``; what had no room stands on the page in the net."""

    alert: tuple[Line, ...]
    rows: tuple[HandoutRow, ...]
    qr: Markup
    address: str
    dates: tuple[str, ...]
    photo: ShownPhoto | None = None

    @classmethod
    def of(  # noqa: PLR0917 - only papers name the last one
        cls,
        listing: Listing,
        offer: Offer,
        text: OfferText,
        today: date,
        photos: Sequence[ShownPhoto] = (),
        room: float = LINES_ON_THE_SHEET,
    ) -> "Handout":
        """The first of ``photos`` only where all words have room first; ``room`` in lines."""
        alert = tuple(_lines((*text.example[:1], *_status(text))))
        used = sum(map(_height, alert)) + _title_lines(text)
        addresses = Addresses.of(offer)
        rows = _fitting(tuple(_wanted(text)), room - used)
        taken = sum(_LINES_OF_A_GAP + sum(map(_height, row.lines)) for row in rows)
        has_room = room - used - taken >= LINES_OF_A_PHOTO
        return cls(
            alert=alert,
            rows=rows,
            qr=qr_drawing(addresses.short),
            address=addresses.spoken,
            dates=tuple(_dates(text, today)),
            photo=photos[0] if photos and has_room else None,
        )


@dataclass(frozen=True, slots=True)
class _Wish:
    """A row that should be there. The lower its rank, the earlier it gets room: first the
    ``surely`` first lines of all rows, then the rest."""

    rank: int
    label: str
    lines: tuple[Line, ...]
    surely: int


def _status(text: OfferText) -> tuple[Said, ...]:
    return text.status.sentences[:2] if text.status and text.status.matters else ()


def _wanted(text: OfferText) -> Iterator[_Wish]:
    """All rows in the order of the page."""
    unknown = (Said(_("Das wissen wir nicht.")),)
    yield _wish(6, _("Was"), _told(text, Topic.WHAT), 2)
    yield _wish(1, _("Wann"), _told(text, Topic.WHEN) or unknown, 3)
    yield _wish(0, _("Wo"), _told(text, Topic.WHERE) or unknown, 3)
    yield _wish(7, _("Hinkommen"), _told(text, Topic.WAY), 3)
    yield _wish(8, _("Hinein"), _told(text, Topic.ACCESS), 2)
    yield _wish(5, _("Wer"), _told(text, Topic.WHO), 1)
    yield _wish(3, _("Kosten"), _told(text, Topic.COST) or unknown, 2)
    yield _wish(10, _("Probieren"), _told(text, Topic.TRIAL), 1)
    yield _wish(4, _("Begleitung"), _told(text, Topic.COMPANION), 2)
    yield _wish(9, _("Mitbringen"), (*_told(text, Topic.BRING), *_told(text, Topic.WEAR)), 3)
    yield _wish(11, _("Mein erstes Mal"), _told(text, Topic.FIRST_VISIT), 2)
    yield _wish(2, _("Fragen"), tuple(_contact(text)), 3)
    asked = tuple(Said(question.words) for question in text.questions[:_QUESTIONS])
    yield _wish(12, _("Fragen Sie auch"), asked, 0)


def _wish(rank: int, label: str, said: Sequence[Said], surely: int) -> _Wish:
    return _Wish(rank, label, tuple(_lines(said)), surely)


def _told(text: OfferText, topic: Topic) -> tuple[Said, ...]:
    """Without the notes of clubs to single facts: they are many, and stand on the page."""
    found = text.topic(topic)
    return tuple(_of_topic(found)) if found else ()


def _of_topic(topic: TopicSaid) -> Iterator[Said]:
    yield from topic.lines
    yield from topic.sentences
    for item in topic.items:
        if item.label:
            yield Said(f"{item.label.words}:", item.label.lang)
        yield from item.sentences
    # What hinders comes first: nobody should learn it at the door.
    facts = sorted(topic.facts, key=lambda fact: fact.sign.value != "no")
    yield from (Said(fact.words) for fact in facts)


def _contact(text: OfferText) -> Iterator[Said]:
    if not text.contacts:
        yield from text.contacts_lead[:2]
        return
    first = text.contacts[0]
    yield first.name
    if first.phone:
        yield Said(_("Telefon: {number}", number=first.phone))
    if first.email:
        yield Said(_("E-Mail: {address}", address=first.email))
    yield from text.contacts_lead[:1]


def _dates(text: OfferText, today: date) -> Iterator[str]:
    yield from (said.words for said in text.checked[:1])
    yield _("Gedruckt am {day}.", day=day_words(today, voice()))


def _fitting(wishes: Sequence[_Wish], room: float) -> tuple[HandoutRow, ...]:
    """The important lines of all rows, then more of the important rows, as far as there is room."""
    taken: dict[int, int] = {wish.rank: 0 for wish in wishes}
    ranked = sorted((wish for wish in wishes if wish.lines), key=lambda wish: wish.rank)
    for most in ("surely", "all"):
        for wish in ranked:
            wanted = wish.surely if most == "surely" else len(wish.lines)
            while taken[wish.rank] < min(wanted, len(wish.lines)):
                line = wish.lines[taken[wish.rank]]
                needed = _height(line) + (0 if taken[wish.rank] else _LINES_OF_A_GAP)
                if needed > room:
                    break
                room -= needed
                taken[wish.rank] += 1
    return tuple(
        HandoutRow(wish.label, wish.lines[: taken[wish.rank]])
        for wish in wishes
        if taken[wish.rank]
    )


def _height(line: Line) -> int:
    return ceil(len(line.words) / LETTERS_IN_A_LINE)


def _title_lines(text: OfferText) -> float:
    more = ceil(len(text.title.words) / LETTERS_IN_A_TITLE_LINE) - 2
    club = ceil(len(text.club) / LETTERS_IN_A_LINE) - 1
    return max(0, more) * _LINES_OF_A_TITLE_LINE + club


def _lines(said: Iterable[Said]) -> Iterator[Line]:
    """ "Das ist dabei:" stays with what it announces, so that no half of it is left out."""
    before: Said | None = None
    for found in said:
        one = found
        if before and before.lang == one.lang:
            one = Said(f"{before.words} {one.words}", one.lang)
        elif before:
            yield Line(before.words, before.lang)
        before = one if one.words.endswith(":") else None
        if before is None:
            yield Line(one.words, one.lang)
    if before:
        yield Line(before.words, before.lang)

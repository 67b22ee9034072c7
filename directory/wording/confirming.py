"""The facts of an offer that change, short enough for a mail that asks whether they still fit."""

from collections.abc import Iterator

from directory.model import Offer, Status
from directory.wording.said import OfferText, Topic
from directory.wording.spoken import day_words
from directory.wording.trust import status_line
from directory.wording.voice import Voice

# What a club changes most, in the order of the page. Long texts are read on the page itself.
_CHANGING = (
    Topic.WHEN,
    Topic.WHERE,
    Topic.ACCESS,
    Topic.WHO,
    Topic.COST,
    Topic.TRIAL,
    Topic.COMPANION,
)


def lines_to_confirm(offer: Offer, text: OfferText, voice: Voice) -> Iterator[str]:
    """One fact a line: whether it takes place, the topics that change, and whom one can ask.

    Advice for readers ("Fragen Sie bitte nach") is left out: here the club is asked.
    """
    yield status_line(offer.status, voice)
    if offer.status is Status.PAUSED and offer.paused_until:
        yield voice.gettext("Die Pause geht bis {day}.", day=day_words(offer.paused_until, voice))
    for topic in text.topics:
        if topic.topic in _CHANGING:
            yield from (said.words for said in topic.all_said)
    for contact in text.contacts:
        ways = (contact.name.words, contact.phone, contact.email)
        yield ", ".join(words for words in ways if words)

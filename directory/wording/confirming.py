"""The facts of an offer that change, short enough for a mail that asks whether they still fit."""

from collections.abc import Iterator

from directory.wording.said import OfferText, Topic

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


def lines_to_confirm(text: OfferText) -> Iterator[str]:
    """One fact a line: whether it takes place, the topics that change, and whom one can ask."""
    if text.status:
        yield from (said.words for said in text.status.sentences)
    for topic in text.topics:
        if topic.topic in _CHANGING:
            yield from (said.words for said in topic.all_said)
    for contact in text.contacts:
        ways = (contact.name.words, contact.phone, contact.email)
        yield ", ".join(words for words in ways if words)

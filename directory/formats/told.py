"""Says a listing in plain text, for the parts of a format that have room for words only."""

from collections.abc import Mapping
from typing import Any

from directory.formats.bare import bare
from directory.formats.house import House
from directory.formats.of_listing import sources_of
from directory.model import Listing, Words
from directory.wording import OfferText, Topic, own_phrase, tell


def told(listing: Listing, house: House) -> OfferText:
    ids = listing.offer.sports if listing.offer else listing.club.sports
    return tell(
        listing,
        house.voice,
        house.today,
        sport_names={id: house.sport_name(id) for id in ids},
        is_school_holiday=house.has_school_holidays(listing),
    )


def topics_said(text: OfferText, *topics: Topic) -> str:
    """What is known, each topic with its heading; what nobody told us is left out."""
    lines: list[str] = []
    for topic in topics:
        found = text.topic(topic)
        if found and found.tells:
            lines += [found.heading, *(one.words for one in found.all_said)]
    return bare("\n".join(lines))


def topic_said(text: OfferText, topic: Topic) -> str:
    """Without the heading, where the field itself is one."""
    found = text.topic(topic)
    return bare("\n".join(one.words for one in found.all_said)) if found else ""


def description(text: OfferText, topic: Topic, listing: Listing, house: House) -> str:
    """One topic; that it is invented where it is, and whom the licence of a source wants named."""
    _ours, *sources = house.attribution(sources_of(listing))
    example = (one.words for one in text.example)
    return bare("\n".join([*example, topic_said(text, topic), *sources]))


def status_said(text: OfferText) -> str:
    """Whether it takes place now, with what the club says about it."""
    return bare("\n".join(one.words for one in text.status.sentences)) if text.status else ""


def phrase(words: Words, house: House) -> str:
    said = own_phrase(words, house.voice)
    return bare(said.words) if said else ""


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not known; 0 and false are known."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}

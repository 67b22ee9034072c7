"""How hard the easy texts are: sentence by sentence, and which offers need help most."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import Final

from directory.model import Listing
from directory.web.clubs import text_help
from directory.web.parts import parts

# Looking at all texts of a large directory takes longer than anybody waits for a page; what was
# looked at once is remembered, so the next page goes on from there.
SECONDS: Final = 2.0
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Hard:
    """A sentence that is hard to read, why, and what to write instead where we know."""

    sentence: str
    reason: str
    better: str


@lru_cache(maxsize=20_000)
def hard_sentences(text: str) -> tuple[Hard, ...]:
    """One line for each sentence with a fault; the same that clubs are told while they write."""
    return tuple(
        Hard(sentence, found.reason, found.replacement or found.pattern or "")
        for sentence, found in text_help.hard_sentences(text)
    )


def easy_text(listing: Listing) -> str:
    """What the club wrote in easy language; nothing where it wrote nothing."""
    easy = listing.offer.what.easy if listing.offer else None
    return easy.words if easy else ""


def hardest(wanted: Callable[[Listing], bool]) -> Iterator[tuple[Listing, int, str]]:
    """Offers with the most hard sentences first, with their number and the first of them."""
    until = monotonic() + SECONDS
    found = []
    for listing in parts().store.listings():
        text = easy_text(listing)
        if text and wanted(listing) and (hard := hard_sentences(text)):
            found.append((listing, len(hard), hard[0].sentence))
        if monotonic() > until:
            break
    found.sort(key=lambda one: (-one[1], one[0].id))
    yield from found[:MOST]

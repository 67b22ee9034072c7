"""Cards of offers that were shown lately: what was made of a record is not made again."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Final, Protocol, TypeVar

from flask import Flask
from markupsafe import Markup, escape

from directory.catalogue.criteria import Hit
from directory.catalogue.recent import Recent
from directory.web import languages
from directory.web.now import this_app, this_request
from directory.web.parts import parts

EXTENSION: Final = "directory.cards"
KEPT_BYTES: Final = 12 << 20
# A card with its facts and lines and its markup, besides the record as its key (measured: 4,400).
_CARD_BYTES: Final = 5_000
# Stand for what differs from list to list; no text for readers has these signs.
_NUMBER, _DISTANCE = "\ue000", "\ue001"

Pieces = tuple[str, str, str]
Card = TypeVar("Card")


class Shown(Protocol):
    """A card, as far as it differs from list to list; in ``pieces`` its markup is kept."""

    number: str
    distance: str
    pieces: dict[tuple[bool, bool], Pieces]


def register(app: Flask) -> None:
    app.extensions[EXTENSION] = Recent(KEPT_BYTES)


def kept_card(hit: Hit, made: Callable[[], Card], *wanted: Hashable) -> Card:
    """The card of this record, made now or before.

    Its key is everything that a card is made of: the very letters of the record in the index, so
    another version of it is another card; the day; language, parted words and where the site lies;
    and what was ``wanted``. All of it is known before the card is made.
    """
    if not isinstance(hit.stored, bytes):
        return made()
    cards: Recent[Card] = this_app().extensions[EXTENSION]
    here, root = parts(), this_request().script_root
    key = hit.stored, _one_of(languages.manner(), root, here.today(), here.ladder, wanted)
    found = cards.get(key)
    if found is None:
        found = made()
        cards.put(key, found, _CARD_BYTES + len(hit.stored))
    return found


@lru_cache(maxsize=1_000)
def _one_of(*_values: Hashable) -> object:
    """Stands for these values: a key of them would be worked out three times for each card."""
    return object()


def markup_of(card: Shown, made: Callable[[str, str], str]) -> Markup:
    """The markup of a card: ``made`` gets its number and its distance."""
    number, distance = card.number, card.distance
    key = (bool(number), bool(distance))
    pieces = card.pieces.get(key)
    if pieces is None:
        said = str(made(_NUMBER if number else "", _DISTANCE if distance else ""))
        cut = _cut(said, is_numbered=bool(number), is_far=bool(distance))
        if cut is None:
            return Markup(made(number, distance))  # noqa: S704 - a component
        pieces = card.pieces[key] = cut
    before, between, after = pieces
    return Markup(  # noqa: S704 - a component and escaped words
        f"{before}{number}{between}{escape(distance)}{after}"
    )


def _cut(said: str, *, is_numbered: bool, is_far: bool) -> Pieces | None:
    """None where the signs are not at their places alone."""
    if (said.count(_NUMBER), said.count(_DISTANCE)) != (is_numbered, is_far):
        return None
    before, _, rest = said.partition(_NUMBER) if is_numbered else ("", "", said)
    between, _, after = rest.partition(_DISTANCE) if is_far else (rest, "", "")
    return before, between, after

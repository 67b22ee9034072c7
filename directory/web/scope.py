"""A part of the country that an address names: a region of ours, or a key of places."""

from dataclasses import dataclass
from typing import Final

from directory.web.languages import _
from directory.web.parts import parts
from directory.web.voice import voice
from directory.wording import place_words

EVERYWHERE: Final = "deutschland"
# A state, a district, a municipality.
_KEY_LENGTHS: Final = (2, 5, 8)


@dataclass(frozen=True, slots=True)
class Scope:
    """``keys`` are keys of municipalities or their beginnings; without any it is everything."""

    key: str
    name: str
    keys: tuple[str, ...] = ()
    example: bool = False

    def holds(self, ags: str) -> bool:
        return not self.keys or any(ags.startswith(key) for key in self.keys)


def scope_of(key: str) -> Scope | None:
    """None for what is neither a region nor a key of any place."""
    if key == EVERYWHERE:
        return Scope(key, _("Deutschland"))
    regions = parts().regions
    region = regions.by_key.get(key) if regions else None
    if region:
        return Scope(key, place_words(region.name, voice()), region.ags, region.example)
    if len(key) in _KEY_LENGTHS and key.isascii() and key.isdecimal():
        place = parts().gazetteer.by_ags(key)
        if place:
            return Scope(key, place_words(place.name, voice()), (key,))
    return None

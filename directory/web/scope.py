"""A part of the country that an address names: a region of ours, or a key of places."""

from dataclasses import dataclass

from directory.content.regions import Region
from directory.model.gap import EVERYWHERE
from directory.web.languages import _
from directory.web.parts import parts
from directory.web.voice import voice
from directory.wording import place_words


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
    region = region_called(key)
    if region:
        return Scope(key, place_words(region.name, voice()), region.ags, region.example)
    place = parts().gazetteer.by_ags(key)
    return Scope(key, place_words(place.name, voice()), (key,)) if place else None


def region_called(key: str) -> Region | None:
    """A region of ours, by the key in its addresses."""
    known = parts().regions
    return known.by_key.get(key) if known else None

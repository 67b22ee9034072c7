"""A photo with everything that it needs to be shown."""

from dataclasses import dataclass

from directory.model.text import NO_WORDS, Words


@dataclass(frozen=True, slots=True)
class Picture:
    """schema.org ``ImageObject``: ``file`` is a name in the picture folder, never an address."""

    file: str
    alt: Words = NO_WORDS
    author: str = ""
    licence: str = ""
    people_agreed: bool = False

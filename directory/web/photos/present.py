"""Words for photos, as ``components/photo.html`` shows them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import request

from directory.model import Listing
from directory.model.picture import Picture
from directory.photos import PhotoName
from directory.web.languages import ROOT, _
from directory.web.page import Link, line_of

Addressed = Callable[[str], str]

LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/deed.de",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/deed.de",
}


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """One photo; ``lang`` is set where its words are not in the language of the page."""

    src: str
    width: int
    height: int
    alt: str
    lang: str
    author: str
    licence: Link | None
    large: Link | None


def public_photo(file: str) -> str:
    """The same address in all languages, so that a browser keeps one copy."""
    return f"{request.environ.get(ROOT, '')}/fotos/{file}"


def shown_photos(
    pictures: Iterable[Picture], address: Addressed = public_photo, *, before: int = 0
) -> tuple[ShownPhoto, ...]:
    """Those that have all that a photo needs; one without words for who does not see it waits.

    ``before`` is how many stand on the page already: no two links have the same words.
    """
    shown: list[ShownPhoto] = []
    for picture in pictures:
        name, alt = PhotoName.of(picture.file), line_of(picture.alt)
        if name and alt:
            number = before + len(shown) + 1
            large = Link(_("Foto {number} groß zeigen", number=number), address(name.file))
            small = name.small
            licence = LICENCES.get(picture.licence)
            shown.append(
                ShownPhoto(
                    address(small.file),
                    small.width,
                    small.height,
                    alt.words,
                    alt.lang,
                    _("Foto: {author}", author=picture.author) if picture.author else "",
                    Link(picture.licence, licence) if licence else None,
                    large if name != small else None,
                )
            )
    return tuple(shown)


@dataclass(frozen=True, slots=True)
class PagePhotos:
    """All photos of the page of an offer: on top, and with the topic to which they belong."""

    top: tuple[ShownPhoto, ...] = ()
    place: tuple[ShownPhoto, ...] = ()
    first_visit: tuple[ShownPhoto, ...] = ()

    @classmethod
    def of(cls, listing: Listing, address: Addressed = public_photo) -> "PagePhotos":
        offer, venue = listing.offer, listing.venue
        top = shown_photos(offer.pictures, address) if offer else ()
        place = shown_photos(venue.pictures, address, before=len(top)) if venue else ()
        steps = offer.first_visit.steps if offer else ()
        of_steps = (step.picture for step in steps if step.picture)
        return cls(top, place, shown_photos(of_steps, address, before=len(top) + len(place)))

"""Words for photos, as ``components/photo.html`` shows them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import request

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
    pictures: Iterable[Picture], address: Addressed = public_photo
) -> tuple[ShownPhoto, ...]:
    """Those that have all that a photo needs; one without words for who does not see it waits."""
    shown: list[ShownPhoto] = []
    for picture in pictures:
        name, alt = PhotoName.of(picture.file), line_of(picture.alt)
        if name and alt:
            number = len(shown) + 1
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

"""Photos in the question pages: taken at once, described afterwards, up to three."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from flask import request
from werkzeug.datastructures import MultiDict

from directory.photos import PhotoName, Refusal, Refused, made
from directory.submissions import TooManyPhotos, network
from directory.web.addresses import url_for
from directory.web.clubs.drafting import Opened, opened
from directory.web.clubs.names import LICENCES, MOST_PICTURES, NO, PICTURES, YES
from directory.web.clubs.photo_form import FIELDS
from directory.web.forms import Form, Typed, field_id
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.photos.present import Addressed
from directory.wording.voice import N_

STEP = "bilder"
UPLOAD = "foto"
REMOVE = "foto_weg"
FORWARD = "foto_vor"
NEW = "foto_neu"

# The other answers need little; what is somewhat too big is read, so that we can say it kindly.
MOST_OF_A_REQUEST = 40_000_000
# What is bigger is thrown away unread, up to this; else a browser would show no answer at all.
MOST_THROWN_AWAY = 200_000_000
MOST_FROM_NETWORK = 90
AN_HOUR = timedelta(hours=1)

_REFUSED = {
    Refusal.EMPTY: N_("In dieser Datei ist nichts. Nehmen Sie bitte ein anderes Foto."),
    Refusal.TOO_HEAVY: N_("Das Foto ist zu groß. Ein Foto darf höchstens 15 Megabyte haben."),
    Refusal.TOO_MANY_PIXELS: N_("Das Foto ist zu groß. Machen Sie das Foto bitte kleiner."),
    Refusal.TOO_SMALL: N_("Das Foto ist zu klein. Nehmen Sie bitte ein größeres Foto."),
    Refusal.TOO_LONG: N_("Das Foto ist zu schmal. Nehmen Sie bitte ein anderes Foto."),
    # Telephones of Apple store photos like this, unless a page asks for other ones.
    Refusal.HEIC: N_(
        "Dieses Foto können wir nicht öffnen. Machen Sie auf dem Handy ein Bildschirmfoto davon."
        " Das Bildschirmfoto können wir öffnen."
    ),
    Refusal.NO_PHOTO: N_("Diese Datei ist kein Foto. Nehmen Sie bitte ein Foto von Ihrem Handy."),
    Refusal.BROKEN: N_("Das Foto ist kaputt. Nehmen Sie bitte ein anderes Foto."),
}
_LICENCES = {
    "eigen": N_("Nur diese Seite darf das Foto zeigen."),
    "cc-by": N_("Alle dürfen das Foto benutzen. Der Name muss dabei stehen."),
    "cc0": N_("Alle dürfen das Foto benutzen. Auch ohne Namen."),
}
_NAMES_OF_LICENCES = {key: LICENCES[key] for key in ("cc-by", "cc0")}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer; ``more`` is a name that stays as it is in all languages."""

    value: str
    words: str
    chosen: bool
    picture: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about a photo, as ``field`` and ``choices`` show it."""

    name: str
    label: str
    hints: tuple[str, ...] = ()
    value: str = ""
    error: str = ""
    options: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoAsked:
    """One photo that is there, with what is asked about it."""

    title: str
    name: str
    file: str
    src: str
    width: int
    height: int
    lines: tuple[str, ...]
    alt: Asked
    people: Asked
    agreed: Asked
    author: Asked
    licence: Asked
    remove: str
    forward: str


@dataclass(frozen=True, slots=True)
class PhotosAsked:
    """Words for ``components/photo_question.html``; ``label`` is empty when three are there."""

    photos: tuple[PhotoAsked, ...]
    label: str
    hints: tuple[str, ...]
    button: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a page of photos: the answers with all photos that are there now.

    ``stays``: something was done to the photos, so the same page comes next; ``at`` is where on it.
    """

    answers: Typed
    fault: str = ""
    stays: bool = False
    at: str = ""

    @property
    def errors(self) -> tuple[Link, ...]:
        """Where no more photo has a place, there is no field for a file either."""
        is_full = all(self.answers.get(f"bild_{number}") for number in PICTURES)
        place = "foto-1" if is_full else field_id(UPLOAD)
        return (Link(self.fault, f"#{place}"),) if self.fault else ()


def allow_a_photo() -> None:
    """This one request may be big. To be called before anything of it is read."""
    request.max_content_length = MOST_OF_A_REQUEST


def throw_away() -> None:
    """Reads what was too big to the end: a browser shows an answer only when it could send all."""
    length = request.content_length or 0
    left = length if length <= MOST_THROWN_AWAY else 0
    stream = request.environ["wsgi.input"]
    with suppress(OSError):
        while left > 0 and (piece := stream.read(min(left, 65_536))):
            left -= len(piece)


def much_too_big() -> tuple[str, ...]:
    """For what was thrown away unread."""
    return (
        _("Das Foto ist viel zu groß."),
        _("Ein Foto darf höchstens 15 Megabyte haben."),
        _("Ihre Antworten von vorher sind noch da."),
    )


def take(key: str, posted: Typed) -> Taken:
    """Stores what was uploaded, removes and moves; nothing that was taken before is lost.

    Raises ``StoringFailed``.
    """
    this = opened(key)
    if this is None:
        return Taken(posted)
    photos = _known(this, [*_photos(posted), *_photos(this.answers)])
    stays, at = False, ""
    if gone := posted.get(REMOVE, ""):
        photos = [photo for photo in photos if photo["bild"] != gone]
        _drop(gone, this)
        stays, at = True, f"foto-{min(len(photos), 1)}"
    if moved := posted.get(FORWARD, ""):
        photos = _moved_forward(photos, moved)
        stays, at = True, f"foto-{_place(photos, moved)}"
    upload = _upload()
    fault = ""
    if upload is not None:
        file, fault = _stored(this, upload, len(photos))
        stays = True
        if file and file not in [photo["bild"] for photo in photos]:
            photos.append(dict.fromkeys(FIELDS, "") | {"bild": file})
        at = f"foto-{_place(photos, file)}"
    elif posted.get(NEW):
        fault, stays = _("Wählen Sie bitte zuerst ein Foto aus."), True
    return Taken(_answers(posted, photos), fault, stays, at)


def draft_photo(key: str) -> Addressed:
    """Addresses of photos below the secret one of a draft."""
    return lambda file: url_for("clubs.photo", key=key, file=file)


def asked_about_photos(key: str, form: Form, fault: str = "") -> PhotosAsked:
    """The photos of this page with their questions, and the field for one more."""
    address = draft_photo(key)
    found = []
    for number in PICTURES:
        name = PhotoName.of(form[f"bild_{number}"].data or "")
        if name:
            found.append(_asked(number, name, form, address))
    more = len(found) < MOST_PICTURES
    return PhotosAsked(
        photos=tuple(found),
        label=(_("Noch ein Foto") if found else _("Ihr Foto")) if more else "",
        hints=_hints(is_first=not found),
        button=_("Foto hochladen"),
        fault=fault,
    )


def photo_faults(form: Form) -> tuple[Link, ...]:
    """What is wrong, in the order of the page; which photo is said when there are several."""
    there = [number for number in PICTURES if form[f"bild_{number}"].data]
    found = []
    for number in there:
        before = f"{_('Foto {number}', number=number)}: " if len(there) > 1 else ""
        for name in (f"{name}_{number}" for name in FIELDS):
            if fault := form.fault(name):
                found.append(Link(f"{before}{fault}", f"#{field_id(name)}"))
    return tuple(found)


def _hints(*, is_first: bool) -> tuple[str, ...]:
    if not is_first:
        return (_("Sie können 3 Fotos zeigen."),)
    return (
        _("Das ist freiwillig."),
        _("Ein Foto macht Mut."),
        _("Gut ist zum Beispiel: Ihre Gruppe beim Sport. Oder die Tür von der Halle."),
        _("Wir speichern nicht: Wo war das Foto?"),
    )


def _asked(number: int, name: PhotoName, form: Form, address: Addressed) -> PhotoAsked:
    small = name.small
    described = bool(form[f"bild_alt_{number}"].data)
    new = (_("Das Foto ist gespeichert."), _("Beantworten Sie bitte noch diese Fragen."))
    return PhotoAsked(
        title=_("Foto {number}", number=number),
        name=f"bild_{number}",
        file=name.file,
        src=address(small.file),
        width=small.width,
        height=small.height,
        lines=() if described else new,
        alt=_question(
            form,
            f"bild_alt_{number}",
            _("Was ist auf dem Foto zu sehen?"),
            _("Manche Menschen sehen das Foto nicht. Sie hören Ihren Text."),
            _("Zum Beispiel: 2 Frauen spielen Boccia in einer Halle."),
        ),
        people=replace(
            _question(form, f"bild_menschen_{number}", _("Sind Menschen auf dem Foto?")),
            options=_options(
                form,
                f"bild_menschen_{number}",
                ((YES, _("Ja")), (NO, _("Nein"))),
            ),
        ),
        agreed=replace(
            _question(
                form,
                f"bild_ja_{number}",
                _("Haben die Menschen Ja gesagt?"),
                _("Nur bei Menschen auf dem Foto."),
                _("Alle dürfen das Foto im Internet sehen."),
                _("Jede Person muss das wissen. Und jede Person muss Ja sagen."),
                _("Bei Kindern sagen auch die Eltern Ja."),
            ),
            options=_options(
                form,
                f"bild_ja_{number}",
                ((YES, _("Ja, alle Menschen auf dem Foto haben Ja gesagt.")),),
            ),
        ),
        author=_question(
            form,
            f"bild_von_{number}",
            _("Wer hat das Foto gemacht?"),
            _("Der Name steht unter dem Foto."),
        ),
        licence=replace(
            _question(
                form,
                f"bild_lizenz_{number}",
                _("Wer darf das Foto benutzen?"),
                _("Das bestimmt die Person, die das Foto gemacht hat."),
            ),
            options=_options(
                form,
                f"bild_lizenz_{number}",
                ((value, _(words)) for value, words in _LICENCES.items()),
            ),
        ),
        remove=_("Foto {number} löschen", number=number),
        forward=_("Foto {number} weiter nach vorn", number=number) if number > 1 else "",
    )


def _question(form: Form, name: str, label: str, *hints: str) -> Asked:
    return Asked(name, label, hints, form[name].data or "", form.fault(name))


def _options(form: Form, name: str, options: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    chosen = form[name].data
    return tuple(
        Choice(value, words, chosen == value, more=_NAMES_OF_LICENCES.get(value, ""))
        for value, words in options
    )


def _photos(answers: Typed) -> list[dict[str, str]]:
    """What is said about each photo, by field."""
    found = [{name: answers.get(f"{name}_{number}", "") for name in FIELDS} for number in PICTURES]
    return [photo for photo in found if photo["bild"]]


def _known(this: Opened, photos: list[dict[str, str]]) -> list[dict[str, str]]:
    """Each file once, as it was said first; files that are nobody's business here are left out."""
    stored = parts().photos
    files = [photo["bild"] for photo in photos]
    mine = stored.belonging(files, this.draft.id, this.draft.record_id) if stored else set()
    # What an offer shows already may come from elsewhere, such as an import.
    mine |= _of_the_offer(this)
    found: dict[str, dict[str, str]] = {}
    for photo in photos:
        if photo["bild"] in mine:
            found.setdefault(photo["bild"], photo)
    return list(found.values())[:MOST_PICTURES]


def _of_the_offer(this: Opened) -> set[str]:
    offer = this.draft.before.offer if this.draft.before else None
    return {picture.file for picture in offer.pictures} if offer else set()


def _moved_forward(photos: list[dict[str, str]], file: str) -> list[dict[str, str]]:
    place = _place(photos, file) - 1
    if place < 1:
        return photos
    return [*photos[: place - 1], photos[place], photos[place - 1], *photos[place + 1 :]]


def _place(photos: list[dict[str, str]], file: str) -> int:
    """From 1; 0 where it is not among them."""
    return next((n for n, photo in enumerate(photos, 1) if photo["bild"] == file), 0)


def _upload() -> bytes | None:
    """None where nobody chose a file."""
    file = request.files.get(UPLOAD)
    if file is None or not file.filename:
        return None
    with file.stream as stream:  # it may be a file on disk
        return bytes(stream.read())


def _stored(this: Opened, upload: bytes, there: int) -> tuple[str, str]:
    """The name of the file, or a sentence that says why there is none."""
    photos, counters = parts().photos, parts().limits
    if photos is None:
        return "", _("Wir können gerade keine Fotos nehmen. Machen Sie bitte ohne Foto weiter.")
    if there >= MOST_PICTURES:
        return "", _("Es sind schon 3 Fotos da. Löschen Sie bitte zuerst 1 Foto.")
    who = network(request.remote_addr or "")
    if counters and not counters.allow("photo from network", who, MOST_FROM_NETWORK, AN_HOUR):
        return "", _("Gerade kommen sehr viele Fotos. Versuchen Sie es in 1 Stunde noch einmal.")
    try:
        return photos.put(this.draft.id, offer_id_of(this), made(upload)), ""
    except Refused as refused:
        return "", _(_REFUSED[refused.why])
    except TooManyPhotos:
        return "", _("Sie haben schon sehr viele Fotos geschickt. Rufen Sie uns bitte an.")


def offer_id_of(this: Opened) -> str:
    """The id that the offer of this draft has, or will have (``drafting.listing_so_far``)."""
    return this.draft.record_id or str(uuid5(NAMESPACE_URL, f"{this.draft.id}/offer"))


def _drop(file: str, this: Opened) -> None:
    photos = parts().photos
    if photos:
        photos.drop(file, this.draft.id)


def _answers(posted: Typed, photos: list[dict[str, str]]) -> Typed:
    """The page as it was sent, with the photos in their order."""
    found: Typed = MultiDict(list(posted.items(multi=True)))
    empty = dict.fromkeys(FIELDS, "")
    for number, photo in zip(PICTURES, [*photos, *[empty] * MOST_PICTURES], strict=False):
        for name in FIELDS:
            found[f"{name}_{number}"] = photo[name]
        if photo["bild_menschen"] == NO:
            found[f"bild_ja_{number}"] = ""
    return found

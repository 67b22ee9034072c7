"""Keeps photos: who may see one follows from drafts and offers, and is never written down."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from directory.model import Listing
from directory.model.picture import Picture
from directory.model.submission import OPEN
from directory.photos import Made, PhotoName
from directory.submissions.database import Database
from directory.submissions.moment import stored
from directory.submissions.shown import by_ids, id_of_former
from directory.submissions.tables import DraftRow, OfferRow, PhotoRow, RecordKind, SubmissionRow

# A draft has three photos; whoever tries out more often than this is no club.
MOST_OF_A_DRAFT: Final = 30
# Looking through all photos is quick, but nothing for every three seconds.
SWEPT_EVERY: Final = timedelta(hours=1)
# Somebody may be filling in the very page: the draft is stored after the photo.
LEFT_ALONE: Final = timedelta(days=1)


class TooManyPhotos(ValueError):
    """A draft has had more photos than anybody needs."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One file as it is sent to a browser."""

    file: str
    draft_id: str
    offer_id: str
    content: bytes


class Photos:
    """A photo belongs to the draft to which it was uploaded, and to the offer which that makes."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._swept_at: datetime | None = None

    def put(self, draft_id: str, offer_id: str, made: Made) -> str:
        """Stores a photo in its two sizes; its file name. The same one again is the same file.

        Raises :class:`TooManyPhotos`.
        """
        mine = PhotoRow.draft_id == draft_id
        with self._database.writing() as connection:
            same = select(PhotoRow.file).where(mine, PhotoRow.content == made.large)
            if known := connection.execute(same).scalar():
                return known
            files = connection.execute(select(PhotoRow.file).where(mine)).scalars().all()
            if len({file[:32] for file in files}) >= MOST_OF_A_DRAFT:
                raise TooManyPhotos(draft_id)
            name = made.named(uuid4().hex)
            rows = [self._row(name, draft_id, offer_id, made.large)]
            if made.small:
                rows.append(self._row(name.small, draft_id, offer_id, made.small))
            connection.execute(insert(PhotoRow), rows)
        return name.file

    def public(self, file: str) -> Photo | None:
        """A photo that a public offer names, in one of its sizes; else None, whatever is stored."""
        with self._database.reading() as connection:
            photo = _photo(connection, file)
            if photo is None:
                return None
            return photo if is_shown(connection, file, photo.offer_id) else None

    def of_listing(self, file: str, listing: Listing) -> Photo | None:
        """A photo that was sent in with this listing, for editors who look at it."""
        if not _names(listing, file):
            return None
        with self._database.reading() as connection:
            photo = _photo(connection, file)
        return photo if photo and photo.offer_id == listing.id else None

    def of_draft(self, file: str, draft_id: str, record_id: str = "") -> Photo | None:
        """A photo for those who fill in this draft: their own, or one of the offer they change."""
        with self._database.reading() as connection:
            photo = _photo(connection, file)
        mine = photo and (photo.draft_id == draft_id or (record_id and photo.offer_id == record_id))
        return photo if mine else None

    def belonging(self, files: Collection[str], draft_id: str, record_id: str = "") -> set[str]:
        """Those of the files that may be shown in this draft; without reading what is in them."""
        whose = PhotoRow.draft_id == draft_id
        if record_id:
            whose |= PhotoRow.offer_id == record_id
        query = select(PhotoRow.file).where(PhotoRow.file.in_(list(files)), whose)
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def drop(self, file: str, draft_id: str) -> bool:
        """Forgets a photo of a draft at once, unless something that was sent or is public names it.

        Whether it is gone now.
        """
        name = PhotoName.of(file)
        if name is None:
            return False
        with self._database.writing() as connection:
            photo = _photo(connection, file)
            if photo is None or photo.draft_id != draft_id or _is_named(connection, photo):
                return False
            _delete(connection, PhotoRow.file.in_([name.file, name.small.file]))
        return True

    def erase(self) -> int:
        """Forgets photos of drafts that are gone, when no offer and nothing open names them; how
        many files. Looks at most once an hour."""
        now = self._clock()
        if self._swept_at and self._swept_at <= now < self._swept_at + SWEPT_EVERY:
            return 0
        self._swept_at = now
        files = self._unneeded(now)
        for first in range(0, len(files), 500):
            with self._database.writing() as connection:
                _delete(connection, PhotoRow.file.in_(files[first : first + 500]))
        return len(files)

    def _unneeded(self, now: datetime) -> list[str]:
        no_draft = PhotoRow.draft_id.not_in(select(DraftRow.id))
        old = PhotoRow.created_at <= stored(now - LEFT_ALONE)
        query = select(PhotoRow.file, PhotoRow.draft_id, PhotoRow.offer_id).where(no_draft, old)
        with self._database.reading() as connection:
            found = [Photo(*row, b"") for row in connection.execute(query)]
        unneeded = []
        for photo in found:
            # A transaction for each: nobody has to wait until all are looked at.
            with self._database.reading() as connection:
                if not _is_named(connection, photo):
                    unneeded.append(photo.file)
        return unneeded

    def _row(self, name: PhotoName, draft_id: str, offer_id: str, content: bytes) -> dict[str, Any]:
        return {
            "file": name.file,
            "draft_id": draft_id,
            "offer_id": offer_id,
            "content": content,
            "width": name.width,
            "height": name.height,
            "created_at": stored(self._clock()),
        }


def is_shown(connection: Connection, file: str, offer_id: str) -> bool:
    """Whether readers may see this photo, which belongs to this offer."""
    listing = _public_offer(connection, offer_id)
    return listing is not None and _names(listing, file)


def pictures_of(listing: Listing) -> tuple[Picture, ...]:
    """All photos that the page of a listing may show."""
    offer, venue = listing.offer, listing.venue
    steps = offer.first_visit.steps if offer else ()
    return (
        *(offer.pictures if offer else ()),
        *(step.picture for step in steps if step.picture),
        *(venue.pictures if venue else ()),
    )


def _photo(connection: Connection, file: str) -> Photo | None:
    columns = (PhotoRow.file, PhotoRow.draft_id, PhotoRow.offer_id, PhotoRow.content)
    if PhotoName.of(file) is None:
        return None
    row = connection.execute(select(*columns).where(PhotoRow.file == file)).first()
    return Photo(*row) if row else None


def _public_offer(connection: Connection, offer_id: str) -> Listing | None:
    found = by_ids(connection, [offer_id])
    if not found and (current := id_of_former(connection, offer_id, RecordKind.OFFER)):
        found = by_ids(connection, [current])
    return found[0] if found else None


def _names(listing: Listing, file: str) -> bool:
    for picture in pictures_of(listing):
        name = PhotoName.of(picture.file)
        if name and file in (name.file, name.small.file):
            return True
    return False


def _is_named(connection: Connection, photo: Photo) -> bool:
    """Whether an offer, seen or hidden, or something sent in names it.

    What was declined, replaced or taken back keeps its words, but no photos.
    """
    # The small one goes with the large one; both begin with the same signs.
    start = f'"{photo.file[:32]}-'
    listing = _public_offer(connection, photo.offer_id)
    if listing and any(f'"{picture.file}'.startswith(start) for picture in pictures_of(listing)):
        return True
    ids = [photo.offer_id, listing.id if listing else photo.offer_id]
    offers = select(OfferRow.id).where(OfferRow.id.in_(ids), OfferRow.document.contains(start))
    sent = select(SubmissionRow.id).where(
        SubmissionRow.offer_id.in_(ids),
        SubmissionRow.state.in_(OPEN),
        SubmissionRow.document.contains(start),
    )
    return any(connection.execute(query).first() is not None for query in (offers, sent))


def _delete(connection: Connection, which: ColumnElement[bool]) -> None:
    connection.execute(delete(PhotoRow).where(which))

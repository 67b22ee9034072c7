"""A record as one line of JSON, and back; the lines of a complete export."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import msgspec

from directory.exchange.errors import Unusable
from directory.formats.openly import openly_one
from directory.model import Club, Offer, Role, Venue
from directory.submissions.documents import Unreadable, from_text, to_text
from directory.submissions.tables import RecordKind
from directory.submissions.whole import Former, Kept, KeptKeeper, KeptPhoto

_CLASSES: dict[RecordKind, type[Any]] = {
    RecordKind.VENUE: Venue,
    RecordKind.CLUB: Club,
    RecordKind.OFFER: Offer,
}


class _Record(msgspec.Struct, forbid_unknown_fields=True):
    public: bool
    by: Role
    record: msgspec.Raw
    source_said: msgspec.Raw = msgspec.Raw(b"")


class _Former(msgspec.Struct):
    kind: RecordKind
    former: str
    id: str


class _Photo(msgspec.Struct):
    file: str
    offer_id: str


class _Keeper(msgspec.Struct):
    club_id: str
    email: str
    since: datetime
    confirmed_at: datetime | None = None


def line_of(kept: Kept) -> bytes:
    parts = [
        f'"public":{"true" if kept.is_public else "false"}',
        f'"by":"{kept.by.value}"',
        f'"record":{to_text(kept.thing)}',
    ]
    if kept.source_said is not None:
        parts.append(f'"source_said":{to_text(kept.source_said)}')
    return "".join(("{", ",".join(parts), "}\n")).encode()


def record_of(kind: RecordKind, line: bytes) -> Kept:
    """Raises :class:`Unusable`."""
    read = _read(line, _Record)
    try:
        thing = from_text(_CLASSES[kind], bytes(read.record).decode())
        said = bytes(read.source_said).decode()
        before = from_text(_CLASSES[kind], said) if said else None
    except Unreadable as problem:
        raise Unusable(str(problem)) from problem
    return Kept(thing, read.public, read.by, before)


def former_line(former: Former) -> bytes:
    return _line(_Former(former.kind, former.former, former.record_id))


def former_of(line: bytes) -> Former:
    read = _read(line, _Former)
    return Former(read.kind, read.former, read.id)


def photo_line(photo: KeptPhoto) -> bytes:
    return _line(_Photo(photo.file, photo.offer_id))


def photo_of(line: bytes) -> KeptPhoto:
    read = _read(line, _Photo)
    return KeptPhoto(read.file, read.offer_id)


def keeper_line(keeper: KeptKeeper) -> bytes:
    return _line(_Keeper(keeper.club_id, keeper.email, keeper.since, keeper.confirmed_at))


def keeper_of(line: bytes) -> KeptKeeper:
    read = _read(line, _Keeper)
    return KeptKeeper(read.club_id, read.email, read.since, read.confirmed_at)


def without_hidden_contacts(kept: Kept, today: date) -> Kept:
    """Only whom readers see today: who agreed, or who is an office and no person."""
    said = kept.source_said
    return replace(
        kept,
        thing=_shown(kept.thing, today),
        source_said=_shown(said, today) if said is not None else None,
    )


def _shown(thing: Any, today: date) -> Any:
    return thing if isinstance(thing, Venue) else openly_one(thing, today)


def _line(thing: msgspec.Struct) -> bytes:
    return msgspec.json.encode(thing) + b"\n"


def _read(line: bytes, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unusable(str(error)) from error

"""Takes people out of stored documents, whatever kind of document it is."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from directory.model import Role
from directory.submissions.moment import stored
from directory.submissions.tables import (
    ChangeRow,
    ClubRow,
    OfferRow,
    Public,
    RecordKind,
    RevisionRow,
    VenueRow,
    What,
)

Scrub = Callable[[str], str]

TABLES: dict[RecordKind, type[Any]] = {
    RecordKind.CLUB: ClubRow,
    RecordKind.VENUE: VenueRow,
    RecordKind.OFFER: OfferRow,
}


def without_address(email: str) -> Scrub:
    """Contacts with this address go as a whole; elsewhere the address alone is taken out."""
    named = re.compile(rf"(?<![\w.+-]){re.escape(email)}(?![\w-]|\.\w)", re.IGNORECASE)

    def clean(value: Any) -> Any:
        match value:
            case str():
                return named.sub("", value)
            case dict():
                return {key: clean(part) for key, part in value.items()}
            case list():
                return [clean(part) for part in value if not _is_contact_of(part, email)]
        return value

    def scrub(text: str) -> str:
        if text[:1] not in ("{", "["):
            return named.sub("", text)
        return _through(text, clean)

    return scrub


def without_contacts(text: str) -> str:
    """Nobody whom one could ask is left in the document."""

    def clean(value: Any) -> Any:
        match value:
            case dict():
                return {key: clean(part) for key, part in value.items() if key != "contacts"}
            case list():
                return [clean(part) for part in value]
        return value

    return _through(text, clean)


def rewrite(connection: Connection, now: datetime, kind: RecordKind, id: str, scrub: Scrub) -> bool:
    """A record with its next version, so that whoever is changing it just now notices; the
    history keeps no copy of what was taken out. Whether anything was."""
    table = TABLES[kind]
    query = select(table.document, table.version).where(table.id == id)
    row = connection.execute(query).one()
    scrubbed = scrub(row.document)
    if scrubbed == row.document:
        return False
    document = msgspec.json.decode(scrubbed)
    document["version"] = row.version + 1
    values = {"document": _text(document), "version": row.version + 1}
    connection.execute(update(table).where(table.id == id).values(values))
    connection.execute(
        insert(RevisionRow),
        {
            "kind": kind,
            "record_id": id,
            "version": row.version + 1,
            "what": What.CHANGED,
            "role": Role.EDITOR,
            "at": stored(now),
            "before": scrubbed,
        },
    )
    _tell(connection, now, kind, id)
    return True


def _tell(connection: Connection, now: datetime, kind: RecordKind, id: str) -> None:
    """The index follows: the record, and the offers that show it."""
    seen: dict[RecordKind, list[str]] = {kind: [id]}
    if kind is not RecordKind.OFFER:
        column = OfferRow.club_id if kind is RecordKind.CLUB else OfferRow.venue_id
        shown = (column == id, OfferRow.status == Public.PUBLISHED)
        seen[RecordKind.OFFER] = list(
            connection.execute(select(OfferRow.id).where(*shown)).scalars()
        )
    rows = [
        {"kind": its_kind, "record_id": record, "what": What.CHANGED, "at": stored(now)}
        for its_kind, records in seen.items()
        for record in records
    ]
    connection.execute(insert(ChangeRow), rows)


def _is_contact_of(part: Any, email: str) -> bool:
    given = part.get("email") if isinstance(part, dict) else None
    return isinstance(given, str) and given.strip().lower() == email


def _through(text: str, clean: Callable[[Any], Any]) -> str:
    """Word for word the same where there was nothing to take out."""
    value = msgspec.json.decode(text)
    cleaned = clean(value)
    return text if cleaned == value else _text(cleaned)


def _text(value: Any) -> str:
    return msgspec.json.encode(value).decode()

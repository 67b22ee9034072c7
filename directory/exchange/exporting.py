"""Writes everything that readers see into open files; with personal data also what they do not."""

import hashlib
import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from directory.content.sources import DataSource
from directory.exchange import lines
from directory.exchange.errors import ExchangeError
from directory.exchange.files import MANIFEST
from directory.exchange.people_tables import Copied, PeopleTables
from directory.exchange.read_me import read_me
from directory.model import Club, Offer, Venue
from directory.model.picture import Picture
from directory.photos import PhotoName
from directory.submissions import Store
from directory.submissions.tables import RecordKind
from directory.submissions.whole import Kept, Moment, Whole

FORMAT: Final = "inclusive-sport-directory"
VERSION: Final = 1
RECORDS: Final = {
    "venues.jsonl": RecordKind.VENUE,
    "clubs.jsonl": RecordKind.CLUB,
    "offers.jsonl": RecordKind.OFFER,
}
FORMER: Final = "former_addresses.jsonl"
PHOTOS: Final = "photos.jsonl"
KEEPERS: Final = "keepers.jsonl"
PHOTO_FOLDER: Final = "photos"


@dataclass
class Exporter:
    """``sports``: German names by id; ``licence``: the address of that of what clubs told."""

    store: Store
    sources: Sequence[DataSource]
    sports: Mapping[str, str]
    now: datetime
    personal: bool = False
    licence: str = ""
    _ids: dict[RecordKind, set[str]] = field(
        default_factory=lambda: {kind: set() for kind in RecordKind}
    )
    _files: set[str] = field(default_factory=set)
    _used: Counter[str] = field(default_factory=Counter)

    def write(self, target: Path) -> dict[str, int]:
        """A new folder, or a new file where the name ends with ``.zip``; how much of what.

        It is there when it is complete, never before. Raises :class:`ExchangeError`.
        """
        if target.exists():
            raise ExchangeError(f"{target} is there already; name a new folder or file.")
        beside = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
        try:
            # Others on the machine may read what everybody may, and nothing else.
            beside.mkdir(parents=True, mode=0o700 if self.personal else 0o755)
            counts = self._fill(beside)
            if target.suffix == ".zip":
                packed = beside / "all.zip"
                _pack(beside, packed)
                packed.chmod(0o600 if self.personal else 0o644)
                packed.replace(target)
            else:
                beside.replace(target)
        except OSError as error:
            raise ExchangeError(f"{target} cannot be written ({error.strerror}).") from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        return counts

    def _fill(self, folder: Path) -> dict[str, int]:
        counts: dict[str, int] = {}
        whole = Whole(self.store.database, lambda: self.now)
        with whole.reading() as moment:
            for name, kind in RECORDS.items():
                counts[name] = _write(folder / name, self._records(moment, kind))
            counts[FORMER] = _write(folder / FORMER, self._former(moment))
            counts[PHOTOS] = _write(folder / PHOTOS, self._photos(moment, folder))
            if self.personal:
                counts[KEEPERS] = _write(folder / KEEPERS, self._keepers(moment))
        self._tables(folder)
        used = [source for source in self.sources if self._used[source.key]]
        (folder / "sources.json").write_text(_json(list(map(_source, used))), encoding="utf-8")
        text = read_me(counts, used, self._used, self.now, personal=self.personal)
        (folder / "README.md").write_text(text, encoding="utf-8")
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": self.now.isoformat(timespec="seconds"),
            "personal_data": self.personal,
            "counts": counts,
            "sha256": {name: sha256_of(folder / name) for name in _names(folder)},
        }
        (folder / MANIFEST).write_text(_json(manifest), encoding="utf-8")
        return counts

    def _records(self, moment: Moment, kind: RecordKind) -> Iterator[bytes]:
        for kept in moment.records(kind, hidden=self.personal):
            self._ids[kind].add(kept.thing.id)
            self._used[kept.thing.source.name] += 1
            self._files.update(_files_of(kept))
            if not self.personal:
                kept = lines.without_hidden_contacts(kept, self.now.date())  # noqa: PLW2901
            yield lines.line_of(kept)

    def _former(self, moment: Moment) -> Iterator[bytes]:
        for former in moment.former():
            if former.record_id in self._ids[former.kind]:
                yield lines.former_line(former)

    def _photos(self, moment: Moment, folder: Path) -> Iterator[bytes]:
        (folder / PHOTO_FOLDER).mkdir()
        for photo in moment.photos(self._files, hidden=self.personal):
            content = moment.content(photo.file)
            (folder / PHOTO_FOLDER / photo.file).write_bytes(content)
            yield lines.photo_line(photo)

    def _keepers(self, moment: Moment) -> Iterator[bytes]:
        for keeper in moment.keepers():
            if keeper.club_id in self._ids[RecordKind.CLUB]:
                yield lines.keeper_line(keeper)

    def _tables(self, folder: Path) -> None:
        """What is public, for eyes; they may be a moment younger than the lines."""
        sources = {source.key: source for source in self.sources}
        copied = Copied(self.sports, sources, self.now.date(), self.licence)
        with PeopleTables(folder, copied) as tables:
            for listing in self.store.listings():
                tables.add(listing)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, written: Iterable[bytes]) -> int:
    """How many lines."""
    count = 0
    with path.open("wb") as file:
        for line in written:
            file.write(line)
            count += 1
    return count


def _files_of(kept: Kept) -> Iterator[str]:
    for picture in _pictures(kept.thing):
        if name := PhotoName.of(picture.file):
            yield name.file
            yield name.small.file


def _pictures(thing: Club | Venue | Offer) -> Iterator[Picture]:
    if isinstance(thing, Venue | Offer):
        yield from thing.pictures
    if isinstance(thing, Offer):
        yield from (step.picture for step in thing.first_visit.steps if step.picture)


def _names(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def _pack(folder: Path, packed: Path) -> None:
    names = _names(folder)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.write(folder / name, name)


def _source(source: DataSource) -> dict[str, object]:
    return {
        "key": source.key,
        "name": source.name,
        "purpose": source.purpose,
        "licence": source.licence,
        "licence_url": source.licence_url,
        "attribution": source.attribution,
        "links": dict(source.links),
        "date": source.date,
    }


def _json(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False, indent=1) + "\n"

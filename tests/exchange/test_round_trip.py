"""A complete export fills an empty directory, and the catalogue is the same one."""

import csv
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from directory.catalogue.analysis import terms
from directory.catalogue.builder import Builder
from directory.catalogue.criteria import Word
from directory.catalogue.index import Index
from directory.catalogue.query import OfferQuery
from directory.catalogue.recording import record_of, sport_words
from directory.catalogue.understanding import Understanding
from directory.catalogue.vocabulary import Vocabulary
from directory.content import example_listings, osm_clubs
from directory.content.sources import sources
from directory.exchange import ExchangeError, Exporter, Listings, Reader, opened, take_in
from directory.exchange.exporting import sha256_of
from directory.formats.tables import CLUBS, OFFERS
from directory.model import (
    Consent,
    Contact,
    How,
    Listing,
    Picture,
    Role,
    Step,
    Text,
    Texts,
    Trust,
    Verification,
    Words,
)
from directory.photos import made
from directory.publishing import rebuild
from directory.submissions import Keepers, Photos, Store
from directory.submissions.imports import Imports
from directory.submissions.whole import Whole
from tests.databases import new_database
from tests.exchange.conftest import (
    BERLIN,
    NOW,
    ROOT,
    TODAY,
    Take,
    berlin_rows,
    gazetteer,
    revisions,
    sports,
    sums,
    write_csv,
)
from tests.photos import uploads
from tests.web.listings import full_listing

LATER = datetime(2026, 12, 24, 12, 0, tzinfo=UTC)
SECRET = "geheim@privat.example"
HOSTILE = "=cmd|' /C calc'!A0\n\"Rollis\" 🏀, נכים; <b>'x'</b>\u2028" + "ä" * 10_000
QUERIES = (
    "",
    "schwimmen in haale",
    "fußball",
    "judo magdeburg montag",
    "tanzen mit rolli",
    "06108",
    "berlin",
    "kegeln kinder abends",
    "boccia leipzig kostenlos",
)


def no_person(name: str, **fields: Any) -> Contact:
    return Contact(first_name=name, is_public=True, **fields)


def hostile() -> Listing:
    """Texts that were made to hurt; and contacts that nobody may see."""
    listing = full_listing()
    assert listing.offer
    hidden = Contact(first_name="Geheim", email=SECRET, is_person=True)
    over = Consent(date(2024, 1, 1), date(2025, 1, 1), "Ja.")
    ended = Contact(first_name="Vorbei", phone="+49345999", is_person=True, is_public=True)
    office = no_person("Büro", phone="+493451234567", email="buero@verein.example")
    offer = replace(
        listing.offer,
        name="=1+1 Offer",
        name_easy="@SUM(A1) 🏀",
        what=Texts(easy=Text(HOSTILE), de=Text("\ttab")),
        contacts=(hidden, replace(ended, consent=over), office),
    )
    club = replace(listing.club, contacts=(hidden,), name='+Verein; "quer"')
    return replace(listing, offer=offer, club=club)


@pytest.fixture
def full(store: Store, take: Take, tmp_path: Path) -> Store:
    """A directory with everything: corrected imports, hidden records, photos, keepers."""
    rows = berlin_rows()[:60]
    take(write_csv(tmp_path / "berlin.csv", rows))
    store.publish_many(islice(example_listings(ROOT / "content"), 120))
    clubs = [one for one in store.listings() if one.offer is None]
    corrected = replace(clubs[0].club, name="Wahrer Name", slug="wahrer-name")
    store.publish(replace(clubs[0], club=corrected), role=Role.EDITOR)
    store.withdraw(clubs[1].club.id)
    offers = [one for one in store.listings() if one.offer]
    store.withdraw(offers[0].id)
    checked = Verification(TODAY, Role.ADVISOR, How.VISIT)
    for one in offers[1:4]:
        assert one.offer
        moved = replace(one.offer, slug=f"{one.offer.slug}-neu", verification=checked)
        store.publish(replace(one, offer=moved))
    with_photos(store)
    keepers = Keepers(store.database, lambda: NOW)
    keepers.add(offers[5].club.id, "keeper@verein.example", confirmed=True)
    keepers.add(offers[5].club.id, "second@verein.example")
    return store


def with_photos(store: Store) -> None:
    """One photo of the page, one of a step, and one that no page names."""
    listing = hostile()
    assert listing.offer
    photos = Photos(store.database, lambda: NOW)
    one, two, none = (
        photos.put(draft, listing.id, made(uploads.jpeg(width, 900)))
        for draft, width in (("a", 1200), ("b", 500), ("c", 300))
    )
    assert none
    step = Step("door", picture=Picture(two, Words(easy="Die Tür")))
    visit = replace(listing.offer.first_visit, steps=(step,))
    pictures = (Picture(one, Words(easy="Halle"), "Wir", "CC BY 4.0", people_agreed=True),)
    store.publish(
        replace(listing, offer=replace(listing.offer, pictures=pictures, first_visit=visit))
    )


def exported(store: Store, target: Path, *, personal: bool = False) -> Path:
    names = {sport.id: sport.name_de for sport in sports().all()}
    used = sources(ROOT / "content")
    Exporter(store, used, names, NOW, personal=personal).write(target)
    return target


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Callable[[Path], Store]]:
    """Fills an empty database with an export, a month later."""
    stores: list[Store] = []

    def fill(export: Path) -> Store:
        store = Store(new_database(tmp_path / f"other{len(stores)}", LATER), clock=lambda: LATER)
        stores.append(store)
        with opened(export) as found:
            found.fill(Whole(store.database, lambda: LATER))
        return store

    yield fill
    for store in stores:
        store.close()


def as_seen(listing: Listing) -> Listing:
    """Without contacts that nobody sees."""
    offer = listing.offer and replace(listing.offer, contacts=_seen(listing.offer.contacts))
    return replace(
        listing, offer=offer, club=replace(listing.club, contacts=_seen(listing.club.contacts))
    )


def _seen(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    return tuple(one for one in contacts if one.may_be_shown(TODAY))


def as_words(text: str) -> tuple[Word, ...]:
    return tuple(Word(terms=(term,)) for term in terms(text))


def answers(store: Store, folder: Path) -> list[Any]:
    """What the search finds for questions of all kinds, with all sums."""
    builder = Builder(folder)
    rebuild(store, builder, partial(record_of, names_of_sports=sport_words(sports())))
    searcher = Index(folder).searcher()
    understanding = Understanding(sports(), Vocabulary.load(ROOT / "content"), gazetteer())
    found = []
    for text in QUERIES:
        query = OfferQuery.from_args(MultiDict({"q": text}))
        answer = searcher.search(understanding.understand(query, TODAY).criteria(as_words))
        found.append(answer)
    return found


def texts(folder: Path) -> dict[str, bytes]:
    """All files but the one that says when it was made."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def test_what_readers_see_is_the_same(
    full: Store, filled: Callable[[Path], Store], tmp_path: Path
) -> None:
    other = filled(exported(full, tmp_path / "export"))
    before = [as_seen(one) for one in full.listings()]
    assert list(other.listings()) == before
    assert len(before) > 150
    for one in before:
        assert other.club_by_slug(one.club.slug) == one.club
        if one.offer:
            assert other.listing_by_slug(one.offer.slug) == one


def test_former_addresses_lead_to_the_same(
    full: Store, filled: Callable[[Path], Store], tmp_path: Path
) -> None:
    other = filled(exported(full, tmp_path / "export"))
    moved = [one for one in full.listings() if one.offer and one.offer.slug.endswith("-neu")]
    assert len(moved) == 3
    for one in moved:
        assert one.offer
        found = other.listing_by_slug(one.offer.slug.removesuffix("-neu"))
        assert found and found.id == one.id
    club = full.club_by_slug("wahrer-name")
    assert club and other.club_by_slug("wahrer-name") == club
    old = list(osm_clubs(BERLIN))
    slugs = {one.club.slug for one in old if one.club.id == club.id}
    assert [other.club_by_slug(slug) for slug in slugs] == [club]
    known = other.club(full_listing().club.id)
    assert known and known.former_ids
    assert other.club_by_slug(known.former_ids[0]) == known


def test_search_answers_the_same(
    full: Store, filled: Callable[[Path], Store], tmp_path: Path
) -> None:
    other = filled(exported(full, tmp_path / "export"))
    before = answers(full, tmp_path / "index")
    assert answers(other, tmp_path / "other_index") == before
    assert sum(len(answer.hits) > 0 for answer in before) >= 6


def test_photos_are_the_same_and_only_those_that_readers_see(
    full: Store, filled: Callable[[Path], Store], tmp_path: Path
) -> None:
    folder = exported(full, tmp_path / "export")
    other = filled(folder)
    files = [path.name for path in (folder / "photos").iterdir()]
    assert len(files) == 4  # two photos, each in two sizes
    for file in files:
        mine = Photos(full.database, lambda: NOW).public(file)
        theirs = Photos(other.database, lambda: LATER).public(file)
        assert mine and theirs and mine.content == theirs.content
    photos = Photos(other.database, lambda: LATER)
    assert photos.erase() == 0


def test_a_photo_of_a_hidden_offer_stays_here(full: Store, tmp_path: Path) -> None:
    """The place may name it, but readers see it only with its offer."""
    listing = next(one for one in full.listings() if one.offer and one.venue)
    hidden = next(one for one in full.listings() if one.offer and one.id != listing.id)
    assert listing.venue
    photo = made(uploads.jpeg(400, 300))
    file = Photos(full.database, lambda: NOW).put("d", hidden.id, photo)
    venue = replace(listing.venue, pictures=(Picture(file, Words(easy="Halle")),))
    full.publish(replace(listing, venue=venue))
    full.withdraw(hidden.id)
    assert not (exported(full, tmp_path / "shown") / "photos" / file).exists()
    everything = exported(full, tmp_path / "all", personal=True)
    assert (everything / "photos" / file).exists()
    # What only a draft has is no part of the catalogue.
    assert len(list((everything / "photos").iterdir())) == 5


def test_nothing_that_readers_do_not_see_goes_out(full: Store, tmp_path: Path) -> None:
    folder = exported(full, tmp_path / "export")
    written = b"\n".join(texts(folder).values())
    for secret in (SECRET, "Geheim", "Vorbei", "+49345999", "keeper@verein.example"):
        assert secret.encode() not in written
    assert b"buero@verein.example" in written
    assert b'"public":false' not in written


def test_with_personal_data_everything_moves(
    full: Store, filled: Callable[[Path], Store], tmp_path: Path
) -> None:
    folder = exported(full, tmp_path / "export", personal=True)
    other = filled(folder)
    assert list(other.listings()) == list(full.listings())
    assert texts(exported(other, tmp_path / "again", personal=True)) == {
        **texts(folder),
    }
    club = next(line for line in _lines(folder / "keepers.jsonl"))["club_id"]
    both = [Keepers(one.database, lambda: NOW).of_club(club) for one in (full, other)]
    assert both[0] == both[1] and len(both[0]) == 2
    hidden = [
        line["record"]["id"] for line in _lines(folder / "offers.jsonl") if not line["public"]
    ]
    assert len(hidden) == 1 and other.listing(hidden[0]) is None
    assert other.withdraw(hidden[0]) is False


def test_exported_again_it_is_the_same_to_the_last_byte(
    full: Store, filled: Callable[[Path], Store], tmp_path: Path
) -> None:
    first = exported(full, tmp_path / "export")
    second = exported(filled(first), tmp_path / "again")
    assert texts(second) == texts(first)


def test_a_zip_file_fills_too(full: Store, filled: Callable[[Path], Store], tmp_path: Path) -> None:
    other = filled(exported(full, tmp_path / "export.zip"))
    assert list(other.listings()) == [as_seen(one) for one in full.listings()]


def test_an_import_after_the_move_still_knows_what_people_corrected(
    full: Store, filled: Callable[[Path], Store], tmp_path: Path, take: Take
) -> None:
    other = filled(exported(full, tmp_path / "export"))
    before = revisions(other)
    rows = berlin_rows()[:60]
    hidden = 1

    def again() -> Any:
        return take_in(
            Reader.of(write_csv(tmp_path / "new.csv", rows), sports()),
            Listings("berlin_osm", Trust.IMPORT, gazetteer()),
            Imports(other.database, lambda: LATER),
        )

    report = again()
    assert sums(report) == (hidden, 0, 59, 0, 0)
    assert report.corrected == 1
    assert revisions(other) == before + 2 * hidden
    club = other.club_by_slug("wahrer-name")
    assert club and club.name == "Wahrer Name"


def test_tables_for_people_hold_no_formula(full: Store, tmp_path: Path) -> None:
    folder = exported(full, tmp_path / "export")
    with (folder / "offers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with (folder / "clubs.csv").open(encoding="utf-8-sig", newline="") as file:
        rows += list(csv.reader(file))
    for row in rows:
        for cell in row:
            assert not re.match(r"[=+\-@\t\r]", cell), cell
            assert "\n" not in cell
    flat = {cell for row in rows for cell in row}
    assert {"'=1+1 Offer", "'@SUM(A1) 🏀", '\'+Verein; "quer"'} <= flat
    offers = [one for one in full.listings() if one.offer]
    assert len(rows) == 2 + full.count() and len(offers) > 100


def test_tables_for_people_have_the_columns_of_the_site(full: Store, tmp_path: Path) -> None:
    folder = exported(full, tmp_path / "export")
    for table in (OFFERS, CLUBS):
        with (folder / f"{table.key}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(rows[0]) == table.names
        assert "eheim" not in str(rows)
    clubs = [row for row in rows if row["source"] == "berlin_osm"]
    assert {row["licence"] for row in clubs} == {"https://opendatacommons.org/licenses/odbl/1-0/"}
    assert "© OpenStreetMap-Mitwirkende" in clubs[0]["attribution"]
    assert clubs[0]["url"].startswith("/verein/")


def test_the_readme_names_sources_and_licences(full: Store, tmp_path: Path) -> None:
    text = (exported(full, tmp_path / "export") / "README.md").read_text(encoding="utf-8")
    assert "© OpenStreetMap-Mitwirkende (ODbL 1.0)" in text
    assert "https://opendatacommons.org/licenses/odbl/1-0/" in text
    assert "openmoji" not in text.lower()


def test_a_directory_with_records_is_not_filled(full: Store, tmp_path: Path) -> None:
    folder = exported(full, tmp_path / "export")
    before = full.position()
    with opened(folder) as found, pytest.raises(ExchangeError, match="has records"):
        found.fill(Whole(full.database, lambda: NOW))
    assert full.position() == before


def test_an_export_never_lies_over_something(full: Store, tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    with pytest.raises(ExchangeError, match="there already"):
        exported(full, tmp_path / "export")
    assert not list((tmp_path / "export").iterdir())


def test_an_export_that_fails_leaves_nothing_behind(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("directory.exchange.exporting.read_me", full_disk)
    with pytest.raises(ExchangeError, match="No space left"):
        exported(full, tmp_path / "new" / "export")
    assert not list((tmp_path / "new").iterdir())


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


class TestBroken:
    """Each break ends in one sentence that names the file, and stores nothing."""

    @pytest.fixture
    def folder(self, full: Store, tmp_path: Path) -> Path:
        return exported(full, tmp_path / "export")

    def refuse(self, folder: Path, why: str, filled: Callable[[Path], Store]) -> None:
        with pytest.raises(ExchangeError, match=why) as refusal:
            filled(folder)
        assert "\n" not in str(refusal.value) and str(refusal.value).startswith("export")

    def signed(self, folder: Path) -> None:
        """As if somebody had made the export so."""
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for name in manifest["sha256"]:
            manifest["sha256"][name] = sha256_of(folder / name)
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    def test_a_flipped_byte(self, folder: Path, filled: Callable[[Path], Store]) -> None:
        path = folder / "offers.jsonl"
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        self.refuse(folder, "offers.jsonl is not as it was written", filled)

    def test_a_missing_file(self, folder: Path, filled: Callable[[Path], Store]) -> None:
        (folder / "clubs.jsonl").unlink()
        self.refuse(folder, "clubs.jsonl is missing", filled)

    def test_a_missing_photo(self, folder: Path, filled: Callable[[Path], Store]) -> None:
        next((folder / "photos").iterdir()).unlink()
        self.refuse(folder, "photos/.* is missing", filled)

    def test_another_version(self, folder: Path, filled: Callable[[Path], Store]) -> None:
        path = folder / "manifest.json"
        path.write_text(path.read_text("utf-8").replace('"version": 1', '"version": 2'), "utf-8")
        self.refuse(folder, "another version", filled)

    @pytest.mark.parametrize("manifest", ["", "[]", "{}", "{" * 10_000, '{"format": 1}'])
    def test_a_manifest_of_nobody(
        self, folder: Path, filled: Callable[[Path], Store], manifest: str
    ) -> None:
        (folder / "manifest.json").write_text(manifest, encoding="utf-8")
        self.refuse(folder, "manifest.json", filled)

    def test_a_file_outside(self, folder: Path, filled: Callable[[Path], Store]) -> None:
        path = folder / "manifest.json"
        path.write_text(path.read_text("utf-8").replace('"README.md"', '"../x"'), "utf-8")
        self.refuse(folder, "outside the export", filled)

    @pytest.mark.parametrize(
        ("file", "line", "why"),
        [
            ("offers.jsonl", "{", "line 1: "),
            ("offers.jsonl", '{"public":true,"by":"nobody","record":{}}', "line 1: "),
            ("clubs.jsonl", '{"public":true,"by":"club","record":{"id":"x"}}', "line 1: "),
            (
                "offers.jsonl",
                '{"public":true,"by":"club","record":{"id":"x","slug":"x","name":"x",'
                '"club_id":"none","venue_id":"none"}}',
                'line 1: its club "none" is missing',
            ),
            ("photos.jsonl", '{"file":"../../etc/passwd","offer_id":"x"}', "no name of a photo"),
            ("former_addresses.jsonl", '{"kind":"x","former":"x","id":"x"}', "line 1: "),
        ],
    )
    def test_a_line_that_makes_no_sense(
        self, folder: Path, filled: Callable[[Path], Store], file: str, line: str, why: str
    ) -> None:
        path = folder / file
        path.write_text(f"{line}\n{path.read_text('utf-8')}", encoding="utf-8")
        self.signed(folder)
        self.refuse(folder, re.escape(f"{file}, ") if why.startswith("line") else why, filled)

    def test_a_club_twice(self, folder: Path, filled: Callable[[Path], Store]) -> None:
        path = folder / "clubs.jsonl"
        first = path.read_text("utf-8").split("\n")[0]
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{first}\n")
        self.signed(folder)
        self.refuse(folder, "clubs.jsonl, line .* stands twice", filled)

    def test_two_clubs_with_one_address(
        self, folder: Path, filled: Callable[[Path], Store]
    ) -> None:
        record = _lines(folder / "clubs.jsonl")[0]
        record["record"]["id"] = "other"
        with (folder / "clubs.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
        self.signed(folder)
        self.refuse(folder, "same readable address", filled)

    def test_a_photo_that_is_none(self, folder: Path, filled: Callable[[Path], Store]) -> None:
        next((folder / "photos").iterdir()).write_bytes(b"<svg onload=alert(1)>")
        self.signed(folder)
        self.refuse(folder, "is no photo of ours", filled)

    def test_half_a_zip_file(
        self, full: Store, filled: Callable[[Path], Store], tmp_path: Path
    ) -> None:
        path = exported(full, tmp_path / "export.zip")
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        self.refuse(path, "cannot be read", filled)

    def test_nothing_was_stored(self, folder: Path, tmp_path: Path) -> None:
        """The break lies at the very end, behind all records."""
        path = folder / "photos.jsonl"
        with path.open("a", encoding="utf-8") as file:
            file.write("{\n")
        self.signed(folder)
        store = Store(new_database(tmp_path / "empty", LATER))
        with opened(folder) as found, pytest.raises(ExchangeError):
            found.fill(Whole(store.database, lambda: LATER))
        assert store.count() == 0 and revisions(store) == 0
        with opened(exported_again(folder)) as found:
            found.fill(Whole(store.database, lambda: LATER))
        assert store.count() > 150
        store.close()


def exported_again(folder: Path) -> Path:
    """The same export, whole again."""
    path = folder / "photos.jsonl"
    path.write_text(path.read_text("utf-8").removesuffix("{\n"), encoding="utf-8")
    TestBroken().signed(folder)
    packed = shutil.make_archive(str(folder), "zip", folder)
    assert zipfile.is_zipfile(packed)
    return Path(packed)

"""Whatever happens in whatever order: in the end the index says what the database says."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from directory.catalogue import builder as building
from directory.catalogue import generations
from directory.model import Address, Listing
from tests.databases import new_database
from tests.publishing.conftest import NOW, Bridge
from tests.submissions.examples import a_club, a_venue, an_offer

OFFERS = [f"offer-{n}" for n in range(6)]
CLUBS = [f"club-{n}" for n in range(3)]
VENUES = ["venue-0", "venue-1"]
NAMES = ["Nixe", "Delfin", "Otter"]

offers, clubs, venues, names = map(st.sampled_from, (OFFERS, CLUBS, VENUES, NAMES))


class Killed(BaseException):
    """The builder's process ends here, without a chance to tidy up."""


class StoreAndIndex(RuleBasedStateMachine):
    """Publishes, changes, withdraws, builds, crashes and damages as it likes."""

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.url = new_database(self.place, NOW)
        self.bridge = Bridge.between(self.url, self.place / "index")

    def teardown(self) -> None:
        self.bridge.follow()
        assert self.bridge.indexed() == self.bridge.found() == self.bridge.stored()
        assert self.bridge.index.searcher().position == self.bridge.store.position()
        for listing in self.bridge.store.listings():
            self.is_shown_as_stored(listing)
        self.bridge.close()
        shutil.rmtree(self.place)

    def is_shown_as_stored(self, listing: Listing) -> None:
        cards = {hit.id: hit.card for kind in (0, 1) for hit in self.bridge.find(kind=kind).hits}
        card = cards[listing.id]
        assert card["name"] == (listing.offer or listing.club).name
        if listing.offer:
            assert card["club"]["name"] == listing.club.name
        if listing.venue:
            assert card["place"]["name"] == listing.venue.address.town

    # What people do

    @rule(offer=offers, club=clubs, venue=venues, name=names)
    def publish_an_offer(self, offer: str, club: str, venue: str, name: str) -> None:
        owner = self.bridge.store.club(club) or a_club(club)
        place = self.bridge.store.venue(venue) or a_venue(venue)
        given = an_offer(offer, name=name, club_id=club, venue_id=venue)
        self.publish(Listing(owner, given, place))

    @rule(club=clubs, name=names, venue=st.one_of(st.none(), venues))
    def publish_or_rename_a_club(self, club: str, name: str, venue: str | None) -> None:
        self.publish(Listing(a_club(club, name=name, venue_id=venue)))

    @rule(club=clubs, venue=venues, town=st.sampled_from(["Bonn", "Ulm"]))
    def move_a_venue(self, club: str, venue: str, town: str) -> None:
        owner = self.bridge.store.club(club) or a_club(club)
        self.publish(Listing(owner, venue=a_venue(venue, address=Address(town=town))))

    def publish(self, listing: Listing) -> None:
        self.bridge.store.publish_many([listing], replaces=True)

    @rule(id=st.one_of(offers, clubs))
    def withdraw(self, id: str) -> None:
        if id in self.bridge.store.listed([id]):
            self.bridge.store.withdraw(id)

    # What the builder does

    @rule()
    def catch_up(self) -> None:
        self.bridge.follow()
        assert self.bridge.indexed() == self.bridge.stored()

    @rule()
    def rebuild(self) -> None:
        self.bridge.rebuild()
        assert self.bridge.found() == self.bridge.stored()

    @rule(where=st.sampled_from(["write_manifest", "switch", "prune"]), anew=st.booleans())
    def the_builder_is_killed(self, where: str, anew: bool) -> None:
        original = getattr(generations, where)

        def killed(*_: Any) -> None:
            raise Killed

        setattr(generations, where, killed)
        try:
            (self.bridge.rebuild if anew else self.bridge.catch_up)()
        except Killed:
            pass
        finally:
            setattr(generations, where, original)
        self.bridge.builder = building.Builder(self.bridge.folder)

    @rule()
    def everything_starts_again(self) -> None:
        self.bridge.close()
        self.bridge = Bridge.between(self.url, self.bridge.folder)

    # What the disk does

    @rule()
    def the_index_is_deleted(self) -> None:
        shutil.rmtree(self.bridge.folder)
        self.everything_starts_again()

    @precondition(lambda self: any(self.bridge.folder.rglob("*")))
    @rule(data=st.data(), zeroed=st.booleans())
    def a_file_of_the_index_is_damaged(self, data: st.DataObject, zeroed: bool) -> None:
        files = sorted(
            (path for path in self.bridge.folder.rglob("*") if path.is_file()),
            key=lambda path: (path.parent.name[:13], path.suffix, path.name),
        )
        file = files[data.draw(st.integers(0, len(files) - 1))]
        content = file.read_bytes()
        half = len(content) // 2
        file.write_bytes(bytes(len(content)) if zeroed else content[:half])

    # What visitors see at any moment

    @invariant()
    def nobody_finds_what_is_withdrawn(self) -> None:
        assert self.bridge.found() <= self.bridge.stored()


class TestShort(StoreAndIndex.TestCase):  # type: ignore[misc, name-defined]
    settings = settings(max_examples=12, stateful_step_count=15, deadline=None)


@pytest.mark.soak
class TestLong(StoreAndIndex.TestCase):  # type: ignore[misc, name-defined]
    settings = settings(max_examples=300, stateful_step_count=40, deadline=None)

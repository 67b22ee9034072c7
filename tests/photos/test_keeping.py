"""Photos are stored once, seen by those who may, and forgotten when nobody needs them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from directory.model import Listing, Picture, Step, Words
from directory.photos import Made, PhotoName, made
from directory.submissions import Drafts, Photos, Store, TooManyPhotos, Workflow
from directory.submissions.drafts import KEPT
from directory.submissions.photos import MOST_OF_A_DRAFT, SWEPT_EVERY
from tests.photos import uploads
from tests.submissions.clock import Clock
from tests.submissions.conftest import NOW, store, url
from tests.web.listings import full_listing

__all__ = ["store", "url"]

MADE = made(uploads.jpeg())


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def photos(store: Store, clock: Clock) -> Iterator[Photos]:
    yield Photos(store.database, clock)


@pytest.fixture
def drafts(store: Store, clock: Clock) -> Drafts:
    return Drafts(store.database, clock)


def showing(*files: str, at: str = "offer") -> Listing:
    listing = full_listing()
    pictures = tuple(Picture(file, Words(easy="Eine Halle")) for file in files)
    assert listing.offer and listing.venue
    if at == "venue":
        return replace(listing, venue=replace(listing.venue, pictures=pictures))
    if at == "step":
        steps = tuple(Step("door", picture=picture) for picture in pictures)
        visit = replace(listing.offer.first_visit, steps=steps)
        return replace(listing, offer=replace(listing.offer, first_visit=visit))
    return replace(listing, offer=replace(listing.offer, pictures=pictures))


def small(file: str) -> str:
    name = PhotoName.of(file)
    assert name
    return name.small.file


OFFER = full_listing().id


def test_both_sizes_are_stored_under_random_names(photos: Photos) -> None:
    file = photos.put("draft", OFFER, MADE)
    large, little = photos.of_draft(file, "draft"), photos.of_draft(small(file), "draft")
    assert large and little
    assert (large.content, little.content) == (MADE.large, MADE.small)
    assert photos.put("other draft", OFFER, MADE) != file


def test_the_same_photo_again_is_the_same_file(photos: Photos) -> None:
    assert photos.put("draft", OFFER, MADE) == photos.put("draft", OFFER, MADE)


def test_a_draft_has_only_so_many(photos: Photos) -> None:
    for number in range(MOST_OF_A_DRAFT):
        photos.put("draft", OFFER, Made(200, 200, b"%d" % number))
    with pytest.raises(TooManyPhotos):
        photos.put("draft", OFFER, MADE)
    assert photos.put("other draft", OFFER, MADE)


@pytest.mark.parametrize("at", ["offer", "venue", "step"])
def test_readers_see_what_a_public_offer_names(store: Store, photos: Photos, at: str) -> None:
    file = photos.put("draft", OFFER, MADE)
    assert photos.public(file) is None, "nobody has published it"
    store.publish(showing(at=at))
    assert photos.public(file) is None, "it is not named"
    store.publish_many([showing(file, at=at)], replaces=True)
    for name in (file, small(file)):
        assert photos.public(name)
    store.withdraw(OFFER)
    assert photos.public(file) is None


def test_an_offer_cannot_show_what_belongs_to_another(store: Store, photos: Photos) -> None:
    file = photos.put("draft", "another offer", MADE)
    store.publish(showing(file))
    assert photos.public(file) is None


def test_an_offer_keeps_its_photos_under_a_new_id(store: Store, photos: Photos) -> None:
    file = photos.put("draft", "former id", MADE)
    listing = showing(file)
    assert listing.offer
    store.publish(replace(listing, offer=replace(listing.offer, former_ids=("former id",))))
    assert photos.public(file)


def test_only_its_own_draft_shows_it(photos: Photos) -> None:
    file = photos.put("draft", OFFER, MADE)
    assert photos.of_draft(file, "draft")
    assert photos.of_draft(file, "other draft") is None
    assert photos.of_draft(file, "other draft", record_id=OFFER), "a change of that offer"
    assert photos.of_draft(file, "other draft", record_id="other") is None
    assert photos.belonging([file, small(file)], "draft") == {file, small(file)}
    assert photos.belonging([file], "other draft") == set()


def test_a_removed_photo_is_gone_at_once(photos: Photos) -> None:
    file = photos.put("draft", OFFER, MADE)
    assert not photos.drop(file, "other draft")
    assert photos.drop(file, "draft")
    assert photos.of_draft(file, "draft") is None
    assert photos.of_draft(small(file), "draft") is None


def test_what_is_public_or_waits_is_not_removed_with_a_draft(
    store: Store, photos: Photos, clock: Clock
) -> None:
    public = photos.put("draft", OFFER, MADE)
    waits = photos.put("draft", OFFER, made(uploads.phone()))
    store.publish(showing(public))
    Workflow(store.database, clock).submit(showing(public, waits), key="k", email="eva@web.de")
    assert not photos.drop(public, "draft")
    assert not photos.drop(waits, "draft")


def test_photos_go_with_their_draft_unless_somebody_needs_them(
    store: Store, photos: Photos, drafts: Drafts, clock: Clock
) -> None:
    draft, _ = drafts.begin()
    public = photos.put(draft.id, OFFER, MADE)
    unused = photos.put(draft.id, OFFER, made(uploads.transparent()))
    store.publish(showing(public))
    clock.now += KEPT + timedelta(days=2)
    assert photos.erase() == 0, "the draft is still there"
    drafts.erase()
    clock.now += SWEPT_EVERY
    assert photos.erase() == 1
    assert photos.public(public)
    assert photos.of_draft(unused, draft.id) is None
    store.publish_many([showing()], replaces=True)
    clock.now += SWEPT_EVERY
    assert photos.erase() == 2, "no longer named by the offer: both sizes"


def test_a_hidden_offer_keeps_its_photos(store: Store, photos: Photos, clock: Clock) -> None:
    file = photos.put("gone", OFFER, MADE)
    store.publish(showing(file))
    store.withdraw(OFFER)
    clock.now += timedelta(days=2)
    assert photos.erase() == 0
    store.publish_many([showing(file)], replaces=True)
    assert photos.public(file)


@pytest.mark.parametrize(("ends", "kept"), [("waits", 2), ("declined", 0), ("approved", 2)])
def test_what_was_sent_keeps_its_photos_while_it_is_open(
    store: Store, photos: Photos, clock: Clock, ends: str, kept: int
) -> None:
    file = photos.put("gone", OFFER, MADE)
    workflow = Workflow(store.database, clock)
    sent = workflow.submit(showing(file), key="k", email="eva@web.de")
    if ends == "declined":
        workflow.decline(sent.id, "Das ist kein Sport.")
    if ends == "approved":
        workflow.approve(sent.id)
    clock.now += timedelta(days=2)
    photos.erase()
    assert len(photos.belonging([file, small(file)], "gone")) == kept


def test_a_new_photo_is_left_alone_for_a_day(photos: Photos, clock: Clock) -> None:
    """The draft may be stored after it."""
    photos.put("not there yet", OFFER, MADE)
    assert photos.erase() == 0
    clock.now += timedelta(days=1)
    assert photos.erase() == 2


def test_it_looks_through_all_photos_at_most_once_an_hour(photos: Photos, clock: Clock) -> None:
    photos.put("gone", OFFER, MADE)
    clock.now += timedelta(days=2)
    assert photos.erase() == 2
    photos.put("gone", OFFER, MADE)
    clock.now += timedelta(minutes=59)
    assert photos.erase() == 0

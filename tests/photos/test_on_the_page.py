"""Readers see the photos of public offers, with the words that belong to them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from directory.model import Listing, Offer, Picture, Step, Words
from directory.photos import made
from directory.submissions import Photos
from directory.web.parts import EXTENSION
from tests.clubs.filling import drafted, opened
from tests.messages.filling import Person
from tests.photos import uploads
from tests.photos.sending import files_of, press, said, upload
from tests.visiting import PUBLIC_URL, Visitor
from tests.web.listings import full_listing

ADDRESS = "/angebot/schwimmen-voll"


@pytest.fixture
def visitor(site: Flask) -> Visitor:
    return Visitor(site.test_client())


@pytest.fixture
def photos(site: Flask) -> Photos:
    found = site.extensions[EXTENSION].photos
    assert isinstance(found, Photos)
    return found


def status(person: Person, address: str) -> int:
    return person.client.get(address, base_url=PUBLIC_URL).status_code


def shown_by(site: Flask, listing: Listing) -> None:
    site.extensions[EXTENSION].store.publish_many([listing], replaces=True)


@pytest.fixture
def listing(site: Flask) -> Iterator[Listing]:
    yield full_listing()
    shown_by(site, full_listing())


def with_photos(listing: Listing, *pictures: Picture) -> Listing:
    assert listing.offer
    return replace(listing, offer=replace(listing.offer, pictures=pictures))


def picture(photos: Photos, listing: Listing, **words: str) -> Picture:
    file = photos.put("draft", listing.id, made(uploads.jpeg()))
    alt = Words(**(words or {"easy": "Die Turnhalle von außen."}))
    return Picture(file, alt, "Eva Beispiel", "CC BY 4.0", people_agreed=True)


def test_an_offer_shows_its_photo_with_its_words(
    site: Flask, visitor: Visitor, photos: Photos, listing: Listing
) -> None:
    shown_by(site, with_photos(listing, picture(photos, listing)))
    page = visitor.open(ADDRESS)
    (image,) = page.all("//figure[@class='photo']/img")
    assert image.get("alt") == "Die Turn-Halle von außen."
    assert (image.get("width"), image.get("height")) == ("640", "480")
    assert "Foto: Eva Beispiel" in page.text
    assert page.all("//a[@rel='license']")
    answer = visitor.client.get(image.get("src", ""), base_url=PUBLIC_URL)
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert len(answer.data) < 70_000


def test_words_in_another_language_are_marked(
    site: Flask, visitor: Visitor, photos: Photos, listing: Listing
) -> None:
    shown_by(site, with_photos(listing, picture(photos, listing, easy="Eine Turnhalle.")))
    (image,) = visitor.open(f"/en{ADDRESS}").all("//figure[@class='photo']/img")
    assert image.get("lang") == "de-simple"
    shown_by(site, with_photos(listing, picture(photos, listing, easy="Eine.", en="A hall")))
    (image,) = visitor.open(f"/en{ADDRESS}").all("//figure[@class='photo']/img")
    assert (image.get("alt"), image.get("lang")) == ("A hall", None)


def test_all_languages_share_one_copy(
    site: Flask, visitor: Visitor, photos: Photos, listing: Listing
) -> None:
    shown_by(site, with_photos(listing, picture(photos, listing)))
    places = {
        str(visitor.open(f"{prefix}{ADDRESS}").all("//figure[@class='photo']/img/@src")[0])
        for prefix in ("", "/de", "/en")
    }
    assert len(places) == 1


def test_the_door_and_the_steps_have_photos_where_they_belong(
    site: Flask, visitor: Visitor, photos: Photos, listing: Listing
) -> None:
    one = picture(photos, listing)
    assert listing.offer and listing.venue
    visit = replace(listing.offer.first_visit, steps=(Step("door", picture=one),))
    offer = replace(listing.offer, first_visit=visit, pictures=(one,))
    shown_by(site, Listing(listing.club, offer, replace(listing.venue, pictures=(one,))))
    page = visitor.open(ADDRESS)
    for topic in ("wo", "erstes-mal"):
        assert page.all(f"//section[@aria-labelledby='{topic}']//figure[@class='photo']"), topic
    links = page.texts("//figcaption//a[contains(., 'groß')]")
    assert links == [f"Foto {number} groß zeigen" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    "broken",
    [
        Picture("../../etc/passwd", Words(easy="Eine Halle")),
        Picture("0" * 32 + "-10x10.webp"),
        Picture(""),
    ],
)
def test_a_photo_that_lacks_something_is_left_out(
    site: Flask, visitor: Visitor, listing: Listing, broken: Picture
) -> None:
    shown_by(site, with_photos(listing, broken))
    assert not visitor.open(ADDRESS).all("//figure[@class='photo']")


def test_a_browser_keeps_a_public_photo(
    site: Flask, visitor: Visitor, photos: Photos, listing: Listing
) -> None:
    one = picture(photos, listing)
    shown_by(site, with_photos(listing, one))
    answer = visitor.client.get(f"/fotos/{one.file}", base_url=PUBLIC_URL)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    again = visitor.client.get(
        f"/fotos/{one.file}", base_url=PUBLIC_URL, headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_what_is_not_public_is_not_there(
    site: Flask, visitor: Visitor, photos: Photos, listing: Listing
) -> None:
    one = picture(photos, listing)
    assert visitor.client.get(f"/fotos/{one.file}", base_url=PUBLIC_URL).status_code == 404
    shown_by(site, with_photos(listing, one))
    assert visitor.client.get(f"/fotos/{one.file}", base_url=PUBLIC_URL).status_code == 200
    site.extensions[EXTENSION].store.withdraw(listing.id)
    answer = visitor.client.get(f"/fotos/{one.file}", base_url=PUBLIC_URL)
    assert answer.status_code == 404
    assert "immutable" not in answer.headers["Cache-Control"]


def test_the_sheet_of_paper_has_a_photo_only_where_words_leave_room(
    site: Flask, visitor: Visitor, photos: Photos, listing: Listing
) -> None:
    on_paper = "//figure[@class='handout__photo']/img"
    shown_by(site, with_photos(listing, picture(photos, listing)))
    assert not visitor.open(ADDRESS).all(on_paper), "this offer says very much"
    assert listing.offer
    bare = Offer(
        id=listing.offer.id,
        slug=listing.offer.slug,
        name="Boccia",
        club_id=listing.club.id,
        venue_id="",
        pictures=(picture(photos, listing),),
    )
    shown_by(site, Listing(listing.club, bare, None))
    page = visitor.open(ADDRESS)
    (image,) = page.all(on_paper)
    assert page.all("//figure[@class='photo']/img/@src") == [image.get("src")], "one file, no more"


def test_from_the_telephone_to_the_page_of_the_offer(person: Person, visitor: Visitor) -> None:
    held = uploads.written(uploads.scene(), exif=uploads.exif(6))
    page = upload(person, opened(person, "bilder"), held)
    (file,) = files_of(page)
    page = press(person, page, "weiter", **said())
    draft = page.address.partition("?")[0]
    preview = person.open(f"{draft}/vorschau")
    (src,) = preview.all("//figure[@class='photo']/img/@src")
    assert str(src).startswith(f"{draft}/foto/")
    assert person.client.get(str(src), base_url=PUBLIC_URL).status_code == 200
    assert visitor.client.get(f"/fotos/{file}", base_url=PUBLIC_URL).status_code == 404
    page = person.open(f"{draft}?schritt=pruefen")
    assert "Fotos: 1" in page.text
    person.send(page)
    (waiting,) = person.parts.workflow.waiting()
    listing = person.parts.workflow.approve(waiting.id)
    assert listing.offer
    (shown,) = listing.offer.pictures
    assert (shown.file, shown.licence, shown.people_agreed) == (file, "CC BY 4.0", True)
    answer = visitor.client.get(f"/fotos/{file}", base_url=PUBLIC_URL)
    assert answer.status_code == 200
    assert uploads.SECRET.encode() not in answer.data
    page = visitor.open(f"/angebot/{listing.offer.slug}")
    (src,) = page.all("//figure[@class='photo']/img/@src")
    assert str(src).startswith("/fotos/")
    # A change begins with the photo that is there; a stranger's draft never shows it.
    _, key = person.parts.drafts.begin(record_id=listing.id, email="eva@web.de")
    assert status(person, f"/vereine/entwurf/{key}/foto/{file}") == 200
    assert status(person, f"/vereine/entwurf/{drafted(person)}/foto/{file}") == 404
    person.parts.store.withdraw(listing.id)

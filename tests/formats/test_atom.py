"""Feeds keep the grammar of RFC 4287, and a reader of feeds finds in them what changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from lxml import etree

from directory.formats.atom import MOST_NEWS, Feed, feed_file, newest_first
from directory.model import Listing
from tests.formats.houses import NOW, demonstration, hostile, house
from tests.formats.outside import STANDARDS
from tests.web.listings import full_listing

ABOUT = Feed(
    "suche:halle", "Neue Angebote", "https://sport.example/x.atom", "https://sport.example/"
)
GRAMMAR = etree.RelaxNG(etree.parse(STANDARDS / "atom" / "atom-rfc4287.rng"))


def complaints(file: bytes) -> list[str]:
    GRAMMAR.validate(etree.fromstring(file))
    return [str(one) for one in GRAMMAR.error_log]


@pytest.mark.parametrize("voice", ["easy", "de", "en"])
@pytest.mark.parametrize("catalogue", ["demonstration", "hostile", "nothing"])
def test_the_grammar_takes_the_feed(catalogue: str, voice: str) -> None:
    listings = {"demonstration": demonstration, "hostile": hostile, "nothing": tuple}[catalogue]()
    file = feed_file(ABOUT, tuple(listings), house(voice))
    assert complaints(file) == []
    root = etree.fromstring(file)
    ids = [one.text for one in root.iter("{*}id")]
    assert len(ids) == len(set(ids)) == 1 + sum(1 for one in listings if one.offer)
    assert root.find("{*}author/{*}name").text == "Netzwerk Sport für alle"


def test_the_grammar_would_refuse_a_feed_without_ids() -> None:
    file = feed_file(ABOUT, demonstration(), house())
    assert complaints(file.replace(b"<id>", b"<nid>").replace(b"</id>", b"</nid>"))


def changed(number: int) -> Listing:
    listing = full_listing()
    assert listing.offer
    at = NOW - timedelta(hours=number)
    return replace(listing, offer=replace(listing.offer, id=f"nr-{number:03}", changed_at=at))


def test_a_reader_finds_the_newest_first() -> None:
    many = [changed(number) for number in range(MOST_NEWS + 10)]
    read = feedparser.parse(feed_file(ABOUT, newest_first(many[::-1]), house()))
    assert not read.bozo
    assert len(read.entries) == MOST_NEWS
    assert [one.id for one in read.entries[:2]] == [
        "tag:sport.example,2026:offer:nr-000",
        "tag:sport.example,2026:offer:nr-001",
    ]
    first = read.entries[0]
    assert first.link == "https://sport.example/angebot/schwimmen-voll"
    assert first.title == "Schwimmen Voll"
    assert datetime(*first.updated_parsed[:6], tzinfo=UTC) == NOW
    assert "06366 Köthen Anhalt" in first.summary
    assert {one.term for one in first.tags} == {"schwimmen", "tanzen"}
    assert "CC BY 4.0" in read.feed.rights

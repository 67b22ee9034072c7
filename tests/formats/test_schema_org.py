"""Search engines are told in the typed vocabulary of schema.org, and never more than we know."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from directory.formats import schema_org
from directory.model import Access, Fact, Known, Listing
from tests.formats.houses import TODAY, demonstration, hostile, house
from tests.formats.outside import FOLDER, needs_node, on_the_command_line
from tests.web.listings import full_listing

TYPES = {"EventSeries": "EventSeries", "SportsClub": "SportsClub", "WebPage": "WebPage"}
OPTIONS = (
    "--strict --noEmit --skipLibCheck --module nodenext --moduleResolution nodenext --target es2022"
)


def nodes(listings: tuple[Listing, ...], voice: str) -> list[dict[str, Any]]:
    made = []
    for listing in listings:
        if listing.offer:
            node = schema_org.offer_node(listing, house(voice))
        else:
            node = schema_org.club_node(listing.club, house(voice), listing.venue)
        made += [node, schema_org.page_node(node["url"], "Titel", house(voice), node)]
    made.append(schema_org.trail_node([("Start", "https://sport.example/"), ("Da", "https://x.y")]))
    return made


def complaints(made: list[dict[str, Any]], folder: Path) -> list[str]:
    """What the compiler says when each node must be one of its type in the vocabulary."""
    lines = ['import type * as S from "schema-dts"']
    for number, node in enumerate(made):
        lines.append(f"export const n{number}: S.{node['@type']} = {json.dumps(node)};")
    script = folder / "nodes.ts"
    script.write_text("\n".join(lines), encoding="utf-8")
    (folder / "node_modules").symlink_to(FOLDER / "node_modules")
    done = on_the_command_line("tsc", *OPTIONS.split(), "--types", "", str(script))
    return done.stdout.splitlines()


@needs_node
@pytest.mark.parametrize("catalogue", ["demonstration", "hostile"])
def test_the_typed_vocabulary_takes_every_node(tmp_path: Path, catalogue: str) -> None:
    listings = {"demonstration": demonstration, "hostile": hostile}[catalogue]()
    assert complaints([*nodes(listings, "easy"), *nodes(listings, "en")], tmp_path) == []


@needs_node
def test_the_vocabulary_would_refuse_a_wrong_word(tmp_path: Path) -> None:
    node = schema_org.offer_node(full_listing(), house()) | {"sportart": "Schwimmen"}
    assert complaints([node], tmp_path)


def test_unknown_is_neither_yes_nor_no() -> None:
    listing = full_listing()
    assert listing.offer
    assert listing.venue
    unknown = replace(
        listing,
        offer=replace(listing.offer, is_free=Fact()),
        venue=replace(listing.venue, access=Access(), pickup=Fact()),
    )
    node = schema_org.offer_node(unknown, house())
    assert "isAccessibleForFree" not in node
    assert "amenityFeature" not in node["location"]
    no = replace(unknown, offer=replace(listing.offer, is_free=Fact(Known.NO)))
    assert schema_org.offer_node(no, house())["isAccessibleForFree"] is False


def test_every_text_is_in_the_language_of_the_page() -> None:
    easy, english = (schema_org.offer_node(full_listing(), house(key)) for key in ("easy", "en"))
    assert easy["name"] == "Schwimmen Voll"
    assert easy["alternateName"] == ["Schwimmen Voll Standard"]
    assert english["name"] == "Schwimmen Voll Standard"
    assert english["keywords"] == ["Swimming", "Dancing"]


def test_people_who_did_not_agree_are_not_named() -> None:
    listing = full_listing()
    hidden = replace(listing.club.contacts[0], first_name="Geheim", is_public=False)
    club = replace(listing.club, contacts=(hidden,))
    assert "Geheim" not in json.dumps(schema_org.club_node(club, house()))
    shown = replace(club, contacts=(replace(hidden, is_public=True, is_person=False),))
    assert "Geheim" in json.dumps(schema_org.club_node(shown, house()))
    assert hidden.may_be_shown(TODAY) is False

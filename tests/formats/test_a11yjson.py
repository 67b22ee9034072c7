"""Places as other maps read them: what is known, and nothing about what is unknown."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from directory.formats.a11yjson import Place, place_info, places
from directory.model import Access, Fact, Known, Listing, Offer, Source, Status, Venue, facts_of
from tests.formats.houses import demonstration, hostile, house
from tests.formats.outside import by_node, needs_node
from tests.web.listings import full_listing

# The wrapper of GeoJSON is no part of the schema. Which keys it has is found out once for each
# prefix, not for each place: that was nine tenths of the work.
CHECK = """
import { getPlaceInfoSchemaDefinition } from "@sozialhelden/a11yjson";
import SimplSchema from "@sozialhelden/simpl-schema";
import { text } from "node:stream/consumers";
const SimpleSchema = SimplSchema.default ?? SimplSchema;
const schema = new SimpleSchema(getPlaceInfoSchemaDefinition());
const found = SimpleSchema.prototype.objectKeys;
const known = new Map();
SimpleSchema.prototype.objectKeys = function (prefix) {
  if (this !== schema) return found.call(this, prefix);
  if (!known.has(prefix)) known.set(prefix, found.call(this, prefix));
  return known.get(prefix);
};
const errors = ({ type, id, ...place }) => {
  const context = schema.newContext();
  context.validate(place);
  return context.validationErrors();
};
console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(errors)));
"""


def gathered(listings: Iterable[Listing]) -> Iterator[Place]:
    """Each place once with all offers there."""
    found: dict[str, tuple[Venue, list[Offer]]] = {}
    for one in listings:
        if one.venue:
            _, offers = found.setdefault(one.venue.id, (one.venue, []))
            offers += [one.offer] if one.offer else []
    yield from found.values()


def one(listing: Listing) -> dict[str, Any]:
    assert listing.venue
    return place_info(listing.venue, house(), [listing.offer] if listing.offer else [])


def accessibility(access: Access) -> Any:
    place = place_info(Venue("1", access=access), house())
    return place["properties"].get("accessibility", {})


def of_offers(*offers: Offer) -> Any:
    return place_info(Venue("1"), house(), offers)["properties"].get("accessibility", {})


def an_offer(**fields: Any) -> Offer:
    return Offer("1", "a", "A", "2", "3", **fields)


@needs_node
def test_the_schema_of_others_finds_nothing_wrong() -> None:
    listings = (*demonstration(), *hostile(), full_listing(Known.NO), full_listing(Known.UNKNOWN))
    good = [
        place_info(venue, house(), offers)
        for venue, offers in gathered(listings)
        if venue.latitude is not None
    ]
    good += [one(full_listing(value)) for value in Known]
    broken = json.loads(json.dumps(good[-1]))
    broken["properties"]["accessibility"] = {"isQuiet": "yes"}
    *found, of_broken = by_node(CHECK, [*good, broken])
    assert len(found) > 150
    assert [errors for errors in found if errors] == []
    assert of_broken


def test_everything_is_said_where_everything_is_known() -> None:
    said = one(full_listing())["properties"]["accessibility"]
    assert said["entrances"] == [{"properties": {"isLevel": True}}]
    assert said["restrooms"] == [
        {"isAccessibleWithWheelchair": True},
        {"hasChangingTableForAdults": True},
    ]
    assert [room["description"]["de"] for room in said["rooms"]] == [
        "Sportraum",
        "Umkleide",
        "Dusche",
    ]
    assert said["rooms"][0]["entrance"] == {"isLevel": True}
    assert said["parking"] == {"forWheelchairUsers": {}}
    assert said["availableEquipment"] == [{"category": "elevator"}]
    assert said["signageSystems"] == [{"hasPictograms": True}]
    assert said["isQuiet"] and said["isWellLit"] and said["hasBackgroundMusic"]
    assert said["hasLowStimulusEnvironment"]
    assert said["staff"] == {"hasFreeAssistantForVisitors": True, "languages": ["gsg", "uk"]}
    assert said["offersActivitiesForPeopleWith"] == {"learningImpairment": True}


def test_no_is_said_as_no() -> None:
    place = one(full_listing(Known.NO))["properties"]
    said = place["accessibility"]
    assert said["entrances"] == [{"properties": {"isLevel": False}}]
    assert said["parking"] == {"forWheelchairUsers": None}
    assert "availableEquipment" not in said
    assert "Es gibt keinen Aufzug." in place["description"]["de-simple"]
    assert "There is no lift." in place["description"]["en"]
    assert said["isQuiet"] is False
    assert said["staff"]["hasFreeAssistantForVisitors"] is False


def test_unknown_is_left_out() -> None:
    said = one(full_listing(Known.UNKNOWN))["properties"]["accessibility"]
    assert set(said) == {"offersActivitiesForPeopleWith", "staff"}
    assert set(said["staff"]) == {"languages"}
    assert (
        "accessibility" not in one(replace(full_listing(Known.UNKNOWN), offer=None))["properties"]
    )


@pytest.mark.parametrize("path", [path for path, _ in facts_of(Access())])
@pytest.mark.parametrize("value", [Known.YES, Known.NO])
def test_each_fact_of_the_house_is_said(path: str, value: Known) -> None:
    bare = place_info(Venue("1"), house())
    place = Venue("1", access=replace(Access(), **{path: Fact(value)}))
    assert place_info(place, house()) != bare


def test_a_shower_is_no_toilet() -> None:
    """Whoever looks for a toilet asks each restroom whether it is for wheelchairs."""
    said = accessibility(Access(shower=Fact(Known.YES), changing_room=Fact(Known.YES)))
    assert "restrooms" not in said


def test_of_a_place_only_what_is_the_same_for_all_offers_is_said() -> None:
    quiet, loud = (
        an_offer(senses=replace(an_offer().senses, quiet=Fact(value)))
        for value in (Known.YES, Known.NO)
    )
    assert of_offers(quiet, an_offer())["isQuiet"] is True
    assert "isQuiet" not in of_offers(quiet, loud)
    ended = replace(loud, status=Status.ENDED)
    assert of_offers(quiet, ended)["isQuiet"] is True
    assert of_offers(ended) == {}


def test_a_companion_who_may_cost_money_is_not_said_to_be_free() -> None:
    yes = Fact(Known.YES)
    companion = replace(an_offer().companion, club_can_provide=yes)
    assert "staff" not in of_offers(an_offer(companion=companion))
    free = of_offers(an_offer(companion=replace(companion, free=yes)))
    assert free["staff"] == {"hasFreeAssistantForVisitors": True}


def test_rights_and_the_mark_of_examples() -> None:
    tags = one(full_listing())["properties"]["tags"]
    assert tags["example"] == "yes"
    assert tags["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    osm = replace(Venue("1"), source=Source("berlin_osm"))
    tags = place_info(osm, house())["properties"]["tags"]
    assert tags["licence"] == "https://opendatacommons.org/licenses/odbl/1-0/"
    assert "OpenStreetMap-Mitwirkende" in tags["attribution"]
    assert "example" not in tags


def test_all_places_with_a_point_once() -> None:
    listings = (*demonstration(), *hostile())
    whole = json.loads(b"".join(places(gathered(listings), house())))
    ids = [place["id"] for place in whole["features"]]
    wanted = {at.venue.id for at in listings if at.venue and at.venue.latitude is not None}
    assert len(ids) == len(set(ids)) and set(ids) == wanted
    assert whole["licence"] and whole["attribution"]

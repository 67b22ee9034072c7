"""OpenActive: the validator finds no fault, and what is unknown is left out."""

import csv
import json
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from directory.formats import openactive
from directory.formats.bare import bare
from directory.formats.openactive import Item, Kind, kind_of, session_series
from directory.model import (
    Fact,
    Known,
    Listing,
    Period,
    Schedule,
    SingleDate,
    Slot,
    Status,
    Weekday,
)
from tests.formats.houses import CONTENT, NASTY, demonstration, hostile, house
from tests.formats.outside import STANDARDS, by_node, needs_node
from tests.web.listings import full_listing


def swimming(listing: Listing) -> Listing:
    """Without a sport of the list an offer would stand in no feed."""
    offer = listing.offer
    return replace(listing, offer=replace(offer, sports=("schwimmen",)) if offer else None)


LISTINGS = (*demonstration(), *hostile())
LISTS = STANDARDS / "openactive"
# Without net each activity would fail, so the published list lies in the cache of the validator.
VALIDATE = """
import crypto from "node:crypto"; import fs from "node:fs"; import os from "node:os";
import path from "node:path";
import validator from "@openactive/data-model-validator";
const { documents, mode, list } = JSON.parse(fs.readFileSync(0, "utf8"));
const url = "https://openactive.io/activity-list";
const cache = fs.mkdtempSync(path.join(os.tmpdir(), "openactive-"));
const name = crypto.createHash("sha256").update(url).digest("hex");
const kept = { errorCode: "error_none", data: list, statusCode: 200, url, fetchTime: Date.now() };
fs.writeFileSync(path.join(cache, `${name}.json`), JSON.stringify(kept));
const found = [];
for (const document of documents) {
  const faults = await validator.validate(document, {
    validationMode: mode, loadRemoteJson: true,
    remoteJsonCachePath: cache, remoteJsonCacheTimeToLive: 1e9,
  });
  for (const { severity, type, path, message } of faults)
    if (severity === "failure") found.push({ type, path, message });
}
fs.rmSync(cache, { recursive: true });
console.log(JSON.stringify(found));
"""


def concepts(name: str) -> dict[str, str]:
    listed = json.loads((LISTS / f"{name}.jsonld").read_text(encoding="utf-8"))
    return {one["id"]: one["prefLabel"] for one in listed["concept"]}


def failures(mode: str, *documents: dict[str, Any]) -> list[dict[str, str]]:
    published = json.loads((LISTS / "activity-list.jsonld").read_text(encoding="utf-8"))
    given = {"documents": documents, "mode": mode, "list": published}
    found: list[dict[str, str]] = by_node(VALIDATE, given)
    return found


def page(kind: Kind, voice: str = "easy") -> dict[str, Any]:
    listings = (*LISTINGS, *map(swimming, hostile()))
    items = [Item(one.id, 1, one) for one in listings if one.offer]
    return openactive.rpde_page(items, "https://sport.example/feed", house(voice), kind)


def updated(kind: Kind, voice: str = "easy") -> list[dict[str, Any]]:
    items = page(kind, voice)["items"]
    return [item["data"] for item in items if item["state"] == "updated"]


def with_schedule(**fields: Any) -> Listing:
    listing = full_listing()
    assert listing.offer
    return replace(listing, offer=replace(listing.offer, schedule=Schedule(**fields)))


@needs_node
@pytest.mark.parametrize("voice", ["easy", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_the_validator_finds_no_fault_in_a_page(kind: Kind, voice: str) -> None:
    found = failures("RPDEFeed", page(kind, voice))
    assert found == [], json.dumps(found[:20], indent=1)


@needs_node
def test_the_validator_sees_faults() -> None:
    """Else the test above would tell nothing."""
    broken = page(Kind.SESSION_SERIES)
    data = next(item["data"] for item in broken["items"] if item["state"] == "updated")
    data["activity"][0]["@id"] += "x"
    data["name"] += "<b>"
    types = {one["type"] for one in failures("RPDEFeed", broken)}
    assert {"activity_not_in_activity_list", "no_html"} <= types


@needs_node
def test_the_validator_finds_no_fault_in_the_data_set() -> None:
    site = openactive.dataset_site(
        house(),
        {kind: f"https://sport.example/openactive/{kind}" for kind in Kind},
        "https://sport.example/hilfe",
        url="https://sport.example/openactive",
        discussion_url="https://sport.example/frage",
        logo_url="https://sport.example/logo.svg",
        name="Mach mit!",
        description="Sport für alle",
        keywords=["Sport", "Inklusion"],
        published_on=date(2026, 11, 1),
    )
    assert failures("DatasetSite", site) == []


def test_activities_stand_in_the_published_list() -> None:
    published = concepts("activity-list")
    used = [one for kind in Kind for data in updated(kind) for one in data["activity"]]
    assert used
    for one in used:
        assert published[one["@id"]] == one["prefLabel"]


def test_every_sport_with_an_activity_stands_in_the_published_list() -> None:
    published = concepts("activity-list")
    for sport in house().sports.values():
        if sport.openactive_id:
            id = f"{openactive.ACTIVITIES}#{sport.openactive_id}"
            assert published.get(id) == sport.openactive_label, sport.id


def test_every_offer_and_no_club_supports_people_with_learning_impairment() -> None:
    id, label = openactive.LEARNING
    with (CONTENT / "sports" / "accessibility_support.csv").open(encoding="utf-8") as rows:
        assert (id, label) in {
            (row["openactive_id"], row["label_en"]) for row in csv.DictReader(rows)
        }
    whole = f"{openactive.SUPPORT}#{id}"
    assert concepts("accessibility-support")[whole] == label
    for listing in LISTINGS:
        if listing.offer:
            support = session_series(listing, house())["accessibilitySupport"]
            assert [one["@id"] for one in support] == [whole]
        else:
            assert kind_of(listing, house()) is None
            with pytest.raises(ValueError, match="no series"):
                session_series(listing, house())


def test_each_offer_with_an_activity_stands_in_one_feed() -> None:
    ids = [{one["identifier"] for one in updated(kind)} for kind in Kind]
    assert ids[0]
    assert ids[1]
    assert not ids[0] & ids[1]
    with_activity = {
        one.id for one in LISTINGS if one.offer and session_series(one, house()).get("activity")
    }
    with_activity |= {one.id for one in hostile() if one.offer}
    assert ids[0] | ids[1] == with_activity


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda one: one.id)
def test_an_unknown_price_is_never_nothing(listing: Listing) -> None:
    offer = listing.offer
    if offer and not offer.prices and not offer.is_free.is_yes:
        assert kind_of(listing, house()) is not Kind.SESSION_SERIES
        written = session_series(listing, house())
        assert "offers" not in written
        assert ("isAccessibleForFree" in written) is offer.is_free.is_no


@pytest.mark.parametrize("value", Known)
def test_facts_are_yes_no_or_not_there(value: Known) -> None:
    written = session_series(full_listing(value), house())
    features = written["location"].get("amenityFeature", [])
    expected = {Known.YES: {True}, Known.NO: {False}, Known.UNKNOWN: set()}[value]
    assert {one["value"] for one in features} == expected
    assert len(features) == (9 if expected else 0)


def test_what_nobody_told_is_left_out() -> None:
    bare_one = next(one for one in hostile() if one.offer)
    assert set(session_series(bare_one, house())) == {
        "@context",
        "@type",
        "@id",
        "identifier",
        "url",
        "name",
        "organizer",
        "eventStatus",
        "schedulingNote",
        "accessibilitySupport",
    }


def test_an_offer_is_told_whole() -> None:
    written = session_series(full_listing(), house())
    assert written["name"] == "Schwimmen Voll"
    assert "Wir schwimmen im Becken." in written["description"]
    assert "Dieses Angebot gibt es nicht." in written["description"]
    assert written["ageRange"] == {"@type": "QuantitativeValue", "minValue": 14, "maxValue": 67}
    assert written["ageRestriction"] == written["ageRange"]
    assert written["genderRestriction"] == "https://openactive.io/FemaleOnly"
    assert written["level"] == ["Beginner", "Recreational", "Competitive"]
    assert written["meetingPoint"] == "Am Springbrunnen"
    assert "Ein großes Handtuch" in written["attendeeInstructions"]
    assert "Es gibt ein WC für Rollstühle." in written["accessibilityInformation"]
    assert written["offers"][0]["price"] == 5.5
    assert written["offers"][0]["priceCurrency"] == "EUR"
    assert "im Monat" in written["offers"][0]["description"]
    assert "Das Wasser ist gerade kalt." in written["schedulingNote"]
    assert written["location"]["address"]["addressRegion"] == "DE-ST"
    assert written["organizer"]["email"] == "buero@voll.example"
    assert "telephone" not in written["organizer"]
    assert [one["givenName"] for one in written["contributor"]] == ["Amira"]
    assert "Verborgen" not in json.dumps(written)
    assert "Abgelaufen" not in json.dumps(written)


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        (
            Slot(Weekday.TUESDAY, time(17), time(18, 30)),
            {
                "repeatFrequency": "P1W",
                "byDay": ["https://schema.org/Tuesday"],
                "startTime": "17:00",
                "endTime": "18:30",
                "duration": "PT90M",
            },
        ),
        (
            Slot(Weekday.SUNDAY, time(23, 30), time(0, 30)),
            {
                "repeatFrequency": "P1W",
                "byDay": ["https://schema.org/Sunday"],
                "startTime": "23:30",
                "endTime": "00:30",
                "duration": "PT60M",
            },
        ),
        (
            Slot(Weekday.FRIDAY, every_weeks=2, starts_on=date(2026, 11, 6)),
            {
                "repeatFrequency": "P2W",
                "byDay": ["https://schema.org/Friday"],
                "startDate": "2026-11-06",
            },
        ),
        (
            Slot(Weekday.SUNDAY, nth_in_month=-1, ends_on=date(2027, 6, 27)),
            {"repeatFrequency": "P1M", "byDay": ["-1SU"], "endDate": "2027-06-27"},
        ),
        (Slot(None, time(9)), {"startTime": "09:00"}),
        (Slot(), {}),
    ],
)
def test_a_slot_is_a_partial_schedule(slot: Slot, expected: dict[str, Any]) -> None:
    (written,) = session_series(with_schedule(slots=(slot,)), house())["eventSchedule"]
    always = {"@type": "PartialSchedule", "scheduleTimezone": "Europe/Berlin"}
    assert written == always | expected


def test_days_off_are_those_of_the_slot() -> None:
    listing = with_schedule(
        slots=(Slot(Weekday.TUESDAY), Slot(Weekday.WEDNESDAY)),
        exceptions=(date(2026, 12, 1),),
        pauses=(Period(date(2026, 12, 20), date(2027, 1, 5)),),
    )
    tuesday, wednesday = session_series(listing, house())["eventSchedule"]
    assert tuesday["exceptDate"] == ["2026-12-01", "2026-12-22", "2026-12-29", "2027-01-05"]
    assert wednesday["exceptDate"] == ["2026-12-23", "2026-12-30"]


def test_an_event_of_two_days_is_two_sessions() -> None:
    event = SingleDate(date(2027, 3, 27), time(10), time(12), date(2027, 3, 28))
    sessions = session_series(with_schedule(single_dates=(event,)), house())["subEvent"]
    # In the night between them summer time begins.
    assert [(one["startDate"], one["endDate"]) for one in sessions] == [
        ("2027-03-27T10:00:00+01:00", "2027-03-27T12:00:00+01:00"),
        ("2027-03-28T10:00:00+02:00", "2027-03-28T12:00:00+02:00"),
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.RUNNING, "EventScheduled"),
        (Status.PAUSED, "EventPostponed"),
        (Status.ENDED, "EventCancelled"),
    ],
)
def test_the_status_is_told(status: Status, expected: str) -> None:
    listing = full_listing()
    assert listing.offer
    listing = replace(listing, offer=replace(listing.offer, status=status))
    assert session_series(listing, house())["eventStatus"] == f"https://schema.org/{expected}"


def test_what_is_gone_says_nothing() -> None:
    listing = full_listing()
    items = [Item("gone", 3), Item("club", 4, replace(listing, offer=None)), Item("is", 5, listing)]
    written = openactive.rpde_page(items, "https://sport.example/feed", house())["items"]
    assert written[:2] == [
        {"id": "gone", "kind": "SessionSeries", "modified": 3, "state": "deleted"},
        {"id": "club", "kind": "SessionSeries", "modified": 4, "state": "deleted"},
    ]
    assert written[2]["state"] == "updated"


def test_free_is_a_price_of_nothing() -> None:
    listing = full_listing()
    assert listing.offer
    free = replace(listing.offer, prices=(), is_free=Fact(Known.YES))
    written = session_series(replace(listing, offer=free), house())
    assert written["offers"] == [{"@type": "Offer", "price": 0}]
    assert written["isAccessibleForFree"] is True


def test_the_attribution_of_a_foreign_source_stays() -> None:
    listing = full_listing()
    assert listing.venue
    source = replace(listing.venue.source, name="berlin_osm")
    listing = replace(listing, venue=replace(listing.venue, source=source))
    assert "OpenStreetMap-Mitwirkende" in session_series(listing, house())["description"]


@pytest.mark.parametrize("text", NASTY)
def test_bare_text_is_bare(text: str) -> None:
    said = bare(text)
    assert not set(said) & set("<>\x00\x07\x1b\u202e\ufffe")
    assert bare(said) == said
    assert "&amp;" not in said


def test_bare_text_keeps_what_was_written() -> None:
    assert bare("Kinder <6 Jahre & Eltern &uuml;ben, R&B") == "Kinder ‹6 Jahre & Eltern üben, R&B"
    assert bare("👩‍🦽 a\x85b\nc") == "👩‍🦽 a b\nc"
    assert bare("&\x00amp;lt;b&gt;") == "‹b›"

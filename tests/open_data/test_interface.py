"""The interface for programs does what its description says, and tells what was wrong."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from openapi_spec_validator import validate

from directory.formats.api import openapi
from tests.formats.outside import needs_node, on_the_command_line
from tests.visiting import PUBLIC_URL, Visitor

PHASES = "examples,coverage,fuzzing"


def test_the_description_is_sound(visitor: Visitor) -> None:
    described = json.loads(visitor.client.get("/api/v1/openapi.json", base_url=PUBLIC_URL).data)
    validate(described)
    assert described["openapi"] == "3.1.0"
    assert described["info"]["license"]["name"] == "CC BY 4.0"


@needs_node
def test_a_strict_linter_finds_nothing(visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    file.write_bytes(visitor.client.get("/api/v1/openapi.json", base_url=PUBLIC_URL).data)
    done = on_the_command_line("redocly", "lint", str(file))
    assert "Your API description is valid" in done.stderr + done.stdout, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).replace("Deprecation warning", "")


def test_every_address_of_the_interface_is_described(site: Flask) -> None:
    rules = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule).removeprefix("/api/v1")
        for rule in site.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and rule.endpoint != "feeds.description"
    }
    assert rules == {one.path for one in openapi.OPERATIONS}


def schemathesis(address: str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("schemathesis")
    described = f"{address}/api/v1/openapi.json"
    command = [str(program), "run", described, "--url", f"{address}/api/v1", "--phases", PHASES]
    options = ["--include-method", "GET", "--seed", "1", "--no-color", "--workers", "2", *more]
    # It leaves a folder of its own where it is called.
    return subprocess.run(
        [*command, *options], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("whose", ["address", "hostile_address"])
def test_the_interface_keeps_its_description(
    request: pytest.FixtureRequest, tmp_path: Path, whose: str
) -> None:
    """Another program reads it and asks thousands of questions, right ones and wrong ones."""
    address = request.getfixturevalue(whose)
    done = schemathesis(address, tmp_path, "--max-examples", "30")
    assert done.returncode == 0, done.stdout[-6000:]
    assert "0 failures" in done.stdout or "No issues found" in done.stdout, done.stdout[-2000:]


WRONG = {
    "umkreis=5km": "umkreis",
    "umkreis=0": "umkreis",
    "umkreis=5&umkreis=6": "umkreis",
    "sportart=boccia": "sportart",
    "tag=mo&tag=montag": "tag",
    "brauche=rollstuhl": "brauche",
    "seite=0": "seite",
    "anzahl=101": "anzahl",
    "alter=alt": "alter",
    "land=XX": "land",
    "ags=123": "ags",
    f"q={'x' * 201}": "q",
}


@pytest.mark.parametrize("asked", WRONG)
def test_a_wrong_question_is_told_by_name(visitor: Visitor, asked: str) -> None:
    answer = visitor.client.get(f"/api/v1/offers?{asked}", base_url=PUBLIC_URL)
    assert answer.status_code == 400
    assert answer.json["error"]["parameter"] == WRONG[asked]
    assert WRONG[asked] in answer.json["error"]["message"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_all_of_an_offer_is_there_with_its_licence(visitor: Visitor) -> None:
    short = visitor.ask("/api/v1/offers?q=schwimmen+k%C3%B6then&anzahl=100")["offers"]
    id = next(one["id"] for one in short if one["name"] == "Schwimmen Voll Standard")
    whole = visitor.ask(f"/api/v1/offers/{id}")
    assert whole["offer"]["url"] == f"{PUBLIC_URL}/angebot/schwimmen-voll"
    assert whole["venue"]["access"]["toilet"]["value"] == "yes"
    assert whole["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [one["first_name"] for one in whole["offer"]["contacts"]] == ["Amira"]
    assert "consent" not in json.dumps(whole)
    assert visitor.ask(f"/api/v1/clubs/{whole['club']['id']}")["offers"] == [id]
    assert visitor.ask(f"/api/v1/venues/{whole['venue']['id']}")["offers"] == [id]
    for link in ("offer", "club"):
        visitor.open(whole[link]["url"].removeprefix(PUBLIC_URL))
    assert visitor.ask(whole["venue"]["url"].removeprefix(PUBLIC_URL))


@pytest.mark.parametrize("kind", ["clubs", "venues"])
def test_paging_by_ids_gives_each_once(visitor: Visitor, kind: str) -> None:
    at_once = [one["id"] for one in visitor.ask(f"/api/v1/{kind}?limit=100")[kind]]
    address, seen = f"/api/v1/{kind}?limit=7", list[str]()
    while address and len(seen) < len(at_once):
        page = visitor.ask(address)
        seen += [one["id"] for one in page[kind]]
        address = (page["next"] or "").removeprefix(PUBLIC_URL)
    assert seen[: len(at_once)] == at_once
    assert len(set(seen)) == len(seen)


def test_counts_are_those_of_the_search(visitor: Visitor) -> None:
    counts, found = visitor.ask("/api/v1/counts"), visitor.ask("/api/v1/offers")
    assert counts["offers"] == found["total"]
    assert counts["states"] == found["facets"]["states"]
    assert sum(counts["states"].values()) <= counts["offers"]


def test_regions_and_sports_lead_on(visitor: Visitor) -> None:
    regions = visitor.ask("/api/v1/regions")["regions"]
    assert {"halle-saale", "berlin"} <= {one["key"] for one in regions}
    first = regions[0]
    assert visitor.ask(f"/api/v1/regions/{first['key']}") == first
    assert visitor.client.get(first["feed"].removeprefix(PUBLIC_URL)).status_code == 200
    sports = {one["id"]: one for one in visitor.ask("/api/v1/sports")["sports"]}
    assert sports["boccia"]["openactive_id"]
    visitor.open(sports["boccia"]["url"].removeprefix(PUBLIC_URL))
    assert visitor.client.get("/api/v1/regions/gibt-es-nicht").status_code == 404


def test_changes_are_told_to_the_end_and_then_only_new_ones(visitor: Visitor) -> None:
    address, seen = "/api/v1/changes?limit=50", list[str]()
    for _ in range(100):
        page = visitor.ask(address)
        seen += [one["id"] for one in page["changes"]]
        address = page["next"].removeprefix(PUBLIC_URL)
        if not page["more"]:
            break
    assert page["more"] is False
    offers = {one["id"] for one in visitor.ask("/api/v1/offers?anzahl=100")["offers"]}
    assert offers <= set(seen)
    assert visitor.ask(address)["changes"] == []
    of_old = visitor.client.get("/api/v1/changes?after=1.1.anders", base_url=PUBLIC_URL)
    assert of_old.status_code == 409


def test_an_answer_that_is_known_costs_nothing(visitor: Visitor) -> None:
    first = visitor.client.get("/api/v1/offers/" + visitor.ask("/api/v1/offers")["offers"][0]["id"])
    again = visitor.client.get(
        first.request.path, headers={"If-None-Match": first.headers["ETag"]}, base_url=PUBLIC_URL
    )
    assert first.headers["ETag"]
    assert visitor.client.get("/api/v1/counts").headers["ETag"]
    assert again.status_code in (200, 304)


def test_the_page_for_programmers_names_every_question(visitor: Visitor) -> None:
    page = visitor.open("/api")
    for one in openapi.OPERATIONS:
        assert one.summary in page.text
        for parameter in openapi.parameters(one.question):
            assert page.all(f"//dt[normalize-space()='{parameter['name']}']")


OFFER = "0f3c6d7e-0000-4000-8000-000000000003"
ANSWERS = {
    "/api/v1/": "links",
    "/api/v1/offers/0f3c6d7e-0000-4000-8000-000000000003": "offer",
    "/api/v1/offers/schwimmen-frueher": None,
    "/api/v1/clubs": "clubs",
    "/api/v1/clubs/0f3c6d7e-0000-4000-8000-000000000001": "club",
    "/api/v1/venues": "venues",
    "/api/v1/venues/0f3c6d7e-0000-4000-8000-000000000002": "venue",
    "/api/v1/sports": "sports",
    "/api/v1/places": "places",
    "/api/v1/regions": "regions",
    "/api/v1/regions/halle-saale": "key",
    "/api/v1/changes": "changes",
    "/api/v1/counts": "offers",
    "/api/v1/openapi.json": "paths",
}


@pytest.mark.parametrize("address", ANSWERS)
def test_each_question_is_answered(visitor: Visitor, address: str) -> None:
    named = ANSWERS[address]
    if named:
        assert named in visitor.ask(address)
    else:
        # A former id leads to the offer of today.
        assert visitor.ask(address)["offer"]["id"] == OFFER


def test_a_club_is_no_offer(visitor: Visitor) -> None:
    club = visitor.ask("/api/v1/offers?q=fussball+berlin")["clubs_without_known_offer"][0]
    answer = visitor.client.get(f"/api/v1/offers/{club['id']}", base_url=PUBLIC_URL)
    assert (answer.status_code, answer.json["error"]["status"]) == (404, 404)
    assert visitor.ask(f"/api/v1/clubs/{club['id']}")["offers"] == []

"""Describes the interface for programs (OpenAPI 3.1), from the classes that write its answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
from msgspec import Struct

from directory.formats.api import answers, questions, records
from directory.formats.house import House

VERSION: Final = "1.0.0"
_REF: Final = "#/components/schemas/{name}"
_PATH_SCHEMA: Final = {"type": "string", "minLength": 1, "maxLength": 200}


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that may be asked. ``examples`` are values of parameters, by name."""

    path: str
    id: str
    summary: str
    answer: type[Struct]
    question: type[Struct] = questions.NoQuestion
    examples: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""

    @property
    def path_names(self) -> tuple[str, ...]:
        parts = self.path.split("/")
        return tuple(part.strip("{}") for part in parts if part.startswith("{"))


OPERATIONS: Final = (
    Operation("/", "start", "What there is", answers.Start),
    Operation(
        "/offers",
        "searchOffers",
        "Search offers, as the search page does",
        answers.FoundOffers,
        questions.OffersQuestion,
        {"q": "schwimmen in halle", "ort": "Halle", "umkreis": 25, "sport": ["schwimmen"]},
        "Nobody ends with nothing: where nothing fits, the search widens and says so in "
        "`understood`. Clubs of which no inclusive offer is known stand apart.",
    ),
    Operation("/offers/{id}", "readOffer", "All of one offer", records.WholeOffer),
    Operation("/clubs", "listClubs", "All clubs", answers.Clubs, questions.PageQuestion),
    Operation("/clubs/{id}", "readClub", "All of one club", records.WholeClub),
    Operation("/venues", "listVenues", "All places", answers.Venues, questions.PageQuestion),
    Operation("/venues/{id}", "readVenue", "All of one place", records.WholeVenue),
    Operation("/sports", "listSports", "All sports with their ids", answers.SportsAnswer),
    Operation(
        "/places",
        "findPlaces",
        "Places that somebody may mean",
        answers.Places,
        questions.PlacesQuestion,
        {"q": "halle"},
    ),
    Operation("/regions", "listRegions", "Regions with a network", answers.RegionsAnswer),
    Operation("/regions/{key}", "readRegion", "One region", answers.Region),
    Operation(
        "/changes",
        "followChanges",
        "What has changed since a position",
        answers.ChangesAnswer,
        questions.ChangesQuestion,
        {"limit": 100},
        "For copies that shall stay true: begin without `after`, keep `position`, ask again with "
        "it. Nothing is lost between two pages, and what is gone is told. A position of a time "
        "before a restored backup is answered with 409: then begin again.",
    ),
    Operation("/counts", "readCounts", "How many offers there are", answers.Counts),
)


def description(
    house: House, server: str, documentation: str, examples: Mapping[str, str]
) -> dict[str, Any]:
    """``examples`` are ids that exist here, by the name in a path and its operation."""
    kinds = sorted(_kinds(), key=lambda kind: kind.__name__)
    _, components = msgspec.json.schema_components(kinds, ref_template=_REF)
    asked = {one.question.__name__ for one in OPERATIONS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{house.name}: offers of inclusive sport",
            "version": VERSION,
            "description": "Open data without a key. Facts are yes, no or unknown. "
            + " ".join(house.attribution()),
            "license": {"name": house.licence.name, "url": house.licence.url},
            "contact": {"name": house.publisher} | ({"email": house.email} if house.email else {}),
        },
        "externalDocs": {"url": documentation},
        "servers": [{"url": server}],
        "security": [],
        "tags": [{"name": "directory", "description": "All questions"}],
        "paths": {
            one.path: {"get": _operation(one, components[one.question.__name__], examples)}
            for one in OPERATIONS
        },
        "components": {
            "schemas": {key: value for key, value in components.items() if key not in asked}
        },
    }


def parameters(question: type[Struct]) -> Iterator[dict[str, Any]]:
    """Each parameter of a question with its schema."""
    _, components = msgspec.json.schema_components([question], ref_template=_REF)
    for name, schema in components[question.__name__]["properties"].items():
        yield {"name": name, "in": "query", "required": False, "schema": _without_null(schema)}


def _kinds() -> set[type[Struct]]:
    used = {one.answer for one in OPERATIONS} | {one.question for one in OPERATIONS}
    return used | {answers.FaultAnswer}


def _operation(
    operation: Operation, question: Mapping[str, Any], examples: Mapping[str, str]
) -> dict[str, Any]:
    answered = operation.answer.__name__
    return {
        "operationId": operation.id,
        "summary": operation.summary,
        "description": operation.about or operation.summary,
        "tags": ["directory"],
        "parameters": [
            *(_path_parameter(name, operation, examples) for name in operation.path_names),
            *(_with_example(one, operation) for one in parameters(operation.question)),
        ],
        "responses": {
            "200": {
                "description": (operation.answer.__doc__ or "").split(".")[0],
                "headers": {"ETag": {"schema": {"type": "string"}, "description": "Its state."}},
                "content": {"application/json": {"schema": {"$ref": _REF.format(name=answered)}}},
            },
            "304": {"description": "Nothing has changed since that ETag."},
            **{str(code): _fault(words) for code, words in _faults(operation)},
        },
    }


def _faults(operation: Operation) -> Iterator[tuple[int, str]]:
    yield 400, "A parameter that there is not, or a value that it cannot have."
    if operation.path_names:
        yield 404, "There is none with this name."
    if operation.id == "followChanges":
        yield 409, "A position of another time; begin again."
    yield 429, "Too much in one minute; `Retry-After` says in how many seconds to ask again."


def _fault(words: str) -> dict[str, Any]:
    schema = {"$ref": _REF.format(name=answers.FaultAnswer.__name__)}
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _path_parameter(name: str, operation: Operation, examples: Mapping[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "in": "path", "required": True, "schema": _PATH_SCHEMA}
    example = examples.get(operation.id)
    return made | ({"example": example} if example else {})


def _with_example(parameter: dict[str, Any], operation: Operation) -> dict[str, Any]:
    example = operation.examples.get(parameter["name"])
    return parameter if example is None else parameter | {"example": example}


def _without_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A parameter is left out, never null."""
    plain = dict(schema)
    if plain.get("default", 0) is None:
        del plain["default"]
    choices = [one for one in plain.pop("anyOf", ()) if one != {"type": "null"}]
    if choices:
        return {**choices[0], **plain}
    if isinstance(plain.get("enum"), list):
        plain["enum"] = [one for one in plain["enum"] if one is not None]
    return plain

"""Questions of the interface for programs: the names in an address, and what they may hold.

Pages take a broken value for the default, because a shared link must never break. Programs are told
instead, because whoever writes one wants to know.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Literal, Protocol, TypeVar

import msgspec
from msgspec import Meta, Struct

Question = TypeVar("Question", bound=Struct)

NeedName = Literal[
    "stufenlos",
    "wc",
    "begleitung",
    "probe",
    "kostenlos",
    "ruhig",
    "anfaenger",
    "gemeinsam",
    "eigene-gruppe",
    "frauen",
]
DayName = Literal["mo", "di", "mi", "do", "fr", "sa", "so"]
TimeName = Literal["morgens", "nachmittags", "abends"]
StateCode = Literal[
    "BW",
    "BY",
    "BE",
    "BB",
    "HB",
    "HH",
    "HE",
    "MV",
    "NI",
    "NW",
    "RP",
    "SL",
    "SN",
    "ST",
    "SH",
    "TH",
]

Text200 = Annotated[str, Meta(max_length=200)]
SportId = Annotated[str, Meta(pattern="^[a-z0-9-]{1,40}$")]
IdText = Annotated[str, Meta(pattern="^[A-Za-z0-9._:-]{1,80}$")]
Limit = Annotated[int, Meta(ge=1, le=100, description="How many at once.")]


class NoQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing can be asked here."""


class OffersQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """The same names as on the search page; repeat a name for more than one value."""

    q: Annotated[str, Meta(max_length=200, description="Everything in one box.")] = ""
    was: Annotated[str, Meta(max_length=200, description="Sport or other words.")] = ""
    ort: Annotated[
        str, Meta(max_length=200, description="A place, a postcode, or a point: 51.48,11.97")
    ] = ""
    umkreis: Annotated[int, Meta(ge=1, le=1000, description="Radius in kilometres.")] | None = None
    sport: tuple[SportId, ...] = ()
    tag: Annotated[tuple[DayName, ...], Meta(description="Days of the week.")] = ()
    zeit: Annotated[tuple[TimeName, ...], Meta(description="Times of the day.")] = ()
    alter: Annotated[int, Meta(ge=0, le=120, description="Age in years.")] | None = None
    brauche: Annotated[tuple[NeedName, ...], Meta(description="Each must be known to be so.")] = ()
    unklar: Annotated[
        Literal["0", "1"], Meta(description="1: also where it is unknown; never where it is no.")
    ] = "0"
    geprueft: Annotated[
        Literal["0", "1"], Meta(description="1: only confirmed in the last six months.")
    ] = "0"
    land: Annotated[StateCode, Meta(description="State.")] | None = None
    ags: (
        Annotated[
            str,
            Meta(
                pattern="^([0-9]{2}|[0-9]{5}|[0-9]{8})$",
                description="Official key of a state, a district or a municipality.",
            ),
        ]
        | None
    ) = None
    sortierung: Literal["entfernung", "passend", "frisch"] | None = None
    genau: Annotated[Literal["0", "1"], Meta(description="1: corrects nothing.")] = "0"
    seite: Annotated[int, Meta(ge=1, le=30_000, description="Page, from 1.")] = 1
    anzahl: Limit = 10


class PlacesQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """The beginning of a name, or a postcode."""

    q: Text200 = ""


class PageQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """Paging by the last id that was seen, so that nothing is lost when something changes."""

    after: Annotated[IdText, Meta(description="The last id of the page before.")] | None = None
    limit: Limit = 50


class ChangesQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """From a position on; without one from the beginning."""

    after: (
        Annotated[str, Meta(pattern="^[0-9]{1,19}[.][0-9]{1,19}[.][A-Za-z0-9]{1,40}$")] | None
    ) = None
    limit: Annotated[int, Meta(ge=1, le=1000)] = 200


class Args(Protocol):
    """The parameters of an address, as web frameworks hand them over."""

    def getlist(self, key: str, /) -> list[str]: ...
    def keys(self) -> Iterable[str]: ...


class WrongQuestion(ValueError):
    """A parameter that there is not, or a value that it cannot have."""

    def __init__(self, parameter: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.status = status


def read_question(kind: type[Question], args: Args) -> Question:
    """Raises :class:`WrongQuestion`, which names the parameter."""
    many = _given_often(kind)
    given: dict[str, Any] = {}
    for name in args.keys():  # noqa: SIM118  (a dict of many values: its iteration is not promised)
        values = args.getlist(name)
        if name not in many and len(values) > 1:
            raise WrongQuestion(name, f"{name} is given more than once.")
        given[name] = values if name in many else values[0]
    try:
        question = msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        raise _explained(str(error)) from error
    for name in given:
        # The word "null" would be read as nothing.
        if getattr(question, name) is None:
            raise WrongQuestion(name, f"{name} has no such value.")
    return question


@cache
def _given_often(kind: type[Question]) -> frozenset[str]:
    """The parameters that may stand more than once."""
    return frozenset(one.name for one in msgspec.structs.fields(kind) if one.default == ())


def _explained(message: str) -> WrongQuestion:
    expected, _, path = message.partition(" - at `$")
    unknown = re.search(r"unknown field `(.*)`", message, re.DOTALL)
    name = unknown[1] if unknown else re.split(r"[.\[`]", path.lstrip("."))[0]
    if unknown:
        return WrongQuestion(name, f"There is no parameter {name}.")
    return WrongQuestion(name, f"{name}: {expected}.")

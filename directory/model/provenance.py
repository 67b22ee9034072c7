"""Who said which field of a record: what a person has said or confirmed, no import overwrites."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Generic, TypeVar

from directory.model.merging import KEPT, differing, settled
from directory.model.source import Source, Trust
from directory.model.verification import Role, Verification

Thing = TypeVar("Thing")

# What an import has no say in: how a record is found again, and whom one can ask. Open data names
# no people, and the history forgets contacts, so it cannot tell who named them.
_NOT_OF_IMPORTS = frozenset(
    (*KEPT, "id", "slug", "former_ids", "example", "source", "contacts", "logo", "pictures")
)
# Half of an address or of a point from somebody else would be a place that is nowhere.
_TOGETHER = (
    ("latitude", "longitude", "pin_by", "precision"),
    tuple(
        f"address.{name}"
        for name in (
            "street",
            "house_number",
            "postcode",
            "town",
            "part_of_town",
            "district",
            "state_code",
            "ags",
        )
    ),
)
_TRUST = (Trust.IMPORT, Trust.CONFIRMED, Trust.CLUB, Trust.PERSON)


@dataclass(frozen=True, slots=True)
class Turn:
    """One change of a record; ``before`` is None where it began."""

    by: Role
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Laid(Generic[Thing]):
    """A record after an import, and the dotted names of fields.

    ``taken`` are now as the source says. ``doubtful`` are kept although the source says something
    new. ``corrected`` are kept too, but the source only repeats what a person has corrected.
    """

    thing: Thing
    taken: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()


def said_by_people(turns: Iterable[Turn]) -> dict[str, Any]:
    """The fields that a person changed last, each with what the source had said before."""
    said: dict[str, Any] = {}
    for turn in turns:
        if turn.before is None:
            continue
        for path in differing(turn.before, turn.after):
            if path.split(".")[0] in _NOT_OF_IMPORTS:
                continue
            touched = [known for known in said if _touch(known, path)]
            if turn.by is Role.IMPORT:
                for known in touched:
                    del said[known]
            elif not touched:
                said[path] = _at(turn.before, path)
    return said


def as_source_said(thing: Thing, said: Mapping[str, Any]) -> Thing:
    """The record as it would be if nobody had corrected the source."""
    for path, value in said.items():
        thing = _with(thing, path, value)
    return thing


def laid_under(
    stored: Thing,
    given: Thing,
    said: Mapping[str, Any],
    is_confirmed: Callable[[str], bool],
) -> Laid[Thing]:
    """``stored`` with all that ``given`` says and no person has said or confirmed otherwise."""
    given = settled(stored, given)
    thing = stored
    taken, doubtful, corrected = [], [], []
    wins = _rank(given) < _rank(stored)
    for path in differing(stored, given):
        if path.split(".")[0] in _NOT_OF_IMPORTS:
            continue
        mine = [known for known in said if _touch(known, path)]
        is_said = bool(mine) or any(_touch(known, one) for known in said for one in _group(path))
        if mine and all(_at(given, known) == said[known] for known in mine):
            corrected.append(path)
        elif is_said or wins or any(map(is_confirmed, _group(path))):
            doubtful.append(path)
        else:
            thing = _with(thing, path, _at(given, path))
            taken.append(path)
    source = thing.source  # type: ignore[attr-defined]
    if not wins and source != given.source:  # type: ignore[attr-defined]
        thing = replace(thing, source=given.source)  # type: ignore[attr-defined,type-var]
        taken.append("source")
    return Laid(thing, tuple(taken), tuple(doubtful), tuple(corrected))


def confirms(verification: Verification, path: str) -> bool:
    """Whether a person has confirmed this field."""
    if verification.verified_on is None or verification.by in (None, Role.IMPORT):
        return False
    return not verification.fields or any(
        _touch(name, path) or path.endswith(f".{name}") for name in verification.fields
    )


def _rank(thing: Any) -> int:
    source: Source = thing.source
    return _TRUST.index(source.trust)


def _group(path: str) -> tuple[str, ...]:
    return next((names for names in _TOGETHER if path in names), (path,))


def _touch(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def _at(thing: Any, path: str) -> Any:
    for name in path.split("."):
        thing = getattr(thing, name, None)
    return thing


def _with(thing: Any, path: str, value: Any) -> Any:
    name, _, rest = path.partition(".")
    if rest:
        inner = getattr(thing, name)
        if not is_dataclass(inner) or rest.split(".")[0] not in {one.name for one in fields(inner)}:
            return thing
        value = _with(inner, rest, value)
    return replace(thing, **{name: value})

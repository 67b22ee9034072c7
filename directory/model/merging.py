"""Brings two changes of the same thing together, or says which fields both have changed."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from directory.model.fact import Fact
from directory.model.listing import Listing

Thing = TypeVar("Thing")

# What the house keeps about a record itself; never part of what somebody proposes.
KEPT = ("version", "changed_at", "verification")


def merged(base: Thing, mine: Thing, theirs: Thing, path: str = "") -> tuple[Thing, list[str]]:
    """``theirs`` with all that ``mine`` changes of ``base``; and where both differ from it.

    In such a place ``mine`` wins, so whoever calls must look at the list.
    """
    if mine in (theirs, base):
        return theirs, []
    if theirs == base:
        return mine, []
    if not _have_the_same_fields(base, mine, theirs):
        return mine, [path]
    changes: dict[str, Any] = {}
    conflicts: list[str] = []
    for field in fields(mine):  # type: ignore[arg-type]
        name = field.name
        inner = f"{path}.{name}" if path else name
        changes[name], more = merged(
            getattr(base, name), getattr(mine, name), getattr(theirs, name), inner
        )
        conflicts += more
    return replace(mine, **changes), conflicts  # type: ignore[type-var]


def settled(before: Thing, after: Thing) -> Thing:
    """``after``, but with the very facts of ``before`` where they say the same.

    A form cannot know when a fact was checked; that alone is no change.
    """
    if before == after:
        return before
    if isinstance(before, Fact) and isinstance(after, Fact):
        same = before.value is after.value and before.note == after.note
        return before if same else after
    if isinstance(after, tuple) and isinstance(before, tuple) and len(before) == len(after):
        return tuple(map(settled, before, after))  # type: ignore[return-value]
    if not _have_the_same_fields(before, after):
        return after
    names = [field.name for field in fields(after)]  # type: ignore[arg-type]
    values = {name: settled(getattr(before, name), getattr(after, name)) for name in names}
    return replace(after, **values)  # type: ignore[type-var]


def proposed(before: Listing, after: Listing) -> Listing:
    """``after`` as a change of ``before``: with its versions, times and unchanged facts."""
    kept = {
        part: _with_kept(getattr(before, part), getattr(after, part))
        for part in ("club", "offer", "venue")
    }
    return settled(before, Listing(**kept))


def value_at(thing: Any, path: str) -> Any:
    """What stands at a dotted name, such as ``offer.support.easy_words``; None where a part of the
    way is not there."""
    for name in path.split("."):
        thing = getattr(thing, name, None)
    return thing


def differing(before: Any, after: Any, path: str = "") -> Sequence[str]:
    """The dotted names of all that differs, such as ``offer.support.easy_words``."""
    if before == after:
        return ()
    if isinstance(after, Fact) or not _have_the_same_fields(before, after):
        return (path,)
    return tuple(
        name
        for field in fields(after)
        for name in differing(
            getattr(before, field.name),
            getattr(after, field.name),
            f"{path}.{field.name}" if path else field.name,
        )
    )


def _with_kept(before: Any, after: Any) -> Any:
    if before is None or after is None or before.id != after.id:
        return after
    names = [field.name for field in fields(after) if field.name in KEPT]
    return replace(after, **{name: getattr(before, name) for name in names})


def _have_the_same_fields(*things: Any) -> bool:
    kinds = {type(thing) for thing in things}
    return len(kinds) == 1 and is_dataclass(things[0])

"""Turns clubs, venues and offers into JSON text and back; what says nothing is left out."""

from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from threading import Lock
from typing import Any, TypeVar, cast

import msgspec

Thing = TypeVar("Thing")

_encoder = msgspec.json.Encoder()


class Unreadable(ValueError):
    """A stored document that this version of the program cannot read."""


def to_text(thing: Any) -> str:
    """JSON text of a dataclass of the model, without the fields that hold their default."""
    return _encoder.encode(_pruned(thing)).decode()


def from_text(kind: type[Thing], text: str) -> Thing:
    """The thing again. Fields of a newer version are passed over, missing ones get their default.

    Raises :class:`Unreadable` where a value makes no sense, such as an unknown status.
    """
    try:
        thing: Thing = _decoder(cast(Hashable, kind)).decode(text)
    except msgspec.DecodeError as error:
        raise Unreadable(f"A stored {kind.__name__.lower()} cannot be read: {error}") from error
    return thing


_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}
_making = Lock()


def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """Made by one thread at a time: msgspec 0.22 lets others see what it knows of a class before
    it knows all, and they crash the process."""
    found = _decoders.get(kind)
    if found is None:
        with _making:
            found = _decoders.setdefault(kind, msgspec.json.Decoder(kind))
    return found


def _pruned(value: Any) -> Any:
    if is_dataclass(value):
        return _pruner(cast(Hashable, type(value)))(value)
    if isinstance(value, tuple):
        return [_pruned(part) for part in value]
    return value


@cache
def _pruner(kind: Any) -> Callable[[Any], dict[str, Any]]:
    """Made once for each class: looking up its fields for every record took most of the time."""
    defaults = [(field.name, *_default(field)) for field in fields(kind)]

    def prune(thing: Any) -> dict[str, Any]:
        kept = {}
        for name, default, pruned_default in defaults:
            value = getattr(thing, name)
            # Nearly every field holds its very default, so this one look settles most of them.
            if value is default:
                continue
            pruned = _pruned(value)
            if pruned != pruned_default:
                kept[name] = pruned
        return kept

    return prune


def _default(field: Any) -> tuple[Any, Any]:
    if field.default is MISSING:
        return MISSING, MISSING
    return field.default, _pruned(field.default)

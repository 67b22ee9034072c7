"""Writes statements of RDF as Turtle; just enough for a catalogue."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

# What Turtle forbids within the brackets of an address.
_NOT_IN_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff]")
_ESCAPED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_IN_LITERAL: Final = re.compile(r"[\"\\\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


Statements = Mapping[str, Iterable[str]]
"""What is said of one thing: predicates with a prefix, and objects that are written already."""


def iri(address: str) -> str:
    """A whole address; what it may not hold is written with percent signs."""
    escaped = _NOT_IN_IRI.sub(lambda found: _percent(found[0]), address)
    return f"<{escaped}>"


def literal(text: str, language: str = "") -> str:
    """Text as it is, but for signs that no program wants."""
    escaped = _IN_LITERAL.sub(lambda found: _ESCAPED.get(found[0], ""), text)
    return f'"{escaped}"' + (f"@{language}" if language else "")


def moment(when: datetime) -> str:
    return f'"{when.isoformat(timespec="seconds")}"^^xsd:dateTime'


def turtle(prefixes: Mapping[str, str], subjects: Iterable[tuple[str, Statements]]) -> str:
    """``subjects`` are names with what is said of each."""
    head = "".join(f"@prefix {name}: {iri(space)} .\n" for name, space in prefixes.items())
    return "\n".join((head, *(f"{name}\n{_body(said)} .\n" for name, said in subjects)))


def _body(statements: Statements) -> str:
    """A predicate without an object is left out."""
    lines = ((name, ", ".join(objects)) for name, objects in statements.items())
    return " ;\n".join(f"    {name} {objects}" for name, objects in lines if objects)


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode(errors="replace"))

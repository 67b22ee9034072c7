"""Reads a YAML file as plain words, so that no, 06108 and 17:30 stay what the editor typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

from directory.content.errors import ContentError

Value = str | list["Value"] | dict[str, "Value"]
Choice = TypeVar("Choice", bound=StrEnum)

# The C parser is ten times faster; composing gives nodes, so no tag of YAML is ever acted upon.
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# No text of ours is a tenth as long.
MOST_LETTERS = 500_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file; each value is asked for by key and type, and nothing may be left.

    Where a mapping is expected, the file may hold a single word or a list instead: they fill the
    keys named by ``short`` in order. So ``toilet: yes`` and ``toilet: [yes, Text]`` both work.
    """

    file: str
    path: str
    values: Mapping[str, Value]
    asked: set[str] = field(default_factory=set)
    # In which line each value stands; empty where nobody asked for it.
    lines: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path, shown_as: str, *, with_lines: bool = False) -> "Entry":
        """The whole file; ``shown_as`` is its name in messages. ``with_lines`` is for files of
        strangers: every fault names its line, and nothing may stand for something else."""
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise ContentError(f"{shown_as}: the file must be UTF-8.") from error
        if len(text) > MOST_LETTERS:
            raise ContentError(f"{shown_as}: the file is too long ({len(text)} letters).")
        try:
            node = yaml.compose(text, Loader=_PARSER)
        except yaml.YAMLError as error:
            line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
            raise ContentError(f"{shown_as}: line {line} is not valid YAML.") from error
        lines = dict(_lines(node, shown_as)) if with_lines and node else {}
        value = _plain(node, shown_as)
        if not isinstance(value, dict):
            raise ContentError(f"{shown_as}: the file must hold keys with values.")
        return cls(shown_as, "", value, lines=lines)

    def fault(self, key: str, problem: str) -> ContentError:
        where = f"{self.path}.{key}" if self.path and key else key or self.path
        line = self.lines.get(where) or self.lines.get(self.path) or (1 if self.lines else None)
        file = f"{self.file}, line {line}" if line else self.file
        return ContentError(f"{file}: {where} {problem}.")

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str, default: str | None = None) -> str:
        """The words at a key; without a default they must be there."""
        self.asked.add(key)
        value = self.values.get(key, default)
        if value is None:
            raise self.fault(key, "is missing")
        if not isinstance(value, str):
            raise self.fault(key, "must be one text")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """The list at a key; a single text counts as a list of one, a missing key as empty."""
        self.asked.add(key)
        value = self.values.get(key, [])
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list):
            raise self.fault(key, "must be a list of texts")
        found = [text for text in texts if isinstance(text, str)]
        if len(found) != len(texts):
            raise self.fault(key, "must be a list of texts")
        return tuple(text.strip() for text in found)

    def number(self, key: str) -> int | None:
        text = self.text(key, "")
        if not text:
            return None
        if not text.isdecimal():
            raise self.fault(key, f'must be a whole number, not "{text}"')
        return int(text)

    def day(self, key: str) -> date | None:
        text = self.text(key, "")
        return self.as_day(key, text) if text else None

    def as_day(self, key: str, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.fault(key, f'must be a day such as 2026-03-31, not "{text}"') from error

    def choice(self, key: str, kind: type[Choice], default: Choice) -> Choice:
        text = self.text(key, default.value)
        return self.as_choice(key, text, kind)

    def as_choice(self, key: str, text: str, kind: type[Choice]) -> Choice:
        try:
            return kind(text)
        except ValueError as error:
            allowed = ", ".join(kind)
            raise self.fault(key, f'must be one of {allowed}, not "{text}"') from error

    def section(self, key: str, *short: str) -> "Entry":
        """The mapping at a key, empty where the key is missing."""
        self.asked.add(key)
        return self._entry(key, self.values.get(key, {}), short)

    def sections(self, key: str, *short: str) -> Iterator["Entry"]:
        """Each mapping of the list at a key."""
        self.asked.add(key)
        value = self.values.get(key, [])
        items = value if isinstance(value, list) else [value]
        for place, item in enumerate(items, start=1):
            yield self._entry(f"{key}[{place}]", item, short)

    def named(self, key: str) -> Iterator[tuple[str, "Entry"]]:
        """Each name and mapping of the mapping at a key."""
        section = self.section(key)
        for name in section.values:
            yield name, section.section(name)

    def nothing_else(self) -> None:
        """To be called at the end: a mistyped key must not be lost in silence."""
        for key in self.values:
            if key not in self.asked:
                raise self.fault(key, "is not a key that belongs here")

    def _entry(self, key: str, value: Value, short: tuple[str, ...]) -> "Entry":
        path = f"{self.path}.{key}" if self.path else key
        if isinstance(value, str) and short:
            value = [value]
        if isinstance(value, list):
            if len(value) > len(short):
                raise self.fault(key, "must hold keys with values")
            value = dict(zip(short, value, strict=False))
        if not isinstance(value, dict):
            raise self.fault(key, "must hold keys with values")
        return Entry(self.file, path, value, lines=self.lines)


def _lines(node: yaml.Node, file: str) -> Iterator[tuple[str, int]]:
    """The line of each value by its path; what stands for something else is refused."""
    seen: set[int] = set()
    waiting: list[tuple[str, yaml.Node]] = [("", node)]
    while waiting:
        path, here = waiting.pop()
        line = here.start_mark.line + 1
        if id(here) in seen:
            raise ContentError(f"{file}: line {line} is used twice; write it out each time.")
        seen.add(id(here))
        if path:
            yield path, line
        if isinstance(here, yaml.MappingNode):
            for key, value in here.value:
                inner = f"{path}.{key.value}" if path else str(key.value)
                waiting.append((inner, value))
        elif isinstance(here, yaml.SequenceNode):
            waiting += [(f"{path}[{at}]", one) for at, one in enumerate(here.value, start=1)]


def _plain(node: yaml.Node | None, file: str) -> Value:
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Value] = {}
        for key, value in node.value:
            if key.value in mapping:
                line = key.start_mark.line + 1
                raise ContentError(f'{file}: "{key.value}" stands twice, again in line {line}.')
            mapping[key.value] = _plain(value, file)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, file) for value in node.value]
    return str(node.value) if node is not None else ""

"""Puts the parts of a template together when it is loaded, not each time that a page is made."""

import re
from collections.abc import Callable, MutableMapping
from functools import lru_cache, partial
from types import FunctionType, MethodType
from typing import Any, Final

from jinja2 import Environment, Template, nodes
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from directory.catalogue.recent import Recent

COMPONENT: Final = "component"
"""The name in templates for the function that gives a component."""
# Small parts of which the same few stand on nearly every page, with the same words.
KEPT: Final = frozenset({"entry", "example_mark", "fact", "read_aloud"})
# A list of results has thirty, and nobody gives them anything but text and yes or no.
KEPT_AT_ONCE: Final = frozenset({"choice"})
MOST_AT_ONCE: Final = 2_000
# Only of these can be said whether they are the same. Lines and links may hold markup inside.
_PLAIN: Final = frozenset({str, Markup, bool, int})
KEPT_BYTES: Final = 2 << 20
# What a piece takes besides its letters and those of its key, about.
_PIECE_BYTES: Final = 600


class PutTogether(NodeTransformer):
    """Reads included files into the template, and finds components without a module of their own.

    Jinja looks up each file, and makes a context for each include, at every page (measured: 15 and
    12 of them on a page of results, together a quarter of its time).
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        if not isinstance(node.template, nodes.Const) or node.ignore_missing:
            return node
        name = node.template.value
        source, file, _ = self._environment.loader.get_source(self._environment, name)  # type: ignore[union-attr]
        part = self._environment._parse(source, name, file)
        return nodes.Scope(part.body, lineno=node.lineno)

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.Node | list[nodes.Node]:
        if node.with_context or not isinstance(node.template, nodes.Const):
            return node
        pairs = [one if isinstance(one, tuple) else (one, one) for one in node.names]
        return [_assigned(node, name, alias) for name, alias in pairs]


def _assigned(node: nodes.FromImport, name: str, alias: str) -> nodes.Node:
    line = node.lineno
    called = nodes.Call(
        nodes.Name(COMPONENT, "load", lineno=line),
        [node.template, nodes.Const(name, lineno=line)],
        [],
        None,
        None,
        lineno=line,
    )
    return nodes.Assign(nodes.Name(alias, "store", lineno=line), called, lineno=line)


class QuickTemplate(Template):
    """A template that writes values with less ado: Jinja makes each of them a value of its own kind
    before it joins all of them to a text (measured: a tenth of a page of results)."""

    @classmethod
    def _from_namespace(
        cls,
        environment: Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],
    ) -> "Template":
        # The functions of a template find it there; they only ever write what it gives.
        namespace["escape"] = _written
        return super()._from_namespace(environment, namespace, globals)


class QuickContext(Context):
    """Calls components and plain functions at once: Jinja first looks at four places whether each
    of them wants to know from where it is called (measured: as long as most of them take)."""

    def call(self, called: Any, /, *given: Any, **named: Any) -> Any:
        kind = type(called)
        # What wants to know it has a mark.
        if kind in _PLAINLY_CALLED or (kind in _FUNCTIONS and not called.__dict__):
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return called(*given, **named)
        return super().call(called, *given, **named)


def _written(value: Any) -> str:
    """As ``escape`` of MarkupSafe, for what is only joined with its neighbours afterwards."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is int or kind is float:
        return str(value)
    return value if kind is str and not _to_be_escaped(value) else escape(value)


_to_be_escaped = re.compile("[&<>\"']").search


class Components:
    """The components of one environment. Some keep what they said: a component depends on nothing
    but the values that it is given, so the same values give the same markup."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: dict[tuple[str, str], Callable[..., str]] = {}
        self._said: Recent[str] = Recent(KEPT_BYTES)

    def __call__(self, template: str, name: str) -> Callable[..., str]:
        found = self._known.get((template, name))
        if found is None:
            found = getattr(self._environment.get_template(template).module, name)
            if name in KEPT:
                found = partial(self._kept, name, found)
            elif name in KEPT_AT_ONCE:
                # By kind, because markup and text with the same letters are equal for Python.
                found = partial(lru_cache(maxsize=MOST_AT_ONCE, typed=True)(found))
            self._known[template, name] = found
        return found

    def _kept(self, _name: str, made: Callable[..., str], /, *given: Any, **named: Any) -> str:
        # Markup and text with the same letters are equal for Python, and not at all for readers.
        kinds = (*map(type, given), *map(type, named.values()))
        if not _PLAIN.issuperset(kinds):
            return made(*given, **named)
        key = (_name, kinds, given, tuple(named.items())) if named else (_name, kinds, given)
        said = self._said.get(key)
        if said is None:
            said = made(*given, **named)
            self._said.put(key, said, _PIECE_BYTES + 2 * len(said))
        return said


# A method has the marks of its function.
_FUNCTIONS: Final = frozenset({FunctionType, MethodType})
_PLAINLY_CALLED: Final = frozenset({Components, Macro, partial})

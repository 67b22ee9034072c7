"""``{% kept here %}…{% endkept %}``: a part of a template, kept as text by what it names."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from flask import has_request_context
from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

from directory.catalogue.recent import Recent
from directory.web.now import this_request
from directory.web.parts import SiteFacts

KEPT_BYTES: Final = 1 << 20
# What a block takes besides its letters, about.
_BLOCK_BYTES: Final = 500
# The same for every page of an environment, or as the mount point says, which every key holds.
_ALWAYS_THE_SAME: Final = frozenset(
    {"_", "address", "asset", "entry", "filled_in", "gettext", "icon", "names_lang", "ngettext"}
    | {"phone_link", "phone_words", "site_logo"}
)
_PLAIN: Final = frozenset({str, Markup, bool, int, SiteFacts})


class KeptBlocks(Extension):
    """Such a block may use nothing but what stands in its first line, and what never changes while
    the program runs; anything else is a fault of the template, and it does not load."""

    tags = {"kept"}  # noqa: RUF012 - as Jinja declares it

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._blocks: Recent[str] = Recent(KEPT_BYTES)

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        keys = list(_keys(parser))
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        used = {
            name.name for part in body for name in part.find_all(nodes.Name) if name.ctx == "load"
        }
        if nodes.Block("", body, False, False).find(nodes.Include):
            raise TemplateSyntaxError("a kept block includes nothing", line, parser.name)
        unnamed = used - {key.name for key in keys} - _set_inside(body) - _ALWAYS_THE_SAME
        if unnamed:
            missing = ", ".join(sorted(unnamed))
            raise TemplateSyntaxError(f"kept without its key: {missing}", line, parser.name)
        place = nodes.Const(f"{parser.name} {line}")
        called = self.call_method("_said", [place, nodes.Tuple(keys, "load")])
        return nodes.CallBlock(called, [], [], body).set_lineno(line)

    def _said(self, place: str, values: tuple[Any, ...], caller: Callable[[], str]) -> str:
        kinds = tuple(map(type, values))
        if not _PLAIN.issuperset(kinds):
            return caller()
        root = this_request().script_root if has_request_context() else ""
        key = (place, root, kinds, values)
        said = self._blocks.get(key)
        if said is None:
            said = caller()
            self._blocks.put(key, said, _BLOCK_BYTES + 2 * len(said))
        return said


def _keys(parser: Parser) -> Iterator[nodes.Name]:
    while parser.stream.current.type != "block_end":
        key = parser.parse_expression()
        if not isinstance(key, nodes.Name):
            parser.fail("a kept block names values, nothing that is computed", key.lineno)
        yield key
        parser.stream.skip_if("comma")


def _set_inside(body: list[nodes.Node]) -> set[str]:
    return {
        name.name
        for part in body
        for name in part.find_all(nodes.Name)
        if name.ctx in ("store", "param")
    }

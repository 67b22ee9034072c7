"""Reads a page as browsers do (the WHATWG rules), into a tree that XPath can ask.

A parser in C: the one in Python took two thirds of the time of all tests of pages.
"""

import hashlib
import re
from typing import Any

import html5lib
import turbohtml
from lxml import etree
from turbohtml.treebuild import parse_into

Element = etree._Element
_XHTML = "http://www.w3.org/1999/xhtml"
# What a tree of XML cannot hold; browsers take it.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tree_of(html: str) -> Element:
    """The element ``html``; only drawings have a namespace."""
    root: Element | None = parse_into(html, _Builder()).root
    assert root is not None
    return root


def errors_of(html: str) -> list[str]:
    """Each fault against the rules of HTML: in signs and attributes, and in what may stand where.

    The second half depends on the skeleton alone, and many pages have the same; so the slow parser,
    which alone tells of it, sees each skeleton once.
    """
    signs = [f"{one.line}:{one.col}: {one.code}" for one in turbohtml.parse(html).errors]
    skeleton = skeleton_of(html)
    if skeleton not in _known:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(html)
        _known[skeleton] = [f"{place}: {code} {values}" for place, code, values in parser.errors]
    return [*signs, *_known[skeleton]]


_known: dict[bytes, list[str]] = {}
# Of all values only these two say what may stand in an element.
_VALUE = re.compile(r"""(?<! type)(?<! lang)="[^"]*"(?=[\s/>])""")
_TEXT = re.compile(r">[^<]*[^<\s][^<]*<")


def skeleton_of(html: str) -> bytes:
    """The page without its words: tags, names of attributes, and where there is any text. What is
    quoted or closed in another way than usual stays as it is, so that no fault can hide."""
    bare = _TEXT.sub(">T<", _VALUE.sub('=""', html))
    return hashlib.blake2b(bare.encode("utf-8", "replace")).digest()


class _Document:
    """Holds the root; what stands outside of it is left out."""

    root: Element | None = None


class _Builder:
    """Puts the nodes of the parser into a tree of lxml."""

    def create_document(self) -> Any:
        return _Document()

    def create_doctype(self, name: str, public_id: str | None, system_id: str | None) -> Any:
        return None

    def create_element(
        self, name: str, namespace: str, attrs: tuple[tuple[str, str | None], ...]
    ) -> Any:
        made = etree.Element(name if namespace == _XHTML else f"{{{namespace}}}{name}")
        for key, value in attrs:
            made.set(key.replace(":", "_"), _kept(value or ""))
        return made

    def create_text(self, data: str) -> Any:
        return _kept(data)

    def create_comment(self, data: str) -> Any:
        return None

    def create_pi(self, target: str, data: str) -> Any:
        return None

    def append(self, parent: Any, child: Any) -> None:
        if isinstance(parent, _Document):
            if isinstance(child, Element):
                parent.root = child
        elif isinstance(child, str):
            _add_text(parent, child)
        elif child is not None:
            parent.append(child)


def _add_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _kept(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)

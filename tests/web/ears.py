"""What a screen reader says of a page: each box, each control and each text is one phrase.

Counts as a virtual screen reader does that names the beginning and the end of each box. It knows
what our pages are made of; the transcripts of a real one are the measure for everything else.
"""

from collections.abc import Iterator

from tests.page_checks import Element, text_of

_BOXES = {
    "main": "main",
    "nav": "navigation",
    "ul": "list",
    "ol": "list",
    "li": "listitem",
    "p": "paragraph",
    "article": "article",
    "strong": "strong",
    "fieldset": "group",
    "details": "group",
    "figure": "figure",
}
_NAMED_BY_THEIR_WORDS = {"h1", "h2", "h3", "a", "button", "summary"}


def phrases(element: Element) -> list[str]:
    """All phrases from the beginning to the end of an element."""
    return list(_said(element))


def phrases_before(element: Element, first: Element) -> list[str]:
    """What is heard of an element until another one in it begins."""
    marked = "here it begins"
    first.set("data-ears", marked)
    said = phrases(element)
    del first.attrib["data-ears"]
    return said[: said.index(marked)]


def _said(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or _is_silent(element):
        return
    if element.get("data-ears"):
        yield element.get("data-ears") or ""
    if element.tag == "img":
        yield f"image, {element.get('alt')}"
        return
    if element.tag in ("input", "select"):
        yield f"{element.tag}, {element.get('name')}"
        return
    inside = list(_inside(element))
    if element.tag in _NAMED_BY_THEIR_WORDS and len(inside) == 1 and not _holds_a_link(element):
        yield f"{element.tag}, {text_of(element)}"
        return
    role = _role(element)
    yield from (role,) if role else ()
    yield from inside
    yield from (f"end of {role}",) if role else ()


def _inside(element: Element) -> Iterator[str]:
    is_shut = element.tag == "details" and element.get("open") is None
    if (element.text or "").strip():
        yield " ".join((element.text or "").split())
    for child in element:
        if not is_shut or child.tag == "summary":
            yield from _said(child)
        if (child.tail or "").strip():
            yield " ".join((child.tail or "").split())


def _holds_a_link(element: Element) -> bool:
    return any(child.tag in _NAMED_BY_THEIR_WORDS for child in element.iterdescendants())


def _is_silent(element: Element) -> bool:
    is_hidden = element.get("aria-hidden") == "true" or element.get("type") == "hidden"
    is_decoration = element.tag == "img" and not element.get("alt")
    return is_hidden or is_decoration or element.get("hidden") is not None


def _role(element: Element) -> str:
    given = element.get("role")
    if given:
        return "" if given in ("none", "presentation") else given
    if element.tag == "section" and element.get("aria-labelledby"):
        return "region"
    if element.tag in _NAMED_BY_THEIR_WORDS:
        return element.tag
    return _BOXES.get(element.tag, "")

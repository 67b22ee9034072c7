"""Hostile texts, and whether any of them came alive: read as a browser, a table or a calendar does.

Each text carries the same mark; it must never become the name of an element, an attribute or a
line, and no sum that a template would work out may stand anywhere.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tests.html_tree import tree_of

MARK = "x-live"
SUM, WORKED_OUT = "1337*7331", "9801547"
TEXTS = (
    f"\"'><{MARK}><img src=x onerror=live()>",
    f"' {MARK}='1' onfocus='live()' autofocus='",
    f'" {MARK}="1" onfocus="live()" style="x" autofocus="',
    f"</title></textarea></script></style></noscript><{MARK}>",
    f"--><{MARK}>]]><{MARK}><!--",
    f"<svg><{MARK} onload=live()><math><mi xlink:href='data:text/html,x'>",
    f"{{{{ {SUM} }}}}${{{SUM}}}<%= {SUM} %>#{{{SUM}}}{{% {MARK} %}}*{{{SUM}}}",
    f"&lt;{MARK}&gt;&#60;{MARK}&#62;&amp;lt;{MARK}&amp;gt;",
    f"＜{MARK}＞＂＞＜script＞live()＜/script＞",
    f"\\u003c{MARK}\\u003e\\x3c{MARK}\\x3e%3C{MARK}%3E+ADw-{MARK}+AD4-",
    f"javascript:live()//{MARK}",
    f'[{MARK}](javascript:live()) ![a](b" onerror="live()) <javascript:live()>',
    f"x\r\nX-Live: 1\r\nBEGIN:VEVENT\r\nX-LIVE:1\r\nBcc: x@evil.example\r\n\r\n<{MARK}>",
    f"x' OR '1'='1'; DROP TABLE offer; -- {MARK}\x00<{MARK}>",
    f'=HYPERLINK("https://evil.example";"{MARK}")',
    f"@SUM(1+1)*cmd|' /C calc'!A0 {MARK}",
)
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "poster", "cite", "srcset"})
_SCRIPT = re.compile(r"[\s\x00-\x20]*(javascript|vbscript|data)\s*:", re.I)
_OWN_FRAME = re.compile(r"(https://sport\.example)?(/\w\w)?/eingebettet(\?|$)")


def in_page(html: str) -> list[str]:
    """What would act in a browser, in words."""
    found = list(_in_tree(tree_of(html)))
    return [*found, "a template worked out a sum"] if WORKED_OUT in html else found


def _in_tree(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname.lower()
        # A frame says in which window its links open, and nothing else.
        is_foreign_base = name == "base" and element.get("href") is not None
        # Whoever shows our offers elsewhere sees the frame before.
        is_foreign_frame = name == "iframe" and not _OWN_FRAME.match(element.get("src", ""))
        if name in (MARK, "object", "embed", "style") or is_foreign_base or is_foreign_frame:
            yield f"the element {name}"
        if name == "script" and not element.get("src") and "json" not in element.get("type", ""):
            yield "a script in the page"
        for attribute, value in element.attrib.items():
            named = etree.QName(str(attribute)).localname.lower()
            if MARK in named or named.startswith("on") or named == "style":
                yield f"the attribute {named} of {name}"
            if named.removeprefix("xlink_") in _ADDRESSES and _SCRIPT.match(str(value)):
                yield f"{name} leads to {str(value)[:60]}"


def in_xml(body: bytes) -> list[str]:
    """A feed, a drawing, a map of the site: read by a strict parser."""
    parser = etree.XMLParser(resolve_entities=False)
    return list(_in_tree(etree.fromstring(body, parser)))


def in_table(rows: Iterator[list[Any]]) -> list[str]:
    """Cells that a program for tables works out; numbers are none."""
    return [
        cell
        for row in rows
        for cell in row
        if re.match(r"[\s\x00-\x20]*[=+\-@＝＋－＠]", str(cell))
        and not re.fullmatch(r"[+-]?[\d.,]+", str(cell))
    ]

"""The lines that licences want to see, with their links."""

from collections.abc import Iterator, Sequence

from directory.web.page import Link


def pieces(text: str, links: Sequence[tuple[str, str]]) -> Iterator[Link]:
    """The text, cut at the words that must be links; a piece without an address is plain."""
    places = sorted((text.index(label), label, href) for label, href in links)
    done = 0
    for start, label, href in places:
        if start < done:
            continue
        if text[done:start]:
            yield Link(text[done:start], "")
        yield Link(label, href)
        done = start + len(label)
    if text[done:]:
        yield Link(text[done:], "")

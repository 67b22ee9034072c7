"""What somebody copies into an own page: a frame, a link for whoever sees no frame, a script."""

from markupsafe import Markup

from directory.web.addresses import url_for
from directory.web.elsewhere import whole
from directory.web.languages import EASY, current

_FRAME = Markup(
    '<iframe src="{src}" title="{title}" width="100%" height="{height}"'
    ' loading="lazy" frameborder="0"></iframe>'
)
_LINK = Markup('<p><a href="{href}">{words}</a></p>')
_SCRIPT = Markup('<script src="{src}" async></script>')


def html_to_copy(
    frame_href: str, title: str, link_href: str, link_words: str, height: int, *, adapts: bool
) -> str:
    """Plain text, so that a page which shows it escapes it once more. ``adapts``: with the script
    that gives the frame the height of what it shows."""
    language = current()
    lines = [
        _FRAME.format(src=whole(frame_href, language), title=title, height=height),
        _LINK.format(href=whole(link_href, language), words=link_words),
    ]
    if adapts:
        lines.append(_SCRIPT.format(src=script_address()))
    return "\n".join(map(str, lines))


def script_address() -> str:
    """The same for all languages, so that a page with two frames loads one script."""
    return whole(url_for("embedding.script"), EASY)

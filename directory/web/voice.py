"""The voice in which pages tell about offers: the language of this request, with words parted."""

from directory.web.languages import manner
from directory.web.page import Line
from directory.wording import Said, Voice


def voice() -> Voice:
    return manner().voice


def lines(said: tuple[Said, ...]) -> tuple[Line, ...]:
    return tuple(Line(one.words, one.lang) for one in said)

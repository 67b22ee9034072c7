"""Advice beside a question, in the language of the page."""

from dataclasses import dataclass

from directory.web.languages import manner
from directory.web.parts import parts


@dataclass(frozen=True, slots=True)
class AdviceShown:
    """What ``components/advice.html`` shows."""

    title: str
    lines: tuple[str, ...]


def advice_shown(page: str) -> AdviceShown | None:
    """For a page of questions; None where there is none."""
    known = parts().advice
    found = known.by_page.get(page) if known else None
    if found is None:
        return None
    now = manner()
    title, lines = {
        "easy": (found.title, found.easy),
        "de": (found.title_de, found.de),
        "en": (found.title_en, found.en),
    }[now.language.key]
    return AdviceShown(now.words(title), tuple(now.words(line) for line in lines))

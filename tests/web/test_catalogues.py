"""Every text of the site is translated into standard German and English, with the same names."""

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from directory.cli.translating import LANGUAGES, TRANSLATIONS, extracted

NAMES = re.compile(r"\{\w*\}|%\(\w+\)s|&\w+;")

pytestmark = pytest.mark.parametrize("key", LANGUAGES)


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@cache
def texts() -> Catalog:
    return extracted()


@cache
def catalogue(key: str) -> Catalog:
    with (TRANSLATIONS / key / "LC_MESSAGES" / "messages.po").open("rb") as lines:
        return read_po(lines, locale=key)


def translated(key: str) -> list[tuple[str, str]]:
    """Each form of each text with its translation, where there is one."""
    pairs = []
    for text in texts():
        found = catalogue(key).get(forms(text.id)[0]) if text.id else None
        if found:
            pairs += list(zip(forms(text.id), forms(found.string or ""), strict=True))
    return pairs


def test_no_text_lacks_its_translation(key: str) -> None:
    written = {text for text, translation in translated(key) if translation.strip()}
    assert [
        one for text in texts() if text.id for one in forms(text.id) if one not in written
    ] == []


def test_a_translation_has_the_names_of_its_text(key: str) -> None:
    assert [
        (text, translation)
        for text, translation in translated(key)
        if sorted(NAMES.findall(text)) != sorted(NAMES.findall(translation))
    ] == []


def test_no_translation_is_a_guess(key: str) -> None:
    assert [message.id for message in catalogue(key) if message.id and message.fuzzy] == []

"""Each text of this part is easy as it stands, and translated whole."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import directory.wording
from directory.wording.voice import CATALOGUES
from tests.wording.saying import faults, spoken_wrongly

NAMES = re.compile(r"\{(\w+)\}")

# The longest of what each name is filled with: a text must be easy with these too.
LONGEST = {
    "amount": "120 Euro 50",
    "cents": "50",
    "count": "12",
    "day": "31. Dezember 2026",
    "end": "19 Uhr 30",
    "first": "Donnerstag, 24. September 2026",
    "hour": "17",
    "languages": "Deutsch, Türkisch und Englisch",
    "last": "Donnerstag, 24. September 2026",
    "line": "8",
    "low": "6",
    "minute": "30",
    "month": "September 2026",
    "name": "Beispiel",
    "sports": "Boccia, Judo und Tanzen",
    "start": "17 Uhr 30",
    "stop": "Markt",
}


@cache
def texts() -> tuple[str | tuple[str, ...], ...]:
    found = extract_from_dir(
        Path(directory.wording.__file__).parent,
        method_map=[("**.py", "python")],
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "N_": None},
    )
    return tuple(dict.fromkeys(message for _file, _line, message, *_others in found))


def single_texts() -> list[str]:
    return sorted({one for text in texts() for one in _forms(text)})


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_the_texts_are_found():
    assert len(texts()) > 300
    assert "Das ist ein Beispiel." in texts()


@pytest.mark.parametrize("text", single_texts())
def test_each_text_is_easy(text):
    said = NAMES.sub(lambda name: LONGEST[name[1]], text)
    assert [(fault.rule, fault.reason) for fault in faults(said)] == []
    assert not spoken_wrongly(said)


@pytest.mark.parametrize("key", ["de", "en"])
def test_each_text_is_translated_with_the_same_names(key):
    catalogue = _catalogue(key)
    for text in texts():
        message = catalogue.get(text)
        assert message is not None, text
        for one, other in zip(_forms(text), _forms(message.string), strict=True):
            assert other.strip(), text
            assert sorted(NAMES.findall(one)) == sorted(NAMES.findall(other)), text


def test_no_text_is_plural_in_one_place_and_single_in_another():
    plurals = {text[0] for text in texts() if not isinstance(text, str)}
    assert plurals.isdisjoint(text for text in texts() if isinstance(text, str))


def _catalogue(key: str) -> Catalog:
    with (CATALOGUES / key / "LC_MESSAGES" / "messages.po").open("rb") as lines:
        return read_po(lines, locale=key)

"""Yes, no and unknown."""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import by_class


def test_the_words_say_it_too(site: Flask) -> None:
    assert shown(site, "fact", "yes").texts("//span" + by_class("fact")) == ["Begleitung: ja"]
    assert shown(site, "fact", "no").texts("//span" + by_class("fact")) == [
        "WC für Rollstühle: nein"
    ]


def test_unknown_never_looks_like_no(site: Flask) -> None:
    unknown, no = shown(site, "fact", "unknown"), shown(site, "fact", "no")
    drawn = [
        [path.get("d") for path in page.all("//*[local-name()='path']")] for page in (unknown, no)
    ]
    assert drawn[0] != drawn[1]
    assert not unknown.all("//*" + by_class("fact--no"))


def test_each_note_stands_on_its_own_line(site: Flask) -> None:
    notes = shown(site, "fact", "long note").texts("//span" + by_class("fact__note"))
    assert notes[1] == "Geprüft am 6. Dezember 2026."

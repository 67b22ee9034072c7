"""The buttons for reading aloud, before a script shows them."""

from flask import Flask

from tests.components.rendering import shown


def test_without_a_script_there_is_no_button_and_no_gap(site: Flask) -> None:
    (slot,) = shown(site, "read_aloud", "slot").all("//*[@id='vorlesen']")
    assert slot.get("hidden") is not None
    assert slot.get("data-spoken") == "/assets/scripts/spoken.js"


def test_each_button_says_its_deed(site: Flask) -> None:
    page = shown(site, "read_aloud", "slot")
    words = [" ".join("".join(button.itertext()).split()) for button in page.all("//button")]
    assert words == [
        "Vorlesen",
        "Pause machen",
        "Weiter lesen",
        "Nächster Teil",
        "Langsamer lesen",
        "Aufhören",
    ]
    for button in page.all("//button"):
        assert button.get("type") == "button"

"""A question whose answers look like what they do."""

from flask import Flask

from tests.components.rendering import shown


def test_what_holds_is_said_in_words(site: Flask) -> None:
    page = shown(site, "sample_choice", "colours")
    assert page.texts("//button") == [
        "Wie auf Ihrem Gerät",
        "Hell Wir machen Sport. Das gilt jetzt",
        "Dunkel Wir machen Sport.",
        "Gelb auf Schwarz Wir machen Sport.",
    ]


def test_one_press_is_enough(site: Flask) -> None:
    page = shown(site, "sample_choice", "letters")
    pressed = page.all("//form[@method='post']//button[@type='submit']")
    assert [(one.get("name"), one.get("value")) for one in pressed] == [
        ("buchstaben", "normal"),
        ("buchstaben", "gross"),
    ]
    (kept,) = page.all("//input[@type='hidden']")
    assert (kept.get("name"), kept.get("value")) == ("zurueck", "/orte")


def test_a_sample_carries_the_mark_that_the_style_sheet_follows(site: Flask) -> None:
    page = shown(site, "sample_choice", "colours")
    assert [one.get("data-farben") for one in page.all("//button/span[@data-farben]")] == [
        "hell",
        "dunkel",
        "gelb",
    ]

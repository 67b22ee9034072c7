"""Ways to move the point of a pin."""

from flask import Flask

from tests.components.rendering import shown


def test_each_button_says_how_far_and_where_to(site: Flask) -> None:
    page = shown(site, "pin_moves", "folded")
    buttons = page.all("//button[@name='schiebe_50' or @name='schiebe_500']")
    assert all(button.get("type") == "submit" for button in buttons)
    words = page.texts("//button[@name]")
    assert len(words) == len(set(words)) == 9
    assert "50 Meter nach Norden" in words and "500 Meter nach Westen" in words


def test_all_is_folded_until_it_is_needed(site: Flask) -> None:
    assert not shown(site, "pin_moves", "folded").all("//details[@open]")
    assert len(shown(site, "pin_moves", "moved").all("//details[@open]")) == 1


def test_a_fault_opens_its_field_and_keeps_what_was_pasted(site: Flask) -> None:
    page = shown(site, "pin_moves", "wrong")
    (field,) = page.all("//details[@open]//input")
    assert (field.get("value"), field.get("aria-invalid")) == ("Am Markt 5", "true")

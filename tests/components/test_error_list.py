"""What is missing, on top of a form."""

from flask import Flask

from tests.components.rendering import shown


def test_each_line_leads_to_its_field(site: Flask) -> None:
    page = shown(site, "error_list", "two fields")
    assert page.texts("//li/a[@href='#inhalt']") == [
        "Schreiben Sie bitte eine Telefonnummer.",
        "Sagen Sie bitte Ja oder Nein.",
    ]


def test_the_focus_goes_to_the_list_by_itself(site: Flask) -> None:
    page = shown(site, "error_list", "two fields")
    (box,) = page.all("//div[@role='region'][@autofocus][@tabindex='-1']")
    assert page.texts(f"//*[@id='{box.get('aria-labelledby')}']") == ["Es fehlt noch etwas"]

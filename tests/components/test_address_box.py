"""An address to hand on."""

from flask import Flask

from tests.components.rendering import shown


def test_the_address_is_text_that_can_be_read_and_marked(site: Flask) -> None:
    page = shown(site, "address_box", "short")
    assert page.texts("//p") == ["sport.example/a/123-456-789"]


def test_copying_waits_for_a_script_and_says_when_it_is_done(site: Flask) -> None:
    page = shown(site, "address_box", "with copying")
    assert page.all("//button[@hidden]/@data-copy") == ["https://sport.example/angebot/schwimmen"]
    assert page.all("//*[@role='status']")
    assert not shown(site, "address_box", "short").all("//button")

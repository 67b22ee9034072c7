"""What one can do with an offer."""

from flask import Flask

from tests.components.rendering import shown


def test_each_deed_leads_somewhere_without_a_script(site: Flask) -> None:
    page = shown(site, "offer_actions", "usual")
    assert page.texts("//a") == ["Anrufen oder fragen", "Drucken", "Teilen", "Kalender"]
    assert page.all("//a[@data-print]/@href") == ["/angebot/x/teilen"]
    assert not page.all("//button[@type='button']"), "it would be dead without a script"


def test_asking_leads_down_to_the_contact(site: Flask) -> None:
    page = shown(site, "offer_actions", "usual")
    assert page.all("//a[1]/@href") == ["#kontakt"]


def test_remembering_and_forgetting_are_one_button(site: Flask) -> None:
    page = shown(site, "offer_actions", "usual")
    assert page.texts("//form[@method='post']//button") == ["Merken"]
    assert page.all("//input[@name='merken']")
    page = shown(site, "offer_actions", "remembered")
    assert page.texts("//button") == ["Gemerkt: wieder vergessen"]
    assert page.all("//input[@name='vergessen']")


def test_only_one_button_is_loud(site: Flask) -> None:
    page = shown(site, "offer_actions", "usual")
    assert len(page.all("//*[@class='button']")) == 1

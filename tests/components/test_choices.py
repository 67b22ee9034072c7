"""One question that is answered by choosing."""

from flask import Flask

from tests.components.rendering import shown


def test_the_question_is_the_legend_and_each_tile_has_words(site: Flask) -> None:
    page = shown(site, "choices", "checkboxes")
    assert page.texts("//fieldset/legend") == ["Was möchten Sie?"]
    assert page.texts("//label[input[@type='checkbox']]") == [
        "Ich möchte einmal probieren",
        "Ich habe eine Frage",
    ]
    assert page.all("//input[@checked]/@value") == ["probieren"]
    assert [picture.get("alt") for picture in page.all("//img")] == ["", ""]


def test_the_only_question_of_a_page_is_its_title(site: Flask) -> None:
    page = shown(site, "choices", "title")
    assert page.texts("//fieldset/legend/h1") == ["Welcher Sport?"]


def test_more_choices_are_folded_in_and_have_names_of_their_own(site: Flask) -> None:
    page = shown(site, "choices", "title")
    assert page.texts("//details[not(@open)]//label") == ["Boccia"]
    ids = [found.get("id") for found in page.all("//input")]
    assert ids == ["feld-sport", "feld-sport-2", "feld-sport-mehr"]


def test_an_error_belongs_to_the_question(site: Flask) -> None:
    page = shown(site, "choices", "wrong")
    assert page.all("//fieldset[@aria-describedby='feld-wunsch-fehler']")
    assert page.texts("//*[@id='feld-wunsch-fehler']") == ["Wählen Sie bitte mindestens 1 Bild."]
    assert page.all("//input[@id='feld-wunsch'][@aria-invalid='true']")
    assert shown(site, "choices", "wrong radio").all("//fieldset[@aria-invalid='true']")


def test_a_choice_may_be_the_deed_itself(site: Flask) -> None:
    page = shown(site, "choices", "submit")
    assert page.texts("//button[@type='submit'][@name='was'][@value='zeit']") == ["Die Zeit"]

"""One question that is answered by typing."""

from flask import Flask

from tests.components.rendering import shown


def test_the_label_stands_above_the_field(site: Flask) -> None:
    page = shown(site, "field", "name")
    assert page.texts("//label[@for='feld-vorname']") == ["Wie ist Ihr Vorname?"]
    assert page.all("//input[@name='vorname'][@autocomplete='given-name']")
    assert not page.all("//@placeholder")


def test_what_is_optional_says_so_in_words(site: Flask) -> None:
    """D2"""
    page = shown(site, "field", "name")
    assert page.texts("//*[@id='feld-vorname-hinweis']/p") == [
        "Das ist freiwillig.",
        "Dann kann der Verein Sie begrüßen.",
    ]
    assert page.all("//input[@aria-describedby='feld-vorname-hinweis'][not(@aria-invalid)]")


def test_an_error_belongs_to_the_field_and_what_was_typed_stays(site: Flask) -> None:
    """D5"""
    page = shown(site, "field", "wrong")
    (box,) = page.all("//input[@type='tel'][@value='0345 abc'][@aria-invalid='true']")
    assert box.get("aria-describedby") == "feld-telefon-hinweis feld-telefon-fehler"
    assert page.texts("//*[@id='feld-telefon-fehler']") == [
        "Schreiben Sie bitte eine Telefonnummer."
    ]


def test_the_question_of_a_page_may_be_its_title(site: Flask) -> None:
    page = shown(site, "field", "title")
    assert page.texts("//h1/label[@for='feld-ort']") == ["Wo möchten Sie Sport machen?"]


def test_a_long_text_keeps_its_lines(site: Flask) -> None:
    (area,) = shown(site, "field", "long text").all("//textarea")
    assert area.text == "Ich komme\nmit dem Bus."

"""What is hard in a text, with a better way."""

from flask import Flask

from tests.components.rendering import example, rendered, shown


def test_hard_words_are_marked_inside_their_sentence(site: Flask) -> None:
    page = shown(site, "text_findings", "hard")
    assert page.texts("//li/p[mark]") == [
        "Wir spielen am 3.5. im Park.",
        "Die Kinder werden vom Trainer abgeholt.",
    ]
    assert page.texts("//mark") == ["3.5.", "werden vom Trainer abgeholt"]


def test_each_button_says_what_it_puts_in(site: Flask) -> None:
    page = shown(site, "text_findings", "hard")
    (button,) = page.all("//button")
    assert page.texts("//button") == ["Übernehmen: 3. Mai"]
    assert (button.get("name"), button.get("value")) == ("pruefe", "0-0-9f3a1c2b4d5e")


def test_without_finished_words_there_is_no_button(site: Flask) -> None:
    page = shown(site, "text_findings", "hard")
    assert not page.all("//li[2]//button")
    assert "Fangen Sie den Satz so an" in " ".join(page.texts("//li[2]//p"))


def test_the_focus_comes_here_only_when_asked(site: Flask) -> None:
    assert not shown(site, "text_findings", "hard").all("//*[@autofocus]")
    (place,) = shown(site, "text_findings", "changed").all("//*[@autofocus]")
    assert place.get("tabindex") == "-1"


def test_german_words_are_marked_on_pages_in_another_language(site: Flask) -> None:
    page = rendered(site, "text_findings", **example("text_findings", "hard"), german="de")
    assert page.texts("//strong[@lang='de']") == ["3. Mai"]
    assert len(page.all("//p[@lang='de']")) == 5
    assert not shown(site, "text_findings", "hard").all("//main//*[@lang]")

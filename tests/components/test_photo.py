"""A photo of an offer, and the words around it."""

from flask import Flask

from tests.components.rendering import shown


def test_it_says_what_is_seen_who_took_it_and_under_which_licence(site: Flask) -> None:
    page = shown(site, "photo", "usual")
    (image,) = page.all("//figure/img")
    assert image.get("alt") == "2 Frauen spielen Boccia in einer Halle."
    assert "Foto: Eva Beispiel" in page.text
    (licence,) = page.all("//a[@rel='license']")
    assert licence.get("href", "").startswith("https://creativecommons.org/")
    assert page.texts("//figcaption//a") == ["CC BY 4.0", "Foto 1 groß zeigen"]


def test_it_has_a_size_so_that_the_page_does_not_jump(site: Flask) -> None:
    (image,) = shown(site, "photo", "usual").all("//img")
    assert (image.get("width"), image.get("height")) == ("640", "480")


def test_only_the_first_is_loaded_before_it_is_seen(site: Flask) -> None:
    (first,) = shown(site, "photo", "upright, first on the page, words in another language").all(
        "//img"
    )
    (other,) = shown(site, "photo", "usual").all("//img")
    assert (first.get("loading"), other.get("loading")) == (None, "lazy")


def test_words_in_another_language_say_which(site: Flask) -> None:
    page = shown(site, "photo", "upright, first on the page, words in another language")
    assert page.all("//img/@lang") == ["en"]

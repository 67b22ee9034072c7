"""Photos with their questions, and the field for one more."""

from flask import Flask

from tests.components.rendering import shown


def test_the_enter_key_deletes_nothing(site: Flask) -> None:
    """It presses the first button of a form."""
    page = shown(site, "photo_question", "one photo")
    first, *others = page.all("//button")
    assert first.get("name") is None
    assert first.get("hidden") is not None
    assert any(button.get("name") == "foto_weg" for button in others)


def test_each_photo_is_seen_and_its_file_travels_along(site: Flask) -> None:
    page = shown(site, "photo_question", "one photo")
    (photo,) = page.all("//fieldset[@id='foto-1']")
    assert photo.xpath("img/@alt") == ["Foto 1"]
    (file,) = photo.xpath("input[@type='hidden']")
    assert (file.get("name"), file.get("value", "")[-5:]) == ("bild_1", ".webp")


def test_people_are_asked_about_before_their_yes(site: Flask) -> None:
    page = shown(site, "photo_question", "one photo")
    names = [field.get("name") for field in page.all("//input[not(@type='hidden')] | //textarea")]
    assert names.index("bild_menschen_1") < names.index("bild_ja_1")
    assert page.all("//input[@name='bild_ja_1'][@type='checkbox'][not(@checked)]")


def test_a_fault_stands_at_the_file(site: Flask) -> None:
    page = shown(site, "photo_question", "a fault")
    (file,) = page.all("//input[@type='file']")
    assert file.get("aria-invalid") == "true"
    (fault,) = page.all(f"//*[@id='{file.get('aria-describedby').split()[-1]}']")
    assert "Das Foto ist kaputt." in "".join(fault.itertext())
    assert page.all("//fieldset[@id='foto-1']"), "photos that are there stay"


def test_only_photos_that_we_can_open_are_offered(site: Flask) -> None:
    """Telephones then turn their own format into JPEG by themselves."""
    (file,) = shown(site, "photo_question", "empty").all("//input[@type='file']")
    assert file.get("accept") == "image/jpeg,image/png,image/webp"


def test_three_photos_leave_no_field_for_a_fourth(site: Flask) -> None:
    assert not shown(site, "photo_question", "full").all("//input[@type='file']")

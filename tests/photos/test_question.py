"""Photos in the question pages: taken at once, described afterwards, never lost."""

import pytest
from flask import Flask

from directory.photos import PhotoName, Refusal
from directory.web.clubs import photo_question
from tests.messages.filling import Person, faults, fields_of
from tests.page_checks import Page
from tests.photos import uploads
from tests.photos.sending import at_photos, file, files_of, key_of, post, press, said, send, upload
from tests.visiting import PUBLIC_URL

PHOTO = uploads.jpeg()
OTHER = uploads.written(uploads.scene(900, 1200))


def answers(person: Person, page: Page) -> dict[str, str]:
    assert person.parts.drafts
    draft = person.parts.drafts.find(key_of(page))
    assert draft
    return dict(draft.answers)


def bytes_of(person: Person, address: str) -> tuple[int, bytes]:
    answer = person.client.get(address, base_url=PUBLIC_URL)
    return answer.status_code, answer.data


def test_nobody_has_to_send_a_photo(person: Person) -> None:
    page = person.send(at_photos(person))
    assert "schritt=kontakt" in page.address


def test_a_photo_is_taken_shown_and_then_described(person: Person) -> None:
    page = upload(person, at_photos(person), PHOTO)
    assert page.address.endswith("schritt=bilder#foto-1")
    assert "Das Foto ist gespeichert." in page.text
    assert not faults(page), "nobody was asked yet"
    (shown,) = page.all("//fieldset[@id='foto-1']/img/@src")
    status, body = bytes_of(person, str(shown))
    assert (status, body[8:12]) == (200, b"WEBP")
    page = press(person, page, "weiter", **said())
    assert "schritt=kontakt" in page.address
    kept = answers(person, page)
    assert kept["bild_alt_1"] == "2 Frauen spielen Boccia in einer Halle."
    assert PhotoName.of(kept["bild_1"])


def test_a_photo_is_stored_before_it_is_described(person: Person) -> None:
    page = upload(person, at_photos(person), PHOTO)
    draft = page.address.partition("?")[0]
    again = person.open(f"{draft}?schritt=bilder")
    assert files_of(again) == files_of(page) != []


@pytest.mark.parametrize("why", list(Refusal))
def test_each_refusal_has_a_kind_sentence_that_says_what_to_do(
    person: Person, monkeypatch: pytest.MonkeyPatch, why: Refusal
) -> None:
    def refuse(_upload: bytes) -> None:
        raise photo_question.Refused(why)

    page = at_photos(person)
    monkeypatch.setattr(photo_question, "made", refuse)
    page = upload(person, page, b"x")
    assert len(faults(page)) == 1
    (field,) = page.all("//*[@id='feld-foto']")
    assert field.get("aria-invalid") == "true"
    assert "feld-foto-fehler" in field.get("aria-describedby", "").split()


def test_a_failed_upload_keeps_photos_and_words(person: Person) -> None:
    page = upload(person, at_photos(person), PHOTO)
    page = upload(person, page, uploads.svg(), name="logo.svg", **said())
    assert faults(page) == ["Diese Datei ist kein Foto. Nehmen Sie bitte ein Foto von Ihrem Handy."]
    fields = fields_of(page)
    for name, value in said().items():
        assert fields[name] == [value], name
    assert len(files_of(page)) == 1
    assert answers(person, page)["bild_von_1"] == "Eva Beispiel", "and it is stored"


def test_who_presses_without_a_file_is_told(person: Person) -> None:
    page = press(person, at_photos(person), "foto_neu")
    assert faults(page) == ["Wählen Sie bitte zuerst ein Foto aus."]


def test_the_same_photo_sent_twice_is_one_photo(person: Person) -> None:
    """A double click: both requests come from the page without photos."""
    page = at_photos(person)
    first = upload(person, page, PHOTO)
    second = upload(person, page, PHOTO)
    assert files_of(first) == files_of(second)
    assert len(files_of(second)) == 1


def test_a_second_window_loses_no_photo(person: Person) -> None:
    page = at_photos(person)
    first = upload(person, page, PHOTO)
    both = upload(person, page, OTHER)
    assert set(files_of(first)) < set(files_of(both))
    assert len(files_of(both)) == 2
    assert len(files_of(person.open(f"{page.address}"))) == 2


def test_three_photos_are_the_most(person: Person) -> None:
    page = at_photos(person)
    for size in ((300, 200), (310, 200), (320, 200)):
        assert page.all("//input[@type='file']")
        page = upload(person, page, uploads.jpeg(*size))
    assert len(files_of(page)) == 3
    assert not page.all("//input[@type='file']")
    page = upload(person, page, uploads.jpeg(330, 200))
    assert "Es sind schon 3 Fotos da." in page.text
    assert len(files_of(page)) == 3


def test_photos_can_be_removed_and_moved_with_their_words(person: Person) -> None:
    page = upload(person, at_photos(person), PHOTO)
    page = upload(person, page, OTHER, **said())
    first, second = files_of(page)
    page = press(person, page, "foto_vor", second, bild_alt_2="Das ist die Tür der Halle.")
    assert files_of(page) == [second, first]
    fields = fields_of(page)
    assert fields["bild_alt_1"] == ["Das ist die Tür der Halle."]
    assert fields["bild_alt_2"] == [said()["bild_alt_1"]]
    page = press(person, page, "foto_weg", second)
    assert files_of(page) == [first]
    assert fields_of(page)["bild_alt_1"] == [said()["bild_alt_1"]]
    assert bytes_of(person, f"{page.address.partition('?')[0]}/foto/{second}")[0] == 404


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"bild_alt": ""}, "Schreiben Sie bitte: Was ist auf dem Foto zu sehen?"),
        ({"bild_alt": "IMG_20261128_1530.jpg"}, "Das ist der Name von einer Datei."),
        ({"bild_alt": "DSC 0042"}, "Das ist der Name von einer Datei."),
        ({"bild_alt": "Gruppe.JPEG"}, "Das ist der Name von einer Datei."),
        ({"bild_alt": "Foto"}, "Schreiben Sie bitte etwas mehr."),
        ({"bild_alt": "a" * 301}, "Schreiben Sie bitte höchstens 300 Zeichen."),
        ({"bild_menschen": ""}, "Sagen Sie bitte: Sind Menschen auf dem Foto?"),
        ({"bild_ja": ""}, "Fragen Sie bitte die Menschen. Oder löschen Sie das Foto."),
        ({"bild_von": ""}, "Schreiben Sie bitte: Wer hat das Foto gemacht?"),
        ({"bild_lizenz": ""}, "Wählen Sie bitte: Wer darf das Foto benutzen?"),
        ({"bild_lizenz": "gestohlen"}, "Wählen Sie bitte: Wer darf das Foto benutzen?"),
    ],
)
def test_what_a_photo_needs_is_said_at_its_field(
    person: Person, other: dict[str, str], fault: str
) -> None:
    page = upload(person, at_photos(person), PHOTO)
    page = press(person, page, "weiter", **said(1, **other))
    (found,) = faults(page)
    assert found.startswith(fault)
    (name,) = other
    assert page.all(f"//main//a[@href='#feld-{name}_1']")
    assert page.all(f"//*[@id='feld-{name}_1-fehler']")
    assert len(files_of(page)) == 1


def test_no_people_need_no_yes(person: Person) -> None:
    page = upload(person, at_photos(person), PHOTO)
    page = press(person, page, "weiter", **said(bild_menschen="nein"))
    assert "schritt=kontakt" in page.address
    assert "bild_ja_1" not in answers(person, page)


def test_going_back_and_another_language_keep_the_photo(person: Person) -> None:
    page = upload(person, at_photos(person), PHOTO, zu="text")
    assert files_of(page)
    page = press(person, page, "sprache", "de", **said())
    assert files_of(person.open(page.address.partition("?")[0] + "?schritt=bilder"))
    assert answers(person, page)["bild_von_1"] == "Eva Beispiel"


def test_what_is_far_too_big_is_refused_kindly_and_loses_nothing(person: Person) -> None:
    page = upload(person, at_photos(person), PHOTO)
    page = upload(person, page, b"\xff\xd8\xff" + b"\0" * 15_000_001, **said())
    assert faults(page) == ["Das Foto ist zu groß. Ein Foto darf höchstens 15 Megabyte haben."]
    assert fields_of(page)["bild_von_1"] == ["Eva Beispiel"]
    page = upload(person, page, b"\0" * 41_000_000, status=413)
    assert "Das Foto ist viel zu groß." in page.text
    assert len(files_of(page)) == 1


def test_other_pages_take_no_big_request(person: Person) -> None:
    page = at_photos(person)
    text = person.open(page.address.replace("bilder", "text"))
    filled = {**fields_of(text), "foto": file(b"\0" * 3_100_000)}
    answer = post(person, text.address, filled)
    assert answer.status_code == 413


def test_a_foreign_photo_cannot_be_named(person: Person) -> None:
    mine = upload(person, at_photos(person), PHOTO)
    (named,) = files_of(mine)
    other = at_photos(person)
    assert key_of(other) != key_of(mine)
    page = press(person, other, "weiter", bild_1=named, **said())
    assert "bild_1" not in answers(person, page)
    assert bytes_of(person, f"{other.address.partition('?')[0]}/foto/{named}")[0] == 404
    assert bytes_of(person, f"{mine.address.partition('?')[0]}/foto/{named}")[0] == 200


@pytest.mark.parametrize("file", ["x", "..%2f..%2fetc%2fpasswd", "0" * 32 + "-1x1.webp", "%00"])
def test_what_is_no_photo_is_not_found(person: Person, file: str) -> None:
    page = at_photos(person)
    assert bytes_of(person, f"{page.address.partition('?')[0]}/foto/{file}")[0] == 404
    assert bytes_of(person, f"/fotos/{file}")[0] == 404


@pytest.mark.parametrize(
    "address", ["/fotos/gibt-es-nicht", "/vereine/entwurf/gibt-es-nicht/foto/gibt-es-nicht"]
)
def test_nothing_is_told_about_photos_that_nobody_may_see(person: Person, address: str) -> None:
    assert bytes_of(person, address)[0] == 404


def test_a_photo_of_a_draft_is_kept_by_nobody(person: Person) -> None:
    page = upload(person, at_photos(person), PHOTO)
    (src,) = page.all("//fieldset[@id='foto-1']/img/@src")
    answer = person.client.get(str(src), base_url=PUBLIC_URL)
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "image/webp"


def test_one_network_sends_only_so_many(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_question, "MOST_FROM_NETWORK", 1)
    page = at_photos(person)
    # Both within one hour, because counting begins anew with the next one.
    person.clock.go(hours=1)
    person.clock.now = person.clock.now.replace(minute=10)
    page = upload(person, page, PHOTO)
    page = upload(person, page, OTHER)
    assert "Gerade kommen sehr viele Fotos." in page.text
    assert len(files_of(page)) == 1


def test_a_draft_that_is_gone_answers_kindly(person: Person, site: Flask) -> None:
    page = at_photos(person)
    filled = fields_of(page)
    page.address = "/vereine/entwurf/gibt-es-nicht?schritt=bilder"
    page = send(person, page, {**filled, "foto": file(PHOTO)}, 200)
    assert page.status == 200


def test_the_check_page_says_how_many_photos(person: Person) -> None:
    page = upload(person, at_photos(person), PHOTO)
    page = press(person, page, "weiter", **said())
    kept = answers(person, page)
    assert kept["bild_lizenz_1"] == "cc-by"

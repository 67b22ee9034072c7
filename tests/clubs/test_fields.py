"""Whatever is typed: a kind sentence at the field, and everything else still there."""

from typing import Any

import pytest

from tests.clubs.filling import key_of, opened, step_of
from tests.messages.filling import Person, faults, fields_of
from tests.page_checks import Page

TEXTS = {
    "verein": ("verein", "name"),
    "ort": ("halle", "strasse", "hausnummer", "plz", "stadt", "teil"),
    "weg": ("haltestelle", "linie", "fussweg", "weg"),
    "wer": ("alter_von", "alter_bis"),
    "hilfe": ("gruppe", "helfer"),
    "kosten": ("preis", "preis_fuer"),
    "probe": ("probe_wie",),
    "mitbringen": ("mitbringen_mehr",),
    "erstes-mal": ("empfang", "treffpunkt"),
    "text": ("text_leicht", "text_deutsch", "text_englisch"),
    "kontakt": ("vorname", "rolle", "telefon", "mail"),
    "absender": ("meine_mail", "website"),
}
ROWS = {
    "woche": ("von_1", "bis_1", "ab_1"),
    "termine": ("datum_1", "datumbis_1", "uhr_1", "uhrbis_1"),
    "ferien": ("pause_von", "pause_bis", "ausfall"),
}
ALL = {**TEXTS, **ROWS, "sport": ("anderer",)}
BEFORE: dict[str, dict[str, Any]] = {
    "woche": {"art": "woche"},
    "termine": {"art": "termine"},
    "ferien": {"art": "woche"},
    "antworten": {"vorname": "Eva"},
}
STRANGE = {
    "hostile": "\"><script>alert(1)</script>'; DROP TABLE offer; --",
    "template": "{{ 7 * 7 }} {% raw %} %d",
    "emoji": "🏊‍♀️ Schwimmen 😀",
    "right to left": "مرحبا \u202eabc\u202c שלום",
    "look-alike": "SV Вlаu",
    "pasted from Word": "„Hallo“ – wir\u00a0sind da…\r\n\u2022\tPunkt\u2028Ende\u00ad",
    "controls": "A\x00B\x07C\x1b[31m",
    "blanks": "   \t  ",
    "figures of others": "١٧ Uhr",
}


def shown(page: Page, name: str) -> str:
    field = page.all(f"//*[@name='{name}']")[0]
    return str((field.text or "") if field.tag == "textarea" else field.get("value", ""))


def plain(words: str) -> str:
    """Without the parts of easy words."""
    return words.replace("-", "").lower()


@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize("step", ALL)
def test_strange_words_break_nothing_and_stay(person: Person, step: str, kind: str) -> None:
    page = opened(person, step, **BEFORE.get(step, {}))
    typed = dict.fromkeys(ALL[step], STRANGE[kind])
    after = person.send(page, **typed)
    assert "<script>alert" not in after.html
    assert "49" not in after.texts("//main")[0] or kind != "template"
    if step_of(after) == step:
        assert faults(after)
        again = after
    else:
        again = person.open(f"/vereine/entwurf/{key_of(after)}?schritt={step}")
    for name in ALL[step]:
        kept = shown(again, name)
        visible = "".join(sign for sign in STRANGE[kind] if sign.isalnum())
        assert "".join(sign for sign in kept if sign.isalnum()) == visible, name


@pytest.mark.parametrize(("step", "name"), [(s, n) for s, names in ALL.items() for n in names])
def test_too_long_says_so_at_the_field_and_keeps_all(person: Person, step: str, name: str) -> None:
    page = opened(person, step, **BEFORE.get(step, {}))
    others = {other: "Ab" for other in ALL[step] if other != name}
    long = "Wir baden gern. " * 200
    after = person.send(page, **{**others, name: long})
    assert step_of(after) == step
    (words,) = after.texts(f"//*[@id='feld-{name}-fehler']")
    assert "höchstens" in words
    assert after.all(f"//*[@id='feld-{name}'][@aria-invalid='true']")
    assert after.all(f"//a[@href='#feld-{name}']")
    assert shown(after, name).strip() == long.strip()
    for other in others:
        assert shown(after, other) == "Ab"


EMPTY = [
    ("verein", {"verein": ""}, ["Schreiben Sie bitte den Namen von dem Verein."]),
    (
        "ort",
        {"plz": "", "stadt": ""},
        ["Schreiben Sie bitte die Postleitzahl oder die Stadt."],
    ),
    (
        "kontakt",
        {"telefon": "", "mail": ""},
        ["Schreiben Sie bitte eine Telefonnummer oder eine E-Mail-Adresse."],
    ),
    ("absender", {"meine_mail": ""}, ["Schreiben Sie bitte Ihre E-Mail-Adresse."]),
]
WRONG = [
    ("ort", {"plz": "99999"}, ["Diese Postleitzahl kennen wir nicht. Sie hat 5 Ziffern."]),
    (
        "ort",
        {"plz": "", "stadt": "Qwertzuiop"},
        ["Schreiben Sie bitte die Postleitzahl von dem Ort."],
    ),
    ("kontakt", {"telefon": "12"}, ["Schreiben Sie bitte die ganze Nummer mit der Vorwahl."]),
    ("kontakt", {"mail": "eva"}, ["Schreiben Sie bitte eine Adresse mit @ und mit Punkt."]),
    (
        "antworten",
        {"einwilligung": []},
        ["Kreuzen Sie bitte das Ja an. Oder löschen Sie den Vornamen."],
    ),
    (
        "kontakt",
        {"zeigen": []},
        ["Kreuzen Sie bitte Telefon an. Sonst kann niemand Sie erreichen."],
    ),
    (
        "absender",
        {"website": "bei uns"},
        ["Schreiben Sie bitte die ganze Adresse. Zum Beispiel: www.verein.de"],
    ),
    (
        "absender",
        {"website": "javascript:alert(1)"},
        ["Schreiben Sie bitte die ganze Adresse. Zum Beispiel: www.verein.de"],
    ),
    ("wer", {"alter_von": "-1"}, ["Schreiben Sie bitte eine Zahl. Höchstens: 120"]),
    ("wer", {"alter_von": "20", "alter_bis": "10"}, ["Diese Zahl ist kleiner als die erste Zahl."]),
    (
        "kosten",
        {"preis": "viel"},
        [
            "Schreiben Sie bitte eine Zahl. Zum Beispiel: 8",
            "Wählen Sie bitte: Wofür ist der Preis?",
        ],
    ),
    ("kosten", {"preis": "8"}, ["Wählen Sie bitte: Wofür ist der Preis?"]),
    ("woche", {"von_1": "17"}, ["Wählen Sie bitte den Tag."]),
    ("woche", {"tag_1": "di", "bis_1": "17"}, ["Schreiben Sie bitte auch den Anfang."]),
    ("woche", {"tag_1": "di", "von_1": "17", "bis_1": "16"}, ["Das Ende ist vor dem Anfang."]),
    ("woche", {"tag_1": "di", "alle_1": "2"}, ["Schreiben Sie bitte: Wann ist das nächste Mal?"]),
    (
        "woche",
        {"tag_2": "di", "von_2": "25 Uhr"},
        ["Schreiben Sie bitte eine Uhrzeit. Zum Beispiel: 17 Uhr 30"],
    ),
    ("termine", {"uhr_1": "10"}, ["Schreiben Sie bitte den ersten Tag."]),
    (
        "termine",
        {"datum_1": "30.2.2027"},
        ["Schreiben Sie bitte einen Tag. Zum Beispiel: 3. Mai 2027"],
    ),
    (
        "termine",
        {"datum_1": "3.5.2027", "datumbis_1": "1.5.2027"},
        ["Dieser Tag ist vor dem ersten Tag."],
    ),
    ("ferien", {"pause_von": "1.5.2027"}, ["Schreiben Sie bitte auch das Ende."]),
    (
        "ferien",
        {"ausfall": "Ostern"},
        ["Schreiben Sie bitte nur Tage. Zum Beispiel: 24. Dezember 2026"],
    ),
    (
        "sport",
        {"sport": [], "anderer": "Qidditsch"},
        ["Schreiben Sie den Sport bitte anders, oder wählen Sie 1 Bild."],
    ),
]


@pytest.mark.parametrize(("step", "typed", "said"), [*EMPTY, *WRONG])
def test_what_is_wrong_is_said_kindly(
    person: Person, step: str, typed: dict[str, Any], said: list[str]
) -> None:
    page = opened(person, step, **BEFORE.get(step, {}))
    after = person.send(page, **typed)
    assert step_of(after) == step
    assert list(map(plain, faults(after))) == list(map(plain, said))
    for name, value in typed.items():
        if isinstance(value, str) and after.all(f"//input[@type='text'][@name='{name}']"):
            assert shown(after, name) == value


@pytest.mark.parametrize("step", ["begleitung", "sinne", "zugang", "weniger", "gruppe", "zeit"])
def test_what_is_no_choice_is_no_answer(person: Person, step: str) -> None:
    page = opened(person, step)
    names = [name for name in fields_of(page) if name not in ("hier", "beginn", "homepage")]
    assert names
    after = person.send(page, **{name: ["zerstören", "<b>"] for name in names})
    assert step_of(after) != step


def test_many_values_and_unknown_names_do_no_harm(person: Person) -> None:
    page = opened(person, "hilfe")
    after = person.send(page, hilfe=["easy_words"] * 150, hacker="ja", _aendern="ja", aendern="ja")
    draft = person.parts.drafts.find(key_of(after))
    assert draft
    assert {name for name, _ in draft.answers} & {"hacker", "_aendern", "aendern"} == set()
    assert len([value for name, value in draft.answers if name == "hilfe"]) <= 60

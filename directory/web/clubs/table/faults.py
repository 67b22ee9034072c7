"""What is wrong in a row, in the words of the question pages, at the column where it stands."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from directory.spreadsheet import COLUMNS, Misread
from directory.spreadsheet.time_cells import TIME
from directory.web.clubs.flow import BY_KEY
from directory.web.clubs.names import ON_DATES, WEEKLY
from directory.web.clubs.venue_of import towns_meant
from directory.web.forms import Typed
from directory.web.languages import _

# What no offer can do without.
_MUST = ("sport", "verein", "ort", "kontakt", "antworten")
# Pages that a table does not know: choices among what we know, the pin, photos, who sends it.
_NOT_ASKED = ("welcher", "kennen", "halle", "tuer", "bilder", "absender")
_NAMES = {key: frozenset(step.form.names()) for key, step in BY_KEY.items()}
_NAMES["antworten"] |= {"vorname"}  # a new name needs a new yes
_OF_KIND = {"woche": WEEKLY, "termine": ON_DATES}
_NUMBERED = re.compile(r"(.*)_\d")
# Where an answer may stand in a table, best first.
_ELSEWHERE = {
    "anderer": ("sport",),
    "tag": ("zeiten", "tag_1", "uhrzeit"),
    "von": ("zeiten", "uhrzeit", "tag_1"),
    "bis": ("zeiten", "uhrzeit", "von_1"),
    "alle": ("alle",),
    "ab": ("ab", "alle"),
    "datum": ("termine",),
    "datumbis": ("termine",),
    "uhr": ("termine",),
    "uhrbis": ("termine",),
    "strasse": ("adresse",),
    "hausnummer": ("strasse", "adresse"),
    "plz": ("stadt", "adresse"),
    "stadt": ("plz", "adresse"),
    "alter_von": ("alter",),
    "alter_bis": ("alter",),
    "mitbringen_mehr": ("mitbringen",),
    "preis_je": ("preis",),
    "zeigen": ("telefon",),
}


def faults_of(
    answers: Typed, cells: Mapping[str, str], names: Collection[str], *, is_new: bool
) -> dict[str, str]:
    """The first fault of each column. Of an offer that we have only what the row changes counts."""
    found: dict[str, str] = {}
    for key in _asked(answers, names, is_new=is_new):
        form = BY_KEY[key].form.of(answers)
        if form.validate():
            continue
        for one in form:
            if one.errors:
                name = str(one.name)
                words = _in_a_table(name) or str(one.errors[0])
                found.setdefault(_column(name, cells), words)
    if not found and len(towns_meant(answers.get("plz", ""), answers.get("stadt", ""))) > 1:
        words = _("Diesen Ort gibt es mehr als 1 Mal. Schreiben Sie bitte die Postleitzahl.")
        if is_new or {"plz", "stadt"} & set(names):
            found[_column("stadt", cells)] = words
    return found


def _in_a_table(name: str) -> str:
    """Where the sentence of the question page speaks of pictures and ticks."""
    return {
        "sport": _("Schreiben Sie bitte die Sportart."),
        "anderer": _("Diesen Sport kennen wir nicht. Schreiben Sie ihn bitte anders."),
        "preis_je": _("Schreiben Sie bitte dazu: Wofür ist der Preis?"),
        "zeigen": _("Alle müssen die Telefonnummer sehen dürfen. Sonst ruft niemand an."),
        "einwilligung": _("Die Person muss Ja sagen. Oder löschen Sie den Vornamen."),
    }.get(name, "")


def _asked(answers: Typed, names: Collection[str], *, is_new: bool) -> Iterator[str]:
    kind = answers.get("art", "")
    for key, asked in _NAMES.items():
        if key in _NOT_ASKED or _OF_KIND.get(key, kind) != kind:
            continue
        if not asked.isdisjoint(names) or (is_new and key in _MUST):
            yield key


def _column(name: str, cells: Mapping[str, str]) -> str:
    """The column of an answer; where it has none of its own, the one it was read from."""
    if name in cells:
        return name
    numbered = _NUMBERED.fullmatch(name)
    stem = numbered[1] if numbered and numbered[1] in _ELSEWHERE else name
    elsewhere = _ELSEWHERE.get(stem, ())
    return next((key for key in elsewhere if key in cells), name if name in COLUMNS else stem)


def misread_words(misread: Iterable[Misread]) -> dict[str, str]:
    return {one.key: _misread(one) for one in misread}


def _misread(one: Misread) -> str:
    of_times = one.key in TIME and one.key != "absprache"
    if one.choices and not of_times:
        return _("Wählen Sie bitte eines von diesen Wörtern: {words}", words=_listed(one.choices))
    if one.text.isdecimal() and one.key in ("zeiten", "tag_1"):
        return _("Das sind zu viele Zeiten. Wir können 6 Zeiten lesen.")
    special = {
        "termine": _("Schreiben Sie bitte höchstens 6 Tage. Zum Beispiel: 3. Mai 2027"),
        "alle": _("Schreiben Sie bitte: Wie oft? Zum Beispiel: Jede Woche"),
        "alter": _("Schreiben Sie bitte das Alter. Zum Beispiel: 8 bis 14"),
    }
    if one.key in special:
        return special[one.key]
    if of_times:
        return _("Schreiben Sie bitte den Tag und die Uhrzeit. Zum Beispiel: Montag, 17 Uhr")
    return _("In diesem Feld steht ein Fehler. Schreiben Sie den Inhalt bitte neu.")


def _listed(choices: Iterable[str]) -> str:
    return ", ".join(_(words) for words in choices)

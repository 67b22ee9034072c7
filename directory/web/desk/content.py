"""Which texts and word lists stand in files, whether they are easy, and where to change what."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from directory.content.errors import ContentError
from directory.model.team import Duty
from directory.proofreading.content_files import Fault, FileProof, look_over
from directory.web.desk import blueprint
from directory.web.desk.frame import Answer, DeskPage, shown, trail
from directory.web.parts import parts
from directory.web.team.guard import needs

# All texts take about 5 seconds; nobody waits so long for a page.
SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Sort:
    """Files that belong together: what they are for, and how to change them."""

    title: str
    purpose: str
    how: str
    files: tuple[str, ...]


SORTS: Final = (
    Sort(
        "Texte der Seiten",
        "Hilfe, Kontakt, Datenschutz, Barrierefreiheit und alle anderen Seiten mit festem Text.",
        "Jede Seite hat einen eigenen Ordner: easy.md ist Leichte Sprache, de.md Standard-Deutsch,"
        " en.md Englisch. Ändern Sie immer alle drei.",
        ("pages/**/easy.md", "pages/barrierefreiheit/state.yaml"),
    ),
    Sort(
        "Wörterbuch",
        "Schwere Wörter und ihre Erklärung.",
        "Ein Eintrag hat ein Wort und kurze Sätze. Neue Wörter schreiben Sie ans Ende.",
        ("vocabulary/glossary.yaml",),
    ),
    Sort(
        "Tipps für Vereine",
        "Was neben den Fragen steht, wenn ein Verein ein Angebot einträgt.",
        "Jeder Tipp gehört zu einer Frage. Der Name der Frage bleibt, wie er ist.",
        ("advice.yaml",),
    ),
    Sort(
        "Fragen beim Finden",
        "Was Leserinnen und Leser bei „Finden mit Bildern“ auswählen.",
        "Ändern Sie nur die Namen. Neue Auswahl braucht auch ein Bild.",
        ("questions.yaml",),
    ),
    Sort(
        "Bilder",
        "Was vorgelesen wird, wenn jemand ein Bild nicht sieht.",
        "Ändern Sie den Text hinter „alt“.",
        ("pictures.yaml",),
    ),
    Sort(
        "Quellen",
        "Woher Daten und Bilder kommen, mit ihrer Lizenz.",
        "Namen und Lizenzen müssen genau stimmen.",
        ("sources.yaml",),
    ),
    Sort(
        "Sportarten",
        "Alle Sportarten und ihre Gruppen.",
        "Eine Zeile ist eine Sportart. Die Spalte „id“ bleibt, wie sie ist: Angebote hängen daran.",
        ("sports/sports.csv", "sports/categories.csv"),
    ),
    Sort(
        "Regionen",
        "Wen Leserinnen und Leser in einer Region fragen können.",
        "Eine Datei ist eine Region. Wie sie aussieht, steht in regions/README.md.",
        ("regions/*.yaml",),
    ),
    Sort(
        "Wörter für die Suche",
        "Welche Wörter die Suche versteht: für Sport, Wünsche, Zeiten und Alter.",
        "In einer Zeile stehen alle Wörter für eine Sache, getrennt mit |. Tippfehler versteht die"
        " Suche von allein. Wörter, die fehlen, sehen Sie auf der Seite „Zahlen“.",
        ("vocabulary/*.csv",),
    ),
    Sort(
        "Regeln für unsere Texte",
        "Wo lange Wörter geteilt werden, und welche Fehler stehen bleiben dürfen.",
        "Eine Ausnahme braucht immer einen Grund.",
        ("vocabulary/terms.yaml", "vocabulary/allow.yaml"),
    ),
)


@dataclass(frozen=True, slots=True)
class File:
    """One file in words; ``line`` says how much stands in it and what the check found."""

    name: str
    line: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A sort with its files."""

    title: str
    purpose: str
    how: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentPage(DeskPage):
    """Words for ``desk/content.html``; ``broken`` names a file that nobody can read."""

    summary: str
    groups: tuple[Group, ...]
    broken: str


@blueprint.get("/inhalte")
@needs(Duty.EDITOR)
def content() -> Answer:
    """Every file that editors care about."""
    folder, proofs, broken = parts().content, {}, ""
    try:
        found = look_over(folder, SECONDS) if folder else ()
        proofs = {one.file: one for one in found}
    except ContentError as fault:
        broken = str(fault)
    page = ContentPage(
        title="Inhalte",
        trail=trail(),
        summary="" if broken else _summary(tuple(proofs.values())),
        groups=tuple(_groups(folder, proofs)) if folder else (),
        broken=broken,
    )
    return shown("desk/content.html", page)


def _summary(proofs: tuple[FileProof, ...]) -> str:
    faults = sum(len(one.faults) for one in proofs)
    if not all(one.is_done for one in proofs):
        return "Noch sind nicht alle Texte geprüft. Laden Sie die Seite bitte noch einmal."
    if not faults:
        return "Alle geprüften Texte sind leicht."
    return "1 Satz ist zu schwer." if faults == 1 else f"{faults} Sätze sind zu schwer."


def _groups(folder: Path, proofs: dict[str, FileProof]) -> Iterator[Group]:
    for sort in SORTS:
        paths = [path for pattern in sort.files for path in sorted(folder.glob(pattern))]
        files = tuple(_file(path, path.relative_to(folder).as_posix(), proofs) for path in paths)
        yield Group(sort.title, sort.purpose, sort.how, files)


def _file(path: Path, name: str, proofs: dict[str, FileProof]) -> File:
    proof = proofs.get(name)
    shown_as = f"content/{name}"
    if proof is None:
        return File(shown_as, f"{_size(path)} Wird nicht geprüft.".strip(), ())
    size = "1 Text" if proof.texts == 1 else f"{proof.texts} Texte"
    return File(shown_as, f"{size}. {_result(proof)}", proof.faults)


def _result(proof: FileProof) -> str:
    if not proof.is_done:
        return f"Bisher {proof.checked} von {proof.texts} geprüft."
    if not proof.faults:
        return "Alles leicht."
    return "1 Fehler." if len(proof.faults) == 1 else f"{len(proof.faults)} Fehler."


def _size(path: Path) -> str:
    """How much stands in a file that is not checked; nothing where nobody can read it."""
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".csv":
            words = sum(len(row[-1].split("|")) for row in list(csv.reader(text.splitlines()))[1:])
            return f"{words} Wörter."
        lists = [one for one in yaml.safe_load(text).values() if isinstance(one, list)]
    except (OSError, ValueError, AttributeError, IndexError, csv.Error, yaml.YAMLError):
        return ""
    entries = sum(map(len, lists))
    return "1 Eintrag." if entries == 1 else f"{entries} Einträge."

"""Words for the pages of a table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from directory.spreadsheet import COLUMNS, Heading, How
from directory.spreadsheet.files import Problem
from directory.web.addresses import url_for
from directory.web.clubs.pages import trail
from directory.web.clubs.table.holding import MOST_CHOSEN, Held, Shown
from directory.web.clubs.table.planning import Verdict
from directory.web.forms import Fault, Form, Kept, Line
from directory.web.languages import _, ngettext
from directory.web.messages.forms import email
from directory.web.messages.present import Option, Row, picture
from directory.web.page import Link

FILE = "datei"
_ROWS_SHOWN = 30
_SAMPLES = 2
_LONGEST_SAMPLE = 40


class UploadForm(Form):
    """``datei`` is no text: its fault is set by whoever reads the file."""

    datei = Line()
    meine_mail = Line(most=254)

    def validate_meine_mail(self, field: Line) -> None:
        if not email(field.data):
            raise Fault(_("Schreiben Sie bitte eine Adresse mit @ und mit Punkt."))


@dataclass(frozen=True, slots=True)
class UploadPage:
    """Words for ``clubs/table.html``; ``own`` is the address of somebody who has proven theirs."""

    title: str
    trail: tuple[Link, ...]
    form: UploadForm
    action: str
    stamp: str
    template_href: str
    picture: str
    errors: tuple[Link, ...] = ()
    own: str = ""
    form_id: str = "antworten"


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column of the file, and what we take it for."""

    name: str
    label: str
    value: str
    hints: tuple[str, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """Words for ``clubs/table_columns.html``: those we are sure of are folded."""

    title: str
    trail: tuple[Link, ...]
    action: str
    lead: tuple[str, ...]
    unsure: tuple[ColumnChoice, ...]
    sure: tuple[ColumnChoice, ...]
    form_id: str = "antworten"


@dataclass(frozen=True, slots=True)
class RowNote:
    """What is to be said about one row."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Words for ``clubs/table_check.html``."""

    title: str
    trail: tuple[Link, ...]
    lead: tuple[str, ...]
    counts: tuple[Row, ...]
    notes: tuple[RowNote, ...]
    more: str
    doubts: tuple[RowNote, ...]
    remarks: tuple[str, ...]
    answer_href: str
    columns_href: str
    again_href: str
    action: str
    button: str
    stamp: str
    hold: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    form_id: str = "antworten"


@dataclass(frozen=True, slots=True)
class SentPage:
    """Words for ``clubs/table_sent.html``; ``button`` only where one press is still asked for."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    next: tuple[str, ...]
    ways: tuple[Link, ...]
    action: str = ""
    button: str = ""


def upload_page(form: UploadForm, stamp: str, action: str, own: str, template: str) -> UploadPage:
    return UploadPage(
        title=_("Viele Angebote mit 1 Tabelle"),
        trail=trail(),
        form=form,
        action=action,
        stamp=stamp,
        template_href=template,
        picture=picture("calendar"),
        errors=form.faults,
        own=own,
    )


def problem_words(problem: Problem) -> str:
    """One kind sentence or two: why the file cannot be read, and what to do."""
    to_do = {
        Problem.EMPTY: _("Nehmen Sie bitte eine andere Datei."),
        Problem.TOO_BIG: _("Eine Datei darf 5 Megabyte groß sein."),
        Problem.TOO_MANY_ROWS: _("Teilen Sie die Tabelle bitte."),
        Problem.NO_TABLE: _("Nehmen Sie bitte eine Excel-Datei."),
        Problem.PASSWORD: _("Nehmen Sie das Passwort bitte weg."),
        Problem.BROKEN: _("Speichern Sie die Datei bitte noch einmal."),
    }
    why = {
        Problem.EMPTY: _("In der Datei steht noch kein Angebot."),
        Problem.TOO_BIG: _("Die Datei ist zu groß."),
        Problem.TOO_MANY_ROWS: _("Die Tabelle hat mehr als 5000 Zeilen."),
        Problem.NO_TABLE: _("Das ist keine Tabelle."),
        Problem.OLD_EXCEL: _("Die Datei ist von einem alten Excel."),
        Problem.OTHER_PROGRAM: _("Die Datei ist von einem anderen Programm."),
        Problem.MACROS: _("In der Datei sind kleine Programme. Die öffnen wir nicht."),
        Problem.PASSWORD: _("Die Datei hat ein Passwort."),
        Problem.BROKEN: _("Die Datei ist kaputt."),
        Problem.HARMFUL: _("Diese Datei öffnen wir nicht."),
    }
    as_xlsx = _("Speichern Sie die Tabelle bitte als Excel-Datei mit der Endung .xlsx.")
    return f"{why[problem]} {to_do.get(problem, as_xlsx)}"


def columns_page(this: Held) -> ColumnsPage:
    choices = [(column.how, _choice(this, place)) for place, column in _columns(this)]
    known = sum(1 for how, _one in choices if how is not How.UNKNOWN)
    return ColumnsPage(
        title=_("So verstehen wir Ihre Tabelle"),
        trail=(*trail(), Link(_("Tabelle"), url_for("clubs.table"))),
        action=url_for("clubs.table_columns", key=this.key),
        lead=(
            _("Ihre Datei: {name}", name=this.file_name),
            ngettext("Wir verstehen {count} Spalte.", "Wir verstehen {count} Spalten.", known),
            _("Stimmt das? Sonst wählen Sie etwas anderes."),
        ),
        unsure=tuple(one for how, one in choices if how in (How.UNKNOWN, How.ALIKE)),
        sure=tuple(one for how, one in choices if how in (How.SAME, How.CHOSEN)),
    )


def _columns(this: Held) -> Iterator[tuple[int, Heading]]:
    """Those that hold anything, as far as a form takes them."""
    rows = this.sheet.rows[this.headings.row + 1 :]
    for place, column in enumerate(this.headings.columns[:MOST_CHOSEN]):
        if column.words or any(place < len(row) and row[place] for row in rows[:200]):
            yield place, column


def _choice(this: Held, place: int) -> ColumnChoice:
    column = this.headings.columns[place]
    rows = this.sheet.rows[this.headings.row + 1 :]
    texts = [row[place] for row in rows if place < len(row) and row[place]]
    samples = list(dict.fromkeys(text[:_LONGEST_SAMPLE] for text in texts[:50]))[:_SAMPLES]
    label = column.words or _("Spalte {letter}", letter=letters(place))
    hints = (_("Zum Beispiel: {sample}", sample=" · ".join(samples)),) if samples else ()
    return ColumnChoice(f"spalte_{place}", label, column.key, hints, _all_columns())


def _all_columns() -> tuple[Option, ...]:
    nothing = Option("", _("Diese Spalte lesen wir nicht"))
    return (nothing, *(Option(key, _(one.heading)) for key, one in COLUMNS.items()))


def letters(place: int) -> str:
    """A, B … Z, AA as tables call their columns."""
    first, last = divmod(place, 26)
    return (letters(first - 1) if first else "") + ascii_uppercase[last]


def check_page(
    this: Held,
    rows: Sequence[Shown],
    stamp: str,
    hold: tuple[str, ...] = (),
    kept: tuple[Kept, ...] = (),
) -> CheckPage:
    counts = Counter(row.verdict for row in rows)
    wrong = [row for row in rows if row.verdict is Verdict.FAULTY]
    right = sum(row.verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.MAYBE_KNOWN) for row in rows)
    return CheckPage(
        title=_("Ist Ihre Tabelle richtig?"),
        trail=(*trail(), Link(_("Tabelle"), url_for("clubs.table"))),
        lead=(
            _("Ihre Datei: {name}", name=this.file_name),
            _("Wir haben noch nichts gespeichert."),
        ),
        counts=tuple(_counts(counts)),
        notes=tuple(_note(this, row) for row in wrong[:_ROWS_SHOWN]),
        more=_more(len(wrong) - _ROWS_SHOWN),
        doubts=tuple(
            RowNote(_("Zeile {number}", number=row.number), row.sentences)
            for row in rows
            if row.sentences and row.verdict is not Verdict.FAULTY
        )[:_ROWS_SHOWN],
        remarks=tuple(_remarks(this, rows)),
        answer_href=url_for("clubs.table_answer", key=this.key),
        columns_href=url_for("clubs.table_columns", key=this.key),
        again_href=url_for("clubs.table"),
        action=url_for("clubs.table_check", key=this.key),
        button=_("Jetzt abschicken") if right else "",
        stamp=stamp,
        hold=hold,
        kept=kept,
    )


def _counts(counts: Counter[Verdict]) -> Iterator[Row]:
    labels = {
        Verdict.NEW: _("Neue Angebote"),
        Verdict.CHANGED: _("Geänderte Angebote"),
        Verdict.EQUAL: _("Angebote, die gleich bleiben"),
        Verdict.MAYBE_KNOWN: _("Angebote, die wir vielleicht schon kennen"),
        Verdict.FAULTY: _("Zeilen mit einem Fehler"),
    }
    for verdict, words in labels.items():
        if counts[verdict] or verdict in (Verdict.NEW, Verdict.FAULTY):
            yield Row(words, (str(counts[verdict]),), "")


def _note(this: Held, row: Shown) -> RowNote:
    """Columns are called as in the file."""
    own = {column.key: column.words for column in this.headings.columns if column.key}
    at = []
    for key, words in row.faults.items():
        name = own.get(key) or (_(COLUMNS[key].heading) if key in COLUMNS else "")
        at.append(f"{name}: {words}" if name else words)
    return RowNote(_("Zeile {number}", number=row.number), (*row.sentences, *at))


def _more(count: int) -> str:
    if count <= 0:
        return ""
    return ngettext(
        "In {count} Zeile mehr stimmt etwas nicht.",
        "In {count} Zeilen mehr stimmt etwas nicht.",
        count,
    )


def _remarks(this: Held, rows: Sequence[Shown]) -> Iterator[str]:
    if this.sheet.hidden:
        yield ngettext(
            "{count} Zeile ist in Ihrer Datei versteckt. Die lesen wir auch.",
            "{count} Zeilen sind in Ihrer Datei versteckt. Die lesen wir auch.",
            this.sheet.hidden,
        )
    if this.sheet.merged:
        yield _("In Ihrer Datei sind Felder verbunden. Wir lesen nur das 1. Feld davon.")
    public = sum(row.is_public and row.verdict is Verdict.CHANGED for row in rows)
    if public and not this.is_proven:
        yield _("Für Änderungen schicken wir Ihnen eine E-Mail.")
        yield _("In der E-Mail ist ein Link. Damit bestätigen Sie die Änderungen.")


def sent_page(this: Held, rows: Sequence[Shown]) -> SentPage:
    to_confirm = any(row.is_public and row.verdict is Verdict.CHANGED for row in rows)
    wrong = any(row.verdict is Verdict.FAULTY for row in rows)
    lines = [_("Wir haben Ihre Tabelle bekommen."), _("Vielen Dank.")]
    then = [_("Wir lesen Ihre Angebote."), _("Das dauert ein paar Tage.")]
    if to_confirm and not this.is_proven:
        then = [
            _("Wir haben Ihnen eine E-Mail geschickt."),
            _("Drücken Sie bitte auf den Link in der E-Mail."),
            _("Dann ändern wir die Angebote."),
            *then,
        ]
    then += [
        _("Holen Sie jetzt Ihre Tabelle mit den Nummern."),
        _("Ändern Sie später etwas? Dann nehmen Sie diese Tabelle."),
    ]
    if wrong:
        then.append(_("In der Tabelle steht auch: Was stimmt nicht?"))
    return SentPage(
        _("Danke für Ihre Tabelle"),
        trail(),
        tuple(lines),
        tuple(then),
        (
            Link(_("Tabelle mit den Nummern holen"), url_for("clubs.table_answer", key=this.key)),
            Link(_("Noch eine Tabelle hochladen"), url_for("clubs.table")),
            Link(_("Zurück zu: Für Vereine"), url_for("clubs.why")),
        ),
    )


def confirm_page(this: Held, rows: Sequence[Shown], action: str) -> SentPage:
    changed = sum(row.is_public and row.verdict is Verdict.CHANGED for row in rows)
    return SentPage(
        _("Möchten Sie die Angebote ändern?"),
        trail(),
        (
            _("Ihre Datei: {name}", name=this.file_name),
            ngettext("Sie ändern {count} Angebot.", "Sie ändern {count} Angebote.", changed),
        ),
        (),
        (Link(_("Zurück zu: Für Vereine"), url_for("clubs.why")),),
        action,
        _("Ja, jetzt ändern"),
    )


def gone_table_page() -> SentPage:
    return SentPage(
        _("Diese Tabelle gibt es nicht mehr"),
        trail(),
        (
            _("Wir löschen eine Tabelle nach 30 Tagen."),
            _("Ein Link in einer E-Mail geht nur 1 Mal."),
            _("Vielleicht ist auch die Adresse falsch."),
        ),
        (),
        (
            Link(_("Tabelle noch einmal hochladen"), url_for("clubs.table")),
            Link(_("Zurück zu: Für Vereine"), url_for("clubs.why")),
        ),
    )

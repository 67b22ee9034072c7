"""Name and notes of the own list: one page to write them, kept in the cookie of the list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from directory.model.handed import LONGEST_NAME, LONGEST_NOTE
from directory.web.finder.own_list import OwnList, name_of, note_of
from directory.web.finder.present import home
from directory.web.finder.remembering import entries_of
from directory.web.forms import field_id
from directory.web.languages import _
from directory.web.lists import blueprint
from directory.web.page import Link
from directory.web.templating import render
from directory.web.typed import one_line

Answer = str | Response | tuple[str, int]
NAME = "name"
NOTE = "notiz-"


@dataclass(frozen=True, slots=True)
class NoteField:
    """A note beside the offer that it is about."""

    name: str
    label: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class WordsPage:
    """Words for ``lists/words.html``."""

    title: str
    trail: tuple[Link, ...]
    name: str
    name_error: str
    notes: tuple[NoteField, ...]
    errors: tuple[Link, ...] = ()


@blueprint.get("/merkzettel/notizen")
def write() -> Answer:
    """A field for the name of the list, and one for each offer."""
    own = OwnList.of_cookie()
    if not own.ids:
        return redirect(url_for("finder.remembered"), 303)
    return render("lists/words.html", page=_page(own, own.name, own.notes))


@blueprint.post("/merkzettel/notizen")
def keep() -> Answer:
    """Keeps the words in the cookie; what is too long comes back as it was typed."""
    own = OwnList.of_cookie()
    if not own.ids:
        return redirect(url_for("finder.remembered"), 303)
    typed = {id: request.form.get(f"{NOTE}{id}", "") for id in own.ids}
    given = request.form.get(NAME, "")
    page = _page(own, given, typed)
    notes = {id: note for id in own.ids if (note := note_of(typed[id]))}
    changed = replace(own, name=name_of(given), notes=notes)
    if not page.errors and not changed.fits:
        words = _("Das sind zu viele Wörter. Schreiben Sie bitte weniger.")
        page = replace(page, errors=(Link(words, f"#{field_id(NAME)}"),), name_error=words)
    if page.errors:
        return render("lists/words.html", page=page), 422
    answer = redirect(url_for("finder.remembered", notiert="ja"), 303)
    changed.keep(answer)
    return answer


def _page(own: OwnList, name: str, notes: object) -> WordsPage:
    said = dict(notes) if isinstance(notes, dict) else dict.fromkeys(own.ids, "")
    fields = tuple(_fields(own, said))
    name_error = _too_long(LONGEST_NAME) if len(one_line(name)) > LONGEST_NAME else ""
    errors = [Link(name_error, f"#{field_id(NAME)}")] if name_error else []
    errors += [Link(one.error, f"#{field_id(one.name)}") for one in fields if one.error]
    back = Link(_("Mein Merkzettel"), url_for("finder.remembered"))
    return WordsPage(
        title=_("Notizen schreiben"),
        trail=(home(), back),
        name=name,
        name_error=name_error,
        notes=fields,
        errors=tuple(errors),
    )


def _fields(own: OwnList, notes: dict[str, str]) -> Iterator[NoteField]:
    for entry in entries_of(own.ids, {}):
        note = notes.get(entry.id, "")
        error = _too_long(LONGEST_NOTE) if len(one_line(note)) > LONGEST_NOTE else ""
        label = entry.name or _("Dieses Angebot gibt es nicht mehr.")
        yield NoteField(f"{NOTE}{entry.id}", label, note, error)


def _too_long(most: int) -> str:
    return _("Schreiben Sie bitte höchstens {most} Zeichen.", most=most)

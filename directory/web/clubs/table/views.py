"""Sending in a table: get the template, upload it, look it over, send it, confirm changes."""

from flask import make_response, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from directory.spreadsheet import LARGEST_BYTES, How, Refused
from directory.spreadsheet.files import Problem
from directory.spreadsheet.workbook import MIMETYPE, answer_workbook, template_workbook
from directory.submissions import StoringFailed, network
from directory.web.addresses import url_for
from directory.web.clubs import blueprint
from directory.web.clubs.letters import links
from directory.web.clubs.sending import AN_HOUR
from directory.web.clubs.table.answering import line_of
from directory.web.clubs.table.delivering import deliver, table_of_link
from directory.web.clubs.table.holding import Held, chosen, held, hold, plan, planned, table_in
from directory.web.clubs.table.pages import (
    FILE,
    CheckPage,
    ColumnsPage,
    SentPage,
    UploadForm,
    UploadPage,
    check_page,
    columns_page,
    confirm_page,
    gone_table_page,
    problem_words,
    sent_page,
    upload_page,
)
from directory.web.clubs.table.planning import cells_of, understanding
from directory.web.form_guard import QUICKEST_PRESS_SECONDS
from directory.web.forms import Kept, Typed
from directory.web.headers import SECRET
from directory.web.languages import _
from directory.web.messages.forms import email
from directory.web.messages.sending import Limit, stamp_of
from directory.web.messages.sending import hold as held_back
from directory.web.parts import parts
from directory.web.steps import LANGUAGE
from directory.web.templating import render

Answer = str | Response
NOTHING: Typed = MultiDict()
AGAIN = "nochmal"
# A file, an address and what a form adds around them.
_LARGEST_REQUEST = LARGEST_BYTES + 200_000
_MOST_TABLES = 60
_MOST_FROM_ONE_ADDRESS = 12


@blueprint.get("/vereine/tabelle")
def table() -> Answer:
    """How it goes, the template, and the form for the filled table."""
    return _upload(UploadForm.of(NOTHING))


@blueprint.post("/vereine/tabelle")
def table_upload() -> Answer:
    """Reads the file; what is stored is its text."""
    return _uploaded("")


@blueprint.get("/vereine/meine/<visit>/tabelle")
def own_table(visit: str) -> Answer:
    """The same for somebody whose address is proven."""
    email = _visitor(visit)
    return _upload(UploadForm.of(NOTHING), email, visit) if email else _gone()


@blueprint.post("/vereine/meine/<visit>/tabelle")
def own_table_upload(visit: str) -> Answer:
    return _uploaded(visit) if _visitor(visit) else _gone()


@blueprint.get("/vereine/tabelle/vorlage.xlsx")
def table_template() -> Answer:
    """An empty table to fill in."""
    return _workbook(template_workbook(understanding().sport_names()), "angebote.xlsx")


@blueprint.get("/vereine/meine/<visit>/tabelle.xlsx")
def own_table_template(visit: str) -> Answer:
    """The table with all offers that this person looks after."""
    email = _visitor(visit)
    keepers = parts().keepers
    if not email or keepers is None:
        return _gone()
    clubs = keepers.clubs_of(email)
    offers = (one for club in clubs for one in parts().store.offers_of_club(club) if one.offer)
    filled = template_workbook(understanding().sport_names(), map(cells_of, offers))
    return _private(_workbook(filled, "meine-angebote.xlsx"))


@blueprint.get("/vereine/tabelle/<key>")
def table_check(key: str) -> Answer:
    """What would happen to each row."""
    this = held(key)
    if this is None:
        return _gone()
    if this.is_sent:
        return redirect(url_for("clubs.table_thanks", key=key), 303)
    return _checked(this)


@blueprint.post("/vereine/tabelle/<key>")
def table_send(key: str) -> Answer:
    """Sends all rows that are right."""
    this = held(key)
    if this is None:
        return _gone()
    if LANGUAGE in request.form:
        return _checked(this)
    if not this.is_sent:
        posted = request.form
        limit = Limit("table from address", this.email, _MOST_FROM_ONE_ADDRESS, AN_HOUR)
        back = held_back(posted, "table", (limit,), QUICKEST_PRESS_SECONDS)
        if back and (back.status != 200 or not posted.get(AGAIN)):
            return _checked(this, back.lines, back.stamp, back.status)
        try:
            if deliver(this) is None:
                return _checked(this, _more_to_send())
        except StoringFailed:
            lines = (
                _("Wir können gerade nichts speichern."),
                _("Drücken Sie bitte in 1 Minute noch einmal auf den Knopf."),
            )
            return _checked(this, lines, status=503)
    return redirect(url_for("clubs.table_thanks", key=key), 303)


@blueprint.get("/vereine/tabelle/<key>/spalten")
def table_columns(key: str) -> Answer:
    """What we take each column for."""
    this = held(key)
    if this is None:
        return _gone()
    return _page("clubs/table_columns.html", columns_page(this))


@blueprint.post("/vereine/tabelle/<key>/spalten")
def table_choose(key: str) -> Answer:
    """Takes the columns as somebody says."""
    this = held(key)
    if this is None:
        return _gone()
    if not this.is_sent:
        keys = [
            request.form.get(f"spalte_{place}", column.key)
            for place, column in enumerate(this.headings.columns)
        ]
        this = chosen(this, keys)
    if LANGUAGE in request.form:
        return _page("clubs/table_columns.html", columns_page(this))
    return redirect(url_for("clubs.table_check", key=key), 303)


@blueprint.get("/vereine/tabelle/<key>/antwort.xlsx")
def table_answer(key: str) -> Answer:
    """The rows with what is wrong in each, and with the numbers of the offers."""
    this = held(key)
    if this is None:
        return _gone()
    lines = [line_of(one) for one in plan(this)]
    made = answer_workbook(understanding().sport_names(), lines)
    return _private(_workbook(made, "antwort.xlsx"))


@blueprint.get("/vereine/tabelle/<key>/danke")
def table_thanks(key: str) -> Answer:
    """What happens now, and the table with its numbers."""
    this = held(key)
    if this is None:
        return _gone()
    if not this.is_sent:
        return redirect(url_for("clubs.table_check", key=key), 303)
    return _page("clubs/table_sent.html", sent_page(this, planned(this)))


@blueprint.get("/vereine/tabelle/link/<token>")
def table_confirm(token: str) -> Answer:
    """Shows what a mailed link would change; programs that guard mailboxes open it too."""
    this = table_of_link(token)
    if this is None:
        return _gone()
    page = confirm_page(this, planned(this), url_for("clubs.table_confirmed", token=token))
    return _page("clubs/table_sent.html", page)


@blueprint.post("/vereine/tabelle/link/<token>")
def table_confirmed(token: str) -> Answer:
    """The address is proven: now the changes are made."""
    this = table_of_link(token, use=True)
    if this is None:
        return _gone()
    deliver(this, is_proven=True, seconds=float("inf"))
    return redirect(url_for("clubs.table_thanks", key=this.key), 303)


def _uploaded(visit: str) -> Answer:
    own = _visitor(visit) if visit else ""
    request.max_content_length = _LARGEST_REQUEST
    try:
        posted, file = request.form, request.files.get(FILE)
        content = file.read() if file else b""
        if file:
            file.close()
    except RequestEntityTooLarge:
        return _refused(UploadForm.of(NOTHING), Problem.TOO_BIG, own, visit)
    form = UploadForm.of(MultiDict({"meine_mail": own}) if own else posted)
    is_right = form.validate()
    if LANGUAGE in posted or not is_right or not content:
        if not content and LANGUAGE not in posted:
            form[FILE].errors = [_("Wählen Sie bitte eine Datei aus.")]
        return _upload(form, own, visit, 200 if LANGUAGE in posted else 422)
    if _too_many():
        form[FILE].errors = [
            _("Gerade kommen sehr viele Tabellen. Versuchen Sie es bitte in 1 Stunde noch einmal.")
        ]
        return _upload(form, own, visit, 429)
    try:
        sheet, headings = table_in(content)
    except Refused as refused:
        return _refused(form, refused.problem, own, visit)
    name = (file.filename or "") if file else ""
    sender = own or email(form["meine_mail"].data)
    this = hold(sheet, name, sender, proven=bool(own))
    unsure = any(column.how is not How.SAME for column in headings.columns if column.words)
    follow = "clubs.table_columns" if unsure else "clubs.table_check"
    return redirect(url_for(follow, key=this.key), 303)


def _refused(form: UploadForm, problem: Problem, own: str, visit: str) -> Answer:
    form[FILE].errors = [problem_words(problem)]
    return _upload(form, own, visit, 422)


def _too_many() -> bool:
    counters = parts().limits
    who = network(request.remote_addr or "")
    return bool(counters and not counters.allow("table from network", who, _MOST_TABLES, AN_HOUR))


def _more_to_send() -> tuple[str, ...]:
    return (
        _("Ihre Tabelle ist lang."),
        _("Einen Teil haben wir schon."),
        _("Drücken Sie bitte noch einmal auf den Knopf."),
    )


def _visitor(visit: str) -> str:
    link = links().visitor(visit) if len(visit) < 200 else None
    return link.email if link else ""


def _upload(form: UploadForm, own: str = "", visit: str = "", status: int = 200) -> Answer:
    if own:
        action = url_for("clubs.own_table_upload", visit=visit)
        template = url_for("clubs.own_table_template", visit=visit)
    else:
        action, template = url_for("clubs.table_upload"), url_for("clubs.table_template")
    return _page("clubs/table.html", upload_page(form, _stamp(), action, own, template), status)


def _stamp() -> str:
    """That of the form in hand; a request that was too big has none that could be read."""
    try:
        return stamp_of(request.form)
    except RequestEntityTooLarge:
        return stamp_of(NOTHING)


def _checked(this: Held, lines: tuple[str, ...] = (), stamp: str = "", status: int = 200) -> Answer:
    kept = (Kept(AGAIN, "ja"),) if lines else ()
    page = check_page(this, planned(this), stamp or stamp_of(request.form), lines, kept)
    return _page("clubs/table_check.html", page, status)


def _workbook(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype=MIMETYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _gone() -> Answer:
    return _page("clubs/table_sent.html", gone_table_page(), 404)


def _page(
    template: str, page: UploadPage | ColumnsPage | CheckPage | SentPage, status: int = 200
) -> Response:
    return _private(make_response(render(template, page=page), status))


def _private(answer: Response) -> Response:
    """Nobody between us may keep what a club sent, or the address that opens it."""
    answer.headers.update(SECRET)
    return answer

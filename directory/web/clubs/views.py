"""Sending in an offer: one page of questions after another, kept on the server after each."""

from collections.abc import Mapping

from flask import make_response, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from directory.submissions import StoringFailed
from directory.web.addresses import url_for
from directory.web.clubs import blueprint, photo_question, pin, sending
from directory.web.clubs.after import (
    TAKE,
    LaterForm,
    duplicates_page,
    gone_page,
    later_page,
    thanks_page,
)
from directory.web.clubs.drafting import (
    LAST,
    RESULT,
    Opened,
    at_step,
    begun,
    listing_so_far,
    located,
    opened,
    saved,
)
from directory.web.clubs.flow import BY_KEY, STEPS, with_page
from directory.web.clubs.names import MOST_TIMES
from directory.web.clubs.pages import STEP, Pressed, check_page, question_page, step_address
from directory.web.clubs.present import QuestionPage
from directory.web.clubs.preview import known_facts, preview_page
from directory.web.clubs.questions import ROWS_AT_ONCE
from directory.web.clubs.text_help import applied, findings_shown
from directory.web.clubs.why import WhyPage
from directory.web.forms import Kept, Typed
from directory.web.headers import SECRET
from directory.web.languages import _
from directory.web.messages.sending import Hold, stamp_of
from directory.web.steps import CHECK, HERE, LANGUAGE, THEN, TO, Stop, stop
from directory.web.templating import render

Answer = str | Response
NOTHING: Typed = MultiDict()
FIRST = STEPS[0].key


@blueprint.get("/vereine")
def why() -> Answer:
    """Why and how, in a minute."""
    return render("clubs/why.html", page=WhyPage.of())


@blueprint.get("/fuer-vereine")
def former_why() -> Answer:
    """Where this page lived before."""
    return redirect(url_for("clubs.why"), 301)


@blueprint.get("/vereine/angebot")
def first_question() -> Answer:
    """The first question; nothing is kept before somebody answers it."""
    return _page(question_page("", _stop(NOTHING), NOTHING))


@blueprint.post("/vereine/angebot")
def begin() -> Answer:
    """Begins a draft with the first answer, and goes on to the second question."""
    posted = request.form
    answers = with_page(NOTHING, FIRST, posted)
    at = _stop(at_step(answers, **{HERE: FIRST}))
    if LANGUAGE in posted or at.key == FIRST:
        at = _stop(at_step(answers, **{TO: FIRST})) if LANGUAGE in posted else at
        return _page(question_page("", at, _with_stamp(answers, posted)))
    held = sending.too_many_drafts(posted)
    if held is None:
        try:
            this = begun(posted, FIRST, sending.draft_id(posted))
            return redirect(step_address(this.key, at.key), 303)
        except StoringFailed:
            held = _cannot_save(posted)
    page = question_page("", _stop(at_step(answers, **{TO: FIRST})), answers, hold=held)
    return _page(page, held.status)


@blueprint.get("/vereine/entwurf/<key>")
def draft(key: str) -> Answer:
    """Where somebody was, or the page that the address names."""
    this = opened(key)
    if this is None:
        return _gone()
    step = request.args.get(STEP, "")
    if this.answers.get(RESULT) and not step:
        return redirect(url_for("clubs.thanks", key=key), 303)
    return _shown(this, step or this.answers.get(LAST, ""), request.args)


@blueprint.post("/vereine/entwurf/<key>")
def answer(key: str) -> Answer:
    """Keeps the answers of one page, then goes where somebody wants to go."""
    if request.args.get(STEP) == photo_question.STEP:
        photo_question.allow_a_photo()
    try:
        posted = request.form
    except RequestEntityTooLarge:
        photo_question.throw_away()
        return _too_much(key)
    here = posted.get(HERE, "")
    try:
        if here == photo_question.STEP:
            return _with_photos(key, posted)
        this = saved(key, here, posted) if here in BY_KEY else opened(key)
        if this is None:
            return _begin_again(posted, here)
        return _next(located(this) if here == "ort" else this, posted, here)
    except StoringFailed:
        return _typed_again(key, posted, here)


@blueprint.get("/vereine/entwurf/<key>/vorschau")
def preview(key: str) -> Answer:
    """The page of the offer and its handout, as readers will get them."""
    this = opened(key)
    if this is None:
        return _gone()
    at = _stop(at_step(this.answers, **{HERE: "", TO: CHECK}))
    if not listing_so_far(this).offer:
        return redirect(step_address(key, at.key), 303)
    return _private(render("clubs/preview.html", page=preview_page(this)))


@blueprint.get("/vereine/entwurf/<key>/weiter")
def later(key: str) -> Answer:
    """Everything is kept; a link by mail leads back here."""
    this = opened(key)
    if this is None:
        return _gone()
    form = LaterForm.of(this.answers)
    return _private(render("clubs/later.html", page=later_page(this, form, NOTHING)))


@blueprint.post("/vereine/entwurf/<key>/weiter")
def send_later(key: str) -> Answer:
    """Sends the link."""
    this = opened(key)
    if this is None:
        return _gone()
    form = LaterForm.of(request.form)
    if LANGUAGE in request.form or not form.validate():
        page = later_page(this, form, request.form)
        return _private(render("clubs/later.html", page=page))
    sent = sending.mail_link(this, form.meine_mail.data, request.form)
    page = later_page(this, form, request.form, sent)
    return _private(render("clubs/later.html", page=page))


@blueprint.get("/vereine/entwurf/<key>/schon-da")
def duplicates(key: str) -> Answer:
    """Known offers that may be this one."""
    this = opened(key)
    if this is None:
        return _gone()
    known = sending.same_offers(this)
    if not known:
        return redirect(step_address(key, CHECK), 303)
    return _private(render("clubs/duplicates.html", page=duplicates_page(this, known)))


@blueprint.post("/vereine/entwurf/<key>/schon-da")
def choose_duplicate(key: str) -> Answer:
    """Another offer goes on its way; a known one is taken over."""
    this = opened(key)
    if this is None:
        return _gone()
    if LANGUAGE in request.form:
        return redirect(url_for("clubs.duplicates", key=key), 303)
    chosen = request.form.get("doppelt", "")
    same = {f"{TAKE}{one.id}": one for one in sending.same_offers(this)}
    if chosen in same:
        return sending.take_over(this, same[chosen], request.form, _check)
    noted = sending.remember_answer(this, "nein")
    return sending.send(noted, request.form, _check) if noted else _gone()


@blueprint.get("/vereine/entwurf/<key>/danke")
def thanks(key: str) -> Answer:
    """It was sent: what happens now."""
    this = opened(key)
    if this is None:
        return _gone()
    if not this.answers.get(RESULT):
        return redirect(url_for("clubs.draft", key=key), 303)
    return _private(render("messages/thanks.html", page=thanks_page(this)))


def _with_photos(key: str, posted: Typed) -> Answer:
    """Stores the photos of a page; whoever did something to them sees the same page again."""
    taken = photo_question.take(key, posted)
    here = photo_question.STEP
    this = saved(key, here, taken.answers)
    if this is None:
        return _begin_again(posted, here)
    if taken.fault:
        return _same_page(this, here, taken.answers, Pressed(photos=taken))
    if taken.stays and LANGUAGE not in posted:
        returns = posted.get(THEN, "") == CHECK
        return redirect(f"{step_address(key, here, returns=returns)}#{taken.at}", 303)
    return _next(this, taken.answers, here)


def _next(this: Opened, posted: Typed, here: str) -> Answer:
    key = this.key
    elsewhere = _elsewhere(key, posted, here)
    if elsewhere:
        return redirect(elsewhere, 303)
    if here == "tuer" and pin.is_pressed(posted):
        return _pin_moved(this, posted)
    if here == "text" and posted.get("pruefe"):
        return _text_checked(this, posted)
    control = {HERE: here, TO: posted.get(TO, ""), THEN: posted.get(THEN, "")}
    at = _stop(at_step(this.answers, **control))
    if at.sends:
        return sending.send(this, posted, _check)
    if at.form and at.form.faults:
        return _page(question_page(key, at, _with_stamp(this.answers, posted)))
    return redirect(step_address(key, at.key, returns=at.returns), 303)


def _elsewhere(key: str, posted: Typed, here: str) -> str:
    """Where a button leads that does not ask whether the answers are right."""
    returns, more = posted.get(THEN, "") == CHECK, posted.get("mehr", "")
    if LANGUAGE in posted:
        return step_address(key, here or CHECK, returns=returns)
    if posted.get("spaeter"):
        return url_for("clubs.later", key=key)
    if more.isdecimal() and here in BY_KEY:
        return step_address(key, here, returns=returns, rows=min(int(more[:3]), MOST_TIMES))
    return ""


def _pin_moved(this: Opened, posted: Typed) -> Answer:
    """The same page with the point where a button put it."""
    found = pin.moved(_typed_over(this.answers, posted))
    kept = saved(this.key, "tuer", found.answers) or this
    answers = _typed_over(kept.answers, posted) if found.fault else kept.answers
    shown = pin.pin_shown(answers, found.fault, has_moved=True)
    return _same_page(kept, "tuer", posted, Pressed(pin=shown))


def _text_checked(this: Opened, posted: Typed) -> Answer:
    """The same page with what is hard in the text, or with a better word taken over."""
    press, text = posted["pruefe"], posted.get("text_leicht", "")
    better = applied(text, press)
    changed = better != text.replace("\r\n", "\n")
    if changed:
        this = (
            saved(this.key, "text", _typed_over(posted, MultiDict({"text_leicht": better}))) or this
        )
    help_shown = findings_shown(better, press, changed=changed)
    return _same_page(this, "text", posted, Pressed(text_help=help_shown))


def _same_page(this: Opened, step: str, posted: Typed, pressed: Pressed) -> Answer:
    at = _stop(at_step(this.answers, **{TO: step, THEN: posted.get(THEN, "")}))
    answers = _with_stamp(this.answers, posted)
    facts = known_facts(this) if step == "text" else ()
    return _page(question_page(this.key, at, answers, pressed=pressed, facts=facts))


def _typed_over(answers: Typed, posted: Typed) -> Typed:
    found: Typed = MultiDict(list(answers.items(multi=True)))
    for name in posted:
        found.setlist(name, posted.getlist(name))
    return found


def _shown(this: Opened, step: str, args: Mapping[str, str]) -> Answer:
    returns = args.get(THEN, "") == CHECK
    at = _stop(at_step(this.answers, **{TO: step, THEN: CHECK if returns else ""}))
    if at.is_check:
        return _check(this)
    rows = args.get("reihen", "")
    count = int(rows) if rows.isdecimal() and len(rows) < 3 else ROWS_AT_ONCE
    facts = known_facts(this) if at.key == "text" else ()
    return _page(question_page(this.key, at, this.answers, rows=count, facts=facts))


def _check(this: Opened, held: Hold | None = None, kept: tuple[Kept, ...] = ()) -> Answer:
    at = _stop(at_step(this.answers, **{HERE: "", TO: CHECK}))
    if not at.is_check:
        return redirect(step_address(this.key, at.key, returns=True), 303)
    page = check_page(
        this.key,
        at,
        this.answers,
        listing_so_far(this),
        hold=held,
        kept=kept,
        changes=this.changes,
    )
    return _page(page, held.status if held else 200)


def _stop(answers: Typed) -> Stop:
    return stop(STEPS, answers)


def _with_stamp(answers: Typed, posted: Typed) -> Typed:
    """One form stays one form when it comes back with faults."""
    found: Typed = MultiDict(list(answers.items(multi=True)))
    found["beginn"] = stamp_of(posted)
    return found


def _begin_again(posted: Typed, here: str) -> Answer:
    """The draft is gone: what was just typed begins a new one."""
    if here not in BY_KEY:
        return _gone()
    held = sending.too_many_drafts(posted)
    if held:
        return _typed_again("", posted, here, held)
    this = begun(posted, here)
    return redirect(step_address(this.key, FIRST), 303)


def _typed_again(key: str, posted: Typed, here: str, held: Hold | None = None) -> Answer:
    """The same page with everything that was typed on it, while nothing can be stored."""
    step = here if here in BY_KEY else FIRST
    held = held or _cannot_save(posted)
    answers = with_page(NOTHING, step, posted)
    form = BY_KEY[step].form.of(answers)
    at = Stop(step, form, 1, len(STEPS), "", posted.get(THEN, "") == CHECK)
    return _page(question_page(key, at, answers, hold=held), held.status)


def _cannot_save(posted: Typed) -> Hold:
    lines = (
        _("Wir können gerade nichts speichern."),
        _("Ihre Antworten stehen noch auf dieser Seite."),
        _("Drücken Sie bitte in 1 Minute noch einmal auf den Knopf."),
    )
    return Hold(lines, 503, stamp_of(posted))


def _too_much(key: str) -> Answer:
    """What was sent was too big to be read; what was kept before is shown again."""
    lines: tuple[str, ...] = (
        _("Das war zu viel auf einmal."),
        _("Ihre anderen Antworten sind noch da."),
        _("Schicken Sie bitte weniger."),
    )
    this = opened(key)
    step = request.args.get(STEP, FIRST)
    if this is None or step not in BY_KEY:
        return _gone()
    if step == photo_question.STEP:
        lines = photo_question.much_too_big()
    at = _stop(at_step(this.answers, **{TO: step}))
    return _page(
        question_page(key, at, this.answers, hold=Hold(lines, 413, stamp_of(NOTHING))), 413
    )


def _gone() -> Answer:
    """No draft has this key; perhaps it was too old."""
    return _private(render("clubs/gone.html", page=gone_page()), 404)


def _page(page: QuestionPage, status: int = 200) -> Response:
    return _private(render("clubs/question.html", page=page), status)


def _private(text: str, status: int = 200) -> Response:
    """Nobody between us may keep what a club typed, or the address that opens it."""
    found = make_response(text, status)
    found.headers.update(SECRET)
    return found

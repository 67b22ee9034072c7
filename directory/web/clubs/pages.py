"""Puts one page of questions together: what is asked, how far it is, and the ways on and back."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from directory.model import Listing
from directory.web import typed
from directory.web.addresses import url_for
from directory.web.clubs import names, questions, values
from directory.web.clubs.advice import advice_shown
from directory.web.clubs.flow import GROUP_OF, GROUPS, asked
from directory.web.clubs.photo_question import PhotosAsked, Taken, asked_about_photos, photo_faults
from directory.web.clubs.pin import PinShown, pin_shown
from directory.web.clubs.present import Question, QuestionPage, RowGroup
from directory.web.clubs.text_help import TextHelp
from directory.web.forms import Kept, Typed
from directory.web.languages import _
from directory.web.messages.present import Row, picture, start_trail
from directory.web.messages.sending import Hold, stamp_of
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.steps import CHECK, HERE, THEN, Stop
from directory.web.voice import voice
from directory.wording import day_words, phone_words, when_lines

STEP = "schritt"
"""The step in an address, as ``?schritt=ort``."""


def step_address(key: str, step: str, *, returns: bool = False, rows: int = 0) -> str:
    """Where a page of a draft lives; with ``returns`` it leads back to all answers."""
    pairs = [(STEP, step)]
    if returns and step != CHECK:
        pairs.append((THEN, CHECK))
    if rows:
        pairs.append(("reihen", str(rows)))
    return f"{url_for('clubs.draft', key=key)}?" + "&".join(f"{n}={v}" for n, v in pairs)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button inside a page did: the point was moved, the text checked, a photo taken."""

    pin: PinShown | None = None
    text_help: TextHelp | None = None
    photos: Taken | None = None


def question_page(
    key: str,
    at: Stop,
    answers: Typed,
    *,
    rows: int = 0,
    hold: Hold | None = None,
    pressed: Pressed | None = None,
    facts: tuple[str, ...] = (),
) -> QuestionPage:
    """The page where somebody is; ``key`` is empty before the first answer is kept."""
    if at.form is None:
        raise ValueError("all answers together are check_page")
    about = questions.about(at.key)
    group = GROUP_OF[at.key]
    seen = questions.questions(at.key, at.form, answers, rows or questions.ROWS_AT_ONCE)
    more = len(seen) + 1 if at.key in ("woche", "termine") else 0
    action = step_address(key, at.key, returns=at.returns) if key else url_for("clubs.begin")
    return QuestionPage(
        title=about.title,
        here=_("Angebot eintragen"),
        trail=trail(),
        action=action,
        step=at.key,
        stamp=hold.stamp if hold else stamp_of(answers),
        button=_("Speichern und prüfen") if at.returns else _("Weiter"),
        way_out=Link(_("Zurück zu: Für Vereine"), url_for("clubs.why")),
        form=at.form,
        errors=_faults_of_photos(at, pressed) if at.key == "bilder" else _faults(seen),
        kept=(Kept(HERE, at.key), *((Kept(THEN, CHECK),) if at.returns else ())),
        hold=hold.lines if hold else (),
        back=at.back,
        questions=seen,
        number_of_group=group,
        count_of_groups=len(GROUPS),
        heading=_heading(group),
        picture=about.picture,
        add=more if more <= names.MOST_TIMES else 0,
        add_words=_("Noch ein Termin"),
        to_end=_("Gleich zum Ende") if key and not at.returns and group < len(GROUPS) else "",
        later=_("Später weitermachen") if key else "",
        answers=questions.three_answers(),
        pin=(pressed and pressed.pin) or (pin_shown(answers) if at.key == "tuer" else None),
        text_help=pressed.text_help if pressed else None,
        text_facts=facts,
        photos=_photos(key, at, pressed) if key and at.key == "bilder" else None,
        takes_files=at.key == "bilder",
        advice=advice_shown(at.key),
    )


def _faults_of_photos(at: Stop, pressed: Pressed | None) -> tuple[Link, ...]:
    if pressed and pressed.photos:
        return pressed.photos.errors
    return photo_faults(at.form) if at.form else ()


def _photos(key: str, at: Stop, pressed: Pressed | None) -> PhotosAsked | None:
    fault = pressed.photos.fault if pressed and pressed.photos else ""
    return asked_about_photos(key, at.form, fault) if at.form else None


def check_page(
    key: str,
    at: Stop,
    answers: Typed,
    listing: Listing,
    *,
    hold: Hold | None = None,
    kept: tuple[Kept, ...] = (),
    changes: bool = False,
) -> QuestionPage:
    """All answers, each with a way to change it."""
    return QuestionPage(
        title=questions.about(CHECK).title,
        here=_("Angebot eintragen"),
        trail=trail(),
        action=step_address(key, CHECK),
        step=CHECK,
        stamp=hold.stamp if hold else stamp_of(answers),
        button=_("Änderung abschicken") if changes else _("Angebot abschicken"),
        way_out=Link(_("Zurück zu: Für Vereine"), url_for("clubs.why")),
        kept=(Kept(HERE, CHECK), *kept),
        lead=(
            _("Lesen Sie bitte noch einmal alles."),
            _("Dann drücken Sie unten auf den Knopf."),
            _("Auch andere Seiten dürfen Ihr Angebot zeigen, zum Beispiel Ihre Stadt."),
        ),
        hold=hold.lines if hold else (),
        back=at.back,
        number_of_group=len(GROUPS),
        count_of_groups=len(GROUPS),
        heading=_("Fast fertig"),
        picture=questions.about(CHECK).picture,
        look=Link(_("So sieht Ihr Angebot aus"), url_for("clubs.preview", key=key)),
        later=_("Später weitermachen"),
        groups=tuple(_groups(key, answers, listing)),
        rows=(),
    )


def _faults(seen: tuple[Question, ...]) -> tuple[Link, ...]:
    """What is wrong, in the order of the page. Where two fields lack the same, both are named."""
    wrong = tuple(_wrong(seen, ""))
    said = Counter(one.error for _label, one in wrong)
    return tuple(
        Link(f"{label}: {one.error}" if said[one.error] > 1 else one.error, f"#feld-{one.name}")
        for label, one in wrong
    )


def _wrong(seen: tuple[Question, ...], row: str) -> Iterator[tuple[str, Question]]:
    for one in seen:
        if one.error:
            yield (f"{row}, {one.label}" if row else one.label), one
        yield from _wrong((*one.inside, *one.folded), one.label)


def trail() -> tuple[Link, ...]:
    return (*start_trail(), Link(_("Für Vereine"), url_for("clubs.why")))


def _heading(group: int) -> str:
    return _(
        "Schritt {number} von {count}: {topic}",
        number=group,
        count=len(GROUPS),
        topic=questions.group_title(group),
    )


def _groups(key: str, answers: Typed, listing: Listing) -> Iterator[RowGroup]:
    steps = asked(answers)
    for number, keys in enumerate(GROUPS, start=1):
        rows = []
        for step in steps:
            if step.key in keys:
                shown = questions.questions(step.key, step.form.of(answers), answers)
                lines = tuple(_lines(step.key, shown, answers, listing))
                title = questions.about(step.key).title
                href = step_address(key, step.key, returns=True)
                rows.append(Row(title, lines or (_("Hier steht noch nichts."),), step.key, href))
        thing = picture(questions.GROUP_PICTURES[number - 1])
        yield RowGroup(questions.group_title(number), thing, tuple(rows))


def _lines(
    step: str, shown: tuple[Question, ...], answers: Typed, listing: Listing
) -> Iterator[str]:
    if step in ("woche", "termine") and listing.offer:
        yield from when_lines(listing.offer.schedule, voice(), parts().today())
        return
    if step == "tuer":
        yield _("Ja, hier ist die Tür.") if answers.get("tuer") == names.YES else ""
        return
    if step == "bilder":
        count = sum(1 for number in names.PICTURES if answers.get(f"bild_{number}"))
        yield _("Fotos: {count}", count=count) if count else ""
        return
    for one in shown:
        yield from _said(one, alone=len(shown) == 1)


def _said(one: Question, *, alone: bool) -> Iterator[str]:
    """What was answered; a question that has company is named."""
    if one.kind == "facts":
        answer = {names.YES: _("Ja"), names.NO: _("Nein")}
        yield from (f"{f.question} {answer[f.value]}" for f in one.facts if f.value in answer)
    elif one.kind in ("radio", "checkbox"):
        chosen = (o.words for o in (*one.options, *one.more) if o.chosen)
        yield from (words for words in chosen)
    elif one.kind in ("row", "folded"):
        for inner in (*one.inside, *one.folded):
            yield from _said(inner, alone=False)
    elif one.kind == "select":
        yield from (o.words for o in one.options if o.value and o.value == one.value)
    elif one.value:
        value = _spoken(one)
        yield value if alone or one.is_title else _labelled(one.label, value)


def _labelled(label: str, value: str) -> str:
    return f"{label} {value}" if label.endswith("?") else f"{label}: {value}"


_DAYS = ("pausebis", "pause_von", "pause_bis", "ausfall")


def _spoken(one: Question) -> str:
    """Days and telephone numbers as people say them."""
    if one.kind == "tel":
        return phone_words(typed.phone(one.value)) or one.value
    if one.name in _DAYS:
        found = values.days(one.value, parts().today())
        return ", ".join(day_words(day, voice()) for day in found) if found else one.value
    return one.value

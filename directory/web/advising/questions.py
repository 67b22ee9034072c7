"""Asking a club together with somebody, and noting what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask import abort, make_response, redirect, request

from directory.mailing.visitor_mails import Helper
from directory.model.team import Person
from directory.model.together import AnswerFigures, Outcome, Together
from directory.submissions import AskedTogether
from directory.web.addresses import url_for
from directory.web.advising import blueprint
from directory.web.advising.frame import FOR, CornerPage, onward, shown, title_of, trail
from directory.web.desk.frame import Answer
from directory.web.languages import _, ngettext
from directory.web.messages import inquiry as inquiries
from directory.web.messages.present import Option, picture
from directory.web.messages.sending import hold
from directory.web.messages.views import NOTHING, asked_about
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.steps import stop
from directory.web.team.guard import me, needs
from directory.web.templating import render
from directory.web.voice import voice
from directory.wording import day_words

# Each form of the page has a name of its own, which its heading leads to.
STATE: Final = "stand-"


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a club; nothing of the person who asks is known."""

    link: Link
    lines: tuple[str, ...]
    action: str
    options: tuple[Option, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage(CornerPage):
    """Words for ``advising/questions.html``."""

    questions: tuple[Question, ...]
    figures: tuple[str, ...]
    search: Link


@blueprint.get("/fragen")
@needs(*FOR)
def questions() -> Answer:
    """The questions that this advisor sent together with somebody."""
    together = _together()
    page = QuestionsPage(
        title=_("Zusammen fragen"),
        trail=trail(),
        lines=(
            _("Sie fragen einen Verein zusammen mit einer Person."),
            _("Suchen Sie zuerst ein Angebot."),
            _("Drücken Sie dort auf: Zusammen fragen."),
        ),
        questions=tuple(_shown(together.of_person(me().id))),
        figures=tuple(_figures(together.figures())),
        search=Link(_("Angebote suchen"), url_for("finder.search")),
    )
    return shown("advising/questions.html", page)


@blueprint.post("/fragen/<id>")
@needs(*FOR)
def answered(id: str) -> Answer:
    """What became of a question."""
    given = next((value for name, value in request.form.items() if name.startswith(STATE)), "")
    if not _together().is_of(id, me().id):
        abort(404)
    if given not in {outcome.value for outcome in Outcome}:
        return redirect(url_for("advising.questions"), 303)
    _together().note(id, me().id, Outcome(given))
    return onward("advising.questions", "gespeichert")


@blueprint.get("/frage/<offer_id>")
@needs(*FOR)
def ask(offer_id: str) -> Answer:
    """The first of the pages that two people fill in together."""
    asked = _asked(offer_id)
    if not isinstance(asked, inquiries.Asked):
        return asked
    first = stop(inquiries.STEPS, NOTHING)
    page = inquiries.page(asked, first, NOTHING, advisor=_advisor(offer_id))
    return render("messages/inquiry.html", page=page)


@blueprint.post("/frage/<offer_id>")
@needs(*FOR)
def send(offer_id: str) -> Answer:
    """The next page, the last one again, or the mail to the club."""
    asked = _asked(offer_id)
    if not isinstance(asked, inquiries.Asked):
        return asked
    answers, advisor = request.form, _advisor(offer_id)
    at = stop(inquiries.STEPS, answers)
    page = inquiries.page(asked, at, answers, advisor=advisor)
    if not at.sends or page.errors:
        return render("messages/inquiry.html", page=page)
    held = hold(answers, "inquiry", inquiries.limits(asked, answers))
    if held:
        page = inquiries.page(asked, at, answers, held, advisor)
        return make_response(render("messages/inquiry.html", page=page), held.status)
    inquiries.send(asked, answers, advisor)
    return onward("advising.questions", "gesendet")


def _asked(offer_id: str) -> inquiries.Asked | Answer:
    listing = parts().store.listing(offer_id)
    if listing is None or listing.offer is None:
        abort(404)
    return asked_about(listing.offer.slug)


def _advisor(offer_id: str) -> inquiries.Advisor:
    person = me()
    back = Link(_("Zusammen fragen"), url_for("advising.questions"))
    return inquiries.Advisor(
        id=person.id,
        helper=Helper(_name(person), person.email),
        action=url_for("advising.send", offer_id=offer_id),
        trail=trail(back),
        way_out=Link(_("Nicht fragen"), back.href),
    )


def _name(person: Person) -> str:
    return person.name or person.email


def _together() -> AskedTogether:
    found = parts().asked_together
    if found is None:
        raise RuntimeError("nobody asks together without a place for it")
    return found


def _shown(found: tuple[Together, ...]) -> Iterator[Question]:
    known = {one.id: one for one in parts().store.listings_by_id([one.offer_id for one in found])}
    for number, one in enumerate(found, 1):
        listing = known.get(one.offer_id)
        name = title_of(listing) if listing else _("Das Angebot gibt es nicht mehr")
        slug = listing.offer.slug if listing and listing.offer else ""
        lines = [listing.club.name] if listing else []
        lines.append(_("Gefragt: {day}", day=day_words(one.at.astimezone().date(), voice())))
        if one.answered_at:
            day = day_words(one.answered_at.astimezone().date(), voice())
            lines.append(_("Antwort: {day}", day=day))
        yield Question(
            link=Link(name, url_for("finder.offer", slug=slug) if slug else ""),
            lines=tuple(lines),
            action=url_for("advising.answered", id=one.id),
            options=tuple(_outcomes(one.outcome)),
            number=number,
        )


def _outcomes(now: Outcome) -> Iterator[Option]:
    words = {
        Outcome.WAITING: (_("Wir warten noch."), "clock"),
        Outcome.ANSWERED: (_("Der Verein hat geantwortet."), "email"),
        Outcome.JOINED: (_("Die Person macht jetzt mit."), "yes"),
        Outcome.NOTHING_CAME: (_("Es hat nicht gepasst."), "no"),
        Outcome.SILENT: (_("Der Verein antwortet nicht."), "question"),
    }
    for outcome, (said, thing) in words.items():
        yield Option(outcome.value, said, picture(thing), outcome is now)


def _figures(figures: AnswerFigures) -> Iterator[str]:
    """Of all advisors together; nobody is named."""
    if not figures.asked:
        return
    yield ngettext("Es gab {count} Frage.", "Es gab {count} Fragen.", figures.asked)
    yield ngettext(
        "Auf {count} Frage kam eine Antwort.",
        "Auf {count} Fragen kam eine Antwort.",
        figures.answered,
    )
    if figures.days is not None:
        yield ngettext(
            "Die Antwort dauert meist {count} Tag.",
            "Die Antwort dauert meist {count} Tage.",
            max(figures.days, 1),
        )
    if figures.joined:
        yield ngettext(
            "{count} Person macht jetzt mit.", "{count} Personen machen jetzt mit.", figures.joined
        )

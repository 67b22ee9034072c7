"""Something about an offer is wrong: one press on a picture says so."""

from flask import url_for

from directory.model import Offer
from directory.model.inbox import Report
from directory.web.finder.offer_words import offer_name
from directory.web.form_guard import form_key
from directory.web.forms import Typed
from directory.web.languages import _
from directory.web.messages.forms import WRONG, ReportForm
from directory.web.messages.present import FormPage, Option, offer_link, picture, start_trail
from directory.web.messages.sending import Hold, stamp_of
from directory.web.page import Link
from directory.web.parts import parts


def page(offer: Offer, answers: Typed, form: ReportForm, hold: Hold | None = None) -> FormPage:
    name = offer_name(offer)
    return FormPage(
        title=_("Was stimmt nicht?"),
        here=_("Das stimmt nicht"),
        trail=(*start_trail(), offer_link(offer.slug, name)),
        action=url_for("messages.report", slug=offer.slug),
        step="hinweis",
        stamp=hold.stamp if hold else stamp_of(answers),
        button="",
        way_out=Link(_("Zurück zum Angebot"), url_for("finder.offer", slug=offer.slug)),
        form=form,
        errors=form.faults,
        lead=(
            _("Hier sagen Sie uns: Das ist falsch."),
            _("Wir sagen das dem Verein."),
            _("Das Angebot heißt: {name}", name=name),
        ),
        hold=hold.lines if hold else (),
        options=tuple(
            Option(key, _(words), picture(thing)) for key, (_what, words, thing) in WRONG.items()
        ),
    )


def send(offer: Offer, form: ReportForm, answers: Typed) -> None:
    what, note = WRONG[form.was.data][0], form.text.data
    inbox = parts().inbox
    if inbox is None:
        raise RuntimeError("nothing can be reported without an inbox")
    report = Report(offer.id, what, note, parts().now())
    inbox.report(report, form_key(answers, "report", offer.id, what.value, note))

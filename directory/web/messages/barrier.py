"""Somebody cannot use a page: what is hard, and where to answer if they want an answer."""

from flask import url_for

from directory.mailing.visitor_mails import barrier_mail
from directory.model.inbox import Barrier
from directory.model.mail import is_address
from directory.web.form_guard import form_key
from directory.web.forms import Kept, Typed
from directory.web.languages import _
from directory.web.messages.forms import HARD, BarrierForm, own_path, reach
from directory.web.messages.present import FormPage, Option, picture, start_trail
from directory.web.messages.sending import Hold, stamp_of
from directory.web.page import Link
from directory.web.parts import parts

PAGE = "seite"


def page(answers: Typed, form: BarrierForm, hold: Hold | None = None) -> FormPage:
    """``seite`` in the answers is the page where somebody was."""
    came_from = own_path(answers.get(PAGE, ""))
    back = came_from if came_from and came_from.startswith(url_for("finder.start")) else ""
    return FormPage(
        title=_("Was ist auf dieser Seite schwer?"),
        here=_("Barriere melden"),
        trail=start_trail(),
        action=url_for("messages.barrier"),
        step="barriere",
        stamp=hold.stamp if hold else stamp_of(answers),
        button=_("Abschicken"),
        way_out=Link(
            _("Zurück zur Seite von vorher") if back else _("Zur Startseite gehen"),
            back or url_for("finder.start"),
        ),
        form=form,
        errors=form.faults,
        kept=(Kept(PAGE, came_from),) if came_from else (),
        lead=(
            _("Eine Barriere ist: Etwas ist für Sie zu schwer."),
            _("Hier sagen Sie uns das."),
            _("Dann machen wir die Seite besser."),
            *((_("Es geht um diese Seite: {page}", page=came_from),) if came_from else ()),
        ),
        hold=hold.lines if hold else (),
        options=tuple(
            Option(key, _(words), picture(thing), key in form.schwer.data)
            for key, (words, thing) in HARD.items()
        ),
    )


def send(form: BarrierForm, answers: Typed) -> None:
    """Stored, and mailed to those who help where the operator named an address."""
    said = [HARD[key][0] for key in form.schwer.data]
    note = "\n".join([*said, form.text.data]).strip()
    where, reply_to = own_path(answers.get(PAGE, "")), reach(form.wo.data)
    barrier = Barrier(where, note, reply_to, parts().now())
    key = form_key(answers, "barrier", where, note, reply_to)
    to, inbox = parts().site.help_email, parts().inbox
    if inbox is None:
        raise RuntimeError("nothing can be reported without an inbox")
    mail = barrier_mail(barrier, to, key, parts().site.name) if is_address(to) else None
    inbox.barrier(barrier, mail, key)

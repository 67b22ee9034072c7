"""Links by mail: asking for one, and what a mailed link does. GET shows, only POST acts."""

from dataclasses import dataclass
from datetime import timedelta

from flask import abort, redirect, request

from directory.model.mail import OutgoingMail
from directory.submissions import Link as Mailed
from directory.submissions import Purpose
from directory.web.clubs import letters
from directory.web.clubs.keeping import (
    Answer,
    act_page,
    blueprint,
    keepers,
    shown,
    trail,
    url_for,
    workflow,
)
from directory.web.clubs.letters import can_be_written_to
from directory.web.clubs.taking_over import may_look_after, split_subject
from directory.web.forms import Fault, Form, Line
from directory.web.languages import _
from directory.web.messages.forms import email
from directory.web.messages.present import FormPage
from directory.web.messages.sending import Hold, Limit, hold
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.steps import LANGUAGE

SENT = "geschickt"
# Whoever asks again and again could fill the mailbox of somebody else.
MOST_AN_HOUR = 3
MOST_A_DAY = 10


class MailForm(Form):
    mail = Line()

    def validate_mail(self, field: Line) -> None:
        if not can_be_written_to(email(field.data)):
            raise Fault(_("Schreiben Sie bitte eine Adresse mit @ und mit Punkt."))


@dataclass(frozen=True, slots=True)
class ToldPage:
    """Something was done, and what happens next: the words of ``clubs/told.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    next: tuple[str, ...] = ()
    ways: tuple[Link, ...] = ()


@blueprint.get("/vereine/link")
def ask() -> Answer:
    """Asks for the address to which the link goes."""
    if request.args.get(SENT):
        return shown(_sent_page(), template="clubs/told.html")
    return shown(_ask_page(MailForm()))


@blueprint.post("/vereine/link")
def send() -> Answer:
    """Mails a link to an address that we know; the answer never says whether we do."""
    form = MailForm.of(request.form)
    if LANGUAGE in request.form or not form.validate():
        return shown(_ask_page(form))
    to = email(form.mail.data)
    held = hold(request.form, "link", limits(to))
    if held:
        return shown(_ask_page(form, held), held.status)
    mail_own_link(to)
    return redirect(url_for("keeping.ask", **{SENT: "ja"}), 303)


def limits(to: str) -> tuple[Limit, ...]:
    return (
        Limit("link an hour", to, MOST_AN_HOUR, timedelta(hours=1)),
        Limit("link a day", to, MOST_A_DAY, timedelta(days=1)),
    )


def mail_own_link(to: str) -> None:
    """Does the same for an address that nobody knows, but then nothing leaves."""
    clubs = (*keepers().clubs_of(to), *keepers().clubs_on_record(to))
    waits = workflow().of_email(to)
    letters.links().mail(
        Purpose.OWN, "", to, letters.OWN_LASTS, letters.own, really=bool(clubs or waits)
    )


@blueprint.get("/vereine/l/<token>")
def link(token: str) -> Answer:
    """What the link is for, and one button; programs that guard mailboxes change nothing here."""
    found = letters.links().look(token)
    if found and found.purpose is not Purpose.DRAFT:
        return _elsewhere(found, token) or shown(_link_page(found, token))
    if _draft_of(token):
        return redirect(url_for("clubs.draft", key=token), 303)
    return _over(token)


@blueprint.post("/vereine/l/<token>")
def use(token: str) -> Answer:
    """Does what the link is for, once."""
    if LANGUAGE in request.form:
        return link(token)
    found = letters.links().look(token)
    if found is None or found.purpose is Purpose.DRAFT:
        return _over(token)
    if elsewhere := _elsewhere(found, token):
        return elsewhere
    used = letters.links().use(token, found.purpose)
    return _done(used) if used else _over(token)


@blueprint.post("/vereine/l/<token>/neu")
def renew(token: str) -> Answer:
    """Mails a new link to the address of an old one, without saying which address that is."""
    if LANGUAGE in request.form:
        return link(token)
    was = letters.links().was(token)
    if was is None or not was.email:
        return _over(token)
    held = hold(request.form, "link", limits(was.email), quickest=0)
    if held:
        return shown(_over_page(token, was, held), held.status)
    _mail_again(was)
    return redirect(url_for("keeping.ask", **{SENT: "ja"}), 303)


def _elsewhere(found: Mailed, token: str) -> Answer | None:
    """The question whether all is still true has pages of its own."""
    if found.purpose is not Purpose.CONFIRM:
        return None
    return redirect(url_for("truth.confirm", token=token), 303)


def _done(used: Mailed) -> Answer:
    """The address is proven; what follows is a visit, but for a take-over by somebody else."""
    if used.purpose is Purpose.TAKE_OVER:
        return _taken_over(used)
    if used.purpose is Purpose.JOIN:
        keepers().add(used.subject, used.email, confirmed=True)
    for club_id in keepers().clubs_on_record(used.email):
        keepers().add(club_id, used.email, confirmed=True)
    said = {Purpose.CONFIRM_ADDRESS: "adresse", Purpose.JOIN: "dabei"}.get(used.purpose, "")
    key = letters.links().visit(used.email)
    return redirect(
        url_for("keeping.own_offers", key=key, **({"gesagt": said} if said else {})), 303
    )


def _taken_over(used: Mailed) -> Answer:
    club_id, who = split_subject(used.subject)
    club = parts().store.club(club_id)
    if club is None or not who:
        abort(404)
    may_look_after(club, who)
    page = ToldPage(
        title=_("Danke"),
        trail=trail(),
        lines=(_("Die Person kann jetzt die Angebote ändern."), _("Sie bekommt eine E-Mail.")),
        ways=(Link(_("Zur Startseite"), url_for("finder.start")),),
    )
    return shown(page, template="clubs/told.html")


def _mail_again(was: Mailed) -> None:
    club = parts().store.club(was.subject.partition(" ")[0]) if was.subject else None
    who = split_subject(was.subject)[1]

    def letter(to: str, token: str) -> OutgoingMail:
        match was.purpose:
            case Purpose.CONFIRM_ADDRESS:
                return letters.confirm_address(to, token)
            case Purpose.JOIN if club:
                return letters.join(club, to, token)
            case Purpose.TAKE_OVER if club:
                return letters.take_over(club, who, to, token)
            case _:
                return letters.own(to, token)

    # Only what was never used is given again; whoever has used it is let in by the usual way.
    keeps = was.used_at is None and was.purpose in _AGAIN and (club or not was.subject)
    purpose = was.purpose if keeps or was.purpose is Purpose.CONFIRM_ADDRESS else Purpose.OWN
    subject, lasts = was.subject, _AGAIN.get(purpose, letters.OWN_LASTS)
    if purpose is Purpose.OWN:
        letters.links().mail(purpose, "", was.email, lasts, letters.own)
    else:
        letters.links().mail(purpose, subject, was.email, lasts, letter)


_AGAIN = {
    Purpose.CONFIRM_ADDRESS: letters.CONFIRM_LASTS,
    Purpose.JOIN: letters.INVITATION_LASTS,
    Purpose.TAKE_OVER: letters.INVITATION_LASTS,
}


def _draft_of(token: str) -> bool:
    drafts = parts().drafts
    return drafts is not None and len(token) < 200 and drafts.find(token) is not None


def _over(token: str) -> Answer:
    return shown(_over_page(token, letters.links().was(token)), 410)


def _over_page(token: str, was: Mailed | None, held: Hold | None = None) -> FormPage:
    """Used, too old or never made; 410 in any case."""
    knows_address = was is not None and bool(was.email)
    lead = (_("Vielleicht haben Sie den Link schon benutzt."), _("Vielleicht ist er zu alt."))
    if knows_address:
        return act_page(
            _("Dieser Link geht nicht mehr"),
            (*lead, _("Wir schicken Ihnen gern einen neuen Link.")),
            url_for("keeping.renew", token=token),
            _("Neuen Link schicken"),
            hold=held.lines if held else (),
        )
    return act_page(
        _("Dieser Link geht nicht mehr"),
        (*lead, _("Vielleicht ist die Adresse falsch.")),
        url_for("keeping.ask"),
        "",
        way_out=Link(_("Einen neuen Link bestellen"), url_for("keeping.ask")),
    )


def _ask_page(form: MailForm, held: Hold | None = None) -> FormPage:
    return act_page(
        _("Ihre Angebote ändern"),
        (
            _("Sie brauchen kein Passwort."),
            _("Wir schicken Ihnen eine E-Mail mit einem Link."),
            _("Mit dem Link kommen Sie zu Ihren Angeboten."),
        ),
        url_for("keeping.ask"),
        _("E-Mail schicken"),
        step="mail",
        form=form,
        errors=form.faults,
        hold=held.lines if held else (),
    )


def _sent_page() -> ToldPage:
    return ToldPage(
        title=_("Schauen Sie in Ihre E-Mails"),
        trail=trail(),
        lines=(
            _("Kennen wir Ihre Adresse?"),
            _("Dann bekommen Sie gleich eine E-Mail."),
        ),
        next=(
            _("Öffnen Sie die E-Mail."),
            _("Drücken Sie auf den Link."),
            _("Ist in 10 Minuten keine E-Mail da?"),
            _("Dann schauen Sie bitte bei den Werbe-Mails nach."),
            _("Oder rufen Sie uns an."),
        ),
        ways=(
            Link(_("Eine andere Adresse nehmen"), url_for("keeping.ask")),
            Link(_("Ein neues Angebot eintragen"), url_for("clubs.first_question")),
            Link(_("Zurück zu: Für Vereine"), url_for("clubs.why")),
        ),
    )


def _link_page(found: Mailed, token: str) -> FormPage:
    club = parts().store.club(found.subject.partition(" ")[0]) if found.subject else None
    name = club.name if club else ""
    action = url_for("keeping.use", token=token)
    match found.purpose:
        case Purpose.CONFIRM_ADDRESS:
            return act_page(
                _("Gehört diese E-Mail-Adresse Ihnen?"),
                (_("Dann drücken Sie bitte auf den Knopf."),),
                action,
                _("Ja, das ist meine Adresse"),
            )
        case Purpose.JOIN:
            return act_page(
                _("Möchten Sie mitmachen?"),
                (
                    _("Das ist eine Einladung von diesem Verein: {name}", name=name),
                    _("Dann können Sie die Angebote ändern."),
                ),
                action,
                _("Ja, ich mache mit"),
            )
        case Purpose.TAKE_OVER:
            return act_page(
                _("Darf diese Person Ihre Angebote ändern?"),
                (
                    _("Das ist die Adresse: {name}", name=split_subject(found.subject)[1]),
                    _("Es geht um diesen Verein: {name}", name=name),
                ),
                action,
                _("Ja, die Person darf das"),
            )
        case _:
            return act_page(
                _("Hier geht es zu Ihren Angeboten"),
                (_("Drücken Sie bitte auf den Knopf."), _("Der Link geht nur 1 Mal.")),
                action,
                _("Zu meinen Angeboten"),
            )

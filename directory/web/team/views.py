"""Signing in by a mailed link, signing out, and the devices on which somebody is signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flask import make_response, redirect, request
from werkzeug.wrappers import Response

from directory.mailing import team_mails
from directory.mailing.club_mails import Post
from directory.model.mail import OutgoingMail
from directory.model.team import Duty, Person, Session
from directory.submissions import Purpose
from directory.submissions.secret import hash_of
from directory.web.addresses import url_for
from directory.web.clubs import letters
from directory.web.clubs.keeping import url_for as secret_url_for
from directory.web.clubs.letters import can_be_written_to
from directory.web.forms import Fault, Form, Kept, Line
from directory.web.headers import SECRET
from directory.web.languages import _
from directory.web.messages.forms import email
from directory.web.messages.present import FormPage, start_trail
from directory.web.messages.sending import Hold, Limit, hold, stamp_of
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.public_address import public_address
from directory.web.steps import LANGUAGE
from directory.web.team import blueprint
from directory.web.team.guard import (
    TO,
    begin_session,
    forget,
    keep_signed_in,
    me,
    safe_way,
    sign_in_address,
    team,
    way_on,
    who,
)
from directory.web.team.passkeys import are_offered
from directory.web.templating import render
from directory.web.voice import voice
from directory.wording import clock_words, day_words

SENT: Final = "geschickt"
LINK_LASTS: Final = timedelta(minutes=10)
# Whoever asks again and again could fill the mailbox of somebody else.
MOST_AN_HOUR: Final = 5
MOST_A_DAY: Final = 15
SIGN_IN: Final = "/anmelden"

Answer = str | Response


class SignInForm(Form):
    mail = Line()

    def validate_mail(self, field: Line) -> None:
        if not can_be_written_to(email(field.data)):
            raise Fault(_("Schreiben Sie bitte eine Adresse mit @ und mit Punkt."))


@dataclass(frozen=True, slots=True)
class TokenPage:
    """Words for ``team/token.html``: one button; ``action`` is empty for a link that is over."""

    title: str
    lines: tuple[str, ...]
    action: str = ""
    button: str = ""
    trail: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Device:
    """Where somebody is signed in."""

    id: str
    words: str
    seen: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class MePage:
    """Words for ``team/me.html``."""

    title: str
    trail: tuple[Link, ...]
    person: Person
    duties: tuple[str, ...]
    devices: tuple[Device, ...]
    ways: tuple[Link, ...]
    has_passkeys: bool
    keys: tuple[Device, ...]


@blueprint.get(SIGN_IN)
def ask() -> Answer:
    """Asks for the address to which the link goes."""
    if request.args.get(SENT):
        return _shown(_sent_page(), "messages/sent.html")
    return _shown(_ask_page(SignInForm(), request.args.get(TO, "")))


@blueprint.post(SIGN_IN)
def send() -> Answer:
    """Mails a link to somebody of the team; the answer never says whether they belong to it."""
    form, way = SignInForm.of(request.form), request.form.get(TO, "")
    if LANGUAGE in request.form or not form.validate():
        return _shown(_ask_page(form, way))
    to = email(form.mail.data)
    limits = (
        Limit("sign in an hour", to, MOST_AN_HOUR, timedelta(hours=1)),
        Limit("sign in a day", to, MOST_A_DAY, timedelta(days=1)),
    )
    held = hold(request.form, "sign in", limits, quickest=0)
    if held:
        return _shown(_ask_page(form, way, held), status=held.status)
    person = team().by_email(to)
    letters.links().mail(
        Purpose.SIGN_IN,
        person.id if person else "",
        to,
        LINK_LASTS,
        lambda address, token: _letter(address, token, safe_way(way)),
        really=person is not None,
    )
    return redirect(url_for("team.ask", **{SENT: "ja"}), 303)


@blueprint.get(f"{SIGN_IN}/<token>")
def link(token: str) -> Answer:
    """Shows one button: programs that guard mailboxes open every link, and press none."""
    if letters.links().look(token, Purpose.SIGN_IN) is None:
        return _over()
    way = safe_way(request.args.get(TO, ""))
    page = TokenPage(
        _("Jetzt anmelden"),
        (_("Drücken Sie auf den Knopf."), _("Dann sind Sie angemeldet.")),
        secret_url_for("team.use", token=token, **({TO: way} if way else {})),
        _("Ja, anmelden"),
        start_trail(),
    )
    return _shown(page, "team/token.html")


@blueprint.post(f"{SIGN_IN}/<token>")
def use(token: str) -> Answer:
    """Signs in, once."""
    if LANGUAGE in request.form:
        return link(token)
    used = letters.links().use(token, Purpose.SIGN_IN)
    secret = begin_session(used.subject) if used else None
    if used is None or secret is None:
        return _over()
    answer = redirect(way_on(used.subject), 303)
    keep_signed_in(answer, secret)
    answer.headers.update(SECRET)
    return answer


@blueprint.post("/abmelden")
def sign_out() -> Answer:
    """Ends this session, and says so."""
    found = who()
    if found:
        team().sign_out(found.person.id, found.session.id)
    page = TokenPage(_("Sie sind abgemeldet"), (_("Bis bald."),), trail=start_trail())
    answer = make_response(render("team/token.html", page=page))
    forget(answer)
    answer.headers.update(SECRET)
    return answer


@blueprint.get(f"{SIGN_IN}/ich")
def myself() -> Answer:
    """What somebody may do, and on which devices they are signed in."""
    found = who()
    if found is None:
        return redirect(sign_in_address(request.path), 303)
    return _shown(_me_page(found.person, found.session), "team/me.html")


@blueprint.post(f"{SIGN_IN}/ich")
def end_session() -> Answer:
    """Ends one session, or all others."""
    found = who()
    if found is None:
        return redirect(sign_in_address(request.path), 303)
    chosen = request.form.get("geraet", "")
    if chosen == "alle":
        team().sign_out_everywhere(me().id, but=found.session.id)
    elif chosen == found.session.id:
        return sign_out()
    elif chosen:
        team().sign_out(me().id, chosen)
    return redirect(url_for("team.myself"), 303)


def _letter(address: str, token: str, way: str) -> OutgoingMail:
    more = {TO: way} if way else {}
    return team_mails.sign_in_mail(
        Post(f"link:{hash_of(token)}", address),
        letters.site(),
        link=public_address("team.link", token=token, **more),
        minutes=int(LINK_LASTS.total_seconds() // 60),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage(FormPage):
    """Words for ``team/ask.html``."""

    has_passkeys: bool
    passkey_answer: str


def _ask_page(form: SignInForm, way: str, held: Hold | None = None) -> AskPage:
    title = _("Anmelden")
    more = {TO: way} if safe_way(way) else {}
    return AskPage(
        has_passkeys=are_offered(),
        passkey_answer=secret_url_for("team.check_passkey", **more),
        title=title,
        here=title,
        trail=start_trail(),
        action=url_for("team.send"),
        step="mail",
        stamp=held.stamp if held else stamp_of(request.form),
        button=_("Den Link bestellen"),
        way_out=Link(_("Zurück zum Start"), url_for("finder.start")),
        form=form,
        errors=form.faults,
        kept=(Kept(TO, way),) if safe_way(way) else (),
        lead=(
            _("Diese Seite ist für unser Team."),
            _("Sie brauchen kein Passwort."),
            _("Wir schicken Ihnen einen Link mit einer E-Mail."),
        ),
        hold=held.lines if held else (),
    )


@dataclass(frozen=True, slots=True)
class SentPage:
    """Words for ``messages/sent.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    next: tuple[str, ...]
    again: Link


def _sent_page() -> SentPage:
    return SentPage(
        _("Sehen Sie bitte in Ihre E-Mails"),
        start_trail(),
        (_("Gehören Sie zu unserem Team? Dann haben Sie jetzt eine E-Mail."),),
        (
            _("In der E-Mail ist ein Link."),
            _("Drücken Sie auf den Link."),
            _("Der Link geht 10 Minuten lang."),
            _("Sehen Sie auch bei Spam nach."),
        ),
        Link(_("Noch einmal einen Link schicken"), url_for("team.ask")),
    )


def _over() -> Response:
    page = TokenPage(
        _("Dieser Link geht nicht mehr"),
        (
            _("Der Link geht nur 1 Mal und nur kurz."),
            _("Sie bekommen leicht einen neuen Link."),
        ),
        trail=(*start_trail(), Link(_("Anmelden"), url_for("team.ask"))),
    )
    return _shown(page, "team/token.html", 410)


def _me_page(person: Person, here: Session) -> MePage:
    devices = tuple(
        Device(one.id, one.device, _moment(one.seen_at), one.id == here.id)
        for one in team().sessions(person.id)
    )
    return MePage(
        title=_("Ihr Konto"),
        trail=start_trail(),
        person=person,
        duties=tuple(_duties(person)),
        devices=devices,
        ways=tuple(_ways(person)),
        has_passkeys=are_offered(),
        keys=tuple(_keys(person)),
    )


def _ways(person: Person) -> Iterator[Link]:
    if person.has(Duty.ADVISOR) or person.has(Duty.EDITOR):
        yield Link(_("Meine Beratung"), url_for("advising.today"))
    yield Link(_("Das ist heute zu tun"), url_for("desk.today"))


def _keys(person: Person) -> Iterator[Device]:
    known = parts().passkeys
    for one in known.of_person(person.id) if known and are_offered() else ():
        yield Device(one.id, one.name, _moment(one.used_at or one.created_at), is_here=False)


def _moment(seen: datetime) -> str:
    at = seen.astimezone()
    day, time = day_words(at.date(), voice()), clock_words(at.time(), voice())
    return _("Zuletzt da: {day}, {time}", day=day, time=time)


def _duties(person: Person) -> list[str]:
    words = {
        Duty.ADVISOR: _("Sie beraten Menschen."),
        Duty.EDITOR: _("Sie prüfen Angebote."),
        Duty.ADMIN: _("Sie leiten diese Seite."),
    }
    return [words[duty] for duty in Duty if any(one.duty is duty for one in person.grants)]


def _shown(page: object, template: str = "team/ask.html", status: int = 200) -> Response:
    answer = make_response(render(template, page=page), status)
    answer.headers.update(SECRET)
    return answer

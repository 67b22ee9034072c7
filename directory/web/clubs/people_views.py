"""Several people look after a club: invite somebody, hand over, take an address away."""

from dataclasses import dataclass
from hashlib import sha256

from flask import abort, redirect, request

from directory.model import Club
from directory.submissions import Outbox, Purpose
from directory.web.clubs import letters
from directory.web.clubs.keeping import (
    Answer,
    act_page,
    blueprint,
    keepers,
    shown,
    trail,
    url_for,
)
from directory.web.clubs.link_views import MailForm, ToldPage, limits
from directory.web.clubs.own_views import SAID, visitor
from directory.web.clubs.taking_over import ask_to_take_over
from directory.web.form_guard import form_key
from directory.web.forms import Kept, Typed
from directory.web.languages import _
from directory.web.messages.forms import email as plain_email
from directory.web.messages.present import FormPage
from directory.web.messages.sending import Hold, hold
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.steps import LANGUAGE

WHO = "wer"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who looks after the club; ``href`` leads to the page that takes them away."""

    email: str
    line: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class PeoplePage(FormPage):
    """Words for ``clubs/people.html``."""

    people: tuple[Person, ...] = ()
    said: tuple[str, ...] = ()


@blueprint.get("/vereine/meine/<key>/personen/<slug>")
def people(key: str, slug: str) -> Answer:
    """Who looks after the club, and whom to invite."""
    me = visitor(key)
    said = (_("Wir haben eine Einladung geschickt."),) if request.args.get(SAID) else ()
    return shown(_page(key, me, _club(me, slug), MailForm(), said=said), template=_TEMPLATE)


@blueprint.post("/vereine/meine/<key>/personen/<slug>")
def invite(key: str, slug: str) -> Answer:
    """Mails an invitation."""
    me = visitor(key)
    club = _club(me, slug)
    form = MailForm.of(request.form)
    if LANGUAGE in request.form or not form.validate():
        return shown(_page(key, me, club, form), template=_TEMPLATE)
    to = plain_email(form.mail.data)
    held = hold(request.form, "invitation", limits(to))
    if held:
        page = _page(key, me, club, form, held=held)
        return shown(page, held.status, _TEMPLATE)
    letters.links().mail(
        Purpose.JOIN,
        club.id,
        to,
        letters.INVITATION_LASTS,
        lambda address, token: letters.join(club, address, token),
    )
    return redirect(url_for("keeping.people", key=key, slug=slug, **{SAID: "ja"}), 303)


@blueprint.get("/vereine/meine/<key>/personen/<slug>/weg")
def part(key: str, slug: str) -> Answer:
    """What follows when an address is taken away."""
    me = visitor(key)
    club = _club(me, slug)
    return shown(_part_page(key, me, club, _who(club, request.args)))


@blueprint.post("/vereine/meine/<key>/personen/<slug>/weg")
def part_now(key: str, slug: str) -> Answer:
    """Takes an address away, and tells it."""
    me = visitor(key)
    club = _club(me, slug)
    who = _who(club, request.form)
    if LANGUAGE in request.form:
        return shown(_part_page(key, me, club, who))
    if keepers().remove(club.id, who) and who != me:
        moment = parts().now().isoformat(timespec="minutes")
        mail = letters.removed(club, who, f"{_mark(who)}:{moment}")
        Outbox(parts().store.database, parts().now).post(mail)
    if who == me:
        return redirect(url_for("keeping.own_offers", key=key, **{SAID: "weg"}), 303)
    return redirect(url_for("keeping.people", key=key, slug=slug), 303)


@blueprint.get("/vereine/uebernehmen/<slug>")
def take_over(slug: str) -> Answer:
    """Somebody of a known club wants to look after its offers."""
    club = parts().store.club_by_slug(slug) or abort(404)
    if request.args.get(SAID):
        return shown(_asked_page(club), template="clubs/told.html")
    return shown(_take_over_page(club, MailForm()))


@blueprint.post("/vereine/uebernehmen/<slug>")
def ask_for_it(slug: str) -> Answer:
    """The club says yes, or an editor decides; the answer never says which."""
    club = parts().store.club_by_slug(slug) or abort(404)
    form = MailForm.of(request.form)
    if LANGUAGE in request.form or not form.validate():
        return shown(_take_over_page(club, form))
    who = plain_email(form.mail.data)
    held = hold(request.form, "take over", limits(who))
    if held:
        return shown(_take_over_page(club, form, held), held.status)
    ask_to_take_over(club, who.lower(), form_key(request.form, "take over", club.id, who))
    return redirect(url_for("keeping.take_over", slug=slug, **{SAID: "ja"}), 303)


_TEMPLATE = "clubs/people.html"


def _club(me: str, slug: str) -> Club:
    """Only those who look after it see who does."""
    club = parts().store.club_by_slug(slug)
    if club is None or club.id not in keepers().clubs_of(me):
        abort(404)
    return club


def _who(club: Club, args: Typed) -> str:
    """Named by a mark, because an address has no place in an address."""
    mark = args.get(WHO, "")
    found = (one.email for one in keepers().of_club(club.id) if _mark(one.email) == mark)
    return next(found, "") or abort(404)


def _mark(email: str) -> str:
    return sha256(email.encode()).hexdigest()[:16]


def _page(
    key: str,
    me: str,
    club: Club,
    form: MailForm,
    *,
    held: Hold | None = None,
    said: tuple[str, ...] = (),
) -> PeoplePage:
    page = act_page(
        _("Wer kümmert sich um die Angebote?"),
        (_("Es geht um diesen Verein: {name}", name=club.name),),
        url_for("keeping.invite", key=key, slug=club.slug),
        _("Einladung schicken"),
        way_out=Link(_("Zurück zu: Meine Angebote"), url_for("keeping.own_offers", key=key)),
        step="mail",
        form=form,
        errors=form.faults,
        hold=held.lines if held else (),
    )
    known = keepers().of_club(club.id)
    people = tuple(_person(key, club, one.email, me) for one in known)
    shared = {name: getattr(page, name) for name in FormPage.__slots__}
    return PeoplePage(**shared, people=people, said=said)


def _person(key: str, club: Club, email: str, me: str) -> Person:
    return Person(
        email,
        _("Das sind Sie.") if email == me else "",
        url_for("keeping.part", key=key, slug=club.slug, **{WHO: _mark(email)}),
        _("Ich höre auf") if email == me else _("Diese Adresse löschen"),
    )


def _part_page(key: str, me: str, club: Club, who: str) -> FormPage:
    is_last = len(keepers().of_club(club.id)) == 1
    lead = [_("Es geht um diesen Verein: {name}", name=club.name)]
    if who == me:
        lead.append(_("Sie können die Angebote dann nicht mehr ändern."))
    else:
        lead.append(_("Diese Person kann die Angebote dann nicht mehr ändern: {name}", name=who))
    about = []
    if is_last:
        about = [
            _("Sonst kümmert sich niemand um die Angebote."),
            _("Dann fragen wir den Verein nicht mehr."),
            _("Nach 1 Jahr stehen die Angebote nicht mehr in der Suche."),
            _("Laden Sie besser zuerst eine andere Person ein."),
        ]
    return act_page(
        _("Möchten Sie aufhören?") if who == me else _("Möchten Sie diese Adresse löschen?"),
        tuple(lead),
        url_for("keeping.part_now", key=key, slug=club.slug),
        _("Ja, ich höre auf") if who == me else _("Ja, Adresse löschen"),
        way_out=Link(
            _("Zurück zu den Personen"), url_for("keeping.people", key=key, slug=club.slug)
        ),
        kept=(Kept(WHO, _mark(who)),),
        about=tuple(about),
    )


def _take_over_page(club: Club, form: MailForm, held: Hold | None = None) -> FormPage:
    return act_page(
        _("Sind Sie von diesem Verein?"),
        (
            _("Es geht um diesen Verein: {name}", name=club.name),
            _("Dann können Sie seine Angebote selbst ändern."),
            _("Wir fragen vorher den Verein."),
        ),
        url_for("keeping.ask_for_it", slug=club.slug),
        _("Abschicken"),
        way_out=Link(_("Zurück zum Verein"), url_for("finder.club", slug=club.slug)),
        step="mail",
        form=form,
        errors=form.faults,
        hold=held.lines if held else (),
    )


def _asked_page(club: Club) -> ToldPage:
    return ToldPage(
        title=_("Danke"),
        trail=trail(),
        lines=(_("Das hat geklappt."), _("Wir fragen jetzt nach.")),
        next=(
            _("Wir fragen den Verein."),
            _("Oder wir prüfen das selbst."),
            _("Sie bekommen dann eine E-Mail."),
        ),
        ways=(
            Link(_("Zurück zum Verein"), url_for("finder.club", slug=club.slug)),
            Link(_("Zurück zu: Für Vereine"), url_for("clubs.why")),
        ),
    )

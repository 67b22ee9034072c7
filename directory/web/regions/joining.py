"""A municipality asks to join: one page, and a mail to those who answer."""

from dataclasses import dataclass
from datetime import timedelta

from flask import make_response, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from directory.content.regions import Field
from directory.mailing.network_mails import network_mail
from directory.model.network import NetworkRequest
from directory.web import typed
from directory.web.addresses import url_for
from directory.web.finder.present import home
from directory.web.form_guard import form_key
from directory.web.forms import Fault, Form, Line, LongText, OneOf, SomeOf, Typed
from directory.web.languages import _
from directory.web.messages.forms import LONGEST_NAME, LONGEST_TEXT, email, places_called
from directory.web.messages.present import FormPage, Option
from directory.web.messages.sending import Hold, Limit, hold, stamp_of
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.regions import blueprint
from directory.web.regions.views import field_names
from directory.web.steps import LANGUAGE
from directory.web.templating import render
from directory.web.voice import voice
from directory.wording import place_words

Answer = str | Response
CONSENT = "2026-11"
"""Which wording of the consent somebody agreed to."""
MOST_A_DAY = 5


class JoinForm(Form):
    """Which municipality, who asks, and how to answer."""

    ort = Line()
    welcher = Line()
    name = Line(most=LONGEST_NAME)
    rolle = Line(most=LONGEST_NAME)
    kontakt = Line(most=254)
    schon = SomeOf(tuple(field.value for field in Field))
    text = LongText(most=LONGEST_TEXT)
    ja = OneOf(("ja",))

    def validate_ort(self, field: Line) -> None:
        if not field.data:
            raise Fault(_("Schreiben Sie bitte den Namen von der Gemeinde."))
        if not places_called(field.data):
            raise Fault(_("Schreiben Sie bitte die Postleitzahl von dem Ort."))

    def validate_welcher(self, field: Line) -> None:
        places = places_called(self.ort.data)
        if len(places) > 1 and field.data not in {place.ags for place in places}:
            raise Fault(_("Wählen Sie bitte 1 Ort."))

    def validate_name(self, field: Line) -> None:
        if not field.data:
            raise Fault(_("Schreiben Sie bitte Ihren Namen."))

    def validate_kontakt(self, field: Line) -> None:
        if not self.reach:
            raise Fault(_("Schreiben Sie bitte eine E-Mail-Adresse oder eine Telefonnummer."))

    def validate_ja(self, field: OneOf) -> None:
        if not field.data:
            raise Fault(_("Kreuzen Sie bitte das Ja an."))

    @property
    def reach(self) -> str:
        """The address or the number, as it can be used."""
        return email(self.kontakt.data) or typed.phone(self.kontakt.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPage(FormPage):
    """Words for ``regions/join.html``."""

    places: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class JoinedPage:
    """Words for ``messages/sent.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    next: tuple[str, ...]
    again: Link


@blueprint.get("/regionen/mitmachen")
def join() -> Answer:
    """The form; after sending it says what happens next."""
    if request.args.get("geschickt"):
        back = Link(_("Zu den Regionen"), url_for("regions.regions"))
        page = JoinedPage(
            title=_("Danke, Ihre Gemeinde möchte mitmachen"),
            trail=(home(), back),
            lines=(_("Das hat geklappt."), _("Ihre Nachricht ist bei uns.")),
            next=(
                _("Wir lesen Ihre Nachricht in den nächsten Tagen."),
                _("Dann melden wir uns bei Ihnen."),
            ),
            again=back,
        )
        return render("messages/sent.html", page=page)
    return _shown(_page(JoinForm(), MultiDict()))


@blueprint.post("/regionen/mitmachen")
def send_join() -> Answer:
    """Keeps the request for a year and mails it; the same form sent twice is one."""
    answers, form = request.form, JoinForm.of(request.form)
    if LANGUAGE in answers or not form.validate():
        return _shown(_page(form, answers))
    held = hold(answers, "join", (Limit("join", form.reach, MOST_A_DAY, timedelta(days=1)),))
    if held:
        return _shown(_page(form, answers, held), held.status)
    _send(form, answers)
    return redirect(url_for("regions.join", geschickt="ja"), 303)


def _send(form: JoinForm, answers: Typed) -> None:
    kept, site = parts().network_requests, parts().site
    if kept is None:
        raise RuntimeError("nobody can join without a place for requests")
    places = places_called(form.ort.data)
    place = next((one for one in places if one.ags == form.welcher.data), places[0])
    made = NetworkRequest(
        ags=place.ags,
        place=place.name,
        first_name=form.name.data,
        role=form.rolle.data,
        reach=form.reach,
        has=form.schon.data,
        text=form.text.data,
        at=parts().now(),
        consent=CONSENT,
    )
    key = form_key(answers, "join", made.ags, made.first_name, made.reach, made.has, made.text)
    names = field_names()
    has = tuple(names[Field(one)] for one in made.has)
    mail = network_mail(made, site.help_email, key, site.name, has) if site.help_email else None
    kept.add(made, key, mail)


def _page(form: JoinForm, answers: Typed, held: Hold | None = None) -> JoinPage:
    title = _("Meine Gemeinde will mitmachen")
    return JoinPage(
        title=title,
        here=title,
        trail=(home(), Link(_("Regionen"), url_for("regions.regions"))),
        action=url_for("regions.send_join"),
        step="alles",
        stamp=held.stamp if held else stamp_of(answers),
        button=_("Abschicken"),
        way_out=Link(_("Zu den Regionen"), url_for("regions.regions")),
        form=form,
        errors=form.faults,
        lead=(
            _("Ein Netzwerk für Sport kann es in jeder Gemeinde geben."),
            _("Schreiben Sie uns. Wir helfen beim Anfangen."),
        ),
        hold=held.lines if held else (),
        options=tuple(
            Option(field.value, words, "", field.value in form.schon.data)
            for field, words in field_names().items()
        ),
        more=(Option("ja", _("Ja, Sie dürfen das 1 Jahr lang behalten."), "", bool(form.ja.data)),),
        places=tuple(
            Option(
                place.ags,
                f"{place_words(place.name, voice())}, {place.district or place.state}",
                "",
                form.welcher.data == place.ags,
            )
            for place in places_called(form.ort.data)
        ),
    )


def _shown(page: JoinPage, status: int = 200) -> Response:
    answer = make_response(render("regions/join.html", page=page), status)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer

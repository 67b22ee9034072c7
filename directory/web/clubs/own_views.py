"""My offers: a visit behind a secret address of a day. Every step asks anew who may do it."""

from dataclasses import replace
from datetime import date

from flask import abort, redirect, request
from werkzeug.wrappers import Response

from directory.model import How, Listing, Offer, Role, Status
from directory.model.merging import differing
from directory.submissions.workflow import ChangedTwice
from directory.web.clubs import letters, own, values
from directory.web.clubs.answers_of import answers_of
from directory.web.clubs.drafting import LAST
from directory.web.clubs.flow import pairs
from directory.web.clubs.keeping import Answer, act_page, blueprint, shown, url_for, workflow
from directory.web.clubs.own import DO, OwnPage
from directory.web.finder.offer_words import offer_name
from directory.web.form_guard import form_key
from directory.web.forms import Fault, Form, Line
from directory.web.languages import _
from directory.web.messages.present import FormPage
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.steps import CHECK, LANGUAGE

SAID = "gesagt"


class PauseForm(Form):
    pausebis = Line(most=40)

    def validate_pausebis(self, field: Line) -> None:
        if field.data and self.last_day is None:
            raise Fault(_("Schreiben Sie bitte einen Tag, zum Beispiel: 3. Mai 2027"))
        if self.last_day and self.last_day < parts().today():
            raise Fault(_("Dieser Tag ist schon vorbei."))

    @property
    def last_day(self) -> date | None:
        return values.day(self.pausebis.data, parts().today())


def visitor(key: str) -> str:
    """Whose visit it is; who comes too late is led to a new link."""
    visit = letters.links().visitor(key)
    if visit is None:
        abort(redirect(url_for("keeping.ask"), 303))
    return visit.email


@blueprint.get("/vereine/meine/<key>")
def own_offers(key: str) -> Answer:
    """All offers of all clubs of an address."""
    page = OwnPage.of(key, visitor(key), request.args.get(SAID, ""))
    return shown(page, template="clubs/own.html")


@blueprint.post("/vereine/meine/<key>/stimmt")
def all_right(key: str) -> Answer:
    """All that is public is still true."""
    listings = [one for _club, offers in own.own_clubs(visitor(key)) for one in offers]
    _confirm(*filter(own.is_asked, listings))
    return _back(key, own.RIGHT)


@blueprint.post("/vereine/meine/<key>/angebot/<offer_id>")
def act(key: str, offer_id: str) -> Answer:
    """What somebody pressed beside an offer."""
    email = visitor(key)
    listing = _own(email, offer_id)
    pressed = [value for name, value in request.form.items() if name.startswith(DO)]
    match pressed[:1]:
        case [own.RIGHT]:
            _confirm(listing)
            return _back(key, own.RIGHT)
        case [own.OTHER]:
            return begin_change(listing, email)
        case [own.PAUSE]:
            return redirect(url_for("keeping.pause", key=key, offer_id=offer_id), 303)
        case [own.END]:
            return redirect(url_for("keeping.end", key=key, offer_id=offer_id), 303)
        case [own.GOES_ON]:
            return _change(key, email, listing, own.GOES_ON, status=Status.RUNNING, until=None)
    return _back(key)


@blueprint.get("/vereine/meine/<key>/pause/<offer_id>")
def pause(key: str, offer_id: str) -> Answer:
    """Until when?"""
    listing = _own(visitor(key), offer_id)
    return shown(_pause_page(key, listing, PauseForm()))


@blueprint.post("/vereine/meine/<key>/pause/<offer_id>")
def begin_pause(key: str, offer_id: str) -> Answer:
    """The pause stands on the page at once."""
    email = visitor(key)
    listing = _own(email, offer_id)
    form = PauseForm.of(request.form)
    if LANGUAGE in request.form or not form.validate():
        return shown(_pause_page(key, listing, form))
    return _change(key, email, listing, own.PAUSE, status=Status.PAUSED, until=form.last_day)


@blueprint.get("/vereine/meine/<key>/ende/<offer_id>")
def end(key: str, offer_id: str) -> Answer:
    """What follows when an offer is no more."""
    return shown(_end_page(key, _own(visitor(key), offer_id)))


@blueprint.post("/vereine/meine/<key>/ende/<offer_id>")
def end_now(key: str, offer_id: str) -> Answer:
    """The page stays with a notice; nobody finds it in the search."""
    listing = _own(visitor(key), offer_id)
    if LANGUAGE in request.form:
        return shown(_end_page(key, listing))
    workflow().end(listing.id)
    return _back(key, own.END)


@blueprint.post("/vereine/meine/<key>/gesendet")
def go_on(key: str) -> Answer:
    """Opens what was sent, or takes it back."""
    email = visitor(key)
    id = request.form.get("sendung", "")
    mine = next((one for one in workflow().of_email(email) if one.id == id), None)
    if mine is None:
        return _back(key)
    drafts = parts().drafts
    draft = drafts.of_submission(mine.id) if drafts else None
    if request.form.get(DO) == "zurueck":
        workflow().withdraw(mine.id)
        return _back(key, "zurueck")
    if draft is None or drafts is None:
        return _back(key)
    opened = url_for("clubs.draft", key=drafts.new_key(draft.id), schritt=CHECK)
    return redirect(opened, 303)


@blueprint.get("/vereine/meine/<key>/neu")
def new_offer(key: str) -> Answer:
    """The question pages; the address is the only thing that is known already."""
    visitor(key)
    return redirect(url_for("clubs.first_question"), 303)


@blueprint.post("/vereine/meine/<key>/fertig")
def leave(key: str) -> Answer:
    """Ends the visit, for devices that others use too."""
    letters.links().end_visit(key)
    return redirect(url_for("clubs.why"), 303)


def _own(email: str, offer_id: str) -> Listing:
    return own.own_offer(email, offer_id) or abort(404)


def _offer(listing: Listing) -> Offer:
    return listing.offer or abort(404)


def _confirm(*listings: Listing) -> None:
    ids = [listing.id for listing in listings]
    workflow().confirm(ids, by=Role.CLUB, how=How.LINK, day=parts().today())


def begin_change(listing: Listing, email: str) -> Response:
    """A draft with all that is known, opened where all answers stand."""
    drafts = parts().drafts or abort(404)
    answers = answers_of(listing)
    answers["meine_mail"] = email
    _draft, key = drafts.begin((*pairs(answers), (LAST, CHECK)), record_id=listing.id, email=email)
    return redirect(url_for("clubs.draft", key=key, schritt=CHECK), 303)


def _change(
    key: str, email: str, listing: Listing, said: str, *, status: Status, until: date | None
) -> Response:
    offer = replace(_offer(listing), status=status, paused_until=until)
    after = replace(listing, offer=offer)
    sent = form_key(request.form, offer.id, offer.version, status, until)
    try:
        changed = workflow().change(
            after, key=sent, email=email, notices=letters.notices(listing, after, sent)
        )
    except ChangedTwice:
        # Somebody else was quicker with the same: what is there now is shown.
        return _back(key)
    waits = changed.waits and differing(listing, after)
    return _back(key, "wartet" if waits else said)


def _back(key: str, said: str = "") -> Response:
    return redirect(url_for("keeping.own_offers", key=key, **({SAID: said} if said else {})), 303)


def _pause_page(key: str, listing: Listing, form: PauseForm) -> FormPage:
    return act_page(
        _("Ihr Angebot macht Pause"),
        (_("Es geht um: {name}", name=offer_name(_offer(listing))),),
        url_for("keeping.begin_pause", key=key, offer_id=listing.id),
        _("Pause speichern"),
        way_out=_way_back(key),
        step="pause",
        form=form,
        errors=form.faults,
        about=(_("Wissen Sie den Tag noch nicht? Dann lassen Sie das Feld leer."),),
    )


def _end_page(key: str, listing: Listing) -> FormPage:
    return act_page(
        _("Gibt es das Angebot nicht mehr?"),
        (
            _("Es geht um: {name}", name=offer_name(_offer(listing))),
            _("Dann steht das Angebot nicht mehr in der Suche."),
            _("Die Seite vom Angebot bleibt."),
            _("Dort steht dann: Das gibt es nicht mehr."),
        ),
        url_for("keeping.end_now", key=key, offer_id=listing.id),
        _("Das gibt es nicht mehr"),
        way_out=_way_back(key),
    )


def _way_back(key: str) -> Link:
    return Link(_("Zurück zu: Meine Angebote"), url_for("keeping.own_offers", key=key))

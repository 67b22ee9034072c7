"""Asking a club, wishing, and saying what is wrong or hard: GET shows, POST sends."""

from urllib.parse import urlsplit

from flask import abort, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from directory.model import Listing, Status
from directory.model.mailbox import mailbox
from directory.web.finder.contacts import contacts_shown
from directory.web.form_guard import QUICKEST_PRESS_SECONDS
from directory.web.forms import Typed
from directory.web.messages import barrier as barriers
from directory.web.messages import blueprint
from directory.web.messages import inquiry as inquiries
from directory.web.messages import report as reports
from directory.web.messages import wish as wishes
from directory.web.messages.forms import BarrierForm, ReportForm
from directory.web.messages.no_mail import NoMailPage
from directory.web.messages.present import FormPage
from directory.web.messages.sending import hold
from directory.web.messages.thanks import KINDS, ThanksPage
from directory.web.parts import parts
from directory.web.steps import LANGUAGE, stop
from directory.web.team.guard import id_here
from directory.web.templating import render

Answer = str | Response
NOTHING: Typed = MultiDict()


@blueprint.get("/angebot/<slug>/fragen")
def inquiry(slug: str) -> Answer:
    """The first question of those that make a mail to the club."""
    asked = asked_about(slug)
    if isinstance(asked, Response | str):
        return asked
    first = stop(inquiries.STEPS, NOTHING)
    return _shown(inquiries.page(asked, first, NOTHING), "messages/inquiry.html")


@blueprint.post("/angebot/<slug>/fragen")
def send_inquiry(slug: str) -> Answer:
    """The next question, the last one again, or the way to the inbox."""
    asked = asked_about(slug)
    if isinstance(asked, Response | str):
        return asked
    answers = request.form
    at = stop(inquiries.STEPS, answers)
    page = inquiries.page(asked, at, answers)
    if at.sends and not page.errors:
        held = hold(answers, "inquiry", inquiries.limits(asked, answers))
        if held is None:
            inquiries.send(asked, answers)
            return _thanks("frage", slug)
        page = inquiries.page(asked, at, answers, held)
        return _shown(page, "messages/inquiry.html", held.status)
    return _shown(page, "messages/inquiry.html")


def asked_about(slug: str) -> inquiries.Asked | Answer:
    """The offer with its mailbox; else the page that says how to go on without mail."""
    listing = _listing(slug)
    offer = listing.offer
    if offer is None:
        abort(404)
    if offer.slug != slug and request.method == "GET":
        return redirect(url_for("messages.inquiry", slug=offer.slug), 301)
    box = mailbox(listing, parts().today())
    if box and parts().inbox and offer.status is not Status.ENDED:
        return inquiries.Asked(listing, offer, box)
    both = (*offer.contacts, *listing.club.contacts)
    page = NoMailPage.of(listing, offer, contacts_shown(both, parts().today()))
    return render("messages/no_mail.html", page=page)


@blueprint.get("/angebot/<slug>/stimmt-nicht")
def report(slug: str) -> Answer:
    """Pictures of what may be wrong."""
    listing = _listing(slug)
    if listing.offer is None:
        abort(404)
    if listing.offer.slug != slug:
        return redirect(url_for("messages.report", slug=listing.offer.slug), 301)
    return _shown(reports.page(listing.offer, NOTHING, ReportForm()), "messages/report.html")


@blueprint.post("/angebot/<slug>/stimmt-nicht")
def send_report(slug: str) -> Answer:
    """Keeps what is wrong."""
    offer = _listing(slug).offer or abort(404)
    form = ReportForm.of(request.form)
    if LANGUAGE in request.form or not form.validate():
        return _shown(reports.page(offer, request.form, form), "messages/report.html")
    held = hold(request.form, "report", quickest=QUICKEST_PRESS_SECONDS)
    if held:
        page = reports.page(offer, request.form, form, held)
        return _shown(page, "messages/report.html", held.status)
    reports.send(offer, form, request.form)
    return _thanks("hinweis", slug)


@blueprint.get("/wunsch")
def wish() -> Answer:
    """What nobody offers yet; who comes from a search finds it filled in."""
    answers = wishes.from_search(request.args)
    return _shown(wishes.page(stop(wishes.STEPS, answers), answers), "messages/wish.html")


@blueprint.post("/wunsch")
def send_wish() -> Answer:
    """The next question, the last one again, or the way to the inbox."""
    answers = request.form
    at = stop(wishes.STEPS, answers)
    held = hold(answers, "wish") if at.sends else None
    if at.sends and held is None:
        wishes.send(answers, id_here())
        return _thanks("wunsch")
    page = wishes.page(at, answers, held)
    return _shown(page, "messages/wish.html", held.status if held else 200)


@blueprint.get("/barriere-melden")
def barrier() -> Answer:
    """What is hard on a page."""
    came_from: Typed = MultiDict({barriers.PAGE: request.args.get(barriers.PAGE) or _page_before()})
    return _shown(barriers.page(came_from, BarrierForm()), "messages/barrier.html")


@blueprint.post("/barriere-melden")
def send_barrier() -> Answer:
    """Keeps what is hard, and tells those who can mend it."""
    form = BarrierForm.of(request.form)
    if LANGUAGE in request.form or not form.validate():
        return _shown(barriers.page(request.form, form), "messages/barrier.html")
    held = hold(request.form, "barrier")
    if held:
        page = barriers.page(request.form, form, held)
        return _shown(page, "messages/barrier.html", held.status)
    barriers.send(form, request.form)
    return _thanks("barriere")


@blueprint.get("/danke/<kind>")
def thanks(kind: str) -> Answer:
    """It worked, and what happens next."""
    if kind not in KINDS:
        abort(404)
    slug = request.args.get("angebot", "")[:200]
    listing = parts().store.listing_by_slug(slug) if slug else None
    return render("messages/thanks.html", page=ThanksPage.of(kind, listing))


def _listing(slug: str) -> Listing:
    return parts().store.listing_by_slug(slug) or abort(404)


def _thanks(kind: str, slug: str = "") -> Response:
    """After sending there is a page of its own, so that a reload sends nothing again."""
    return redirect(url_for("messages.thanks", kind=kind, angebot=slug or None), 303)


def _page_before() -> str:
    """The page of this site from which somebody came; only its path, because a search may say
    where a person is."""
    try:
        came_from = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    here = request.script_root + request.path
    return came_from.path if came_from.netloc == request.host and came_from.path != here else ""


def _shown(page: FormPage, template: str, status: int = 200) -> Response:
    """Forms hold what people typed, so nobody between us may keep them."""
    answer = make_response(render(template, page=page), status)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer

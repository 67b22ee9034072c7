"""Pages around the questions: go on later, is it there already, sent, and a draft that is gone."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.model import Listing
from directory.model.submission import State
from directory.web.addresses import url_for
from directory.web.clubs.drafting import RESULT, TAKEN, Opened
from directory.web.clubs.pages import step_address, trail
from directory.web.finder.offer_page import SummaryRow
from directory.web.finder.offer_words import offer_name
from directory.web.forms import Fault, Form, Line, Typed
from directory.web.languages import _
from directory.web.messages.forms import email
from directory.web.messages.present import FormPage
from directory.web.messages.sending import stamp_of
from directory.web.messages.thanks import ThanksPage
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.steps import CHECK
from directory.web.voice import voice
from directory.wording import address_lines, when_lines

TAKE = "nimm:"
"""Begins the answer of who says: this known offer is mine."""


@dataclass(frozen=True, slots=True)
class GonePage:
    """Words for ``clubs/gone.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    ways: tuple[Link, ...]


def gone_page() -> GonePage:
    return GonePage(
        _("Diesen Entwurf gibt es nicht mehr"),
        trail(),
        (
            _("Wir löschen einen Entwurf nach 30 Tagen."),
            _("Vielleicht ist auch die Adresse falsch."),
        ),
        (
            Link(_("Angebot neu eintragen"), url_for("clubs.first_question")),
            Link(_("Zurück zu: Für Vereine"), url_for("clubs.why")),
        ),
    )


class LaterForm(Form):
    meine_mail = Line(most=254)

    def validate_meine_mail(self, field: Line) -> None:
        if not email(field.data):
            raise Fault(_("Schreiben Sie bitte eine Adresse mit @ und mit Punkt."))


@dataclass(frozen=True, slots=True)
class LaterPage(FormPage):
    """Words for ``clubs/later.html``."""

    sent: tuple[str, ...] = ()


def later_page(
    this: Opened, form: LaterForm, posted: Typed, sent: tuple[str, ...] = ()
) -> LaterPage:
    return LaterPage(
        title=_("Später weitermachen"),
        here=_("Später weitermachen"),
        trail=trail(),
        action=url_for("clubs.later", key=this.key),
        step="weiter",
        stamp=stamp_of(posted),
        button=_("Schicken Sie mir den Link"),
        way_out=Link(_("Jetzt weitermachen"), url_for("clubs.draft", key=this.key)),
        form=form,
        errors=form.faults,
        lead=(
            _("Wir haben alles gespeichert."),
            _("Sie können diese Seite jetzt zumachen."),
            _("Sie haben 30 Tage Zeit."),
        ),
        sent=sent,
    )


@dataclass(frozen=True, slots=True)
class KnownOffer:
    """An offer that may be the one that somebody sends."""

    title: str
    href: str
    rows: tuple[SummaryRow, ...]
    value: str
    take: str


@dataclass(frozen=True, slots=True)
class DuplicatesPage(FormPage):
    """Words for ``clubs/duplicates.html``."""

    known: tuple[KnownOffer, ...] = ()


def duplicates_page(this: Opened, known: tuple[Listing, ...]) -> DuplicatesPage:
    return DuplicatesPage(
        title=_("Gibt es das schon?"),
        here=_("Gibt es das schon?"),
        trail=trail(),
        action=url_for("clubs.duplicates", key=this.key),
        step="schon-da",
        stamp=stamp_of(this.answers),
        button=_("Nein, mein Angebot ist ein anderes"),
        way_out=Link(_("Zurück zu Ihren Antworten"), step_address(this.key, CHECK)),
        lead=(
            _("Diese Angebote kennen wir schon."),
            _("Ist Ihr Angebot dabei?"),
        ),
        known=tuple(_known(one) for one in known),
    )


def _known(listing: Listing) -> KnownOffer:
    offer = listing.offer
    if offer is None:
        raise ValueError("only offers may be the same")
    times = when_lines(offer.schedule, voice(), parts().today())[:3]
    places = address_lines(listing.venue, voice()) if listing.venue else ()
    rows = (
        SummaryRow(_("Verein"), (listing.club.name,), ""),
        SummaryRow(_("Wann"), times or (_("Das wissen wir nicht."),), ""),
        SummaryRow(_("Wo"), tuple(said.words for said in places), ""),
    )
    return KnownOffer(
        offer_name(offer),
        url_for("finder.offer", slug=offer.slug),
        tuple(row for row in rows if row.lines),
        f"{TAKE}{offer.id}",
        _("Das ist mein Angebot"),
    )


def thanks_page(this: Opened) -> ThanksPage:
    """What happens now; the draft was sent."""
    return ThanksPage(
        title=_("Danke für Ihr Angebot"),
        trail=trail(),
        lines=(_("Das hat geklappt."), _("Ihr Angebot ist bei uns.")),
        next=tuple(_next(this)),
        ask=(_("Wir helfen Ihnen."), _("Unten auf dieser Seite steht unser Kontakt.")),
        ways=(
            Link(_("So sieht Ihr Angebot aus"), url_for("clubs.preview", key=this.key)),
            Link(_("Noch etwas ändern"), step_address(this.key, CHECK)),
            Link(_("Noch ein Angebot eintragen"), url_for("clubs.first_question")),
            Link(_("Zur Startseite"), url_for("finder.start")),
        ),
    )


def _next(this: Opened) -> Iterator[str]:
    outcome = this.answers.get(RESULT)
    if this.answers.get(TAKEN):
        yield _("Sie haben gesagt: Das Angebot gehört zu meinem Verein.")
        yield _("Wir fragen jetzt den Verein.")
        yield _("Dann bekommen Sie eine E-Mail.")
        return
    if outcome == "gleich":
        yield _("Sie haben nichts geändert.")
        yield _("Ihr Angebot bleibt, wie es ist.")
        return
    if outcome in ("sofort", "teils"):
        yield _("Zeiten, Preis und Telefon haben wir gleich geändert.")
    if outcome == "teils":
        yield _("Den Rest lesen wir zuerst.")
        yield _("Das dauert ein paar Tage.")
    if outcome in ("sofort", "teils"):
        return
    workflow = parts().workflow
    submission = workflow.get(this.draft.submission_id) if workflow else None
    if submission and submission.state is State.APPROVED:
        yield _("Ihr Angebot ist jetzt auf der Seite.")
    else:
        yield _("Wir lesen Ihr Angebot.")
        yield _("Das dauert ein paar Tage.")
        yield _("Dann zeigen wir Ihr Angebot allen.")
        yield _("Haben wir eine Frage? Dann schreiben wir Ihnen.")
    yield _("Später fragen wir Sie: Stimmt noch alles?")

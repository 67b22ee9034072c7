"""It worked: what happens next, when, and whom to ask."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from directory.model import Listing
from directory.web.finder.offer_words import offer_name
from directory.web.languages import _, ngettext
from directory.web.messages.present import offer_link, start_trail
from directory.web.page import Link

KINDS = ("frage", "hinweis", "wunsch", "barriere")


@dataclass(frozen=True, slots=True)
class ThanksPage:
    """Words for ``messages/thanks.html``."""

    title: str
    trail: tuple[Link, ...]
    lines: tuple[str, ...]
    next: tuple[str, ...]
    ask: tuple[str, ...]
    ways: tuple[Link, ...]

    @classmethod
    def of(cls, kind: str, listing: Listing | None) -> "ThanksPage":
        """``listing`` is the offer that somebody asked about or that is wrong, where it is one."""
        offer = listing.offer if listing else None
        ways = [offer_link(offer.slug, _("Zurück zum Angebot"))] if offer else []
        trail = start_trail()
        if offer:
            trail = (*trail, offer_link(offer.slug, offer_name(offer)))
        return cls(
            title=_titles()[kind],
            trail=trail,
            lines=_lines()[kind],
            next=tuple(_next(kind, listing)),
            ask=tuple(_ask(kind)),
            ways=(
                *ways,
                Link(_("Neu suchen"), url_for("finder.search")),
                Link(_("Zur Startseite"), url_for("finder.start")),
            ),
        )


def _titles() -> dict[str, str]:
    return {
        "frage": _("Ihre Frage ist abgeschickt"),
        "hinweis": _("Danke für Ihren Hinweis"),
        "wunsch": _("Ihr Wunsch ist gespeichert"),
        "barriere": _("Danke für Ihre Hilfe"),
    }


def _lines() -> dict[str, tuple[str, ...]]:
    return {
        "frage": (_("Das hat geklappt."), _("Der Verein bekommt jetzt eine E-Mail.")),
        "hinweis": (_("Das hat geklappt."), _("Ihr Hinweis ist bei uns.")),
        "wunsch": (_("Das hat geklappt."), _("Ihr Wunsch ist bei uns.")),
        "barriere": (_("Das hat geklappt."), _("Ihre Nachricht ist bei uns.")),
    }


def _next(kind: str, listing: Listing | None) -> Iterator[str]:
    if kind == "frage":
        days = listing.club.usual_answer_days if listing else None
        if days is None:
            yield _("Der Verein liest Ihre Frage.")
            yield _("Vielleicht dauert die Antwort ein paar Tage.")
        else:
            yield ngettext(
                "Der Verein antwortet meist in {count} Tag.",
                "Der Verein antwortet meist in {count} Tagen.",
                max(days, 1),
            )
        yield _("Wir löschen Ihre Angaben spätestens nach 3 Tagen.")
    elif kind == "hinweis":
        yield _("Wir fragen jetzt den Verein.")
        yield _("Dann ändern wir die Seite.")
        yield _("Das dauert ein paar Tage.")
    elif kind == "wunsch":
        yield _("Wir zeigen Ihren Wunsch den Vereinen.")
        yield _("Viele gleiche Wünsche helfen.")
        yield _("Dann macht vielleicht ein Verein das Angebot.")
    else:
        yield _("Wir lesen Ihre Nachricht in den nächsten Tagen.")
        yield _("Dann machen wir die Seite besser.")
        yield _("Möchten Sie eine Antwort? Dann melden wir uns bei Ihnen.")


def _ask(kind: str) -> Iterator[str]:
    if kind == "frage":
        yield _("Kommt in 1 Woche keine Antwort?")
        yield _("Dann rufen Sie bitte den Verein an.")
    yield _("Wir helfen Ihnen auch.")
    yield _("Unten auf dieser Seite steht unser Kontakt.")

"""A question to a club, step by step, until it is a mail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for

from directory.mailing.visitor_mails import AboutOffer, Helper, inquiry_mail
from directory.model import Listing, Offer
from directory.model.inbox import Inquiry, ReachBy
from directory.web import typed
from directory.web.finder.offer_words import offer_name
from directory.web.form_guard import form_key
from directory.web.forms import Typed
from directory.web.languages import _
from directory.web.messages.forms import (
    WISHES,
    ConsentForm,
    EmailForm,
    NameForm,
    PhoneForm,
    ReachByForm,
    TogetherForm,
    WishForm,
    email,
)
from directory.web.messages.present import (
    FormPage,
    Option,
    Row,
    offer_link,
    picture,
    progress,
    start_trail,
)
from directory.web.messages.sending import Hold, Limit, stamp_of
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.public_address import public_address
from directory.web.steps import Step, Stop, carried
from directory.wording import phone_words

CONSENT = "2026-11"
"""Which wording of the consent somebody agreed to; a new one whenever its sentences change."""

TO_CLUB = "inquiry to club"
MOST_TO_ONE_ADDRESS = 30
MOST_FROM_ONE_PERSON = 10
A_DAY = timedelta(days=1)


def _by_phone(answers: Typed) -> bool:
    return answers.get("antwort", "") != "mail"


def _by_mail(answers: Typed) -> bool:
    return not _by_phone(answers)


STEPS = (
    Step("wunsch", WishForm),
    Step("antwort", ReachByForm),
    Step("telefon", PhoneForm, _by_phone),
    Step("mail", EmailForm, _by_mail),
    Step("name", NameForm),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """An offer that can be asked about, and the mailbox of its club, which is never shown."""

    listing: Listing
    offer: Offer
    mailbox: str


@dataclass(frozen=True, slots=True)
class Advisor:
    """Who asks together with somebody, and where that form goes; ``id`` is theirs in the team."""

    id: str
    helper: Helper
    action: str
    trail: tuple[Link, ...]
    way_out: Link


def page(
    asked: Asked,
    at: Stop,
    answers: Typed,
    hold: Hold | None = None,
    advisor: Advisor | None = None,
) -> FormPage:
    """The step where somebody is, or all answers; ``advisor`` asks together with them."""
    name, slug = offer_name(asked.offer), asked.offer.slug
    consent = (TogetherForm if advisor else ConsentForm).of(answers)
    way_out = Link(_("Zurück zum Angebot"), url_for("finder.offer", slug=slug))
    if at.is_check and at.sends:
        consent.validate()
    form = at.form or consent
    return FormPage(
        title=_titles(together=advisor is not None)[at.key],
        here=_("Frage an den Verein"),
        trail=advisor.trail if advisor else (*start_trail(), offer_link(slug, name)),
        action=advisor.action if advisor else url_for("messages.inquiry", slug=slug),
        step=at.key,
        stamp=hold.stamp if hold else stamp_of(answers),
        button=_("Frage abschicken") if at.is_check else _("Weiter"),
        way_out=advisor.way_out if advisor else way_out,
        form=form,
        errors=form.faults,
        kept=carried(STEPS, at, answers),
        lead=tuple(_lead(asked, name, advisor)) if at.number == 1 else (),
        example=tuple(_example()) if asked.offer.example and not at.back else (),
        hold=hold.lines if hold else (),
        progress=progress(at.number, at.count),
        back=at.back,
        options=tuple(_options(at.key, answers, advisor)),
        rows=tuple(_rows(answers, together=advisor is not None)) if at.is_check else (),
        about=_what_happens(advisor) if at.is_check else (),
    )


def _titles(*, together: bool) -> dict[str, str]:
    alone = _("Was möchten Sie dem Verein sagen?")
    return {
        "wunsch": _("Was möchte die Person dem Verein sagen?") if together else alone,
        "antwort": _("Wie soll der Verein antworten?"),
        "telefon": _("Wie ist Ihre Telefonnummer?"),
        "mail": _("Wie ist Ihre E-Mail-Adresse?"),
        "name": _("Wie ist Ihr Vorname?"),
        "pruefen": _("Ist alles richtig?"),
    }


def _lead(asked: Asked, name: str, advisor: Advisor | None) -> Iterator[str]:
    if advisor:
        yield _("Hier fragen Sie den Verein zusammen mit einer Person.")
        yield _("Füllen Sie die Seiten zusammen aus.")
        yield _("Die Antworten sind von der Person.")
    else:
        yield _("Hier schicken Sie dem Verein eine Frage.")
    yield _("Das Angebot heißt: {name}", name=name)
    yield _("Der Verein heißt: {name}", name=asked.listing.club.name)


def _example() -> Iterator[str]:
    yield _("Das ist ein Beispiel.")
    yield _("Hier antwortet niemand.")


def _options(step: str, answers: Typed, advisor: Advisor | None) -> Iterator[Option]:
    if step == "wunsch":
        things = {"probieren": "greeting", "zusehen": "eye", "begleitung": "companion"}
        chosen = answers.getlist("wunsch")
        for key, words in WISHES.items():
            shown = picture(things.get(key, "question"))
            yield Option(key, _(words), shown, key in chosen)
    if step == "antwort":
        chosen = answers.getlist("antwort")
        words = _("Der Verein ruft mich an.")
        yield Option("telefon", words, picture("phone"), "telefon" in chosen)
        words = _("Der Verein schreibt eine E-Mail.")
        yield Option("mail", words, picture("email"), "mail" in chosen)
    if step == "pruefen" and advisor:
        said = answers.getlist("ja")
        words = _("Die Person sagt: Ja, der Verein darf das bekommen.")
        yield Option("person", words, "", "person" in said)
        words = _("Ich sage: Ja, der Verein darf meinen Namen und meine E-Mail-Adresse bekommen.")
        yield Option("beratung", words, "", "beratung" in said)
    elif step == "pruefen":
        words = _("Ja, der Verein darf das bekommen.")
        yield Option("ja", words, "", answers.get("ja", "") == "ja")


def _rows(answers: Typed, *, together: bool) -> Iterator[Row]:
    titles = _titles(together=together)
    wish = WishForm.of(answers)
    said = [_(WISHES[key]) for key in wish.wunsch.data]
    if wish.text.data:
        said.append(wish.text.data)
    yield Row(titles["wunsch"], tuple(said), "wunsch")
    if _by_mail(answers):
        yield Row(titles["antwort"], (_("Der Verein schreibt eine E-Mail."),), "antwort")
        yield Row(titles["mail"], (email(answers.get("mail", "")),), "mail")
    else:
        number = phone_words(typed.phone(answers.get("telefon", "")))
        yield Row(titles["antwort"], (_("Der Verein ruft mich an."),), "antwort")
        yield Row(titles["telefon"], (number,), "telefon")
    name = NameForm.of(answers).name.data
    yield Row(titles["name"], (name or _("Das habe ich nicht geschrieben."),), "name")


def _what_happens(advisor: Advisor | None) -> tuple[str, ...]:
    if advisor:
        return (
            _("Wir schicken die Angaben an den Verein."),
            _("Sie stehen auch in der E-Mail: {name}", name=advisor.helper.name),
            _("Wir löschen die Antworten spätestens nach 3 Tagen."),
            _("Sie sehen später nur: Sie haben diesen Verein gefragt."),
            _("Von der Person steht dort nichts."),
        )
    return (
        _("Wir schicken Ihre Angaben an den Verein."),
        _("Nur der Verein bekommt Ihre Angaben."),
        _("Dann löschen wir Ihre Angaben."),
        _("Wir löschen sie spätestens nach 3 Tagen."),
    )


def limits(asked: Asked, answers: Typed) -> tuple[Limit, ...]:
    """A club must not drown, and nobody may be made to be called by everybody."""
    reach = email(answers.get("mail", "")) or typed.phone(answers.get("telefon", ""))
    return (
        Limit(TO_CLUB, asked.mailbox, MOST_TO_ONE_ADDRESS, A_DAY),
        Limit("inquiry from person", reach, MOST_FROM_ONE_PERSON, A_DAY),
    )


def send(asked: Asked, answers: Typed, advisor: Advisor | None = None) -> None:
    """Into the inbox; the same form sent twice is one question."""
    inquiry = _inquiry(asked, answers)
    about = AboutOffer(
        name=" ".join(asked.offer.name.split()),
        address=public_address("finder.offer", slug=asked.offer.slug),
        site_name=parts().site.name,
    )
    inbox = parts().inbox
    if inbox is None:
        raise RuntimeError("no question can be asked without an inbox")
    mail = inquiry_mail(inquiry, asked.mailbox, about, advisor.helper if advisor else None)
    inbox.inquire(inquiry, mail, advisor.id if advisor else "")


def _inquiry(asked: Asked, answers: Typed) -> Inquiry:
    wish = WishForm.of(answers)
    # Clubs read German, whatever language the visitor chose.
    said = "\n".join([*(WISHES[key] for key in wish.wunsch.data), wish.text.data]).strip()
    name = NameForm.of(answers).name.data
    by_mail = _by_mail(answers)
    reach = email(answers["mail"]) if by_mail else typed.phone(answers["telefon"])
    return Inquiry(
        id=form_key(answers, asked.offer.id, said, name, reach),
        offer_id=asked.offer.id,
        first_name=name,
        reach_by=ReachBy.EMAIL if by_mail else ReachBy.PHONE,
        reach=reach,
        wish=said,
        consent=CONSENT,
        at=parts().now(),
    )

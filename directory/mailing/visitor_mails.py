"""The mails that visitors set off: a question to a club, and a barrier to those who can mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from directory.mailing.letter import Heading, Piece, Points, Quote, Sentences, Way, as_html, as_text
from directory.model.inbox import Barrier, Inquiry, ReachBy
from directory.model.mail import OutgoingMail

# Whatever happens to the mail, its text is gone after this.
KEPT = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class AboutOffer:
    """What the mail says about the offer; ``address`` is that of its page."""

    name: str
    address: str
    site_name: str


@dataclass(frozen=True, slots=True)
class Helper:
    """An advisor who asks together with somebody, and wants to be reached too."""

    name: str
    email: str


def inquiry_mail(
    inquiry: Inquiry, to: str, offer: AboutOffer, helper: Helper | None = None
) -> OutgoingMail:
    """The question for the club, with advice on how to answer so that everybody understands."""
    pieces = tuple(_inquiry(inquiry, offer, helper))
    by_mail = inquiry.reach_by is ReachBy.EMAIL
    return OutgoingMail(
        key=f"inquiry:{inquiry.id}",
        to=to,
        subject=f"Jemand fragt nach: {offer.name}",
        text=as_text(pieces),
        html=as_html(pieces),
        reply_to=inquiry.reach if by_mail else helper.email if helper else "",
        kind="inquiry",
        about=inquiry.offer_id,
        expires_at=inquiry.at + KEPT,
        sensitive=True,
    )


def _inquiry(inquiry: Inquiry, offer: AboutOffer, helper: Helper | None) -> Iterator[Piece]:
    yield Sentences(
        ("Guten Tag.", "Jemand möchte bei Ihnen Sport machen.", "Es geht um dieses Angebot:")
    )
    yield Way(offer.name, offer.address)
    yield Heading("Das möchte die Person")
    yield Quote(inquiry.wish)
    if inquiry.first_name:
        yield Heading("So heißt die Person")
        yield Quote(inquiry.first_name)
    yield Heading("So erreichen Sie die Person")
    if inquiry.reach_by is ReachBy.EMAIL:
        yield Way("Schreiben Sie bitte eine E-Mail:", f"mailto:{inquiry.reach}")
        yield Sentences(("Sie können einfach auf diese E-Mail antworten.",))
    else:
        yield Way("Rufen Sie bitte an:", f"tel:{inquiry.reach}")
    if helper:
        yield from _helped(helper)
    yield Heading("So antworten Sie gut")
    yield Points(
        (
            "Antworten Sie bitte in 3 Tagen.",
            "Nehmen Sie kurze Sätze und einfache Wörter.",
            "Sagen Sie den Tag, die Uhrzeit und den Ort.",
            "Sagen Sie: Wer wartet an der Tür?",
            "Fragen Sie: Was brauchen Sie von uns?",
            "Fragen Sie bitte nicht nach einer Behinderung.",
            "Schicken Sie bitte keine langen Formulare.",
        )
    )
    yield Heading("Das ist privat")
    yield Sentences(
        (
            "Die Person erlaubt Ihnen: Sie dürfen antworten.",
            "Die Angaben sind nur für Ihre Antwort.",
            "Löschen Sie diese E-Mail danach bitte.",
            "Wir behalten den Text nicht.",
        )
    )
    yield Sentences((f"Diese E-Mail kommt von: {offer.site_name}",))


def _helped(helper: Helper) -> Iterator[Piece]:
    yield Heading("Jemand hilft der Person")
    yield Sentences(("Die Frage kommt von 2 Personen zusammen.", "Die zweite Person berät:"))
    yield Quote(helper.name)
    yield Way("Sie können auch hierhin schreiben:", f"mailto:{helper.email}")


def barrier_mail(barrier: Barrier, to: str, key: str, site_name: str) -> OutgoingMail:
    """The barrier for those who can mend it."""
    pieces = tuple(_barrier(barrier, site_name))
    return OutgoingMail(
        key=f"barrier:{key}",
        to=to,
        subject=f"Jemand meldet eine Barriere: {barrier.address or site_name}",
        text=as_text(pieces),
        html=as_html(pieces),
        reply_to=barrier.reply_to if "@" in barrier.reply_to else "",
        kind="barrier",
    )


def _barrier(barrier: Barrier, site_name: str) -> Iterator[Piece]:
    yield Sentences(("Guten Tag.", "Jemand kommt auf unserer Seite nicht weiter."))
    if barrier.address:
        yield Heading("Auf dieser Seite war das")
        yield Quote(barrier.address)
    yield Heading("Das schreibt die Person")
    yield Quote(barrier.note)
    yield Heading("So antworten Sie")
    if barrier.reply_to:
        yield Sentences(("Die Person möchte eine Antwort.", "So erreichen Sie die Person:"))
        yield Quote(barrier.reply_to)
    else:
        yield Sentences(("Die Person möchte keine Antwort.",))
    yield Sentences((f"Diese E-Mail kommt von: {site_name}",))

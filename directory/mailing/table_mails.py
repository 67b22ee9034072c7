"""The mail to somebody who has sent a table: what happened to its rows, once for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.mailing.club_mails import Post, Site
from directory.mailing.letter import Heading, Piece, Points, Sentences, Way, as_html, as_text
from directory.model.mail import OutgoingMail


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows: ``new`` wait for editors, ``live`` are changed, ``waiting`` changes wait,
    ``to_confirm`` changes need the link of this mail, ``wrong`` were not sent."""

    new: int = 0
    live: int = 0
    waiting: int = 0
    to_confirm: int = 0
    wrong: int = 0


def table_mail(
    post: Post, site: Site, counts: Counts, *, look: str, confirm: str = ""
) -> OutgoingMail:
    """``look`` opens the table, ``confirm`` proves the address and changes offers."""
    pieces = (*_table(counts, look, confirm), *_end(site))
    subject = "Bitte bestätigen Sie Ihre Tabelle" if confirm else "Wir haben Ihre Tabelle bekommen"
    return OutgoingMail(
        key=post.key,
        to=post.to,
        subject=subject,
        text=as_text(pieces),
        html=as_html(pieces),
        kind="table",
        about=post.about,
        expires_at=post.expires_at,
        sensitive=True,
    )


def _table(counts: Counts, look: str, confirm: str) -> Iterator[Piece]:
    yield Sentences(("Guten Tag.", "Vielen Dank für Ihre Tabelle."))
    if confirm:
        yield Heading("Möchten Sie diese Angebote ändern?")
        yield Sentences(
            (
                f"So viele Angebote möchten Sie ändern: {counts.to_confirm}",
                "Drücken Sie bitte auf diesen Link.",
                "Dann wissen wir: Die Adresse gehört Ihnen.",
            )
        )
        yield Way("Ja, ändern:", confirm)
    done = tuple(_done(counts))
    if done:
        yield Heading("Das ist schon passiert")
        yield Points(done)
    if counts.wrong:
        yield Heading("Das fehlt noch")
        yield Sentences(
            (
                f"In so vielen Zeilen stimmt etwas nicht: {counts.wrong}",
                "Diese Zeilen haben wir noch nicht.",
                "Holen Sie Ihre Tabelle bei uns ab.",
                "Dort steht in jeder Zeile: Was stimmt nicht?",
            )
        )
    yield Heading("Ihre Tabelle")
    yield Way("Hier holen Sie Ihre Tabelle:", look)
    yield Sentences(
        (
            "In der Tabelle steht jetzt bei jedem Angebot eine Nummer.",
            "Ändern Sie später etwas? Dann nehmen Sie diese Tabelle.",
            "Dieser Link ist nur für Sie. Geben Sie den Link bitte nicht weiter.",
        )
    )


def _done(counts: Counts) -> Iterator[str]:
    if counts.new:
        yield f"So viele neue Angebote haben wir bekommen: {counts.new}"
        yield "Wir lesen die Angebote. Das dauert ein paar Tage."
    if counts.live:
        yield f"So viele Angebote sind jetzt geändert: {counts.live}"
    if counts.waiting:
        yield f"So viele Änderungen lesen wir zuerst: {counts.waiting}"


def _end(site: Site) -> Iterator[Piece]:
    ways = [way for way in (site.help_phone, site.help_email) if way]
    if ways:
        yield Sentences(("Haben Sie eine Frage?", f"So erreichen Sie uns: {', '.join(ways)}"))
    yield Sentences((f"Diese E-Mail kommt von: {site.name}",))

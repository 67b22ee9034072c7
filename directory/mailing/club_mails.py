"""The mails to people of clubs: what was sent, links that open something, and what editors say.

Mails with a secret link are sensitive: their text is erased as soon as they have left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from directory.mailing.letter import Heading, Piece, Points, Quote, Sentences, Way, as_html, as_text
from directory.model.mail import OutgoingMail


@dataclass(frozen=True, slots=True)
class Site:
    """Who writes, and whom one can ask."""

    name: str
    help_phone: str = ""
    help_email: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """``key`` makes the mail single; ``about`` is the offer or the club."""

    key: str
    to: str
    about: str = ""
    expires_at: datetime | None = None


def received_mail(
    post: Post,
    site: Site,
    *,
    offer: str,
    look: str,
    confirm: str = "",
    is_change: bool = False,
) -> OutgoingMail:
    """An offer or a change has come; ``look`` opens the draft, ``confirm`` proves the address."""
    subject = "Wir haben Ihre Änderung bekommen" if is_change else "Wir haben Ihr Angebot bekommen"
    return mail_of(
        post, subject, "received", (*_received(offer, look, confirm, is_change), *ending(site))
    )


def _received(offer: str, look: str, confirm: str, is_change: bool) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            "Vielen Dank.",
            "Wir haben Ihre Änderung bekommen." if is_change else "Wir haben Ihr Angebot bekommen.",
            f"Es geht um dieses Angebot: {offer}",
        )
    )
    if confirm:
        yield Heading("Gehört diese E-Mail-Adresse Ihnen?")
        yield Sentences(
            ("Drücken Sie bitte auf diesen Link.", "Dann können Sie später mehr selbst machen.")
        )
        yield Way("Ja, das ist meine Adresse:", confirm)
    yield Heading("Das passiert jetzt")
    yield Points(
        (
            "Wir lesen Ihre Änderung." if is_change else "Wir lesen Ihr Angebot.",
            "Das dauert ein paar Tage.",
            "Haben wir eine Frage? Dann schreiben wir Ihnen.",
            "Ist alles gut? Dann schreiben wir Ihnen auch.",
        )
    )
    yield Heading("Möchten Sie noch etwas ändern?")
    yield Way("Hier sehen Sie Ihre Angaben:", look)
    yield _private()


def go_on_mail(post: Post, site: Site, *, offer: str, go_on: str, days: int = 30) -> OutgoingMail:
    """The way back into a draft."""
    return mail_of(
        post,
        "Ihr Angebot: Hier machen Sie weiter",
        "go_on",
        (*_go_on(offer, go_on, days), *ending(site)),
    )


def _go_on(offer: str, go_on: str, days: int) -> Iterator[Piece]:
    yield Sentences(("Guten Tag.", "Sie haben ein Angebot angefangen."))
    if offer:
        yield Sentences((f"Es geht um dieses Angebot: {offer}",))
    yield Way("Hier machen Sie weiter:", go_on)
    yield Sentences(
        (
            "Ihre Antworten sind noch da.",
            f"Wir behalten Ihre Antworten {days} Tage.",
            "Danach löschen wir Ihre Antworten.",
        )
    )
    yield _private()


def live_mail(
    post: Post, site: Site, *, offer: str, page: str, own: str, is_change: bool = False
) -> OutgoingMail:
    """It is public; ``own`` is the page where one asks for a link to one's offers."""
    subject = (
        f"Ihre Änderung ist jetzt da: {offer}"
        if is_change
        else f"Ihr Angebot ist jetzt da: {offer}"
    )
    return mail_of(
        post, subject, "live", (*_live(offer, page, own, is_change), *ending(site)), sensitive=False
    )


def _live(offer: str, page: str, own: str, is_change: bool) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            "Ihre Änderung ist jetzt auf unserer Seite."
            if is_change
            else "Ihr Angebot ist jetzt auf unserer Seite.",
            "Vielen Dank.",
        )
    )
    yield Way(offer, page)
    yield Heading("Das können Sie jetzt tun")
    yield Points(
        (
            "Sehen Sie sich die Seite an.",
            "Zeigen Sie die Seite anderen Menschen.",
            "Sie können die Seite auch drucken.",
        )
    )
    yield Heading("Ändert sich etwas?")
    yield Sentences(
        ("Sagen Sie uns das bitte gleich.", "Die Menschen verlassen sich auf Ihre Angaben.")
    )
    yield Way("Hier ändern Sie Ihr Angebot:", own)
    yield Heading("Das machen wir später")
    yield Sentences(
        (
            "Wir fragen Sie 2 Mal im Jahr.",
            "Dann fragen wir: Stimmt noch alles?",
            "Dann drücken Sie nur auf 1 Knopf.",
        )
    )


def question_mail(post: Post, site: Site, *, offer: str, note: str, go_on: str) -> OutgoingMail:
    """Editors need something before the offer can be public."""
    return mail_of(
        post,
        f"Wir haben eine Frage: {offer}",
        "question",
        (*_question(offer, note, go_on), *ending(site)),
    )


def _question(offer: str, note: str, go_on: str) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            "Vielen Dank für Ihr Angebot.",
            f"Es geht um dieses Angebot: {offer}",
            "Wir haben noch eine Frage.",
        )
    )
    yield Heading("Das fragen wir Sie")
    yield Quote(note)
    yield Heading("So geht es weiter")
    yield Way("Hier ändern Sie Ihre Angaben:", go_on)
    yield Sentences(
        (
            "Schicken Sie das Angebot danach noch einmal ab.",
            "Ihre Antworten sind noch da.",
        )
    )
    yield _private()


def declined_mail(post: Post, site: Site, *, offer: str, note: str) -> OutgoingMail:
    """The offer will not be public; ``note`` says why."""
    return mail_of(
        post,
        f"Eine Antwort zu Ihrem Angebot: {offer}",
        "declined",
        (*_declined(offer, note), *ending(site)),
        sensitive=False,
    )


def _declined(offer: str, note: str) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            "Vielen Dank für Ihre Mühe.",
            f"Es geht um dieses Angebot: {offer}",
            "Wir können das Angebot leider nicht zeigen.",
        )
    )
    yield Heading("Das ist der Grund")
    yield Quote(note)
    yield Sentences(("Haben Sie eine Frage?", "Dann sprechen Sie bitte mit uns."))


def own_mail(post: Post, site: Site, *, link: str, hours: int = 24) -> OutgoingMail:
    """The way to one's own offers."""
    return mail_of(post, "Ihr Link zu Ihren Angeboten", "own", (*_own(link, hours), *ending(site)))


def _own(link: str, hours: int) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            "Mit diesem Link kommen Sie zu Ihren Angeboten.",
            "Dort können Sie alles ändern.",
        )
    )
    yield Way("Hier sind Ihre Angebote:", link)
    yield Sentences(
        (
            f"Der Link geht {hours} Stunden lang.",
            "Der Link geht nur 1 Mal.",
            "Danach bekommen Sie leicht einen neuen Link.",
        )
    )
    yield Heading("Hat jemand anders den Link bestellt?")
    yield Sentences(("Dann löschen Sie diese E-Mail bitte.",))
    yield _private()


def confirm_address_mail(post: Post, site: Site, *, link: str) -> OutgoingMail:
    """A new link to prove an address."""
    return mail_of(
        post,
        "Gehört diese E-Mail-Adresse Ihnen?",
        "address",
        (*_confirm_address(link), *ending(site)),
    )


def _confirm_address(link: str) -> Iterator[Piece]:
    yield Sentences(
        ("Guten Tag.", "Sie haben uns ein Angebot geschickt.", "Gehört diese E-Mail-Adresse Ihnen?")
    )
    yield Way("Ja, das ist meine Adresse:", link)
    yield _private()


def join_mail(post: Post, site: Site, *, club: str, link: str, days: int = 14) -> OutgoingMail:
    """Somebody of the club asks somebody else to look after its offers too."""
    return mail_of(
        post, f"Eine Einladung: {club}", "join", (*_join(club, link, days), *ending(site))
    )


def _join(club: str, link: str, days: int) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            "Sie bekommen eine Einladung.",
            f"Die Einladung kommt von diesem Verein: {club}",
        )
    )
    yield Heading("Darum geht es")
    yield Sentences(
        (
            "Der Verein macht Sport für alle.",
            "Die Angebote stehen auf unserer Seite.",
            "Sie sollen sich auch um die Angebote kümmern.",
            "Dann können Sie alles ändern.",
        )
    )
    yield Way("Ja, ich mache mit:", link)
    yield Sentences(
        (
            f"Der Link geht {days} Tage lang.",
            "Passt das nicht?",
            "Dann löschen Sie diese E-Mail bitte.",
        )
    )
    yield _private()


def take_over_mail(
    post: Post, site: Site, *, club: str, who: str, link: str, days: int = 14
) -> OutgoingMail:
    """To the address on record: somebody else wants to look after the club."""
    return mail_of(
        post,
        f"Jemand fragt: {club}",
        "take_over",
        (*_take_over(club, who, link, days), *ending(site)),
    )


def _take_over(club: str, who: str, link: str, days: int) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            "Jemand möchte Ihre Angebote ändern.",
            f"Es geht um diesen Verein: {club}",
        )
    )
    yield Heading("Diese Adresse hat die Person")
    yield Quote(who)
    yield Heading("Kennen Sie die Person?")
    yield Sentences(("Dann kann die Person die Angebote ändern.",))
    yield Way("Ja, die Person darf das:", link)
    yield Heading("Ist die Person fremd?")
    yield Sentences(("Dann löschen Sie diese E-Mail bitte.", f"Der Link geht {days} Tage lang."))
    yield _private()


def welcome_mail(post: Post, site: Site, *, club: str, own: str) -> OutgoingMail:
    """Somebody may look after a club from now on."""
    return mail_of(
        post,
        f"Sie können jetzt alles ändern: {club}",
        "welcome",
        (*_welcome(club, own), *ending(site)),
        sensitive=False,
    )


def _welcome(club: str, own: str) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            "Sie können jetzt Angebote ändern.",
            "Es sind die Angebote von diesem Verein:",
            club,
        )
    )
    yield Way("Hier bekommen Sie einen Link zu den Angeboten:", own)


def removed_mail(post: Post, site: Site, *, club: str) -> OutgoingMail:
    """Somebody else of the club has taken this address away."""
    return mail_of(
        post,
        f"Andere Personen kümmern sich jetzt: {club}",
        "removed",
        (*_removed(club), *ending(site)),
        sensitive=False,
    )


def _removed(club: str) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            "Sie haben sich um diesen Verein gekümmert:",
            club,
            "Das machen jetzt andere Personen vom Verein.",
            "Nur diese Personen können jetzt die Angebote ändern.",
        )
    )
    yield Sentences(("Ist das falsch?", "Dann sprechen Sie bitte mit uns."))


def notice_mail(
    post: Post, site: Site, *, offer: str, page: str, changes: Sequence[str]
) -> OutgoingMail:
    """To the editors: a club has changed something that is live already."""
    return mail_of(
        post,
        f"Ein Verein hat etwas geändert: {offer}",
        "notice",
        (*_notice(offer, page, changes), *ending(site)),
        sensitive=False,
    )


def _notice(offer: str, page: str, changes: Sequence[str]) -> Iterator[Piece]:
    yield Sentences(
        ("Guten Tag.", "Ein Verein hat etwas geändert.", "Die Änderung ist schon auf der Seite.")
    )
    yield Way(offer, page)
    yield Heading("Das ist anders")
    yield Points(tuple(changes))


def waiting_mail(post: Post, site: Site, *, offer: str, club: str) -> OutgoingMail:
    """To the editors: something waits for them."""
    return mail_of(
        post,
        f"Ein Angebot wartet: {offer}",
        "waiting",
        (*_waiting(offer, club), *ending(site)),
        sensitive=False,
    )


def _waiting(offer: str, club: str) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            "Ein Verein hat etwas geschickt.",
            f"Das ist der Verein: {club}",
            f"Das ist das Angebot: {offer}",
            "Sehen Sie sich das Angebot bitte an.",
        )
    )


def _private() -> Piece:
    return Sentences(("Der Link ist nur für Sie.", "Behalten Sie die E-Mail bitte für sich."))


def ending(site: Site, heading: str = "Brauchen Sie Hilfe?") -> Iterator[Piece]:
    """Whom to ask, and from whom the mail is: the end of each mail to a club."""
    if site.help_phone or site.help_email:
        yield Heading(heading)
    if site.help_phone:
        yield Way("Rufen Sie uns an:", f"tel:{site.help_phone}")
    if site.help_email:
        yield Way("Schreiben Sie uns:", f"mailto:{site.help_email}")
    yield Sentences((f"Diese E-Mail kommt von: {site.name}",))


def mail_of(
    post: Post, subject: str, kind: str, pieces: Sequence[Piece], *, sensitive: bool = True
) -> OutgoingMail:
    return OutgoingMail(
        key=post.key,
        to=post.to,
        subject=subject,
        text=as_text(pieces),
        html=as_html(pieces),
        kind=kind,
        about=post.about,
        expires_at=post.expires_at,
        sensitive=sensitive,
    )


def samples() -> tuple[OutgoingMail, ...]:
    """One mail of each sort, for all who look over what we write."""
    site = Site("Mach mit!", "0345 1234567", "hilfe@sport.example")
    post = Post("sample", "anna@verein.example")
    link = "https://sport.example/vereine/l/abc"
    page = "https://sport.example/angebot/boccia"
    offer, club = "Boccia", "TSV Halle"
    note = "Wann ist das Angebot?"
    return (
        received_mail(post, site, offer=offer, look=link, confirm=link),
        received_mail(post, site, offer=offer, look=link, is_change=True),
        go_on_mail(post, site, offer=offer, go_on=link),
        go_on_mail(post, site, offer="", go_on=link),
        live_mail(post, site, offer=offer, page=page, own=link),
        live_mail(post, site, offer=offer, page=page, own=link, is_change=True),
        question_mail(post, site, offer=offer, note=note, go_on=link),
        declined_mail(post, site, offer=offer, note=note),
        own_mail(post, site, link=link),
        confirm_address_mail(post, site, link=link),
        join_mail(post, site, club=club, link=link),
        take_over_mail(post, site, club=club, who="ben@verein.example", link=link),
        welcome_mail(post, site, club=club, own=link),
        removed_mail(post, site, club=club),
        notice_mail(post, site, offer=offer, page=page, changes=("Die Uhrzeit",)),
        waiting_mail(post, site, offer=offer, club=club),
        live_mail(post, Site("Mach mit!"), offer=offer, page=page, own=link),
    )

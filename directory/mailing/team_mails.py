"""The mails to people of the team, written in easy German like all others."""

from collections.abc import Iterator

from directory.mailing.club_mails import Post, Site, ending, mail_of
from directory.mailing.letter import Heading, Piece, Sentences, Way
from directory.model.mail import OutgoingMail


def sign_in_mail(post: Post, site: Site, *, link: str, minutes: int = 10) -> OutgoingMail:
    """The way in, instead of a password."""
    pieces = (*_sign_in(link, minutes), *ending(site))
    return mail_of(post, "Ihr Link zum Anmelden", "sign_in", pieces)


def _sign_in(link: str, minutes: int) -> Iterator[Piece]:
    yield Sentences(("Guten Tag.", "Mit diesem Link melden Sie sich an."))
    yield Way("Hier melden Sie sich an:", link)
    yield Sentences(
        (
            f"Der Link geht {minutes} Minuten lang.",
            "Der Link geht nur 1 Mal.",
            "Danach bekommen Sie leicht einen neuen Link.",
            "Der Link ist nur für Sie.",
        )
    )
    yield Heading("Hat jemand anders den Link bestellt?")
    yield Sentences(("Dann löschen Sie diese E-Mail bitte.",))


def invitation_mail(post: Post, site: Site, *, link: str) -> OutgoingMail:
    """Somebody belongs to the team now; ``link`` is the page where one asks for a link."""
    pieces = (*_invited(link), *ending(site))
    return mail_of(post, "Sie gehören jetzt zum Team", "invited", pieces, sensitive=False)


def _invited(link: str) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            "Sie gehören jetzt zu unserem Team.",
            "Sie brauchen kein Passwort.",
            "Sie bekommen immer einen Link mit einer E-Mail.",
        )
    )
    yield Way("Hier melden Sie sich an:", link)


def samples() -> tuple[OutgoingMail, ...]:
    """One mail of each sort, for all who look over what we write."""
    site = Site("Mach mit!", "0345 1234567", "hilfe@sport.example")
    post = Post("sample", "anna@stadt.example")
    return (
        sign_in_mail(post, site, link="https://sport.example/anmelden/abc"),
        invitation_mail(post, site, link="https://sport.example/anmelden"),
    )

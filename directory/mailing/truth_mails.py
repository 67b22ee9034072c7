"""The mails that keep offers true: does all still fit, and what a reader says is wrong.

Each holds a secret link, so its text is erased as soon as it has left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from directory.mailing.club_mails import Post, Site, ending, mail_of
from directory.mailing.letter import Heading, Piece, Points, Quote, Sentences, Way
from directory.model.inbox import Wrong
from directory.model.mail import OutgoingMail

ASK, REPORT = "truth", "report"
"""The kinds of these mails in the outbox."""

# More would make a mail that nobody reads, and some servers refuse.
MOST_WITH_FACTS = 10


class Why(StrEnum):
    """Why we ask now."""

    AGE = "age"
    REMINDER = "reminder"
    SCHOOL_YEAR = "school_year"


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """One offer as readers see it: its name, the address of its page, and lines of facts."""

    name: str
    page: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the three ways lead, each only a page that asks again."""

    right: str
    other: str
    gone: str


_SUBJECTS = {
    Why.AGE: "Stimmt noch alles?",
    Why.REMINDER: "Bitte antworten Sie: Stimmt noch alles?",
    Why.SCHOOL_YEAR: "Ein neues Schuljahr: Stimmt noch alles?",
}
_WHY = {
    Why.AGE: ("Wir haben lange nicht gefragt.",),
    Why.REMINDER: ("Wir haben Sie schon einmal gefragt.", "Vielleicht hatten Sie keine Zeit."),
    Why.SCHOOL_YEAR: ("Das neue Schuljahr hat angefangen.", "Dann ändern sich oft die Zeiten."),
}
_WRONG = {
    Wrong.TIME: "Die Zeit stimmt nicht.",
    Wrong.PLACE: "Der Ort stimmt nicht.",
    Wrong.CONTACT: "Die Telefonnummer oder die E-Mail-Adresse stimmt nicht.",
    Wrong.COST: "Der Preis stimmt nicht.",
    Wrong.ACCESS: "Etwas zur Barrierefreiheit stimmt nicht.",
    Wrong.GONE: "Das Angebot gibt es nicht mehr.",
    Wrong.OTHER: "Etwas anderes stimmt nicht.",
}


def ask_mail(
    post: Post, site: Site, *, offers: Sequence[OfferFacts], why: Why, answers: Answers
) -> OutgoingMail:
    """One mail to a person about all their offers."""
    subject = _SUBJECTS[why]
    if len(offers) == 1:
        subject = f"{subject} {offers[0].name}"
    return mail_of(post, subject, ASK, (*_ask(offers, why, answers), *_end(site)))


def _ask(offers: Sequence[OfferFacts], why: Why, answers: Answers) -> Iterator[Piece]:
    yield Sentences(
        (
            "Guten Tag.",
            *_WHY[why],
            "Menschen verlassen sich auf Ihre Angaben.",
            "Wir fragen Sie deshalb: Stimmt noch alles?",
        )
    )
    yield from _ways(answers, many=len(offers) > 1)
    yield Heading("Das steht auf unserer Seite")
    for one in offers[:MOST_WITH_FACTS]:
        yield Way(one.name, one.page)
        yield Points(one.lines)
    if more := offers[MOST_WITH_FACTS:]:
        yield Sentences(("Wir zeigen auch diese Angebote:",))
        yield Points(tuple(one.name for one in more))
    yield _private()


def report_mail(
    post: Post,
    site: Site,
    *,
    offer: OfferFacts,
    wrong: Sequence[Wrong],
    notes: Sequence[str],
    answers: Answers,
) -> OutgoingMail:
    """Somebody has said that something is wrong: the club is asked, and never blamed."""
    pieces = (*_report(offer, wrong, notes, answers), *_end(site))
    return mail_of(post, f"Stimmt das noch? {offer.name}", REPORT, pieces)


def _report(
    offer: OfferFacts, wrong: Sequence[Wrong], notes: Sequence[str], answers: Answers
) -> Iterator[Piece]:
    yield Sentences(("Guten Tag.", "Jemand hat Ihr Angebot gelesen.", "Es geht um dieses Angebot:"))
    yield Way(offer.name, offer.page)
    yield Heading("Das hat die Person gesagt")
    yield Points(tuple(dict.fromkeys(_WRONG[one] for one in wrong)))
    for note in notes:
        yield Quote(note)
    yield Sentences(("Vielleicht irrt sich die Person.", "Schauen Sie bitte einmal nach."))
    yield from _ways(answers, many=False)
    yield Heading("Das steht auf unserer Seite")
    yield Points(offer.lines)
    yield _private()


def _ways(answers: Answers, *, many: bool) -> Iterator[Piece]:
    yield Heading("So antworten Sie")
    if many:
        yield Sentences(("Sie können für jedes Angebot antworten.", "Das dauert nur kurz."))
    else:
        yield Sentences(("Drücken Sie auf 1 von 3 Links.", "Das dauert nur kurz."))
    yield Way("Alles stimmt:", answers.right)
    yield Way("Etwas ist anders:", answers.other)
    yield Way("Das gibt es nicht mehr:", answers.gone)


def _private() -> Piece:
    return Sentences(
        (
            "Die Links gehen 30 Tage lang.",
            "Die Links sind nur für Sie.",
            "Behalten Sie die E-Mail bitte für sich.",
        )
    )


def _end(site: Site) -> Iterator[Piece]:
    return ending(site, "Möchten Sie lieber sprechen?")


def samples() -> tuple[OutgoingMail, ...]:
    """One mail of each sort, for all who look over what we write."""
    post = Post("sample", "anna@verein.example")
    site = Site("Mach mit!", "0345 1234567", "hilfe@sport.example")
    page = "https://sport.example/angebot/boccia"
    link = "https://sport.example/vereine/stimmt/abc"
    answers = Answers(f"{link}?antwort=stimmt", f"{link}?antwort=anders", f"{link}?antwort=ende")
    one = OfferFacts("Boccia", page, ("Jeden Dienstag.", "Von 17 Uhr bis 18 Uhr."))
    many = tuple(OfferFacts(f"Boccia {number}", page, one.lines) for number in range(12))
    return (
        *(ask_mail(post, site, offers=(one,), why=why, answers=answers) for why in Why),
        ask_mail(post, site, offers=many, why=Why.AGE, answers=answers),
        report_mail(
            post,
            site,
            offer=one,
            wrong=tuple(Wrong),
            notes=("Da war niemand.",),
            answers=answers,
        ),
    )

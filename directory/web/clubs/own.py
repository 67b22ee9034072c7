"""The words of "Meine Angebote": what is public, what waits, and what one can do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from directory.model import Club, Listing, Offer, Status
from directory.model.submission import State, Submission
from directory.web.clubs.keeping import keepers, trail, url_for, workflow
from directory.web.finder.offer_page import SummaryRow
from directory.web.finder.offer_words import offer_name
from directory.web.languages import _, ngettext
from directory.web.messages.present import Option, picture
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.voice import voice
from directory.wording import address_lines, day_words, status_line, when_lines

DO: Final = "tun"
RIGHT, OTHER, PAUSE, GOES_ON, END = "stimmt", "anders", "pause", "weiter", "ende"
# As long as a year, because clubs think in school years.
COUNTED = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """One public offer. ``number`` makes the names on the page different for each."""

    id: str
    number: int
    name: str
    href: str
    rows: tuple[SummaryRow, ...]
    options: tuple[Option, ...]
    action: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that was sent and nobody has approved yet."""

    id: str
    name: str
    lines: tuple[str, ...]
    may_go_on: bool


@dataclass(frozen=True, slots=True)
class OwnClub:
    name: str
    offers: tuple[OwnOffer, ...]
    people: Link


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Words for ``clubs/own.html``."""

    title: str
    trail: tuple[Link, ...]
    said: tuple[str, ...]
    lead: tuple[str, ...]
    clubs: tuple[OwnClub, ...]
    waiting: tuple[Waiting, ...]
    all_right: str
    go_on: str
    new: str
    table: str
    leave: str

    @classmethod
    def of(cls, key: str, email: str, said: str = "") -> "OwnPage":
        clubs = tuple(own_clubs(email))
        numbers = iter(range(1, 100_000))
        shown = tuple(_club(key, club, offers, numbers) for club, offers in clubs)
        running = [one for _club, offers in clubs for one in offers if is_asked(one)]
        waiting = tuple(map(_waiting, _sent(email, clubs)))
        return cls(
            title=_("Meine Angebote"),
            trail=trail(),
            said=_said().get(said, ()),
            lead=tuple(_lead(shown, waiting)),
            clubs=shown,
            waiting=waiting,
            all_right=url_for("keeping.all_right", key=key) if len(running) > 1 else "",
            go_on=url_for("keeping.go_on", key=key),
            new=url_for("keeping.new_offer", key=key),
            table=url_for("clubs.own_table", visit=key),
            leave=url_for("keeping.leave", key=key),
        )


def own_clubs(email: str) -> Iterator[tuple[Club, tuple[Listing, ...]]]:
    """The clubs of an address with their public offers."""
    for id in keepers().clubs_of(email):
        club = parts().store.club(id)
        if club:
            yield club, parts().store.offers_of_club(id)


def is_asked(listing: Listing) -> bool:
    return listing.offer is not None and listing.offer.status is not Status.ENDED


def own_offer(email: str, offer_id: str) -> Listing | None:
    """The offer, if somebody with this address looks after its club."""
    listing = parts().store.listing(offer_id)
    if listing is None or listing.offer is None:
        return None
    return listing if listing.club.id in keepers().clubs_of(email) else None


def _club(key: str, club: Club, listings: tuple[Listing, ...], numbers: Iterator[int]) -> OwnClub:
    return OwnClub(
        club.name,
        tuple(_offer(key, one, one.offer, next(numbers)) for one in listings if one.offer),
        Link(_("Wer kümmert sich um die Angebote?"), _people_address(key, club)),
    )


def _people_address(key: str, club: Club) -> str:
    return url_for("keeping.people", key=key, slug=club.slug)


def _offer(key: str, listing: Listing, offer: Offer, number: int) -> OwnOffer:
    return OwnOffer(
        id=offer.id,
        number=number,
        name=offer_name(offer),
        href=url_for("finder.offer", slug=offer.slug),
        rows=tuple(_rows(listing, offer)),
        options=tuple(_options(offer)),
        action=url_for("keeping.act", key=key, offer_id=offer.id),
    )


def _rows(listing: Listing, offer: Offer) -> Iterator[SummaryRow]:
    when = when_lines(offer.schedule, voice(), parts().today())
    yield SummaryRow(_("Wann"), when or (_("Das wissen wir nicht."),), picture("clock"))
    where = address_lines(listing.venue, voice()) if listing.venue else ()
    lines = tuple(said.words for said in where)
    yield SummaryRow(_("Wo"), lines or (_("Das wissen wir nicht."),), picture("place"))
    yield SummaryRow(_("Läuft das Angebot?"), tuple(_status(offer)), picture("sport"))
    yield SummaryRow(_("Stimmt das noch?"), (_checked(offer),), picture("calendar"))
    waiting = [one for one in workflow().of_offer(offer.id) if one.state is State.WAITING]
    if waiting:
        lines = (
            _("Wir lesen Ihre Änderung."),
            _("Bis dahin steht das Alte auf der Seite."),
        )
        yield SummaryRow(_("Wartet noch etwas?"), lines, picture("clock"))
    numbers = tuple(_numbers(offer))
    if numbers:
        yield SummaryRow(_("Wie viele Menschen sehen das?"), numbers, picture("eye"))


def _status(offer: Offer) -> Iterator[str]:
    yield status_line(offer.status, voice())
    if offer.status is Status.PAUSED and offer.paused_until:
        yield _("Die Pause geht bis {day}.", day=day_words(offer.paused_until, voice()))


def _checked(offer: Offer) -> str:
    day = offer.verification.verified_on
    if day is None:
        return _("Das hat noch niemand geprüft.")
    return _("Geprüft am {day}.", day=day_words(day, voice()))


def _numbers(offer: Offer) -> Iterator[str]:
    """How often in a year; nothing that is zero, because it only disheartens."""
    uses = parts().uses
    if uses is None:
        return
    counts = uses.of_offer(offer.id, parts().today() - COUNTED)
    if counts.shown or counts.opened:
        yield _("Das ist in 1 Jahr passiert:")
    if counts.shown:
        yield ngettext("{count} Mal gefunden", "{count} Mal gefunden", counts.shown)
    if counts.opened:
        yield ngettext("{count} Mal gelesen", "{count} Mal gelesen", counts.opened)
    if counts.printed:
        yield ngettext("{count} Mal gedruckt", "{count} Mal gedruckt", counts.printed)
    if counts.asked:
        yield ngettext("{count} Frage an Sie", "{count} Fragen an Sie", counts.asked)


def _options(offer: Offer) -> Iterator[Option]:
    if offer.status is Status.ENDED:
        yield Option(GOES_ON, _("Das Angebot gibt es wieder"), picture("sport"))
        return
    yield Option(RIGHT, _("Alles stimmt"), picture("heart"))
    yield Option(OTHER, _("Etwas ist anders"), picture("question"))
    if offer.status is Status.PAUSED:
        yield Option(GOES_ON, _("Die Pause ist vorbei"), picture("sport"))
    else:
        yield Option(PAUSE, _("Wir machen Pause"), picture("pause"))
    yield Option(END, _("Das gibt es nicht mehr"), picture("farewell"))


def _sent(email: str, clubs: tuple[tuple[Club, tuple[Listing, ...]], ...]) -> Iterator[Submission]:
    """New offers on their way; changes of public ones stand there."""
    public = {one.id for _club, offers in clubs for one in offers}
    for submission in workflow().of_email(email):
        if submission.listing.offer and (
            submission.offer_id not in public or submission.state is State.SENT_BACK
        ):
            yield submission


def _waiting(submission: Submission) -> Waiting:
    offer = submission.listing.offer
    drafts = parts().drafts
    lines: tuple[str, ...] = (_("Wir lesen Ihr Angebot."), _("Das dauert ein paar Tage."))
    if submission.state is State.SENT_BACK:
        lines = (_("Wir haben eine Frage:"), *submission.note.splitlines())
    return Waiting(
        submission.id,
        offer_name(offer) if offer else "",
        lines,
        drafts is not None and drafts.of_submission(submission.id) is not None,
    )


def _lead(clubs: tuple[OwnClub, ...], waiting: tuple[Waiting, ...]) -> Iterator[str]:
    if any(club.offers for club in clubs):
        yield _("Stimmt noch alles?")
        yield _("Dann drücken Sie auf: Alles stimmt.")
    elif not waiting:
        yield _("Hier steht noch kein Angebot von Ihnen.")
    yield _("Diese Seite geht 1 Tag lang.")
    yield _("Danach bestellen Sie einen neuen Link.")


def _said() -> dict[str, tuple[str, ...]]:
    return {
        "adresse": (_("Danke."), _("Das ist Ihre Adresse.")),
        "dabei": (_("Danke."), _("Sie können jetzt die Angebote ändern.")),
        RIGHT: (_("Danke."), _("Wir haben gespeichert: Alles stimmt.")),
        PAUSE: (_("Wir haben die Pause gespeichert."), _("Das steht jetzt auf der Seite.")),
        GOES_ON: (_("Wir haben das gespeichert."), _("Das Angebot läuft wieder.")),
        "wartet": (_("Wir haben das gespeichert."), _("Wir lesen das zuerst.")),
        END: (_("Danke für Ihre Ehrlichkeit."), _("Das Angebot steht nicht mehr in der Suche.")),
        "zurueck": (_("Wir haben das Angebot gelöscht."),),
        "eingeladen": (_("Wir haben eine Einladung geschickt."),),
        "weg": (_("Wir haben die Adresse gelöscht."),),
    }

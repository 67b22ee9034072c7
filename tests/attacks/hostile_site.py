"""A site in which every text that somebody may write is hostile, on every way in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from directory.model import Listing, Status
from directory.model.handed import ListEntry, OfferList
from directory.model.inbox import Barrier, Report, Wrong
from directory.model.network import NetworkRequest
from directory.web.clubs.flow import STEPS
from tests.attacks.building import a_site, parts_of
from tests.attacks.live import TEXTS
from tests.clubs.states import MUCH
from tests.formats.houses import everywhere
from tests.team.states import prepare as prepare_team

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
# Where a club types words: everything of an offer that has a field.
TYPED = (
    *("verein", "name", "halle", "strasse", "hausnummer", "stadt", "teil", "haltestelle", "linie"),
    *("weg", "preis_fuer", "probe_wie", "mitbringen_mehr", "empfang", "treffpunkt", "anderer"),
    *("text_leicht", "text_deutsch", "text_englisch", "vorname", "rolle", "website", "fussweg"),
    *("alter_von", "alter_bis", "gruppe", "helfer", "preis", "telefon", "mail", "meine_mail"),
    *("von_1", "bis_1", "ab_1", "datum_1", "uhr_1", "pause_von", "ausfall", "plz"),
)
TEAM_PAGES = (
    "/redaktion",
    "/redaktion/liste/eingang",
    "/redaktion/liste/gemeldet",
    "/redaktion/liste/texte",
    "/redaktion/liste/doppelt",
    "/redaktion/angebote",
    "/redaktion/angebote?q=x-live",
    "/redaktion/links",
    "/redaktion/team",
    "/beratung",
    "/beratung/anrufe",
    "/beratung/listen",
    "/beratung/wuensche",
    "/anmelden/ich",
)
OF_AN_OFFER = (
    "/angebot/{slug}",
    "/en/angebot/{slug}",
    "/angebot/{slug}/teilen",
    "/angebot/{slug}/fragen",
    "/angebot/{slug}/stimmt-nicht",
    "/angebot/{slug}/papier",
    "/verein/verein-{number}",
    "/eingebettet/angebot/{slug}",
    "/vereine/uebernehmen/verein-{number}",
)
FOR_ALL = (
    "/",
    "/suche",
    "/suche?seite=2",
    "/de/suche?q=schwimmen",
    "/sport/schwimmen",
    "/orte/st/15002000",
    "/region/halle-saale",
    "/eingebettet?anzahl=10",
    "/luecken/15002000",
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """The site, its secret addresses, and what its records are called."""

    app: Flask
    public: tuple[str, ...]
    private: tuple[str, ...]
    lists: tuple[str, ...]


def hostile_site(folder: Path) -> Hostile:
    app = a_site(folder, listings())
    prepare_team(app)
    return Hostile(app, (*FOR_ALL, *_of_offers()), tuple(_filled(app)), tuple(_handed(app)))


def listings() -> tuple[Listing, ...]:
    """Each text in every field of an offer that everybody sees."""
    return tuple(_shown(everywhere(number, text)) for number, text in enumerate(TEXTS))


def _shown(listing: Listing) -> Listing:
    assert listing.offer
    return replace(listing, offer=replace(listing.offer, status=Status.RUNNING))


def _of_offers() -> Iterator[str]:
    for number in range(len(TEXTS)):
        for address in OF_AN_OFFER:
            yield address.format(slug=f"angebot-{number}", number=number)


def _filled(app: Flask) -> Iterator[str]:
    """What clubs, visitors and municipalities send, and where the team reads it."""
    parts = parts_of(app)
    assert parts.drafts
    assert parts.workflow
    assert parts.inbox
    assert parts.network_requests
    yield from TEAM_PAGES
    for number, text in enumerate(TEXTS):
        offer = f"00000000-0000-4000-8000-{1:04d}{number:08d}"
        typed = {**MUCH, **dict.fromkeys(TYPED, text)}
        pairs = [
            (name, one)
            for name, value in typed.items()
            for one in (value if isinstance(value, list) else [value])
        ]
        _, key = parts.drafts.begin(pairs)
        step = STEPS[number % len(STEPS)].key
        yield f"/vereine/entwurf/{key}?schritt={step}"
        yield f"/vereine/entwurf/{key}?schritt=pruefen"
        yield f"/vereine/entwurf/{key}/vorschau"
        sent = parts.workflow.submit(
            _shown(everywhere(number + 100, text)), key=f"hostile-{number}", email="a@b.example"
        )
        yield f"/redaktion/eingang/{sent.id}"
        yield f"/redaktion/eingang/{sent.id}/vorschau"
        parts.inbox.report(Report(offer, Wrong.OTHER, text, NOW), f"report-{number}")
        parts.inbox.barrier(Barrier("/suche", text, text, NOW), None, f"barrier-{number}")
        asked = NetworkRequest("15002000", text, text, text, text, (), text, NOW, "x")
        parts.network_requests.add(asked, f"network-{number}")
        yield f"/redaktion/angebot/{offer}"
        yield f"/redaktion/angebot/{offer}/verlauf"
        yield f"/beratung/angebot/{offer}"
    for request in parts.network_requests.open_ones():
        yield f"/redaktion/kommune/{request.id}"


def _handed(app: Flask) -> Iterator[str]:
    lists = parts_of(app).lists
    assert lists
    for number, text in enumerate(TEXTS):
        offer = f"00000000-0000-4000-8000-{1:04d}{number:08d}"
        entries = (ListEntry(offer, text[:80], text), ListEntry("gone", text[:80], text))
        yield f"/zettel/{lists.hand_over(OfferList(text[:60], entries)).code}"

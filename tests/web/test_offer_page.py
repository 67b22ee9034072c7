"""Everything that an offer says stands on its page; what nobody said stands there as a question."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest
from flask import Flask

from directory.model import Fact, Known, Listing, facts_of
from directory.web.parts import EXTENSION
from directory.web.word_separator import words as parted
from directory.wording import FACTS
from tests.page_checks import Page, by_class
from tests.visiting import Visitor
from tests.web.listings import full_listing

# Each field of an offer and of its venue, and the words that show it.
SHOWN = {
    "offer.name_easy": "Schwimmen Voll",
    "offer.club_id": "Verein Voll",
    "offer.sports": "Mehr zum Sport: Tanzen",
    "offer.what.easy.words": "Wir lachen viel.",
    # This offer is invented, so it must not look as if readers had checked it.
    "offer.what.easy.checked_on": "Niemand hat diesen Text geprüft.",
    "offer.what.easy.checked_by_team": "Niemand hat diesen Text geprüft.",
    "offer.form": "Und es gibt eine Gruppe für alle zusammen.",
    "offer.levels": "Die Gruppe macht auch bei Wett-Kämpfen mit.",
    "offer.audience.age_min": "Für Menschen von 14 bis 67 Jahren.",
    "offer.audience.age_max": "67",
    "offer.audience.gender": "Nur für Frauen und Mädchen.",
    "offer.audience.who": "Alle Frauen sind willkommen.",
    "offer.audience.documents": "Ausweis für das Bad",
    "offer.support.helpers_count": "4 Personen helfen in der Gruppe.",
    "offer.support.group_size": "In der Gruppe sind etwa 11 Menschen.",
    "offer.trial.how": "Kommen Sie einfach vorbei.",
    "offer.first_visit.steps.key": "Sie kommen an.",
    "offer.first_visit.steps.words": "Wir kreisen die Arme.",
    "offer.first_visit.steps.minute": "Nach 15 Minuten",
    "offer.first_visit.greeted_by": "Nele begrüßt Sie.",
    "offer.first_visit.meeting_point": "Am Spring-Brunnen.",
    "offer.first_visit.bring": "Ein großes Handtuch",
    "offer.first_visit.wear": "Eine Badehose",
    "offer.schedule.slots.weekday": "Jeden Dienstag",
    "offer.schedule.slots.start": "von 17 Uhr",
    "offer.schedule.slots.end": "bis 18 Uhr 30",
    "offer.schedule.slots.every_weeks": "Alle 2 Wochen am Freitag.",
    "offer.schedule.slots.nth_in_month": "Immer am letzten Sonntag im Monat",
    "offer.schedule.slots.ends_on": "Das geht bis 27. Juni 2027.",
    "offer.schedule.slots.note": "Im Winter in Halle 2.",
    "offer.schedule.single_dates.day": "Von Samstag, 1. Mai 2027",
    "offer.schedule.single_dates.start": "Jeden Tag von 10",
    "offer.schedule.single_dates.end": "bis 12 Uhr",
    "offer.schedule.single_dates.last_day": "bis Sonntag, 2. Mai 2027",
    "offer.schedule.single_dates.note": "Das ist das Fest.",
    "offer.schedule.exceptions": "Am 1. Dezember 2026 fällt das Angebot aus.",
    "offer.schedule.pauses.first": "Pause ist von 20. Dezember 2026",
    "offer.schedule.pauses.last": "bis 5. Januar 2027.",
    "offer.schedule.pauses.note": "Wir haben Urlaub.",
    "offer.status": "Hier ist gerade kein Platz frei.",
    "offer.notice": "Das Wasser ist gerade kalt.",
    "offer.prices.amount": "5 Euro 50",
    "offer.prices.per": "im Monat",
    "offer.prices.for_whom": "Für Kinder: Das kostet 5 Euro 50 im Monat.",
    "offer.prices.includes": "Das ist dabei: Der Eintritt",
    "offer.contacts.first_name": "Amira anrufen",
    "offer.contacts.role": "Trainerin im Becken",
    "offer.contacts.phone": "0345 1 23 45 67",
    "offer.contacts.email": "amira@voll.example",
    "offer.contacts.best_time": "Montag am Abend",
    "offer.contacts.answers_by": "Sie bekommen die Antwort mit einem Brief.",
    "offer.contacts.languages": "Türkisch",
    "offer.languages": "Das Team spricht: Leichte Sprache, Gebärden-Sprache und Ukrainisch.",
    "offer.verification.verified_on": "Geprüft am 5. Oktober 2026",
    "offer.verification.by": "Ein Berater oder eine Beraterin war dort.",
    "offer.verification.how": "Ein Berater oder eine Beraterin war dort.",
    "offer.verification.fields": "Geprüft ist nur ein Teil von den Angaben.",
    "offer.changed_at": "Zuletzt geändert am 8. September 2026.",
    "offer.source.name": "Erfundene Beispiele",
    "offer.example": "Das ist ein Beispiel.",
    "venue.name": "Halle Voll",
    "venue.address.street": "Vollstraße 12a",
    "venue.address.house_number": "12a",
    "venue.address.postcode": "06366 Köthen Anhalt",
    "venue.address.town": "Köthen Anhalt",
    "venue.address.part_of_town": "Vollviertel",
    "venue.address.district": "Vollkreis",
    "venue.transport.mode": "Straßen-Bahn 77:",
    "venue.transport.stop": "Die Halte-Stelle heißt: Vollplatz.",
    "venue.transport.line": "77",
    "venue.transport.minutes_on_foot": "Dann gehen Sie 9 Minuten zu Fuß.",
    "venue.transport.step_free": "Sie können ohne Stufen einsteigen.",
    "venue.way_in": "Die Tür ist blau.",
}
NOT_SHOWN = {
    "for programs": {
        "offer.id",
        "offer.slug",
        "offer.venue_id",
        "offer.former_ids",
        "offer.network_id",
        "offer.version",
        "offer.source.record_id",
        "offer.source.trust",
        "offer.verification.next_due",
        "venue.id",
        "venue.latitude",
        "venue.longitude",
        "venue.pin_by",
        "venue.precision",
        "venue.osm_id",
        "venue.version",
        "venue.source.name",
        "venue.source.record_id",
        "venue.source.trust",
        "venue.address.state_code",
        "venue.address.ags",
        "venue.example",
    },
    "decides what may be shown": {
        "offer.contacts.is_person",
        "offer.contacts.is_public",
        "offer.contacts.consent",
    },
    "how good a text is, for editors": {
        "offer.what.easy.origin",
        "offer.what.easy.rule_score",
    },
    "another wording of the same": {"offer.name", "offer.what.de", "offer.what.en"},
    "only while an offer pauses": {"offer.paused_until"},
    "only while the beginning lies ahead": {"offer.schedule.slots.starts_on"},
    "photos come with the forms that let clubs send them": {
        "offer.pictures",
        "offer.first_visit.steps.picture",
        "offer.contacts.picture",
        "venue.pictures",
    },
}
SMALL = {"Words", "Text", "Picture", "Consent", "Decimal"}


def paths(kind: type[Any], start: str) -> Iterator[str]:
    """Every field inside a dataclass, also inside the items of its lists, but no facts."""
    hints = get_type_hints(kind)
    for field in fields(kind):
        path, hint = f"{start}.{field.name}", hints[field.name]
        inner = next(
            (part for part in (hint, *get_args(hint)) if is_dataclass(part)),
            None,
        )
        if inner is Fact:
            continue
        if inner is None or (inner.__name__ in SMALL and not path.startswith("offer.what.easy")):
            yield path
        else:
            yield from paths(inner, path)


def all_paths() -> set[str]:
    listing = get_type_hints(Listing)
    offer = next(part for part in get_args(listing["offer"]) if is_dataclass(part))
    venue = next(part for part in get_args(listing["venue"]) if is_dataclass(part))
    return {*paths(offer, "offer"), *paths(venue, "venue")}


def on_screen(page: Page) -> str:
    """Without the sheet of paper, which would hide that the page itself forgot something."""
    return " ".join(page.texts("//main/*[not(contains(@class, 'handout'))]"))


def test_a_new_field_must_be_shown_or_left_out_for_a_reason() -> None:
    left_out = set().union(*NOT_SHOWN.values())
    known = {path for path in SHOWN if path != "venue.transport.step_free"} | left_out
    assert all_paths() - known - {"offer.what.easy"} == set(), "show it, or say why not"
    assert known - all_paths() == set(), "these are gone from the model"


def test_every_fact_has_words() -> None:
    listing = full_listing()
    known = {path for thing in (listing.offer, listing.venue) for path, _ in facts_of(thing)}
    assert known == set(FACTS)


@pytest.mark.parametrize(("path", "words"), SHOWN.items())
def test_what_an_offer_says_stands_on_its_page(visitor: Visitor, path: str, words: str) -> None:
    assert words in on_screen(visitor.open("/angebot/schwimmen-voll")), path


@pytest.mark.parametrize("value", [Known.YES, Known.NO])
def test_every_known_fact_stands_on_the_page_with_its_note(
    site: Flask, visitor: Visitor, value: Known
) -> None:
    store = site.extensions[EXTENSION].store
    store.publish_many([full_listing(value)], replaces=True)
    page = visitor.open("/angebot/schwimmen-voll")
    store.publish_many([full_listing()], replaces=True)
    with site.app_context():
        for path, words in FACTS.items():
            said = words.yes if value is Known.YES else words.no
            assert parted(said) in on_screen(page), path
            assert parted(words.question) not in page.text, path
    listing = full_listing(value)
    for thing in (listing.offer, listing.venue):
        for path, fact in facts_of(thing):
            with site.app_context():
                assert parted(fact.note.easy) in on_screen(page), path


def test_every_unknown_fact_is_a_question(site: Flask, visitor: Visitor) -> None:
    store = site.extensions[EXTENSION].store
    store.publish_many([full_listing(Known.UNKNOWN)], replaces=True)
    page = visitor.open("/angebot/schwimmen-voll")
    store.publish_many([full_listing()], replaces=True)
    questions = page.texts("//section[@aria-labelledby='unbekannt']//li")
    with site.app_context():
        for path, words in FACTS.items():
            asked = parted(words.question)
            assert any(question.startswith(asked) for question in questions), path
            assert parted(words.no) not in page.text, "unknown must never look like no"


def test_only_contacts_that_agreed_are_shown(visitor: Visitor) -> None:
    page = visitor.open("/angebot/schwimmen-voll")
    assert "Amira" in page.text
    assert "Geschäfts-Stelle Voll" in page.text
    assert "Verborgen" not in page.html
    assert "Abgelaufen" not in page.html


def test_the_next_three_dates_leave_out_days_on_which_nothing_happens(visitor: Visitor) -> None:
    page = visitor.open("/angebot/schwimmen-voll")
    assert page.texts("//h3[@id='termine']/following-sibling::ul/li") == [
        "Am Dienstag, 24. November 2026. Von 17 Uhr bis 18 Uhr 30.",
        "Am Sonntag, 29. November 2026.",
        "Am Freitag, 4. Dezember 2026. Um 9 Uhr.",
    ]


def test_costs_people_and_steps_come_before_the_contact(visitor: Visitor) -> None:
    """E11"""
    page = visitor.open("/angebot/schwimmen-voll")
    order = [section.get("aria-labelledby") for section in page.all("//main//section")]
    contact = order.index("kontakt")
    for earlier in ("was", "wann", "wo", "wer", "kosten", "begleitung"):
        assert order.index(earlier) < contact, earlier


def test_nothing_leads_to_the_contact_before_costs_people_stairs_and_help(
    visitor: Visitor,
) -> None:
    """E11: the button near the top only leads down the page."""
    page = visitor.open("/angebot/schwimmen-voll")
    first = next(
        link for link in page.all("//main//a") if str(link.get("href")).startswith(("tel:", "mail"))
    )
    before = {
        section.get("aria-labelledby")
        for section in page.all("//main//section")
        if section in first.xpath("preceding::section")
    }
    assert before >= {"wo", "zugang", "wer", "kosten", "begleitung", "hilfe-vor-ort", "erstes-mal"}
    asking = page.all("//div" + by_class("offer-actions") + "/a[1]")[0]
    assert asking.get("href") == "#kontakt"


def test_when_where_and_cost_stand_at_the_top(visitor: Visitor) -> None:
    rows = visitor.open("/angebot/schwimmen-voll").texts("//main/dl[1]/div")
    assert [row.split()[0] for row in rows] == ["Wann", "Wo", "Kosten"]
    assert "Halle Voll06366 Köthen Anhalt" in rows[1]
    rows = visitor.open("/angebot/leer").texts("//main/dl[1]/div")
    assert all(row.endswith("Das wissen wir nicht.") for row in rows)


def test_each_step_of_the_first_visit_has_a_picture(visitor: Visitor) -> None:
    page = visitor.open("/angebot/schwimmen-voll")
    steps = page.all("//section[@aria-labelledby='erstes-mal']//li" + by_class("step-list__step"))
    assert len(steps) == 4 + 6, "where, who, two steps of the club; six things of the senses"
    assert all(step.find("img") is not None for step in steps)


def test_what_hinders_is_never_folded_away(site: Flask, visitor: Visitor) -> None:
    store = site.extensions[EXTENSION].store
    store.publish_many([full_listing(Known.NO)], replaces=True)
    page = visitor.open("/angebot/schwimmen-voll")
    store.publish_many([full_listing()], replaces=True)
    assert not page.all("//details//*" + by_class("fact--no"))
    folded = visitor.open("/angebot/schwimmen-voll").all("//details//*" + by_class("fact--yes"))
    assert folded, "what helps may be folded when it is much"


def test_a_question_can_be_sent_only_where_somebody_gets_it(visitor: Visitor) -> None:
    to_ask = "//main//a[contains(@href, '/fragen')]"
    assert visitor.open("/angebot/schwimmen-voll").all(to_ask)
    assert not visitor.open("/angebot/leer").all(to_ask)


def test_a_mistake_can_be_reported(visitor: Visitor) -> None:
    page = visitor.open("/angebot/leer")
    assert page.texts("//a[@href='/angebot/leer/stimmt-nicht']") == ["Das stimmt nicht"]


def test_printing_is_explained_where_no_script_can_print(visitor: Visitor) -> None:
    page = visitor.open("/angebot/leer")
    (href,) = page.all("//a[@data-print]/@href")
    address, _, place = str(href).partition("#")
    assert visitor.open(address).all(f"//*[@id='{place}']")

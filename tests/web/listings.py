"""Listings for the tests of pages: one that says everything, and one that says almost nothing."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

from directory.model import (
    Access,
    Address,
    Audience,
    Club,
    Companion,
    Consent,
    Contact,
    ContactWay,
    CostHelp,
    Fact,
    FirstVisit,
    Form,
    Gender,
    How,
    Known,
    Level,
    Listing,
    Offer,
    Origin,
    Period,
    Price,
    PricePeriod,
    Role,
    Schedule,
    Senses,
    SingleDate,
    Slot,
    Source,
    Status,
    Step,
    Support,
    Text,
    Texts,
    Transport,
    Trial,
    Venue,
    Verification,
    Weekday,
    Words,
)

Facts = TypeVar("Facts", Access, Companion, CostHelp, Senses, Support, Trial)


def words(text: str) -> Words:
    return Words(easy=text)


def all_facts(kind: type[Facts], value: Known, **more: Any) -> Facts:
    """Every fact of a group with the same value and a note that names it."""
    names = [field.name for field in fields(kind) if isinstance(field.default, Fact)]
    known = {name: Fact(value, words(f"Notiz {kind.__name__} {name}.")) for name in names}
    return kind(**{**known, **more})


def fact(name: str, value: Known = Known.YES) -> Fact:
    return Fact(value, words(f"Notiz {name}."))


CONSENT = Consent(date(2026, 1, 1), date(2027, 1, 1), "Ja, gern.")


def full_listing(value: Known = Known.YES) -> Listing:
    """Everything is said; ``value`` is what all facts are."""
    club = Club(
        id="0f3c6d7e-0000-4000-8000-000000000001",
        slug="verein-voll",
        name="Verein Voll",
        website="https://verein-voll.example",
        sports=("schwimmen",),
        former_ids=("verein-frueher",),
        legal_form="Genossenschaft",
        charter_signed_on=date(2025, 2, 3),
        usual_answer_days=3,
        changed_at=datetime(2026, 9, 8, 7, 6, tzinfo=UTC),
        contacts=(
            Contact(role=words("Geschäftsstelle Voll"), email="buero@voll.example", is_public=True),
        ),
        example=True,
    )
    venue = Venue(
        id="0f3c6d7e-0000-4000-8000-000000000002",
        name="Halle Voll",
        address=Address(
            street="Vollstraße",
            house_number="12a",
            postcode="06366",
            town="Köthen (Anhalt)",
            part_of_town="Vollviertel",
            district="Vollkreis",
            state_code="ST",
            ags="15082180",
        ),
        latitude=51.75,
        longitude=11.97,
        access=all_facts(Access, value),
        transport=(Transport("tram", "Vollplatz", "77", 9, fact("Einsteigen", value)),),
        pickup=fact("Abholen", value),
        way_in=words("Die Tür ist blau."),
        example=True,
    )
    offer = Offer(
        id="0f3c6d7e-0000-4000-8000-000000000003",
        slug="schwimmen-voll",
        name="Schwimmen Voll Standard",
        name_easy="Schwimmen Voll",
        club_id=club.id,
        venue_id=venue.id,
        sports=("schwimmen", "tanzen"),
        former_ids=("schwimmen-frueher",),
        what=Texts(
            easy=Text(
                "Wir schwimmen im Becken. Wir lachen viel.",
                Origin.TYPED,
                checked_on=date(2026, 3, 4),
                checked_by_team="das Prüfteam Nord",
            )
        ),
        form=Form.BOTH,
        unified=fact("Unified", value),
        levels=tuple(Level),
        audience=Audience(
            age_min=14,
            age_max=67,
            age_strict=fact("Altersgrenze", value),
            gender=Gender.WOMEN,
            who=words("Alle Frauen sind willkommen."),
            needs_referral=fact("Verordnung", value),
            needs_doctor_note=fact("Arztzettel", value),
            documents=(words("Ausweis für das Bad"),),
        ),
        support=all_facts(Support, value, helpers_count=4, group_size=11),
        companion=all_facts(Companion, value),
        trial=all_facts(Trial, value, how=words("Kommen Sie einfach vorbei.")),
        first_visit=FirstVisit(
            steps=(
                Step("arrive", words("Das Tor ist grün."), 0),
                Step("warm_up", words("Wir kreisen die Arme."), 15),
            ),
            greeted_by="Nele",
            meeting_point=words("Am Springbrunnen"),
            bring=(words("Ein großes Handtuch"),),
            wear=(words("Eine Badehose"),),
        ),
        senses=all_facts(Senses, value),
        schedule=Schedule(
            slots=(
                Slot(Weekday.TUESDAY, time(17), time(18, 30), note=words("Im Winter in Halle 2.")),
                Slot(Weekday.FRIDAY, time(9), None, every_weeks=2, starts_on=date(2026, 11, 6)),
                Slot(Weekday.SUNDAY, None, None, nth_in_month=-1, ends_on=date(2027, 6, 27)),
            ),
            single_dates=(
                SingleDate(
                    date(2027, 5, 1),
                    time(10),
                    time(12),
                    date(2027, 5, 2),
                    words("Das ist das Fest."),
                ),
            ),
            in_school_holidays=fact("Ferien", value),
            exceptions=(date(2026, 12, 1),),
            pauses=(Period(date(2026, 12, 20), date(2027, 1, 5), words("Wir haben Urlaub.")),),
            by_appointment=fact("Termin", value),
        ),
        status=Status.FULL,
        notice=words("Das Wasser ist gerade kalt."),
        is_free=fact("Kostenlos", value),
        prices=(
            Price(Decimal("5.50"), PricePeriod.MONTH, words("Für Kinder"), words("Der Eintritt")),
        ),
        cost_help=all_facts(CostHelp, value),
        contacts=(
            Contact(
                first_name="Amira",
                role=words("Trainerin im Becken"),
                phone="+493451234567",
                email="amira@voll.example",
                best_time=words("Montag am Abend"),
                answers_by=tuple(ContactWay),
                languages=("de", "tr", "gsg"),
                is_person=True,
                is_public=True,
                consent=CONSENT,
            ),
            Contact(first_name="Verborgen", phone="+49345999", is_person=True, is_public=False),
            Contact(
                first_name="Abgelaufen",
                phone="+49345888",
                is_person=True,
                is_public=True,
                consent=replace(CONSENT, ends_on=date(2026, 11, 23)),
            ),
        ),
        languages=("de-simple", "gsg", "uk"),
        verification=Verification(
            date(2026, 10, 5), Role.ADVISOR, How.VISIT, fields=("access.toilet",)
        ),
        changed_at=datetime(2026, 9, 8, 7, 6, tzinfo=UTC),
        source=Source("examples"),
        example=True,
    )
    return Listing(club, offer, venue)


def bare_listing() -> Listing:
    """A name that looks like a program, and nothing else."""
    club = Club(
        id="0f3c6d7e-0000-4000-8000-000000000011",
        slug="verein-leer",
        name="<b>Verein</b> & Söhne",
        example=True,
    )
    offer = Offer(
        id="0f3c6d7e-0000-4000-8000-000000000012",
        slug="leer",
        name="<script>alert('Leer')</script>",
        club_id=club.id,
        venue_id="",
        example=True,
    )
    return Listing(club, offer, None)

"""What a club fills in; each class is one page of questions.

Nearly everything may stay empty: whoever does not know it goes on.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from werkzeug.datastructures import MultiDict

from directory.web import typed
from directory.web.clubs import values
from directory.web.clubs.listing_of import sports_of, web_address
from directory.web.clubs.names import (
    ACCESS,
    ANSWERS_BY,
    BRING,
    COMPANION,
    COST_HELP,
    FIRST_STEPS,
    FORMS,
    GENDERS,
    KINDS_OF_TIME,
    LEVELS,
    PERIODS,
    RHYTHMS,
    RHYTHMS_WITH_START,
    SENSES,
    SHOWN,
    STATES_OF_OFFER,
    SUPPORT,
    THREE,
    TIMES,
    UNSURE,
    WAYS,
    WEEKDAYS,
    YES,
)
from directory.web.clubs.venue_of import towns_meant
from directory.web.forms import Fault, Form, Line, LongText, OneOf, SomeOf
from directory.web.languages import _
from directory.web.messages.forms import email
from directory.web.parts import parts

LONGEST_NAME = 120
LONGEST_TEXT = 2000
LONGEST_NOTE = 500
OLDEST = 120
MOST_PEOPLE = 999
LONGEST_WALK = 240


class Three(OneOf):
    """Yes, no or "I do not know"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(THREE, **options)


class Clock(Line):
    def __init__(self, **options: Any) -> None:
        super().__init__(most=40, **options)

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.data and values.clock(self.data) is None:
            raise Fault(_("Schreiben Sie bitte eine Uhrzeit. Zum Beispiel: 17 Uhr 30"))


class Day(Line):
    def __init__(self, **options: Any) -> None:
        super().__init__(most=40, **options)

    @property
    def day(self) -> date | None:
        return values.day(self.data, parts().today()) if self.data else None

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.data and self.day is None:
            raise Fault(_("Schreiben Sie bitte einen Tag. Zum Beispiel: 3. Mai 2027"))


class Number(Line):
    def __init__(self, highest: int, **options: Any) -> None:
        super().__init__(most=40, **options)
        self.highest = highest

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.data and values.number(self.data, self.highest) is None:
            words = _("Schreiben Sie bitte eine Zahl. Höchstens: {most}", most=self.highest)
            raise Fault(words)


class Chosen(SomeOf):
    """Ids of sports, as far as we know them."""

    def __init__(self, **options: Any) -> None:
        super().__init__((), **options)

    def process_formdata(self, valuelist: Any) -> None:
        known = parts().sports.by_id
        self.data = tuple(dict.fromkeys(value for value in valuelist if value in known))


class SportForm(Form):
    sport = Chosen()
    anderer = Line()

    def validate_sport(self, field: Chosen) -> None:
        if not field.data and not self.anderer.data:
            raise Fault(_("Wählen Sie bitte mindestens 1 Bild."))

    def validate_anderer(self, field: Line) -> None:
        if field.data and not sports_of(MultiDict({"anderer": field.data})):
            raise Fault(_("Schreiben Sie den Sport bitte anders, oder wählen Sie 1 Bild."))


class ClubForm(Form):
    verein = Line(most=LONGEST_NAME)
    name = Line(most=LONGEST_NAME)

    def validate_verein(self, field: Line) -> None:
        if not any(map(str.isalnum, field.data)):
            raise Fault(_("Schreiben Sie bitte den Namen von dem Verein."))


class KindOfTimeForm(Form):
    art = OneOf(KINDS_OF_TIME)


class WeeklyForm(Form):
    """Weekdays and times; filled by the names of all rows below."""

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        for number in TIMES:
            is_right = _weekly_row(self, number) and is_right
        return is_right


class DatesForm(Form):
    """Single days, or several days in a row."""

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        for number in TIMES:
            is_right = _date_row(self, number) and is_right
        return is_right


for _number in TIMES:
    setattr(WeeklyForm, f"tag_{_number}", OneOf(WEEKDAYS))
    setattr(WeeklyForm, f"von_{_number}", Clock())
    setattr(WeeklyForm, f"bis_{_number}", Clock())
    setattr(WeeklyForm, f"alle_{_number}", OneOf(RHYTHMS))
    setattr(WeeklyForm, f"ab_{_number}", Day())
    setattr(DatesForm, f"datum_{_number}", Day())
    setattr(DatesForm, f"datumbis_{_number}", Day())
    setattr(DatesForm, f"uhr_{_number}", Clock())
    setattr(DatesForm, f"uhrbis_{_number}", Clock())


def _weekly_row(form: Form, number: int) -> bool:
    day, start, end, rhythm, first = (
        form[f"{name}_{number}"] for name in ("tag", "von", "bis", "alle", "ab")
    )
    if (start.data or end.data) and not day.data:
        return _wrong(day, _("Wählen Sie bitte den Tag."))
    if end.data and not start.data:
        return _wrong(start, _("Schreiben Sie bitte auch den Anfang."))
    if rhythm.data in RHYTHMS_WITH_START and not first.data:
        return _wrong(first, _("Schreiben Sie bitte: Wann ist das nächste Mal?"))
    return _in_order(start, end)


def _date_row(form: Form, number: int) -> bool:
    first, last, start, end = (
        cast(Any, form[f"{name}_{number}"]) for name in ("datum", "datumbis", "uhr", "uhrbis")
    )
    if (last.data or start.data or end.data) and not first.data:
        return _wrong(first, _("Schreiben Sie bitte den ersten Tag."))
    if first.day and last.day and last.day < first.day:
        return _wrong(last, _("Dieser Tag ist vor dem ersten Tag."))
    return _in_order(start, end)


def _in_order(start: Any, end: Any) -> bool:
    begins, ends = values.clock(start.data or ""), values.clock(end.data or "")
    if begins and ends and ends <= begins:
        return _wrong(end, _("Das Ende ist vor dem Anfang."))
    return True


def _wrong(field: Any, words: str) -> bool:
    """One fault at a field; a field that has one already keeps it."""
    if not field.errors:
        field.errors = [words]
    return False


class BreaksForm(Form):
    ferien = Three()
    pause_von = Day()
    pause_bis = Day()
    ausfall = LongText(most=LONGEST_NOTE)

    def validate_pause_bis(self, field: Day) -> None:
        if field.data and not self.pause_von.data:
            raise Fault(_("Schreiben Sie bitte auch den Anfang."))
        if self.pause_von.data and not field.data:
            raise Fault(_("Schreiben Sie bitte auch das Ende."))
        first, last = self.pause_von.day, field.day
        if first and last and last < first:
            raise Fault(_("Das Ende ist vor dem Anfang."))

    def validate_ausfall(self, field: LongText) -> None:
        if values.days(field.data, parts().today()) is None:
            raise Fault(_("Schreiben Sie bitte nur Tage. Zum Beispiel: 24. Dezember 2026"))


class StateForm(Form):
    lage = OneOf(STATES_OF_OFFER)
    pausebis = Day()


class PlaceForm(Form):
    halle = Line(most=LONGEST_NAME)
    strasse = Line(most=LONGEST_NAME)
    hausnummer = Line(most=20)
    plz = Line(most=20)
    stadt = Line(most=80)
    teil = Line(most=80)

    def validate_plz(self, field: Line) -> None:
        if not field.data and not self.stadt.data:
            raise Fault(_("Schreiben Sie bitte die Postleitzahl oder die Stadt."))
        if field.data and parts().gazetteer.postcode(field.data) is None:
            raise Fault(_("Diese Postleitzahl kennen wir nicht. Sie hat 5 Ziffern."))

    def validate_stadt(self, field: Line) -> None:
        if field.data and not self.plz.data and not towns_meant("", field.data):
            raise Fault(_("Schreiben Sie bitte die Postleitzahl von dem Ort."))


class WhichTownForm(Form):
    welcher = Line()
    plz = Line()
    stadt = Line()

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return ("welcher",)

    def validate_welcher(self, field: Line) -> None:
        if field.data not in {place.ags for place in towns_meant(self.plz.data, self.stadt.data)}:
            raise Fault(_("Wählen Sie bitte 1 Ort."))


class KnownClubForm(Form):
    verein_id = Line()


class KnownVenueForm(Form):
    ort_id = Line()


class PinForm(Form):
    breite = Line(most=20)
    laenge = Line(most=20)
    tuer = Three()


class WayForm(Form):
    bus_art = OneOf((*WAYS, UNSURE))
    haltestelle = Line(most=LONGEST_NAME)
    linie = Line(most=40)
    fussweg = Number(LONGEST_WALK)
    weg = LongText(most=LONGEST_NOTE)


class TogetherForm(Form):
    form = OneOf((*FORMS, UNSURE))


class WhoForm(Form):
    geschlecht = OneOf((*GENDERS, UNSURE))
    alter_von = Number(OLDEST)
    alter_bis = Number(OLDEST)
    koennen = SomeOf(LEVELS)

    def validate_alter_bis(self, field: Number) -> None:
        first = values.number(self.alter_von.data, OLDEST) if self.alter_von.data else None
        last = values.number(field.data, OLDEST) if field.data else None
        if first is not None and last is not None and last < first:
            raise Fault(_("Diese Zahl ist kleiner als die erste Zahl."))


class SupportForm(Form):
    hilfe = SomeOf(SUPPORT)
    helfer = Number(MOST_PEOPLE)
    gruppe = Number(MOST_PEOPLE)


class CompanionForm(Form):
    """Four facts about somebody who comes along."""


class SensesForm(Form):
    """Six facts about what one hears and sees."""


class AccessForm(Form):
    """Nine facts about the way into the house."""


class CostHelpForm(Form):
    """Three facts about paying less."""


def _three(form: type[Form], names: Iterable[str]) -> None:
    for name in names:
        setattr(form, name, Three())


_three(CompanionForm, COMPANION)
_three(SensesForm, SENSES)
_three(AccessForm, ACCESS)
_three(CostHelpForm, COST_HELP)


class CostForm(Form):
    kostenlos = Three()
    preis = Line(most=40)
    preis_je = OneOf(PERIODS)
    preis_fuer = Line(most=LONGEST_NAME)

    def validate_preis(self, field: Line) -> None:
        if self.kostenlos.data == YES or not field.data:
            return
        if values.money(field.data) is None:
            raise Fault(_("Schreiben Sie bitte eine Zahl. Zum Beispiel: 8"))

    def validate_preis_je(self, field: OneOf) -> None:
        if self.preis.data and self.kostenlos.data != YES and not field.data:
            raise Fault(_("Wählen Sie bitte: Wofür ist der Preis?"))


class TrialForm(Form):
    probe = Three()
    probe_frei = Three()
    probe_wie = LongText(most=LONGEST_NOTE)


class BringForm(Form):
    mitbringen = SomeOf(BRING)
    mitbringen_mehr = LongText(most=LONGEST_NOTE)


class FirstVisitForm(Form):
    schritt = SomeOf(FIRST_STEPS)
    empfang = Line(most=60)
    treffpunkt = LongText(most=LONGEST_NOTE)


class TextsForm(Form):
    text_leicht = LongText(most=LONGEST_TEXT)
    text_deutsch = LongText(most=LONGEST_TEXT)
    text_englisch = LongText(most=LONGEST_TEXT)


class ContactForm(Form):
    vorname = Line(most=60)
    rolle = Line(most=80)
    telefon = Line(most=60)
    mail = Line(most=254)
    zeigen = SomeOf(SHOWN)

    def validate_telefon(self, field: Line) -> None:
        if not field.data and not self.mail.data:
            raise Fault(_("Schreiben Sie bitte eine Telefonnummer oder eine E-Mail-Adresse."))
        if field.data and not typed.phone(field.data):
            raise Fault(_("Schreiben Sie bitte die ganze Nummer mit der Vorwahl."))

    def validate_mail(self, field: Line) -> None:
        if field.data and not email(field.data):
            raise Fault(_("Schreiben Sie bitte eine Adresse mit @ und mit Punkt."))

    def validate_zeigen(self, field: SomeOf) -> None:
        if self.telefon.data and not self.mail.data and "telefon" not in field.data:
            raise Fault(_("Kreuzen Sie bitte Telefon an. Sonst kann niemand Sie erreichen."))


class AnswerForm(Form):
    """How questions are answered; ``vorname`` comes from the page before and needs a yes."""

    antwort = SomeOf(ANSWERS_BY)
    einwilligung = OneOf((YES,))
    vorname = Line()

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return ("antwort", "einwilligung")

    def validate_einwilligung(self, field: OneOf) -> None:
        if self.vorname.data and not field.data:
            raise Fault(_("Kreuzen Sie bitte das Ja an. Oder löschen Sie den Vornamen."))


class SenderForm(Form):
    meine_mail = Line(most=254)
    website = Line(most=300)

    def validate_meine_mail(self, field: Line) -> None:
        if not field.data:
            raise Fault(_("Schreiben Sie bitte Ihre E-Mail-Adresse."))
        if not email(field.data):
            raise Fault(_("Schreiben Sie bitte eine Adresse mit @ und mit Punkt."))

    def validate_website(self, field: Line) -> None:
        if field.data and not web_address(field.data):
            raise Fault(_("Schreiben Sie bitte die ganze Adresse. Zum Beispiel: www.verein.de"))

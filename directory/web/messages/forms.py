"""What visitors fill in; each class is one page of questions."""

from collections.abc import Sequence
from typing import Any

from directory.catalogue.query import NEEDS, STATES, OfferQuery
from directory.geo import Place
from directory.model.inbox import Wrong
from directory.model.mail import is_address
from directory.web import typed
from directory.web.forms import Fault, Form, Line, LongText, OneOf, SomeOf
from directory.web.languages import _
from directory.web.parts import parts
from directory.wording.voice import N_

LONGEST_TEXT = 1000
LONGEST_NAME = 60
MOST_PLACES = 7
# "I do not know", "it is all the same".
EQUAL = "egal"

WISHES = {
    "probieren": N_("Ich möchte einmal probieren."),
    "zusehen": N_("Ich möchte zusehen."),
    "begleitung": N_("Ich komme mit einer Begleitung."),
    "frage": N_("Ich habe eine Frage."),
}
WRONG = {
    "zeit": (Wrong.TIME, N_("Die Zeit"), "clock"),
    "ort": (Wrong.PLACE, N_("Der Ort"), "place"),
    "kontakt": (Wrong.CONTACT, N_("Telefon oder E-Mail"), "phone"),
    "kosten": (Wrong.COST, N_("Die Kosten"), "money"),
    "zugang": (Wrong.ACCESS, N_("Der Weg in das Haus"), "wheelchair"),
    "weg": (Wrong.GONE, N_("Das gibt es nicht mehr"), "no"),
    "anderes": (Wrong.OTHER, N_("Etwas anderes"), "question"),
}
HARD = {
    "lesen": (N_("Ich kann etwas nicht lesen."), "eye"),
    "verstehen": (N_("Ich verstehe etwas nicht."), "question"),
    "hoeren": (N_("Ich kann etwas nicht hören."), "sound"),
    "bedienen": (N_("Ich kann etwas nicht anklicken."), "no"),
    "vorlesen": (N_("Mein Programm liest etwas nicht vor."), "read_aloud"),
    "anderes": (N_("Etwas anderes ist schwer."), "warning"),
}


class WishForm(Form):
    """What somebody wants to tell the club."""

    wunsch = SomeOf(WISHES)
    text = LongText(most=LONGEST_TEXT)

    def validate_wunsch(self, field: SomeOf) -> None:
        if not field.data and not self.text.data:
            raise Fault(_("Wählen Sie bitte mindestens 1 Bild."))


class ReachByForm(Form):
    antwort = OneOf(("telefon", "mail"))

    def validate_antwort(self, field: OneOf) -> None:
        if not field.data:
            raise Fault(_("Wählen Sie bitte 1 Bild."))


class PhoneForm(Form):
    telefon = Line()

    def validate_telefon(self, field: Line) -> None:
        if not field.data:
            raise Fault(_("Schreiben Sie bitte Ihre Telefonnummer."))
        if not typed.phone(field.data):
            raise Fault(_("Schreiben Sie bitte die ganze Nummer mit der Vorwahl."))


class EmailForm(Form):
    mail = Line(most=254)

    def validate_mail(self, field: Line) -> None:
        if not field.data:
            raise Fault(_("Schreiben Sie bitte Ihre E-Mail-Adresse."))
        if not email(field.data):
            raise Fault(_("Schreiben Sie bitte eine Adresse mit @ und mit Punkt."))


class NameForm(Form):
    name = Line(most=LONGEST_NAME)


class ConsentForm(Form):
    ja = OneOf(("ja",))

    def validate_ja(self, field: OneOf) -> None:
        if not field.data:
            raise Fault(_("Kreuzen Sie bitte das Ja an."))


class TogetherForm(Form):
    """Who asks together: each of both says yes for themselves."""

    ja = SomeOf(("person", "beratung"))

    def validate_ja(self, field: SomeOf) -> None:
        if len(field.data) < len(field.values):
            raise Fault(_("Kreuzen Sie bitte beide Ja an."))


class Sports(SomeOf):
    """Sports by their ids, as addresses of the search name them."""

    def __init__(self, **options: Any) -> None:
        super().__init__((), **options)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        known = parts().sports.by_id
        named = (value for value in valuelist if value == EQUAL or value in known)
        self.data = tuple(dict.fromkeys(named))


class SportForm(Form):
    """Which sport; whoever does not know it says so."""

    sport = Sports()
    anderer = Line()

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(key for key in self.sport.data if key != EQUAL)

    @property
    def typed(self) -> tuple[str, ...]:
        """The sports that are meant by what was typed, in any spelling."""
        words = self.anderer.data
        query = OfferQuery(what=words[:200])
        return parts().understanding.understand(query, parts().today()).sports if words else ()

    def validate_sport(self, field: Sports) -> None:
        if not field.data and not self.anderer.data:
            raise Fault(_("Wählen Sie bitte mindestens 1 Bild."))

    def validate_anderer(self, field: Line) -> None:
        if field.data and not self.typed:
            raise Fault(_("Schreiben Sie den Sport bitte anders, oder wählen Sie 1 Bild."))


class PlaceForm(Form):
    """Where: a place in any spelling, else a state, else nowhere in particular."""

    ort = Line()
    welcher = Line()
    land = OneOf(STATES)

    @property
    def place(self) -> Place | None:
        places = places_called(self.ort.data)
        wanted = (place for place in places if place.ags == self.welcher.data)
        return next(wanted, places[0] if places else None)

    def validate_ort(self, field: Line) -> None:
        if field.data and not self.place:
            raise Fault(_("Schreiben Sie bitte die Postleitzahl von dem Ort."))

    def validate_welcher(self, field: Line) -> None:
        places = places_called(self.ort.data)
        if len(places) > 1 and field.data not in {place.ags for place in places}:
            raise Fault(_("Wählen Sie bitte 1 Ort."))


class NeedsForm(Form):
    brauche = SomeOf((*NEEDS, EQUAL))


def places_called(name: str) -> tuple[Place, ...]:
    """The places that may be meant, likeliest first; at most one of each municipality."""
    if not name:
        return ()
    answer = parts().gazetteer.find(name)
    found = (answer.place, *answer.others) if answer.place else ()
    by_key: dict[str, Place] = {}
    for place in found:
        by_key.setdefault(place.ags, place)
    return tuple(by_key.values())[:MOST_PLACES]


class ReportForm(Form):
    """What does not fit: one press is enough."""

    text = LongText(most=LONGEST_TEXT)
    was = OneOf(WRONG)

    def validate_was(self, field: OneOf) -> None:
        if not field.data:
            raise Fault(_("Drücken Sie bitte auf 1 Bild."))


class BarrierForm(Form):
    """What is hard on a page, and where to answer if somebody wants to be answered."""

    schwer = SomeOf(HARD)
    text = LongText(most=LONGEST_TEXT)
    wo = Line()

    def validate_schwer(self, field: SomeOf) -> None:
        if not field.data and not self.text.data:
            raise Fault(_("Wählen Sie bitte 1 Bild, oder schreiben Sie etwas."))

    def validate_wo(self, field: Line) -> None:
        if field.data and not reach(field.data):
            raise Fault(_("Schreiben Sie bitte eine Telefonnummer oder E-Mail-Adresse."))


def email(text: str) -> str:
    """Only what can also stand in the head of a mail."""
    found = typed.email(text)
    return found if is_address(found) else ""


def reach(text: str) -> str:
    """A way to answer in its plain form: an address of mail, else a telephone number."""
    return email(text) or typed.phone(text)


def own_path(text: str) -> str:
    """A page of this site, as in an address; nothing for every other place."""
    line = typed.one_line(text)
    is_own = line.startswith("/") and not line.startswith(("//", "/\\"))
    return line[:200] if is_own else ""

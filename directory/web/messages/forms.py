"""What visitors fill in; each class is one page of questions."""

from directory.model.inbox import Wrong
from directory.model.mail import is_address
from directory.web import typed
from directory.web.forms import Fault, Form, Line, LongText, OneOf, SomeOf
from directory.web.languages import _
from directory.wording.voice import N_

LONGEST_TEXT = 1000
LONGEST_NAME = 60

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

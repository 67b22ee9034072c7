"""What is said about each fact of an offer: when it is so, when it is not, and how to ask."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of an offer's page that hold facts, in the order in which people ask."""

    WHAT = "was"
    WHEN = "wann"
    WHERE = "wo"
    WHO = "wer"
    COST = "kosten"
    COMPANION = "begleitung"
    SUPPORT = "hilfe-vor-ort"
    SENSES = "umgebung"
    TRIAL = "probieren"


@dataclass(frozen=True, slots=True)
class FactWords:
    """Two sentences and one question.

    ``sign_yes`` and ``sign_no`` are the pictures beside the sentences: a tick for what helps, a
    cross for what hinders, a plain dot for what is good for some and bad for others.
    """

    part: Part
    yes: str
    no: str
    question: str
    sign_yes: str = "yes"
    sign_no: str = "no"


def _n(text: str) -> str:
    """Marks a text for the catalogues; it is translated when it is shown."""
    return text


FACTS: dict[str, FactWords] = {
    "unified": FactWords(
        Part.WHAT,
        _n("Hier spielen Menschen mit und ohne Behinderung in einer Mannschaft."),
        _n("Es gibt keine Unified-Mannschaft."),
        _n("Gibt es eine Unified-Mannschaft?"),
    ),
    "schedule.in_school_holidays": FactWords(
        Part.WHEN,
        _n("Das Angebot gibt es auch in den Schul-Ferien."),
        _n("In den Schul-Ferien fällt das Angebot aus."),
        _n("Gibt es das Angebot auch in den Schul-Ferien?"),
    ),
    "schedule.by_appointment": FactWords(
        Part.WHEN,
        _n("Machen Sie bitte vorher einen Termin aus."),
        _n("Sie brauchen keinen eigenen Termin."),
        _n("Muss ich vorher einen Termin ausmachen?"),
        sign_yes="plain",
        sign_no="plain",
    ),
    "access.step_free_entrance": FactWords(
        Part.WHERE,
        _n("Am Eingang gibt es keine Stufen."),
        _n("Am Eingang gibt es Stufen."),
        _n("Gibt es Stufen am Eingang?"),
    ),
    "access.step_free_hall": FactWords(
        Part.WHERE,
        _n("Zum Sport-Raum gibt es keine Stufen."),
        _n("Zum Sport-Raum gibt es Stufen."),
        _n("Gibt es Stufen zum Sport-Raum?"),
    ),
    "access.toilet": FactWords(
        Part.WHERE,
        _n("Es gibt ein WC für Rollstühle."),
        _n("Es gibt kein WC für Rollstühle."),
        _n("Gibt es ein WC für Rollstühle?"),
    ),
    "access.changing_room": FactWords(
        Part.WHERE,
        _n("Mit dem Rollstuhl kommen Sie in den Umkleide-Raum."),
        _n("Mit dem Rollstuhl kommen Sie nicht in den Umkleide-Raum."),
        _n("Passt ein Rollstuhl in den Umkleide-Raum?"),
    ),
    "access.changing_bench": FactWords(
        Part.WHERE,
        _n("Es gibt eine Liege zum Umziehen."),
        _n("Es gibt keine Liege zum Umziehen."),
        _n("Gibt es eine Liege zum Umziehen?"),
    ),
    "access.shower": FactWords(
        Part.WHERE,
        _n("Es gibt eine Dusche ohne Stufe."),
        _n("Es gibt keine Dusche ohne Stufe."),
        _n("Gibt es eine Dusche ohne Stufe?"),
    ),
    "access.parking": FactWords(
        Part.WHERE,
        _n("Es gibt Park-Plätze für Menschen mit Behinderung."),
        _n("Es gibt keine Park-Plätze für Menschen mit Behinderung."),
        _n("Gibt es Park-Plätze für Menschen mit Behinderung?"),
    ),
    "access.lift": FactWords(
        Part.WHERE,
        _n("Es gibt einen Aufzug."),
        _n("Es gibt keinen Aufzug."),
        _n("Gibt es einen Aufzug?"),
    ),
    "access.signs_with_pictures": FactWords(
        Part.WHERE,
        _n("Im Haus gibt es Schilder mit Bildern."),
        _n("Im Haus gibt es keine Schilder mit Bildern."),
        _n("Gibt es Schilder mit Bildern?"),
    ),
    "pickup": FactWords(
        Part.WHERE,
        _n("Jemand kann Sie abholen."),
        _n("Niemand kann Sie abholen."),
        _n("Kann mich jemand abholen?"),
    ),
    "audience.age_strict": FactWords(
        Part.WHO,
        _n("Das Alter ist eine feste Grenze."),
        _n("Das Alter ist keine feste Grenze."),
        _n("Ist das Alter eine feste Grenze?"),
        sign_yes="plain",
        sign_no="plain",
    ),
    "audience.needs_referral": FactWords(
        Part.WHO,
        _n("Sie brauchen eine Verordnung von Ihrem Arzt oder Ihrer Ärztin."),
        _n("Sie brauchen keine Verordnung."),
        _n("Brauche ich eine Verordnung von meinem Arzt oder meiner Ärztin?"),
        sign_yes="plain",
        sign_no="plain",
    ),
    "audience.needs_doctor_note": FactWords(
        Part.WHO,
        _n("Ihr Arzt oder Ihre Ärztin muss sagen: Der Sport ist gut für Sie."),
        _n("Sie brauchen keinen Zettel von Ihrem Arzt oder Ihrer Ärztin."),
        _n("Brauche ich einen Zettel von meinem Arzt oder meiner Ärztin?"),
        sign_yes="plain",
        sign_no="plain",
    ),
    "is_free": FactWords(
        Part.COST,
        _n("Das Angebot kostet nichts."),
        _n("Das Angebot kostet Geld."),
        _n("Kostet das Angebot Geld?"),
        sign_no="plain",
    ),
    "cost_help.education_package": FactWords(
        Part.COST,
        _n("Sie können mit dem Bildungs-Paket bezahlen."),
        _n("Sie können nicht mit dem Bildungs-Paket bezahlen."),
        _n("Kann ich mit dem Bildungs-Paket bezahlen?"),
    ),
    "cost_help.reduced_price": FactWords(
        Part.COST,
        _n("Menschen mit wenig Geld bezahlen weniger."),
        _n("Der Preis ist für alle gleich."),
        _n("Gibt es einen kleinen Preis für Menschen mit wenig Geld?"),
        sign_no="plain",
    ),
    "cost_help.club_helps": FactWords(
        Part.COST,
        _n("Haben Sie zu wenig Geld? Der Verein hilft Ihnen."),
        _n("Der Verein kann beim Bezahlen nicht helfen."),
        _n("Hilft der Verein beim Bezahlen?"),
    ),
    "companion.may_come": FactWords(
        Part.COMPANION,
        _n("Ihre Begleitung darf mitkommen."),
        _n("Ihre Begleitung darf nicht mitkommen."),
        _n("Darf meine Begleitung mitkommen?"),
    ),
    "companion.free": FactWords(
        Part.COMPANION,
        _n("Ihre Begleitung bezahlt nichts."),
        _n("Ihre Begleitung muss auch bezahlen."),
        _n("Muss meine Begleitung bezahlen?"),
    ),
    "companion.must_come": FactWords(
        Part.COMPANION,
        _n("Bitte bringen Sie eine Begleitung mit."),
        _n("Sie können auch allein kommen."),
        _n("Kann ich auch allein kommen?"),
        sign_yes="plain",
        sign_no="yes",
    ),
    "companion.club_can_provide": FactWords(
        Part.COMPANION,
        _n("Der Verein kann eine Begleitung für Sie suchen."),
        _n("Der Verein kann keine Begleitung für Sie suchen."),
        _n("Kann der Verein eine Begleitung für mich suchen?"),
    ),
    "support.easy_words": FactWords(
        Part.SUPPORT,
        _n("Die Trainer und Trainerinnen sprechen in leichten Wörtern."),
        _n("Die Trainer und Trainerinnen sprechen nicht in leichten Wörtern."),
        _n("Sprechen die Trainer und Trainerinnen in leichten Wörtern?"),
    ),
    "support.shows_by_doing": FactWords(
        Part.SUPPORT,
        _n("Jemand macht die Übungen vor."),
        _n("Niemand macht die Übungen vor."),
        _n("Macht jemand die Übungen vor?"),
    ),
    "support.small_group": FactWords(
        Part.SUPPORT,
        _n("Die Gruppe ist klein."),
        _n("Die Gruppe ist groß."),
        _n("Ist die Gruppe klein?"),
        sign_no="plain",
    ),
    "support.picture_plan": FactWords(
        Part.SUPPORT,
        _n("Es gibt einen Plan mit Bildern."),
        _n("Es gibt keinen Plan mit Bildern."),
        _n("Gibt es einen Plan mit Bildern?"),
    ),
    "support.rest_room": FactWords(
        Part.SUPPORT,
        _n("Es gibt einen Raum zum Ausruhen."),
        _n("Es gibt keinen Raum zum Ausruhen."),
        _n("Gibt es einen Raum zum Ausruhen?"),
    ),
    "support.may_watch_first": FactWords(
        Part.SUPPORT,
        _n("Sie dürfen zuerst nur zuschauen."),
        _n("Sie können nicht zuerst nur zuschauen."),
        _n("Darf ich zuerst nur zuschauen?"),
    ),
    "support.help_changing": FactWords(
        Part.SUPPORT,
        _n("Jemand hilft Ihnen beim Umziehen."),
        _n("Niemand hilft Ihnen beim Umziehen."),
        _n("Hilft mir jemand beim Umziehen?"),
    ),
    "support.speaks_slowly": FactWords(
        Part.SUPPORT,
        _n("Die Trainer und Trainerinnen sprechen langsam."),
        _n("Die Trainer und Trainerinnen sprechen schnell."),
        _n("Sprechen die Trainer und Trainerinnen langsam?"),
    ),
    "support.knows_aac": FactWords(
        Part.SUPPORT,
        _n("Sie können dort mit Bildern oder mit Ihrem Gerät sprechen."),
        _n("Mit Bildern oder mit einem Gerät können Sie dort nicht sprechen."),
        _n("Kann ich dort mit Bildern oder mit meinem Gerät sprechen?"),
    ),
    "support.fixed_routine": FactWords(
        Part.SUPPORT,
        _n("Jede Stunde läuft gleich ab."),
        _n("Jede Stunde ist anders."),
        _n("Läuft jede Stunde gleich ab?"),
        sign_no="plain",
    ),
    "support.staff_trained": FactWords(
        Part.SUPPORT,
        _n("Die Trainer und Trainerinnen haben gelernt: So geht Sport für alle."),
        _n("Die Trainer und Trainerinnen haben keine eigene Schulung."),
        _n("Kennen sich die Trainer und Trainerinnen mit Behinderung aus?"),
    ),
    "senses.quiet": FactWords(
        Part.SENSES,
        _n("Es ist ruhig."),
        _n("Es ist laut."),
        _n("Ist es dort ruhig?"),
        sign_yes="plain",
        sign_no="plain",
    ),
    "senses.echo": FactWords(
        Part.SENSES,
        _n("In dem Raum hallt es."),
        _n("In dem Raum hallt es nicht."),
        _n("Hallt es?"),
        sign_yes="plain",
        sign_no="plain",
    ),
    "senses.music": FactWords(
        Part.SENSES,
        _n("Es läuft Musik."),
        _n("Es läuft keine Musik."),
        _n("Läuft dort Musik?"),
        sign_yes="plain",
        sign_no="plain",
    ),
    "senses.bright_light": FactWords(
        Part.SENSES,
        _n("Das Licht ist hell."),
        _n("Das Licht ist nicht hell."),
        _n("Ist das Licht dort hell?"),
        sign_yes="plain",
        sign_no="plain",
    ),
    "senses.crowded": FactWords(
        Part.SENSES,
        _n("Es sind viele Menschen da."),
        _n("Es sind wenige Menschen da."),
        _n("Sind dort viele Menschen?"),
        sign_yes="plain",
        sign_no="plain",
    ),
    "senses.quiet_place": FactWords(
        Part.SENSES,
        _n("Es gibt einen ruhigen Platz."),
        _n("Es gibt keinen ruhigen Platz."),
        _n("Gibt es einen ruhigen Platz?"),
    ),
    "trial.possible": FactWords(
        Part.TRIAL,
        _n("Sie können den Sport einmal probieren."),
        _n("Sie können den Sport nicht vorher probieren."),
        _n("Kann ich den Sport einmal probieren?"),
    ),
    "trial.free": FactWords(
        Part.TRIAL,
        _n("Das Probieren kostet nichts."),
        _n("Das Probieren kostet Geld."),
        _n("Kostet das Probieren Geld?"),
    ),
}

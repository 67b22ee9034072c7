"""What is said about each fact of the model: when it is so, when it is not, and how to ask."""

from dataclasses import dataclass

from directory.model import Fact, Known
from directory.wording.own_words import own_sentences
from directory.wording.said import FactSaid, Said, Sign, Topic
from directory.wording.trust import fact_checked
from directory.wording.voice import N_, Voice


@dataclass(frozen=True, slots=True)
class FactWords:
    """Two sentences and the question that a reader can put to the club."""

    topic: Topic
    yes: str
    no: str
    question: str
    sign_yes: Sign = Sign.YES
    sign_no: Sign = Sign.NO


def fact_said(path: str, fact: Fact, voice: Voice) -> FactSaid:
    """The fact in the words of ``FACTS``."""
    return said_with(FACTS[path], path, fact, voice)


def said_with(words: FactWords, path: str, fact: Fact, voice: Voice, **values: str) -> FactSaid:
    """The fact in these words, with its note and with when it was checked."""
    notes = own_sentences(fact.note, voice)
    match fact.value:
        case Known.YES:
            sentence, sign = words.yes, words.sign_yes
        case Known.NO:
            sentence, sign = words.no, words.sign_no
        case _:
            sentence, sign = words.question, Sign.UNKNOWN
    if not fact.is_unknown and fact.checked_on:
        notes += (Said(fact_checked(fact.checked_on, fact.checked_by, voice)),)
    return FactSaid(path, fact.value, sign, voice.gettext(sentence, **values), notes)


STEP_FREE_STOP = FactWords(
    Topic.WAY,
    N_("Sie können ohne Stufen einsteigen."),
    N_("Beim Einsteigen gibt es Stufen."),
    N_("Kann ich ohne Stufen einsteigen?"),
)
"""For each bus or train: these facts stand in a list, so they have no path of their own."""

FACTS: dict[str, FactWords] = {
    "unified": FactWords(
        Topic.WHAT,
        N_("Hier spielen Menschen mit und ohne Behinderung in einer Mannschaft."),
        N_("Es gibt keine Mannschaft mit und ohne Behinderung."),
        N_("Gibt es eine Mannschaft mit und ohne Behinderung?"),
        sign_no=Sign.PLAIN,
    ),
    "schedule.in_school_holidays": FactWords(
        Topic.WHEN,
        N_("Das Angebot gibt es auch in den Schulferien."),
        N_("In den Schulferien fällt das Angebot aus."),
        N_("Gibt es das Angebot auch in den Schulferien?"),
        sign_no=Sign.PLAIN,
    ),
    "schedule.by_appointment": FactWords(
        Topic.WHEN,
        N_("Machen Sie bitte vorher einen Termin aus."),
        N_("Sie brauchen vorher keinen Termin."),
        N_("Muss ich vorher einen Termin ausmachen?"),
        Sign.PLAIN,
        Sign.PLAIN,
    ),
    "access.step_free_entrance": FactWords(
        Topic.ACCESS,
        N_("Am Eingang gibt es keine Stufen."),
        N_("Am Eingang gibt es Stufen."),
        N_("Gibt es Stufen am Eingang?"),
    ),
    "access.step_free_hall": FactWords(
        Topic.ACCESS,
        N_("Zum Sportraum gibt es keine Stufen."),
        N_("Zum Sportraum gibt es Stufen."),
        N_("Gibt es Stufen zum Sportraum?"),
    ),
    "access.toilet": FactWords(
        Topic.ACCESS,
        N_("Es gibt ein WC für Rollstühle."),
        N_("Es gibt kein WC für Rollstühle."),
        N_("Gibt es ein WC für Rollstühle?"),
    ),
    "access.changing_room": FactWords(
        Topic.ACCESS,
        N_("Mit dem Rollstuhl kommen Sie in die Umkleide."),
        N_("Mit dem Rollstuhl kommen Sie nicht in die Umkleide."),
        N_("Komme ich mit dem Rollstuhl in die Umkleide?"),
    ),
    "access.changing_bench": FactWords(
        Topic.ACCESS,
        N_("Es gibt eine Liege zum Umziehen."),
        N_("Es gibt keine Liege zum Umziehen."),
        N_("Gibt es eine Liege zum Umziehen?"),
    ),
    "access.shower": FactWords(
        Topic.ACCESS,
        N_("Es gibt eine Dusche ohne Stufe."),
        N_("Es gibt keine Dusche ohne Stufe."),
        N_("Gibt es eine Dusche ohne Stufe?"),
    ),
    "access.parking": FactWords(
        Topic.ACCESS,
        N_("Es gibt Parkplätze für Menschen mit Behinderung."),
        N_("Es gibt keine Parkplätze für Menschen mit Behinderung."),
        N_("Gibt es Parkplätze für Menschen mit Behinderung?"),
    ),
    "access.lift": FactWords(
        Topic.ACCESS,
        N_("Es gibt einen Aufzug."),
        N_("Es gibt keinen Aufzug."),
        N_("Gibt es einen Aufzug?"),
    ),
    "access.signs_with_pictures": FactWords(
        Topic.ACCESS,
        N_("Im Haus gibt es Schilder mit Bildern."),
        N_("Im Haus gibt es keine Schilder mit Bildern."),
        N_("Gibt es im Haus Schilder mit Bildern?"),
    ),
    "pickup": FactWords(
        Topic.WAY,
        N_("Jemand kann Sie abholen."),
        N_("Niemand kann Sie abholen."),
        N_("Kann mich jemand abholen?"),
    ),
    "audience.age_strict": FactWords(
        Topic.WHO,
        N_("Für das Alter gibt es eine feste Grenze."),
        N_("Für das Alter gibt es keine feste Grenze."),
        N_("Gibt es für das Alter eine feste Grenze?"),
        Sign.PLAIN,
        Sign.PLAIN,
    ),
    "audience.needs_referral": FactWords(
        Topic.WHO,
        N_("Sie brauchen ein Rezept von Ihrem Arzt oder Ihrer Ärztin."),
        N_("Sie brauchen kein Rezept von einem Arzt oder einer Ärztin."),
        N_("Brauche ich ein Rezept von einem Arzt oder einer Ärztin?"),
        Sign.PLAIN,
        Sign.PLAIN,
    ),
    "audience.needs_doctor_note": FactWords(
        Topic.WHO,
        N_("Ihr Arzt oder Ihre Ärztin muss den Sport erlauben."),
        N_("Sie müssen keinen Arzt und keine Ärztin fragen."),
        N_("Muss ein Arzt oder eine Ärztin den Sport erlauben?"),
        Sign.PLAIN,
        Sign.PLAIN,
    ),
    "is_free": FactWords(
        Topic.COST,
        N_("Das Angebot kostet nichts."),
        N_("Das Angebot kostet Geld."),
        N_("Kostet das Angebot Geld?"),
        sign_no=Sign.PLAIN,
    ),
    "cost_help.education_package": FactWords(
        Topic.COST,
        N_("Sie können mit dem Bildungspaket bezahlen."),
        N_("Sie können nicht mit dem Bildungspaket bezahlen."),
        N_("Kann ich mit dem Bildungspaket bezahlen?"),
    ),
    "cost_help.reduced_price": FactWords(
        Topic.COST,
        N_("Menschen mit wenig Geld bezahlen weniger."),
        N_("Der Preis ist auch mit wenig Geld gleich."),
        N_("Bezahlen Menschen mit wenig Geld weniger?"),
        sign_no=Sign.PLAIN,
    ),
    "cost_help.club_helps": FactWords(
        Topic.COST,
        N_("Der Verein kann beim Bezahlen helfen."),
        N_("Der Verein kann beim Bezahlen nicht helfen."),
        N_("Kann der Verein beim Bezahlen helfen?"),
        sign_no=Sign.PLAIN,
    ),
    "companion.may_come": FactWords(
        Topic.COMPANION,
        N_("Ihre Begleitung darf mitkommen."),
        N_("Ihre Begleitung darf nicht mitkommen."),
        N_("Darf meine Begleitung mitkommen?"),
    ),
    "companion.free": FactWords(
        Topic.COMPANION,
        N_("Ihre Begleitung bezahlt nichts."),
        N_("Ihre Begleitung muss auch bezahlen."),
        N_("Muss meine Begleitung bezahlen?"),
        sign_no=Sign.PLAIN,
    ),
    "companion.must_come": FactWords(
        Topic.COMPANION,
        N_("Bitte bringen Sie eine Begleitung mit."),
        N_("Sie können auch allein kommen."),
        N_("Kann ich auch allein kommen?"),
        Sign.PLAIN,
        Sign.YES,
    ),
    "companion.club_can_provide": FactWords(
        Topic.COMPANION,
        N_("Der Verein kann eine Begleitung für Sie suchen."),
        N_("Der Verein kann keine Begleitung für Sie suchen."),
        N_("Kann der Verein eine Begleitung für mich suchen?"),
    ),
    "support.easy_words": FactWords(
        Topic.SUPPORT,
        N_("Das Team spricht mit leichten Wörtern."),
        N_("Das Team spricht nicht mit leichten Wörtern."),
        N_("Spricht das Team mit leichten Wörtern?"),
    ),
    "support.shows_by_doing": FactWords(
        Topic.SUPPORT,
        N_("Jemand macht die Übungen vor."),
        N_("Niemand macht die Übungen vor."),
        N_("Macht jemand die Übungen vor?"),
    ),
    "support.small_group": FactWords(
        Topic.SUPPORT,
        N_("Die Gruppe ist klein."),
        N_("Die Gruppe ist groß."),
        N_("Ist die Gruppe klein?"),
        sign_no=Sign.PLAIN,
    ),
    "support.picture_plan": FactWords(
        Topic.SUPPORT,
        N_("Es gibt einen Plan mit Bildern."),
        N_("Es gibt keinen Plan mit Bildern."),
        N_("Gibt es einen Plan mit Bildern?"),
    ),
    "support.rest_room": FactWords(
        Topic.SUPPORT,
        N_("Es gibt einen Raum zum Ausruhen."),
        N_("Es gibt keinen Raum zum Ausruhen."),
        N_("Gibt es einen Raum zum Ausruhen?"),
    ),
    "support.may_watch_first": FactWords(
        Topic.SUPPORT,
        N_("Sie dürfen zuerst nur zuschauen."),
        N_("Sie können nicht zuerst nur zuschauen."),
        N_("Darf ich zuerst nur zuschauen?"),
    ),
    "support.help_changing": FactWords(
        Topic.SUPPORT,
        N_("Jemand hilft Ihnen beim Umziehen."),
        N_("Niemand hilft Ihnen beim Umziehen."),
        N_("Hilft mir jemand beim Umziehen?"),
    ),
    "support.speaks_slowly": FactWords(
        Topic.SUPPORT,
        N_("Das Team spricht langsam."),
        N_("Das Team spricht nicht extra langsam."),
        N_("Spricht das Team langsam?"),
    ),
    "support.knows_aac": FactWords(
        Topic.SUPPORT,
        N_("Sie können dort mit Bildern oder mit Ihrem Gerät sprechen."),
        N_("Mit Bildern oder mit einem Gerät können Sie dort nicht sprechen."),
        N_("Kann ich dort mit Bildern oder mit meinem Gerät sprechen?"),
    ),
    "support.fixed_routine": FactWords(
        Topic.SUPPORT,
        N_("Jede Stunde läuft gleich ab."),
        N_("Jede Stunde läuft anders ab."),
        N_("Läuft jede Stunde gleich ab?"),
        sign_no=Sign.PLAIN,
    ),
    "support.staff_trained": FactWords(
        Topic.SUPPORT,
        N_("Das Team hat gelernt: So geht Sport für alle."),
        N_("Das Team hat dafür keinen Kurs gemacht: Sport für alle."),
        N_("Hat das Team gelernt: So geht Sport für alle?"),
    ),
    "senses.quiet": FactWords(
        Topic.SENSES,
        N_("Es ist dort ruhig."),
        N_("Es ist dort laut."),
        N_("Ist es dort ruhig?"),
        Sign.PLAIN,
        Sign.PLAIN,
    ),
    "senses.echo": FactWords(
        Topic.SENSES,
        N_("In dem Raum hallt es."),
        N_("In dem Raum hallt es nicht."),
        N_("Hallt es in dem Raum?"),
        Sign.PLAIN,
        Sign.PLAIN,
    ),
    "senses.music": FactWords(
        Topic.SENSES,
        N_("Es läuft Musik."),
        N_("Es läuft keine Musik."),
        N_("Läuft dort Musik?"),
        Sign.PLAIN,
        Sign.PLAIN,
    ),
    "senses.bright_light": FactWords(
        Topic.SENSES,
        N_("Das Licht ist hell."),
        N_("Das Licht ist nicht hell."),
        N_("Ist das Licht dort hell?"),
        Sign.PLAIN,
        Sign.PLAIN,
    ),
    "senses.crowded": FactWords(
        Topic.SENSES,
        N_("Es sind viele Menschen da."),
        N_("Es sind wenige Menschen da."),
        N_("Sind dort viele Menschen?"),
        Sign.PLAIN,
        Sign.PLAIN,
    ),
    "senses.quiet_place": FactWords(
        Topic.SENSES,
        N_("Es gibt einen ruhigen Platz."),
        N_("Es gibt keinen ruhigen Platz."),
        N_("Gibt es einen ruhigen Platz?"),
    ),
    "trial.possible": FactWords(
        Topic.TRIAL,
        N_("Sie können den Sport 1 Mal probieren."),
        N_("Sie können den Sport nicht vorher probieren."),
        N_("Kann ich den Sport 1 Mal probieren?"),
    ),
    "trial.free": FactWords(
        Topic.TRIAL,
        N_("Das Probieren kostet nichts."),
        N_("Das Probieren kostet Geld."),
        N_("Kostet das Probieren Geld?"),
        sign_no=Sign.PLAIN,
    ),
}

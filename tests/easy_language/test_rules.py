"""Which rules a sentence breaks, what stands in the finding, and what is no fault."""

import pytest
from labelled import club_sentences, grammar_sentences

from directory.easy_language import Severity, broken_rules, check


def _rules(sentence):
    return {finding.rule for finding in broken_rules(sentence)}


def _replacement(sentence, rule):
    return next(f.replacement for f in check(sentence).sentences[0].findings if f.rule == rule)


def _pattern(sentence, rule):
    return next(f.pattern for f in check(sentence).sentences[0].findings if f.rule == rule)


def test_our_own_examples_are_judged_as_labelled():
    wrong = [s.sentence for s in club_sentences("dev") if _rules(s.sentence) != s.rules]
    assert len(wrong) <= 0.02 * len(club_sentences("dev")), wrong


@pytest.mark.parametrize(
    ("sentence", "rule", "replacement"),
    [
        ("Die Mitgliederversammlung ist im Mai.", "kompositum", "Mitglieder-Versammlung"),
        ("Wir haben zwölf Bälle.", "zahlwort", "12"),
        ("Es kommen einundzwanzig Kinder.", "zahlwort", "21"),
        ("Das Fest ist am 3.5. im Park.", "datum", "3. Mai"),
        ("Der Kurs beginnt am 12.06.2026.", "datum", "12. Juni 2026"),
        ("Der Kurs ist um 09:00 Uhr.", "uhrzeit", "9 Uhr"),
        ("Wir treffen uns um 17:30 Uhr.", "uhrzeit", "17 Uhr 30"),
        ("Das Bad hat von 8-12 Uhr auf.", "uhrzeit", "von 8 bis 12 Uhr"),
        ("Der Kurs kostet 7,50 Euro.", "zahl", "7 Euro 50"),
        ("Der Kurs kostet 7,00 €.", "zahl", "7 Euro"),
        ("Unsere Nummer ist 0221/123456.", "sonderzeichen", "02 21 12 34 56"),
        ("Es gibt z. B. Fußball.", "abkuerzung", "zum Beispiel"),
        ("Die Trainer*innen helfen Ihnen.", "gender", "Trainer und Trainerinnen"),
        ("Wir spielen mit den Trainer:innen.", "gender", "Trainern und Trainerinnen"),
        ("Die Übungsleiter/-innen sind nett.", "gender", "Übungs-Leiter und Übungs-Leiterinnen"),
        ("Die Halle des Vereins ist groß.", "genitiv", "von dem Verein"),
        ("Der Name der Gruppe ist neu.", "genitiv", "von der Gruppe"),
        ("Die Eltern der Kinder warten.", "genitiv", "von den Kindern"),
        ("Der Kurs ist nicht am Montag.", "negation", "**nicht**"),
        ("Das Training ist in Halle II.", "roemisch", "2"),
    ],
)
def test_a_finished_replacement(sentence, rule, replacement):
    assert _replacement(sentence, rule) == replacement


@pytest.mark.parametrize(
    ("sentence", "rule", "pattern"),
    [
        ("Der Kurs wird am Montag geplant.", "passiv", "Wir planen den Kurs am Montag"),
        ("Die Kinder werden von Eva betreut.", "passiv", "„Eva …“"),
        ("Das Fest wird vom Trainer geplant.", "passiv", "„Trainer …“"),
        ("Das Fest wird von dem Verein geplant.", "passiv", "„Verein …“"),
        (
            "Rufen Sie an, wenn Sie Fragen haben.",
            "nebensatz",
            "Haben Sie Fragen? Dann rufen Sie an.",
        ),
        (
            "Der Kurs, der am Montag ist, ist voll.",
            "nebensatz",
            "Der Kurs ist voll. Der ist am Montag.",
        ),
        ("Wir singen und wir tanzen.", "mehrere_saetze", "Wir singen. | Wir tanzen."),
        ("Es wäre schön.", "konjunktiv", "„ist“ statt „wäre“"),
        ("Das Spiel begann um 17 Uhr.", "praeteritum", "begonnen"),
    ],
)
def test_a_pattern_with_the_writers_own_words(sentence, rule, pattern):
    assert pattern in _pattern(sentence, rule)


@pytest.mark.parametrize(
    "sentence",
    [
        "Menschen mit und ohne Behinderung spielen zusammen.",
        "Die Kinder werden im Mai 6 Jahre alt.",
        "Dann gibt der Trainer der Gruppe den Ball.",
        "Der Verein ist in 50667 Köln.",
        "Seit 1998 gibt es uns.",
        "Der 1. FC Köln hat eine neue Gruppe.",
        "Bitte seien Sie pünktlich.",
        "Haben Sie etwas zu trinken dabei?",
        "Der Trainer sagt: Alle machen mit.",
        "Das ist **nicht** weit.",
        "Lesen Sie mehr auf www.sport-bonn.de.",
    ],
)
def test_good_sentences_break_no_rule(sentence):
    assert not _rules(sentence)


def test_the_span_is_the_place_in_the_sentence():
    sentence = "Die Halle wird um 8 Uhr geöffnet."
    (found,) = [finding for finding in broken_rules(sentence) if finding.rule == "passiv"]
    assert sentence[found.start : found.end] == "wird um 8 Uhr geöffnet"


def test_hints_do_not_make_a_text_too_hard():
    hint = check("Der Kurs ist nicht am Montag.")
    fault = check("Der Kurs wird geplant.")
    assert [f.severity for s in hint.sentences for f in s.findings] == [Severity.HINT]
    assert (hint.fulfilled, hint.verdict) == (True, "Die Regeln sind erfüllt")
    assert (fault.fulfilled, fault.verdict) == (False, "Noch zu schwer")


def test_findings_stand_in_the_order_of_the_text():
    found = check("Das wäre gut. Am 3.5. wird gespielt.")
    assert [[f.rule for f in s.findings] for s in found.sentences] == [
        ["konjunktiv"],
        ["datum", "passiv"],
    ]


def test_half_a_of_the_blind_set_stays_as_good_as_it_was_made():
    three = {"passiv", "konjunktiv", "genitiv"}
    wrong = [
        s.sentence for s in grammar_sentences("blind_a") if _rules(s.sentence) & three != s.rules
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("rule", "broken", "kept"),
    [
        ("genitiv", "Das Büro der AWO ist neu.", "Auf der Karte sind Fotos."),
        ("genitiv", "Am Abend kam der Leiter der Gruppe.", "Am Abend kam zum Fest der Leiter."),
        ("genitiv", "Wir zeigen den Plan der Halle.", "Gestern hilft das Team der Frau."),
        ("genitiv", "Die Leitung großer Vereine ist schwer.", "Im Park ist großer Markt."),
        ("genitiv", "Kinder hohen Alters gibt es nie.", "Wir üben jeden Montag."),
        ("genitiv", "Die Straßen Berlins sind voll.", "Frau Peters ist da."),
        ("genitiv", "Lukas' Ball ist rot.", "Lukas spielt Ball."),
        ("genitiv", "Die Chefin unseres Hauses heißt Ina.", "Unseres ist größer."),
        ("passiv", "Die Tür wird geschlossen.", "Die Tür wird geschlossen sein."),
        ("passiv", "Das Becken wird gefliest.", "Der Kurs wird Ihnen bestimmt gefallen."),
        ("passiv", "Das Spiel wird live übertragen.", "Die Gruppe wird bekannt bei Kindern."),
        ("passiv", "Das Team wird geehrt.", "Sie wird Mutter und hat geheiratet."),
        ("konjunktiv", "Die Lage bleibe ernst, sagt die Stadt.", "Ich bleibe hier, sagt Eva."),
        ("konjunktiv", "Er schliefe gern.", "Die Kinder schliefen."),
        ("konjunktiv", "Wir würden gern kommen.", "Unsere Würde ist uns wichtig."),
        ("duzen", "Komm doch vorbei!", "Dann kommt eine Frau vorbei."),
        ("duzen", "Komm!", "Brumm!"),
        ("duzen", "Mach mit!", "Frisch geprüft"),
    ],
)
def test_a_look_alike_is_left_alone(rule, broken, kept):
    assert rule in _rules(broken)
    assert rule not in _rules(kept)

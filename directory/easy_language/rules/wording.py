"""How each rule is weighed and explained: the reasons are written in Leichte Sprache."""

from __future__ import annotations

from dataclasses import dataclass

from ..findings import Finding, Severity

FAULT, HINT, NOTE = Severity.FAULT, Severity.HINT, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of Leichte Sprache as the reader of a finding sees it."""

    severity: Severity
    reason: str


# The severities follow how often real Leichte Sprache breaks a rule (shared document, "Real %").
RULES: dict[str, Rule] = {
    "satzlaenge": Rule(FAULT, "Der Satz ist lang. Kurze Sätze sind leichter."),
    "mehrere_saetze": Rule(
        HINT, "Der Satz sagt mehrere Dinge. Schreiben Sie nur eine Sache in einen Satz."
    ),
    "nebensatz": Rule(HINT, "Der Satz hat einen Neben-Satz. 2 kurze Sätze sind leichter."),
    "infinitivsatz": Rule(
        HINT, "Der Satz hat 2 Teile. Das kleine Wort „zu“ macht den Satz schwer."
    ),
    "passiv": Rule(FAULT, "Der Satz sagt nicht: Wer macht das?"),
    "konjunktiv": Rule(
        FAULT, "Das Wort zeigt: Etwas ist nur möglich. Das ist schwer zu verstehen."
    ),
    "praeteritum": Rule(HINT, "Das Wort erzählt von früher. Die Form ist schwer."),
    "futur": Rule(HINT, "Der Satz sagt mit „werden“: Das kommt noch. Ein Zeit-Wort ist leichter."),
    "genitiv": Rule(FAULT, "Die Wörter zeigen: Etwas gehört zu etwas. Mit „von“ ist das leichter."),
    "negation": Rule(
        HINT, "Der Satz sagt: Etwas ist nicht so. Viele Menschen lesen darüber hinweg."
    ),
    "abkuerzung": Rule(FAULT, "Das ist eine Abkürzung. Viele Menschen kennen sie nicht."),
    "zahlwort": Rule(FAULT, "Das ist eine Zahl als Wort. Ziffern sind leichter."),
    "zahl": Rule(FAULT, "Die Zahl ist schwer. Schreiben Sie die Zahl einfacher."),
    "roemisch": Rule(FAULT, "Das ist eine römische Zahl. Viele Menschen kennen sie nicht."),
    "datum": Rule(FAULT, "Das Datum hat nur Zahlen. Schreiben Sie den Monat als Wort."),
    "uhrzeit": Rule(FAULT, "Die Uhrzeit ist schwer zu lesen."),
    "sonderzeichen": Rule(FAULT, "Das Zeichen ist schwer. Schreiben Sie Wörter."),
    "gender": Rule(FAULT, "Das Zeichen im Wort ist schwer zu lesen. Schreiben Sie beide Wörter."),
    "kompositum": Rule(FAULT, "Das Wort ist lang. Ein Strich zeigt die Teile von dem Wort."),
    "fremdwort": Rule(HINT, "Das ist ein Fremdwort. Viele Menschen kennen es nicht."),
    "seltenes_wort": Rule(HINT, "Das Wort ist selten. Viele Menschen kennen es nicht."),
    "nominal": Rule(HINT, "Das Haupt-Wort ist schwer. Schreiben Sie lieber: Wer tut was?"),
    "man": Rule(HINT, "Das Wort „man“ sagt nicht: Wer ist gemeint?"),
    "pronomen3": Rule(HINT, "Das kleine Wort sagt nicht klar: Wer ist gemeint?"),
    "duzen": Rule(FAULT, "Sagen Sie bitte „Sie“ zu den Leserinnen und Lesern."),
}


def finding(
    rule: str,
    start: int,
    end: int,
    replacement: str | None = None,
    pattern: str | None = None,
    *,
    severity: Severity | None = None,
) -> Finding:
    """A finding with the weight and the reason of its rule."""
    told = RULES[rule]
    return Finding(rule, start, end, severity or told.severity, told.reason, replacement, pattern)

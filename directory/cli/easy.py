"""The command that checks texts for Leichte Sprache: a file, or all texts of this house."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from directory.cli.opening import kindly, read_settings
from directory.easy_language import CheckedSentence, Finding, Findings, Severity, check
from directory.easy_language.findings import RULES_FULFILLED, STILL_TOO_HARD

UNREADABLE = 2
_WEIGHT = {Severity.FAULT: "Fehler", Severity.HINT: "Hinweis", Severity.NOTE: "Noch leichter"}


@click.command("easy-language")
@click.argument("file", required=False)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--house", is_flag=True, help="Check all texts that visitors read here.")
@click.option("--worst", is_flag=True, help="List all texts of the house, the hardest first.")
@kindly
def easy_language(file: str | None, as_json: bool, house: bool, worst: bool) -> None:
    """Say what is hard in a text, why, and what is better. FILE may be - for standard input."""
    if house or worst:
        fulfilled = _worst(as_json) if worst else _house(as_json)
    elif file is None:
        raise click.UsageError("Name a file, or - for standard input, or --house.")
    else:
        text = _read(file)
        found = check(text)
        fulfilled = found.fulfilled
        lines = _as_json(text, found) if as_json else _for_people(text, found)
        click.echo("\n".join(lines))
    sys.exit(0 if fulfilled else 1)


def _read(file: str) -> str:
    """Letters that are no UTF-8 are shown as such, so the rest can still be checked."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError:
        click.echo(f"Wir können diese Datei nicht lesen: {file}", err=True)
        sys.exit(UNREADABLE)
    return data.decode("utf-8-sig", errors="replace")


def _for_people(text: str, found: Findings) -> Iterator[str]:
    for line, sentence in _with_lines(text, found):
        if sentence.findings:
            yield f"Zeile {line}: {sentence.text}"
            for finding in sentence.findings:
                yield from _said(finding, sentence.text)
            yield ""
    yield found.verdict


def _said(finding: Finding, sentence: str) -> Iterator[str]:
    place = " ".join(sentence[finding.start : finding.end].split())
    yield f"  {_WEIGHT[finding.severity]} [{finding.rule}] „{place}“: {finding.reason}"
    better = finding.replacement if finding.replacement is not None else finding.pattern
    if finding.replacement == "":
        better = "Lassen Sie das weg."
    if better:
        yield f"    Besser: {better}"


def _as_json(text: str, found: Findings) -> Iterator[str]:
    sentences = [_sentence_values(line, one) for line, one in _with_lines(text, found)]
    yield _dumped({"verdict": found.verdict, "fulfilled": found.fulfilled, "sentences": sentences})


def _sentence_values(line: int, sentence: CheckedSentence) -> dict[str, Any]:
    return {
        "line": line,
        "text": sentence.text,
        "difficulty": round(sentence.difficulty, 2),
        "findings": [asdict(finding) for finding in sentence.findings],
    }


def _with_lines(text: str, found: Findings) -> Iterator[tuple[int, CheckedSentence]]:
    """Each sentence with its line in the file; mark-up is gone from the sentences, so we look."""
    done, line = 0, 1
    for sentence in found.sentences:
        first_words = sentence.text.split("\n")[0][:20]
        place = text.find(first_words, done)
        if place >= 0:
            line += text.count("\n", done, place)
            done = place
        yield line, sentence


def _house(as_json: bool) -> bool:
    from directory.cli.visitor_texts import visitor_texts
    from directory.proofreading import Gate

    content = read_settings().content
    gate = Gate.of(content)
    texts = list(gate.checked(visitor_texts(content)))
    faults = [(text, *fault) for text in texts for fault in text.faults]
    needless = [one for one in gate.allowed if one not in gate.needed]
    if as_json:
        found = [
            {"file": one.text.file, "line": one.text.line, "sentence": sentence.text}
            | asdict(finding)
            for one, sentence, finding in faults
        ]
        click.echo(_dumped({"texts": len(texts), "faults": found}))
        return not faults
    for one, sentence, finding in faults:
        click.echo(f"{one.text.file}:{one.text.line}: {sentence.text}")
        for line in _said(finding, sentence.text):
            click.echo(line)
    for allowed in needless:
        click.echo(f"allow.yaml: nobody needs this any more: {allowed.words} ({allowed.rule})")
    verdict = STILL_TOO_HARD if faults else RULES_FULFILLED
    click.echo(f"{len(texts)} texts, {len(faults)} faults. {verdict}")
    return not faults


def _worst(as_json: bool) -> bool:
    from directory.cli.visitor_texts import visitor_texts
    from directory.proofreading import Gate

    content = read_settings().content
    texts = sorted(
        Gate.of(content).checked(visitor_texts(content)),
        key=lambda one: (-one.difficulty, one.text.file, one.text.line),
    )
    if as_json:
        rows = [
            {"file": one.text.file, "line": one.text.line, "text": one.text.words}
            | {"difficulty": round(one.difficulty, 2)}
            for one in texts
        ]
        click.echo(_dumped(rows))
    else:
        for one in texts:
            place = f"{one.text.file}:{one.text.line}"
            click.echo(f"{one.difficulty:.2f}  {place}  {one.text.words}")
    return True


def _dumped(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2)

"""Why and how, in a minute: the first page for clubs."""

from dataclasses import dataclass

from flask import request

from directory.web.addresses import url_for
from directory.web.finder.offer_topics import Step
from directory.web.finder.present import Tile
from directory.web.languages import _
from directory.web.messages.present import picture, start_trail
from directory.web.page import Block, Entry, Line, Link


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Words for ``clubs/why.html``."""

    title: str
    trail: tuple[Link, ...]
    lead: tuple[str, ...]
    begin: Link
    pictures: tuple[str, ...]
    ways: tuple[Tile, ...]
    steps: tuple[Step, ...]
    reasons: tuple[Block, ...]

    @classmethod
    def of(cls) -> "WhyPage":
        return cls(
            title=_("Für Vereine"),
            trail=start_trail(),
            lead=(
                _("Viele Menschen mit Behinderung suchen Sport."),
                _("Dann finden sie Ihren Verein."),
                _("Das dauert etwa 5 Minuten."),
                _("Sie brauchen kein Passwort."),
            ),
            begin=Link(_("Angebot eintragen"), url_for("clubs.first_question")),
            pictures=tuple(filter(None, (picture("together"), picture("sport")))),
            ways=_ways(),
            steps=_steps(),
            reasons=_reasons(),
        )


def _ways() -> tuple[Tile, ...]:
    root = request.script_root
    return (
        Tile(
            _("Ich habe schon ein Angebot hier"),
            f"{root}/vereine/link",
            picture("email"),
            _("Sie bekommen einen Link."),
        ),
        Tile(
            _("Ich habe eine Liste"),
            f"{root}/vereine/tabelle",
            picture("calendar"),
            _("Zum Beispiel eine Tabelle mit vielen Angeboten."),
        ),
        Tile(
            _("Ich möchte die Fragen drucken"),
            f"{url_for('help.page', name='dokumente')}/checkliste-fuer-vereine",
            picture("print"),
            _("Dann sammeln Sie die Antworten zuerst."),
        ),
        Tile(
            _("Ich habe eine eigene Seite im Internet"),
            url_for("embedding.choose"),
            picture("eye"),
            _("Dort können Sie Ihre Angebote zeigen."),
        ),
    )


def _steps() -> tuple[Step, ...]:
    return (
        _step("question", _("Sie beantworten Fragen."), _("Zu jeder Frage gibt es ein Bild.")),
        _step("any", _("Wissen Sie etwas nicht?"), _("Dann klicken Sie: Weiß ich nicht.")),
        _step("pause", _("Sie können jederzeit eine Pause machen."), _("Wir speichern alles.")),
        _step("eye", _("Wir lesen Ihr Angebot."), _("Dann zeigen wir es allen.")),
        _step("email", _("Später fragen wir Sie: Stimmt noch alles?"), _("1 Klick reicht.")),
    )


def _step(thing: str, *lines: str) -> Step:
    return Step(picture(thing), tuple(Line(words) for words in lines))


def _reasons() -> tuple[Block, ...]:
    return (
        Block(
            "warum",
            _("Warum lohnt sich das?"),
            lines=(
                Line(_("Viele Menschen mit Behinderung suchen Sport.")),
                Line(_("Oft finden sie kein Angebot.")),
                Line(_("Sie wissen nicht: Darf ich dort mitmachen?")),
                Line(_("Hier sagen Sie: Ja, Sie sind willkommen.")),
            ),
            picture=picture("heart"),
        ),
        Block(
            "wer",
            _("Wer passt hierher?"),
            lines=(
                Line(_("Ihr Verein muss nicht perfekt sein.")),
                Line(_("Haben Sie eine Treppe?")),
                Line(_("Dann schreiben Sie das einfach dazu.")),
                Line(_("Alle wissen dann vorher Bescheid.")),
            ),
            items=(
                Entry((Line(_("Menschen mit und ohne Behinderung machen zusammen Sport.")),)),
                Entry((Line(_("Sie haben eine Gruppe für Menschen mit Behinderung.")),)),
                Entry((Line(_("Sie möchten neu damit anfangen.")),)),
            ),
            picture=picture("together"),
        ),
    )

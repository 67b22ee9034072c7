"""Words for the seal of a text; nowhere else may a page say that readers checked it."""

from directory.model.seal import Seal
from directory.web.languages import _, current
from directory.wording import day_words, voice_of


def seal_words(seal: Seal) -> tuple[str, ...]:
    """The seal in sentences; that of an invented offer says that nobody checked the text."""
    if seal.example:
        return (_("Das ist nur ein Beispiel."), _("Niemand hat diesen Text geprüft."))
    day = day_words(seal.checked_on, voice_of(current().key))
    return (
        _("Von Menschen mit Lernschwierigkeiten geprüft"),
        _("Die Prüfung war am {day}.", day=day),
        _("Die Gruppe heißt: {team}.", team=seal.team),
    )

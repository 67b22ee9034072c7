"""Short words for the needs that people filter by."""

from directory.model import Need
from directory.wording.voice import N_, Voice

NEEDS = {
    Need.STEP_FREE: N_("Ohne Stufen"),
    Need.TOILET: N_("WC für Rollstühle"),
    Need.COMPANION: N_("Begleitung darf mit"),
    Need.TRIAL: N_("Einmal probieren"),
    Need.FREE: N_("Kostet nichts"),
    Need.QUIET: N_("Ruhig"),
    Need.BEGINNERS: N_("Für Anfänger und Anfängerinnen"),
    Need.TOGETHER: N_("Menschen mit und ohne Behinderung zusammen"),
    Need.OWN_GROUP: N_("Gruppe nur für Menschen mit Behinderung"),
    Need.WOMEN: N_("Nur für Frauen"),
}


def need_words(need: Need, voice: Voice) -> str:
    return voice.gettext(NEEDS[need])

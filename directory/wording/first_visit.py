"""The first visit step by step, with what to bring and to wear."""

from directory.model import FirstVisit, Step, Words
from directory.wording.own_words import one_line, own_phrase, own_sentences
from directory.wording.said import Item, Said
from directory.wording.voice import N_, Voice

STEPS = {
    "arrive": N_("Sie kommen an."),
    "door": N_("Sie gehen durch die Tür."),
    "greeted": N_("Jemand begrüßt Sie."),
    "changing": N_("Sie ziehen sich um."),
    "warm_up": N_("Alle machen sich warm."),
    "sport": N_("Jetzt machen alle Sport."),
    "break": N_("Alle machen eine Pause."),
    "end": N_("Der Sport ist zu Ende."),
    "other": "",
}
"""What is said at a step of this key; "other" has only words of its own."""


def step_items(visit: FirstVisit, voice: Voice) -> tuple[Item, ...]:
    """Where one meets and who greets first, unless a step says it; then each step of the club."""
    name = one_line(visit.greeted_by)
    items = [_step(step, name, voice) for step in visit.steps]
    if name and not any(step.key == "greeted" for step in visit.steps):
        items.insert(0, Item((_greeting(name, voice),), key="greeted"))
    items.insert(0, _meeting_point(visit, voice))
    return tuple(item for item in items if item)


def _meeting_point(visit: FirstVisit, voice: Voice) -> Item | None:
    meeting = own_sentences(visit.meeting_point, voice)
    lead = Said(voice.gettext("Das ist der Treffpunkt:"))
    return Item((lead, *meeting), key="meeting_point") if meeting else None


def _greeting(name: str, voice: Voice) -> Said:
    return Said(voice.gettext("{name} begrüßt Sie.", name=name))


def _step(step: Step, greeted_by: str, voice: Voice) -> Item | None:
    sentences = list(own_sentences(step.words, voice))
    default = STEPS.get(step.key, "")
    if step.key == "greeted" and greeted_by:
        sentences.insert(0, _greeting(greeted_by, voice))
    elif default:
        sentences.insert(0, Said(voice.gettext(default)))
    return Item(tuple(sentences), _after(step.minute, voice), key=step.key) if sentences else None


def _after(minute: int | None, voice: Voice) -> Said | None:
    if minute is None:
        return None
    if minute <= 0:
        return Said(voice.gettext("Am Anfang"))
    return Said(voice.ngettext("Nach {count} Minute", "Nach {count} Minuten", minute))


def things(many: tuple[Words, ...], voice: Voice) -> tuple[Item, ...]:
    """What to bring, to wear or to show: a list, not sentences."""
    phrases = (own_phrase(words, voice) for words in many)
    return tuple(Item((phrase,)) for phrase in phrases if phrase)

"""Which question comes when: the pages, their groups, and for which answers they are asked."""

from collections.abc import Iterable

from werkzeug.datastructures import MultiDict

from directory.web.clubs.duplicates import known_clubs, known_venues
from directory.web.clubs.forms import (
    AccessForm,
    AnswerForm,
    BreaksForm,
    BringForm,
    ClubForm,
    CompanionForm,
    ContactForm,
    CostForm,
    CostHelpForm,
    DatesForm,
    FirstVisitForm,
    KindOfTimeForm,
    KnownClubForm,
    KnownVenueForm,
    PinForm,
    PlaceForm,
    SenderForm,
    SensesForm,
    SportForm,
    StateForm,
    SupportForm,
    TextsForm,
    TogetherForm,
    TrialForm,
    WayForm,
    WeeklyForm,
    WhichTownForm,
    WhoForm,
)
from directory.web.clubs.names import NEW, ON_DATES, WEEKLY, YES
from directory.web.clubs.photo_form import PicturesForm
from directory.web.clubs.venue_of import towns_meant
from directory.web.forms import Typed
from directory.web.steps import Step

CHANGES = "aendern"
"""Set while an offer is changed that is public already."""

# One answer is a line or a text; whoever sends more is no club.
_LONGEST = 20_000
_MOST = 60


def _changes(answers: Typed) -> bool:
    return CHANGES in answers


def _weekly(answers: Typed) -> bool:
    return answers.get("art") == WEEKLY


def _on_dates(answers: Typed) -> bool:
    return answers.get("art") == ON_DATES


def _several_towns(answers: Typed) -> bool:
    return len(towns_meant(answers.get("plz", ""), answers.get("stadt", ""))) > 1


def _club_is_known(answers: Typed) -> bool:
    return not _changes(answers) and bool(known_clubs(answers))


def _venue_is_known(answers: Typed) -> bool:
    return not _changes(answers) and bool(known_venues(answers))


def _new_venue(answers: Typed) -> bool:
    chosen = answers.get("ort_id", NEW)
    return not _venue_is_known(answers) or chosen in ("", NEW)


def _has_place(answers: Typed) -> bool:
    towns = towns_meant(answers.get("plz", ""), answers.get("stadt", ""))
    return bool(towns) and _new_venue(answers)


def _costs(answers: Typed) -> bool:
    return answers.get("kostenlos") != YES


STEPS = (
    Step("sport", SportForm),
    Step("verein", ClubForm),
    Step("lage", StateForm, _changes),
    Step("zeit", KindOfTimeForm),
    Step("woche", WeeklyForm, _weekly),
    Step("termine", DatesForm, _on_dates),
    Step("ferien", BreaksForm, _weekly),
    Step("ort", PlaceForm),
    Step("welcher", WhichTownForm, _several_towns),
    Step("kennen", KnownClubForm, _club_is_known),
    Step("halle", KnownVenueForm, _venue_is_known),
    Step("tuer", PinForm, _has_place),
    Step("weg", WayForm, _new_venue),
    Step("gruppe", TogetherForm),
    Step("wer", WhoForm),
    Step("hilfe", SupportForm),
    Step("begleitung", CompanionForm),
    Step("sinne", SensesForm),
    Step("zugang", AccessForm, _new_venue),
    Step("kosten", CostForm),
    Step("weniger", CostHelpForm, _costs),
    Step("probe", TrialForm),
    Step("mitbringen", BringForm),
    Step("erstes-mal", FirstVisitForm),
    Step("text", TextsForm),
    Step("bilder", PicturesForm),
    Step("kontakt", ContactForm),
    Step("antworten", AnswerForm),
    Step("absender", SenderForm),
)
BY_KEY = {step.key: step for step in STEPS}

GROUPS = (
    ("sport", "verein"),
    ("lage", "zeit", "woche", "termine", "ferien"),
    ("ort", "welcher", "kennen", "halle", "tuer", "weg"),
    ("gruppe", "wer"),
    ("hilfe", "begleitung", "sinne", "zugang"),
    ("kosten", "weniger", "probe", "mitbringen", "erstes-mal"),
    ("text", "bilder"),
    ("kontakt", "antworten", "absender"),
)
GROUP_OF = {key: number for number, keys in enumerate(GROUPS, start=1) for key in keys}


def asked(answers: Typed) -> tuple[Step, ...]:
    """The pages that these answers lead to, in their order."""
    return tuple(step for step in STEPS if step.asked(answers))


def with_page(answers: Typed, key: str, posted: Typed) -> Typed:
    """The answers with those of one page put in their place; all others stay."""
    merged: Typed = MultiDict(list(answers.items(multi=True)))
    step = BY_KEY.get(key)
    for name in step.form.names() if step else ():
        merged.setlist(name, [value[:_LONGEST] for value in posted.getlist(name)[:_MOST]])
    return merged


def pairs(answers: Typed, without: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """As a draft keeps them; what is empty is not there."""
    left_out = set(without)
    return tuple(
        (name, value) for name, value in answers.items(multi=True) if value and name not in left_out
    )

"""How far an offer can be trusted: whether it runs, who checked it and when, what is invented."""

from collections.abc import Iterator
from datetime import date, datetime

from directory.model import How, Offer, Role, Status, Verification
from directory.model.ladder import Standing, has_reached
from directory.wording.own_words import one_line, own_sentences
from directory.wording.said import Said, StatusSaid
from directory.wording.spoken import day_words, month_words
from directory.wording.voice import N_, Voice

FRESH_MONTHS = 6
"""Half a year: what is older may have changed, so we advise to ask."""

_CLUB_SAYS = N_("Der Verein hat gesagt: Alles stimmt.")
_CLUB_SAYS_ON_PHONE = N_("Der Verein hat am Telefon gesagt: Alles stimmt.")
_CLUB_LOOKED = N_("Der Verein hat vor Ort nachgesehen.")
_CLUB_WROTE = N_("Der Verein hat das selbst aufgeschrieben.")
_ADVISOR_SAYS = N_("Ein Berater oder eine Beraterin hat gesagt: Alles stimmt.")
_ADVISOR_CALLED = N_("Ein Berater oder eine Beraterin hat dort angerufen.")
_ADVISOR_LOOKED = N_("Ein Berater oder eine Beraterin war dort.")
_ADVISOR_WROTE = N_("Das hat ein Berater oder eine Beraterin geschrieben.")
_WE_CHECKED = N_("Wir haben alles geprüft.")
_WE_CALLED = N_("Wir haben mit dem Verein telefoniert.")
_WE_LOOKED = N_("Wir waren dort.")
_WE_WROTE = N_("Wir haben das aufgeschrieben.")
_IMPORTED = N_("Das steht so in einer anderen Liste.")
_SOMEBODY_SAYS = N_("Der Verein hat im Internet gesagt: Alles stimmt.")
_SOMEBODY_CALLED = N_("Jemand hat mit dem Verein telefoniert.")
_SOMEBODY_LOOKED = N_("Jemand war für uns dort.")
_SOMEBODY_WROTE = N_("Jemand hat das für uns aufgeschrieben.")

_BY_WHOM_AND_HOW: dict[Role | None, dict[How | None, str]] = {
    Role.CLUB: {
        None: _CLUB_SAYS,
        How.LINK: _CLUB_SAYS,
        How.PHONE: _CLUB_SAYS_ON_PHONE,
        How.VISIT: _CLUB_LOOKED,
        How.FORM: _CLUB_WROTE,
    },
    Role.ADVISOR: {
        None: _ADVISOR_SAYS,
        How.LINK: _ADVISOR_SAYS,
        How.PHONE: _ADVISOR_CALLED,
        How.VISIT: _ADVISOR_LOOKED,
        How.FORM: _ADVISOR_WROTE,
    },
    Role.EDITOR: {
        None: _WE_CHECKED,
        How.LINK: _WE_CHECKED,
        How.PHONE: _WE_CALLED,
        How.VISIT: _WE_LOOKED,
        How.FORM: _WE_WROTE,
    },
    Role.IMPORT: dict.fromkeys((None, *How), _IMPORTED),
    None: {
        None: "",
        How.LINK: _SOMEBODY_SAYS,
        How.PHONE: _SOMEBODY_CALLED,
        How.VISIT: _SOMEBODY_LOOKED,
        How.FORM: _SOMEBODY_WROTE,
    },
}

_FACT_CHECKED_BY = {
    Role.CLUB: N_("Das hat der Verein am {day} geprüft."),
    Role.ADVISOR: N_("Das hat eine Beratung am {day} geprüft."),
    Role.EDITOR: N_("Das haben wir am {day} geprüft."),
    Role.IMPORT: N_("Das kommt aus einer anderen Liste vom {day}."),
}


def fact_checked(day: date, by: Role | None, voice: Voice) -> str:
    """When and by whom one fact was checked."""
    if by is None:
        return voice.gettext("Geprüft am {day}.", day=day_words(day, voice))
    return voice.gettext(_FACT_CHECKED_BY[by], day=day_words(day, voice))


def is_fresh(verified_on: date | None, today: date) -> bool:
    return verified_on is not None and not has_reached(verified_on, FRESH_MONTHS, today)


def checked_said(
    verification: Verification,
    voice: Voice,
    today: date,
    *,
    changed_at: datetime | None = None,
    source_name: str = "",
) -> tuple[Said, ...]:
    """Whether, when, by whom and how it was checked; kindly also where nobody did."""
    words = _checked(verification, voice, today)
    said = [Said(sentence) for sentence in words]
    if changed_at:
        day = day_words(changed_at.date(), voice)
        said.append(Said(voice.gettext("Zuletzt geändert am {day}.", day=day)))
    if source_name:
        said.append(Said(voice.gettext("Das haben wir von hier:")))
        # Sources are named in easy language only.
        lang = "" if voice.locale.language == "de" else "de-simple"
        said.append(Said(one_line(source_name), lang, own=True))
    return tuple(said)


def _checked(verification: Verification, voice: Voice, today: date) -> Iterator[str]:
    checked_on = verification.verified_on
    if checked_on is None:
        yield voice.gettext("Das hat noch niemand geprüft.")
        yield voice.gettext("Fragen Sie bitte vorher nach.")
        return
    yield voice.gettext("Geprüft am {day}.", day=day_words(checked_on, voice))
    by_whom = _BY_WHOM_AND_HOW[verification.by][verification.how]
    if by_whom:
        yield voice.gettext(by_whom)
    if verification.fields:
        yield voice.gettext("Geprüft ist nur ein Teil von den Angaben.")
    if not is_fresh(checked_on, today):
        yield voice.gettext("Das ist lange her.")
        yield voice.gettext("Fragen Sie bitte vorher nach.")
    if verification.next_due and verification.next_due >= today:
        day = day_words(verification.next_due, voice)
        yield voice.gettext("Wir fragen spätestens am {day} wieder nach.", day=day)


def checked_line(verified_on: date | None, voice: Voice, today: date) -> str:
    """For cards: one line."""
    if verified_on is None:
        return voice.gettext("Das hat noch niemand geprüft.")
    month = month_words(verified_on, voice)
    if is_fresh(verified_on, today):
        return voice.gettext("Geprüft im {month}.", month=month)
    return voice.gettext("Geprüft im {month}. Fragen Sie bitte vorher nach.", month=month)


_LONG_AGO = N_("Das ist lange her.")
_VERY_LONG_AGO = N_("Das ist sehr lange her.")
_NOT_FOUND = N_("In der Suche steht das Angebot nicht mehr.")
_MAYBE_GONE = N_("Vielleicht gibt es das Angebot nicht mehr.")
_CALL_FIRST = N_("Rufen Sie bitte vorher an.")
_ASK_FIRST = N_("Fragen Sie bitte vorher nach.")

_AGED = {
    Standing.CALL_FIRST: (_LONG_AGO, _CALL_FIRST),
    Standing.PHONE: (_LONG_AGO, _CALL_FIRST),
    Standing.SUNK: (_LONG_AGO, _CALL_FIRST),
    Standing.HIDDEN: (_VERY_LONG_AGO, _MAYBE_GONE, _NOT_FOUND, _CALL_FIRST),
    Standing.ARCHIVED: (
        N_("Diese Seite ist alt."),
        N_("Der Verein hat lange nicht geantwortet."),
        _NOT_FOUND,
        _CALL_FIRST,
    ),
}


def aged_lines(
    verified_on: date | None, standing: Standing, voice: Voice, *, by_phone: bool = True
) -> tuple[str, ...]:
    """Above everything else, once an offer is so old that its facts may be wrong.

    ``by_phone``: readers are told a number that they can ring.
    """
    words = _AGED.get(standing)
    if words is None:
        return ()
    if verified_on is None:
        since = voice.gettext("Das hat noch niemand geprüft.")
        words = tuple(one for one in words if one not in (_LONG_AGO, _VERY_LONG_AGO))
    else:
        since = voice.gettext("Geprüft am {day}.", day=day_words(verified_on, voice))
    if not by_phone:
        words = tuple(_ASK_FIRST if one == _CALL_FIRST else one for one in words)
    return (since, *(voice.gettext(one) for one in words))


def status_said(offer: Offer, voice: Voice, today: date) -> StatusSaid:
    """Whether the offer takes place now, with what the club says about it."""
    said = [Said(sentence) for sentence in _status(offer, voice, today)]
    return StatusSaid(offer.status, (*said, *own_sentences(offer.notice, voice)))


def _status(offer: Offer, voice: Voice, today: date) -> Iterator[str]:
    yield status_line(offer.status, voice)
    if offer.status is Status.PAUSED:
        yield from _pause(offer.paused_until, voice, today)
    if offer.status is Status.FULL:
        yield voice.gettext("Fragen Sie nach einem Platz auf der Warteliste.")


def _pause(until: date | None, voice: Voice, today: date) -> Iterator[str]:
    if until is None:
        yield voice.gettext("Wir wissen nicht: Wie lange dauert die Pause?")
        yield voice.gettext("Fragen Sie bitte nach.")
    elif until < today:
        yield voice.gettext("Die Pause war bis {day}.", day=day_words(until, voice))
        yield voice.gettext("Fragen Sie bitte nach: Geht es weiter?")
    else:
        yield voice.gettext("Die Pause geht bis {day}.", day=day_words(until, voice))


_STATUS = {
    Status.RUNNING: N_("Das Angebot gibt es jetzt."),
    Status.PLANNED: N_("Das Angebot beginnt bald."),
    Status.PAUSED: N_("Das Angebot macht gerade Pause."),
    Status.FULL: N_("Hier ist gerade kein Platz frei."),
    Status.ENDED: N_("Das Angebot gibt es nicht mehr."),
}


def status_line(status: Status, voice: Voice) -> str:
    """The status in one sentence, also for cards."""
    return voice.gettext(_STATUS[status])


def example_said(voice: Voice) -> tuple[Said, ...]:
    """The mark of everything that we invented."""
    return (
        Said(voice.gettext("Das ist ein Beispiel.")),
        Said(voice.gettext("Dieses Angebot gibt es nicht.")),
    )

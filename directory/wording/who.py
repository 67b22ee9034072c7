"""What the offer is and whom it is for."""

from collections.abc import Iterator, Mapping

from directory.model import Audience, Form, Gender, Level, Offer, Support
from directory.wording.own_words import own_sentences, text_of, text_sentences
from directory.wording.said import Said
from directory.wording.spoken import listed
from directory.wording.voice import N_, Voice

FORMS: dict[Form, tuple[str, ...]] = {
    Form.TOGETHER: (N_("Menschen mit und ohne Behinderung machen hier zusammen Sport."),),
    Form.OWN_GROUP: (N_("Das ist eine Gruppe für Menschen mit Behinderung."),),
    Form.BOTH: (
        N_("Es gibt eine Gruppe für Menschen mit Behinderung."),
        N_("Und es gibt eine Gruppe für alle zusammen."),
    ),
    Form.UNKNOWN: (),
}

LEVELS = {
    Level.TRY_IT: N_("Sie müssen noch nichts können."),
    Level.HOBBY: N_("Die Gruppe macht Sport zum Spaß."),
    Level.COMPETITION: N_("Die Gruppe macht auch bei Wettkämpfen mit."),
}

GENDERS = {
    Gender.ALL: N_("Für alle: Frauen, Männer und alle anderen."),
    Gender.WOMEN: N_("Nur für Frauen und Mädchen."),
    Gender.MEN: N_("Nur für Männer und Jungen."),
    Gender.UNKNOWN: "",
}

MOST_IN_A_ROW = 3
"""More names than these stand in lines of their own."""

LANGUAGE_NAMES = {
    "de": N_("Deutsch"),
    "de-simple": N_("Leichte Sprache"),
    "gsg": N_("Gebärdensprache"),
    "dgs": N_("Gebärdensprache"),
}


def what_said(offer: Offer, sport_names: Mapping[str, str], voice: Voice) -> Iterator[Said]:
    names = [sport_names[key] for key in offer.sports if key in sport_names]
    if names:
        yield from sports_said(names, voice)
    found = text_of(offer.what, voice)
    if found:
        text, lang = found
        yield from text_sentences(text, lang, voice)
    yield from (Said(voice.gettext(words)) for words in FORMS[offer.form])
    for level in dict.fromkeys(offer.levels):
        yield Said(voice.gettext(LEVELS[level]))


def sports_said(names: list[str], voice: Voice) -> Iterator[Said]:
    """ "Der Sport heißt: Fußball."; many take a line each, because long rows are hard to read."""
    if len(names) > MOST_IN_A_ROW:
        yield Said(voice.gettext("Es gibt diese Sportarten:"))
        yield from (Said(name) for name in names)
        return
    yield Said(
        voice.ngettext(
            "Der Sport heißt: {sports}.",
            "Es gibt {count} Sportarten: {sports}.",
            len(names),
            sports=listed(names, voice),
        )
    )


def who_said(audience: Audience, voice: Voice) -> Iterator[Said]:
    ages = ages_sentence(audience.age_min, audience.age_max, voice)
    if ages:
        yield Said(ages)
    if GENDERS[audience.gender]:
        yield Said(voice.gettext(GENDERS[audience.gender]))
    yield from own_sentences(audience.who, voice)


def ages_sentence(low: int | None, high: int | None, voice: Voice) -> str:
    if high is None:
        if low is None:
            return ""
        if low <= 0:
            return voice.gettext("Für Menschen in jedem Alter.")
        return voice.ngettext("Für Kinder ab {count} Jahr.", "Für Menschen ab {count} Jahren.", low)
    if low is None or low <= 0:
        return voice.ngettext(
            "Für Kinder bis {count} Jahr.", "Für Menschen bis {count} Jahre.", high
        )
    if low == high:
        return voice.ngettext(
            "Für Kinder mit {count} Jahr.", "Für Menschen mit {count} Jahren.", high
        )
    return voice.ngettext(
        "Für Menschen von {low} bis {count} Jahr.",
        "Für Menschen von {low} bis {count} Jahren.",
        high,
        low=low,
    )


def group_said(support: Support, voice: Voice) -> Iterator[Said]:
    if support.group_size:
        yield Said(
            voice.ngettext(
                "In der Gruppe ist {count} Mensch.",
                "In der Gruppe sind etwa {count} Menschen.",
                support.group_size,
            )
        )
    if support.helpers_count == 0:
        yield Said(voice.gettext("In der Gruppe hilft sonst niemand."))
    elif support.helpers_count:
        yield Said(
            voice.ngettext(
                "{count} Person hilft in der Gruppe.",
                "{count} Personen helfen in der Gruppe.",
                support.helpers_count,
            )
        )


def languages_said(codes: tuple[str, ...], voice: Voice) -> Iterator[Said]:
    names = language_names(codes, voice)
    if len(names) > MOST_IN_A_ROW:
        yield Said(voice.gettext("Das Team spricht diese Sprachen:"))
        yield from (Said(name) for name in names)
    elif names:
        row = listed(names, voice)
        yield Said(voice.gettext("Das Team spricht: {languages}.", languages=row))


def language_names(codes: tuple[str, ...], voice: Voice) -> tuple[str, ...]:
    """Each name once; a language without a name is "eine andere Sprache"."""
    return tuple(dict.fromkeys(_language_name(code, voice) for code in codes))


def _language_name(code: str, voice: Voice) -> str:
    if code in LANGUAGE_NAMES:
        return voice.gettext(LANGUAGE_NAMES[code])
    name = voice.locale.languages.get(code)
    return str(name) if name else voice.gettext("eine andere Sprache")

"""Sentences for the parts of an offer: what, when, where, who, cost, first visit."""

import re
from collections.abc import Iterator

from directory.model import (
    Date,
    Form,
    Gender,
    Level,
    Offer,
    Price,
    Status,
    Text,
    Texts,
    Transport,
    Venue,
)
from directory.model.seal import seal
from directory.web.finder.contacts import language_words
from directory.web.finder.offer_facts import note_lines
from directory.web.languages import _, current, ngettext
from directory.web.page import FactLine, Line, line_of, lines_of
from directory.web.seal import seal_words
from directory.web.spoken import date_words, day_words, place_words, price_words, slot_words
from directory.web.word_separator import words as parted

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def status_lines(offer: Offer) -> Iterator[Line]:
    match offer.status:
        case Status.PLANNED:
            yield Line(_("Dieses Angebot beginnt bald."))
        case Status.PAUSED if offer.paused_until:
            yield Line(_("Dieses Angebot macht gerade Pause."))
            yield Line(_("Die Pause geht bis {day}.", day=day_words(offer.paused_until)))
        case Status.PAUSED:
            yield Line(_("Dieses Angebot macht gerade Pause."))
            yield Line(_("Wir wissen nicht, wie lange."))
        case Status.FULL:
            yield Line(_("Hier ist gerade kein Platz frei."))
            yield Line(_("Fragen Sie nach einem Platz auf der Warteliste."))
        case Status.ENDED:
            yield Line(_("Dieses Angebot gibt es nicht mehr."))
    yield from lines_of(offer.notice)


def what_lines(offer: Offer) -> Iterator[Line]:
    yield from _text_lines(offer.what, example=offer.example)
    match offer.form:
        case Form.TOGETHER:
            yield Line(_("Menschen mit und ohne Behinderung machen hier zusammen Sport."))
        case Form.OWN_GROUP:
            yield Line(_("Das ist eine Gruppe für Menschen mit Behinderung."))
        case Form.BOTH:
            yield Line(_("Es gibt eine Gruppe für Menschen mit Behinderung."))
            yield Line(_("Und es gibt eine Gruppe für alle zusammen."))
    for level in offer.levels:
        yield Line(
            {
                Level.TRY_IT: _("Sie müssen noch nichts können."),
                Level.HOBBY: _("Wir machen Sport zum Spaß."),
                Level.COMPETITION: _("Wir machen auch Wettkämpfe."),
            }[level]
        )
    if offer.languages:
        yield Line(_("Wir sprechen: {languages}", languages=language_words(offer.languages)))


def _text_lines(texts: Texts, *, example: bool) -> Iterator[Line]:
    """One sentence on each line, in the language of the page or the nearest that there is."""
    order = {"easy": ("easy", "de", "en"), "de": ("de", "easy", "en"), "en": ("en", "de", "easy")}
    tags = {"easy": "de-simple", "de": "de", "en": "en"}
    for key in order[current().key]:
        text: Text | None = getattr(texts, key)
        if text and text.words.strip():
            lang = "" if tags[key] == current().tag else tags[key]
            for sentence in _SENTENCE_END.split(text.words.strip()):
                yield Line(parted(sentence) if key == "easy" else sentence, lang)
            checked = seal(text, example=example)
            if checked:
                yield from (Line(words) for words in seal_words(checked))
            return


def when_lines(offer: Offer) -> Iterator[Line]:
    schedule = offer.schedule
    for slot in schedule.slots:
        words = slot_words(slot)
        if words:
            yield Line(f"{words}.")
        if slot.starts_on:
            yield Line(_("Das beginnt am {day}.", day=day_words(slot.starts_on)))
        if slot.ends_on:
            yield Line(_("Das geht bis {day}.", day=day_words(slot.ends_on)))
        yield from lines_of(slot.note)
    for single in schedule.single_dates:
        yield Line(f"{date_words(single)}.")
        yield from lines_of(single.note)
    for pause in schedule.pauses:
        yield Line(
            _(
                "Pause ist von {first} bis {last}.",
                first=day_words(pause.first),
                last=day_words(pause.last),
            )
        )
        yield from lines_of(pause.note)
    for day in schedule.exceptions:
        yield Line(_("Am {day} fällt das Angebot aus.", day=day_words(day)))


def date_line(found: Date) -> Line:
    words = date_words(found)
    return Line(words if found.sure else _("{date}. Fragen Sie vorher nach.", date=words))


def where_lines(venue: Venue | None) -> Iterator[Line]:
    if venue is None:
        yield Line(_("Den Ort wissen wir noch nicht."))
        return
    address = venue.address
    yield from (
        Line(words)
        for words in (
            venue.name,
            f"{address.street} {address.house_number}".strip(),
            f"{address.postcode} {place_words(address.town)}".strip(),
        )
        if words
    )
    if address.part_of_town:
        yield Line(_("Das ist im Ortsteil {name}.", name=address.part_of_town))
    if address.district and address.district != address.town:
        yield Line(_("Der Landkreis heißt: {name}.", name=place_words(address.district)))


def way_lines(venue: Venue | None) -> Iterator[Line]:
    if venue is None:
        return
    for transport in venue.transport:
        yield from _transport(transport)
    yield from lines_of(venue.way_in)


_MODES = {
    "bus": "Bus",
    "tram": "Straßenbahn",
    "train": "Zug",
    "subway": "U-Bahn",
    "ferry": "Fähre",
}


def _transport(transport: Transport) -> Iterator[Line]:
    mode = _MODES.get(transport.mode, transport.mode)
    if transport.line:
        mode = f"{mode} {transport.line}"
    if transport.stop:
        yield Line(_("{mode}: Steigen Sie aus bei {stop}.", mode=mode, stop=transport.stop))
    else:
        yield Line(_("{mode} fährt dort hin.", mode=mode))
    if transport.minutes_on_foot is not None:
        yield Line(
            ngettext(
                "Dann gehen Sie {count} Minute zu Fuß.",
                "Dann gehen Sie {count} Minuten zu Fuß.",
                transport.minutes_on_foot,
            )
        )


def way_facts(venue: Venue | None) -> tuple[FactLine, ...]:
    found = []
    for transport in venue.transport if venue else ():
        stop = transport.stop or _MODES.get(transport.mode, transport.mode)
        if transport.step_free.is_yes:
            words = _("Haltestelle {stop}: Sie können ohne Stufen einsteigen.", stop=stop)
        elif transport.step_free.is_no:
            words = _("Haltestelle {stop}: Beim Einsteigen gibt es Stufen.", stop=stop)
        else:
            words = _("Haltestelle {stop}: Wir wissen nichts über Stufen.", stop=stop)
        value = transport.step_free.value.value
        found.append(FactLine(words, value, tuple(note_lines(transport.step_free))))
    return tuple(found)


def who_lines(offer: Offer) -> Iterator[Line]:
    audience = offer.audience
    low, high = audience.age_min, audience.age_max
    if low is not None and high is not None:
        yield Line(_("Für Menschen von {low} bis {high} Jahren.", low=low, high=high))
    elif low is not None:
        yield Line(_("Für Menschen ab {low} Jahren.", low=low))
    elif high is not None:
        yield Line(_("Für Menschen bis {high} Jahre.", high=high))
    match audience.gender:
        case Gender.ALL:
            yield Line(_("Für alle: Frauen, Männer und alle anderen."))
        case Gender.WOMEN:
            yield Line(_("Nur für Frauen und Mädchen."))
        case Gender.MEN:
            yield Line(_("Nur für Männer und Jungen."))
    yield from lines_of(audience.who)


def cost_lines(offer: Offer) -> Iterator[Line]:
    for price in offer.prices:
        yield from _price(price)


def _price(price: Price) -> Iterator[Line]:
    words = price_words(price.amount, price.per)
    whom = line_of(price.for_whom)
    yield Line(f"{whom.words}: {words}." if whom else f"{words}.", whom.lang if whom else "")
    includes = line_of(price.includes)
    if includes:
        yield Line(_("Darin ist: {what}", what=includes.words), includes.lang)


def support_lines(offer: Offer) -> Iterator[Line]:
    support = offer.support
    if support.group_size is not None:
        yield Line(
            ngettext(
                "In der Gruppe ist {count} Mensch.",
                "In der Gruppe sind etwa {count} Menschen.",
                support.group_size,
            )
        )
    if support.helpers_count is not None:
        yield Line(
            ngettext(
                "{count} Person hilft in der Gruppe.",
                "{count} Personen helfen in der Gruppe.",
                support.helpers_count,
            )
        )


def arrival_lines(offer: Offer) -> Iterator[Line]:
    visit = offer.first_visit
    meeting = line_of(visit.meeting_point)
    if meeting:
        yield Line(_("Hier treffen wir uns: {where}", where=meeting.words), meeting.lang)
    if visit.greeted_by:
        yield Line(_("{name} begrüßt Sie.", name=visit.greeted_by))


def step_lines(offer: Offer) -> Iterator[Line]:
    names = {
        "arrive": _("Sie kommen an."),
        "door": _("Sie gehen durch die Tür."),
        "greeted": _("Jemand begrüßt Sie."),
        "changing": _("Sie ziehen sich um."),
        "warm_up": _("Wir machen uns warm."),
        "sport": _("Jetzt machen wir Sport."),
        "break": _("Wir machen eine Pause."),
        "end": _("Der Sport ist zu Ende."),
        "other": "",
    }
    for step in offer.first_visit.steps:
        parts = [names.get(step.key, "")]
        if step.minute:
            parts.insert(0, ngettext("Nach {count} Minute:", "Nach {count} Minuten:", step.minute))
        added = line_of(step.words)
        words = " ".join(part for part in (*parts, added.words if added else "") if part)
        if words:
            yield Line(words, added.lang if added else "")

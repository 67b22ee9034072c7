"""The page of one offer: everything that is known, in the order in which people ask."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import url_for

from directory.model import (
    Contact,
    ContactWay,
    Date,
    Fact,
    Form,
    Gender,
    How,
    Level,
    Listing,
    Offer,
    Price,
    Role,
    Status,
    Text,
    Texts,
    Transport,
    Venue,
    Verification,
    facts_of,
    next_dates,
)
from directory.web.finder.facts import FACTS, Part
from directory.web.finder.present import picture_address
from directory.web.languages import _, current, locale, ngettext
from directory.web.page import Block, FactLine, Line, Link, line_of, lines_of
from directory.web.spoken import (
    date_words,
    day_words,
    phone_link,
    phone_words,
    place_words,
    price_words,
    slot_words,
)

FRESH_FOR = timedelta(days=183)
"""Half a year: what is older may have changed, so we advise to ask."""

_FIRST_QUESTIONS = 6
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class ContactLines:
    """One person or office, with ways to reach it."""

    name: str
    lines: tuple[Line, ...]
    phone_href: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Words for ``finder/offer.html``."""

    title: str
    trail: tuple[Link, ...]
    picture: str
    example: bool
    status: tuple[Line, ...]
    club: Link
    sports: tuple[Link, ...]
    blocks: tuple[Block, ...]
    contacts: tuple[ContactLines, ...]
    questions: tuple[str, ...]
    more_questions: tuple[str, ...]
    checked: tuple[Line, ...]
    is_fresh: bool

    @classmethod
    def of(
        cls,
        listing: Listing,
        *,
        sports: Mapping[str, Any],
        today: date,
        is_school_holiday: "HolidayTest",
        pictures: Any = None,
        source_name: str = "",
    ) -> "OfferPage":
        offer = listing.offer
        assert offer is not None  # a listing without an offer has the page of its club
        known = dict(_facts(offer, listing.venue))
        own = tuple(sports[key] for key in offer.sports if key in sports)
        questions = tuple(_questions(offer, listing.venue, known))
        contacts = (*offer.contacts, *listing.club.contacts)
        return cls(
            title=(offer.name_easy if current().key == "easy" else "") or offer.name,
            trail=(
                Link(_("Startseite"), url_for("finder.start")),
                Link(_("Sport suchen"), url_for("finder.search")),
            ),
            picture=picture_address(own[0].picture) if own else "",
            example=offer.example,
            status=tuple(_status(offer)),
            club=Link(listing.club.name, url_for("finder.club", slug=listing.club.slug)),
            sports=tuple(Link(s.name, url_for("finder.sport", sport_id=s.id)) for s in own),
            blocks=tuple(
                replace(block, picture=_picture(pictures, block.key))
                for block in _blocks(offer, listing.venue, known, today, is_school_holiday)
            ),
            contacts=tuple(
                contact_lines(one, today) for one in contacts if one.may_be_shown(today)
            ),
            questions=questions[:_FIRST_QUESTIONS],
            more_questions=questions[_FIRST_QUESTIONS:],
            checked=tuple(_checked(offer, today, source_name)),
            is_fresh=_is_fresh(offer.verification, today),
        )


class HolidayTest:
    """Says whether a day lies in the school holidays of a state, as far as anybody knows."""

    def __init__(self, holidays: object, state_code: str) -> None:
        self._holidays = holidays
        self._state_code = state_code

    def __call__(self, day: date) -> bool:
        is_holiday = getattr(self._holidays, "is_holiday", None)
        return bool(is_holiday and is_holiday(self._state_code, day))


_PICTURES = {
    "was": "sport",
    "wann": "clock",
    "termine": "calendar",
    "wo": "place",
    "hinkommen": "way",
    "wer": "group",
    "kosten": "money",
    "begleitung": "companion",
    "hilfe-vor-ort": "heart",
    "umgebung": "quiet",
    "probieren": "trial",
    "mitbringen": "bag",
    "anziehen": "clothes",
    "erstes-mal": "door",
}


def _picture(pictures: Any, key: str) -> str:
    """The picture of a block, where the editors chose one for it."""
    pictogram = pictures.thing(_PICTURES.get(key, key)) if pictures else None
    return picture_address(pictogram.file if pictogram else None)


def _facts(offer: Offer, venue: Venue | None) -> Iterator[tuple[str, Fact]]:
    yield from facts_of(offer)
    if venue:
        yield from facts_of(venue)


def _blocks(
    offer: Offer,
    venue: Venue | None,
    known: dict[str, Fact],
    today: date,
    is_school_holiday: HolidayTest,
) -> Iterator[Block]:
    dates = next_dates(offer.schedule, today, is_school_holiday=is_school_holiday)
    stopped = offer.status in (Status.PAUSED, Status.ENDED)
    blocks = (
        Block("was", _("Was ist das?"), tuple(_what(offer)), facts=_of(Part.WHAT, known)),
        Block("wann", _("Wann ist das?"), tuple(_when(offer)), facts=_of(Part.WHEN, known)),
        Block(
            "termine",
            _("Die nächsten Termine"),
            items=() if stopped else tuple(_date(found) for found in dates),
        ),
        Block("wo", _("Wo ist das?"), tuple(_where(venue)), facts=_of(Part.WHERE, known)),
        Block("hinkommen", _("So kommen Sie hin"), tuple(_way(venue)), facts=_way_facts(venue)),
        Block("wer", _("Wer kann kommen?"), tuple(_who(offer)), facts=_of(Part.WHO, known)),
        Block("kosten", _("Was kostet das?"), tuple(_cost(offer)), facts=_of(Part.COST, known)),
        Block(
            "begleitung", _("Darf jemand mitkommen?"), facts=_of(Part.COMPANION, known)
        ),
        Block(
            "hilfe-vor-ort",
            _("So helfen wir Ihnen"),
            tuple(_support(offer)),
            facts=_of(Part.SUPPORT, known),
        ),
        Block("umgebung", _("Wie ist es dort?"), facts=_of(Part.SENSES, known)),
        Block(
            "probieren",
            _("Kann ich das probieren?"),
            lines_of(offer.trial.how),
            facts=_of(Part.TRIAL, known),
        ),
        Block("mitbringen", _("Was bringe ich mit?"), items=lines_of(*offer.first_visit.bring)),
        Block("anziehen", _("Was ziehe ich an?"), items=lines_of(*offer.first_visit.wear)),
        Block("papiere", _("Welche Papiere brauche ich?"), items=lines_of(*offer.audience.documents)),
        Block("erstes-mal", _("Mein erstes Mal"), tuple(_arrival(offer)), tuple(_steps(offer))),
    )
    return (block for block in blocks if block)


def _of(part: Part, known: dict[str, Fact]) -> tuple[FactLine, ...]:
    """The facts of one part that are yes or no; unknown ones become questions."""
    found = []
    for path, words in FACTS.items():
        fact = known.get(path)
        if words.part is part and fact and not fact.is_unknown:
            sentence = words.yes if fact.is_yes else words.no
            found.append(FactLine(_(sentence), fact.value.value, tuple(_notes(fact))))
    return tuple(found)


def _notes(fact: Fact) -> Iterator[Line]:
    yield from lines_of(fact.note)
    if fact.checked_on:
        day = day_words(fact.checked_on)
        if fact.checked_by:
            yield Line(_("Geprüft am {day} {by}.", day=day, by=_by(fact.checked_by)))
        else:
            yield Line(_("Geprüft am {day}.", day=day))


def _by(role: Role) -> str:
    return {
        Role.CLUB: _("vom Verein"),
        Role.ADVISOR: _("von einer Beraterin oder einem Berater"),
        Role.EDITOR: _("von der Redaktion"),
        Role.IMPORT: _("von einer anderen Liste"),
    }[role]


def _questions(
    offer: Offer, venue: Venue | None, known: dict[str, Fact]
) -> Iterator[str]:
    """What nobody told us; the facts that matter most to people come first."""
    if not offer.schedule.slots and not offer.schedule.single_dates:
        yield _("An welchem Tag und um wie viel Uhr ist das?")
    if venue is None:
        yield _("Wo ist das?")
        known = {**dict.fromkeys(FACTS, Fact()), **known}
    if not offer.prices and offer.is_free.is_unknown:
        yield _("Was kostet das?")
    if offer.audience.age_min is None and offer.audience.age_max is None:
        yield _("Wie alt muss ich sein?")
    first = ("access.step_free_entrance", "access.toilet", "companion.may_come", "trial.possible")
    skipped = set()
    if not offer.prices and offer.is_free.is_unknown:
        skipped.add("is_free")
    for path in (*first, *(path for path in FACTS if path not in first)):
        fact = known.get(path)
        if path not in skipped and fact is not None and fact.is_unknown:
            yield _(FACTS[path].question)


def _status(offer: Offer) -> Iterator[Line]:
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


def _what(offer: Offer) -> Iterator[Line]:
    yield from _text_lines(offer.what)
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
        yield Line(_("Wir sprechen: {languages}", languages=_language_words(offer.languages)))


def _text_lines(texts: Texts) -> Iterator[Line]:
    """One sentence on each line, in the language of the page or the nearest that there is."""
    order = {"easy": ("easy", "de", "en"), "de": ("de", "easy", "en"), "en": ("en", "de", "easy")}
    tags = {"easy": "de-simple", "de": "de", "en": "en"}
    for key in order[current().key]:
        text: Text | None = getattr(texts, key)
        if text and text.words.strip():
            lang = "" if tags[key] == current().tag else tags[key]
            for sentence in _SENTENCE_END.split(text.words.strip()):
                yield Line(sentence, lang)
            if text.checked_on and text.checked_by_team:
                yield Line(
                    _(
                        "Diesen Text hat {team} am {day} geprüft.",
                        team=text.checked_by_team,
                        day=day_words(text.checked_on),
                    )
                )
            return


_OWN_LANGUAGE_NAMES = {
    "de-simple": "Leichte Sprache",
    "gsg": "Deutsche Gebärdensprache",
    "dgs": "Deutsche Gebärdensprache",
}


def _language_words(codes: tuple[str, ...]) -> str:
    names = [
        _OWN_LANGUAGE_NAMES.get(code) or locale().languages.get(code) or code for code in codes
    ]
    return ", ".join(names)


def _when(offer: Offer) -> Iterator[Line]:
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


def _date(found: Date) -> Line:
    words = date_words(found)
    return Line(words if found.sure else _("{date}. Fragen Sie vorher nach.", date=words))


def _where(venue: Venue | None) -> Iterator[Line]:
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


def _way(venue: Venue | None) -> Iterator[Line]:
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


def _way_facts(venue: Venue | None) -> tuple[FactLine, ...]:
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
        found.append(FactLine(words, value, tuple(_notes(transport.step_free))))
    return tuple(found)


def _who(offer: Offer) -> Iterator[Line]:
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


def _cost(offer: Offer) -> Iterator[Line]:
    for price in offer.prices:
        yield from _price(price)


def _price(price: Price) -> Iterator[Line]:
    words = price_words(price.amount, price.per)
    whom = line_of(price.for_whom)
    yield Line(f"{whom.words}: {words}." if whom else f"{words}.", whom.lang if whom else "")
    includes = line_of(price.includes)
    if includes:
        yield Line(_("Darin ist: {what}", what=includes.words), includes.lang)


def _support(offer: Offer) -> Iterator[Line]:
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


def _arrival(offer: Offer) -> Iterator[Line]:
    visit = offer.first_visit
    meeting = line_of(visit.meeting_point)
    if meeting:
        yield Line(_("Hier treffen wir uns: {where}", where=meeting.words), meeting.lang)
    if visit.greeted_by:
        yield Line(_("{name} begrüßt Sie.", name=visit.greeted_by))


def _steps(offer: Offer) -> Iterator[Line]:
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
            parts.insert(
                0, ngettext("Nach {count} Minute:", "Nach {count} Minuten:", step.minute)
            )
        added = line_of(step.words)
        words = " ".join(part for part in (*parts, added.words if added else "") if part)
        if words:
            yield Line(words, added.lang if added else "")


def contact_lines(contact: Contact, _today: date) -> ContactLines:
    """One contact that may be shown, in lines."""
    role = line_of(contact.role)
    name = contact.first_name or (role.words if role else _("Der Verein"))
    lines = [role] if role and contact.first_name else []
    best = line_of(contact.best_time)
    if best:
        lines.append(Line(_("Die beste Zeit: {when}", when=best.words), best.lang))
    if contact.answers_by:
        ways = ", ".join(_way_words(way) for way in contact.answers_by)
        lines.append(Line(_("Die Antwort kommt so: {ways}.", ways=ways)))
    if contact.languages:
        spoken = _language_words(contact.languages)
        lines.append(Line(_("Diese Person spricht: {languages}.", languages=spoken)))
    return ContactLines(
        name=name,
        lines=tuple(lines),
        phone_href=phone_link(contact.phone),
        phone=phone_words(contact.phone),
        email=contact.email,
    )


def _way_words(way: ContactWay) -> str:
    return {
        ContactWay.PHONE: _("am Telefon"),
        ContactWay.EMAIL: _("als E-Mail"),
        ContactWay.MESSAGE: _("als Nachricht"),
        ContactWay.LETTER: _("als Brief"),
    }[way]


def _is_fresh(verification: Verification, today: date) -> bool:
    checked = verification.verified_on
    return checked is not None and today - checked <= FRESH_FOR


def _checked(offer: Offer, today: date, source_name: str) -> Iterator[Line]:
    verification = offer.verification
    if verification.verified_on is None:
        yield Line(_("Das hat noch niemand geprüft."))
        yield Line(_("Fragen Sie bitte vorher nach."))
    else:
        day = day_words(verification.verified_on)
        by = f" {_by(verification.by)}" if verification.by else ""
        yield Line(_("Geprüft am {day}{by}.", day=day, by=by))
        if verification.how:
            yield Line(_how_words(verification.how))
        if verification.fields:
            yield Line(_("Geprüft sind nicht alle Angaben."))
        if not _is_fresh(verification, today):
            yield Line(_("Das ist lange her."))
            yield Line(_("Fragen Sie bitte vorher nach."))
    if offer.changed_at:
        yield Line(_("Zuletzt geändert am {day}.", day=day_words(offer.changed_at.date())))
    if source_name:
        yield Line(_("Diese Angaben kommen von: {source}", source=source_name))


def _how_words(how: How) -> str:
    return {
        How.LINK: _("Der Verein hat im Internet gesagt: Alles stimmt."),
        How.PHONE: _("Wir haben mit dem Verein telefoniert."),
        How.VISIT: _("Jemand war dort und hat nachgesehen."),
        How.FORM: _("Der Verein hat die Angaben selbst geschrieben."),
    }[how]

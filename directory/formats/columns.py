"""What a flat table says of an offer or of a club: one column for each thing, in one place."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from operator import attrgetter
from typing import Final, Protocol

from directory.formats.cells import BETWEEN, Value
from directory.formats.house import Addresses
from directory.formats.of_listing import contacts_of, offer_of, sources_of
from directory.formats.signs import one_line
from directory.model import (
    Club,
    ClubKind,
    Contact,
    Form,
    Gender,
    How,
    Known,
    Level,
    Listing,
    Offer,
    Picture,
    PinBy,
    Precision,
    Price,
    Role,
    SingleDate,
    Slot,
    Status,
    Text,
    Trust,
    Venue,
    Words,
    facts_of,
)
from directory.wording import FACTS, Voice, phone_words
from directory.wording.first_visit import step_items
from directory.wording.own_words import nearest
from directory.wording.said import Item
from directory.wording.when import when_said
from directory.wording.where import transport_items


class Site(Protocol):
    """What a table has to know of the site; a :class:`House` knows it."""

    @property
    def addresses(self) -> Addresses: ...
    @property
    def voice(self) -> Voice: ...
    @property
    def today(self) -> date: ...
    def sport_names(self, listing: Listing) -> tuple[str, ...]: ...
    def attribution(self, used: Collection[str] | None = None) -> Iterator[str]: ...
    def licence_of(self, source: str) -> str: ...


Read = Callable[[Listing, Site], Value]
Datatype = str | Mapping[str, str]

TEXT: Final = "string"
COUNT: Final = "integer"
NUMBER: Final = "decimal"
DAY: Final = "date"
MOMENT: Final = "dateTime"
ADDRESS: Final = "anyURI"
POSTCODE: Final = {"base": "string", "format": "[0-9]{5}"}
YES_OR_NO: Final = {"base": "boolean", "format": "yes|no"}


def one_of(values: type[StrEnum]) -> Datatype:
    return {"base": "string", "format": "|".join(values)}


KNOWN: Final = one_of(Known)


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` is for programs and stays; ``title`` and ``description`` are for people.

    ``datatype`` is one of CSV on the Web; with ``many`` a cell holds several such values.
    """

    name: str
    title: str
    datatype: Datatype
    read: Read
    description: str = ""
    many: bool = False
    width: int = 20


# Short words for each fact; the whole sentence stands in the description.
FACT_TITLES: Final[Mapping[str, str]] = {
    "unified": "Mannschaft mit und ohne Behinderung",
    "schedule.in_school_holidays": "Auch in den Schulferien",
    "schedule.by_appointment": "Nur mit Termin",
    "audience.age_strict": "Feste Altersgrenze",
    "audience.needs_referral": "Rezept nötig",
    "audience.needs_doctor_note": "Ärztliche Erlaubnis nötig",
    "is_free": "Kostet nichts",
    "cost_help.education_package": "Bildungspaket",
    "cost_help.reduced_price": "Günstiger bei wenig Geld",
    "cost_help.club_helps": "Verein hilft beim Bezahlen",
    "companion.may_come": "Begleitung darf mit",
    "companion.free": "Begleitung kostet nichts",
    "companion.must_come": "Begleitung muss mit",
    "companion.club_can_provide": "Verein sucht Begleitung",
    "trial.possible": "Probieren möglich",
    "trial.free": "Probieren kostet nichts",
    "support.easy_words": "Leichte Wörter",
    "support.shows_by_doing": "Übungen werden vorgemacht",
    "support.small_group": "Kleine Gruppe",
    "support.picture_plan": "Plan mit Bildern",
    "support.rest_room": "Raum zum Ausruhen",
    "support.may_watch_first": "Zuerst zuschauen",
    "support.help_changing": "Hilfe beim Umziehen",
    "support.speaks_slowly": "Team spricht langsam",
    "support.knows_aac": "Unterstützte Kommunikation",
    "support.fixed_routine": "Fester Ablauf",
    "support.staff_trained": "Team ist geschult",
    "senses.quiet": "Ruhig",
    "senses.echo": "Raum hallt",
    "senses.music": "Musik läuft",
    "senses.bright_light": "Helles Licht",
    "senses.crowded": "Viele Menschen",
    "senses.quiet_place": "Ruhiger Platz",
    "access.step_free_entrance": "Eingang ohne Stufen",
    "access.step_free_hall": "Sportraum ohne Stufen",
    "access.toilet": "WC für Rollstühle",
    "access.changing_room": "Umkleide für Rollstühle",
    "access.changing_bench": "Liege zum Umziehen",
    "access.shower": "Dusche ohne Stufe",
    "access.parking": "Parkplätze für Menschen mit Behinderung",
    "access.lift": "Aufzug",
    "access.signs_with_pictures": "Schilder mit Bildern",
    "pickup": "Abholen möglich",
}
_NOWHERE: Final = Venue("")
_OF_VENUE: Final = frozenset(path for path, _ in facts_of(_NOWHERE))
_WEEKDAYS: Final = ("mo", "di", "mi", "do", "fr", "sa", "so")


def _thing(listing: Listing) -> Offer | Club:
    return listing.offer or listing.club


def _venue(listing: Listing) -> Venue:
    return listing.venue or _NOWHERE


def words_of(words: Words, voice: Voice) -> str:
    """In the language of the voice, or the nearest that there is."""
    return next(filter(None, (one_line(getattr(words, key)) for key in nearest(voice.key))), "")


def _joined(entries: Iterable[str]) -> str:
    return BETWEEN.join(filter(None, map(one_line, entries)))


def _all_words(many: tuple[Words, ...], site: Site) -> str:
    return _joined(words_of(words, site.voice) for words in many)


def _items(items: tuple[Item, ...]) -> str:
    """Each entry with its label before its sentences."""
    return _joined(_item(item) for item in items)


def _item(item: Item) -> str:
    label, sentences = item.label, [said.words for said in item.all_said]
    return " ".join((f"{sentences[0]}:", *sentences[1:]) if label else sentences)


def _text(text: Text | None) -> str:
    return text.words if text else ""


def _fact_column(path: str) -> Column:
    words = FACTS[path]
    value = attrgetter(path)
    of = _venue if path in _OF_VENUE else offer_of
    return Column(
        path.replace(".", "_"),
        FACT_TITLES[path],
        KNOWN,
        lambda listing, _site: value(of(listing)).value.value,
        f"yes: {words.yes} no: {words.no} unknown: Das wissen wir nicht.",
        width=12,
    )


def _notes(thing: Offer | Venue, site: Site) -> str:
    """What was added to facts, each with the name of its column."""
    return _joined(
        f"{path.replace('.', '_')}: {words_of(fact.note, site.voice)}"
        for path, fact in facts_of(thing)
        if fact.note
    )


def _slot(slot: Slot) -> str:
    """ "di 17:00-18:30", then what makes it rarer; in letters that never change."""
    parts = (
        _WEEKDAYS[slot.weekday] if slot.weekday is not None else "",
        _times(slot.start, slot.end),
        f"every={slot.every_weeks}" if slot.every_weeks > 1 else "",
        f"nth={slot.nth_in_month}" if slot.nth_in_month is not None else "",
        f"from={slot.starts_on}" if slot.starts_on else "",
        f"until={slot.ends_on}" if slot.ends_on else "",
    )
    return " ".join(filter(None, parts))


def _single(found: SingleDate) -> str:
    days = f"{found.day}/{found.last_day}" if found.last_day else str(found.day)
    return f"{days} {_times(found.start, found.end)}".strip()


def _times(start: time | None, end: time | None) -> str:
    begins = f"{start:%H:%M}" if start else ""
    return f"{begins}-{end:%H:%M}" if end else begins


def _price(price: Price, site: Site) -> str:
    """ "5.50 EUR month: Für Kinder (Der Eintritt)"."""
    whom, includes = words_of(price.for_whom, site.voice), words_of(price.includes, site.voice)
    words = " ".join(filter(None, (whom, f"({includes})" if includes else "")))
    return f"{price.amount} EUR {price.per}" + (f": {words}" if words else "")


def _contact(read: Callable[[Contact, Site], str]) -> Read:
    """Of the first contact."""

    def first(listing: Listing, site: Site) -> str:
        return next((read(one, site) for one in contacts_of(listing)), "")

    return first


def _further_contact(contact: Contact, site: Site) -> str:
    words = (
        contact.first_name,
        words_of(contact.role, site.voice),
        phone_words(contact.phone),
        contact.email,
        words_of(contact.best_time, site.voice),
    )
    return ", ".join(filter(None, map(one_line, words)))


def _pictures(listing: Listing) -> tuple[Picture, ...]:
    """Of the offer, of the steps of the first visit, and of the place."""
    of_offer: tuple[Picture, ...] = ()
    if listing.offer:
        steps = (step.picture for step in listing.offer.first_visit.steps)
        of_offer = (*listing.offer.pictures, *filter(None, steps))
    return (*of_offer, *_venue(listing).pictures)


def _picture(picture: Picture, site: Site) -> str:
    """Author and licence belong to each photo that is passed on."""
    words = words_of(picture.alt, site.voice) or "?"
    return f"{words} ({', '.join(filter(None, (picture.author, picture.licence))) or '?'})"


def _postcode(listing: Listing, _site: Site) -> str:
    """Nothing where it is none: programs trust that it has five digits."""
    postcode = _venue(listing).address.postcode.strip()
    return postcode if re.fullmatch("[0-9]{5}", postcode) else ""


def _street(listing: Listing, _site: Site) -> str:
    address = _venue(listing).address
    return f"{address.street} {address.house_number}"


_NAMES: Final = (
    Column("id", "Nummer", TEXT, lambda one, _: one.id, "Bleibt immer gleich.", width=38),
    Column("name", "Name", TEXT, lambda one, _: one.name, width=40),
)
_SPORTS: Final = (
    Column(
        "sports",
        "Sportarten",
        TEXT,
        lambda one, site: _joined(site.sport_names(one)),
        many=True,
        width=30,
    ),
    Column(
        "sport_ids",
        "Sportarten für Programme",
        TEXT,
        lambda one, _: _joined(one.offer.sports if one.offer else one.club.sports),
        "Die erste ist die wichtigste.",
        many=True,
    ),
)
_OF_OFFER: Final = (
    Column("url", "Seite", ADDRESS, lambda one, site: site.addresses.offer(offer_of(one).slug)),
    Column("name_easy", "Name in Leichter Sprache", TEXT, lambda one, _: offer_of(one).name_easy),
    Column("club", "Verein", TEXT, lambda one, _: one.club.name, width=30),
    Column("club_id", "Nummer vom Verein", TEXT, lambda one, _: one.club.id),
    Column(
        "club_url",
        "Seite vom Verein",
        ADDRESS,
        lambda one, site: site.addresses.club(one.club.slug),
    ),
    Column("club_website", "Eigene Seite vom Verein", TEXT, lambda one, _: one.club.website),
)
_TEXTS: Final = (
    Column(
        "text_easy",
        "Text in Leichter Sprache",
        TEXT,
        lambda one, _: _text(offer_of(one).what.easy),
        width=60,
    ),
    Column(
        "text_easy_checked_by",
        "Leichte Sprache geprüft von",
        TEXT,
        lambda one, _: text.checked_by_team if (text := offer_of(one).what.easy) else "",
        "Menschen mit Lernschwierigkeiten haben den Text gelesen.",
    ),
    Column(
        "text_easy_checked_on",
        "Leichte Sprache geprüft am",
        DAY,
        lambda one, _: text.checked_on if (text := offer_of(one).what.easy) else None,
    ),
    Column(
        "text_de",
        "Text in Alltagssprache",
        TEXT,
        lambda one, _: _text(offer_of(one).what.de),
        width=60,
    ),
    Column(
        "text_en",
        "Text auf Englisch",
        TEXT,
        lambda one, _: _text(offer_of(one).what.en),
        width=60,
    ),
)
_WHO: Final = (
    Column(
        "form",
        "Wer mit wem",
        one_of(Form),
        lambda one, _: offer_of(one).form.value,
        "together: Menschen mit und ohne Behinderung zusammen. "
        "own_group: eine Gruppe für Menschen mit Behinderung. both: beides.",
    ),
    Column(
        "levels",
        "Was man können muss",
        one_of(Level),
        lambda one, _: _joined(offer_of(one).levels),
        "try_it: noch nichts. hobby: Sport zum Spaß. competition: Wettkämpfe.",
        many=True,
    ),
    Column("age_min", "Alter ab", COUNT, lambda one, _: offer_of(one).audience.age_min, width=10),
    Column("age_max", "Alter bis", COUNT, lambda one, _: offer_of(one).audience.age_max, width=10),
    Column(
        "gender",
        "Für Frauen oder Männer",
        one_of(Gender),
        lambda one, _: offer_of(one).audience.gender.value,
    ),
    Column(
        "who",
        "Für wen",
        TEXT,
        lambda one, site: words_of(offer_of(one).audience.who, site.voice),
        width=40,
    ),
    Column(
        "documents",
        "Papiere",
        TEXT,
        lambda one, site: _all_words(offer_of(one).audience.documents, site),
        many=True,
    ),
)
_WHEN: Final = (
    Column("status", "Stand", one_of(Status), lambda one, _: offer_of(one).status.value),
    Column("paused_until", "Pause bis", DAY, lambda one, _: offer_of(one).paused_until),
    Column("notice", "Hinweis", TEXT, lambda one, site: words_of(offer_of(one).notice, site.voice)),
    Column(
        "times",
        "Zeiten",
        TEXT,
        lambda one, site: " ".join(
            said.words for said in when_said(offer_of(one).schedule, site.voice, site.today)
        ),
        "Alle Zeiten, die noch kommen, in Sätzen.",
        width=50,
    ),
    Column(
        "slots",
        "Zeiten für Programme",
        TEXT,
        lambda one, _: _joined(map(_slot, offer_of(one).schedule.slots)),
        "Wochentag, Beginn und Ende. every: alle so viele Wochen. "
        "nth: der wievielte im Monat, -1 ist der letzte. from und until: erster und letzter Tag.",
        many=True,
    ),
    Column(
        "single_dates",
        "Einzelne Termine",
        TEXT,
        lambda one, _: _joined(map(_single, offer_of(one).schedule.single_dates)),
        "Tag oder erster/letzter Tag, dann Beginn und Ende.",
        many=True,
    ),
    Column(
        "exceptions",
        "Fällt aus am",
        DAY,
        lambda one, _: _joined(map(str, offer_of(one).schedule.exceptions)),
        many=True,
    ),
    Column(
        "pauses",
        "Pausen",
        TEXT,
        lambda one, _: _joined(f"{gap.first}/{gap.last}" for gap in offer_of(one).schedule.pauses),
        "Erster/letzter Tag.",
        many=True,
    ),
)
_COST: Final = (
    Column(
        "prices",
        "Preise",
        TEXT,
        lambda one, site: _joined(_price(price, site) for price in offer_of(one).prices),
        "Betrag in Euro, dann: once (1 Mal), month, quarter (3 Monate), year.",
        many=True,
        width=30,
    ),
)
_VISIT: Final = (
    Column(
        "trial_how",
        "So geht das Probieren",
        TEXT,
        lambda one, site: words_of(offer_of(one).trial.how, site.voice),
    ),
    Column(
        "languages", "Sprachen", TEXT, lambda one, _: _joined(offer_of(one).languages), many=True
    ),
    Column(
        "group_size", "Größe der Gruppe", COUNT, lambda one, _: offer_of(one).support.group_size
    ),
    Column("helpers_count", "Helfende", COUNT, lambda one, _: offer_of(one).support.helpers_count),
    Column("greeted_by", "Begrüßt von", TEXT, lambda one, _: offer_of(one).first_visit.greeted_by),
    Column(
        "meeting_point",
        "Treffpunkt",
        TEXT,
        lambda one, site: words_of(offer_of(one).first_visit.meeting_point, site.voice),
    ),
    Column(
        "bring",
        "Mitbringen",
        TEXT,
        lambda one, site: _all_words(offer_of(one).first_visit.bring, site),
        many=True,
    ),
    Column(
        "wear",
        "Anziehen",
        TEXT,
        lambda one, site: _all_words(offer_of(one).first_visit.wear, site),
        many=True,
    ),
    Column(
        "steps",
        "Das erste Mal",
        TEXT,
        lambda one, site: _items(step_items(offer_of(one).first_visit, site.voice)),
        many=True,
        width=50,
    ),
    Column("notes", "Notizen", TEXT, lambda one, site: _notes(offer_of(one), site), many=True),
)
_OF_CLUB: Final = (
    Column("url", "Seite", ADDRESS, lambda one, site: site.addresses.club(one.club.slug)),
    Column("kind", "Art", one_of(ClubKind), lambda one, _: one.club.kind.value),
    Column("legal_form", "Rechtsform", TEXT, lambda one, _: one.club.legal_form),
    Column(
        "federation_ids",
        "Nummern bei Verbänden",
        TEXT,
        lambda one, _: _joined(one.club.federation_ids),
        many=True,
    ),
    Column("website", "Eigene Seite", TEXT, lambda one, _: one.club.website, width=30),
    Column(
        "logo",
        "Logo",
        ADDRESS,
        lambda one, site: site.addresses.photo(logo.file) if (logo := one.club.logo) else "",
    ),
    Column(
        "charter_signed_on",
        "Sport für alle versprochen am",
        DAY,
        lambda one, _: one.club.charter_signed_on,
    ),
    Column(
        "usual_answer_days", "Antwort in Tagen", COUNT, lambda one, _: one.club.usual_answer_days
    ),
)
_CONTACT: Final = (
    Column("contact_name", "Ansprechperson", TEXT, _contact(lambda one, _: one.first_name)),
    Column(
        "contact_role",
        "Aufgabe",
        TEXT,
        _contact(lambda one, site: words_of(one.role, site.voice)),
    ),
    Column("contact_phone", "Telefon", TEXT, _contact(lambda one, _: phone_words(one.phone))),
    Column("contact_email", "E-Mail", TEXT, _contact(lambda one, _: one.email)),
    Column(
        "contact_best_time",
        "Gute Zeit",
        TEXT,
        _contact(lambda one, site: words_of(one.best_time, site.voice)),
    ),
    Column(
        "contact_answers_by",
        "Antwortet mit",
        TEXT,
        _contact(lambda one, _: _joined(one.answers_by)),
        many=True,
    ),
    Column(
        "contact_languages",
        "Spricht",
        TEXT,
        _contact(lambda one, _: _joined(one.languages)),
        many=True,
    ),
    Column(
        "further_contacts",
        "Weitere Ansprechpersonen",
        TEXT,
        lambda one, site: _joined(_further_contact(who, site) for who in contacts_of(one)[1:]),
        many=True,
    ),
)
_PICTURES: Final = (
    Column(
        "pictures",
        "Fotos",
        ADDRESS,
        lambda one, site: _joined(site.addresses.photo(photo.file) for photo in _pictures(one)),
        many=True,
    ),
    Column(
        "picture_credits",
        "Worte zu den Fotos",
        TEXT,
        lambda one, site: _joined(_picture(photo, site) for photo in _pictures(one)),
        "Was zu sehen ist, und in Klammern von wem und mit welcher Lizenz.",
        many=True,
    ),
)
_PLACE: Final = (
    Column("place", "Ort", TEXT, lambda one, _: _venue(one).name, width=30),
    Column("street", "Straße", TEXT, _street, width=26),
    Column("postcode", "Postleitzahl", POSTCODE, _postcode, width=12),
    Column("town", "Stadt", TEXT, lambda one, _: _venue(one).address.town),
    Column("part_of_town", "Ortsteil", TEXT, lambda one, _: _venue(one).address.part_of_town),
    Column("district", "Kreis", TEXT, lambda one, _: _venue(one).address.district),
    Column("state", "Bundesland", TEXT, lambda one, _: _venue(one).address.state_code, width=12),
    Column(
        "ags",
        "Gemeindeschlüssel",
        TEXT,
        lambda one, _: _venue(one).address.ags,
        "Amtlicher Gemeindeschlüssel mit 8 Ziffern.",
        width=12,
    ),
    Column("latitude", "Breite", NUMBER, lambda one, _: _venue(one).latitude, "WGS84.", width=12),
    Column("longitude", "Länge", NUMBER, lambda one, _: _venue(one).longitude, "WGS84.", width=12),
    Column(
        "pin_precision",
        "Genauigkeit vom Punkt",
        one_of(Precision),
        lambda one, _: _venue(one).precision,
    ),
    Column("pin_by", "Punkt von", one_of(PinBy), lambda one, _: _venue(one).pin_by),
    Column("place_id", "Nummer vom Ort", TEXT, lambda one, _: _venue(one).id),
    Column("osm_id", "Nummer bei OpenStreetMap", TEXT, lambda one, _: _venue(one).osm_id),
    Column(
        "transport",
        "Bus und Bahn",
        TEXT,
        lambda one, site: _items(transport_items(_venue(one), site.voice)),
        many=True,
        width=40,
    ),
    Column(
        "way_in",
        "Weg hinein",
        TEXT,
        lambda one, site: words_of(_venue(one).way_in, site.voice),
        width=40,
    ),
    *(_fact_column(path) for path in FACTS if path in _OF_VENUE),
    Column(
        "place_notes",
        "Notizen zum Ort",
        TEXT,
        lambda one, site: _notes(_venue(one), site),
        many=True,
    ),
)
_LAST: Final = (
    Column("verified_on", "Geprüft am", DAY, lambda one, _: _thing(one).verification.verified_on),
    Column("verified_by", "Geprüft von", one_of(Role), lambda one, _: _thing(one).verification.by),
    Column("verified_how", "Geprüft mit", one_of(How), lambda one, _: _thing(one).verification.how),
    Column(
        "verified_fields",
        "Was geprüft ist",
        TEXT,
        lambda one, _: _joined(_thing(one).verification.fields),
        "Leer heißt: alles.",
        many=True,
    ),
    Column("changed_at", "Geändert am", MOMENT, lambda one, _: _thing(one).changed_at),
    Column("source", "Quelle", TEXT, lambda one, _: _thing(one).source.name),
    Column("source_id", "Nummer in der Quelle", TEXT, lambda one, _: _thing(one).source.record_id),
    Column("trust", "Vertrauen", one_of(Trust), lambda one, _: _thing(one).source.trust.value),
    Column("place_source", "Quelle vom Ort", TEXT, lambda one, _: _venue(one).source.name),
    Column(
        "licence",
        "Lizenz",
        TEXT,
        lambda one, site: site.licence_of(_thing(one).source.name),
        width=30,
    ),
    Column(
        "attribution",
        "Bitte nennen",
        TEXT,
        lambda one, site: _joined(site.attribution(sources_of(one))),
        "Wer die Daten weitergibt, muss das nennen.",
        many=True,
        width=40,
    ),
    Column(
        "former_ids",
        "Frühere Nummern",
        TEXT,
        lambda one, _: _joined(_thing(one).former_ids),
        many=True,
    ),
    Column(
        "example",
        "Beispiel",
        YES_OR_NO,
        lambda one, _: _thing(one).example,
        "yes: Das haben wir erfunden.",
        width=10,
    ),
)

OFFER_COLUMNS: Final[tuple[Column, ...]] = (
    *_NAMES,
    *_OF_OFFER,
    *_SPORTS,
    *_TEXTS,
    *_WHO,
    *_WHEN,
    *_COST,
    *_VISIT,
    *(_fact_column(path) for path in FACTS if path not in _OF_VENUE),
    Column("network_id", "Netzwerk", TEXT, lambda one, _: offer_of(one).network_id),
    *_CONTACT,
    *_PICTURES,
    *_PLACE,
    *_LAST,
)
CLUB_COLUMNS: Final[tuple[Column, ...]] = (
    *_NAMES,
    *_OF_CLUB,
    *_SPORTS,
    *_CONTACT,
    *_PICTURES,
    *_PLACE,
    *_LAST,
)

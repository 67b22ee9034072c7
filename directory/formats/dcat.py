"""Describes all open files of the site for data portals: DCAT-AP.de 3.0, written as Turtle."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from directory.formats.house import House
from directory.formats.signs import one_line
from directory.formats.turtle import Statements, iri, literal, moment, turtle

TURTLE: Final = "text/turtle"

PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU: Final = "http://publications.europa.eu/resource/authority"
_GERMANY: Final = iri(f"{_EU}/country/DEU")
_GERMAN: Final = iri(f"{_EU}/language/DEU")
_DAILY: Final = iri(f"{_EU}/frequency/DAILY")
_PUBLIC: Final = iri(f"{_EU}/access-right/PUBLIC")
_STABLE: Final = iri(f"{_EU}/planned-availability/STABLE")
# "Education, culture and sport", and "Population and society".
_THEMES: Final = (iri(f"{_EU}/data-theme/EDUC"), iri(f"{_EU}/data-theme/SOCI"))
_THEME_LIST: Final = iri(f"{_EU}/data-theme")
_LEVEL: Final = iri("http://dcat-ap.de/def/politicalGeocoding/Level/federal")
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types"


class About(StrEnum):
    """The data sets; the value ends the name that portals know each by."""

    OFFERS = "angebote"
    CLUBS = "vereine"
    PLACES = "sportorte"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One file. ``eu_format`` is its name in the list of file types of the EU, such as "CSV".

    ``conforms_to`` is the address of a standard. ``licence`` is one of the list of GovData where
    the file has another than the site.
    """

    url: str
    media_type: str
    eu_format: str
    title: str
    description: str = ""
    conforms_to: str = ""
    about: About = About.OFFERS
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """The interface for programs; ``described_at`` is its OpenAPI file."""

    url: str
    described_at: str
    title: str
    description: str = ""


_TITLES: Final = {
    About.OFFERS: "Sportangebote für Menschen mit und ohne Behinderung",
    About.CLUBS: "Sportvereine",
    About.PLACES: "Sportorte und ihre Barrierefreiheit",
}
_DESCRIPTIONS: Final = {
    About.OFFERS: "Angebote mit Sportart, Zeiten, Ort, Kosten und Hilfe vor Ort. Zu jeder Tatsache "
    "steht ja, nein oder unbekannt. Jedes Angebot sagt, wann es geprüft wurde.",
    About.CLUBS: "Vereine, von denen noch kein Angebot für Menschen mit Behinderung bekannt ist.",
    About.PLACES: "Orte mit Angaben zu Stufen, WC, Umkleide, Dusche, Parkplatz und Aufzug.",
}
_KEYWORDS: Final = {
    About.OFFERS: ("Sport", "Inklusion", "Behinderung", "Leichte Sprache", "Sportangebote"),
    About.CLUBS: ("Sport", "Verein", "Sportverein"),
    About.PLACES: ("Barrierefreiheit", "Sportstätte", "Rollstuhl", "Sport"),
}
# Records that come from others keep the licence of their source.
_RIGHTS: Final = "Einträge aus anderen Quellen behalten die Lizenz ihrer Quelle. "


def catalogue(
    house: House,
    distributions: Iterable[Distribution],
    service: Service | None = None,
    contributor: str = "",
) -> str:
    """A data set for each thing that has a file.

    ``contributor`` is the address that GovData gave the operator. Until there is one, a name of
    our own stands there: portals refuse data sets without.
    """
    names = _Names(house)
    files = tuple(distributions)
    sets = tuple(about for about in About if any(one.about is about for one in files))
    subjects: list[tuple[str, Statements]] = [
        (names.catalogue, _catalogue(house, names, sets, service)),
        (names.publisher, _publisher(house)),
        (names.contact, _contact(house)),
        (_GERMANY, {"a": ["dct:Location"]}),
        (_THEME_LIST, {"a": ["skos:ConceptScheme"], "dct:title": [literal("Data theme", "en")]}),
    ]
    for about in sets:
        own = tuple(one for one in files if one.about is about)
        subjects.append((names.dataset(about), _dataset(house, names, about, own, contributor)))
    subjects += [(names.file(one), _file(house, one)) for one in files]
    if service:
        subjects.append((names.service, _service(house, names, sets, service)))
    return turtle(PREFIXES, subjects)


class _Names:
    """What things are called in the file: addresses below the start page that stay as they are."""

    def __init__(self, house: House) -> None:
        self._start = house.addresses.start()
        self.catalogue = self._of("katalog")
        self.publisher = self._of("betreiber")
        self.contact = self._of("kontakt")
        self.service = self._of("schnittstelle")

    def dataset(self, about: About) -> str:
        return self._of(about)

    def file(self, distribution: Distribution) -> str:
        """The file itself is the address; what is said of it has a name of its own."""
        return iri(f"{distribution.url}#datei")

    def _of(self, name: str) -> str:
        return iri(f"{self._start}#{name}")


def _catalogue(
    house: House, names: _Names, sets: tuple[About, ...], service: Service | None
) -> Statements:
    return {
        "a": ["dcat:Catalog"],
        "dct:title": [_german(house.name)],
        "dct:description": [_german(f"Offene Daten von {house.name}: Sport für alle.")],
        "dct:publisher": [names.publisher],
        "dct:language": [_GERMAN],
        "dct:license": [iri(house.licence.dcat)],
        "dct:modified": [moment(house.now)],
        "dct:spatial": [_GERMANY],
        "dcat:themeTaxonomy": [_THEME_LIST],
        "foaf:homepage": [iri(house.addresses.start())],
        "dcat:dataset": map(names.dataset, sets),
        "dcat:service": [names.service] if service else [],
    }


def _publisher(house: House) -> Statements:
    return {
        "a": ["foaf:Agent"],
        "foaf:name": [_german(house.publisher)],
        "foaf:homepage": [iri(house.addresses.start())],
    }


def _contact(house: House) -> Statements:
    return {
        "a": ["vcard:Organization", "vcard:Kind"],
        "vcard:fn": [_german(house.publisher)],
        "vcard:hasEmail": [iri(f"mailto:{house.email}")] if house.email else [],
        "vcard:hasURL": [iri(house.addresses.start())],
    }


def _dataset(
    house: House,
    names: _Names,
    about: About,
    files: tuple[Distribution, ...],
    contributor: str,
) -> Statements:
    return {
        "a": ["dcat:Dataset"],
        "dct:title": [_german(f"{_TITLES[about]} ({house.name})")],
        "dct:description": [_german(_DESCRIPTIONS[about])],
        "dct:identifier": [literal(f"{house.addresses.start()}#{about}")],
        "dcatde:contributorID": [iri(contributor) if contributor else names.publisher],
        "dct:publisher": [names.publisher],
        "dcat:contactPoint": [names.contact],
        "dcat:theme": _THEMES,
        "dcat:keyword": (_german(word) for word in _KEYWORDS[about]),
        "dct:language": [_GERMAN],
        "dct:modified": [moment(house.now)],
        "dct:accrualPeriodicity": [_DAILY],
        "dct:accessRights": [_PUBLIC],
        "dct:spatial": [_GERMANY],
        "dcatde:politicalGeocodingLevelURI": [_LEVEL],
        "dcatap:availability": [_STABLE],
        "dcat:landingPage": [iri(house.addresses.start())],
        "dcat:distribution": map(names.file, files),
    }


def _file(house: House, file: Distribution) -> Statements:
    return {
        "a": ["dcat:Distribution"],
        "dct:title": [_german(file.title)],
        "dct:description": [_german(file.description)] if file.description else [],
        "dcat:accessURL": [iri(file.url)],
        "dcat:downloadURL": [iri(file.url)],
        "dcat:mediaType": [iri(f"{_MEDIA_TYPES}/{file.media_type}")],
        "dct:format": [iri(f"{_EU}/file-type/{file.eu_format}")],
        "dct:conformsTo": [iri(file.conforms_to)] if file.conforms_to else [],
        "dct:license": [iri(file.licence or house.licence.dcat)],
        "dcatde:licenseAttributionByText": [_german(_rights(house))],
        "dct:language": [_GERMAN],
        "dct:modified": [moment(house.now)],
        "dcatap:availability": [_STABLE],
    }


def _service(house: House, names: _Names, sets: tuple[About, ...], service: Service) -> Statements:
    return {
        "a": ["dcat:DataService"],
        "dct:title": [_german(service.title)],
        "dct:description": [_german(service.description)] if service.description else [],
        "dcat:endpointURL": [iri(service.url)],
        "dcat:endpointDescription": [iri(service.described_at)],
        "dcat:servesDataset": map(names.dataset, sets),
        "dct:publisher": [names.publisher],
        "dcat:contactPoint": [names.contact],
        "dcat:theme": _THEMES,
        "dct:license": [iri(house.licence.dcat)],
        "dct:accessRights": [_PUBLIC],
        "dct:format": [iri(f"{_EU}/file-type/JSON")],
        "dcatap:availability": [_STABLE],
    }


def _rights(house: House) -> str:
    return _RIGHTS + "; ".join(house.attribution())


def _german(text: str) -> str:
    return literal(one_line(text), "de")

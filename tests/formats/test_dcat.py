"""Data portals can take the catalogue in: it keeps the German rules, whatever names it holds."""

from dataclasses import replace
from functools import cache

import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, FOAF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from directory.formats.dcat import PREFIXES, About, Distribution, Service, catalogue
from directory.formats.signs import one_line
from directory.formats.turtle import iri, literal
from tests.formats.houses import NASTY, house
from tests.formats.outside import STANDARDS

FILES = (
    Distribution(
        "https://sport.example/daten/angebote.csv",
        "text/csv",
        "CSV",
        "Angebote als CSV",
        "Jede Zeile ist ein Angebot.",
        "http://www.w3.org/TR/tabular-data-model/",
    ),
    Distribution(
        "https://sport.example/daten/angebote.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "XLSX",
        "Angebote für Excel",
    ),
    Distribution(
        "https://sport.example/daten/vereine.csv", "text/csv", "CSV", "Vereine", about=About.CLUBS
    ),
    Distribution(
        "https://sport.example/daten/orte.json",
        "application/geo+json",
        "GEOJSON",
        "Sportorte",
        about=About.PLACES,
        licence="http://dcat-ap.de/def/licenses/odbl",
    ),
)
API = Service(
    "https://sport.example/api/v1/", "https://sport.example/api/v1/openapi.json", "Schnittstelle"
)
GOVDATA = "http://dcat-ap.de/def/contributors/beispiel"
DCATDE = Namespace(PREFIXES["dcatde"])


@cache
def shapes() -> Graph:
    found = Graph()
    for path in sorted((STANDARDS / "dcat-ap-de-3.0").glob("*.ttl")):
        found.parse(path)
    return found


def violations(text: str) -> str:
    """What the rules find, in their words; empty where they are kept."""
    graph = Graph().parse(data=text, format="turtle")
    kept, _, report = pyshacl.validate(
        graph, shacl_graph=shapes(), advanced=True, allow_warnings=True
    )
    return "" if kept else str(report)


def graph_of(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


@pytest.mark.parametrize("contributor", ["", GOVDATA])
@pytest.mark.parametrize("service", [None, API])
def test_the_german_rules_are_kept(service: Service | None, contributor: str) -> None:
    assert violations(catalogue(house(), FILES, service, contributor)) == ""


@pytest.mark.parametrize(
    "words",
    ["dct:publisher", "dct:license", "dcat:endpointURL", "vcard:", "dct:title", "dcat:accessURL"],
)
def test_the_rules_notice_what_is_missing(words: str) -> None:
    """So that a test above that finds nothing means something."""
    text = catalogue(house(), FILES, API)
    lines = [line for line in text.split("\n") if not line.strip().startswith(words)]
    assert len(lines) < len(text.split("\n"))
    ends = (line.replace(" ;", " .") if not follows else line for line, follows in _ends(lines))
    assert violations("\n".join(ends))


def _ends(lines: list[str]) -> list[tuple[str, bool]]:
    """Each line, and whether what it says of a thing goes on in the next."""
    after = [*lines[1:], ""]
    return [(line, bool(next_line.strip())) for line, next_line in zip(lines, after, strict=True)]


def test_each_data_set_has_its_files() -> None:
    graph = graph_of(catalogue(house(), FILES, API, GOVDATA))
    sets = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert {str(one) for one in sets} == {f"https://sport.example/#{about}" for about in About}
    offers = URIRef("https://sport.example/#angebote")
    urls = {
        str(url)
        for file in graph.objects(offers, DCAT.distribution)
        for url in graph.objects(file, DCAT.downloadURL)
    }
    assert urls == {file.url for file in FILES[:2]}
    assert graph.value(offers, DCATDE.contributorID) == URIRef(GOVDATA)
    assert (
        set(graph.objects(next(graph.subjects(RDF.type, DCAT.DataService)), DCAT.servesDataset))
        == sets
    )


def test_a_licence_stands_at_each_file() -> None:
    graph = graph_of(catalogue(house(), FILES))
    licences = {
        str(graph.value(file, DCAT.accessURL)): str(graph.value(file, DCTERMS.license))
        for file in graph.subjects(RDF.type, DCAT.Distribution)
    }
    assert licences.pop(FILES[3].url) == FILES[3].licence
    assert set(licences.values()) == {"http://dcat-ap.de/def/licenses/cc-by/4.0"}
    said = {str(text) for text in graph.objects(None, DCATDE.licenseAttributionByText)}
    assert len(said) == 1 and "OpenStreetMap-Mitwirkende" in said.pop()


def test_a_set_without_files_is_not_named() -> None:
    text = catalogue(house(), FILES[:1])
    assert len(list(graph_of(text).subjects(RDF.type, DCAT.Dataset))) == 1
    assert violations(text) == ""


def test_without_an_address_for_mail_one_can_still_ask() -> None:
    assert violations(catalogue(replace(house(), email=""), FILES, API)) == ""


@pytest.mark.parametrize("text", NASTY)
def test_names_that_hurt_are_text(text: str) -> None:
    """Quotes, line ends and signs of two parts end no literal."""
    named = replace(house(), name=text, operator=text, email=f'a"> .\n<b@{text[:20]}')
    file = Distribution(f"https://sport.example/{text[:50]}", "text/csv", "CSV", text, text)
    written = catalogue(named, [file], replace(API, title=text, description=text))
    graph = graph_of(written)
    assert len(set(graph.subjects(RDF.type, None))) == 8
    name = graph.value(URIRef("https://sport.example/#betreiber"), FOAF.name)
    assert str(name) == one_line(text)
    assert violations(written) == ""


@pytest.mark.parametrize("text", ['"', "\\", 'a\\"', "a\nb\r\tc", '"""', "🏊🏽‍♀️", "\\u0041", "'"])
def test_a_literal_is_read_back_as_it_was(text: str) -> None:
    (said,) = graph_of(f"<a:b> <a:c> {literal(text, 'de')} .").objects()
    assert said == Literal(text, lang="de")


@pytest.mark.parametrize("address", ["https://a/ä b", 'https://a/<>"{}|^`\\', "mailto:a\n@b"])
def test_an_address_stays_within_its_brackets(address: str) -> None:
    (said,) = graph_of(f"<a:b> <a:c> {iri(address)} .").objects()
    assert isinstance(said, URIRef)
    assert len(said) >= len(address)

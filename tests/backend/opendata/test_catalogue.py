"""The catalogue holds what DCAT-AP.de demands, in three formats that say the same."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS

from hallenwart_backend.opendata.catalogue import describing, json_ld, rdf_xml, turtle
from hallenwart_backend.opendata.catalogue.describing import Entry, Who
from hallenwart_backend.opendata.catalogue.lists import LICENSES
from hallenwart_backend.opendata.datasets import Dataset, Distribution, FileType, Often, Rights, Words, together
from hallenwart_backend.opendata.publisher import Publisher
from hallenwart_backend.opendata.subjects import CLIMATE, OCCUPANCY, PARKING
from support.dcat_check import MANDATORY, faults

PUBLISHER = Publisher(
    "sportamt@musterstadt.example",
    "https://www.musterstadt.example/sport",
    "http://dcat-ap.de/def/contributors/musterstadt",
    "990010001001",
    "Musterstadt",
)
WHO = Who("https://sport.musterstadt.example", "Sportamt Musterstadt", "CC-BY-4.0", PUBLISHER, (8.1, 52.0, 8.3, 52.2))
FILE = Distribution(
    "csv", "/daten/dumps/climate.csv", FileType.CSV, "text/csv", "CSV-Datei", "CSV file", bytes=1200, sha256="ab" * 32
)
THINGS = Distribution(
    "sensorthings", "/sensorthings/v1.1", FileType.JSON, "application/json", "SensorThings", "SensorThings", api=True
)
ENTRIES = [
    Entry(replace(CLIMATE.by(FILE, THINGS), from_ms=1_700_000_000_000, to_ms=1_760_000_000_000), Rights.PUBLIC, "CC-BY-4.0"),
    Entry(OCCUPANCY.by(THINGS), Rights.KEY, "DL-DE-ZERO-2.0"),
]


def read(things, write=turtle.write, form="turtle"):
    return Graph().parse(data=write(things), format=form)


def read_json(things):
    """Return what pyld, a reader of JSON-LD, makes of it; it may fetch nothing."""
    told = json.loads(json_ld.write(things))
    return Graph().parse(data=jsonld.to_rdf(told, {"format": "application/n-quads", "documentLoader": None}), format="nt")


def test_nothing_that_is_demanded_or_recommended_is_missing():
    assert faults(read(describing.catalogue(ENTRIES, WHO))) == []


@pytest.mark.parametrize("rule", MANDATORY, ids=lambda rule: str(rule[1]).rpartition("/")[2])
def test_the_check_itself_sees_what_is_missing(rule):
    kind, name, *_ = rule
    graph = read(describing.catalogue(ENTRIES, WHO))
    subject = next(iter(graph.subjects(URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), kind)))
    graph.remove((subject, name, None))
    assert any(str(name) in fault for fault in faults(graph))


def test_all_formats_say_the_same_and_the_jsonld_reads_without_anything_else():
    things = describing.catalogue(ENTRIES, WHO)
    as_turtle = read(things)
    assert isomorphic(as_turtle, read(things, rdf_xml.write, "xml"))
    assert isomorphic(as_turtle, read_json(things))


def test_one_service_answers_for_all_datasets_that_it_offers():
    graph = read(describing.catalogue(ENTRIES, WHO))
    (service,) = set(graph.objects(None, DCAT.accessService))
    assert set(graph.objects(service, DCAT.servesDataset)) == {URIRef(WHO.dataset("climate")), URIRef(WHO.dataset("occupancy"))}


def test_each_dataset_has_the_licence_of_its_own():
    graph = read(describing.catalogue(ENTRIES, WHO))
    for entry in ENTRIES:
        for one in graph.objects(URIRef(WHO.dataset(entry.dataset.id)), DCAT.distribution):
            assert list(graph.objects(one, DCTERMS.license)) == [URIRef(LICENSES[entry.license])]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40), st.text(max_size=12))
def test_any_text_comes_through_every_format(title, word):
    title = f"a{title}".replace("\x00", "")
    odd = Dataset("odd", Words(title, title, (f"w{word}",)), Words("Odd", "Odd."), ("TECH",), Often.IRREG).by(FILE)
    things = describing.catalogue([Entry(odd, Rights.PUBLIC, "CC0-1.0")], WHO)
    for graph in (read(things), read_json(things)):
        assert title in {str(text) for text in graph.objects(URIRef(WHO.dataset("odd")), DCTERMS.title)}
    rdf_xml_graph = read(things, rdf_xml.write, "xml")
    assert len(list(rdf_xml_graph.objects(URIRef(WHO.dataset("odd")), DCTERMS.title))) == 2


def test_what_several_rooms_offer_is_one_dataset():
    other = replace(FILE, id="parquet", format=FileType.PARQUET)
    (one, _) = together([CLIMATE.by(FILE), PARKING, replace(CLIMATE.by(other, FILE), from_ms=5, to_ms=9)])
    assert ([way.id for way in one.distributions], one.from_ms, one.to_ms) == (["csv", "parquet"], 5, 9)

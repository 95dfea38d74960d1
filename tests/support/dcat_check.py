"""What DCAT-AP.de 3.0 demands of a catalogue, read from its specification (tables of classes) and GovData's conventions.

Every rule is (class, property, least, most, check); a property that is recommended stands in `RECOMMENDED`.
"""

from __future__ import annotations

import re

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

DCATAP = Namespace("http://data.europa.eu/r5r/")
DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
EU = "http://publications.europa.eu/resource/authority/"
MANY = 10**6


def literal(node):
    return isinstance(node, Literal) and bool(str(node).strip())


def thing(node):
    return isinstance(node, BNode) or (isinstance(node, URIRef) and re.match(r"[a-z]+:\S+$", str(node)) is not None)


def within(start):
    return lambda node: isinstance(node, URIRef) and str(node).startswith(start) and len(str(node)) > len(start)


def typed(kind):
    return lambda node: literal(node) and node.datatype == kind


MANDATORY = (
    (DCAT.Catalog, DCTERMS.title, 1, MANY, literal),
    (DCAT.Catalog, DCTERMS.description, 1, MANY, literal),
    (DCAT.Catalog, DCTERMS.publisher, 1, 1, thing),
    (DCAT.Catalog, DCAT.dataset, 1, MANY, thing),
    (DCAT.Dataset, DCTERMS.title, 1, MANY, literal),
    (DCAT.Dataset, DCTERMS.description, 1, MANY, literal),
    (DCAT.Dataset, DCTERMS.publisher, 1, 1, thing),
    (DCAT.Dataset, DCATDE.contributorID, 1, MANY, within("http://dcat-ap.de/def/contributors/")),
    (DCAT.Distribution, DCAT.accessURL, 1, MANY, thing),
    (DCAT.Distribution, DCTERMS.license, 1, 1, within("http://dcat-ap.de/def/licenses/")),
    (DCAT.DataService, DCAT.endpointURL, 1, MANY, thing),
    (DCAT.DataService, DCTERMS.title, 1, MANY, literal),
    (DCAT.DataService, DCTERMS.publisher, 1, 1, thing),
    (DCAT.DataService, DCTERMS.license, 1, 1, within("http://dcat-ap.de/def/licenses/")),
    (FOAF.Agent, FOAF.name, 1, MANY, literal),
    (SPDX.Checksum, SPDX.algorithm, 1, 1, thing),
    (SPDX.Checksum, SPDX.checksumValue, 1, 1, typed(XSD.hexBinary)),
)
"""GovData takes nothing without a contributorID, though the specification has it optional."""
RECOMMENDED = (
    (DCAT.Catalog, DCTERMS.language, 1, MANY, within(f"{EU}language/")),
    (DCAT.Catalog, FOAF.homepage, 1, 1, thing),
    (DCAT.Catalog, DCTERMS.license, 1, 1, within("http://dcat-ap.de/def/licenses/")),
    (DCAT.Catalog, DCAT.themeTaxonomy, 1, MANY, thing),
    (DCAT.Catalog, DCATAP.availability, 1, 1, within(f"{EU}planned-availability/")),
    (DCAT.Catalog, DCTERMS.spatial, 1, MANY, thing),
    (DCAT.Dataset, DCAT.keyword, 1, MANY, literal),
    (DCAT.Dataset, DCATDE.politicalGeocodingLevelURI, 1, MANY, within("http://dcat-ap.de/def/politicalGeocoding/Level/")),
    (DCAT.Dataset, DCATDE.politicalGeocodingURI, 1, MANY, within("http://dcat-ap.de/def/politicalGeocoding/")),
    (DCAT.Dataset, DCAT.theme, 1, MANY, within(f"{EU}data-theme/")),
    (DCAT.Dataset, DCAT.contactPoint, 1, MANY, thing),
    (DCAT.Dataset, DCATAP.availability, 1, 1, within(f"{EU}planned-availability/")),
    (DCAT.Dataset, DCTERMS.spatial, 1, MANY, thing),
    (DCAT.Dataset, DCAT.distribution, 1, MANY, thing),
    (DCAT.Dataset, DCTERMS.accessRights, 1, 1, within(f"{EU}access-right/")),
    (DCAT.Dataset, DCTERMS.accrualPeriodicity, 1, 1, within(f"{EU}frequency/")),
    (DCAT.Dataset, DCATDE.maintainer, 1, MANY, thing),
    (DCAT.Distribution, DCTERMS.title, 1, MANY, literal),
    (DCAT.Distribution, DCTERMS["format"], 1, 1, within(f"{EU}file-type/")),
    (DCAT.Distribution, DCATAP.availability, 1, 1, within(f"{EU}planned-availability/")),
    (DCAT.DataService, DCAT.endpointDescription, 1, MANY, thing),
    (DCAT.DataService, DCAT.servesDataset, 1, MANY, thing),
)


def faults(graph: Graph, rules=MANDATORY + RECOMMENDED) -> list[str]:
    """Return in words what a catalogue lacks or has wrong."""
    found = []
    for kind, name, least, most, fits in rules:
        for subject in graph.subjects(RDF.type, kind):
            values = list(graph.objects(subject, name))
            if not least <= len(values) <= most:
                found.append(f"{subject}: {len(values)} times {name}")
            found += [f"{subject}: {name} is {value!r}" for value in values if not fits(value)]
    return found + _dangling(graph) + _conventions(graph)


def _dangling(graph: Graph) -> list[str]:
    """What the catalogue names must be described in it, as what it is named for."""
    kinds = {
        DCAT.dataset: DCAT.Dataset,
        DCAT.distribution: DCAT.Distribution,
        DCAT.accessService: DCAT.DataService,
        DCAT.service: DCAT.DataService,
        DCAT.servesDataset: DCAT.Dataset,
        DCTERMS.publisher: FOAF.Agent,
        DCATDE.maintainer: FOAF.Agent,
    }
    return [
        f"{value} is no {kind}"
        for name, kind in kinds.items()
        for value in graph.objects(None, name)
        if (value, RDF.type, kind) not in graph
    ]


def _conventions(graph: Graph) -> list[str]:
    silent = [
        f"{one}: a contact without e-mail and page"  # convention 1
        for one in graph.objects(None, DCAT.contactPoint)
        if not _has(graph, one, VCARD.hasEmail, VCARD.hasURL)
    ]
    timeless = [
        f"{one}: a time without beginning and end"  # convention 38
        for one in graph.subjects(RDF.type, DCTERMS.PeriodOfTime)
        if not _has(graph, one, DCAT.startDate, DCAT.endDate)
    ]
    unnamed = [
        f"{one}: a source to name, and no name"  # convention 35
        for one, license_ in graph.subject_objects(DCTERMS.license)
        if (one, RDF.type, DCAT.Distribution) in graph
        and re.search(r"/(cc-by|dl-by-de)/", str(license_))
        and not _has(graph, one, DCATDE.licenseAttributionByText)
    ]
    return silent + timeless + unnamed


def _has(graph: Graph, one, *names) -> bool:
    return any((one, name, None) in graph for name in names)

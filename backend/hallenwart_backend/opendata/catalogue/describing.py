"""Datasets as DCAT-AP.de 3.0 wants them described: mandatory properties, recommended ones, and what GovData asks for. Pure.

Addresses stay: a dataset is `/daten/datensatz/{id}`, its distributions and who publishes it are named behind a `#` of that
or of `/daten/katalog`, so each of them answers with what is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from hallenwart_backend.opendata.catalogue import lists
from hallenwart_backend.opendata.catalogue.graph import Ref, Text, Thing
from hallenwart_backend.opendata.datasets import Dataset, Distribution, Rights
from hallenwart_backend.opendata.publisher import Publisher
from hallenwart_contract.clock import utc

Said = tuple[str, Ref | Text | Thing]
Box = tuple[float, float, float, float]
"""West, south, east, north."""
TITLE: Final = "Daten der Sporthallen", "Data of the sports halls"
ABOUT: Final = (
    "Alle Daten, die Hallen, Vereine und Sportamt zum Weiterverwenden geben.",
    "All data that halls, clubs and the sports office give for reuse.",
)
_KEYED: Final = "Nur mit Schlüssel des Herausgebers.", "Only with a key of the publisher."


@dataclass(frozen=True, slots=True)
class Entry:
    """A dataset of the catalogue, with the licence (SPDX) it is under."""

    dataset: Dataset
    rights: Rights
    license: str


@dataclass(frozen=True, slots=True)
class Who:
    """`base` is where people reach this server, without a slash at its end; `name` is who publishes."""

    base: str
    name: str
    license: str
    publisher: Publisher
    box: Box | None = None

    @property
    def catalogue(self) -> str:
        return f"{self.base}/daten/katalog"

    @property
    def agent(self) -> str:
        return f"{self.catalogue}#herausgeber"

    def dataset(self, identity: str) -> str:
        return f"{self.base}/daten/datensatz/{identity}"

    def whole(self, path: str) -> str:
        """Return the whole address of a path, with what may not stand in an address written by its number."""
        return quote(f"{self.base}{path}" if path.startswith("/") else path, safe="%/:=&?~#+!$,;'@()*[]")


def both(name: str, de: str, en: str) -> list[Said]:
    return [(name, Text(de, "de")), (name, Text(en, "en"))]


def day(name: str, t_ms: int | None) -> list[Said]:
    return [] if t_ms is None else [(name, Text(f"{utc(t_ms):%Y-%m-%d}", type="xsd:date"))]


def catalogue(entries: Sequence[Entry], who: Who) -> list[Thing]:
    """Return the whole catalogue."""
    services = _services(entries, who)
    return [
        _head(entries, services, who),
        _agent(who),
        *(thing for one in entries for thing in dataset(one, who)),
        *services,
    ]


def alone(entry: Entry, who: Who) -> list[Thing]:
    """Return one dataset, with who publishes it and the services that answer for it."""
    return [*dataset(entry, who), _agent(who), *_services([entry], who)]


def _head(entries: Sequence[Entry], services: Iterable[Thing], who: Who) -> Thing:
    changed = [one.dataset.modified_ms for one in entries if one.dataset.modified_ms is not None]
    return Thing(
        "dcat:Catalog",
        [
            *both("dct:title", f"{TITLE[0]}: {who.name}", f"{TITLE[1]}: {who.name}"),
            *both("dct:description", *ABOUT),
            ("dct:publisher", Ref(who.agent)),
            ("foaf:homepage", Ref(f"{who.base}/daten")),
            ("dct:language", Ref(lists.GERMAN)),
            ("dct:language", Ref(lists.ENGLISH)),
            ("dct:license", Ref(lists.LICENSES[who.license])),
            ("dcat:themeTaxonomy", Ref(lists.THEMES)),
            ("dcatap:availability", Ref(lists.AVAILABLE)),
            ("dct:conformsTo", Ref(lists.PROFILE)),
            *day("dct:modified", max(changed, default=None)),
            *_where(who, catalogue=True),
            *(("dcat:dataset", Ref(who.dataset(one.dataset.id))) for one in entries),
            *(("dcat:service", Ref(one.address)) for one in services),
        ],
        who.catalogue,
    )


def _agent(who: Who) -> Thing:
    said = who.publisher
    more: list[Said] = [("foaf:homepage", Ref(said.homepage))] if said.homepage else []
    more += [("foaf:mbox", Ref(f"mailto:{said.mail}"))] if said.mail else []
    return Thing("foaf:Agent", [("foaf:name", Text(who.name)), ("dct:type", Ref(lists.LOCAL_AUTHORITY)), *more], who.agent)


def _contact(who: Who) -> Thing:
    mail, page = who.publisher.mail, who.publisher.homepage or f"{who.base}/daten"
    way: Said = ("vcard:hasEmail", Ref(f"mailto:{mail}")) if mail else ("vcard:hasURL", Ref(page))
    return Thing("vcard:Organization", [("vcard:fn", Text(who.name)), way])


def _where(who: Who, *, catalogue: bool = False) -> list[Said]:
    said: list[Said] = []
    place: list[Said] = [("rdfs:label", Text(who.publisher.place, "de"))] if who.publisher.place else []
    if who.box:
        west, south, east, north = who.box
        ring = ", ".join(f"{x} {y}" for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south)))
        place.append(("dcat:bbox", Text(f"POLYGON(({ring}))", type="gsp:wktLiteral")))
    said.append(("dct:spatial", Thing("dct:Location", place) if place else Ref(lists.GERMANY)))
    if catalogue:
        return said
    said.append(("dcatde:politicalGeocodingLevelURI", Ref(lists.MUNICIPALITY)))
    if who.publisher.area:
        said.append(("dcatde:politicalGeocodingURI", Ref(lists.region(who.publisher.area))))
    if who.publisher.place:
        said.append(("dcatde:geocodingDescription", Text(who.publisher.place, "de")))
    return said


def dataset(entry: Entry, who: Who) -> list[Thing]:
    """Return a dataset and its distributions."""
    of, address = entry.dataset, who.dataset(entry.dataset.id)
    contributor: list[Said] = [("dcatde:contributorID", Ref(who.publisher.contributor))] if who.publisher.contributor else []
    times = [*day("dcat:startDate", of.from_ms), *day("dcat:endDate", of.to_ms)]
    temporal: list[Said] = [("dct:temporal", Thing("dct:PeriodOfTime", times))] if times else []
    head = Thing(
        "dcat:Dataset",
        [
            *both("dct:title", of.de.title, of.en.title),
            *both("dct:description", of.de.text, of.en.text),
            ("dct:identifier", Text(address)),
            *((("dcat:keyword", Text(word, "de"))) for word in of.de.keywords),
            *((("dcat:keyword", Text(word, "en"))) for word in of.en.keywords),
            *(("dcat:theme", Ref(lists.theme(code))) for code in of.themes),
            *contributor,
            *((role, Ref(who.agent)) for role in ("dct:publisher", "dcatde:maintainer", "dcatde:originator", "dct:creator")),
            ("dcat:contactPoint", _contact(who)),
            ("dcatap:availability", Ref(lists.AVAILABLE)),
            ("dct:accessRights", Ref(lists.access(entry.rights))),
            ("dct:accrualPeriodicity", Ref(lists.often(of.often))),
            ("dct:language", Ref(lists.GERMAN)),
            ("dcat:landingPage", Ref(f"{who.base}/daten#{of.id}")),
            ("foaf:page", Ref(f"{who.base}/daten#{of.id}")),
            *day("dct:modified", of.modified_ms),
            *temporal,
            *_where(who),
            *(("dcat:distribution", Ref(f"{address}#{one.id}")) for one in of.distributions),
        ],
        address,
    )
    return [head, *(_distribution(one, entry, who) for one in of.distributions)]


def _license(entry: Entry, who: Who) -> list[Said]:
    named: list[Said] = [("dcatde:licenseAttributionByText", Text(who.name, "de"))] if entry.license in lists.NAMING else []
    return [("dct:license", Ref(lists.LICENSES[entry.license])), *named]


def _distribution(one: Distribution, entry: Entry, who: Who) -> Thing:
    address = who.whole(one.path)
    more: list[Said] = []
    if one.api:
        more.append(("dcat:accessService", Ref(_service_address(one, who))))
    else:
        more.append(("dcat:downloadURL", Ref(address)))
    if one.standard:
        more.append(("dct:conformsTo", Ref(one.standard)))
    if one.columns:
        more.append(("dct:conformsTo", Ref(who.whole(one.columns))))
    if one.bytes is not None:
        more.append(("dcat:byteSize", Text(str(one.bytes), type="xsd:nonNegativeInteger")))
    if one.sha256:
        proof: list[Said] = [
            ("spdx:algorithm", Ref(lists.SHA256)),
            ("spdx:checksumValue", Text(one.sha256, type="xsd:hexBinary")),
        ]
        more.append(("spdx:checksum", Thing("spdx:Checksum", proof)))
    if entry.rights is Rights.KEY:
        more += both("dct:rights", *_KEYED)[:1]
    return Thing(
        "dcat:Distribution",
        [
            *both("dct:title", one.de, one.en),
            ("dcat:accessURL", Ref(who.whole(one.example) if one.api and one.example else address)),
            *_license(entry, who),
            ("dct:format", Ref(lists.file_type(one.format))),
            ("dcat:mediaType", Ref(lists.media_type(one.media_type))),
            ("dcatap:availability", Ref(lists.AVAILABLE)),
            ("adms:status", Ref(lists.COMPLETED)),
            ("foaf:page", Ref(f"{who.base}/daten#{entry.dataset.id}")),
            *day("dct:modified", one.modified_ms),
            *more,
        ],
        f"{who.dataset(entry.dataset.id)}#{one.id}",
    )


def _service_address(one: Distribution, who: Who) -> str:
    return f"{who.catalogue}#dienst-" + re.sub("[^a-z0-9]+", "-", one.path.lower()).strip("-")


def _services(entries: Sequence[Entry], who: Who) -> list[Thing]:
    """Return what is asked instead of copied: once each, with all datasets it answers for."""
    found: dict[str, tuple[Distribution, list[Entry]]] = {}
    for entry in entries:
        for one in entry.dataset.distributions:
            if one.api:
                found.setdefault(_service_address(one, who), (one, []))[1].append(entry)
    return [_service(address, one, serving, who) for address, (one, serving) in found.items()]


def _service(address: str, one: Distribution, serving: Sequence[Entry], who: Who) -> Thing:
    standard: list[Said] = [("dct:conformsTo", Ref(one.standard))] if one.standard else []
    open_to_all = all(entry.rights is Rights.PUBLIC for entry in serving)
    return Thing(
        "dcat:DataService",
        [
            *both("dct:title", one.de, one.en),
            ("dcat:endpointURL", Ref(who.whole(one.path))),
            ("dcat:endpointDescription", Ref(f"{who.base}/daten#{serving[0].dataset.id}")),
            ("dct:publisher", Ref(who.agent)),
            ("dcatap:availability", Ref(lists.AVAILABLE)),
            ("dct:accessRights", Ref(lists.access(Rights.PUBLIC if open_to_all else Rights.KEY))),
            *_license(serving[0], who),
            *standard,
            *(("dcat:servesDataset", Ref(who.dataset(entry.dataset.id))) for entry in serving),
        ],
        address,
    )

"""What a catalogue says, as things with properties, before it is written in a format. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SPACES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of all terms used."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Another thing, by its address."""

    to: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a language, or a value of a type (`xsd:date`)."""

    text: str
    lang: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """`kind` and the names of properties are prefixed. Without an address it stands inside the one that has it."""

    kind: str
    has: Sequence[tuple[str, Ref | Text | Thing]]
    address: str = ""


def full(name: str) -> str:
    """Return the address a prefixed name stands for."""
    prefix, _, rest = name.partition(":")
    return SPACES[prefix] + rest

"""Things as RDF/XML (W3C RDF 1.1 XML Syntax). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from hallenwart_backend.opendata.catalogue.graph import SPACES, Ref, Text, Thing, full

MEDIA_TYPE: Final = "application/rdf+xml"
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(things: Sequence[Thing]) -> bytes:
    spaces = "".join(f"\n  xmlns:{name}={quoteattr(space)}" for name, space in SPACES.items())
    inside = "".join(_thing(one, 1) for one in things)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n{inside}</rdf:RDF>\n'.encode()


def _thing(thing: Thing, depth: int) -> str:
    gap = "  " * depth
    about = f" rdf:about={quoteattr(_NOT_XML.sub('', thing.address))}" if thing.address else ""
    inside = "".join(_property(name, value, depth + 1) for name, value in thing.has)
    return f"{gap}<{thing.kind}{about}>\n{inside}{gap}</{thing.kind}>\n"


def _property(name: str, value: Ref | Text | Thing, depth: int) -> str:
    gap = "  " * depth
    if isinstance(value, Ref):
        return f"{gap}<{name} rdf:resource={quoteattr(_NOT_XML.sub('', value.to))}/>\n"
    if isinstance(value, Thing):
        return f"{gap}<{name}>\n{_thing(value, depth + 1)}{gap}</{name}>\n"
    said = f' xml:lang="{value.lang}"' if value.lang else ""
    said += f" rdf:datatype={quoteattr(full(value.type))}" if value.type else ""
    return f"{gap}<{name}{said}>{escape(_NOT_XML.sub('', value.text))}</{name}>\n"

"""Which feeds there are, in which formats, and by whom each is checked. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from hallenwart_backend.exchange import atom, calendars, schema_org, table, volunteering
from hallenwart_backend.exchange.model import Item, ItemKind
from hallenwart_backend.exchange.teller import Teller

LINKED: Final = "application/ld+json"
CALENDAR: Final = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed is written from. `here` is its own address."""

    items: Sequence[Item]
    title: str
    here: str
    teller: Teller
    now_ms: int


@dataclass(frozen=True, slots=True)
class Form:
    """A format: its ending, media type, what people call it, who checks it in the tests, and how it is written."""

    ending: str
    type: str
    name: str
    checked: str
    write: Callable[[Told], bytes]


@dataclass(frozen=True, slots=True)
class Subject:
    kind: ItemKind
    de: str
    en: str
    forms: tuple[Form, ...]


JSONLD: Final = Form(
    "jsonld",
    LINKED,
    "JSON-LD (schema.org)",
    "schema-dts, pyld",
    lambda told: msgspec.json.encode(schema_org.document(told.items, told.teller)),
)
ATOM: Final = Form(
    "atom",
    atom.MEDIA_TYPE,
    "Atom (RFC 4287)",
    "feedparser",
    lambda told: atom.feed(told.items, told.title, told.here, told.teller, told.now_ms),
)
ICS: Final = Form(
    "ics", CALENDAR, "iCalendar (RFC 5545)", "icalendar", lambda told: calendars.calendar(told.items, told.title, told.teller)
)
CSV: Final = Form("csv", table.MEDIA_TYPE, "CSV (RFC 4180)", "csv", lambda told: table.table(told.items, told.teller))
VOLUNTEERING: Final = Form(
    "volunteering.jsonld",
    LINKED,
    "JSON-LD (Volunteering Data Standard)",
    "rdflib",
    lambda told: msgspec.json.encode(volunteering.document(told.items, told.teller)),
)
SUBJECTS: Final = {
    "events": Subject(ItemKind.EVENT, "Veranstaltungen", "Events", (JSONLD, ATOM, ICS)),
    "offers": Subject(ItemKind.OFFER, "Mithelfen", "Helping", (JSONLD, VOLUNTEERING, ATOM, ICS, CSV)),
    "clubs": Subject(ItemKind.CLUB, "Vereine", "Clubs", (JSONLD, ATOM)),
    "sessions": Subject(ItemKind.SESSION, "Trainings zum Mitmachen", "Trainings to join", (JSONLD, ATOM, ICS)),
    "halls": Subject(ItemKind.FACILITY, "Hallen", "Halls", (JSONLD,)),
}
FILES: Final = {f"{name}.{form.ending}": (subject, form) for name, subject in SUBJECTS.items() for form in subject.forms}

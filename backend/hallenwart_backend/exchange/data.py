"""The feeds as datasets of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_backend.exchange import openactive, table
from hallenwart_backend.exchange.catalog import SUBJECTS, Form
from hallenwart_backend.exchange.model import ItemKind
from hallenwart_backend.exchange.words import WORDS
from hallenwart_backend.opendata.datasets import Dataset, Distribution, FileType, Often, Words
from hallenwart_backend.opendata.subjects import CLUBS, HALLS

OPENACTIVE: Final = "openactive"
HOLDING: Final = {
    ItemKind.CLUB: "clubs",
    ItemKind.SESSION: "sessions",
    ItemKind.DATE: "sessions",
    ItemKind.FACILITY: "halls",
    ItemKind.SLOT: OPENACTIVE,
    ItemKind.EVENT: "events",
    ItemKind.OFFER: "offers",
    ItemKind.PROJECT: "offers",
}
"""Which dataset a thing belongs to: whoever may read that one may ask for it at its own address."""
_TYPES: Final = {
    "jsonld": FileType.JSON_LD,
    "volunteering.jsonld": FileType.JSON_LD,
    "atom": FileType.ATOM,
    "ics": FileType.ICS,
    "csv": FileType.CSV,
}
_STANDARDS: Final = {
    "jsonld": "https://schema.org/",
    "volunteering.jsonld": "https://standard.volunteeringdata.io",
    "atom": "https://www.rfc-editor.org/rfc/rfc4287",
    "ics": "https://www.rfc-editor.org/rfc/rfc5545",
    "csv": "https://www.rfc-editor.org/rfc/rfc4180",
}
_COLUMNS: Final = (
    (
        f"Die CSV-Datei hat diese Spalten: {', '.join(table.COLUMNS)}. Ihre Namen sind unsere Annahme: Die Musterdatei der "
        "Freiwilligendatenbank ist nicht öffentlich. Ordnen Sie die Spalten beim ersten Einlesen einmal zu."
    ),
    (
        f"The CSV file has these columns: {', '.join(table.COLUMNS)}. Their names are our assumption: the sample file of the "
        "Freiwilligendatenbank is not public. Map the columns once when you first read them."
    ),
)
_OWN: Final = {
    "events": Dataset(
        "events",
        Words(
            "Veranstaltungen in Sporthallen",
            "Spiele und Feste in den Hallen, zu denen alle kommen dürfen.",
            ("Veranstaltung", "Sport", "Termin"),
        ),
        Words("Events in sports halls", "Matches and fairs in the halls that everybody may visit.", ("event", "sport", "date")),
        ("EDUC",),
        Often.CONT,
    ),
    "offers": Dataset(
        "offers",
        Words(
            "Mithelfen im Sport", "Wo Vereine Hilfe suchen, und wann.", ("Ehrenamt", "Helfer", "Sportverein"), (_COLUMNS[0],)
        ),
        Words(
            "Helping in sport",
            "Where clubs look for help, and when.",
            ("volunteering", "helper", "sports club"),
            (_COLUMNS[1],),
        ),
        ("SOCI",),
        Often.CONT,
    ),
    "clubs": CLUBS,
    "sessions": Dataset(
        "sessions",
        Words("Trainings zum Mitmachen", "Trainings, bei denen alle mitmachen oder zusehen dürfen.", ("Training", "Sport")),
        Words("Trainings to join", "Trainings that everybody may join or try.", ("training", "sport")),
        ("EDUC",),
        Often.CONT,
    ),
    "halls": HALLS,
}
_RPDE: Final = Dataset(
    OPENACTIVE,
    Words(
        "OpenActive: Hallen, freie Stunden, Trainings",
        "Freie Stunden der Hallen und Trainings, laufend zum Mitlesen. Programme lesen nur, was neu ist.",
        ("OpenActive", "RPDE", "Sporthalle", "freie Zeiten"),
        tuple(WORDS["de"][name] for name in ("rpde_text", "rpde_sport", "price")),
    ),
    Words(
        "OpenActive: halls, free hours, trainings",
        "Free hours of the halls and trainings, to follow as they change. Programs read only what is new.",
        ("OpenActive", "RPDE", "sports hall", "free times"),
        tuple(WORDS["en"][name] for name in ("rpde_text", "rpde_sport", "price")),
    ),
    ("EDUC",),
    Often.CONT,
)


class ExchangeData:
    """What the exchange tells, for the catalogue."""

    async def datasets(self) -> Sequence[Dataset]:
        feeds = [one.by(*(_distribution(name, form) for form in SUBJECTS[name].forms)) for name, one in _OWN.items()]
        return [*feeds, _RPDE.by(*(_feed(name, feed.kind) for name, feed in openactive.FEEDS.items()))]


def _distribution(subject: str, form: Form) -> Distribution:
    return Distribution(
        form.ending.replace(".", "-"),
        f"/daten/{subject}.{form.ending}",
        _TYPES[form.ending],
        form.type.partition(";")[0],
        form.name,
        form.name,
        standard=_STANDARDS[form.ending],
    )


def _feed(name: str, kind: str) -> Distribution:
    path = f"/openactive/feeds/{name}"
    return Distribution(
        name,
        path,
        FileType.JSON,
        openactive.MEDIA_TYPE.partition(";")[0],
        f"OpenActive (RPDE): {kind}",
        f"OpenActive (RPDE): {kind}",
        api=True,
        standard="https://openactive.io/realtime-paged-data-exchange/",
        example=path,
    )

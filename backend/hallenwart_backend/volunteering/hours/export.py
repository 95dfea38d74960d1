"""A club's hours of a year for whoever asks for them: the application for a volunteer card, the tax office, a report. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.evidence.csv_file import cell
from hallenwart_backend.volunteering.hours.model import Named
from hallenwart_backend.volunteering.hours.rules import Basis
from hallenwart_backend.volunteering.hours.words import BASIS, role_word
from hallenwart_contract.clock import utc

HEADER: Final = (
    "Name",
    "Verein",
    "Aufgabe",
    "Einsatz",
    "Datum",
    "Von",
    "Bis",
    "Stunden",
    "Grundlage",
    "Bestätigt am",
    "Nummer",
    "Prüf-Adresse",
)
NOBODY: Final = "(gelöscht)"


@dataclass(frozen=True, slots=True)
class PersonSum:
    """What one helper did for a club in a year."""

    name: str
    minutes: int
    shifts: int
    roles: tuple[str, ...]
    first_ms: int
    last_ms: int


def rendered(rows: Iterable[Named], *, club: str, zone: ZoneInfo, base: str) -> str:
    """Return the file: semicolons, decimal comma, a mark at its beginning for spreadsheets."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    for one in rows:
        hours = one.hours
        start, end, made = (utc(ms).astimezone(zone) for ms in (hours.from_ms, hours.to_ms, hours.made_ms))
        cells = (
            one.name or NOBODY,
            club,
            role_word(hours.role, english=False),
            hours.title,
            f"{start:%d.%m.%Y}",
            f"{start:%H:%M}",
            f"{end:%H:%M}",
            f"{hours.minutes / 60:.2f}".replace(".", ","),
            BASIS[Basis(hours.basis)][0],
            f"{made:%d.%m.%Y}",
            hours.id,
            f"{base}/nachweis/{hours.id}",
        )
        writer.writerow([cell(text) for text in cells])
    return "\ufeff" + out.getvalue()


def sums(rows: Sequence[Named]) -> list[PersonSum]:
    """Return what each helper did, by name; who was erased is nobody and counts in no sum of a person."""
    helpers: dict[str, list[Named]] = {}
    for one in rows:
        if one.helper:
            helpers.setdefault(one.helper, []).append(one)
    found = [
        PersonSum(
            name=own[-1].name,
            minutes=sum(one.hours.minutes for one in own),
            shifts=len(own),
            roles=tuple(sorted({one.hours.role for one in own})),
            first_ms=min(one.hours.from_ms for one in own),
            last_ms=max(one.hours.to_ms for one in own),
        )
        for own in helpers.values()
    ]
    return sorted(found, key=lambda one: one.name.casefold())

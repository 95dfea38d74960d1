"""Plainly invented things of every kind, for feeds whose subjects are not in the test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hallenwart_backend.exchange.model import Item, ItemKind, Shift, Spot
from support.backends import HOUR_MS, MONDAY_NOON_MS

BASE = "http://localhost:8700"
HALL = Spot(
    "Sporthalle Nordpark", "Am Nordpark 7, 04178 Musterstadt", 51.36, 12.31, "nordpark", {"step_free": True, "toilet": True}
)
DAY_MS = 24 * HOUR_MS


def _shifts(*days: int, wanted: int = 4, free: int = 2) -> tuple[Shift, ...]:
    start = MONDAY_NOON_MS + 6 * HOUR_MS
    return tuple(Shift(f"s{day}", start + day * DAY_MS, start + day * DAY_MS + 2 * HOUR_MS, wanted, free) for day in days)


def _at(kind: str, identity: str) -> str:
    return f"{BASE}/{kind}/{identity}"


def _spanned(item: Item) -> Item:
    """Return an offer as its subject tells it, with the time of all its shifts."""
    return replace(item, from_ms=item.shifts[0].from_ms, to_ms=item.shifts[-1].to_ms)


_SAMPLES = (
    Item(
        "0f0f0f0f0f0f0f01",
        ItemKind.OFFER,
        1,
        title="Tür und Kasse; Damen 1 <gegen> SV Süd & Co.",
        text='Wir suchen Leute für die Tür.\nEs gibt "Kaffee", Kuchen; und gute Laune.',
        url=_at("mitmachen", "0f0f0f0f0f0f0f01"),
        by="TSV Lindenau",
        by_id="tsv-lindenau",
        contact="ehrenamt@tsv-lindenau.example",
        spot=HALL,
        role="door",
        needs="Freundlich sein",
        skills=("Kasse", "Englisch"),
        languages=("de", "en"),
        min_age=16,
        shifts=_shifts(1, 2),
    ),
    Item(
        "0f0f0f0f0f0f0f02",
        ItemKind.OFFER,
        1,
        title="=Putzen nach dem Turnier",
        url=_at("mitmachen", "0f0f0f0f0f0f0f02"),
        by="BC 04",
        by_id="bc-04",
        spot=Spot("Vereinsheim", "Südring 12"),
        role="cleaning",
        shifts=_shifts(3),
    ),
    Item(
        "tsv-lindenau",
        ItemKind.CLUB,
        1,
        title="TSV Lindenau",
        text="Volleyball und Turnen seit 1921.",
        url=_at("vereine", "tsv-lindenau"),
        same_as=("https://tsv-lindenau.example/",),
        contact="kontakt@tsv-lindenau.example",
        spot=Spot("Vereinsheim", "Musterweg 3"),
        sport="volleyball, gymnastics",
        languages=("de", "tr"),
    ),
    Item(
        "training-1",
        ItemKind.SESSION,
        1,
        title="Volleyball für alle",
        text="Kommt vorbei.",
        url=_at("vereine", "tsv-lindenau"),
        by="TSV Lindenau",
        by_id="tsv-lindenau",
        spot=HALL,
        sport="volleyball",
        min_age=14,
        shifts=_shifts(0, 7, 14, wanted=20, free=5),
    ),
    Item(
        "training-2",
        ItemKind.SESSION,
        1,
        title="Turnen ab 60",
        url=_at("vereine", "tsv-lindenau"),
        by="TSV Lindenau",
        by_id="tsv-lindenau",
        spot=HALL,
        sport="gymnastics",
        shifts=_shifts(1),
    ),
    Item(
        "training-3",
        ItemKind.SESSION,
        1,
        title="Basketball U12",
        url=_at("vereine", "bc-04"),
        by="BC 04",
        by_id="bc-04",
        spot=HALL,
        sport="Basketball",
        from_ms=MONDAY_NOON_MS + DAY_MS,
        to_ms=MONDAY_NOON_MS + DAY_MS + HOUR_MS,
    ),
)
SAMPLES = tuple(_spanned(item) if item.kind is ItemKind.OFFER else item for item in _SAMPLES)


class Samples:
    """Implements exchange.model.Source."""

    def __init__(self, items: Sequence[Item] = SAMPLES) -> None:
        self.of = list(items)

    async def items(self, kind: ItemKind) -> Sequence[Item]:
        return [item for item in self.of if item.kind is kind]

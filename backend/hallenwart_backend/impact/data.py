"""The measures of a year as a dataset of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_backend.impact.page import HERE
from hallenwart_backend.opendata.datasets import Dataset, Distribution, FileType, Often, Words

IMPACT: Final = Dataset(
    "impact",
    Words(
        "Wirkung der Sporthallen",
        "Was die Hallen in einem Jahr bewirken, mit einer Angabe, wie sicher jede Zahl ist. "
        "Wo es zu wenige Fälle oder Vereine gab, steht keine Zahl.",
        ("Sporthalle", "Wirkung", "Kennzahl"),
    ),
    Words(
        "Impact of the sports halls",
        "What the halls bring about in a year, and how certain each figure is. "
        "Where there were too few cases or clubs, there is no figure.",
        ("sports hall", "impact", "figure"),
    ),
    ("GOVE", "EDUC"),
    Often.MONTHLY,
)


class ImpactData:
    """A `Source` of the catalogue."""

    async def datasets(self) -> Sequence[Dataset]:
        return [
            IMPACT.by(
                Distribution("json", f"{HERE}.json", FileType.JSON, "application/json", "Als JSON", "As JSON"),
                Distribution("csv", f"{HERE}.csv", FileType.CSV, "text/csv", "Als Tabelle (CSV)", "As a table (CSV)"),
            )
        ]

"""Ideas of citizens as a dataset of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_backend.opendata.datasets import Dataset, Distribution, FileType, Often, Words

FEED: Final = "/daten/ideen"
IDEAS: Final = Dataset(
    "ideas",
    Words(
        "Ideen zu den Sporthallen",
        "Was Menschen zu den Hallen vorschlagen und was die Stadt antwortet. Wer es schrieb, steht nicht darin.",
        ("Bürgerbeteiligung", "Idee", "Sporthalle"),
    ),
    Words(
        "Ideas about the sports halls",
        "What people propose for the halls and what the city answers. Who wrote it is not in it.",
        ("participation", "idea", "sports hall"),
    ),
    ("GOVE", "SOCI"),
    Often.CONT,
)


class IdeaData:
    """A `Source` of the catalogue."""

    async def datasets(self) -> Sequence[Dataset]:
        return [
            IDEAS.by(
                Distribution("json", f"{FEED}.json", FileType.JSON, "application/json", "Als JSON", "As JSON"),
                Distribution("csv", f"{FEED}.csv", FileType.CSV, "text/csv", "Als Tabelle (CSV)", "As a table (CSV)"),
            )
        ]

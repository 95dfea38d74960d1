"""Which files must be made anew. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hallenwart_backend.opendata.datasets import Often
from hallenwart_backend.opendata.dumps.model import Table

YEARS: Final = 3
"""This year and two before: older files stay as they were made."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A file that is wanted: with the days from `first` to before `until`."""

    table: Table
    year: int | None
    first: date
    until: date

    @property
    def name(self) -> str:
        return self.table.id if self.year is None else f"{self.table.id}-{self.year}"


def wishes(table: Table, today: date) -> Iterator[Wish]:
    """Yield the files of a table there should be today; none where no whole month of the year is over yet."""
    if not table.yearly:
        yield Wish(table, None, today, today + timedelta(days=1))
        return
    reaches = today.replace(day=1) if table.often is Often.MONTHLY else today
    for year in range(today.year - YEARS + 1, today.year + 1):
        first, until = date(year, 1, 1), min(reaches, date(year + 1, 1, 1))
        if first < until:
            yield Wish(table, year, first, until)

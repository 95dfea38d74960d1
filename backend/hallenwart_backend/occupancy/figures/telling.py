"""Heat maps as they are told. Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.occupancy.answers import HeatCellOut, HeatOut, PrimeOut
from hallenwart_backend.occupancy.figures.heat import Cell, Measure, shown_hours

_UNITS: Final = {Measure.PEOPLE: "people"}


def heat_out(cells: list[list[Cell | None]], measure: Measure, prime: tuple[int, int], pressed: float | None) -> HeatOut:
    hours = shown_hours(cells)
    return HeatOut(
        hours=hours,
        days=list(range(7)),
        cells=[[_cell(row[hour]) for hour in hours] for row in cells],
        unit=_UNITS.get(measure, "share"),
        prime=PrimeOut(from_h=prime[0] // 60, to_h=-(-prime[1] // 60), pressure=pressed),
    )


def _cell(cell: Cell | None) -> HeatCellOut | None:
    return HeatCellOut(value=cell.value, n=cell.n) if cell else None

"""Free time over many halls, as bitmaps of quarters of an hour. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hallenwart_backend.booking.rules import LATE_MS, QUARTER_MS, STEP_MS, quarters
from hallenwart_backend.halls.hours import at
from hallenwart_backend.halls.model import Hall

Cell = tuple[str, int, int]
"""Hall, section, quarter."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A free time in a hall. `sections` is the part one would take, `free_sections` all that are free."""

    hall: Hall
    start_ms: int
    end_ms: int
    sections: tuple[int, ...]
    free_sections: tuple[int, ...]


@dataclass(slots=True)
class Occupancy:
    """What is taken from `from_ms` on: a bit per quarter, by hall and section."""

    from_ms: int
    bits: dict[tuple[str, int], int] = field(default_factory=dict)

    def take(self, cells: Iterable[Cell]) -> None:
        first = self.from_ms // QUARTER_MS
        numbers: dict[tuple[str, int], list[int]] = {}
        for hall, section, quarter in cells:
            if quarter >= first:
                numbers.setdefault((hall, section), []).append(quarter - first)
        for place, taken in numbers.items():
            self.bits[place] = self.bits.get(place, 0) | _bits(taken)

    def take_span(self, hall: str, sections: Iterable[int], start_ms: int, end_ms: int) -> None:
        self.take((hall, section, quarter) for section in sections for quarter in quarters(start_ms, end_ms))

    def free(self, hall: Hall, start_ms: int, end_ms: int) -> tuple[int, ...]:
        """Return the sections nobody has in any part of the time, the hall's buffer after it included."""
        span = quarters(start_ms, end_ms + hall.buffer_ms)
        wanted, shift = (1 << len(span)) - 1, span.start - self.from_ms // QUARTER_MS
        return tuple(
            section for section in range(1, hall.sections + 1) if not self.bits.get((hall.id, section), 0) >> shift & wanted
        )


def _bits(numbers: Iterable[int]) -> int:
    taken = sorted(numbers)
    cells = bytearray(taken[-1] // 8 + 1)
    for number in taken:
        cells[number // 8] |= 1 << number % 8
    return int.from_bytes(cells, "little")


def shut_parts(occupancy: Occupancy, halls: Iterable[Hall], to_ms: int) -> None:
    """Count closures of single sections as taken; those of whole halls are in their hours."""
    for hall in halls:
        for shut in hall.hours.shut(hall.zone, occupancy.from_ms, to_ms):
            occupancy.take_span(hall.id, shut.sections, max(shut.start_ms, occupancy.from_ms), min(shut.end_ms, to_ms))


def spots_of(
    hall: Hall, wanted: int, occupancy: Occupancy, *, length_ms: int, from_ms: int, to_ms: int, now_ms: int
) -> Iterator[Spot]:
    """Yield the free times of a hall, one every half hour, that lie within both instants; none of one that is led elsewhere."""
    if hall.led is not None:
        return
    for opens, closes in hall.hours.open_spans(hall.zone, from_ms, to_ms):
        for start in range(-(-opens // QUARTER_MS) * QUARTER_MS, closes - length_ms + 1, STEP_MS):
            if start + LATE_MS > now_ms and (spot := spot_at(hall, wanted, occupancy, start, start + length_ms)):
                yield spot


def spot_at(hall: Hall, wanted: int, occupancy: Occupancy, start_ms: int, end_ms: int) -> Spot | None:
    """Return a part of a hall that is free in this time, hours aside; None when too little is."""
    free = occupancy.free(hall, start_ms, end_ms)
    if len(free) < wanted:
        return None
    return Spot(hall, start_ms, end_ms, part_of(hall, free, wanted), free)


def is_open(hall: Hall, start_ms: int, end_ms: int) -> bool:
    """Say whether a hall as a whole is open all that time, and can be booked here."""
    return hall.led is None and hall.hours.open_spans(hall.zone, start_ms, end_ms) == [(start_ms, end_ms)]


def part_of(hall: Hall, free: Sequence[int], wanted: int) -> tuple[int, ...]:
    """Return which of the free sections one would take: a part that has a name, else neighbours, else the first."""
    named = [tuple(sorted(part.sections)) for part in hall.parts if len(part.sections) == wanted]
    whole = [part for part in named if set(free).issuperset(part)]
    runs = [tuple(free[at_ : at_ + wanted]) for at_ in range(len(free) - wanted + 1)]
    neighbours = [run for run in runs if run[-1] - run[0] == wanted - 1]
    return next(iter((*whole, *neighbours, *runs)), ())


def in_named(hall: Hall, kind: str, start_ms: int, end_ms: int) -> bool:
    """Say whether a time touches those a hall keeps for `children` or for a `school`."""
    return bool(at([one for one in hall.named if one.kind == kind], hall.zone, start_ms, end_ms))

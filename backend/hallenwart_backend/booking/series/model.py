"""What a series is: the weekly right of a club over a season, as local wall time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hallenwart_backend.booking.model import Kind
from hallenwart_backend.booking.series.rules import Rhythm


@dataclass(frozen=True, slots=True)
class Series:
    """`club` None: the town's own. `skipped` are dates of the rhythm without a booking.

    `phase_of`: how another series was until its `to_date`, before it was changed from a date on.
    """

    id: str
    hall: str
    sections: tuple[int, ...]
    club: str | None
    title: str
    weekday: int
    start_min: int
    end_min: int
    from_date: date
    to_date: date
    state: str
    created_ms: int
    every_weeks: int = 1
    skipped: tuple[date, ...] = ()
    rooms: tuple[str, ...] = ()
    kind: str = Kind.TRAINING
    person: str | None = None
    on_behalf: bool = False
    note: str = ""
    effects: tuple[str, ...] = ()
    phase_of: str | None = None

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(self.weekday, self.start_min, self.end_min, self.from_date, self.to_date, self.every_weeks)

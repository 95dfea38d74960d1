"""The days that figures are of. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.rules import local_ms


@dataclass(frozen=True, slots=True)
class Days:
    """Local days of the town, both included."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def from_ms(self) -> int:
        return local_ms(self.first, 0, self.zone)

    @property
    def to_ms(self) -> int:
        return local_ms(self.last, 1440, self.zone)

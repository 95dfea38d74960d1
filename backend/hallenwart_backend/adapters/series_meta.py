"""What is known of a store of time series as a whole, kept in the table `meta` as names and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hallenwart_backend.telemetry.folding import DEFAULT_ZONE, Days
from hallenwart_backend.telemetry.ports import Level

MARK: Final = {Level.SAMPLE: "samples_from", Level.HOUR: "hours_from", Level.DAY: "days_from"}


class Meta:
    """`learn` it anew when another process wrote, or after a rollback. What lies before the marks was forgotten."""

    def __init__(self) -> None:
        self.days = Days(DEFAULT_ZONE)
        self.samples_from = 0
        self.hours_from = 0
        self.days_from = 0
        self.most_changes = 0
        """How many samples the journal may hold."""
        self.last_change = 0
        """The number of the newest change, also when it was forgotten."""
        self.journalled = 0
        """How many samples the journal held, all in all."""

    def learn(self, found: Mapping[str, str | int]) -> None:
        zone = str(found.get("zone", DEFAULT_ZONE))
        if zone != self.days.zone:
            self.days = Days(zone)
        for name in ("samples_from", "hours_from", "days_from", "most_changes", "last_change", "journalled"):
            setattr(self, name, int(found.get(name, 0)))

    @property
    def counts_from(self) -> int:
        """What is older changes nothing any more."""
        return max(self.hours_from, self.days_from)

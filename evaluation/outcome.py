"""What came of a scene: the rows of its rules with the data's time, and how far each got."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from evaluation.post import Letter
from evaluation.scene import Scene, zone_name

FIRE_TYPES: Final = frozenset({"smoke", "heat"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the alarm stream. `t_s` counts from the recording's zero; `at_s` is the machine's monotonic time."""

    t_s: float
    type: str
    phase: str
    sev: str
    zone: str
    sensor: str
    reason: str
    committed: bool
    at_s: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """`data_s` is how much of the recording's time went by in `took_s` of the machine's."""

    scene: Scene
    rows: Sequence[Row]
    letters: Sequence[Letter]
    readings: int
    siren: bool
    data_s: float
    took_s: float

    @property
    def fires(self) -> list[Row]:
        return [row for row in self.rows if row.type in FIRE_TYPES and row.phase in ("raise", "update")]

    @property
    def faults(self) -> list[Row]:
        return [row for row in self.rows if row.type == "sensor_fault" and row.phase == "raise"]

    def alarm_s(self, zone: str) -> float | None:
        """When the zone was in full alarm and the server had it on record; None: never."""
        return min((row.t_s for row in self.fires if row.zone == zone and row.sev == "crit" and row.committed), default=None)

    def pre_alarm_s(self, zone: str) -> float | None:
        """When its first sensor said so, be it a pre-alarm or an alarm."""
        return min((row.t_s for row in self.fires if row.zone == zone and row.committed), default=None)

    def sensor_s(self, zone: str) -> dict[str, float]:
        """Each sensor that joined the zone's alarm, and when."""
        joined: dict[str, float] = {}
        for row in self.fires:
            if row.zone == zone:
                joined.setdefault(row.sensor, row.t_s)
        return joined

    def notified_ms(self, zone: str) -> float | None:
        """Real milliseconds from the rule's word to the gateway's hearing of this zone."""
        said = next((row.at_s for row in self.fires if row.zone == zone and row.sev == "crit"), None)
        heard = next((each.at_s for each in self.letters if each.urgent and each.names(zone_name(zone))), None)
        return None if said is None or heard is None else (heard - said) * 1_000

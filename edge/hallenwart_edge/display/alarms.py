"""Which alarm a display shows, and how long. Pure.

The building's own fire panel or a named person → leave the building; this system's own sensors → smoke, with what to do;
carbon monoxide → leave the hall; a drill → as leaving, marked as one. An alarm whose evacuation still waits changes nothing
yet. A peer that falls silent in alarm has given no all-clear: only its own word ends what it said, also after a power cut here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from hallenwart_contract.display import DisplayMode
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_edge.display.sources import Sources

ENDED_SHOWN_MS: Final = 10 * 60_000
DRILL: Final = "drill"
CARBON_MONOXIDE: Final = "co"
FIRES: Final = (DisplayMode.SMOKE, DisplayMode.EVACUATE)
_OWN: Final = "own"
_KINDS: Final = {CARBON_MONOXIDE: CARBON_MONOXIDE}
_LADDER: Final = (
    (("panel", "named"), DisplayMode.EVACUATE),
    ((_OWN,), DisplayMode.SMOKE),
    ((CARBON_MONOXIDE,), DisplayMode.SAFETY),
    ((DRILL,), DisplayMode.EVACUATE),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The alarms that stand, by peer (empty: this device) and id. `ended_ms`: when the last ended, `was` what it was."""

    alarms: Mapping[tuple[str, str], ZoneAlarm] = field(default_factory=dict)
    ended_ms: int | None = None
    was: ZoneAlarm | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What of alarms is shown. `ended`: it is over since `ended_ms`."""

    mode: DisplayMode
    alarm: ZoneAlarm | None = None
    ended_ms: int | None = None

    @property
    def drill(self) -> bool:
        return self.alarm is not None and self.alarm.cause == DRILL

    @property
    def kind(self) -> str:
        return _KINDS.get(self.alarm.cause, "") if self.alarm is not None else ""


def remember(standing: Standing, sources: Sources, now_ms: int) -> Standing:
    """Take in the alarms of the site."""
    alarms = {("", alarm.id): alarm for alarm in sources.own if alarm.sounds}
    for peer, said in sources.heard.items():
        if said is None:
            alarms |= {key: alarm for key, alarm in standing.alarms.items() if key[0] == peer}
        else:
            alarms |= {(peer, alarm.id): alarm for alarm in said if alarm.sounds}
    if alarms:
        return Standing(alarms)
    if standing.alarms:
        return Standing({}, now_ms, shown(standing, now_ms).alarm)
    return standing


def shown(standing: Standing, now_ms: int) -> Shown:
    """Return what is shown at `now_ms`; of several alarms the one that asks for most, of those the oldest."""
    if standing.alarms:
        return Shown(*_highest(standing.alarms.values()))
    if standing.ended_ms is not None and 0 <= now_ms - standing.ended_ms < ENDED_SHOWN_MS:
        return Shown(DisplayMode.BOARD, standing.was, standing.ended_ms)
    return Shown(DisplayMode.BOARD)


def moments(standing: Standing) -> list[int]:
    """Return when `shown` changes by itself."""
    return [] if standing.ended_ms is None else [standing.ended_ms, standing.ended_ms + ENDED_SHOWN_MS]


def _highest(alarms: Iterable[ZoneAlarm]) -> tuple[DisplayMode, ZoneAlarm]:
    oldest_first = sorted(alarms, key=lambda alarm: (alarm.since_ms, alarm.id))
    known = {cause for causes, _ in _LADDER for cause in causes}
    strange = tuple({alarm.cause for alarm in oldest_first} - known)  # of a newer version: as what our own sensors say
    for causes, mode in _LADDER:
        wanted = (*causes, *strange) if mode is DisplayMode.SMOKE else causes
        first = next((alarm for alarm in oldest_first if alarm.cause in wanted), None)
        if first is not None:
            return mode, first
    raise AssertionError("an alarm without a cause")

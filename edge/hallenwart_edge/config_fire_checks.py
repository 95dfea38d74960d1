"""What zones, siren and dialler of a configuration must be. Returns sentences that say what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_devices import Watching, Zone
from hallenwart_edge.fire.plan import DELAY_STEP_S, MAX_DELAY_S, MAX_HOLD_S, MIN_WINDOW_S

_MAX_WINDOW_S: Final = 86_400
_SIREN_RUNS_S: Final = range(10, 1_801)
_DIALS_AFTER_S: Final = range(10, 301)


def fire_problems(config: AgentConfig) -> Iterator[str]:
    """Yield every mistake in what the fire watch is told."""
    for zone in config.zones:
        yield from _delay(zone)
        yield from _dependency(zone, _places(config, zone))
    if config.siren and config.siren.max_s not in _SIREN_RUNS_S:
        span = f"{_SIREN_RUNS_S[0]} to {_SIREN_RUNS_S[-1]}"
        yield f"[siren] max_s: {config.siren.max_s}; write its longest run for one zone, {span} seconds"
    if config.dialler and config.dialler.after_s not in _DIALS_AFTER_S:
        span = f"{_DIALS_AFTER_S[0]} to {_DIALS_AFTER_S[-1]}"
        yield f"[dialler] after_s: {config.dialler.after_s}; write how long to wait for the server, {span} seconds"


def _delay(zone: Zone) -> Iterator[str]:
    if not 0 <= zone.delay_s <= MAX_DELAY_S:
        yield f"[[zone]] {zone.id}: delay_s {zone.delay_s}; siren and evacuation may wait 0 to {MAX_DELAY_S} seconds"
    elif zone.delay_s % DELAY_STEP_S:
        yield f"[[zone]] {zone.id}: delay_s {zone.delay_s}; write whole minutes: a multiple of {DELAY_STEP_S}"
    if zone.delay_s and zone.dependency == "B":
        yield f"[[zone]] {zone.id}: dependency B waits for a second sensor already; remove delay_s, or write dependency 'C'"


def _dependency(zone: Zone, places: int) -> Iterator[str]:
    if zone.dependency == "B" and places < 2:
        yield f"[[zone]] {zone.id}: dependency B needs sensors at two places, {places} here; add one, or write 'A' or 'none'"
    if not 1 <= zone.hold_s <= MAX_HOLD_S:
        yield f"[[zone]] {zone.id}: hold_s {zone.hold_s}; a first signal may be held 1 to {MAX_HOLD_S} seconds"
    if not MIN_WINDOW_S <= zone.window_s <= _MAX_WINDOW_S:
        span = f"{MIN_WINDOW_S} to {_MAX_WINDOW_S}"
        yield f"[[zone]] {zone.id}: window_s {zone.window_s}; a held signal waits for its confirmation {span} seconds"


def _places(config: AgentConfig, zone: Zone) -> int:
    """Count the places of a zone where a fire can be seen by a sensor of this system."""
    own = [loop for loop in config.loops if loop.means == "own"]
    seeing: list[Watching] = [*own, *config.smokes, *config.heats, *config.radio_smokes]
    return len({sensor.place or sensor.id for sensor in seeing if sensor.zone == zone.id})

"""When the siren sounds: for every alarmed zone of the site, until silenced or until it has run long enough."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

Source = tuple[str, str]
"""Device (empty: this one) and alarm id."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """`since_ms`: when each alarm began to sound here, monotonic. `hushed`: alarms that a person silenced."""

    since_ms: Mapping[Source, int] = field(default_factory=dict)
    hushed: AbstractSet[Source] = frozenset()


def follow(state: Sounding, alarms: AbstractSet[Source], now_ms: int) -> Sounding:
    """Take in which alarms stand. One that is new starts a run of its own."""
    return Sounding({source: state.since_ms.get(source, now_ms) for source in alarms}, state.hushed & alarms)


def silence(state: Sounding) -> Sounding:
    """Hush what stands now; the next zone sounds again."""
    return Sounding(state.since_ms, frozenset(state.since_ms))


def again(state: Sounding, alarms: AbstractSet[Source], now_ms: int) -> Sounding:
    """Sound anew for these, because somebody reset them while the cause persists."""
    return Sounding({**state.since_ms, **dict.fromkeys(alarms, now_ms)}, state.hushed - alarms)


def sounds(state: Sounding, now_ms: int, *, max_ms: int) -> bool:
    """Say whether the siren sounds now."""
    return any(now_ms - since_ms < max_ms for source, since_ms in state.since_ms.items() if source not in state.hushed)

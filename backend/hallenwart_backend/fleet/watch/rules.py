"""What is wrong with a device as a machine, by its heartbeat. Pure; times are milliseconds since the epoch.

Each trouble has a bound to begin and one to end, so that a figure that trembles at its bound tells nobody twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from hallenwart_contract.machine import Throttle
from hallenwart_contract.messages import ClockTrust, Conn, Heartbeat, Quality, Severity, State

P = TypeVar("P", bound="Part")
_NOT_WELL: Final = frozenset({Quality.FAULT.value, Quality.STALE.value})
DISK_FREE_SHARE: Final = 0.10
DISK_FREE_AGAIN_SHARE: Final = 0.13
DISK_FREE_MB: Final = 300
"""Where the size of the card is not known."""
DISK_FREE_AGAIN_MB: Final = 400
WEAR_PCT: Final = 80.0
HOT_C: Final = 80.0
COOL_C: Final = 72.0
"""A Raspberry Pi slows itself down from 80 °C on (its soft limit is 60 to 80 °C by model, the hard one 85 °C)."""
CLOCK_OFF_MS: Final = 60_000
CLOCK_NEAR_MS: Final = 30_000
CERTIFICATE_LEFT_MS: Final = 30 * 24 * 3_600_000
BEHIND_MS: Final = 10 * 60_000
OUTBOX_ROWS: Final = 500
OUTBOX_MS: Final = 30 * 60_000
"""So long rows wait before anybody is told."""


class Part(Protocol):
    """How a component is, and since when."""

    @property
    def quality(self) -> str: ...

    @property
    def reason(self) -> str: ...

    @property
    def since_ms(self) -> int: ...


class Trouble(StrEnum):
    """What can be wrong with a machine; the page and the incident have words for each."""

    DISK = "disk"
    WEAR = "wear"
    HOT = "hot"
    VOLTAGE = "voltage"
    CLOCK = "clock"
    CERTIFICATE = "certificate"
    DOCUMENTS = "documents"
    OUTBOX = "outbox"


FAULT_MS: Final = 60_000
"""So long a part is in fault before anybody is told: plugs are pulled, brokers begin anew."""
_LIGHT_PARTS: Final = frozenset({"lamps", "panel", "screen", "screens", "display", "voice"})


def faulty_parts(parts: Mapping[str, P], state: State | None, now_ms: int) -> dict[str, P]:
    """Return the parts in fault for long enough, by name. Fire sensors tell of themselves by their zone."""
    watching = {sensor for zone in state.zones for sensor in zone.sensors} if state else set()
    return {
        c: part
        for c, part in sorted(parts.items())
        if part.quality in _NOT_WELL and c not in watching and now_ms - part.since_ms >= FAULT_MS
    }


def weight_of(parts: Iterable[str], state: State | None) -> Severity:
    """Return WARN where a lock, siren, reader or the agent itself is concerned, INFO for light, heating and signs alone."""
    light = _LIGHT_PARTS | ({output.id for output in state.outputs} if state else set())
    return Severity.INFO if all(c in light for c in parts) else Severity.WARN


@dataclass(frozen=True, slots=True)
class Waits:
    """Since when something waits, None while nothing does: documents that are not applied, rows without receipt."""

    behind_ms: int | None = None
    outbox_ms: int | None = None


def troubles(
    conn: Conn, waits: Waits, now_ms: int, *, known: Collection[str] = (), until_ms: int | None = None
) -> frozenset[Trouble]:
    """Return what is wrong now. `known` is what was wrong before, `until_ms` when the device's certificate ends."""
    found = {
        Trouble.DOCUMENTS: waits.behind_ms is not None and now_ms - waits.behind_ms >= BEHIND_MS,
        Trouble.OUTBOX: waits.outbox_ms is not None and now_ms - waits.outbox_ms >= OUTBOX_MS,
        Trouble.CLOCK: conn.clk == ClockTrust.BAD,
    }
    if isinstance(conn, Heartbeat):
        _merge(found, _machine(conn, known))
    ends = until_ms if until_ms is not None else _certificate(conn)
    found[Trouble.CERTIFICATE] = ends is not None and ends - now_ms < CERTIFICATE_LEFT_MS
    return frozenset(trouble for trouble, wrong in found.items() if wrong)


def _merge(found: dict[Trouble, bool], more: Mapping[Trouble, bool]) -> None:
    for trouble, wrong in more.items():
        found[trouble] = found.get(trouble, False) or wrong


def _certificate(conn: Conn) -> int | None:
    return conn.vitals.cert_until_ms if isinstance(conn, Heartbeat) else None


def _machine(beat: Heartbeat, known: Collection[str]) -> dict[Trouble, bool]:
    vitals, temp = beat.vitals, beat.temp_cpu_c
    off_ms = abs(vitals.off_ms) if vitals.off_ms is not None else 0
    return {
        Trouble.DISK: _disk_low(beat, again=Trouble.DISK in known),
        Trouble.WEAR: vitals.wear_pct is not None and vitals.wear_pct >= WEAR_PCT,
        Trouble.HOT: Throttle.HOT in vitals.throttled
        or (temp is not None and temp >= (COOL_C if Trouble.HOT in known else HOT_C)),
        Trouble.VOLTAGE: Throttle.VOLTAGE in vitals.throttled,
        Trouble.CLOCK: off_ms >= (CLOCK_NEAR_MS if Trouble.CLOCK in known else CLOCK_OFF_MS),
    }


def _disk_low(beat: Heartbeat, *, again: bool) -> bool:
    total, free = beat.vitals.disk_total_mb, beat.disk_free_mb
    if total:
        return free < total * (DISK_FREE_AGAIN_SHARE if again else DISK_FREE_SHARE)
    # an agent of before this field tells 0 of a machine it never measured
    return 0 < free < (DISK_FREE_AGAIN_MB if again else DISK_FREE_MB)

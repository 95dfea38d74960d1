"""Who is there: births, last wills and silence of devices. Pure; times are milliseconds of a monotonic clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from hallenwart_contract.messages import Conn

SHOWN_LATER_MS: Final = 1_500
"""From the deadline to the page: one look at the devices, one gathering of changes."""
SILENCE_SMOKE_MS: Final = 45_000 - SHOWN_LATER_MS
SILENCE_MS: Final = 90_000 - SHOWN_LATER_MS
SMOKE_QUANTITY: Final = "smoke_"


class DeviceState(StrEnum):
    """`suspect`: its last will came, or nothing was heard since this server started."""

    ONLINE = "online"
    SUSPECT = "suspect"
    OFFLINE = "offline"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of one device's connection. `heard_at_ms` None: not since this server started."""

    boot: str = ""
    conn: int = 0
    online: bool = False
    mono_ms: int = 0
    heard_at_ms: int | None = None
    ever: bool = False


def heard(known: Presence, conn: Conn, now_ms: int) -> Presence:
    """Take in a birth, heartbeat or will. A will or birth of an older connection changes nothing."""
    if is_late(known, conn):
        return known
    if not conn.online:
        return replace(known, boot=conn.boot, conn=conn.conn, online=False, ever=True)
    return Presence(conn.boot, conn.conn, online=True, mono_ms=conn.mono_ms, heard_at_ms=now_ms, ever=True)


def is_late(known: Presence, conn: Conn) -> bool:
    """Whether `conn` speaks of the past: of a connection that was followed by another, or a birth the broker kept.

    A will of another boot always does. A will carries the time of its connect, so only its number counts.
    """
    if not known.ever:
        return False
    if conn.boot != known.boot:
        return not conn.online
    if not conn.online:
        return conn.conn < known.conn
    return conn.conn < known.conn or (conn.conn == known.conn and 0 < conn.mono_ms <= known.mono_ms)


def state_of(presence: Presence, *, smoke: bool, now_ms: int, since_ms: int) -> DeviceState:
    """Judge a device. `since_ms` is when the broker was last known to come back, or this server to start.

    Silence while the broker was away proves nothing, so the patience begins anew with the broker.
    """
    if not presence.ever:
        return DeviceState.NEVER
    quiet_since_ms = max(since_ms, presence.heard_at_ms or since_ms)
    if now_ms - quiet_since_ms > (SILENCE_SMOKE_MS if smoke else SILENCE_MS):
        return DeviceState.OFFLINE
    return DeviceState.ONLINE if presence.online and presence.heard_at_ms is not None else DeviceState.SUSPECT


def behind(applied: Mapping[str, int], wanted: Mapping[str, int]) -> list[str]:
    """Return the kinds of documents of which the device has an older revision than it should."""
    return sorted(kind for kind, rev in wanted.items() if applied.get(kind, 0) < rev)


def ahead(applied: Mapping[str, int], wanted: Mapping[str, int]) -> dict[str, int]:
    """Return kinds whose applied revision is above the wanted one: the server's records are older than the device."""
    return {kind: applied[kind] for kind, rev in wanted.items() if applied.get(kind, 0) > rev}


COMMAND_ORDER: Final = ("created", "sent", "received", "done", "failed", "rejected", "expired")
ENDED: Final = frozenset(COMMAND_ORDER[3:])


def next_command_state(known: str, told: str) -> str:
    """Return the state after `told`. States only go forward; a late word of the device corrects `expired`, nothing else."""
    if told not in COMMAND_ORDER or (known in ENDED and known != "expired"):
        return known
    if known == "expired":
        return told if told in ENDED else known
    return told if COMMAND_ORDER.index(told) > COMMAND_ORDER.index(known) else known

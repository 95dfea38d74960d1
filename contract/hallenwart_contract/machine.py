"""What a device tells of itself as a machine: its vitals, what it is made of, and what is on trial at it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from hallenwart_contract.whole import Whole


class Throttle(StrEnum):
    """What holds a Raspberry Pi back: low supply voltage, a capped clock, throttling, the soft temperature limit."""

    VOLTAGE = "voltage"
    CAPPED = "capped"
    THROTTLED = "throttled"
    HOT = "hot"


class Vitals(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers of the machine; None where it has no such sensor.

    `wear_pct` is the share of its life that the card has used, `written_mb` what was written to it since the start. `off_ms`
    is the wall clock minus the backend's by the last receipt. `unsent` counts rows without receipt per stream. `stall_ms` is
    the longest time the agent's loop stood still since the last heartbeat. `cert_until_ms`: when its certificate ends.
    """

    disk_total_mb: Whole = 0
    wear_pct: float | None = None
    written_mb: Whole | None = None
    agent_mb: Whole = 0
    mem_free_mb: Whole = 0
    load: float | None = None
    throttled: list[str] = []
    off_ms: Whole | None = None
    unsent: dict[str, Whole] = {}
    stall_ms: Whole = 0
    cert_until_ms: Whole | None = None


class TrialOf(StrEnum):
    CONFIG = "config"
    RELEASE = "release"


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """Revision `rev` of the configuration, or release `version`, on probation. At `until_ms` it goes back by itself."""

    of: str
    rev: Whole = 0
    version: str = ""
    until_ms: Whole


class LogLevel(StrEnum):
    """The least that is logged; empty in `Settings`: as the device's own file says."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What may be set from afar without touching the wiring. 0 or empty: as the device's own file says.

    `hb_every_s`: seconds between heartbeats, 5 to 60. `telemetry_every_s`: the fastest rhythm of readings that no rule needs,
    1 to 600.
    """

    hb_every_s: Whole = 0
    telemetry_every_s: Whole = 0
    log_level: str = ""

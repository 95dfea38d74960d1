"""What `/api/fleet` answers. Times are milliseconds since the epoch; None: not known."""

from __future__ import annotations

from pydantic import Field

from hallenwart_backend.web.fields import Shape


class TrialOut(Shape):
    """`of`: config or release. `state`: trying, confirmed, rolled_back. `why` says in words what did not do."""

    of: str
    rev: int
    version: str
    state: str
    began_ms: int
    until_ms: int | None = None
    ended_ms: int | None = None
    why: str = ""


class DocumentOut(Shape):
    """A signed document: `cfg`, `grants` or `view`. `behind_ms`: since when the device has not applied what it should have."""

    kind: str
    wanted: int
    applied: int
    made_ms: int | None = None
    behind_ms: int | None = None


class ComponentOut(Shape):
    """A sensor, lock, reader or part of the agent. `quality`: ok, suspect, stale, fault.

    `reason` as the device says it, `de` and `en` in words; all empty while it is ok.
    """

    c: str
    quality: str
    reason: str = ""
    de: str = ""
    en: str = ""
    since_ms: int | None = None


class FleetDeviceOut(Shape):
    """One line of the fleet.

    `state`: online, suspect, offline, never, planned (nobody enrolled it yet), revoked, revoked_connected (its access is
    ended, and it is still heard). `troubles`: disk, wear, hot, voltage, clock, certificate, documents, outbox, component.
    `off_ms`: its clock minus ours. `throttled`: voltage, capped, throttled, hot. `unsent`: rows without receipt. `bad`: its
    components that are not ok; `components` how many it has. `wiring`: the digest of what it runs by.
    """

    id: str
    name: str
    site: str
    site_name: str
    state: str
    seen_ms: int | None = None
    troubles: list[str] = Field(default=[])
    fw: str = ""
    clk: str = ""
    off_ms: int | None = None
    up_s: int | None = None
    disk_free_mb: int | None = None
    disk_total_mb: int | None = None
    wear_pct: float | None = None
    temp_c: float | None = None
    throttled: list[str] = Field(default=[])
    unsent: int = 0
    documents: list[DocumentOut] = Field(default=[])
    behind_ms: int | None = None
    components: int = 0
    bad: list[ComponentOut] = Field(default=[])
    cert_until_ms: int | None = None
    trial: TrialOut | None = None
    wiring: str = ""


class FleetOut(Shape):
    """`rev` rises with every change: asked `since` it, only what changed comes. `whole` False: `devices` are those changed.

    `broker` False: the broker is down, and silence of devices means nothing.
    """

    now_ms: int
    rev: int
    whole: bool
    broker: bool
    devices: list[FleetDeviceOut]
    gone: list[str] = Field(default=[])


class VitalsOut(Shape):
    """`unsent` rows per stream: a alarms, e events, t readings. `stall_ms`: the longest pause of its loop."""

    written_mb: int | None
    agent_mb: int
    mem_free_mb: int
    load: float | None
    outbox_bytes: int
    unsent: dict[str, int]
    stall_ms: int


class CertificateOut(Shape):
    """`state`: valid, replaced, revoked."""

    serial: str
    from_ms: int | None
    until_ms: int
    state: str


class DeviceCommandOut(Shape):
    """`state`: created, sent, received, done, failed, rejected, expired; `code` says why."""

    id: str
    op: str
    state: str
    code: str
    by: str
    created_ms: int


class LogOut(Shape):
    """Lines that a device sent; the lines themselves come by `/api/fleet/{device}/logs/{ref}`."""

    ref: str
    received_ms: int
    lines: int


class SettingsOut(Shape):
    """0 or empty: as the device's own file says. `hb_every_s` 5 to 60, `telemetry_every_s` 1 to 600 seconds."""

    hb_every_s: int = 0
    telemetry_every_s: int = 0
    log_level: str = ""


class FleetDeviceWholeOut(Shape):
    """`may`: what whoever asks may do here: identify, logs, restart, settings, wiring.

    `renewal`: empty, waiting, agreed or refused: it asks for a new certificate after its end. `reason`: why it was revoked.
    """

    now_ms: int
    device: FleetDeviceOut
    about: dict[str, str]
    vitals: VitalsOut | None
    components: list[ComponentOut]
    certificates: list[CertificateOut]
    commands: list[DeviceCommandOut]
    trials: list[TrialOut]
    logs: list[LogOut]
    settings: SettingsOut
    renewal: str = ""
    reason: str = ""
    may: list[str]

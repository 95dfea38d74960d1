"""Everything a device and the backend tell each other in clear. Signed documents are in `documents`.

Every field has a default where old and new peers must understand each other; unknown fields are ignored.
Times are integer milliseconds since the epoch (`*_ms`), `mono_ms` counts since boot of the agent.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from hallenwart_contract.doors import DoorState
from hallenwart_contract.machine import Trial, Vitals
from hallenwart_contract.outputs import Output
from hallenwart_contract.people import DoorCount, PeopleSensor, PlaceCount
from hallenwart_contract.view import CameraNow, ScreenNow
from hallenwart_contract.whole import Whole
from hallenwart_contract.zones import Disablement, Zone

VERSION: Final = 1
MAX_ROWS: Final = 500
"""Rows in one batch at most."""

ALARM_STREAM: Final = "a"
EVENT_STREAM: Final = "e"
TELEMETRY_STREAM: Final = "t"
STREAMS: Final = (ALARM_STREAM, EVENT_STREAM, TELEMETRY_STREAM)

Scalar = str | Whole | float | bool | None


class ClockTrust(StrEnum):
    """How far the device trusts its wall clock."""

    NTP = "ntp"
    RTC = "rtc"
    HELD = "held"
    BAD = "bad"


class Quality(StrEnum):
    OK = "ok"
    SUSPECT = "suspect"
    STALE = "stale"
    FAULT = "fault"


class Phase(StrEnum):
    RAISE = "raise"
    UPDATE = "update"
    CLEAR = "clear"
    TEST = "test"


class AlarmType(StrEnum):
    SMOKE = "smoke"
    HEAT = "heat"
    PANEL = "panel"
    """The building's own fire alarm panel says so by its contact."""
    CALL_POINT = "call_point"
    """A person pressed a button of this system."""
    CO = "co"
    """Carbon monoxide, by the relay of an EN 50291 alarm: a danger to health, not a fire."""
    PANEL_FAULT = "panel_fault"
    BATTERY = "battery"
    """A radio sensor's battery ends: warn 30 days before, crit never."""
    TAMPER = "tamper"
    FORCED_DOOR = "forced_door"
    SENSOR_FAULT = "sensor_fault"
    DURESS = "duress"
    """Somebody was made to open: told to the backend alone, shown on no screen of the site."""


class Severity(StrEnum):
    CRIT = "crit"
    WARN = "warn"
    INFO = "info"


class Up(msgspec.Struct, frozen=True, kw_only=True):
    """What every message of a device begins with.

    `dev` must equal the topic. `epoch` names the outbox database, `boot` this run of the agent, `conn` counts its
    connections: a will or command of an older connection is thereby recognised.
    """

    v: Whole = VERSION
    dev: str
    epoch: str = ""
    boot: str = ""
    conn: Whole = 0
    sent_ms: Whole = 0
    mono_ms: Whole = 0
    clk: str = ClockTrust.BAD


class Conn(Up, frozen=True, kw_only=True):
    """Birth (`online`) and last will. Tells the backend where each stream stands and which documents are applied."""

    online: bool
    reason: str = ""
    fw: str = ""
    last: dict[str, Whole] = {}
    """Highest sequence number given out, per stream."""
    wm: dict[str, Whole] = {}
    """Watermark up to which rows were receipted and forgotten, per stream."""
    revs: dict[str, Whole] = {}
    """Applied revision per signed document: cfg, grants, view."""
    wiring: str = ""
    """SHA-256 (hex) of the wiring in use, empty while it is not known."""


class Heartbeat(Conn, frozen=True, kw_only=True):
    """Every 30 s (15 s with a smoke sensor). `sensors` maps a component to a quality word."""

    online: bool = True
    up_s: Whole = 0
    outbox_bytes: Whole = 0
    disk_free_mb: Whole = 0
    temp_cpu_c: float | None = None
    sensors: dict[str, str] = {}
    vitals: Vitals = Vitals()


class State(Up, frozen=True, kw_only=True):
    """Whole snapshot, retained; a newer `rev` replaces all of it.

    `off` lists what is disabled here; `drill` says that a drill runs. `unreceipted` counts alarms that no server confirmed.
    `counts` has the people of each place with how sure that is, `passages` what each door counted today;
    `people_sensors` is what they stand on.
    `reasons` says in words why a component is not ok; `about` what the device is made of: agent, python, os, model, serial.
    """

    rev: Whole = 0
    doors: list[DoorState] = []
    alarms: list[Alarm] = []
    sensors: dict[str, str] = {}
    people: dict[str, Whole | None] = {}
    """People counted per hall; None when the counter is not to be trusted."""
    siren: bool = False
    site_link: dict[str, bool] = {}
    """Whether each other device of the site is heard on the site link."""
    zones: list[Zone] = []
    off: list[Disablement] = []
    drill: bool = False
    unreceipted: Whole = 0
    batteries: dict[str, Whole] = {}
    """Per cent left, per radio sensor."""
    outputs: list[Output] = []
    reasons: dict[str, str] = {}
    about: dict[str, str] = {}
    trial: Trial | None = None
    counts: list[PlaceCount] = []
    passages: list[DoorCount] = []
    people_sensors: list[PeopleSensor] = []
    screen: ScreenNow | None = None
    cameras: list[CameraNow] = []


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """One row of stream `a`. `id` stays the same from raise to clear; a repeated row never alarms anew.

    `c` is the sensor this row is about, `sensors` all that have joined so far. `sev` warn of a fire is a pre-alarm. `ref`
    names the test or drill it belongs to. `delay_ms` is how long siren and evacuation wait still.
    """

    id: str
    type: str
    phase: str
    sev: str
    zone: str
    c: str = ""
    x: float | None = None
    thr: float | None = None
    t_ms: Whole
    mono_ms: Whole = 0
    test: bool = False
    text: str = ""
    sensors: list[str] = []
    ref: str = ""
    delay_ms: Whole = 0


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One row of stream `e`. `a` holds what belongs to the kind; never digits of a code."""

    kind: str
    t_ms: Whole
    mono_ms: Whole = 0
    c: str = ""
    a: dict[str, Scalar] = {}


class Reading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row of stream `t`: component `c` measured `x` of quantity `k` (its unit is in the name) at `t_ms`."""

    c: str
    k: str
    t_ms: Whole
    x: float | None = None
    q: str = Quality.OK


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """Readings by columns, a fifth of the bytes: row i is `x[i]` of `names[name[i]]` at `from_ms + t_ms[i]`.

    `names` are pairs of component and quantity.
    `name`, `t_ms` and `x` have one entry for each row. `q` has the quality of rows that are not ok, by their place from 0,
    written as text. No row needs another one to be understood: one bad entry costs the row it belongs to.
    """

    names: list[tuple[str, str]]
    name: list[Whole]
    from_ms: Whole
    t_ms: list[Whole]
    x: list[float | None]
    q: dict[str, str] = {}


class Batch(Up, frozen=True, kw_only=True):
    """Rows `seq` … `seq + n - 1` of stream `s`. Each row is decoded by itself: one bad row costs one row.

    The rows stand in `r`, or telemetry in `cols` while `r` is empty; that only towards a server whose receipts say `cols`.

    `skip` declares ranges that will never come: [from, to, reason]. `unstored` marks alarms that were sent before they
    could be stored (slow or full card); they carry seq 0, are not receipted, and come again with a number.
    """

    s: str
    seq: Whole
    n: Whole
    r: list[msgspec.Raw]
    skip: list[tuple[Whole, Whole, str]] = []
    hist: bool = False
    unstored: bool = False
    cols: Columns | None = None


ROW_TYPES: Final[dict[str, type[Alarm | Event | Reading]]] = {
    ALARM_STREAM: Alarm,
    EVENT_STREAM: Event,
    TELEMETRY_STREAM: Reading,
}


class Ack(Up, frozen=True, kw_only=True):
    """Progress of a command: received, done, failed or rejected, with a code the page can explain."""

    id: str
    st: str
    code: str = "ok"
    t_ms: Whole = 0
    res: dict[str, Scalar] = {}


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What one backend writer has committed: contiguous watermark per stream of this epoch. Watermarks only rise.

    `now_ms` is a time hint for devices without a clock; `sync` asks for state and for everything unreceipted. `tip_ms` is
    `t_ms` of the row at the watermark as the device sent it, where that is known: a device that holds another row under that
    number was set back to an old card, and the receipt does not mean its rows. `cols`: telemetry may come by columns.
    `slow_ms`: the store is behind; so long may nothing of stream `t` be sent, counted from when this came. The rows wait at
    the device, none is lost. Another value replaces it; 0 ends it only in a receipt that has a watermark of `t`.
    """

    v: Whole = VERSION
    epoch: str
    wm: dict[str, Whole]
    tip_ms: dict[str, Whole] = {}
    now_ms: Whole
    sync: bool = False
    cols: bool = False
    slow_ms: Whole = 0

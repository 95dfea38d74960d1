"""What the backend tells the pages of managers and clubs over one WebSocket per page (`/api/live`).

The first message and every change is a whole `ManagerView`; a `Beat` comes every 5 s. No beat for 10 s: the page is stale.
Times are milliseconds since the epoch; `now_ms` is the server's.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from hallenwart_contract.live_incidents import Incident
from hallenwart_contract.people import Use


class GrantStep(StrEnum):
    """How far a right has come: in the records, at the broker, at the locker, used, its key out, its key back."""

    PLANNED = "planned"
    DELIVERED = "delivered"
    APPLIED = "applied"
    USED = "used"
    KEY_OUT = "key_out"
    KEY_BACK = "key_back"


class HallOutput(msgspec.Struct, frozen=True, kw_only=True):
    """A light or heating of a hall, as its device told it last: see `outputs.Output`. `stale`: that device is silent now."""

    device: str
    id: str
    kind: str
    sections: list[int] = []
    on: bool | None
    why: str
    since_ms: int | None = None
    until_ms: int | None = None
    fault: str = ""
    stale: bool = False


class PartNow(msgspec.Struct, frozen=True, kw_only=True):
    """People in sections of a hall; see `people.PlaceCount`. `sections` empty: the whole hall."""

    sections: list[int] = []
    people: int | None = None
    low: int | None = None
    high: int | None = None
    use: str = Use.UNKNOWN
    sure: float = 0.5
    signs: list[str] = []
    since_ms: int | None = None
    ins: int = 0
    outs: int = 0


class HallNow(msgspec.Struct, frozen=True, kw_only=True):
    """A hall's tile. `use` per section: used, booked_empty, free, unknown. `people` None: not known.

    `parts` says how sure the counts are, the whole hall first; empty where no device tells it.
    """

    id: str
    name: str
    site: str
    site_name: str
    people: int | None
    spread: int | None = None
    people_ms: int | None = None
    capacity: int
    use: list[str]
    now_title: str = ""
    now_until_ms: int | None = None
    keys: list[str] = []
    worst: str = ""
    devices: int = 0
    devices_ok: int = 0
    outputs: list[HallOutput] = []
    parts: list[PartNow] = []


class Compartment(msgspec.Struct, frozen=True, kw_only=True):
    """A locker door. `state`: in, out, overdue, lost, open, forced, out_of_service, unknown."""

    number: int
    label: str
    state: str
    holder: str = ""
    since_ms: int | None = None
    due_ms: int | None = None


class Locker(msgspec.Struct, frozen=True, kw_only=True):
    device: str
    site_name: str
    online: bool
    seen_ms: int | None
    grants_ms: int | None = None
    """When the locker last confirmed its list of rights, None when never."""
    grants_current: bool = True
    """Whether it confirmed the newest list."""
    compartments: list[Compartment]


class FireSensor(msgspec.Struct, frozen=True, kw_only=True):
    """A fire sensor. `state`: ok, fault, alarm, off, test, unknown; `value` is what it measures, in words."""

    c: str
    name: str
    kind: str = ""
    state: str
    reason: str = ""
    value: str = ""
    battery_pct: int | None = None
    x: float | None = None
    y: float | None = None
    """Where it stands on the site's plan, as shares of its width and height."""


class FireOff(msgspec.Struct, frozen=True, kw_only=True):
    """Something disabled. `owner` is a name; `text` why, in words; `booking` the line of the booking it ends with."""

    id: str
    c: str = ""
    since_ms: int
    until_ms: int
    reason: str
    owner: str = ""
    text: str = ""
    booking: str = ""


class FireZone(msgspec.Struct, frozen=True, kw_only=True):
    """A zone. `word`: fire, pre_alarm, fault, disabled, test, normal, or unknown where its device is silent."""

    device: str
    site: str
    zone: str
    name: str
    hall: str = ""
    word: str
    since_ms: int | None = None
    sensors: list[FireSensor] = []
    off: list[FireOff] = []
    walk_until_ms: int | None = None
    walked: list[str] = []
    delay_s: int = 0
    delay_on: bool = False


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on call now, in order. `ways` counts verified waking paths; `stand_in_for` names whose turn it is.

    `paths` counts ways independent of each other; `source`: shift, chain, admin (nobody else can be woken).
    """

    person: str
    name: str
    position: int
    until_ms: int | None = None
    ways: int = 0
    stand_in_for: str = ""
    site: str = ""
    paths: int = 0
    source: str = "chain"


class AlertPath(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the way to people is proved. `state`: ok, late, failed, never; `heartbeat` empty: none is set up."""

    state: str = "never"
    tested_ms: int | None = None
    took_ms: int | None = None
    heartbeat: str = ""
    heartbeat_ms: int | None = None
    failing: list[str] = []
    """Ways that fail now, in words."""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    address: str = ""
    drill_ms: int | None = None
    """Since when a drill runs."""
    siren: bool = False
    silenced: bool = False
    plan: bool = False
    """Whether the site has a plan."""


class NextUp(msgspec.Struct, frozen=True, kw_only=True):
    """A coming booking. `code`: stored (confirmed by the device), waiting, none; `key`: in, out; `step`: see `GrantStep`."""

    booking: str
    start_ms: int
    hall_name: str
    title: str
    code: str
    key: str = ""
    step: str = ""


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """A Pi. `state`: online, suspect, offline, never."""

    id: str
    site: str
    site_name: str
    state: str
    seen_ms: int | None
    clk: str = ""
    fw: str = ""
    backlog: int = 0
    sensors: dict[str, str] = {}


class MirrorNow(msgspec.Struct, frozen=True, kw_only=True):
    """How the database stands that time series are written to as well.

    `state`: ok, `filling` (what was missed or older), `away` (it does not answer), `denied` (it does not let the server in),
    `refused` (it leaves rows out). `rows` wait to be written; at `level_ms` none did. `written` and `refused` since the start.
    """

    state: str
    rows: int = 0
    level_ms: int = 0
    written: int = 0
    refused: int = 0


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """Measured, not promised: milliseconds from detector to screen and to the first notification, and what is behind."""

    screen_p50_ms: int | None = None
    screen_p99_ms: int | None = None
    notify_p50_ms: int | None = None
    notify_p99_ms: int | None = None
    backlog_rows: int = 0
    broker: bool = True
    store: bool = True
    """Whether the server's own stores take what devices send; while one does not, rows wait at the devices."""
    notifiers: list[str] = []
    dead_letters: int = 0
    screen_n: int = 0
    notify_n: int = 0
    """How many alarms of the last 30 days the figures rest on."""
    untrusted_n: int = 0
    """How many of them give no figure: their device's clock could not be trusted."""
    mirror: MirrorNow | None = None
    """None: there is none."""


class ManagerView(msgspec.Struct, frozen=True, kw_only=True, tag="manager"):
    now_ms: int
    zone: str
    on_call: list[str]
    incidents: list[Incident]
    halls: list[HallNow]
    lockers: list[Locker]
    next: list[NextUp]
    devices: list[Device]
    health: Health
    zones: list[FireZone] = []
    sites: list[Site] = []
    duty: list[Duty] = []
    path: AlertPath = AlertPath()


class Beat(msgspec.Struct, frozen=True, kw_only=True, tag="beat"):
    """`fleet` rises when a line of the fleet changed; `GET /api/fleet?since=` the one before tells which. 0: not counted."""

    now_ms: int
    fleet: int = 0


class ClubChanged(msgspec.Struct, frozen=True, kw_only=True, tag="club"):
    """Something of this person's bookings changed; the page reads them anew."""

    now_ms: int


Live = ManagerView | Beat | ClubChanged

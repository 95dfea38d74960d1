"""What the backend tells the pages of managers and clubs over one WebSocket per page (`/api/live`).

The first message and every change is a whole `ManagerView`; a `Beat` comes every 5 s. No beat for 10 s: the page is stale.
Times are milliseconds since the epoch; `now_ms` is the server's.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

import msgspec

from hallenwart_contract.messages import Severity


class IncidentKind(StrEnum):
    """Everything an incident can be about; every page and notice has words for each. Alarm types keep their names."""

    SMOKE = "smoke"
    HEAT = "heat"
    PANEL = "panel"
    CALL_POINT = "call_point"
    CO = "co"
    PRE_ALARM = "pre_alarm"
    DRILL = "drill"
    PANEL_FAULT = "panel_fault"
    BATTERY = "battery"
    FIRE_OFF = "fire_off"
    """Something is disabled and its end is near, or it lasts long."""
    OVERCROWDED = "overcrowded"
    """More people are counted in a hall than it is permitted to hold."""
    ALERT_PATH = "alert_path"
    """A way to people failed, the daily test did not come through, or alarms of a device are not confirmed."""
    NOBODY_ON_CALL = "nobody_on_call"
    TAMPER = "tamper"
    SENSOR_FAULT = "sensor_fault"
    FORCED_DOOR = "forced_door"
    LEFT_OPEN = "left_open"
    JAMMED = "jammed"
    WRONG_KEY = "wrong_key"
    KEY_OVERDUE = "key_overdue"
    KEY_MISSING = "key_missing"
    KEY_UNKNOWN = "key_unknown"
    KEY_LOST = "key_lost"
    KEY_CONFLICT = "key_conflict"
    """The next booking needs a key that is out."""
    CODE_LATE = "code_late"
    """A right is not yet at the locker though it should be."""
    HELP = "help"
    DURESS = "duress"
    GUESSING = "guessing"
    DAMAGE = "damage"
    INSIDE = "inside"
    """The key is back and people are still counted inside."""
    NO_KEY = "no_key"
    """People are counted inside and no key is out."""
    MAINS = "mains"
    RESPONDER = "responder"
    NO_SHOW = "no_show"
    DEVICE_SILENT = "device_silent"
    SITE_LINK = "site_link"
    BROKER_DOWN = "broker_down"
    OTHER = "other"
    """An alarm of a type this server does not know; `detail` says which."""

    @classmethod
    def of(cls, word: str) -> Self:
        """Return the kind of this name, OTHER for a name nobody knows."""
        return cls(word) if word in cls._value2member_map_ else cls("other")


class IncidentState(StrEnum):
    OPEN = "open"
    ACKED = "acknowledged"
    RESOLVED = "resolved"


class GrantStep(StrEnum):
    """How far a right has come: in the records, at the broker, at the locker, used, its key out, its key back."""

    PLANNED = "planned"
    DELIVERED = "delivered"
    APPLIED = "applied"
    USED = "used"
    KEY_OUT = "key_out"
    KEY_BACK = "key_back"


class StepKind(StrEnum):
    """What happened to an incident."""

    RAISED = "raised"
    SENSOR = "sensor"
    WORSE = "worse"
    AGAIN = "again"
    CLEARED = "cleared"
    QUEUED = "queued"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    FAILED = "failed"
    OPENED = "opened"
    """The link of a message was opened; that acknowledges nothing."""
    REMINDED = "reminded"
    ESCALATED = "escalated"
    ACKED = "acked"
    NOTE = "note"
    SILENCED = "silenced"
    RESET = "reset"
    RESOLVED = "resolved"


class IncidentStep(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an incident's timeline. `who` acted or was told, `way` is a message's path, `text` the figure or word."""

    t_ms: int
    kind: StepKind
    who: str = ""
    way: str = ""
    text: str = ""


class SensorSaid(msgspec.Struct, frozen=True, kw_only=True):
    """A sensor in alarm: since when and what it measured. `gone_ms`: when it no longer said so."""

    c: str
    device: str = ""
    name: str = ""
    since_ms: int
    measured: str = ""
    gone_ms: int | None = None


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Context of an incident. `kind`: people, key, holder, booking, next. The page has the words; `t_ms` is the figure's age.

    `holder` names the role of who holds a key, and where the role of the reader allows it nothing else.
    """

    kind: str
    text: str = ""
    number: int | None = None
    spread: int | None = None
    detail: str = ""
    t_ms: int | None = None


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """An alert with a life: open → acknowledged → resolved. `kind` chooses the words; `zone` is the room's name.

    `since_ms` is when the cause began by the device's clock, `cleared_ms` when it ended. A hint then resolves by itself, a
    warning once a person has seen it; a critical incident stays until a person resolves it.
    """

    id: str
    kind: IncidentKind
    sev: Severity
    state: IncidentState
    site: str
    site_name: str
    hall: str = ""
    hall_name: str = ""
    zone: str = ""
    device: str = ""
    address: str = ""
    detail: str = ""
    slot: int | None = None
    since_ms: int
    raised_ms: int
    cleared_ms: int | None = None
    acked_by: str = ""
    acked_ms: int | None = None
    ack_word: str = ""
    """going, there, false_alarm, seen"""
    resolved_by: str = ""
    resolved_ms: int | None = None
    note: str = ""
    """What was written when it was resolved."""
    siren: bool = False
    facts: list[Fact] = []
    measured: list[str] = []
    ref: str = ""
    """The id of the call for help or of the hand-over report it is about."""
    sensors: list[SensorSaid] = []
    told: list[str] = []
    """Who was told so far, in order."""
    next_name: str = ""
    next_ms: int | None = None
    """Who is told next unless somebody acknowledges, and when; with an empty name the same people are reminded."""
    drill: bool = False
    count: int = 1
    """How often the same came back within the pause that keeps it from being told again."""
    delay_until_ms: int | None = None
    """Siren and evacuation wait until then, or for a second signal."""
    steps: list[IncidentStep] = []
    """The newest 20; all of them stand in the incident itself."""


class HallNow(msgspec.Struct, frozen=True, kw_only=True):
    """A hall's tile. `use` per section: used, booked_empty, free, unknown. `people` None: not known."""

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


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """Measured, not promised: milliseconds from detector to screen and to the first notification, and what is behind."""

    screen_p50_ms: int | None = None
    screen_p99_ms: int | None = None
    notify_p50_ms: int | None = None
    notify_p99_ms: int | None = None
    backlog_rows: int = 0
    broker: bool = True
    notifiers: list[str] = []
    dead_letters: int = 0
    screen_n: int = 0
    notify_n: int = 0
    """How many alarms of the last 30 days the figures rest on."""
    untrusted_n: int = 0
    """How many of them give no figure: their device's clock could not be trusted."""


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
    now_ms: int


class ClubChanged(msgspec.Struct, frozen=True, kw_only=True, tag="club"):
    """Something of this person's bookings changed; the page reads them anew."""

    now_ms: int


Live = ManagerView | Beat | ClubChanged

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
    PRE_ALARM = "pre_alarm"
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


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Context of an incident. `kind`: people, key, booking, next. The page has the words; `t_ms` is the figure's age."""

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
    siren: bool = False
    facts: list[Fact] = []
    measured: list[str] = []
    ref: str = ""
    """The id of the call for help or of the hand-over report it is about."""


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


class Beat(msgspec.Struct, frozen=True, kw_only=True, tag="beat"):
    now_ms: int


class ClubChanged(msgspec.Struct, frozen=True, kw_only=True, tag="club"):
    """Something of this person's bookings changed; the page reads them anew."""

    now_ms: int


Live = ManagerView | Beat | ClubChanged

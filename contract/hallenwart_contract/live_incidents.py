"""What an incident is to people: its kind, state, sensors, facts and timeline. Times are milliseconds since the epoch."""

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
    REVOKED = "revoked"
    """Somebody speaks as a device whose access was revoked and that was gone."""
    DEVICE_CARE = "device_care"
    """A device wants looking after as a machine: card, warmth, power, clock, certificate; `detail` lists what."""
    COMPONENT = "component"
    """Parts of a device are in fault; `detail` lists them."""
    AUTHORITY = "authority"
    """The keeper of the certificate authority is away, or its revocation list is not made anew: devices will be refused."""
    EXIT_ENDS = "exit_ends"
    """The release of a display's arrow ends soon: without a new one the screen says the way out in words alone."""
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
    PROOF = "proof"
    """A display proved what it drew; `text` names the display and the hash of the picture."""
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


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """What to do next: one short sentence in both languages."""

    de: str
    en: str


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
    advice: list[Advice] = []
    """What to do next, the most urgent first; none once it is resolved."""

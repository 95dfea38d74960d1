"""What a fire sensor's rule says about its sensor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hallenwart_contract.messages import AlarmType


class Word(StrEnum):
    """`FIRE`: what the sensor watches for is there; for a CO alarm that is carbon monoxide.

    `TEST`: somebody pressed the sensor's own test button; it works, and there is no fire.
    """

    OK = "ok"
    FIRE = "fire"
    TEST = "test"
    FAULT = "fault"


class Reason(StrEnum):
    """Every reason of a fault and of a note. The pages have words for each (`dashboards/shared/messages/faults.ts`)."""

    SILENT = "silent"
    STUCK = "stuck"
    OUT_OF_RANGE = "out_of_range"
    BAD_TIME = "bad_time"
    NONSENSE = "nonsense"
    ADC = "adc"
    """The converter does not answer or cannot be believed."""
    PIN = "pin"
    OPEN = "open"
    SHORT = "short"
    LEAKY = "leaky"
    RESISTIVE = "resistive"
    DRIFT = "drift"
    """A loop's resistance wanders; it still alarms."""
    ALARM = "alarm"
    """A contact that opens on its word looks as if one closed: wrongly wired."""
    HEAD = "head"
    """The sensor says so of itself."""
    LINK = "link"
    """The broker inside the building cannot be reached."""
    BRIDGE = "bridge"
    """The radio's bridge is down."""
    UNREACHABLE = "unreachable"
    """The bridge misses the head."""
    UNCONFIRMED = "unconfirmed"
    """The last that is known of a head is smoke, and nobody knows how old that is."""
    BATTERY = "battery"
    DAYS_30 = "days_30"
    DAYS_7 = "days_7"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that stands beside the verdict and is told as a warning of its own: battery, tampering, the panel's fault.

    It begins and ends with its cause, is never a fire and never hides one.
    """

    type: AlarmType
    reason: str = ""
    x: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`x` is what was measured and `thr` what it was compared with, in the unit of the rule; `reason` names a fault.

    `battery_pct` is what a radio sensor says of its battery.
    """

    word: Word = Word.OK
    reason: str = ""
    x: float | None = None
    thr: float | None = None
    notes: tuple[Note, ...] = ()
    battery_pct: int | None = None


OK = Verdict()
